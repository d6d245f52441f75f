using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Domain.Certified;

/// <summary>An hour of a meter that no sum of the ledger can answer for: the edge of a verdict's span cuts it.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="StartUnixSeconds">Start of the UTC hour.</param>
public readonly record struct CutHour(string MeterId, long StartUnixSeconds);

/// <summary>
/// Puts hours and verdicts together: an hour that lies in one span of its binding's timeline is judged whole; what a cut hour
/// holds is judged interval by interval.
/// </summary>
public sealed class CertifiedSeries
{
    private readonly Dictionary<int, VerdictSpan[]> _timelines;

    /// <param name="verdicts">The verdicts on the bindings of the slots, held at one moment.</param>
    public CertifiedSeries(IEnumerable<KeptVerdict> verdicts) => _timelines = verdicts.GroupBy(kept => kept.BindingNumber)
        .ToDictionary(group => group.Key, group => group.Select(kept => kept.Span).OrderBy(span => span.FromUnixSeconds).ToArray());

    /// <summary>The hours that have to be read interval by interval, each once.</summary>
    public IReadOnlyList<CutHour> Cut(IEnumerable<EnergySlot> hours) => [.. hours
        .Where(slot => Touched(slot).Skip(1).Any())
        .Select(slot => new CutHour(slot.MeterId, slot.StartUnixSeconds)).Distinct()];

    /// <summary>The slots with their verdicts.</summary>
    /// <param name="hours">Hour slots.</param>
    /// <param name="cut">Those of them that are cut.</param>
    /// <param name="intervals">All intervals of the cut hours; they take the place of the hours.</param>
    public IReadOnlyList<JudgedSlot> Judge(
        IEnumerable<EnergySlot> hours, IReadOnlyCollection<CutHour> cut, IEnumerable<EnergySlot> intervals)
    {
        var replaced = cut.ToHashSet();
        return [.. hours.Where(slot => !replaced.Contains(new CutHour(slot.MeterId, slot.StartUnixSeconds)))
            .Concat(intervals.Where(slot => replaced.Contains(HourOf(slot))))
            .Select(slot => new JudgedSlot(slot, WorstOf(slot)))];
    }

    // An interval that is cut itself is only as good as the worse side of it.
    private ChainVerdict? WorstOf(EnergySlot slot) => Touched(slot).MaxBy(span => span.Verdict.Outcome)?.Verdict;

    private IEnumerable<VerdictSpan> Touched(EnergySlot slot)
    {
        if (!_timelines.TryGetValue(slot.BindingNumber, out var spans)) return [];
        long end = slot.StartUnixSeconds + slot.LengthSeconds;
        return spans.Where(span => span.FromUnixSeconds < end && span.ToUnixSeconds > slot.StartUnixSeconds);
    }

    private static CutHour HourOf(EnergySlot slot) =>
        new(slot.MeterId, ParkSeries.StartOf(slot.StartUnixSeconds, ParkSeries.HourSeconds, 0));
}
