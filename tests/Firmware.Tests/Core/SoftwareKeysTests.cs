using System.Security.Cryptography;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware.App;
using CarbonMeter.Firmware.Identity;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Core;

public class SoftwareKeysTests
{
    private static readonly byte[] s_digest = SHA256.HashData("a record"u8);

    private readonly VirtualStorage _keys = new(4096);
    private readonly VirtualStorage _secret = new(4096);
    private readonly VirtualEntropy _entropy = new(new SeededRandom(5));
    private byte[] _chipId = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void A_key_and_the_mark_outlive_a_restart_and_sign_by_the_class_they_are()
    {
        var first = Keys();
        Assert.True(first.TryOpen(0, out var none));
        Assert.Null(none);
        Assert.True(first.TryMake(0, out byte[] publicKey));
        Assert.True(first.TryKeep(77));
        var again = Keys();
        Assert.True(again.TryOpen(0, out var signer));
        Assert.Equal(KeyClass.SoftwareWrapped, signer!.KeyClass);
        Assert.True(new ManagedVerifier(publicKey).VerifyHash(s_digest, signer.SignHash(s_digest)!));
        Assert.True(again.TryRead(out long mark));
        Assert.Equal(77, mark);
        Assert.True(again.TryForget(0));
        Assert.True(Keys().TryOpen(0, out none));
        Assert.Null(none);
    }

    [Fact]
    public void Without_randomness_it_is_a_store_that_does_not_answer_until_there_is_some()
    {
        _entropy.IsAvailable = false;
        var keys = Keys();
        byte[] before = _secret.Content.ToArray();
        Assert.False(keys.TryOpen(0, out _));
        Assert.False(keys.TryMake(0, out _));
        Assert.False(keys.TryForget(0));
        Assert.False(keys.TryRead(out _));
        Assert.False(keys.TryKeep(1));
        Assert.True(keys.Refusals >= 5);
        Assert.Equal(before, _secret.Content.ToArray());
        _entropy.IsAvailable = true;
        Assert.True(keys.TryMake(0, out _));
    }

    [Fact]
    public void What_was_made_on_this_chip_opens_on_no_other()
    {
        Assert.True(Keys().TryMake(0, out _));
        _chipId = [1, 2, 3, 4, 5, 7];
        Assert.True(Keys().TryOpen(0, out var signer));
        Assert.Null(signer);
    }

    private SoftwareKeys Keys() => new(_keys, _secret, _chipId, _entropy, new NativeHmac());
}
