using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Boards;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace CarbonMeter.Cli.Commands;

/// <summary>Boards: those that come with it, whether a board file can work, and the bytes the firmware reads of it.</summary>
public static class BoardCommand
{
    /// <summary>The command and its parts.</summary>
    public static Command Build() => new("board", "Boards: list, show and check them, and compile what the firmware reads") { List(), Show(), Check(), Compile() };

    private static Command List()
    {
        var json = Json();
        var command = new Command("list", "List the boards that come with carbonctl") { json };
        command.SetAction(parsed =>
        {
            var boards = BuiltInBoards.All();
            if (parsed.GetValue(json))
            {
                Terminal.PrintJson(boards.Select(Describe));
                return Exit.Ok;
            }
            var table = new Table().AddColumns("Name", "Title", "Target", "Flash", "Network", "Channels", "Gas");
            foreach (var board in boards)
                table.AddRow(
                    board.Name, Markup.Escape(board.Title), Markup.Escape(board.Target), $"{board.FlashBytes >> 20} MB", BoardWords.Of(board.Network),
                    board.Channels.Length.ToString(), board.Gas is null ? "" : "CO2");
            AnsiConsole.Write(table);
            return Exit.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var named = new Argument<string>("BOARD") { Description = "Name of a board that comes with carbonctl, or a board file" };
        var json = Json();
        var command = new Command("show", "Show how a board is wired, and the full scale of its channels") { named, json };
        command.SetAction(parsed =>
        {
            var board = BuiltInBoards.Find(parsed.GetValue(named)!);
            if (parsed.GetValue(json))
            {
                Terminal.PrintJson(Describe(board));
                return Exit.Ok;
            }
            Console.Out.WriteLine($"{board.Name}: {board.Title}, {board.Target}, {BoardWords.Of(board.Chip)} with {board.FlashBytes >> 20} MB, application at 0x{board.DeployAddress:X}");
            Console.Out.WriteLine();
            foreach (var line in BoardWiring.Table(board)) Console.Out.WriteLine(line);
            foreach (var (channel, voltage, current) in Scales(board))
                Console.Out.WriteLine($"channel {channel.Id} {channel.Label}: {BoardWords.OfPhase(channel.Phase)}, full scale {voltage} mV, {current} mA");
            return Exit.Ok;
        });
        return command;
    }

    private static Command Check()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Board files", Arity = ArgumentArity.OneOrMore };
        var json = Json();
        var command = new Command("check", "Say whether boards can work: every clash with its line and what to do") { files, json };
        command.SetAction(parsed =>
        {
            var judged = parsed.GetValue(files)!.Select(file =>
            {
                var board = BoardFile.Judge(file.ToString(), out var faults);
                return (file, board, faults);
            }).ToList();
            if (parsed.GetValue(json)) Terminal.PrintJson(judged.Select(one => new { file = one.file.ToString(), one.board?.Name, one.faults }));
            else foreach (var (file, board, faults) in judged)
            {
                foreach (var fault in faults) Console.Error.WriteLine(fault);
                if (board is not null) Console.Out.WriteLine($"{file}: {board.Name} can work.");
            }
            return judged.All(one => one.board is not null) ? Exit.Ok : Exit.No;
        });
        return command;
    }

    private static Command Compile()
    {
        var file = new Argument<string>("BOARD") { Description = "A board file, or the name of a board that comes with carbonctl" };
        var output = new Option<FileInfo>("--out") { Description = "File to write", Required = true, HelpName = "FILE" };
        var json = Json();
        var command = new Command("compile", "Write what the firmware reads: a few hundred bytes of CBOR, named by their SHA-256") { file, output, json };
        command.SetAction(parsed =>
        {
            var board = BuiltInBoards.Find(parsed.GetValue(file)!);
            var bytes = BoardCodec.Encode(board);
            var to = parsed.GetValue(output)!;
            File.WriteAllBytes(to.FullName, bytes);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (parsed.GetValue(json)) Terminal.PrintJson(new { board = board.Name, file = to.ToString(), sizeBytes = bytes.Length, sha256 = hash });
            else Console.Out.WriteLine($"{to}: board {board.Name}, {bytes.Length} bytes, {hash}");
            return Exit.Ok;
        });
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "Print JSON" };

    private static IEnumerable<(BoardChannel Channel, int Millivolts, int Milliamperes)> Scales(Board board) => board.Channels.Select(channel =>
    {
        var kind = board.Parts[channel.Part].Kind;
        return (channel, BoardScale.VoltageFullScaleMillivolts(board.VoltageInputs[channel.VoltageInput - 1], kind),
            BoardScale.CurrentFullScaleMilliamperes(channel, kind));
    });

    private static object Describe(Board board) => new
    {
        board.Name, board.Title, board.Target, chip = BoardWords.Of(board.Chip), board.FlashBytes, deployAddress = $"0x{board.DeployAddress:X}",
        network = BoardWords.Of(board.Network), sha256 = Convert.ToHexStringLower(BoardCodec.Hash(BoardCodec.Encode(board))),
        parts = board.Parts.Select(part => new
        {
            part.Name, kind = BoardWords.Of(part.Kind), bus = board.Buses[part.Bus].Name, address = part.Address == 0 ? null : $"0x{part.Address:X2}", part.IsOptional,
        }),
        wiring = BoardWiring.Of(board),
        channels = Scales(board).Select(one => new
        {
            one.Channel.Id, one.Channel.Label, phase = BoardWords.OfPhase(one.Channel.Phase), role = BoardWords.Of(one.Channel.Role),
            voltageFullScaleMillivolts = one.Millivolts, currentFullScaleMilliamperes = one.Milliamperes,
        }),
        measuresGas = board.Gas is not null,
    };
}
