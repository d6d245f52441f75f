using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;

namespace CarbonMeter.Domain.Completeness;

/// <summary>Time in which a sensor of the gas channel gave no figure.</summary>
/// <param name="Told">The event that tells it last.</param>
/// <param name="FromUnixMs">Its beginning, unix ms, meter's clock.</param>
/// <param name="ToUnixMs">
/// Its end, or the restart of the meter that was told of next: from then on it tells gaps anew. Null: it goes on, as far as told.
/// </param>
public sealed record SensorGap(StoredEvent Told, long FromUnixMs, long? ToUnixMs);

/// <summary>Finds what the events of a meter tell of its sensors.</summary>
public static class SensorGaps
{
    /// <summary>
    /// The gaps that touch [from, to), the newest first. One that lasts is told while it does and again when it ends: it is one.
    /// </summary>
    /// <param name="events">The meter's events, the newest first.</param>
    /// <param name="fromUnixSeconds">Beginning of the span, unix s.</param>
    /// <param name="toUnixSeconds">End of the span, unix s.</param>
    public static IReadOnlyList<SensorGap> Find(IReadOnlyList<StoredEvent> events, long fromUnixSeconds, long toUnixSeconds)
    {
        var gaps = new List<SensorGap>();
        var seen = new HashSet<(string?, long)>();
        long? restartUnixMs = null;
        foreach (var told in events)
        {
            if (told.Code == EventCode.Boot) restartUnixMs = told.AtUnixMs;
            if (told.Code != EventCode.SensorGap || told.FromUnixMs is not { } from || !seen.Add((told.Text, from))) continue;
            long? to = told.ToUnixMs ?? (restartUnixMs is { } restart ? Math.Max(restart, from) : null);
            if (from < toUnixSeconds * 1000 && (to is null || to > fromUnixSeconds * 1000)) gaps.Add(new SensorGap(told, from, to));
        }
        return [.. gaps.OrderByDescending(gap => gap.FromUnixMs)];
    }
}
