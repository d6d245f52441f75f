using System.Security.Cryptography;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Identity;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Core;

public class SoftwareKeyStoreTests
{
    private const int BytesOfAnOperationMax = 200;
    private static readonly byte[] s_chip = [0xA0, 0xB1, 0xC2, 0xD3, 0xE4, 0xF5];
    private static readonly byte[] s_secret = SHA256.HashData("a secret"u8);
    private static readonly byte[] s_digest = SHA256.HashData("a record"u8);

    private readonly VirtualStorage _storage = new(SoftwareKeyStore.SizeBytes);

    [Fact]
    public void Two_places_hold_two_keys_over_restarts()
    {
        var store = Store();
        Assert.Null(Opened(store, 0));
        Assert.True(store.TryMake(0, out byte[] first));
        Assert.True(store.TryMake(1, out byte[] second));
        Assert.NotEqual(first, second);
        foreach (var again in new[] { store, Store() })
            foreach (var (place, publicKey) in new[] { (0, first), (1, second) })
            {
                var signer = Opened(again, place)!;
                Assert.Equal(KeyClass.SoftwareWrapped, signer.KeyClass);
                Assert.Equal(publicKey, signer.PublicKey);
                Assert.True(new ManagedVerifier(publicKey).VerifyHash(s_digest, signer.SignHash(s_digest)!));
            }
    }

    [Fact]
    public void A_new_key_and_forgetting_leave_nothing_of_the_old_one()
    {
        var store = Store();
        Assert.True(store.TryMake(0, out byte[] old));
        byte[] before = _storage.Content.ToArray();
        Assert.True(store.TryMake(0, out byte[] made));
        AssertNothingLeftOf(before);
        Assert.Equal(made, Opened(store, 0)!.PublicKey);
        Assert.NotEqual(old, made);
        before = _storage.Content.ToArray();
        Assert.True(store.TryForget(0));
        AssertNothingLeftOf(before);
        Assert.Null(Opened(Store(), 0));
        long written = _storage.BytesWritten;
        Assert.True(Store().TryForget(1)); // nothing was there
        Assert.Equal(written, _storage.BytesWritten);
    }

    [Fact]
    public void The_private_key_is_nowhere_in_the_storage()
    {
        var entropy = new VirtualEntropy(new SeededRandom(1));
        var twin = new KeyDrawer(new VirtualEntropy(new SeededRandom(1)), "test"u8.ToArray());
        var store = new SoftwareKeyStore(_storage, s_chip, s_secret, new KeyDrawer(entropy, "test"u8.ToArray()));
        Assert.True(store.TryMake(0, out byte[] publicKey));
        Assert.True(twin.TryDrawPrivateKey(out byte[] privateKey));
        Assert.Equal(publicKey, P256.PublicKey(privateKey));
        for (int length = 4; length <= 32; length += 4)
            Assert.Equal(-1, _storage.Content.IndexOf(privateKey.AsSpan(0, length)));
    }

    [Fact]
    public void Another_chip_another_secret_and_another_place_open_nothing()
    {
        Assert.True(Store().TryMake(0, out _));
        byte[] otherChip = [.. s_chip[..5], 0xF4];
        Assert.Null(Opened(new SoftwareKeyStore(_storage, otherChip, s_secret, Drawer()), 0));
        Assert.Null(Opened(new SoftwareKeyStore(_storage, s_chip, SHA256.HashData("other"u8), Drawer()), 0));
        // What is in place 0, moved to place 1 by somebody.
        byte[] all = _storage.Content.ToArray();
        int half = (SoftwareKeyStore.SizeBytes - 89) / 2;
        Assert.True(_storage.TryWrite(half, all, 0, half));
        Assert.Null(Opened(Store(), 1));
        Assert.NotNull(Opened(Store(), 0));
    }

    [Fact]
    public void Every_bit_that_is_changed_is_noticed()
    {
        Assert.True(Store().TryMake(0, out _));
        for (int address = 0; address < 89; address++)
            for (int bit = 0; bit < 8; bit++)
            {
                _storage.FlipBits(address, (byte)(1 << bit));
                Assert.Null(Opened(Store(), 0));
                _storage.FlipBits(address, (byte)(1 << bit));
            }
        Assert.NotNull(Opened(Store(), 0));
    }

    [Fact]
    public void A_cut_at_any_byte_of_making_leaves_the_old_key_or_the_new_and_the_other_place_alone()
    {
        var seen = new HashSet<string>();
        for (int cut = 0; cut <= BytesOfAnOperationMax; cut++)
        {
            var (storage, old, other) = TwoKeys();
            storage.CutAfterBytes(cut);
            bool isMade = Store(storage, seed: 9).TryMake(0, out byte[] made);
            storage.PowerOn();
            byte[] found = Opened(Store(storage), 0)!.PublicKey;
            Assert.Equal(other, Opened(Store(storage), 1)!.PublicKey);
            bool isOld = found.AsSpan().SequenceEqual(old);
            seen.Add(isMade ? "made" : isOld ? "old" : "new");
            if (isMade) Assert.Equal(made, found);
            // And it can be done again.
            Assert.True(Store(storage, seed: 10).TryMake(0, out made));
            Assert.Equal(made, Opened(Store(storage), 0)!.PublicKey);
        }
        Assert.Equal(["made", "new", "old"], seen.Order());
    }

