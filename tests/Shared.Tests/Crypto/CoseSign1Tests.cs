using System.Security.Cryptography;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;

namespace Shared.Tests.Crypto;

public class CoseSign1Tests
{
    private static readonly byte[] Key = SHA256.HashData("a key for tests"u8);
    private static readonly SoftwareSigner Signer = new(Key, KeyClass.Development);
    private static readonly byte[] PublicKey = P256.PublicKey(Key);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(3000)]
    [InlineData(65535)]
    [InlineData(65536)]
    public void Message_reads_back_and_verifies_in_both_ways(int payloadBytes)
    {
        byte[] payload = new byte[payloadBytes];
        new Random(payloadBytes).NextBytes(payload);
        byte[] bytes = CoseSign1.Encode(payload, Signer);
        Assert.InRange(bytes.Length, payloadBytes + 74, payloadBytes + CoseSign1.OverheadBytesMax);

        Assert.True(CoseSign1.TryParse(bytes, out CoseSign1? message, out CoseStatus status));
        Assert.Equal(CoseStatus.Ok, status);
        Assert.Equal(payload, message!.Payload);
        Assert.True(message.IsSignedBy(new ManagedVerifier(PublicKey)));

        using var platform = new PlatformVerifier(PublicKey);
        Assert.True(CoseSign1View.TryParse(bytes, out CoseSign1View view, out status));
        Assert.Equal(CoseStatus.Ok, status);
        Assert.Equal(payload, view.Payload.ToArray());
        Assert.Equal(message.Signature, view.Signature.ToArray());
        Assert.True(view.IsSignedBy(platform));
        byte[] hash = new byte[32];
        view.HashInto(hash);
        Assert.Equal(CoseSign1.SigStructureHash(payload), hash);
    }

    [Theory]
    [InlineData("D28443A10126A041AA5840*", CoseStatus.Ok)]
    [InlineData("", CoseStatus.Malformed)]
    [InlineData("D28443A10126A041AA5840", CoseStatus.Malformed)]            // no signature bytes
    [InlineData("D2", CoseStatus.Malformed)]
    [InlineData("D8128443A10126A041AA5840*", CoseStatus.Malformed)]         // tag 18 in two bytes
    [InlineData("D2980443A10126A041AA5840*", CoseStatus.Malformed)]         // array of 4 in two bytes
    [InlineData("D29F43A10126A041AA5840*FF", CoseStatus.Malformed)]         // indefinite array
    [InlineData("D28443A10126A05801AA5840*", CoseStatus.Malformed)]         // payload length in two bytes
    [InlineData("D28443A10126A05F41AAFF5840*", CoseStatus.Malformed)]       // indefinite payload
    [InlineData("D28443A10126A041AA590040*", CoseStatus.Malformed)]         // signature length in three bytes
    [InlineData("D28443A10126A0F65840*", CoseStatus.Malformed)]             // detached payload
    [InlineData("D28443A10126A061415840*", CoseStatus.Malformed)]           // text payload
    [InlineData("8443A10126A041AA5840*", CoseStatus.NotSign1)]              // untagged
    [InlineData("D18443A10126A041AA5840*", CoseStatus.NotSign1)]            // COSE_Mac0
    [InlineData("D28343A10126A041AA", CoseStatus.NotSign1)]
    [InlineData("D28543A10126A041AA5840*00", CoseStatus.NotSign1)]
    [InlineData("D2A0", CoseStatus.NotSign1)]
    [InlineData("D28440A041AA5840*", CoseStatus.UnexpectedHeader)]          // no algorithm
    [InlineData("D28443A10127A041AA5840*", CoseStatus.UnexpectedHeader)]    // EdDSA
    [InlineData("D28445A201260300A041AA5840*", CoseStatus.UnexpectedHeader)]
    [InlineData("D284A10126A041AA5840*", CoseStatus.UnexpectedHeader)]      // protected header not wrapped
    [InlineData("D28443A10126A104413141AA5840*", CoseStatus.UnexpectedHeader)]  // key id beside it
    [InlineData("D28443A101268041AA5840*", CoseStatus.UnexpectedHeader)]
    [InlineData("D28443A10126A041AA583F*", CoseStatus.SignatureLength)]
    [InlineData("D28443A10126A041AA5841*00", CoseStatus.SignatureLength)]
    [InlineData("D28443A10126A041AAF6", CoseStatus.SignatureLength)]
    [InlineData("D28443A10126A041AA5840*00", CoseStatus.TrailingBytes)]
    public void Every_deviation_is_refused_with_its_reason(string hex, CoseStatus expected)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace("*", new string('5', 128)));
        Assert.Equal(expected == CoseStatus.Ok, CoseSign1.TryParse(bytes, out CoseSign1? message, out CoseStatus status));
        Assert.Equal(expected, status);
        Assert.Equal(expected == CoseStatus.Ok, message is not null);
        Assert.Equal(expected == CoseStatus.Ok, CoseSign1View.TryParse(bytes, out _, out status));
        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("5817", 0x17)]
    [InlineData("5900FF", 0xFF)]
    [InlineData("5A00000100", 0x100)]
    [InlineData("5A0000FFFF", 0xFFFF)]
    [InlineData("5B0000000000010000", 0x10000)]
    public void Payload_lengths_longer_than_needed_are_refused(string head, int payloadBytes)
    {
        byte[] prefix = Convert.FromHexString("D28443A10126A0" + head);
        byte[] bytes = [.. prefix, .. new byte[payloadBytes], 0x58, 0x40, .. new byte[64]];
        Assert.False(CoseSign1.TryParse(bytes, out _, out CoseStatus status));
        Assert.Equal(CoseStatus.Malformed, status);
        Assert.False(CoseSign1View.TryParse(bytes, out _, out status));
        Assert.Equal(CoseStatus.Malformed, status);
    }

    [Fact]
    public void Two_readers_agree_on_damaged_messages_and_no_damage_goes_unnoticed()
    {
        byte[] original = CoseSign1.Encode(new byte[300], Signer);
        using var platform = new PlatformVerifier(PublicKey);
        var random = new Random(4);
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = (byte[])original.Clone();
            int at = i % 3 == 0 ? random.Next(bytes.Length) : random.Next(12);
            bytes[at] ^= (byte)(1 << random.Next(8));
            if (i % 5 == 0) bytes = bytes[..random.Next(bytes.Length)];
            bool read = CoseSign1.TryParse(bytes, out _, out CoseStatus status);
            Assert.Equal(read, CoseSign1View.TryParse(bytes, out CoseSign1View view, out CoseStatus viewStatus));
            Assert.Equal(status, viewStatus);
            Assert.False(read && view.IsSignedBy(platform));
        }
    }

    [Fact]
    public void Another_key_did_not_sign()
    {
        byte[] bytes = CoseSign1.Encode([1, 2, 3], Signer);
        CoseSign1.TryParse(bytes, out CoseSign1? message, out _);
        byte[] other = P256.PublicKey(SHA256.HashData("another key"u8));
        Assert.False(message!.IsSignedBy(new ManagedVerifier(other)));
    }
}
