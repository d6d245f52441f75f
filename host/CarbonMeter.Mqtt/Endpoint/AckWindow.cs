using System;

namespace CarbonMeter.Mqtt.Endpoint;

/// <summary>
/// The QoS 1 publishes of one session that are owed a PUBACK, in the order in which they came: PUBACKs leave in that order
/// (3.1.1, 4.6) whatever the order in which the application finishes. Empty, it holds no memory until the first publish.
/// </summary>
internal struct AckWindow
{
    private const int SizeMin = 4;
    private const int Done = 0x10000;
    private int[]? _ring;
    private int _head;

    public int Count { get; private set; }

    public readonly bool Contains(ushort packetId) => IndexOf(packetId) >= 0;

    public void Add(ushort packetId)
    {
        if (_ring is null || Count == _ring.Length) Grow();
        _ring![(_head + Count) & (_ring.Length - 1)] = packetId;
        Count++;
    }

    /// <summary>Takes back the last one added.</summary>
    public void RemoveLast() => Count--;

    /// <summary>Notes that the application is done with one; false when none of that id is owed.</summary>
    public readonly bool MarkDone(ushort packetId)
    {
        int index = IndexOf(packetId);
        if (index < 0) return false;
        _ring![index] |= Done;
        return true;
    }

    /// <summary>The oldest one, if the application is done with it.</summary>
    public bool TryTakeDone(out ushort packetId)
    {
        packetId = 0;
        if (Count == 0 || _ring![_head] < Done) return false;
        packetId = (ushort)_ring[_head];
        _head = (_head + 1) & (_ring.Length - 1);
        Count--;
        return true;
    }

    private readonly int IndexOf(ushort packetId)
    {
        for (int offset = 0; offset < Count; offset++)
        {
            int index = (_head + offset) & (_ring!.Length - 1);
            if (_ring[index] == packetId) return index;
        }
        return -1;
    }

    private void Grow()
    {
        // Powers of two, so that an index wraps by a mask.
        var larger = new int[_ring is null ? SizeMin : 2 * _ring.Length];
        for (int offset = 0; offset < Count; offset++) larger[offset] = _ring![(_head + offset) & (_ring.Length - 1)];
        _ring = larger;
        _head = 0;
    }
}
