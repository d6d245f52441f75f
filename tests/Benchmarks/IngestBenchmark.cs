using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CarbonMeter.Benchmarks.Load;

namespace CarbonMeter.Benchmarks;

/// <summary>One way to load the host.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Window">Publishes in flight per connection.</param>
/// <param name="Verifies">Whether signatures are verified.</param>
/// <param name="ShareTarget">Least share of the machine's limit; null where it has none.</param>
/// <param name="CpuMicrosecondsTarget">Most processor time per record; null where there is no such target.</param>
internal sealed record IngestCase(string Name, int Window, bool Verifies, double? ShareTarget, double? CpuMicrosecondsTarget);

/// <summary>What one run of the load gave.</summary>
internal sealed record IngestFigures(
    IngestCase Case, double CpuMicroseconds, double CompilingMicroseconds, double VerifyMicroseconds, double RecordsPerSecond, double RecordsPerCommit);

/// <summary>Processor time of the host per record: judged, durable, acknowledged.</summary>
internal static class IngestBenchmark
{
    private const int Connections = 1_000;
    private const int RecordsPerMeter = 1_000;

    // The first part warms the host up: its compiler is done with it. In the last part some connections have already ended.
    private const double MeasuredFrom = 0.55, MeasuredTo = 0.94;

    private static readonly IngestCase[] s_cases =
    [
        new("ten in flight", 10, true, 0.78, null),
        new("one in flight", 1, true, 0.60, null),
        new("ten in flight, no verification", 10, false, null, 8.0),
        new("one in flight, no verification", 1, false, null, null),
    ];

    internal static async Task RunAsync(TextWriter output, string? only = null, int lingerMs = -1, int times = 1)
    {
        var fleet = Fleet.Make(Connections, RecordsPerMeter);
        using var memory = UsedMemory.Prepare();
        output.WriteLine($"touching a free page of 4 kB: {memory.FirstTouchMicroseconds:F1} us before, when nothing had used it yet");
        output.WriteLine($"{Connections} connections, {fleet.Records} records of {Fleet.IntervalsPerRecord} intervals, "
            + $"{fleet.PacketBytesMean:F0} bytes each with their MQTT packet");
        output.WriteLine($"{"",-32}{"host CPU",10}{"compiling",12}{"openssl",12}{"share of",10}{"",14}");
        output.WriteLine($"{"",-32}{"us/record",10}{"us/record",12}{"us/verify",12}{"limit",10}{"target",14}{"records/s",11}{"intervals/s",13}{"records/commit",16}");
        // Round by round, so that what else the machine does falls upon all cases alike.
        for (int round = 0; round < times; round++)
        {
            foreach (var run in s_cases)
            {
                if (only is null || run.Name == only) Write(output, await MeasureAsync(fleet, run, lingerMs));
            }
        }
        if (only is null || VerdictsBenchmark.Name == only) await VerdictsBenchmark.RunAsync(output, fleet, lingerMs);
    }

    private static void Write(TextWriter output, IngestFigures run)
    {
        double share = run.VerifyMicroseconds / run.CpuMicroseconds;
        string target = run.Case.ShareTarget is { } least ? $"share {least:F2}" : run.Case.CpuMicrosecondsTarget is { } most ? $"{most:F1} us" : "";
        output.WriteLine($"{run.Case.Name,-32}{run.CpuMicroseconds,10:F1}{run.CompilingMicroseconds,12:F1}{run.VerifyMicroseconds,12:F1}{(run.Case.Verifies ? $"{share:F2}" : ""),10}"
            + $"{target,14}{run.RecordsPerSecond,11:F0}{run.RecordsPerSecond * Fleet.IntervalsPerRecord,13:F0}{run.RecordsPerCommit,16:F0}");
    }

    private static async Task<IngestFigures> MeasureAsync(Fleet fleet, IngestCase run, int lingerMs)
    {
        double before = OpenSsl.VerifyMicroseconds();
        var samples = await LoadAsync(fleet, run.Window, run.Verifies, lingerMs);
        double after = OpenSsl.VerifyMicroseconds();
        var first = samples.First(sample => sample.Accepted >= fleet.Records * MeasuredFrom);
        var last = samples.Last(sample => sample.Accepted <= fleet.Records * MeasuredTo);
        double records = last.Accepted - first.Accepted;
        if (records <= 0) throw new InvalidOperationException("the run was too short to be measured");
        return new IngestFigures(run, (last.CpuMicroseconds - first.CpuMicroseconds) / records,
            (last.CompilingMicroseconds - first.CompilingMicroseconds) / records, (before + after) / 2,
            records / (last.Seconds - first.Seconds), records / Math.Max(1, last.Commits - first.Commits));
    }

    private static async Task<List<HostSample>> LoadAsync(Fleet fleet, int window, bool verifies, int lingerMs)
    {
        string folder = Directory.CreateTempSubdirectory("carbonmeter-").FullName;
        try
        {
            string registryPath = Path.Combine(folder, "meters.txt");
            fleet.WriteRegistry(registryPath);
            using var host = HostProcess.Start(Path.Combine(folder, "ledger.db"), registryPath, verifies, lingerMs: lingerMs);
            var samples = new List<HostSample>();
            var load = Task.WhenAll(fleet.Meters.Select(meter => new LoadConnection(meter, window).RunAsync(host.EndPoint)));
            while (!load.IsCompleted)
            {
                samples.Add(host.Sample());
                await Task.WhenAny(load, Task.Delay(50));
            }
            await load;
            var end = host.Sample();
            if (end.Accepted != fleet.Records || end.Other != 0)
                throw new InvalidOperationException($"{end.Accepted} of {fleet.Records} records were accepted, {end.Other} were not");
            return samples;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
