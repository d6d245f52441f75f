using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Runtime;
using System.Threading.Tasks;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Ingest;
using CarbonMeter.Mqtt;
using CarbonMeter.Storage.Memory;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;
using CarbonMeter.Web.Ingress;

namespace CarbonMeter.Benchmarks.Load;

/// <summary>What a host process says of itself; what was taken is verified and judged, whether durable yet or not.</summary>
internal readonly record struct HostSample(long Accepted, long Taken, long Other, long Commits, double CpuMicroseconds, double CompilingMicroseconds, long ResidentBytes, double Seconds);

/// <summary>
/// A host in a process of its own: the product's endpoint, pipeline and SQLite ledger, wired as carbonctl wires them. Asked on
/// its standard input, it says how many records it has accepted and what processor time that took.
/// </summary>
internal sealed class HostProcess : IDisposable
{
    internal const string Argument = "host";
    private readonly Process _process;

    private HostProcess(Process process, IPEndPoint endPoint)
    {
        _process = process;
        EndPoint = endPoint;
    }

    internal IPEndPoint EndPoint { get; }

    /// <summary>Starts one and waits until it listens; port 0 takes any.</summary>
    internal static HostProcess Start(string ledgerPath, string registryPath, bool verifies = true, int port = 0, int lingerMs = -1)
    {
        string assembly = typeof(HostProcess).Assembly.Location;
        string[] arguments = [assembly, Argument, ledgerPath, registryPath, verifies ? "verify" : "trust",
            port.ToString(CultureInfo.InvariantCulture), lingerMs.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the host did not start");
        return new HostProcess(process, IPEndPoint.Parse(line));
    }

    internal HostSample Sample(bool collected = false) => Tell(collected ? "collect" : "sample");

    /// <summary>Says one of the words the host knows; it answers with a sample when it has done so.</summary>
    internal HostSample Tell(string word)
    {
        _process.StandardInput.WriteLine(word);
        string[] parts = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the host has ended")).Split(' ');
        long Number(int index) => long.Parse(parts[index], CultureInfo.InvariantCulture);
        return new HostSample(Number(0), Number(0) + Number(1), Number(2), Number(3), Number(4), Number(5), Number(6), Number(7) / 1e6);
    }

    /// <summary>Kill, as in kill -9.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(10_000)) Kill();
        }
        _process.Dispose();
    }

    /// <summary>The host itself, in the child process; ends when its standard input does.</summary>
    internal static async Task<int> RunAsync(string[] args)
    {
        using var store = SqliteStore.Open(args[0]);
        store.FactorSets.Add(TestMeter.FactorSetBytes);
        // A registry in memory: ten thousand registrations are no part of what is measured.
        var registry = new MemoryRegistry();
        foreach (var meter in Fleet.ReadRegistry(args[1])) registry.Add(meter);
        var options = new IngestOptions();
        if (int.Parse(args[4], CultureInfo.InvariantCulture) is >= 0 and var lingerMs) options.LingerMs = lingerMs;
        using var keeper = new SwitchedKeeper(store);
        using var pipeline = args[2] == "verify"
            ? new IngestPipeline(registry, store.FactorSets, store.Ledger, options)
            : new IngestPipeline(registry, store.FactorSets, store.Ledger, options) { MakeSignatureCheck = _ => _ => true };
        pipeline.BindingsAdded += keeper.Wake;
        pipeline.Start();
        await using var server = await MqttServer.StartAsync(
            new MqttOptions { Port = int.Parse(args[3], CultureInfo.InvariantCulture) }, new MqttIngestApplication(registry, pipeline, TimeProvider.System));
        Console.WriteLine(server.EndPoint);
        while (Console.ReadLine() is { } command)
        {
            switch (command)
            {
                case "collect": GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true); break;
                case "chains": store.Facts.Append(Chains.FactsOf(registry.Meters().Select(meter => (meter.Id, meter.PublicKey))), TestChain.LearntAtUnixMs); break;
                case "keep": keeper.Start(); break;
                case "rest": keeper.Stop(); break;
                case "judge": keeper.JudgeAll(); break;
            }
            Console.WriteLine(Describe(pipeline));
        }
        return 0;
    }

    private static string Describe(IngestPipeline pipeline)
    {
        var counters = pipeline.Counters;
        using var self = Process.GetCurrentProcess();
        long other = counters.Duplicates + counters.AcceptedAfterGap + counters.ByReason().Sum(pair => pair.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{counters.Accepted} {pipeline.InFlight} {other} {counters.Commits} "
            + $"{self.TotalProcessorTime.Ticks / 10} {JitInfo.GetCompilationTime().Ticks / 10} {ResidentBytes()} {Stopwatch.GetTimestamp() * 1_000_000 / Stopwatch.Frequency}");
    }

    private static long ResidentBytes()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
