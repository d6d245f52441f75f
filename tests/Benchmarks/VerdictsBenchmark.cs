using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CarbonMeter.Benchmarks.Load;

namespace CarbonMeter.Benchmarks;

/// <summary>
/// What verdicts cost the ingest: in one run, under one load, the keeper of verdicts is switched on and off in turn, so that what
/// else changes on the machine meets both alike.
/// </summary>
internal static class VerdictsBenchmark
{
    private const int Window = 10, SampleMs = 50;
    private const double SliceSeconds = 1, MeasuredFrom = 0.20, MeasuredTo = 0.94, RatioTarget = 1.03;

    internal const string Name = "ten in flight, with verdicts";

    internal static async Task RunAsync(TextWriter output, Fleet fleet, int lingerMs)
    {
        string folder = Directory.CreateTempSubdirectory("carbonmeter-").FullName;
        try
        {
            string registryPath = Path.Combine(folder, "meters.txt");
            fleet.WriteRegistry(registryPath);
            using var host = HostProcess.Start(Path.Combine(folder, "ledger.db"), registryPath, lingerMs: lingerMs);
            host.Tell("chains");
            host.Tell("keep");
            var load = Task.WhenAll(fleet.Meters.Select(meter => new LoadConnection(meter, Window).RunAsync(host.EndPoint)));
            var slices = await SlicesAsync(host, fleet.Records, load);
            await load;
            Write(output, slices);
            var before = host.Sample();
            var after = host.Tell("judge");
            output.WriteLine($"{"",-32}a fact that concerns all {fleet.Meters.Count} meters: judged anew, from cold, in "
                + $"{(after.Seconds - before.Seconds) * 1000:F0} ms, {(after.CpuMicroseconds - before.CpuMicroseconds) / 1000:F0} ms of CPU");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // On, off, off, on: what drifts in one direction meets both alike.
    private static async Task<List<(bool IsOn, double CpuMicroseconds)>> SlicesAsync(HostProcess host, long records, Task load)
    {
        var slices = new List<(bool, double)>();
        var first = host.Sample();
        while (!load.IsCompleted)
        {
            await Task.WhenAny(load, Task.Delay(SampleMs));
            var now = host.Sample();
            if (now.Accepted < records * MeasuredFrom) first = now;
            else if (now.Accepted > records * MeasuredTo) break;
            else if (now.Seconds - first.Seconds >= SliceSeconds)
            {
                slices.Add((IsOn(slices.Count), (now.CpuMicroseconds - first.CpuMicroseconds) / (now.Taken - first.Taken)));
                first = host.Tell(IsOn(slices.Count) ? "keep" : "rest");
            }
        }
        return slices;
    }

    private static bool IsOn(int slice) => slice % 4 is 0 or 3;

    private static void Write(TextWriter output, List<(bool IsOn, double CpuMicroseconds)> slices)
    {
        var pairs = slices.Chunk(2).Where(pair => pair.Length == 2)
            .Select(pair => pair.Single(slice => slice.IsOn).CpuMicroseconds / pair.Single(slice => !slice.IsOn).CpuMicroseconds).ToArray();
        if (pairs.Length < 2) throw new InvalidOperationException("the run was too short to be measured");
        // The mean of ratios would be above 1 by their scatter alone: that of their logarithms is not.
        double mean = pairs.Average(Math.Log), ratio = Math.Exp(mean);
        double error = ratio * Math.Sqrt(pairs.Sum(pair => Math.Pow(Math.Log(pair) - mean, 2)) / (pairs.Length - 1) / pairs.Length);
        output.WriteLine($"{Name,-32}{slices.Where(slice => slice.IsOn).Average(slice => slice.CpuMicroseconds),10:F1} us/record with the keeper, "
            + $"{slices.Where(slice => !slice.IsOn).Average(slice => slice.CpuMicroseconds):F1} without: {ratio:F3} +- {error:F3} of it "
            + $"({pairs.Length} pairs of slices in turn; target at most {RatioTarget:F2})");
    }
}
