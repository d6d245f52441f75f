using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Storage.Tests;

/// <summary>What every store must keep of facts and verdicts.</summary>
public abstract class TraceabilityContract
{
    protected abstract IStoreUnderTest Open();

    /// <summary>One fact of every kind.</summary>
    public static IReadOnlyList<TraceabilityFact> EveryFact { get; } =
    [
        new CertificateAdded(Bytes(1), [0, 255, 60, 120, 109, 108]),
        new CertificateRevoked(Bytes(1), -5, "the bench was found \"wet\" <&> 湿"),
        new LaboratoryPut(new Laboratory("CNAS L0001", "省计量院", true, ["CN=省计量院, C=CN"],
        [
            new LaboratoryScope(Quantities.ActiveEnergy, 0.010m, 120.00m, @"\ampere", 250.5m, ["JJG 596"], new DateOnly(2024, 2, 29), new DateOnly(2030, 1, 1)),
        ])),
        new AnchorTrusted([1, 2, 3], "root"),
        new AnchorDistrusted(Bytes(2), "stolen"),
        new RevocationListAdded([9]),
        new InstrumentPut(new Instrument("m1", "maker", "model", "serial", 10_000, [new Condition(Quantities.Current, 0.1m, 60m, @"\ampere")])),
        new FirmwareApproved("test-1"),
        new FirmwareWithdrawn("test-1", 1_700_000_000, "counts twice"),
        new KeyEnrolled("m1", new byte[64], 1, null),
        new KeyEnrolled("m1", new byte[64], 77, Bytes(3)),
        new KeyRevoked("m1", Bytes(4), 1_700_000_000, "copied"),
        new MeterOpened("m1", 1_700_000_000, "seal broken"),
        new EnrolmentReceived("m1", [0xD2, 0x84]),
        new FactorUncertaintyStated(Bytes(5), 25_000, "national inventory report"),
    ];

