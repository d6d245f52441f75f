using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>One point of a calibration in whole numbers.</summary>
internal sealed class PointFigures
{
    internal required int ChannelId { get; init; }

    /// <summary>Conditions of the point whose quantity and unit are known; power factors without sign.</summary>
    internal required IReadOnlyList<(string Quantity, Extent Range)> Conditions { get; init; }

    /// <summary>What ranges are about: the current for active energy, else the value of the reference; null: not stated.</summary>
    internal required Extent? Axis { get; init; }

    /// <summary>Power factor of active energy; null where not stated, and for other quantities.</summary>
    internal required Extent? PowerFactor { get; init; }

    /// <summary>Relative error with its sign, ppb, away from zero; null where the reference is 0.</summary>
    internal required long? ErrorPpb { get; init; }

    /// <summary>Relative standard uncertainty (k = 1), ppb, rounded up; null where the reference is 0 or it is unusable.</summary>
    internal required long? StandardPpb { get; init; }

    /// <summary>Whether the statement of uncertainty makes no sense: U not above 0, k below 1, or above 100 %.</summary>
    internal required bool IsUnusable { get; init; }

    /// <summary>Relative expanded uncertainty with k = 2, ppb; 0 where there is none.</summary>
    internal long ExpandedPpb => 2 * (StandardPpb ?? 0);

    /// <summary>The range that conditions state of a quantity; null where they state none.</summary>
    internal static Extent? RangeOf(IReadOnlyList<(string Quantity, Extent Range)> conditions, string quantity) =>
        Extent.Around(conditions.Where(condition => condition.Quantity == quantity).Select(condition => (Extent?)condition.Range));
}
