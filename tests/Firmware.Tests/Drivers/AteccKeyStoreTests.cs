using System.Security.Cryptography;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Tests.Drivers;

public class AteccKeyStoreTests
{
    private static readonly byte[] s_digest = SHA256.HashData("a record"u8);
    private readonly AteccBench _bench = AteccBench.Locked();
    private readonly AteccKeyStore _store;

    public AteccKeyStoreTests() { _store = new AteccKeyStore(_bench.Driver); }

    [Fact]
    public void Two_places_hold_two_keys()
    {
        Assert.True(_store.TryOpen(0, out var none));
        Assert.Null(none);
        Assert.True(_store.TryMake(0, out byte[] first));
        Assert.True(_store.TryMake(1, out byte[] second));
        Assert.NotEqual(first, second);
        foreach (var (place, publicKey) in new[] { (0, first), (1, second) })
        {
            Assert.True(_store.TryOpen(place, out var signer));
            Assert.Equal(publicKey, signer!.PublicKey);
            Assert.Equal(KeyClass.SecureElement, signer.KeyClass);
            Assert.True(new ManagedVerifier(publicKey).VerifyHash(s_digest, signer.SignHash(s_digest)!));
        }
    }

    [Fact]
    public void A_forgotten_key_signs_no_more()
    {
        Assert.True(_store.TryMake(0, out byte[] kept));
        Assert.True(_store.TryMake(1, out byte[] forgotten));
        Assert.True(_store.TryOpen(1, out var old));
        Assert.True(_store.TryForget(1));
        Assert.False(new ManagedVerifier(forgotten).VerifyHash(s_digest, old!.SignHash(s_digest)!));
        Assert.True(_store.TryOpen(0, out var signer));
        Assert.Equal(kept, signer!.PublicKey);
    }

    [Fact]
    public void A_store_that_does_not_answer_says_so()
    {
        Assert.True(_store.TryMake(0, out _));
        Assert.True(_store.TryOpen(0, out var signer));
        _bench.Chip.PowerOff();
        Assert.False(_store.TryOpen(0, out var none));
        Assert.Null(none);
        Assert.False(_store.TryMake(1, out _));
        Assert.False(_store.TryForget(0));
        Assert.Null(signer!.SignHash(s_digest));
        _bench.Chip.PowerOn();
        Assert.NotNull(signer.SignHash(s_digest));
    }

    [Fact]
    public void A_cut_while_a_key_is_made_leaves_the_old_key_or_the_new()
    {
        Assert.True(_store.TryMake(0, out byte[] kept));
        Assert.True(_store.TryMake(1, out byte[] old));
        // Woken at 2 ms, made by 117: power goes while it works.
        byte[] read = new byte[4];
        _bench.Bus.TryTransfer(0x00, [0x00], 1, read, 0);
        _bench.Clock.Advance(2);
        Assert.True(_bench.Bus.TryTransfer(0x60, Command("0740040100"), 8, read, 0));
        _bench.Clock.Advance(50);
        _bench.Chip.PowerOff();
        _bench.Chip.PowerOn();
        Assert.True(_store.TryOpen(1, out var signer));
        Assert.Equal(old, signer!.PublicKey);
        Assert.True(_store.TryOpen(0, out signer));
        Assert.Equal(kept, signer!.PublicKey);
    }

    private static byte[] Command(string hex)
    {
        byte[] packet = [0x03, .. Convert.FromHexString(hex), 0, 0];
        AteccPacket.PutCrc(packet, 1, packet.Length - 3);
        return packet;
    }
}
