using CarbonMeter.Records;

namespace CarbonMeter.Firmware;

/// <summary>How far a metering front end has come.</summary>
public enum FrontEndState
{
    /// <summary>Being reset, configured or checked: call Step again when it is due.</summary>
    Starting,
    /// <summary>Configured as its parameter set says; it can be sampled.</summary>
    Ready,
    /// <summary>Start-up gave up: the bus or the chip does not answer as it should. Begin again later.</summary>
    Failed,
}

/// <summary>What came of reading a front end once.</summary>
public enum SampleOutcome
{
    /// <summary>Every figure was read and confirmed.</summary>
    Good,
    /// <summary>A transfer failed, or two readings of one register differed. Nothing is lost: the counters run on.</summary>
    BusFailed,
    /// <summary>The configuration is not the one that was written; <see cref="FrontEndSample.Evidence"/> says what was found.</summary>
    ConfigurationChanged,
    /// <summary>A register outside the checksum is not as written; <see cref="FrontEndSample.Evidence"/> is its value.</summary>
    UnprotectedChanged,
    /// <summary>The chip has been reset since it was configured: its counters began again.</summary>
    ChipReset,
}

/// <summary>
/// A metering chip whose energy counters run freely and are never cleared by reading. It takes the time as an argument,
/// never waits, and bounds every loop.
/// </summary>
public interface IFrontEnd
{
    /// <summary>The name a parameter set must be for, for example "ADE7953".</summary>
    string Name { get; }

    /// <summary>Whether this front end can work under a set. Pure.</summary>
    bool Accepts(ParameterSet parameters);

    /// <summary>
    /// Starts towards Ready under a set it accepts. Without <paramref name="forceReset"/> a chip that is found running under
    /// exactly this configuration and <paramref name="checksum"/> is left alone, so that its counters go on.
    /// </summary>
    void Begin(ParameterSet parameters, long checksum, bool forceReset, long uptimeMs);

    /// <summary>Takes the next step of start-up, if it is due.</summary>
    FrontEndState Step(long uptimeMs);

    /// <summary>When Step is next due, by the meter's uptime.</summary>
    long StepDueMs { get; }

    /// <summary>Whether the next Step resets the chip: its counters begin again, so nobody may go on from the old ones.</summary>
    bool WillReset { get; }

    /// <summary>Once Ready: whether the counters go on from before Begin. False after the chip was reset.</summary>
    bool Continued { get; }

    /// <summary>Once Ready: the chip's own checksum over its configuration. Never negative.</summary>
    long Checksum { get; }

    /// <summary>Attempts that the last start-up took, from 1.</summary>
    int Attempts { get; }

    /// <summary>Reads everything once. The sample's figures are valid only where Good is returned.</summary>
    SampleOutcome Sample(FrontEndSample sample);

    /// <summary>
    /// Energy of one count of a channel's counters, in picowatt-hours (and picovar-hours), at least 1; times
    /// <see cref="CountsMax"/> at most <see cref="FrontEndLimits.PicowattHoursMax"/>.
    /// </summary>
    long PicowattHoursPerCount(int channelIndex);

    /// <summary>
    /// Active counts a channel gained since a reading, positive = import: the difference of two readings of free-running
    /// counters, modulo their width. Pure; at most <see cref="CountsMax"/> + 1 either way.
    /// </summary>
    long ActiveGain(int channelIndex, int activeBefore, int reactiveBefore, FrontEndSample now);

    /// <summary>The same for reactive energy; 0 where the chip does not measure it.</summary>
    long ReactiveGain(int channelIndex, int reactiveBefore, FrontEndSample now);

    /// <summary>Most counts between two readings that are told apart from a wrap: half the counters' range, less one.</summary>
    long CountsMax { get; }

    /// <summary>Most counts a channel can gain in a second, either way, with a margin for over-range.</summary>
    long CountsPerSecondMax(int channelIndex);
}

/// <summary>Bounds every front end keeps, so that the Core's arithmetic cannot leave a long.</summary>
public static class FrontEndLimits
{
    /// <summary>4000 kWh between two readings: with a carry on top it fits a long.</summary>
    public const long PicowattHoursMax = 4_000_000_000_000_000_000;

    /// <summary>No checksum is known.</summary>
    public const long NoChecksum = -1;
}
