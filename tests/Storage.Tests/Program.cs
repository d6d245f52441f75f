using System.Globalization;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Storage.Tests;

/// <summary>Runs the tests; or, asked to, is the writer that <see cref="KilledWriterTests"/> kills.</summary>
internal static class Program
{
    internal const string WriterArgument = "--writer";

    private static Task<int> Main(string[] args)
    {
        if (args.Length == 3 && args[0] == WriterArgument) return Task.FromResult(Write(args[1], int.Parse(args[2], CultureInfo.InvariantCulture)));
        return args.Any(argument => argument is "-automated" or "@@")
            ? Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args)
            : Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
                args, global::Storage.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }

    /// <summary>Commits batches for ever; says after each commit, and only then, how far every meter has come.</summary>
    private static int Write(string path, int round)
    {
        using var store = SqliteStore.Open(path);
        var meters = Enumerable.Range(0, 5).Select(number => new TestMeter($"r{round}-m{number}", seed: number)).ToArray();
        var random = new Random(round);
        while (true)
        {
            var batch = new List<LedgerEntry>();
            for (int size = random.Next(1, 60); batch.Count < size;) batch.Add(meters[random.Next(meters.Length)].Run(4).Entry());
            store.Ledger.Commit(batch);
            Console.Out.WriteLine(string.Join(' ', meters.Select(meter => $"{meter.Id}:{meter.Sequence}")));
            Console.Out.Flush();
        }
    }
}
