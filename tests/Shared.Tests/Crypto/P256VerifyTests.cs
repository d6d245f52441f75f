using CarbonMeter.TestSupport;
using System.Security.Cryptography;
using System.Text.Json;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;

namespace Shared.Tests.Crypto;

public class P256VerifyTests
{
    private const string Folder = "vectors/wycheproof/";

    [Fact]
    public void Both_verifiers_judge_every_wycheproof_case_as_stated() =>
        Assert.Equal(262, CheckFile("ecdsa_secp256r1_sha256_p1363_test.json", signature => signature));

    [Fact]
    public void Both_verifiers_judge_every_wycheproof_case_in_der_as_stated() =>
        Assert.Equal(484, CheckFile("ecdsa_secp256r1_sha256_test.json", Der.ToFixed));

    [Fact]
    public void Signature_halves_outside_their_range_are_refused()
    {
        byte[] key = new byte[32];
        key[31] = 5;
        byte[] hash = SHA256.HashData("meter"u8);
        byte[] publicKey = P256.PublicKey(key);
        byte[] signature = P256.Sign(key, hash);
        byte[] n = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        foreach (int half in new[] { 0, 32 })
        {
            foreach (byte[] value in new[] { new byte[32], n, Enumerable.Repeat((byte)0xFF, 32).ToArray() })
            {
                byte[] changed = (byte[])signature.Clone();
                value.CopyTo(changed, half);
                Assert.False(P256.Verify(publicKey, hash, changed));
            }
        }
        Assert.True(P256.Verify(publicKey, hash, signature));
        Assert.False(P256.Verify(publicKey, hash, signature[..63]));
        Assert.False(P256.Verify(publicKey, hash, [.. signature, 0]));
        Assert.False(P256.Verify(publicKey, hash[..31], signature));
    }

    [Fact]
    public void Public_keys_off_the_curve_are_refused()
    {
        byte[] key = new byte[32];
        key[31] = 5;
        byte[] hash = new byte[32];
        byte[] publicKey = P256.PublicKey(key);
        byte[] signature = P256.Sign(key, hash);
        byte[] p = Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
        byte[] moved = (byte[])publicKey.Clone();
        moved[63] ^= 1;
        byte[][] refused = [moved, new byte[64], publicKey[..63], [4, .. publicKey], [.. p, .. publicKey[32..]], [.. publicKey[..32], .. p]];
        foreach (byte[] bad in refused)
        {
            Assert.False(P256.IsPublicKey(bad));
            Assert.False(P256.Verify(bad, hash, signature));
            Assert.Throws<ArgumentException>(() => new ManagedVerifier(bad));
            Assert.Throws<ArgumentException>(() => new PlatformVerifier(bad));
        }
        Assert.True(P256.IsPublicKey(publicKey));
    }

    [Fact]
    public void A_coordinate_written_with_p_added_is_refused()
    {
        // x = 5 has a point; 5 + p still fits 32 bytes and names the same point to careless arithmetic.
        byte[] y = Convert.FromHexString("459243B9AA581806FE913BCE99817ADE11CA503C64D9A3C533415C083248FBCC");
        byte[] x = new byte[32];
        x[31] = 5;
        byte[] xPlusP = Convert.FromHexString("FFFFFFFF00000001000000000000000000000001000000000000000000000004");
        Assert.True(P256.IsPublicKey([.. x, .. y]));
        Assert.False(P256.IsPublicKey([.. xPlusP, .. y]));
    }

    // Runs all cases through both verifiers; returns how many there were.
    private static int CheckFile(string name, Func<byte[], byte[]?> toFixed)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(OutsideData.Require(Folder + name)));
        int count = 0;
        foreach (JsonElement group in file.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            byte[] publicKey = Hex(group.GetProperty("publicKey"), "uncompressed")[1..];
            Assert.Equal(publicKey, PlatformKeys.PublicKeyFromPem(group.GetProperty("publicKeyPem").GetString()!));
            var managed = new ManagedVerifier(publicKey);
            using var platform = new PlatformVerifier(publicKey);
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                byte[] hash = Sha256.Hash(Hex(test, "msg"));
                byte[]? signature = toFixed(Hex(test, "sig"));
                bool valid = test.GetProperty("result").GetString() == "valid";
                string label = $"{test.GetProperty("tcId")}: {test.GetProperty("comment")}";
                Assert.True(valid == (signature is not null && managed.VerifyHash(hash, signature)), label);
                Assert.True(valid == (signature is not null && platform.VerifyHash(hash, signature)), label);
                count++;
            }
        }
        Assert.Equal(file.RootElement.GetProperty("numberOfTests").GetInt32(), count);
        return count;
    }

    private static byte[] Hex(JsonElement element, string property) => Convert.FromHexString(element.GetProperty(property).GetString()!);
}

/// <summary>Strict DER signatures (SEC 1, section C.5) to 64 bytes, so that the DER cases can be put to verifiers of r, s.</summary>
internal static class Der
{
    /// <summary>r, s; null where the bytes are not DER or a number is negative or above 32 bytes.</summary>
    public static byte[]? ToFixed(byte[] der)
    {
        // Two integers of at most 33 bytes leave every length in its one-byte form.
        if (der.Length < 2 || der[0] != 0x30 || der[1] > 127 || der[1] != der.Length - 2) return null;
        byte[] signature = new byte[64];
        int at = 2;
        if (!TryReadInteger(der, ref at, signature.AsSpan(0, 32)) || !TryReadInteger(der, ref at, signature.AsSpan(32))) return null;
        return at == der.Length ? signature : null;
    }

    private static bool TryReadInteger(byte[] der, ref int at, Span<byte> half)
    {
        if (der.Length - at < 3 || der[at] != 2 || der[at + 1] is < 1 or > 33 || der.Length - at - 2 < der[at + 1]) return false;
        ReadOnlySpan<byte> value = der.AsSpan(at + 2, der[at + 1]);
        at += 2 + value.Length;
        if (value[0] >= 0x80) return false;
        // A leading zero is only for numbers that would read as negative without it.
        if (value[0] == 0 && value.Length > 1)
        {
            if (value[1] < 0x80) return false;
            value = value[1..];
        }
        if (value.Length > 32) return false;
        value.CopyTo(half[(32 - value.Length)..]);
        return true;
    }
}
