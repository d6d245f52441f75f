using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

/// <summary>Short ways to ask the judge.</summary>
internal static class Verdicts
{
    internal static TraceabilityKnowledge Knowledge(this TestChain chain, long? knownAtUnixMs = null) =>
        TraceabilityKnowledge.At(chain.Facts(), knownAtUnixMs, new TestCertificates());

    internal static IReadOnlyList<VerdictSpan> Spans(this TestChain chain, long? knownAtUnixMs = null)
    {
        var spans = TraceabilityJudge.Judge(chain.Knowledge(knownAtUnixMs), chain.Binding);
        AssertTotal(spans);
        return spans;
    }

    internal static ChainVerdict Verdict(this TestChain chain, long measuredAt = TestChain.MeasuredAtUnixSeconds) => chain.Spans().At(measuredAt);

    internal static ChainVerdict At(this IReadOnlyList<VerdictSpan> spans, long measuredAt) =>
        spans.Single(span => span.FromUnixSeconds <= measuredAt && measuredAt < span.ToUnixSeconds).Verdict;

    internal static CheckResult[] Failing(this ChainVerdict verdict) => [.. verdict.Checks.Where(check => check.Outcome != Outcome.Valid)];

    /// <summary>What every timeline is like, whatever it was judged from.</summary>
    internal static void AssertTotal(IReadOnlyList<VerdictSpan> spans)
    {
        Assert.Equal(long.MinValue, spans[0].FromUnixSeconds);
        Assert.Equal(long.MaxValue, spans[^1].ToUnixSeconds);
        for (int index = 1; index < spans.Count; index++)
        {
            Assert.Equal(spans[index - 1].ToUnixSeconds, spans[index].FromUnixSeconds);
            Assert.True(spans[index].FromUnixSeconds < spans[index].ToUnixSeconds);
            Assert.NotEqual(VerdictJson.Write(spans[index - 1].Verdict), VerdictJson.Write(spans[index].Verdict));
        }
        foreach (var verdict in spans.Select(span => span.Verdict))
        {
            Assert.Equal(Enum.GetValues<ChainCheck>(), verdict.Checks.Select(check => check.Check));
            Assert.Equal(verdict.Outcome, verdict.Checks.Max(check => check.Outcome));
            Assert.Equal(VerdictJson.Write(verdict), VerdictJson.Write(VerdictJson.Read(VerdictJson.Write(verdict))));
            if (verdict.Outcome != Outcome.Valid) Assert.Empty(verdict.Channels);
            // What could not be judged stands beside what stands in its way.
            foreach (var check in verdict.Checks.Where(check => check.Reason == "not-judged"))
                Assert.NotEqual(Outcome.Valid, verdict.Checks[int.Parse(check.Arguments[0], System.Globalization.CultureInfo.InvariantCulture) - 1].Outcome);
        }
    }
}
