using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CarbonMeter.Boards;
using CarbonMeter.Cli.Flashing;
using Command = System.CommandLine.Command;

namespace CarbonMeter.Cli.Commands;

/// <summary>Flashing: a board, the application's image, a release bundle, the line for mass production.</summary>
public static class FlashCommand
{
    private const string PortForDryRuns = "PORT";

    /// <summary>The command and its parts.</summary>
    public static Command Build() => new("flash", "From a fresh board to one that runs") { Write(), Pack(), Bundle(), Line() };

    private static Command Write()
    {
        var board = BoardArgument();
        var port = new Option<string?>("--port") { Description = "Serial port of the board, as nanoff --listports names it", HelpName = "PORT" };
        var app = new Option<FileInfo?>("--app") { Description = "The packed application (flash pack)", HelpName = "FILE" };
        var pe = new Option<string?>("--pe") { Description = "Or the build's output folder with its .pe files", HelpName = "DIR" };
        var files = new Option<string?>("--files") { Description = "Folder whose files go onto the drive I: as well: certificates and keys for TLS", HelpName = "DIR" };
        var firmware = new Option<string?>("--firmware-version") { Description = "Version of the firmware image; default: the newest", HelpName = "X" };
        var work = new Option<string>("--work") { Description = "Folder for what is made on the way", DefaultValueFactory = _ => "flash-work", HelpName = "DIR" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the exact commands and do nothing" };
        var command = new Command("write", "Check tools, image and address; write the firmware image, the application, the board file and certificates; read back")
        {
            board, port, app, pe, files, firmware, work, dryRun,
        };
        command.SetAction(async (parsed, _) =>
        {
            var chosen = BuiltInBoards.Find(parsed.GetValue(board)!);
            bool isDry = parsed.GetValue(dryRun);
            var to = parsed.GetValue(port) ?? (isDry ? PortForDryRuns : throw new InputException("--port is missing: nanoff --listports tells the ports."));
            var folder = parsed.GetValue(work)!;
            var image = ReadApplication(parsed.GetValue(app), parsed.GetValue(pe));
            var inputs = new FlashInputs(to, $"{folder}/{ReleaseBundle.ApplicationFile}", image.Length, $"{folder}/deploy.json", $"{folder}/read-back.bin", parsed.GetValue(firmware));
            var plan = FlashPlan.Of(chosen, inputs);
            if (isDry)
            {
                foreach (var step in plan) Console.Out.WriteLine(step.Line);
                return Exit.Ok;
            }
            if (FlashRun.Missing(plan) is { Count: > 0 } missing) throw new InputException(string.Join("; ", missing));
            Prepare(folder, chosen, image, inputs, parsed.GetValue(files));
            if (!await FlashRun.RunAsync(plan, step => !step.Command.Contains("read_flash") || IsSame(inputs.ReadBack, image))) return Exit.Failure;
            Console.Out.WriteLine($"{chosen.Name} runs. Next: carbonctl commission --port {to}");
            return Exit.Ok;
        });
        return command;
    }

    private static Command Pack()
    {
        var pe = new Argument<string>("DIR") { Description = "The build's output folder with its .pe files" };
        var output = new Option<FileInfo>("--out") { Description = "File to write", Required = true, HelpName = "FILE" };
        var command = new Command("pack", "Join the .pe files of a build into the application's image") { pe, output };
        command.SetAction(parsed =>
        {
            var image = ApplicationImage.Pack(parsed.GetValue(pe)!);
            File.WriteAllBytes(parsed.GetValue(output)!.FullName, image);
            Console.Out.WriteLine($"{parsed.GetValue(output)}: {image.Length} bytes");
            return Exit.Ok;
        });
        return command;
    }

    private static Command Bundle()
    {
        var app = new Option<FileInfo?>("--app") { Description = "The packed application (flash pack)", HelpName = "FILE" };
        var pe = new Option<string?>("--pe") { Description = "Or the build's output folder with its .pe files", HelpName = "DIR" };
        var output = new Option<string>("--out") { Description = "Folder to write, not there yet", Required = true, HelpName = "DIR" };
        var version = new Option<string>("--version") { Description = "Version the manifests tell", Required = true, HelpName = "X" };
        var firmware = new Option<string?>("--firmware") { Description = "Firmware packages, one folder a target, for ESP Web Tools manifests", HelpName = "DIR" };
        var command = new Command("bundle", "Write a release: application, board files, manifests, sums") { app, pe, output, version, firmware };
        command.SetAction(parsed =>
        {
            var image = ReadApplication(parsed.GetValue(app), parsed.GetValue(pe));
            var written = ReleaseBundle.Write(parsed.GetValue(output)!, BuiltInBoards.All(), image, parsed.GetValue(version)!, parsed.GetValue(firmware));
            Console.Out.WriteLine($"{parsed.GetValue(output)}: {written.Count} files and their sums");
            return Exit.Ok;
        });
        return command;
    }

    private static Command Line()
    {
        var board = BoardArgument();
        var port = new Option<string>("--port") { Description = "Serial port", DefaultValueFactory = _ => PortForDryRuns, HelpName = "PORT" };
        var firmware = new Option<string>("--firmware") { Description = "Folder of the firmware's package", DefaultValueFactory = _ => "firmware", HelpName = "DIR" };
        var app = new Option<string>("--app") { Description = "The packed application", DefaultValueFactory = _ => ReleaseBundle.ApplicationFile, HelpName = "FILE" };
        var command = new Command("line", "Print the one esptool line for mass production") { board, port, firmware, app };
        command.SetAction(parsed =>
        {
            var step = FlashPlan.MassProduction(
                BuiltInBoards.Find(parsed.GetValue(board)!), parsed.GetValue(port)!, parsed.GetValue(firmware)!, parsed.GetValue(app)!);
            Console.Out.WriteLine(step.Line);
            return Exit.Ok;
        });
        return command;
    }

    private static Argument<string> BoardArgument() =>
        new("BOARD") { Description = "Name of a board that comes with carbonctl (board list), or a board file" };

    private static byte[] ReadApplication(FileInfo? app, string? pe)
    {
        if (app is not null == pe is not null) throw new InputException("Give the application either as --app FILE or as --pe DIR.");
        if (pe is not null) return ApplicationImage.Pack(pe);
        if (!app!.Exists) throw new InputException($"{app}: there is no such file. `carbonctl flash pack` makes it.");
        return File.ReadAllBytes(app.FullName);
    }

    private static void Prepare(string folder, Board board, byte[] image, FlashInputs inputs, string? files)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(inputs.Application, image);
        var boardFile = $"{folder}/board.cbor";
        File.WriteAllBytes(boardFile, BoardCodec.Encode(board));
        var others = files is null ? [] : Directory.GetFiles(files).Order(StringComparer.Ordinal).ToArray();
        string[] sources = [boardFile, .. others];
        File.WriteAllBytes(inputs.Deployment, Terminal.JsonBytes(new
        {
            serialport = inputs.Port,
            files = sources.Select(source => new Dictionary<string, string>
            {
                ["DestinationFilePath"] = $"I:\\{Path.GetFileName(source)}", ["SourceFilePath"] = Path.GetFullPath(source),
            }),
        }));
    }

    private static bool IsSame(string readBack, byte[] image)
    {
        if (File.Exists(readBack) && File.ReadAllBytes(readBack).AsSpan().SequenceEqual(image)) return true;
        Console.Error.WriteLine("What was read back is not what was written.");
        return false;
    }
}
