using System.Collections.Generic;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.TestSupport;

/// <summary>Verdicts for tests of what keeps and uses them; the judge's own tests make real ones.</summary>
internal static class Judgement
{
    internal static ChainVerdict Of(Outcome outcome, string reason = "made for a test") =>
        new(outcome, [new CheckResult(ChainCheck.HashAsCited, outcome, reason, [], null)], [], [], []);

    /// <summary>One verdict for all time.</summary>
    internal static IReadOnlyList<VerdictSpan> Always(ChainVerdict verdict) => [new(long.MinValue, long.MaxValue, verdict)];
}
