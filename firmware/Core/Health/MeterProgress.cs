namespace CarbonMeter.Firmware.Health;

/// <summary>
/// How far the meter's work has come, as counts that only grow. What stands still for too long is stuck; how long that is,
/// <see cref="ProgressWatch"/> knows.
/// </summary>
public sealed class MeterProgress
{
    /// <summary>Steps of the sampling: readings that ended, good or not, and steps of the front end's start-up.</summary>
    public long SamplingSteps { get; set; }

    /// <summary>Good readings of the front end.</summary>
    public long GoodSamples { get; set; }

    /// <summary>Times the journal had nothing to keep, or kept what there was.</summary>
    public long JournalSteps { get; set; }

    /// <summary>
    /// Times the uplink was where it may stay: closed and waiting for its next attempt, open with nothing outstanding, or
    /// given an acknowledgement. Neither the network nor the host has to answer for that.
    /// </summary>
    public long UplinkSteps { get; set; }
}
