using System;
using System.Globalization;
using System.Threading.Tasks;
using CarbonMeter.Benchmarks.Load;

namespace CarbonMeter.Benchmarks;

internal static class Program
{
    private const string Usage = "usage: Benchmarks ingest [linger ms] | idle | sign | all";

    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case [HostProcess.Argument, .. var rest]:
                return await HostProcess.RunAsync(rest);
            case ["ingest"]:
                await IngestBenchmark.RunAsync(Console.Out, lingerMs: -1);
                return 0;
            case ["ingest", var linger]:
                await IngestBenchmark.RunAsync(Console.Out, int.Parse(linger, CultureInfo.InvariantCulture));
                return 0;
            case ["idle"]:
                await IdleBenchmark.RunAsync(Console.Out);
                return 0;
            case ["sign"]:
                SignBenchmark.Run(Console.Out);
                return 0;
            case ["all"]:
                SignBenchmark.Run(Console.Out);
                await IngestBenchmark.RunAsync(Console.Out, lingerMs: -1);
                await IdleBenchmark.RunAsync(Console.Out);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }
}
