using System.Security.Cryptography;
using System.Text;
using CarbonMeter.Crypto;

namespace Shared.Tests.Crypto;

public class HashTests
{
    // The examples of FIPS 180-4 as NIST published them.
    [Theory]
    [InlineData("", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("abc", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248D6A61D20638B8E5C026930C3E6039A33CE45964FF2167F6ECEDD419DB06C1")]
    [InlineData("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "CF5B16A778AF8380036CE59E7B0492370B249B11E8F07A51AFAC45037AFEE9D1")]
    public void Sha256_gives_the_published_digest(string message, string digest) =>
        Assert.Equal(digest, Convert.ToHexString(Sha256.Hash(Encoding.ASCII.GetBytes(message))));

    [Fact]
    public void Sha256_gives_the_published_digest_of_a_million_times_a()
    {
        var hash = new Sha256();
        byte[] piece = Encoding.ASCII.GetBytes(new string('a', 1000));
        for (int i = 0; i < 1000; i++) hash.Append(piece);
        Assert.Equal("CDC76E5C9914FB9281A1C7E284D73E67F1809A48A497200E046D39CCC7112CD0", Convert.ToHexString(hash.Finish()));
    }

    [Fact]
    public void Sha256_does_not_depend_on_how_a_message_is_cut()
    {
        var random = new Random(1);
        var hash = new Sha256();
        for (int length = 0; length <= 300; length++)
        {
            byte[] message = new byte[length];
            random.NextBytes(message);
            for (int at = 0; at < length;)
            {
                int count = random.Next(0, Math.Min(150, length - at) + 1);
                hash.Append(message, at, count);
                at += count;
            }
            Assert.Equal(SHA256.HashData(message), hash.Finish());
        }
    }

    [Fact]
    public void Sha256_reads_only_the_part_it_is_given()
    {
        byte[] padded = [9, (byte)'a', (byte)'b', (byte)'c', 9];
        Assert.Equal(SHA256.HashData("abc"u8), Sha256.Hash(padded, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sha256.Hash(padded, 3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sha256.Hash(padded, -1, 3));
    }

    [Fact]
    public void Sha256_starts_anew_after_a_reset()
    {
        var hash = new Sha256();
        hash.Append([1, 2, 3]);
        hash.Reset();
        hash.Append("abc"u8.ToArray());
        Assert.Equal(SHA256.HashData("abc"u8), hash.Finish());
    }

    // RFC 4231, test cases 1 to 4, 6 and 7; case 5 is a cut code and is tested by its beginning.
    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    [InlineData("4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dd*50",
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")]
    [InlineData("0102030405060708090a0b0c0d0e0f10111213141516171819", "cd*50",
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")]
    [InlineData("0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c", "546573742057697468205472756e636174696f6e", "a3b6167473100ee06e0c796c2955552b")]
    [InlineData("aa*131", "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")]
    [InlineData("aa*131",
        "5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061"
        + "206c6172676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f206265206861736865"
        + "64206265666f7265206265696e6720757365642062792074686520484d414320616c676f726974686d2e",
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2")]
    public void Hmac_gives_the_published_code(string key, string message, string code)
    {
        byte[] actual = HmacSha256.Hash(Bytes(key), Bytes(message));
        Assert.StartsWith(code, Convert.ToHexStringLower(actual));
        Assert.Equal(HMACSHA256.HashData(Bytes(key), Bytes(message)), actual);
    }

    [Fact]
    public void Hmac_serves_several_messages_under_one_key()
    {
        byte[] key = new byte[64];
        var hmac = new HmacSha256(key);
        for (int length = 0; length < 130; length++)
        {
            byte[] message = new byte[length];
            hmac.Append(message, 0, length / 2);
            hmac.Append(message, length / 2, length - length / 2);
            Assert.Equal(HMACSHA256.HashData(key, message), hmac.Finish());
        }
    }

    [Fact]
    public void Constant_time_comparison_tells_equal_from_different()
    {
        byte[] a = [1, 2, 3];
        Assert.True(ConstantTime.Equals(a, [1, 2, 3]));
        Assert.False(ConstantTime.Equals(a, [1, 2]));
        for (int bit = 0; bit < 24; bit++)
        {
            byte[] b = [1, 2, 3];
            b[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(ConstantTime.Equals(a, b));
        }
    }

    // Hex, or one byte and how often: "aa*131".
    private static byte[] Bytes(string text)
    {
        string[] parts = text.Split('*');
        return Convert.FromHexString(parts.Length == 1 ? text : string.Concat(Enumerable.Repeat(parts[0], int.Parse(parts[1]))));
    }
}
