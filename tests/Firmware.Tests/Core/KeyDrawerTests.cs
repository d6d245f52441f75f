using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Identity;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Core;

public class KeyDrawerTests
{
    private static readonly byte[] s_who = "board 1"u8.ToArray();

    [Fact]
    public void Honest_bytes_give_keys_that_differ()
    {
        var drawer = new KeyDrawer(new VirtualEntropy(new SeededRandom(1)), s_who);
        var seen = new HashSet<string>();
        for (int i = 0; i < 2000; i++)
        {
            Assert.True(drawer.TryDrawPrivateKey(out byte[] key));
            Assert.True(P256.IsPrivateKey(key));
            Assert.True(seen.Add(Convert.ToHexString(key)));
        }
        Assert.Equal(0, drawer.Refusals);
    }

    [Fact]
    public void The_same_bytes_give_another_board_another_key()
    {
        Assert.True(new KeyDrawer(new VirtualEntropy(new SeededRandom(1)), s_who).TryDrawPrivateKey(out byte[] one));
        Assert.True(new KeyDrawer(new VirtualEntropy(new SeededRandom(1)), "board 2"u8.ToArray()).TryDrawPrivateKey(out byte[] two));
        Assert.NotEqual(one, two);
    }

    [Theory]
    [InlineData("all zeros")]
    [InlineData("all ones")]
    [InlineData("the pattern of an unlocked secure element")]
    [InlineData("a short cycle")]
    [InlineData("one bit")]
    [InlineData("one block again and again")]
    [InlineData("the same every time")]
    [InlineData("says that it cannot")]
    public void A_source_that_is_not_well_is_refused(string what)
    {
        var drawer = new KeyDrawer(new SickEntropy(what), s_who);
        bool isFirst = drawer.TryDrawPrivateKey(out byte[] key);
        // Only one that repeats what it gave before looks well for the first time.
        Assert.Equal(what == "the same every time", isFirst);
        Assert.False(drawer.TryDrawPrivateKey(out key));
        Assert.Empty(key);
        Assert.True(drawer.Refusals > 0);
    }

    [Fact]
    public void The_secret_of_the_wrap_is_made_once_and_survives_a_cut_at_any_byte()
    {
        for (int cut = 0; cut <= WrapSecret.SizeBytes; cut++)
        {
            using var storage = new VirtualStorage(WrapSecret.SizeBytes);
            storage.CutAfterBytes(cut);
            bool isOpen = WrapSecret.TryOpen(storage, Drawer(1), out _);
            Assert.False(isOpen);
            storage.PowerOn();
            Assert.True(WrapSecret.TryOpen(storage, Drawer(2), out byte[] secret));
            Assert.True(WrapSecret.TryOpen(storage, Drawer(3), out byte[] again));
            Assert.Equal(secret, again);
            Assert.Equal(32, secret.Length);
        }
    }

    [Fact]
    public void A_spoilt_copy_is_made_good_and_two_are_never_replaced()
    {
        using var storage = new VirtualStorage(WrapSecret.SizeBytes);
        Assert.True(WrapSecret.TryOpen(storage, Drawer(1), out byte[] secret));
        foreach (int address in new[] { 3, 43 })
        {
            storage.FlipBits(address, 0x10);
            Assert.True(WrapSecret.TryOpen(storage, Drawer(2), out byte[] again));
            Assert.Equal(secret, again);
        }
        storage.FlipBits(3, 0x10);
        storage.FlipBits(43, 0x10);
        byte[] before = storage.Content.ToArray();
        Assert.False(WrapSecret.TryOpen(storage, Drawer(2), out _));
        Assert.Equal(before, storage.Content);
    }

    [Fact]
    public void A_source_that_is_not_believed_makes_no_secret()
    {
        using var storage = new VirtualStorage(WrapSecret.SizeBytes);
        Assert.False(WrapSecret.TryOpen(storage, new KeyDrawer(new SickEntropy("all zeros"), s_who), out byte[] secret));
        Assert.Empty(secret);
        Assert.Equal(0, storage.BytesWritten);
    }

    private static KeyDrawer Drawer(int seed) => new(new VirtualEntropy(new SeededRandom(seed)), s_who);

    private sealed class SickEntropy(string what) : IEntropy
    {
        public bool TryFill(byte[] random)
        {
            var good = new Random(5);
            for (int i = 0; i < random.Length; i++)
                random[i] = what switch
                {
                    "all zeros" => 0x00,
                    "all ones" => 0xFF,
                    "the pattern of an unlocked secure element" => (byte)(i % 4 < 2 ? 0xFF : 0x00),
                    "a short cycle" => (byte)(i % 11),
                    "one bit" => (byte)good.Next(2),
                    "one block again and again" => (byte)(i % 32 * 37),
                    _ => (byte)good.Next(256),
                };
            return what != "says that it cannot";
        }
    }
}
