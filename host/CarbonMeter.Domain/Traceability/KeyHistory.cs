using System.Collections.Generic;

namespace CarbonMeter.Domain.Traceability;

/// <summary>The keys of one meter, each from the sequence of the first record it signs (docs/formats/record.md, Keys).</summary>
/// <typeparam name="TKey">What stands for a key: its bytes, or something that verifies with it.</typeparam>
public sealed class KeyHistory<TKey>(TKey enrolled)
{
    private readonly SortedList<long, TKey> _fromSequence = new() { [1] = enrolled };

    /// <summary>The key in force.</summary>
    public TKey Newest => _fromSequence.GetValueAtIndex(_fromSequence.Count - 1);

    /// <summary>First sequence signed with it.</summary>
    public long NewestFromSequence => _fromSequence.GetKeyAtIndex(_fromSequence.Count - 1);

    /// <summary>The key that signs a record at a sequence, 1 or more.</summary>
    public TKey At(long sequence)
    {
        int index = _fromSequence.Count - 1;
        while (index > 0 && _fromSequence.GetKeyAtIndex(index) > sequence) index--;
        return _fromSequence.GetValueAtIndex(index);
    }

    /// <summary>Learns a key; what was known from the same sequence on is replaced.</summary>
    public void Put(long fromSequence, TKey key) => _fromSequence[fromSequence] = key;
}
