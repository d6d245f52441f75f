using System;

namespace CarbonMeter.Mqtt.Wire;

/// <summary>Bytes waiting to be sent. Small and empty costs next to nothing: there is one for every idle connection.</summary>
internal struct ByteQueue
{
    private const int SizeBytesKept = 512;
    private byte[]? _bytes;

    public int Count { get; private set; }

    public readonly ReadOnlySpan<byte> Waiting => _bytes.AsSpan(0, Count);

    /// <summary>The same bytes for a write that takes its time; nothing may be appended until it is done.</summary>
    public readonly ReadOnlyMemory<byte> WaitingMemory => new(_bytes, 0, Count);

    /// <summary>Room for the next bytes, to be filled by the caller.</summary>
    public Span<byte> Append(int sizeBytes)
    {
        int needed = Count + sizeBytes;
        if (_bytes is null || needed > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(needed, Math.Max(16, 2 * (_bytes?.Length ?? 0))));
        var room = _bytes.AsSpan(Count, sizeBytes);
        Count = needed;
        return room;
    }

    public void Clear()
    {
        Count = 0;
        if (_bytes?.Length > SizeBytesKept) _bytes = null;
    }
}
