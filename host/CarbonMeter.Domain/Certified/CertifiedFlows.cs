using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Domain.Certified;

/// <summary>The certified part of a park's energy slot by slot.</summary>
public static class CertifiedFlows
{
    /// <summary>The certified flows of the park's slots by their start; a slot without any is left out.</summary>
    /// <param name="nodes">The park's nodes.</param>
    /// <param name="hours">Judged hours or parts of them: what is certified is decided by the hour, as in a summary.</param>
    /// <param name="lengthSeconds">Length of the park's slots, s, an hour or more.</param>
    /// <param name="offsetSeconds">What to add to UTC before cutting, as for <see cref="ParkSeries"/>.</param>
    public static IReadOnlyDictionary<long, ParkFlows> Of(
        IReadOnlyList<Node> nodes, IEnumerable<JudgedSlot> hours, int lengthSeconds, int offsetSeconds = 0)
    {
        Require.InRange(lengthSeconds, ParkSeries.HourSeconds, ParkSeries.DaySeconds, nameof(lengthSeconds));
        return ParkSeries.Of(nodes, new CalibratedChannels().Certified(hours), lengthSeconds, offsetSeconds)
            .ToDictionary(slot => slot.StartUnixSeconds, slot => slot.Flows);
    }
}
