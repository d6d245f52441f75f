using CarbonMeter.Domain.Ledger;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Ingest.Tests;

/// <summary>A message that notes what it is told.</summary>
internal sealed class NotedMessage(string meterId, byte[] bytes, Action? onComplete = null) : IngestMessage(meterId, bytes, 1_700_000_000_000)
{
    internal List<IngestOutcome> Outcomes { get; } = [];
    internal int RoomMadeCalls;

    internal IngestOutcome? Outcome1 => Outcomes.Count == 0 ? null : Assert.Single(Outcomes);

    public override void Complete(IngestOutcome outcome)
    {
        lock (Outcomes) Outcomes.Add(outcome);
        onComplete?.Invoke();
    }

    public override void RoomMade() => Interlocked.Increment(ref RoomMadeCalls);
}

/// <summary>A pipeline over a real SQLite file whose commits can be made to fail; it can be ended and started again.</summary>
internal sealed class Host : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("carbonmeter-").FullName;
    private readonly IngestOptions _options;

    internal Host(IngestOptions? options = null, params TestMeter[] meters)
    {
        _options = options ?? new IngestOptions();
        (Store, Ledger, Pipeline) = OpenAll();
        Store.FactorSets.Add(TestMeter.FactorSetBytes);
        foreach (var meter in meters) Store.Registry.Add(meter.Registration);
    }

    internal SqliteStore Store { get; private set; }
    internal FaultyLedger Ledger { get; private set; }
    internal IngestPipeline Pipeline { get; private set; }
    internal ILedgerQueries Queries => Store.Queries;

    /// <summary>Hands in a message without committing.</summary>
    internal NotedMessage Send(TestMeter meter, byte[] bytes)
    {
        var message = new NotedMessage(meter.Id, bytes);
        Assert.True(Pipeline.TryHandle(message));
        return message;
    }

    internal NotedMessage Send(TestMeter meter, SignedRecord record) => Send(meter, record.Bytes);

    /// <summary>Hands in a message, commits, and gives its outcome.</summary>
    internal IngestOutcome Judge(TestMeter meter, byte[] bytes)
    {
        var message = Send(meter, bytes);
        while (Pipeline.CommitWaiting())
        {
        }
        return message.Outcome1!.Value;
    }

    internal IngestOutcome Judge(TestMeter meter, SignedRecord record) => Judge(meter, record.Bytes);

    /// <summary>Looks again at what waits in quarantine, and commits.</summary>
    internal void LookAgain()
    {
        Assert.True(Pipeline.LookAgain());
        while (Pipeline.CommitWaiting())
        {
        }
    }

    /// <summary>The host's process ends at this moment; another one starts.</summary>
    internal void Restart()
    {
        Store.Dispose();
        (Store, Ledger, Pipeline) = OpenAll();
    }

    public void Dispose()
    {
        Pipeline.Dispose();
        Store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private (SqliteStore, FaultyLedger, IngestPipeline) OpenAll()
    {
        var store = SqliteStore.Open(Path.Combine(_folder, "ledger.db"));
        var ledger = new FaultyLedger(store.Ledger);
        return (store, ledger, new IngestPipeline(store.Registry, store.FactorSets, ledger, _options));
    }
}
