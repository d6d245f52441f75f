using System.Globalization;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;

namespace CarbonMeter.Domain.Certified;

/// <summary>Energy outside of the calibrated range, told as check 15 of its chain.</summary>
public static class LoadFaults
{
    /// <summary>Why a load is not covered by the calibration of its channel.</summary>
    /// <param name="channel">The calibration; null: the chain says nothing of the channel.</param>
    /// <param name="load">The load; null: not known.</param>
    public static LoadFault Of(CalibratedChannel? channel, LoadRange? load) =>
        channel is null ? LoadFault.NotCalibrated : load is null ? LoadFault.CurrentUnknown : channel.Judge(load);

    /// <summary>A fault as the check that fails by it.</summary>
    /// <param name="fault">The fault, not <see cref="LoadFault.None"/>.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="certificateHash">The meter's certificate.</param>
    public static CheckResult Check(LoadFault fault, int channelId, byte[]? certificateHash)
    {
        Require.That(fault != LoadFault.None, "a load that is covered fails no check");
        // Where something is missing nothing is shown not to hold.
        var outcome = fault is LoadFault.CurrentUnknown or LoadFault.NotCalibrated ? Outcome.CannotTell : Outcome.Invalid;
        return new CheckResult(ChainCheck.RangeCovered, outcome, ReasonOf(fault),
            [channelId.ToString(CultureInfo.InvariantCulture)], certificateHash);
    }

    private static string ReasonOf(LoadFault fault) => fault switch
    {
        LoadFault.CurrentAbove => "load-current-above",
        LoadFault.CurrentBelow => "load-current-below",
        LoadFault.PowerFactorBelow => "load-power-factor-below",
        LoadFault.CurrentUnknown => "load-current-unknown",
        _ => "load-not-calibrated",
    };
}
