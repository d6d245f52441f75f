using System;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>How one transfer goes wrong.</summary>
public enum BusFault
{
    /// <summary>It does not.</summary>
    None,
    /// <summary>Not acknowledged: it failed, and nothing happened.</summary>
    Nack,
    /// <summary>The chip did what it was told, but the transfer is reported as failed: a read that clears has cleared.</summary>
    LostReply,
    /// <summary>Reported as done, but the chip never saw it: a write without effect, a read of all ones.</summary>
    Phantom,
    /// <summary>A byte of the reply differs; the bus cannot tell. A write is not touched.</summary>
    Corrupted,
}

/// <summary>An I2C bus that fails as a test tells it to, or by chance from a seed.</summary>
public sealed class FaultyI2cBus(II2cBus inner, SeededRandom random) : II2cBus
{
    private long _faultAt = -1;
    private BusFault _faultThere;
    private int _corruptPosition, _corruptMask;
    private long _nackNext;

    /// <summary>While true nothing is acknowledged, as with SDA held low; on a <see cref="VirtualI2cBus"/> by any other chip either.</summary>
    public bool IsStuck { get; set; }

    /// <summary>While true this chip does not acknowledge: its wires are off.</summary>
    public bool IsUnplugged { get; set; }

    /// <summary>Chance of <see cref="BusFault.Nack"/>, ppm.</summary>
    public int NackPpm { get; set; }

    /// <summary>Chance of <see cref="BusFault.LostReply"/>, ppm.</summary>
    public int LostReplyPpm { get; set; }

    /// <summary>Chance of <see cref="BusFault.Phantom"/>, ppm.</summary>
    public int PhantomPpm { get; set; }

    /// <summary>Chance of <see cref="BusFault.Corrupted"/> in any one bit of the reply, ppm.</summary>
    public int CorruptedPpm { get; set; }

    /// <summary>Transfers so far, those that failed included.</summary>
    public long Transfers { get; private set; }

    /// <summary>Transfers that went wrong so far.</summary>
    public long Faults { get; private set; }

    /// <summary>The next transfers, so many, are not acknowledged; those that were ordered before are forgotten.</summary>
    public void NackNext(long transfers)
    {
        Require.InRange(transfers, 0, long.MaxValue, nameof(transfers));
        _nackNext = transfers;
    }

    /// <summary>
    /// No fault by chance from now on, not stuck and plugged in; one ordered with <see cref="FailAt"/> stays ordered.
    /// </summary>
    public void Heal()
    {
        IsStuck = IsUnplugged = false;
        _nackNext = 0;
        NackPpm = LostReplyPpm = PhantomPpm = CorruptedPpm = 0;
    }

    /// <summary>
    /// Makes one transfer to come go wrong: 0 is the next. For Corrupted a mask is xored onto the reply's byte at a position.
    /// </summary>
    public void FailAt(long transfersFromNow, BusFault fault, int position = 0, int mask = 0x01)
    {
        Require.InRange(transfersFromNow, 0, long.MaxValue - Transfers, nameof(transfersFromNow));
        Require.InRange(mask, 1, 0xFF, nameof(mask));
        Require.InRange(position, 0, int.MaxValue, nameof(position));
        _faultAt = Transfers + transfersFromNow;
        _faultThere = fault;
        _corruptPosition = position;
        _corruptMask = mask;
    }

    /// <inheritdoc/>
    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        var fault = Next(readCount);
        if (fault != BusFault.None) Faults++;
        switch (fault)
        {
            case BusFault.Nack:
                return false;
            case BusFault.LostReply:
                inner.TryTransfer(address, write, writeCount, read, readCount);
                read.AsSpan(0, readCount).Fill(0xFF);
                return false;
            case BusFault.Phantom:
                read.AsSpan(0, readCount).Fill(0xFF);
                return true;
            case BusFault.Corrupted:
                bool done = inner.TryTransfer(address, write, writeCount, read, readCount);
                if (_corruptPosition < readCount) read[_corruptPosition] ^= (byte)_corruptMask;
                return done;
            default:
                return inner.TryTransfer(address, write, writeCount, read, readCount);
        }
    }

    private BusFault Next(int readCount)
    {
        long transfer = Transfers++;
        if (IsStuck || IsUnplugged) return BusFault.Nack;
        if (_nackNext > 0)
        {
            _nackNext--;
            return BusFault.Nack;
        }
        if (transfer == _faultAt) return _faultThere;
        if (random.Happens(NackPpm)) return BusFault.Nack;
        if (random.Happens(LostReplyPpm)) return BusFault.LostReply;
        if (random.Happens(PhantomPpm)) return BusFault.Phantom;
        if (readCount == 0 || !random.Happens(CorruptedPpm)) return BusFault.None;
        _corruptPosition = random.Next(readCount);
        _corruptMask = 1 << random.Next(8);
        return BusFault.Corrupted;
    }
}
