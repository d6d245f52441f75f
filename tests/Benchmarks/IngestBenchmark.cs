using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CarbonMeter.Benchmarks.Load;

namespace CarbonMeter.Benchmarks;

/// <summary>What one run of the load gave.</summary>
internal sealed record IngestFigures(
    string Name, double CpuMicroseconds, double VerifyMicroseconds, double RecordsPerSecond, double RecordsPerCommit, double? Target);

/// <summary>Processor time of the host per record: verified, durable, acknowledged.</summary>
internal static class IngestBenchmark
{
    private const int Connections = 1_000;
    private const int RecordsPerMeter = 200;

    // The first part warms the host up; in the last part some connections are done and no longer take part.
    private const double MeasuredFrom = 0.30, MeasuredTo = 0.90;

    internal static async Task RunAsync(TextWriter output, int lingerMs)
    {
        var fleet = Fleet.Make(Connections, RecordsPerMeter);
        output.WriteLine($"{Connections} connections, {fleet.Records} records of {Fleet.IntervalsPerRecord} intervals, "
            + $"{fleet.PacketBytesMean:F0} bytes each with their MQTT packet");
        var figures = new List<IngestFigures>
        {
            await MeasureAsync(fleet, "ten in flight", window: 10, verifies: true, target: 0.78, lingerMs),
            await MeasureAsync(fleet, "one in flight", window: 1, verifies: true, target: 0.60, lingerMs),
            await MeasureAsync(fleet, "ten in flight, no verification", window: 10, verifies: false, target: null, lingerMs),
            await MeasureAsync(fleet, "one in flight, no verification", window: 1, verifies: false, target: null, lingerMs),
        };
        output.WriteLine($"{"",-32}{"host CPU",10}{"openssl",10}{"share",8}{"target",8}{"records/s",11}{"intervals/s",13}{"records/commit",16}");
        output.WriteLine($"{"",-32}{"us/record",10}{"verify us",10}");
        foreach (var run in figures)
        {
            string share = run.Target is null ? "" : $"{run.VerifyMicroseconds / run.CpuMicroseconds:F2}";
            output.WriteLine($"{run.Name,-32}{run.CpuMicroseconds,10:F1}{run.VerifyMicroseconds,10:F1}{share,8}{run.Target,8:F2}"
                + $"{run.RecordsPerSecond,11:F0}{run.RecordsPerSecond * Fleet.IntervalsPerRecord,13:F0}{run.RecordsPerCommit,16:F0}");
        }
        output.WriteLine($"without verification, ten in flight: target at most 8.0 us, measured {figures[2].CpuMicroseconds:F1} us");
    }

    private static async Task<IngestFigures> MeasureAsync(
        Fleet fleet, string name, int window, bool verifies, double? target, int lingerMs)
    {
        double before = OpenSsl.VerifyMicroseconds();
        var samples = await LoadAsync(fleet, window, verifies, lingerMs);
        double after = OpenSsl.VerifyMicroseconds();
        var first = samples.First(sample => sample.Accepted >= fleet.Records * MeasuredFrom);
        var last = samples.Last(sample => sample.Accepted <= fleet.Records * MeasuredTo);
        double records = last.Accepted - first.Accepted;
        if (records <= 0) throw new InvalidOperationException("the run was too short to be measured");
        return new IngestFigures(name, (last.CpuMicroseconds - first.CpuMicroseconds) / records, (before + after) / 2,
            records / (last.Seconds - first.Seconds), records / Math.Max(1, last.Commits - first.Commits), target);
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
