using System.Collections.Generic;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Storage;

/// <summary>What stores of verdicts refuse.</summary>
internal static class VerdictRules
{
    /// <summary>Throws unless the spans cover all time, in order, without overlap.</summary>
    internal static void Check(int bindingNumber, int bindingCount, IReadOnlyList<VerdictSpan> spans)
    {
        Require.InRange(bindingNumber, 1, bindingCount, "binding number");
        Require.That(spans.Count > 0 && spans[0].FromUnixSeconds == long.MinValue && spans[^1].ToUnixSeconds == long.MaxValue,
            $"the verdict on binding {bindingNumber} does not cover all time");
        for (int index = 0; index < spans.Count; index++)
        {
            Require.That(spans[index].FromUnixSeconds < spans[index].ToUnixSeconds, $"span {index} of binding {bindingNumber} is empty");
            Require.That(index == 0 || spans[index].FromUnixSeconds == spans[index - 1].ToUnixSeconds,
                $"span {index} of binding {bindingNumber} does not begin where the one before ends");
        }
    }
}
