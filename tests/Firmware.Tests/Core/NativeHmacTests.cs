using System.Security.Cryptography;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware.App;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>The device's own source over .NET's HMAC, which has the method it uses with the same signature.</summary>
public class NativeHmacTests
{
    [Fact]
    public void It_gives_the_codes_of_our_own_whatever_the_lengths()
    {
        var random = new Random(17);
        IHmacSha256 native = new NativeHmac(), own = new CarbonMeter.Crypto.HmacSha256();
        byte[] found = new byte[32], expected = new byte[32];
        for (int i = 0; i < 500; i++)
        {
            if (i % 3 == 0)
            {
                byte[] key = new byte[random.Next(100)];
                random.NextBytes(key);
                native.SetKey(key);
                own.SetKey(key);
            }
            for (int left = random.Next(129); left > 0;)
            {
                byte[] part = new byte[random.Next(1, left + 1)];
                random.NextBytes(part);
                native.Append(part);
                own.Append(part);
                left -= part.Length;
            }
            native.FinishInto(found);
            own.FinishInto(expected);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void Signatures_made_with_it_are_those_of_the_RFC()
    {
        // RFC 6979 A.2.5, SHA-256, message "sample".
        byte[] key = Convert.FromHexString("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
        var signer = new SoftwareSigner(key, KeyClass.SoftwareWrapped, new NativeHmac());
        string expected = "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8";
        for (int i = 0; i < 3; i++) Assert.Equal(expected, Convert.ToHexString(signer.SignHash(SHA256.HashData("sample"u8))!));
    }

    [Fact]
    public void The_callers_key_and_message_stay_and_a_longer_message_is_refused()
    {
        var hmac = new NativeHmac();
        byte[] key = [1, 2, 3], message = [4, 5], code = new byte[32];
        hmac.SetKey(key);
        hmac.Append(message);
        hmac.FinishInto(code);
        Assert.Equal([1, 2, 3], key);
        Assert.Equal([4, 5], message);
        hmac.Append(new byte[128]);
        Assert.ThrowsAny<Exception>(() => hmac.Append(message));
    }
}
