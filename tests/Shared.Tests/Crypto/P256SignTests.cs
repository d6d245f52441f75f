using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;

namespace Shared.Tests.Crypto;

public class P256SignTests
{
    [Fact]
    public void The_table_of_the_base_point_takes_at_most_5_kB_of_a_device() => Assert.InRange(P256Comb.TableBytes, 1, 5 * 1024);

    private static readonly byte[] N = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    // RFC 6979 appendix A.2.5: the key, and for each message the nonce and the signature under SHA-256.
    private const string Key = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
    private const string PublicX = "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6";
    private const string PublicY = "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";

    [Fact]
    public void Public_key_of_rfc_6979_is_reproduced() =>
        Assert.Equal(PublicX + PublicY, Convert.ToHexString(P256.PublicKey(Convert.FromHexString(Key))));

    [Theory]
    [InlineData("sample", "A6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60",
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")]
    [InlineData("test", "D16B6AE827F17175E040871A1C7EC3500192C4C92677336EC2537ACAEE0008E0",
        "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
        "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083")]
    public void Nonce_and_signature_of_rfc_6979_are_reproduced(string message, string nonce, string r, string s)
    {
        byte[] hash = SHA256.HashData(Encoding.ASCII.GetBytes(message));
        byte[] key = Convert.FromHexString(Key);
        Assert.Equal(nonce, Convert.ToHexString(new Rfc6979(key, Scalar(hash), new HmacSha256()).Next()));
        Assert.Equal(r + s, Convert.ToHexString(P256.Sign(key, hash)));
    }

    [Fact]
    public void Platform_verifies_what_managed_code_signs_and_the_other_way_round()
    {
        var random = new Random(2);
        for (int i = 0; i < 200; i++)
        {
            byte[] key = RandomKey(random);
            byte[] hash = new byte[32];
            random.NextBytes(hash);
            // Digests above n occur once in 2^32: make some, they have to be reduced.
            if (i % 10 == 0) hash.AsSpan(0, 8).Fill(0xFF);
            byte[] publicKey = P256.PublicKey(key);
            using ECDsa platform = Import(key, publicKey);
            Assert.True(platform.VerifyHash(hash, P256.Sign(key, hash)), $"round {i}");
            Assert.True(P256.Verify(publicKey, hash, platform.SignHash(hash)), $"round {i}");
            hash[i % 32] ^= 1;
            Assert.False(P256.Verify(publicKey, hash, platform.SignHash(new byte[32])), $"round {i}");
        }
    }

    [Fact]
    public void Later_nonces_follow_the_generator_of_the_rfc()
    {
        // Section 3.2 step by step with the platform's HMAC; step h.3 is what no published vector of this curve reaches.
        byte[] key = Convert.FromHexString(Key), hash = SHA256.HashData("sample"u8);
        byte[] k = new byte[32], v = Enumerable.Repeat((byte)1, 32).ToArray();
        foreach (byte separator in new byte[] { 0, 1 })
        {
            k = HMACSHA256.HashData(k, (byte[])[.. v, separator, .. key, .. hash]);
            v = HMACSHA256.HashData(k, v);
        }
        var nonces = new Rfc6979(key, Scalar(hash), new HmacSha256());
        for (int i = 0; i < 3; i++)
        {
            v = HMACSHA256.HashData(k, v);
            Assert.Equal(v, nonces.Next());
            k = HMACSHA256.HashData(k, (byte[])[.. v, 0]);
            v = HMACSHA256.HashData(k, v);
        }
    }

    [Fact]
    public void Signing_refuses_the_nonce_that_makes_s_zero()
    {
        byte[] key = Convert.FromHexString(Key);
        byte[] nonce = new byte[32];
        nonce[31] = 7;
        var n = new BigInteger(N, isUnsigned: true, isBigEndian: true);
        var r = new BigInteger(P256.PublicKey(nonce).AsSpan(0, 32), isUnsigned: true, isBigEndian: true) % n;
        var digest = n - r * new BigInteger(key, isUnsigned: true, isBigEndian: true) % n;
        byte[] hash = new byte[32];
        byte[] bytes = digest.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(hash, 32 - bytes.Length);
        Assert.Null(P256.SignWithNonce(Scalar(key), Scalar(hash), Scalar(nonce)));
        hash[31] ^= 1;
        Assert.NotNull(P256.SignWithNonce(Scalar(key), Scalar(hash), Scalar(nonce)));
    }

    [Fact]
    public void Keys_outside_their_range_and_wrong_lengths_are_refused()
    {
        byte[] hash = new byte[32];
        byte[] largest = (byte[])N.Clone();
        largest[31]--;
        Assert.False(P256.IsPrivateKey(new byte[32]));
        Assert.False(P256.IsPrivateKey(N));
        Assert.True(P256.IsPrivateKey(largest));
        Assert.Throws<ArgumentException>(() => P256.Sign(new byte[32], hash));
        Assert.Throws<ArgumentException>(() => P256.Sign(N, hash));
        Assert.Throws<ArgumentException>(() => P256.Sign(new byte[31], hash));
        Assert.Throws<ArgumentException>(() => P256.Sign(largest, new byte[31]));
        Assert.Throws<ArgumentException>(() => P256.PublicKey(N));
        Assert.Throws<ArgumentException>(() => new SoftwareSigner(N, KeyClass.Development));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SoftwareSigner(largest, KeyClass.SecureElement));
        Assert.True(P256.Verify(P256.PublicKey(largest), hash, P256.Sign(largest, hash)));
    }

    [Fact]
    public void Software_signer_keeps_its_own_copy_of_the_key()
    {
        byte[] key = Convert.FromHexString(Key);
        var signer = new SoftwareSigner(key, KeyClass.SoftwareWrapped);
        Array.Clear(key);
        byte[] hash = SHA256.HashData("sample"u8);
        using var verifier = new PlatformVerifier(Convert.FromHexString(PublicX + PublicY));
        Assert.True(verifier.VerifyHash(hash, signer.SignHash(hash)));
        Assert.Equal(KeyClass.SoftwareWrapped, signer.KeyClass);
        Assert.Equal(PublicX + PublicY, Convert.ToHexString(signer.PublicKey));
    }

    private static long[] Scalar(byte[] bytes)
    {
        long[] scalar = P256Modulus.FromBytes(bytes, 0);
        P256Scalar.Instance.Canonical(scalar);
        return scalar;
    }

    private static byte[] RandomKey(Random random)
    {
        byte[] key = new byte[32];
        do random.NextBytes(key); while (!P256.IsPrivateKey(key));
        return key;
    }

    private static ECDsa Import(byte[] key, byte[] publicKey) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = key,
        Q = new ECPoint { X = publicKey[..32], Y = publicKey[32..] },
    });
}
