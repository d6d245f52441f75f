using System;
using System.Collections.Generic;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;

namespace CarbonMeter.Domain.Certified;

/// <summary>
/// The certified part of a park's figures: what was measured under a valid chain and within its range, with the uncertainty that
/// follows from the chains (docs/formats/uncertainty.md). It stands beside the figures of all energy and is never above them.
/// </summary>
/// <param name="Flows">The certified part of each flow, mWh.</param>
/// <param name="Carbon">Carbon of the certified grid import.</param>
/// <param name="Share">The green share that is certified.</param>
/// <param name="BalanceExpandedMilliwattHours">Expanded uncertainty (k = 2) of the balance's residual, mWh; null where energy that is
/// not certified went into it.</param>
/// <param name="Meters">The certified part of each counted meter channel.</param>
/// <param name="Uncertified">What keeps the rest out, the largest amount first; empty where all is certified.</param>
public sealed record CertifiedSummary(IReadOnlyDictionary<Flow, ExpandedFigure> Flows, CarbonUncertainty Carbon,
    CertifiedShare Share, Int128? BalanceExpandedMilliwattHours, IReadOnlyList<CertifiedMeter> Meters,
    IReadOnlyList<UncertifiedEnergy> Uncertified);

/// <summary>The certified part of what a counted meter channel measured.</summary>
/// <param name="Node">Where it hangs.</param>
/// <param name="Import">Certified import, mWh.</param>
/// <param name="Export">Certified export, mWh.</param>
public sealed record CertifiedMeter(Node Node, ExpandedFigure Import, ExpandedFigure Export);

/// <summary>Energy of one channel that one thing keeps out of the certified totals.</summary>
/// <param name="Node">Where it was measured.</param>
/// <param name="Reason">The check that fails: of several the first of the worst. Null: not judged yet.</param>
/// <param name="ImportMilliwattHours">Import kept out, mWh.</param>
/// <param name="ExportMilliwattHours">Export kept out, mWh.</param>
/// <param name="FromUnixSeconds">Start of the first slot it was measured in, unix s.</param>
/// <param name="ToUnixSeconds">End of the last one, unix s.</param>
public sealed record UncertifiedEnergy(Node Node, CheckResult? Reason, Int128 ImportMilliwattHours, Int128 ExportMilliwattHours,
    long FromUnixSeconds, long ToUnixSeconds);

/// <summary>
/// The green share that is certified: green generation as far as it is certified, over all load. It can only be too low.
/// </summary>
/// <param name="GreenMilliwattHours">Certified green generation, mWh.</param>
/// <param name="UncertifiedGreenMilliwattHours">Green generation that is not certified, mWh.</param>
/// <param name="LoadMilliwattHours">All load, mWh.</param>
/// <param name="UncertifiedLoadMilliwattHours">Of the load, what is not certified, mWh.</param>
/// <param name="HourlyMatchedMilliwattHours">Sum over UTC hours of the smaller of certified green generation and load, mWh.</param>
/// <param name="Volumetric">Band by volume; null without load.</param>
/// <param name="Hourly">Band hour by hour; null without load.</param>
/// <param name="VolumetricClass">Class by volume.</param>
/// <param name="HourlyClass">Class hour by hour.</param>
public sealed record CertifiedShare(Int128 GreenMilliwattHours, Int128 UncertifiedGreenMilliwattHours, Int128 LoadMilliwattHours,
    Int128 UncertifiedLoadMilliwattHours, Int128 HourlyMatchedMilliwattHours, ShareBand? Volumetric, ShareBand? Hourly, CertainClass VolumetricClass, CertainClass HourlyClass)
{
    /// <summary>Certified green generation, at most the load, over the load, ppm rounded down; null without load.</summary>
    public int? VolumetricPpm => Ppm.Floor(Int128.Min(GreenMilliwattHours, LoadMilliwattHours), LoadMilliwattHours);

    /// <summary>The same hour by hour.</summary>
    public int? HourlyPpm => Ppm.Floor(HourlyMatchedMilliwattHours, LoadMilliwattHours);
}
