using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Simulation.Tests;

/// <summary>
/// How often what goes wrong. Chances are ppm: of a step of the world (about 1.25 s) where nothing else is said. Every fault
/// that can has both forms: failed and did not happen, and happened but was reported as failed.
/// </summary>
internal sealed record Faults
{
    /// <summary>The storage loses its power at some byte of the next few thousand written, and the processor with it.</summary>
    public int PowerCutPpm { get; init; }

    /// <summary>The whole board loses its power, the chip too. In a world where this happens every cut of the storage is such a one.</summary>
    public int BoardPowerPpm { get; init; }

    /// <summary>The processor is reset, away for less than a second to several.</summary>
    public int ProcessorResetPpm { get; init; }

    /// <summary>A spell in which storage accesses fail.</summary>
    public int StorageSpellPpm { get; init; }

    /// <summary>A spell in which bus transfers fail, are lost, made up or corrupted.</summary>
    public int BusSpellPpm { get; init; }

    /// <summary>The bus is stuck for a while.</summary>
    public int BusStuckPpm { get; init; }

    /// <summary>Nobody tells the meter the time for a while.</summary>
    public int ClockAbsentPpm { get; init; }

    /// <summary>For a while the meter is told a time that is wrong by seconds to hours, or absurd.</summary>
    public int ClockWrongPpm { get; init; }

    /// <summary>The connection breaks.</summary>
    public int LinkDropPpm { get; init; }

    /// <summary>The host cannot be reached for a while.</summary>
    public int LinkOutagePpm { get; init; }

    /// <summary>Records, or acknowledgements, wait on the way for a while.</summary>
    public int LinkDelayPpm { get; init; }

    /// <summary>Of a record: it is lost, and the connection with it.</summary>
    public int RecordLostPpm { get; init; }

    /// <summary>Of a record: it arrives twice.</summary>
    public int RecordDuplicatedPpm { get; init; }

    /// <summary>A record of long ago arrives once more.</summary>
    public int ReplayPpm { get; init; }

    /// <summary>Of an acknowledgement: it is lost, and the connection with it.</summary>
    public int AcknowledgementLostPpm { get; init; }

    /// <summary>The host's writer is slow: this step commits nothing.</summary>
    public int HostSlowPpm { get; init; }

    /// <summary>Of a commit: it fails and did not happen.</summary>
    public int CommitNotDonePpm { get; init; }

    /// <summary>Of a commit: it happened but is reported as failed.</summary>
    public int CommitDeniedPpm { get; init; }

    /// <summary>The host is killed while records wait for their commit.</summary>
    public int KillBeforeCommitPpm { get; init; }

    /// <summary>Of a commit: the host is killed after it and before the acknowledgements.</summary>
    public int KillAfterCommitPpm { get; init; }

    /// <summary>The host sends a command: another factor set, a spot check, a new key, a request to send again.</summary>
    public int CommandPpm { get; init; }

    /// <summary>Faults of a seed: some kinds do not happen at all, so that others get through; the rest at rates of its own.</summary>
    public static Faults Of(SeededRandom random) => new()
    {
        PowerCutPpm = Rate(random, 60_000),
        ProcessorResetPpm = Rate(random, 40_000),
        StorageSpellPpm = Rate(random, 40_000),
        BusSpellPpm = Rate(random, 40_000),
        BusStuckPpm = Rate(random, 15_000),
        ClockAbsentPpm = Rate(random, 15_000),
        ClockWrongPpm = Rate(random, 8_000),
        LinkDropPpm = Rate(random, 50_000),
        LinkOutagePpm = Rate(random, 15_000),
        LinkDelayPpm = Rate(random, 60_000),
        RecordLostPpm = Rate(random, 200_000),
        RecordDuplicatedPpm = Rate(random, 200_000),
        ReplayPpm = Rate(random, 30_000),
        AcknowledgementLostPpm = Rate(random, 200_000),
        HostSlowPpm = Rate(random, 800_000),
        CommitNotDonePpm = Rate(random, 250_000),
        CommitDeniedPpm = Rate(random, 250_000),
        KillBeforeCommitPpm = Rate(random, 200_000),
        KillAfterCommitPpm = Rate(random, 200_000),
        CommandPpm = Rate(random, 30_000),
    };

    private static int Rate(SeededRandom random, int maxPpm) => random.Happens(650_000) ? random.Next(maxPpm) : 0;
}
