using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Cli.Demo;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Uncertainty;
using CarbonMeter.DotNet;
using CarbonMeter.Web;
using Spectre.Console;

namespace CarbonMeter.Cli.Commands;

/// <summary>Runs a host and a park of virtual meters: a built-in one that lives on, or one that replays a file of interval data.</summary>
public static class DemoCommand
{
    private const int DayRows = 86_400 / BuiltInPark.RowSeconds;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The command.</summary>
    public static Command Build()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder of the demo's own ledger, replaced at each start (or set CARBONMETER_DATA)",
            DefaultValueFactory = DataFolder.Default,
            HelpName = "DIR",
        };
        var host = new HostCommandOptions(8080, 0);
        var profile = new Option<FileInfo?>("--profile") { Description = "Interval data to replay: CSV, kW per column", HelpName = "FILE.csv" };
        var map = new Option<FileInfo?>("--map") { Description = "Which column drives which meter (docs/formats/park-map.md)", HelpName = "MAP.json" };
        var boards = new Option<string?>("--boards") { Description = "Instead of a park: one meter of each board, all or names with commas between", HelpName = "NAMES" };
        var days = new Option<int?>("--days") { Description = "Replay only so many days of the file; of boards, so many days (1)", HelpName = "N" };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 36_500) result.AddError("--days: a whole number from 1 on.");
        });
        var json = new Option<bool>("--json") { Description = "End with the data and print one JSON object" };
        var command = new Command("demo", "Run a host and a park of virtual meters: the built-in one, or one that replays a file")
        {
            data, profile, map, boards, days, json,
        };
        host.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(profile) is null != parsed.GetValue(map) is null) throw new InputException("--profile and --map go together.");
            if (parsed.GetValue(boards) is { } names)
            {
                if (parsed.GetValue(profile) is not null) throw new InputException("--boards and --profile exclude each other.");
                return await RunBoards(BoardPark.BoardsOf(names), parsed.GetValue(days) ?? 1, parsed, data, host, parsed.GetValue(json), stop);
            }
            if (parsed.GetValue(profile) is null && parsed.GetValue(json)) throw new InputException("--json needs --profile or --boards: the built-in park does not end.");
            var parkMap = parsed.GetValue(map) is { } mapFile ? ParkMap.Read(mapFile.FullName) : BuiltInPark.Map;
            var builtIn = new BuiltInPark();
            var rows = parsed.GetValue(profile) is { } file ? Demo.Profile.Read(file.FullName, parkMap, parsed.GetValue(days)).Rows : LastDay(builtIn);
            DemoFolder.Prepare(parsed.GetValue(data)!);
            using var loggers = Terminal.CreateLoggers();
            using var authority = PlatformSigner.Create(KeyClass.Development);
            var startUnixMs = rows[0].StartUnixSeconds * 1000 - Replay.PowerBeforeMs;
            var clock = new DemoClock(startUnixMs);
            var options = host.Read(parsed, parsed.GetValue(data)!, loggers);
            options.Clock = clock;
            await using var running = await CarbonMeterHost.StartAsync(options, stop);
            await using var park = new VirtualPark(parkMap, running, authority.PublicKey, startUnixMs);
            Calibrate(park, running, startUnixMs);
            Terminal.Error.MarkupLineInterpolated($"Page and API  [blue]{running.HttpUri}[/]");
            clock.Follow(park);
            await Run(park, () => running.HasJudged(park.Meters.Count), rows, stop);
            clock.BecomeReal();
            if (parsed.GetValue(profile) is not null) return await Finish(running, park, rows, parsed.GetValue(json), stop);
            await new LivePark(park, builtIn, running, authority).RunAsync(stop);
            return await park.DeliverAsync(Patience, CancellationToken.None) ? Exit.Ok : Exit.Failure;
        });
        return command;
    }

    // Nothing here is calibrated: what the boards measure is kept, counted, and certified by nobody.
    private static async Task<int> RunBoards(
        IReadOnlyList<Boards.Board> boards, int days, ParseResult parsed, Option<DirectoryInfo> data, HostCommandOptions host, bool json, CancellationToken stop)
    {
        var today = DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 86_400 * 86_400;
        var rows = BoardPark.Rows(boards, today - days * 86_400L, days);
        DemoFolder.Prepare(parsed.GetValue(data)!);
        using var loggers = Terminal.CreateLoggers();
        using var authority = PlatformSigner.Create(KeyClass.Development);
        var startUnixMs = rows[0].StartUnixSeconds * 1000 - Replay.PowerBeforeMs;
        var clock = new DemoClock(startUnixMs);
        var options = host.Read(parsed, parsed.GetValue(data)!, loggers);
        options.Clock = clock;
        await using var running = await CarbonMeterHost.StartAsync(options, stop);
        await using var park = new BoardPark(boards, running, authority.PublicKey, startUnixMs);
        Terminal.Error.MarkupLineInterpolated($"Page and API  [blue]{running.HttpUri}[/]");
        clock.Follow(park);
        await Run(park, () => true, rows, stop);
        clock.BecomeReal();
        return await Finish(running, park, rows, json, stop);
    }

    private static void Calibrate(VirtualPark park, CarbonMeterHost running, long startUnixMs)
    {
        using var hierarchy = new DemoHierarchy(startUnixMs / 1000, park.Map.Meters.Max(meter => meter.CurrentFullScaleMilliamperes) / 1000m);
        for (var i = 0; i < park.Map.Meters.Count; i++)
            hierarchy.Add(park.Map.Meters[i], park.ParametersOf(park.Map.Meters[i]), park.Keys[i], park.Settings[i].FirmwareId, park.Map.NominalMillivolts);
        running.Store.Facts.Append(hierarchy.Facts, startUnixMs);
    }

    private static List<ProfileRow> LastDay(BuiltInPark builtIn)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds() / BuiltInPark.RowSeconds * BuiltInPark.RowSeconds;
        var rows = new List<ProfileRow>(DayRows);
        for (var i = DayRows; i > 0; i--) rows.Add(builtIn.RowAt(now - i * BuiltInPark.RowSeconds));
        return rows;
    }

    private static Task Run(DemoPark park, Func<bool> isReady, IReadOnlyList<ProfileRow> rows, CancellationToken stop) =>
        Terminal.ShowProgressAsync(
            $"{park.Running.Count} meters replay {rows.Count:N0} intervals", (double)rows.Count * park.Running.Count,
            step => Replay.RunAsync(park, rows, isReady, step, stop));

    private static async Task<int> Finish(CarbonMeterHost running, DemoPark park, IReadOnlyList<ProfileRow> rows, bool json, CancellationToken stop)
    {
        var isDelivered = await park.DeliverAsync(Patience, stop) && await running.IsJudgedAsync(Patience, stop);
        var report = DemoReport.Of(running, park, rows[0].StartUnixSeconds, rows[^1].StartUnixSeconds + park.RowSeconds);
        if (json)
        {
            Terminal.PrintJson(report);
        }
        else
        {
            Print(report);
            Terminal.Error.WriteLine("The page stays open until Ctrl-C.");
            await Forever(stop);
        }
        return isDelivered && report.RecordsQuarantined == 0 ? Exit.Ok : Exit.No;
    }

    private static void Print(DemoReport report)
    {
        var table = new Table().AddColumns("Meter", "Channel", "Role", "Import kWh", "Export kWh", "Records", "Intervals");
        for (var i = 3; i < 7; i++) table.Columns[i].RightAligned();
        foreach (var meter in report.Meters)
            table.AddRow(
                Markup.Escape(meter.Id), meter.Channel.ToString(), meter.Role, $"{meter.ImportMilliwattHours / 1e6:N2}", $"{meter.ExportMilliwattHours / 1e6:N2}",
                $"{meter.Records:N0}", $"{meter.Intervals:N0}");
        AnsiConsole.Write(table);
        Console.Out.WriteLine($"{report.From} to {report.To}");
        foreach (var gas in report.Gas)
            Console.Out.WriteLine($"Gas           {gas.Id}: {(gas.MassMilligrams is { } mass ? $"{mass / 1e6:N2} kg CO2, " : "")}mean {gas.MeanCarbonDioxidePpm:N0} ppm CO2");
        Console.Out.WriteLine($"Green share   volumetric {report.GreenShareVolumetricPpm / 1e4:N2} %, hourly matched {report.GreenShareHourlyPpm / 1e4:N2} %");
        Console.Out.WriteLine($"              {report.Sentence}");
        Console.Out.WriteLine($"Carbon        {report.CarbonMilligrams / 1e6:N2} kg CO2 of grid import, factor set {report.FactorSet}");
        Print(report.Certified);
        Console.Out.WriteLine($"Completeness  {report.CompletenessPpm / 1e4:N2} %");
        Console.Out.WriteLine($"Records       {report.RecordsAccepted:N0} accepted, {report.RecordsQuarantined} quarantined, {report.Unacknowledged} unacknowledged");
    }

    private static void Print(DemoCertified certified)
    {
        Console.Out.WriteLine($"Certified     volumetric {Band(certified.GreenShareVolumetricPpm, certified.VolumetricBand, certified.VolumetricClassIsCertain)}, "
            + $"hourly matched {Band(certified.GreenShareHourlyPpm, certified.HourlyBand, certified.HourlyClassIsCertain)}");
        Console.Out.WriteLine($"              {certified.CarbonMilligrams / 1e6:N2} kg CO2 +- {certified.CarbonExpandedMilligramsOfEnergy / 1e6:N2} kg by the meters (k = 2); "
            + "the factor's uncertainty is not stated");
        foreach (var reason in certified.WhatKeepsTheRestOut) Console.Out.WriteLine($"              not certified: {reason}");
    }

    private static string Band(int? sharePpm, ShareBand? band, bool isCertain) => sharePpm is { } share && band is not null
        ? $"{share / 1e4:N2} % +- {band.ExpandedPpm / 1e4:N2} % (k = 2{(isCertain ? "" : "; class not certain")})" : "no load";

    private static async Task Forever(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopping.");
        }
    }
}
