using CarbonMeter.Records;

namespace CarbonMeter.Firmware;

/// <summary>What a meter is told when it is commissioned and what does not change while it runs.</summary>
public sealed class MeterSettings
{
    /// <summary>Longest poll period, ms: half of the 40.5 s in which the ADE7953's counters wrap at full scale.</summary>
    public const int PollPeriodMsMax = 20_000;

    /// <summary>Shortest checkpoint period where the state is on flash, ms: docs/storage.md works out the wear.</summary>
    public const int FlashCheckpointPeriodMsMin = 60_000;

    /// <summary>Meter id, 1 to 32 characters; docs/formats/record.md.</summary>
    public string MeterId { get; set; } = "";

    /// <summary>Firmware id, 1 to 64 printable ASCII characters.</summary>
    public string FirmwareId { get; set; } = "carbonmeter-0.1.0";

    /// <summary>Time between two readings of the front end, ms, 100 to <see cref="PollPeriodMsMax"/>.</summary>
    public int PollPeriodMs { get; set; } = 1000;

    /// <summary>Least time between two marks of the running counters in the journal, ms; 0 = at every sample.</summary>
    public int CheckpointPeriodMs { get; set; }

    /// <summary>Time between two live readings, ms; 0 = none.</summary>
    public int LivePeriodMs { get; set; } = 5000;

    /// <summary>Earliest credible time, unix ms: the day the firmware was built.</summary>
    public long EarliestCredibleUnixMs { get; set; } = 1_577_836_800_000;

    /// <summary>Latest credible time, unix ms: below the roll-over of NTP's era in 2036.</summary>
    public long LatestCredibleUnixMs { get; set; } = 2_051_222_400_000;

    /// <summary>Time between two looks at the time source once the clock is trusted, ms.</summary>
    public int TimeReadPeriodMs { get; set; } = 60_000;

    /// <summary>Longest time the meter is away over a reset by software or watchdog, the watchdog's own time included, ms.</summary>
    public int ResetDowntimeMsMax { get; set; } = 15_000;

    /// <summary>Interval length of a new meter, s; a divisor of 3600 from 10.</summary>
    public int IntervalSeconds { get; set; } = 60;

    /// <summary>Intervals per record of a new meter, 1 to 60.</summary>
    public int IntervalsPerRecord { get; set; } = 15;

    /// <summary>Records that may wait for their acknowledgement at once, 1 to <see cref="WindowMax"/>.</summary>
    public int Window { get; set; } = 8;

    /// <summary>Largest window.</summary>
    public const int WindowMax = 64;

    /// <summary>A connection on which the oldest record waits longer than this for its acknowledgement is dropped, ms; 0 = never.</summary>
    public int AcknowledgeTimeoutMs { get; set; } = 60_000;

    /// <summary>First pause before connecting again, ms; doubled after every failure, with jitter on top.</summary>
    public int BackOffMsMin { get; set; } = 1000;

    /// <summary>Longest pause before connecting again, ms, jitter not included.</summary>
    public int BackOffMsMax { get; set; } = 120_000;

    /// <summary>SHA-256 of the board file, told when the chain begins; null where the meter was not commissioned over its console.</summary>
    public byte[]? BoardHash { get; set; }

    /// <summary>Who commissioned it, 1 to 64 printable ASCII characters, where there is a board hash.</summary>
    public string Installer { get; set; } = "";

    /// <summary>Throws where a setting is out of range.</summary>
    public void Check()
    {
        Require.InRange(MeterId.Length, 1, 32, nameof(MeterId));
        Require.InRange(FirmwareId.Length, 1, 64, nameof(FirmwareId));
        if (BoardHash != null)
        {
            Require.Length(BoardHash, 32, nameof(BoardHash));
            Require.InRange(Installer.Length, 1, 64, nameof(Installer));
        }
        Require.InRange(PollPeriodMs, 100, PollPeriodMsMax, nameof(PollPeriodMs));
        Require.InRange(CheckpointPeriodMs, 0, 3_600_000, nameof(CheckpointPeriodMs));
        Require.InRange(LivePeriodMs, 0, 86_400_000, nameof(LivePeriodMs));
        Require.InRange(EarliestCredibleUnixMs, 0, LatestCredibleUnixMs, nameof(EarliestCredibleUnixMs));
        Require.InRange(LatestCredibleUnixMs, 0, MeterRecord.UnixMsMax, nameof(LatestCredibleUnixMs));
        Require.InRange(TimeReadPeriodMs, 1000, 86_400_000, nameof(TimeReadPeriodMs));
        Require.InRange(ResetDowntimeMsMax, 0, 3_600_000, nameof(ResetDowntimeMsMax));
        Require.That(IsIntervalLength(IntervalSeconds), "the interval length is not a divisor of 3600 from 10");
        Require.InRange(IntervalsPerRecord, 1, IntervalRecord.IntervalsMax, nameof(IntervalsPerRecord));
        Require.InRange(Window, 1, WindowMax, nameof(Window));
        Require.InRange(AcknowledgeTimeoutMs, 0, 3_600_000, nameof(AcknowledgeTimeoutMs));
        Require.InRange(BackOffMsMin, 1, BackOffMsMax, nameof(BackOffMsMin));
        Require.InRange(BackOffMsMax, 1, 86_400_000, nameof(BackOffMsMax));
    }

    /// <summary>Whether a number of seconds can be an interval length. Pure.</summary>
    public static bool IsIntervalLength(int seconds) =>
        seconds >= IntervalRecord.LengthSecondsMin && seconds <= IntervalRecord.LengthSecondsMax && 3600 % seconds == 0;
}
