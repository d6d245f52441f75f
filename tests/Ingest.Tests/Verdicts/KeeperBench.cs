using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Ingest.Verdicts;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Ingest.Tests.Verdicts;

/// <summary>A clock that stands still unless it is told the time.</summary>
internal sealed class ToldClock(long unixMs) : TimeProvider
{
    internal long UnixMs { get; set; } = unixMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(UnixMs);
}

/// <summary>A keeper over a real SQLite file whose writes can be made to fail; it can be ended and started again.</summary>
internal sealed class KeeperBench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("carbonmeter-").FullName;
    private readonly VerdictKeeperOptions _options;

    internal KeeperBench(VerdictKeeperOptions? options = null)
    {
        _options = options ?? new VerdictKeeperOptions();
        (Store, Faults, Keeper) = OpenAll();
    }

    internal string Path => System.IO.Path.Combine(_folder, "ledger.db");
    internal ToldClock Clock { get; } = new(1_700_000_000_000);
    internal SqliteStore Store { get; private set; }
    internal FaultyVerdicts Faults { get; private set; }
    internal VerdictKeeper Keeper { get; private set; }

    /// <summary>Makes the judge; replaced by tests of a judge that fails.</summary>
    internal MakeJudge Judge { get; set; } = TestJudge.Make;

    internal void Commit(params SignedRecord[] records) =>
        Store.Ledger.Commit([.. records.Select(record => record.Entry(receivedAtUnixMs: Clock.UnixMs))]);

    internal void Learn(params TraceabilityFact[] facts) => Store.Facts.Append(facts, Clock.UnixMs);

    internal int RunToTheEnd()
    {
        int batches = 0;
        for (; Keeper.RunOnce(); batches++)
        {
        }
        return batches;
    }

    /// <summary>Certified and all import of everything measured, mWh.</summary>
    internal (Int128 Certified, Int128 All) Import(long? asOfUnixMs = null)
    {
        var slots = JudgedSeries.Read(Store.Queries, Store.Verdicts, [], 0, 4_000_000_000, asOfUnixMs);
        static Int128 Sum(IEnumerable<JudgedSlot> slots) => slots.Aggregate((Int128)0, (sum, judged) => sum + judged.Slot.ImportMilliwattHours);
        return (Sum(slots.Where(slot => slot.Verdict?.Outcome == Outcome.Valid)), Sum(slots));
    }

    /// <summary>The host's process ends at this moment; another one starts.</summary>
    internal void Restart()
    {
        Keeper.Dispose();
        Store.Dispose();
        (Store, Faults, Keeper) = OpenAll();
    }

    public void Dispose()
    {
        Keeper.Dispose();
        Store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private (SqliteStore, FaultyVerdicts, VerdictKeeper) OpenAll()
    {
        var store = SqliteStore.Open(Path, Clock);
        var faults = new FaultyVerdicts(store.Verdicts);
        return (store, faults, new VerdictKeeper(store.Facts, faults, facts => Judge(facts), Clock, _options));
    }
}

/// <summary>Verdicts whose writes fail as the test says.</summary>
internal sealed class FaultyVerdicts(IVerdicts inner) : IVerdicts
{
    internal Func<CommitFault> NextFault { get; set; } = () => CommitFault.None;

    internal int Decisions { get; private set; }

    public void Decide(
        IReadOnlyList<(int BindingNumber, IReadOnlyList<VerdictSpan> Spans)> verdicts, JudgingProgress progress, long nowUnixMs)
    {
        Decisions++;
        var fault = NextFault();
        if (fault is not CommitFault.NotDone) inner.Decide(verdicts, progress, nowUnixMs);
        if (fault is not CommitFault.None) throw new LedgerException($"injected: {fault}");
    }

    public IReadOnlyList<NumberedBinding> Bindings(int afterNumber = 0, int limit = int.MaxValue) => inner.Bindings(afterNumber, limit);

    public IReadOnlyList<KeptVerdict> Verdicts(IReadOnlyList<int> bindingNumbers, long? asOfUnixMs = null) => inner.Verdicts(bindingNumbers, asOfUnixMs);

    public JudgingProgress Progress() => inner.Progress();

    public IReadOnlyList<KeptVerdict> History(int bindingNumber) => inner.History(bindingNumber);
}
