using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests;

/// <summary>A meter's keys as a host learns them: the enrolled one, then those its rotation records announce.</summary>
internal sealed class KeyChain(byte[] enrolled)
{
    private readonly SortedList<long, byte[]> _fromSequence = new() { [1] = enrolled };

    /// <summary>All keys, oldest first.</summary>
    public IList<byte[]> Keys => _fromSequence.Values;

    /// <summary>Whether a record is signed with the key that holds at its sequence; learns the key it announces.</summary>
    public bool Verifies(CoseSign1 envelope, MeterRecord record)
    {
        byte[] key = _fromSequence.Last(entry => entry.Key <= record.Sequence).Value;
        using var verifier = new PlatformVerifier(key);
        if (!envelope.IsSignedBy(verifier)) return false;
        if (record is EventRecord { Code: EventCode.KeyRotation } rotation)
            _fromSequence[record.Sequence + 1] = AnnouncedKey.Of(rotation) ?? throw new InvalidDataException("a rotation to no key");
        return true;
    }
}