    [Fact]
    public void A_cut_at_any_byte_of_forgetting_leaves_the_key_or_none()
    {
        var seen = new HashSet<string>();
        for (int cut = 0; cut <= BytesOfAnOperationMax; cut++)
        {
            var (storage, old, other) = TwoKeys();
            byte[] before = storage.Content.ToArray();
            storage.CutAfterBytes(cut);
            bool isForgotten = Store(storage).TryForget(0);
            storage.PowerOn();
            var signer = Opened(Store(storage), 0);
            if (signer is not null) Assert.Equal(old, signer.PublicKey);
            Assert.False(isForgotten && signer is not null);
            Assert.Equal(other, Opened(Store(storage), 1)!.PublicKey);
            seen.Add(isForgotten ? "forgotten" : signer is null ? "none" : "old");
            Assert.True(Store(storage).TryForget(0));
            Assert.Null(Opened(Store(storage), 0));
            Assert.Equal(-1, storage.Content[..178].IndexOf(before.AsSpan(25, 32)));
        }
        Assert.Equal(["forgotten", "none", "old"], seen.Order());
    }

    [Fact]
    public void A_write_reported_as_failed_makes_no_key_anybody_was_told_of()
    {
        for (int write = 0; write < 2; write++)
        {
            var store = Store();
            for (int skipped = 0; skipped < write; skipped++) Assert.True(store.TryMake(1, out _));
            _storage.DenyWrites(1);
            Assert.False(store.TryMake(0, out byte[] told));
            Assert.Empty(told);
            _storage.RefuseWrites(1);
            Assert.False(store.TryMake(0, out _));
            Assert.True(store.TryMake(0, out byte[] made));
            Assert.Equal(made, Opened(Store(), 0)!.PublicKey);
        }
    }

    [Fact]
    public void A_storage_that_does_not_answer_is_no_missing_key()
    {
        Assert.True(Store().TryMake(0, out _));
        _storage.RefuseReads(1);
        Assert.False(Store().TryOpen(0, out var signer));
        Assert.Null(signer);
        Assert.NotNull(Opened(Store(), 0));
    }

    [Fact]
    public void A_disturbed_reading_is_no_missing_key()
    {
        var chip = new Mb85rcChip();
        var bus = new FaultyI2cBus(chip, new SeededRandom(4));
        var fram = new Mb85rc256(bus, 0x50);
        Assert.True(new SoftwareKeyStore(fram, s_chip, s_secret, Drawer()).TryMake(0, out byte[] made));
        bus.CorruptedPpm = 150_000;
        for (int i = 0; i < 200; i++)
            if (new SoftwareKeyStore(fram, s_chip, s_secret, Drawer()).TryOpen(0, out var signer))
                Assert.Equal(made, signer!.PublicKey);
    }

    [Fact]
    public void The_mark_is_kept_beside_the_keys()
    {
        Assert.True(Store().TryMake(0, out _));
        Assert.True(Store().TryRead(out long none));
        Assert.Equal(0, none);
        for (int cut = 0; cut <= 89; cut++)
        {
            var storage = new VirtualStorage(SoftwareKeyStore.SizeBytes);
            storage.CutAfterBytes(cut);
            Assert.Equal(cut > 89, Store(storage).TryKeep(77));
            storage.PowerOn();
            Assert.True(Store(storage).TryRead(out long found));
            Assert.Equal(cut == 89 ? 77 : 0, found);
            Assert.True(Store(storage).TryKeep(78));
            Assert.True(Store(storage).TryRead(out found));
            Assert.Equal(78, found);
        }
    }

    private static (VirtualStorage Storage, byte[] First, byte[] Second) TwoKeys()
    {
        var storage = new VirtualStorage(SoftwareKeyStore.SizeBytes);
        var store = Store(storage);
        Assert.True(store.TryMake(0, out byte[] first));
        Assert.True(store.TryMake(1, out byte[] second));
        return (storage, first, second);
    }

    // Of its secret, which lay 25 bytes into one of the blocks of place 0.
    private void AssertNothingLeftOf(byte[] before)
    {
        foreach (int at in new[] { 25, 89 + 25 })
        {
            byte[] secret = before[at..(at + 32)];
            if (secret.Any(value => value != 0)) Assert.Equal(-1, _storage.Content.IndexOf(secret));
        }
    }

    private SoftwareKeyStore Store() => Store(_storage);

    private static SoftwareKeyStore Store(VirtualStorage storage, int seed = 1) => new(storage, s_chip, s_secret, Drawer(seed));

    private static KeyDrawer Drawer(int seed = 1) => new(new VirtualEntropy(new SeededRandom(seed)), "test"u8.ToArray());

    private static ISigner? Opened(SoftwareKeyStore store, int place)
    {
        Assert.True(store.TryOpen(place, out var signer));
        return signer;
    }
}
