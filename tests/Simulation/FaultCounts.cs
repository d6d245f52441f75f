using System.Reflection;

namespace CarbonMeter.Simulation.Tests;

/// <summary>What really went wrong: a simulation that injects nothing proves nothing.</summary>
internal sealed class FaultCounts
{
    public long Records, Intervals;
    public long PowerCuts, TornWrites, CutsAtEndOfWrite, ProcessorResets, BoardPowerLosses;
    public long StorageRefused, StorageDenied, StoragePhantoms, StorageReadsRefused;
    public long BusFaults, BusStuck, ClockAbsent, ClockWrong;
    public long LinkDrops, LinkOutages, RecordsLost, RecordsDuplicated, RecordsReplayed, AcknowledgementsLost, AcknowledgementsTooLate;
    public long Duplicates, GapsAccepted, NoRoom;
    public long CommitsNotDone, CommitsDenied, KillsBeforeCommit, KillsAfterCommit, Commands;
    public long KeyRotations, KeyStoreFaults, Released;

    public void Add(FaultCounts other)
    {
        foreach (var field in typeof(FaultCounts).GetFields(BindingFlags.Public | BindingFlags.Instance))
            field.SetValue(this, (long)field.GetValue(this)! + (long)field.GetValue(other)!);
    }

    public override string ToString() => string.Join(", ", typeof(FaultCounts)
        .GetFields(BindingFlags.Public | BindingFlags.Instance).Select(field => $"{field.Name} {field.GetValue(this)}"));
}
