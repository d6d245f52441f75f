using CarbonMeter.Certificates;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Ingest;
using CarbonMeter.Ingest.Verdicts;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Attacks.Tests;

/// <summary>A host as it runs in a park, over a real SQLite file: ingest, ledger, facts, judge and keeper of verdicts.</summary>
internal sealed class AttackedHost : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("carbonmeter-").FullName;
    private readonly ToldClock _clock = new(TestChain.LearntAtUnixMs);
    private readonly SqliteStore _store;
    private readonly IngestPipeline _pipeline;
    private readonly VerdictKeeper _keeper;

    internal AttackedHost(params TestMeter[] meters) : this(new TestCertificates(), meters)
    {
    }

    /// <param name="reader">Reads certificates: those of the tests, or real ones.</param>
    /// <param name="meters">Registered with the keys they have.</param>
    internal AttackedHost(ICertificateReader reader, params TestMeter[] meters)
    {
        _store = SqliteStore.Open(Path.Combine(_folder, "ledger.db"), _clock);
        _store.FactorSets.Add(TestMeter.FactorSetBytes);
        foreach (var meter in meters) _store.Registry.Add(meter.Registration);
        var cached = new CachedCertificateReader(reader);
        MakeJudge judge = facts =>
        {
            var knowledge = TraceabilityKnowledge.At(facts, null, cached);
            return binding => TraceabilityJudge.Judge(knowledge, binding);
        };
        _pipeline = new IngestPipeline(_store.Registry, _store.FactorSets, _store.Ledger);
        _keeper = new VerdictKeeper(_store.Facts, _store.Verdicts, judge, _clock);
    }

    internal ILedgerQueries Queries => _store.Queries;

    /// <summary>The factor sets the host knows.</summary>
    internal IFactorSets FactorSets => _store.FactorSets;

    /// <summary>How the one meter stands that sent anything, or that is registered.</summary>
    internal MeterStanding Standing => Assert.Single(Queries.Standings());

    /// <summary>A message comes in over a meter's connection and is dealt with to the end.</summary>
    internal IngestOutcome Receive(TestMeter meter, byte[] bytes)
    {
        _clock.UnixMs = Math.Max(_clock.UnixMs, meter.NextStartUnixSeconds * 1000);
        var outcome = _pipeline.HandleAsync(meter.Id, bytes, _clock.UnixMs);
        while (_pipeline.CommitWaiting())
        {
        }
        return outcome.AsTask().GetAwaiter().GetResult();
    }

    internal IngestOutcome Receive(TestMeter meter, SignedRecord record) => Receive(meter, record.Bytes);

    /// <summary>Receives records that nobody has anything against.</summary>
    internal void Accept(TestMeter meter, params SignedRecord[] records)
    {
        foreach (var record in records) Assert.Equal(new IngestOutcome(IngestResult.Accepted), Receive(meter, record));
    }

    /// <summary>Receives a message that has to be refused, and gives the words it lies in quarantine with.</summary>
    internal string Refuse(QuarantineReason reason, TestMeter meter, byte[] bytes)
    {
        var before = Queries.Counts();
        Assert.Equal(new IngestOutcome(IngestResult.Quarantined, reason), Receive(meter, bytes));
        Assert.Equal((before.Records, before.Quarantined + 1), Queries.Counts());
        var kept = Queries.Quarantine(long.MaxValue, 1)[0];
        Assert.Equal((meter.Id, reason), (kept.MeterId, kept.Reason));
        Assert.Equal(bytes, kept.Bytes);
        return kept.Detail;
    }

    internal string Refuse(QuarantineReason reason, TestMeter meter, SignedRecord record) => Refuse(reason, meter, record.Bytes);

    /// <summary>Learns facts, each at its moment.</summary>
    internal void Learn(IEnumerable<RecordedFact> facts)
    {
        foreach (var recorded in facts.OrderBy(fact => fact.RecordedAtUnixMs))
            _store.Facts.Append([recorded.Fact], recorded.RecordedAtUnixMs);
    }

    /// <summary>Learns a fact now.</summary>
    internal void Learn(TraceabilityFact fact) => _store.Facts.Append([fact], _clock.UnixMs);

    /// <summary>Judges all that is due and gives the verdict that now holds on a record in the ledger.</summary>
    internal ChainVerdict VerdictOn(SignedRecord signed)
    {
        while (_keeper.RunOnce())
        {
        }
        var stored = Queries.Records(signed.Record.MeterId, signed.Record.Sequence - 1, 1)[0];
        Assert.Equal(signed.Bytes, stored.Bytes);
        long at = signed.Record is Records.IntervalRecord run ? run.FirstStartUnixSeconds : signed.Record.MadeAtUnixMs / 1000;
        return _store.Verdicts.Verdicts([stored.BindingNumber])
            .Single(kept => kept.Span.FromUnixSeconds <= at && at < kept.Span.ToUnixSeconds).Span.Verdict;
    }

    /// <summary>The only check that speaks against a record; those that stand back behind it say so themselves.</summary>
    internal CheckResult FailingCheckOf(SignedRecord record) =>
        Assert.Single(VerdictOn(record).Checks, check => check.Outcome != Outcome.Valid);

    internal void AssertCertified(params SignedRecord[] records) =>
        Assert.All(records, record => Assert.Equal(Outcome.Valid, VerdictOn(record).Outcome));

    public void Dispose()
    {
        _keeper.Dispose();
        _pipeline.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class ToldClock(long unixMs) : TimeProvider
    {
        internal long UnixMs { get; set; } = unixMs;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(UnixMs);
    }
}
