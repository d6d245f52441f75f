using System;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// A chip with Sensirion's framing: commands and arguments of 16 bits, an 8-bit checksum behind every word, replies in a
/// transfer of their own. An argument with a wrong checksum is not acknowledged, nor is a repeated start, nor a reply that is
/// not there yet; behind the end of a reply the bus reads all ones. The checksum is written here a second time, apart from the
/// driver's, on purpose.
/// </summary>
public abstract class SensirionChip : SensorChip
{
    private int[] _reply = [];
    private long _replyFromMs;

    /// <summary>A chip that gets its power now.</summary>
    protected SensirionChip(VirtualClock clock, GasState gas, byte address, SeededRandom random, int startUpMs, int noiseSteps)
        : base(clock, gas, address, random, startUpMs, noiseSteps)
    {
    }

    /// <summary>Repeated starts it was given, which none of these chips allows.</summary>
    public int RepeatedStarts { get; private set; }

    /// <summary>Does a command: false where it is not acknowledged. The argument is -1 where there is none.</summary>
    protected abstract bool TryDo(int command, int argument);

    /// <summary>The words to be read next; null where there is nothing. By default those replied to the last command, once.</summary>
    protected virtual int[]? TakeReply()
    {
        if (_reply.Length == 0 || Clock.NowMs < _replyFromMs) return null;
        var reply = _reply;
        _reply = [];
        return reply;
    }

    /// <summary>Has words ready to be read after a time.</summary>
    protected bool Reply(int afterMs, params int[] words)
    {
        _reply = words;
        _replyFromMs = Clock.NowMs + afterMs;
        return true;
    }

    /// <inheritdoc/>
    protected override void Forget() => _reply = [];

    /// <inheritdoc/>
    protected override bool TryTransfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (!write.IsEmpty && !read.IsEmpty)
        {
            RepeatedStarts++;
            return false;
        }
        if (!write.IsEmpty) return TryDo(write);
        var reply = TakeReply();
        if (reply is null) return false;
        for (int i = 0; i < read.Length; i++) read[i] = ByteAt(reply, i);
        return true;
    }

    private bool TryDo(ReadOnlySpan<byte> write)
    {
        _reply = [];
        return write.Length switch
        {
            1 => TryDo(write[0], -1),
            2 => TryDo(write[0] << 8 | write[1], -1),
            5 => Crc(write[2], write[3]) == write[4] && TryDo(write[0] << 8 | write[1], write[2] << 8 | write[3]),
            _ => false,
        };
    }

    private static byte ByteAt(int[] words, int index)
    {
        if (index / 3 >= words.Length) return 0xFF;
        int word = words[index / 3];
        return (index % 3) switch
        {
            0 => (byte)(word >> 8),
            1 => (byte)word,
            _ => (byte)Crc(word >> 8 & 0xFF, word & 0xFF),
        };
    }

    // x^8 + x^5 + x^4 + 1, as a long division of the bits of both bytes.
    private static int Crc(int high, int low)
    {
        int bits = ((high ^ 0xFF) << 8 | low) << 8;
        for (int i = 23; i >= 8; i--)
            if ((bits >> i & 1) != 0) bits ^= 0x131 << i - 8;
        return bits;
    }
}
