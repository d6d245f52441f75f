using System;
using System.Globalization;
using System.Threading.Tasks;
using CarbonMeter.Benchmarks.Load;

namespace CarbonMeter.Benchmarks;

internal static class Program
{
    private const string Usage = "usage: Benchmarks ingest [only=NAME] [linger=MS] [times=N] | asof | chain | idle | sign | all";

    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case [HostProcess.Argument, .. var rest]:
                return await HostProcess.RunAsync(rest);
            case ["ingest", .. var options]:
                await IngestBenchmark.RunAsync(Console.Out, Option(options, "only="),
                    int.Parse(Option(options, "linger=") ?? "-1", CultureInfo.InvariantCulture), int.Parse(Option(options, "times=") ?? "1", CultureInfo.InvariantCulture));
                return 0;
            case ["asof"]:
                AsOfBenchmark.Run(Console.Out);
                return 0;
            case ["idle"]:
                await IdleBenchmark.RunAsync(Console.Out);
                return 0;
            case ["sign"]:
                SignBenchmark.Run(Console.Out);
                return 0;
            case ["chain"]:
                ChainBenchmark.Run(Console.Out);
                return 0;
            case ["all"]:
                SignBenchmark.Run(Console.Out);
                ChainBenchmark.Run(Console.Out);
                await IngestBenchmark.RunAsync(Console.Out);
                await IdleBenchmark.RunAsync(Console.Out);
                AsOfBenchmark.Run(Console.Out);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static string? Option(string[] options, string name) =>
        Array.Find(options, option => option.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
