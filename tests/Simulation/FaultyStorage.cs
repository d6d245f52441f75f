using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Simulation.Tests;

/// <summary>
/// Between firmware and storage. Failures of both forms, writes that are reported done but never happened, and an account of
/// the writes that a power cut tore.
/// </summary>
internal sealed class FaultyStorage(VirtualStorage inner, SeededRandom random, FaultCounts counts) : INonVolatile
{
    /// <summary>Chance of each fault at each access, ppm.</summary>
    public int FaultPpm { get; set; }

    /// <summary>Faults of it so far.</summary>
    public long Faults { get; private set; }

    public int SizeBytes => inner.SizeBytes;

    public bool TryRead(int address, byte[] buffer, int offset, int count)
    {
        return !Fails(ref counts.StorageReadsRefused) && inner.TryRead(address, buffer, offset, count);
    }

    public bool TryWrite(int address, byte[] buffer, int offset, int count)
    {
        if (Fails(ref counts.StorageRefused)) return false;
        if (Fails(ref counts.StoragePhantoms)) return true;
        bool isDenied = Fails(ref counts.StorageDenied);
        return WriteCounted(address, buffer, offset, count) && !isDenied;
    }

    private bool Fails(ref long count)
    {
        if (!random.Happens(FaultPpm)) return false;
        count++;
        Faults++;
        return true;
    }

    private bool WriteCounted(int address, byte[] buffer, int offset, int count)
    {
        bool wasPowered = inner.IsPowered;
        long before = inner.BytesWritten;
        bool isDone = inner.TryWrite(address, buffer, offset, count);
        if (!wasPowered || inner.IsPowered) return isDone;
        counts.PowerCuts++;
        long written = inner.BytesWritten - before;
        if (written == count) counts.CutsAtEndOfWrite++;
        else if (written > 0) counts.TornWrites++;
        return isDone;
    }
}