    [Fact]
    public void Every_kind_of_fact_comes_back_as_it_was()
    {
        using var store = Open();
        Assert.Equal(0, store.Facts.NewestNumber());
        Assert.Empty(store.Facts.Facts());
        Assert.Equal(EveryFact.Count, store.Facts.Append(EveryFact, 1_000));
        var kept = store.Facts.Facts();
        Assert.Equal(EveryFact.Select(FactJson.Write), kept.Select(fact => FactJson.Write(fact.Fact)));
        Assert.Equal(Enumerable.Range(1, EveryFact.Count).Select(number => (long)number), kept.Select(fact => fact.Number));
        Assert.All(kept, fact => Assert.Equal(1_000, fact.RecordedAtUnixMs));
        Assert.Equal(EveryFact.Count, store.Facts.NewestNumber());
        Assert.Equal(((CertificateAdded)EveryFact[0]).Bytes, ((CertificateAdded)kept[0].Fact).Bytes);
        Assert.Equal("250.5", ((LaboratoryPut)kept[2].Fact).Laboratory.Scopes[0].CapabilityPpm.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Facts_are_known_from_the_moment_they_were_learnt_and_that_never_runs_backwards()
    {
        using var store = Open();
        store.Facts.Append([new FirmwareApproved("a")], 1_000);
        Assert.Equal(3, store.Facts.Append([new FirmwareApproved("b"), new FirmwareApproved("c")], 900));
        Assert.Equal(3, store.Facts.Append([], 5_000));
        store.Facts.Append([new FirmwareApproved("d")], 2_000);
        Assert.Equal([1_000L, 1_000L, 1_000L, 2_000L], store.Facts.Facts().Select(fact => fact.RecordedAtUnixMs));
        Assert.Empty(store.Facts.Facts(999));
        Assert.Equal(3, store.Facts.Facts(1_999).Count);
        Assert.Equal([3L, 4L], store.Facts.Facts(null, afterNumber: 2).Select(fact => fact.Number));
        Assert.Equal([3L], store.Facts.Facts(1_999, afterNumber: 2).Select(fact => fact.Number));
        // Somebody asked what was known at 3 000: what is learnt then, and dated earlier, was not.
        Assert.Equal(4, store.Facts.Facts(3_000).Count);
        store.Facts.Append([new FirmwareApproved("e")], 2_500);
        Assert.Equal(4, store.Facts.Facts(3_000).Count);
        Assert.Equal(3_001, store.Facts.Facts()[^1].RecordedAtUnixMs);
    }

    [Fact]
    public void Bindings_are_listed_by_number()
    {
        using var store = Open();
        Assert.Empty(store.Verdicts.Bindings());
        Assert.Equal(0, store.Ledger.BindingCount);
        var meters = Bind(store, 3);
        Assert.Equal(3, store.Ledger.BindingCount);
        Assert.Equal([(1, "m0"), (2, "m1"), (3, "m2")], store.Verdicts.Bindings().Select(kept => (kept.Number, kept.Binding.MeterId)));
        Assert.Equal(meters[2].Run().Binding, Assert.Single(store.Verdicts.Bindings(afterNumber: 2)).Binding);
        Assert.Equal([2], store.Verdicts.Bindings(1, limit: 1).Select(kept => kept.Number));
        Assert.Empty(store.Verdicts.Bindings(afterNumber: 3));
    }

    [Fact]
    public void A_verdict_replaces_the_one_before_and_the_one_before_is_kept()
    {
        using var store = Open();
        Bind(store, 2);
        Assert.Empty(store.Verdicts.Verdicts([1, 2]));
        var good = Judgement.Of(Outcome.Valid);
        store.Verdicts.Decide([(1, Judgement.Always(good)), (2, Judgement.Always(good))], Progress(1), 1_000);
        var bad = Judgement.Of(Outcome.Invalid, "revoked");
        store.Verdicts.Decide([(1, [new(long.MinValue, 500, good), new(500, long.MaxValue, bad)])], Progress(2), 2_000);

        Assert.Equal([(1, long.MinValue, 500L, Outcome.Valid, 2_000L), (1, 500L, long.MaxValue, Outcome.Invalid, 2_000L),
            (2, long.MinValue, long.MaxValue, Outcome.Valid, 1_000L)], store.Verdicts.Verdicts([2, 1]).Select(Show));
        Assert.Equal([(1, long.MinValue, long.MaxValue, Outcome.Valid, 1_000L)], store.Verdicts.Verdicts([1], 1_999).Select(Show));
        Assert.Equal(2, store.Verdicts.Verdicts([1], 2_000).Count);
        Assert.Empty(store.Verdicts.Verdicts([1, 2], 999));
        Assert.Empty(store.Verdicts.Verdicts([]));
        Assert.Equal([(1_000L, (long?)2_000L), (2_000L, null), (2_000L, null)],
            store.Verdicts.History(1).Select(kept => (kept.DecidedAtUnixMs, kept.SupersededAtUnixMs)));
        Assert.Equal("revoked", store.Verdicts.Verdicts([1])[1].Span.Verdict.Checks[0].Reason);
    }

    [Fact]
    public void What_is_unchanged_is_not_written()
    {
        using var store = Open();
        Bind(store, 1);
        var (good, bad) = (Judgement.Of(Outcome.Valid), Judgement.Of(Outcome.Invalid));
        store.Verdicts.Decide([(1, [new(long.MinValue, 10, bad), new(10, long.MaxValue, good)])], Progress(1), 1_000);
        // Equal, though other objects.
        store.Verdicts.Decide([(1, [new(long.MinValue, 10, Judgement.Of(Outcome.Invalid)), new(10, long.MaxValue, Judgement.Of(Outcome.Valid))])], Progress(2), 2_000);
        Assert.Equal([1_000L, 1_000L], store.Verdicts.History(1).Select(kept => kept.DecidedAtUnixMs));
        // Only the span that changed is replaced.
        store.Verdicts.Decide([(1, [new(long.MinValue, 10, bad), new(10, 20, good), new(20, long.MaxValue, bad)])], Progress(3), 3_000);
        Assert.Equal([1_000L, 3_000L, 3_000L], store.Verdicts.Verdicts([1]).Select(kept => kept.DecidedAtUnixMs));
        Assert.Equal(4, store.Verdicts.History(1).Count);
    }

    [Fact]
    public void A_verdict_decided_after_a_moment_was_asked_about_was_not_held_then()
    {
        using var store = Open();
        Bind(store, 1);
        store.Verdicts.Decide([(1, Judgement.Always(Judgement.Of(Outcome.Valid)))], Progress(1), 1_000);
        Assert.Equal(Outcome.Valid, store.Verdicts.Verdicts([1], 2_000)[0].Span.Verdict.Outcome);
        store.Verdicts.Decide([(1, Judgement.Always(Judgement.Of(Outcome.Invalid)))], Progress(2), 1_500);
        Assert.Equal(Outcome.Valid, store.Verdicts.Verdicts([1], 2_000)[0].Span.Verdict.Outcome);
        Assert.Equal((Outcome.Invalid, 2_001L), (store.Verdicts.Verdicts([1])[0].Span.Verdict.Outcome, store.Verdicts.Verdicts([1])[0].DecidedAtUnixMs));
        // A question to the ledger settles verdicts too.
        store.Queries.Totals([], 0, 1, 5_000);
        store.Verdicts.Decide([(1, Judgement.Always(Judgement.Of(Outcome.CannotTell)))], Progress(3), 3_000);
        Assert.Equal(Outcome.Invalid, store.Verdicts.Verdicts([1], 5_000)[0].Span.Verdict.Outcome);
        Assert.Throws<LedgerException>(() => store.Verdicts.Verdicts([1], long.MaxValue));
    }

    [Fact]
    public void Progress_is_kept_with_the_verdicts()
    {
        using var store = Open();
        Assert.Equal(new JudgingProgress(0, null, 0, 0), store.Verdicts.Progress());
        Bind(store, 2);
        store.Verdicts.Decide([(1, Judgement.Always(Judgement.Of(Outcome.Valid)))], new JudgingProgress(3, 7, 1, 99), 1_000);
        Assert.Equal(new JudgingProgress(3, 7, 1, 2), store.Verdicts.Progress());
        store.Verdicts.Decide([], new JudgingProgress(7, null, 2, 2), 1_000);
        Assert.Equal(new JudgingProgress(7, null, 2, 2), store.Verdicts.Progress());
    }

    public static TheoryData<int, (long From, long To)[]> BadTimelines => new()
    {
        { 1, [] },
        { 1, [(0, long.MaxValue)] },
        { 1, [(long.MinValue, 0)] },
        { 1, [(long.MinValue, 0), (1, long.MaxValue)] },
        { 1, [(long.MinValue, 1), (0, long.MaxValue)] },
        { 1, [(long.MinValue, 5), (5, 5), (5, long.MaxValue)] },
        { 0, [(long.MinValue, long.MaxValue)] },
        { 2, [(long.MinValue, long.MaxValue)] },
    };

    [Theory, MemberData(nameof(BadTimelines))]
    public void A_timeline_that_does_not_cover_all_time_once_or_is_about_nothing_is_refused_whole(int binding, (long From, long To)[] spans)
    {
        using var store = Open();
        Bind(store, 1);
        var verdict = Judgement.Of(Outcome.Valid);
        Assert.ThrowsAny<ArgumentException>(() => store.Verdicts.Decide(
            [(1, Judgement.Always(verdict)), (binding, [.. spans.Select(span => new VerdictSpan(span.From, span.To, verdict))])], Progress(9), 1_000));
        Assert.Empty(store.Verdicts.Verdicts([1]));
        Assert.Equal(0, store.Verdicts.Progress().JudgedThroughFact);
    }

    private static (int, long, long, Outcome, long) Show(KeptVerdict kept) => (kept.BindingNumber, kept.Span.FromUnixSeconds,
        kept.Span.ToUnixSeconds, kept.Span.Verdict.Outcome, kept.DecidedAtUnixMs);

    private static JudgingProgress Progress(long fact) => new(fact, null, 0, 0);

    private static TestMeter[] Bind(IStoreUnderTest store, int count)
    {
        var meters = Enumerable.Range(0, count).Select(number => new TestMeter($"m{number}")).ToArray();
        store.Ledger.Commit([.. meters.Select(meter => meter.Run().Entry())]);
        return meters;
    }

    private static byte[] Bytes(byte value) => [.. Enumerable.Repeat(value, 32)];
}
