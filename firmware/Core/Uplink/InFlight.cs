namespace CarbonMeter.Firmware.Uplink;

/// <summary>
/// Which record a message on its way holds: message ids of one connection against sequences, and the sequences that have been
/// acknowledged and not yet taken. It belongs to one connection and ends with it. Allocates in its constructor only. Whoever
/// shares it between threads locks.
/// </summary>
public sealed class InFlight
{
    private const int Free = -1;

    private readonly int[] _messageIds;
    private readonly long[] _sequences;
    private readonly long[] _acknowledged;
    private int _firstAcknowledged;
    private int _acknowledgedCount;
    private int _count;

    /// <summary>Room for so many records, from 1; those acknowledged and not taken count until they are.</summary>
    public InFlight(int capacity)
    {
        Require.InRange(capacity, 1, 4096, nameof(capacity));
        _messageIds = new int[capacity];
        _sequences = new long[capacity];
        _acknowledged = new long[capacity];
        for (int i = 0; i < capacity; i++) _messageIds[i] = Free;
    }

    /// <summary>Whether no other record may be sent now.</summary>
    public bool IsFull => _count + _acknowledgedCount >= _messageIds.Length;

    /// <summary>Remembers a record that has been handed over for sending. There has to be room, and the id must not be on its way.</summary>
    public void Add(int messageId, long sequence)
    {
        Require.InRange(messageId, 0, 0xFFFF, nameof(messageId));
        Require.That(!IsFull, "there is no room for another record on its way");
        Require.That(IndexOf(messageId) < 0, "a message with this id is on its way");
        int at = IndexOf(Free);
        _messageIds[at] = messageId;
        _sequences[at] = sequence;
        _count++;
    }

    /// <summary>A message has been acknowledged. False where it holds no record, or was acknowledged before.</summary>
    public bool TryAcknowledge(int messageId)
    {
        Require.InRange(messageId, 0, 0xFFFF, nameof(messageId));
        int at = IndexOf(messageId);
        if (at < 0) return false;
        _messageIds[at] = Free;
        _count--;
        _acknowledged[Wrapped(_firstAcknowledged + _acknowledgedCount)] = _sequences[at];
        _acknowledgedCount++;
        return true;
    }

    /// <summary>Takes the sequence of a record that has been acknowledged, in the order of the acknowledgements.</summary>
    public bool TryTakeAcknowledged(out long sequence)
    {
        sequence = 0;
        if (_acknowledgedCount == 0) return false;
        sequence = _acknowledged[_firstAcknowledged];
        _firstAcknowledged = Wrapped(_firstAcknowledged + 1);
        _acknowledgedCount--;
        return true;
    }

    private int Wrapped(int at) => at >= _acknowledged.Length ? at - _acknowledged.Length : at;

    private int IndexOf(int messageId)
    {
        for (int i = 0; i < _messageIds.Length; i++)
            if (_messageIds[i] == messageId) return i;
        return -1;
    }
}
