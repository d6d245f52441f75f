using System.Linq;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>Expanded uncertainties of a series with their coverage factors: one for all values, or one for each.</summary>
internal sealed class DccUncertainty
{
    private const decimal CoverageFactorMax = 100;
    private readonly decimal[] _expanded;
    private readonly decimal[] _factors;

    private DccUncertainty(DccElement expanded, DccElement factors, int count)
    {
        _expanded = expanded.Numbers();
        _factors = factors.Numbers();
        RequireCount(expanded, _expanded.Length, count);
        RequireCount(factors, _factors.Length, count);
        if (_expanded.Any(value => value <= 0)) throw expanded.Error("holds an uncertainty that is not more than 0");
        if (_factors.Any(value => value is < 1 or > CoverageFactorMax))
            throw factors.Error($"holds a coverage factor outside 1 to {CoverageFactorMax}");
    }

    internal decimal Expanded(int index) => _expanded[_expanded.Length == 1 ? 0 : index];

    internal decimal CoverageFactor(int index) => _factors[_factors.Length == 1 ? 0 : index];

    private static void RequireCount(DccElement element, int found, int count)
    {
        if (found != 1 && found != count) throw element.Error($"holds {found} values for {count} points");
    }

    /// <summary>The expanded uncertainty stated in a D-SI quantity; null where it states none.</summary>
    internal static DccUncertainty? Of(DccElement quantity, string suffix, int count)
    {
        var before22 = quantity.Maybe("expandedUnc" + suffix, DccNames.Si);
        var since22 = quantity.Maybe("measurementUncertaintyUnivariate" + suffix, DccNames.Si)
            ?.Maybe("expandedMU" + suffix, DccNames.Si);
        if (before22 is not null && since22 is not null) throw since22.Error("states the uncertainty a second time");
        if ((before22 ?? since22) is not { } stated) return null;
        var expanded = stated.One((before22 is null ? "valueExpandedMU" : "uncertainty") + suffix, DccNames.Si);
        return new DccUncertainty(expanded, stated.One("coverageFactor" + suffix, DccNames.Si), count);
    }
}
