using CarbonMeter.Domain.Ledger;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Attacks.Tests;

/// <summary>Attacks on records, caught by signature, chain and registers as they come in.</summary>
public sealed class RecordAttacks
{
    [Fact]
    public void Edited_value()
    {
        var meter = new TestMeter("CM-0001");
        using var host = new AttackedHost(meter);
        byte[] edited = meter.Run().Bytes;
        edited[edited.Length / 2] ^= 1;
        string detail = host.Refuse(QuarantineReason.BadSignature, meter, edited);
        Assert.Equal("sequence 1 is not signed by the key of CM-0001", detail);
    }
}
