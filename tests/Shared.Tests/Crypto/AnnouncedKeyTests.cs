using System.Security.Cryptography;
using System.Text.Json;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace Shared.Tests.Crypto;

/// <summary>The key a rotation record announces, against points OpenSSL decompressed and those of Wycheproof.</summary>
public class AnnouncedKeyTests
{
    private const string P = "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF";

    [Theory]
    [InlineData(3, "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")]
    [InlineData(2, "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", "b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a")]
    [InlineData(2, "c86999ed13d5d84218cd3eba6115e53a38c9957e62a0a62124dd73f496909aa6", "ef6f6fb2237890e68f6414f16ce76d843bf59bab9f2d7894a0faa30cd6f28174")]
    [InlineData(2, "a456da1f6acd21af97bd7ef1faf2e83a6c31e11e41d1cd1ece580c4c1df22089", "10449542780fc0d0488d98b71e9bb10bf2d1df34326985f5bb179e940cc88d4e")]
    [InlineData(3, "9dd75175980ea102df71b77f510cb075da6e85ded70d3c8ee0395c3ca2fefa7c", "4c488c6c3399350111a9841453e7157f6f993e3c5dec576763e830e3f9cec18b")]
    [InlineData(2, "0000000000000000000000000000000000000000000000000000000000000000", "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4")]
    [InlineData(3, "0000000000000000000000000000000000000000000000000000000000000000", "99b7a386f1d07c29dbcc42a27b5f9449abe3d50de25178e8d7407a95e8b06c0b")]
    [InlineData(3, "0000000000000000000000000000000000000000000000000000000000000005", "ba6dbc4555a7e7fa016ec431667e8521ee35afc49b265c3accbea3f7cdb70433")]
    [InlineData(2, "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc", "e68e641309515ec1da369202838e0adda2b37040614a5f5460c616e871aa3ede")]
    public void Compressed_point_gives_the_point_OpenSSL_gives(long prefix, string x, string y) =>
        Assert.Equal(x + y, Convert.ToHexStringLower(AnnouncedKey.Decompress(prefix, Convert.FromHexString(x))!));

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000002")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000004")]
    [InlineData("ffffffff00000001000000000000000000000000fffffffffffffffffffffffe")]
    // p itself and above it: 0 and 5 are on the curve, these are not numbers below p.
    [InlineData(P)]
    [InlineData("ffffffff00000001000000000000000000000001000000000000000000000004")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void X_without_a_point_is_refused(string x)
    {
        Assert.Null(AnnouncedKey.Decompress(2, Convert.FromHexString(x)));
        Assert.Null(AnnouncedKey.Decompress(3, Convert.FromHexString(x)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(-2)]
    [InlineData(258)]
    public void Another_prefix_than_2_or_3_is_refused(long prefix) => Assert.Null(AnnouncedKey.Decompress(prefix, new byte[32]));

    [Fact]
    public void Every_point_of_wycheproof_comes_back_from_its_x_and_parity()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(OutsideData.Require("vectors/wycheproof/ecdsa_secp256r1_sha256_p1363_test.json")));
        int shortY = 0, count = 0;
        foreach (var group in file.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            byte[] point = Convert.FromHexString(group.GetProperty("publicKey").GetProperty("uncompressed").GetString()!)[1..];
            Assert.Equal(point, AnnouncedKey.Decompress(2 + (point[63] & 1), point.AsSpan(0, 32)));
            if (point[32] == 0) shortY++;
            count++;
        }
        Assert.True(count > 50 && shortY > 0, $"{count} points, {shortY} with a Y of fewer bytes");
    }

    [Fact]
    public void Rotation_announces_the_key_of_the_platform()
    {
        for (int round = 0; round < 50; round++)
        {
            using var signer = PlatformSigner.Create(KeyClass.Development);
            byte[] key = signer.PublicKey;
            Assert.Equal(key, AnnouncedKey.Of(Rotation(Reading.Of(2 + (key[63] & 1)), key[..32])));
        }
    }

    [Fact]
    public void What_is_no_rotation_announces_nothing()
    {
        byte[] x = Convert.FromHexString("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
        Assert.NotNull(AnnouncedKey.Of(Rotation(Reading.Of(3), x)));
        Assert.Null(AnnouncedKey.Of(Rotation(Reading.Missing, x)));
        Assert.Null(AnnouncedKey.Of(Rotation(Reading.Of(3), null)));
        Assert.Null(AnnouncedKey.Of(Rotation(Reading.Of(3), x[..31])));
        var boot = Rotation(Reading.Of(3), x);
        boot.Code = EventCode.Boot;
        Assert.Null(AnnouncedKey.Of(boot));
    }

    private static EventRecord Rotation(Reading value, byte[]? subject) => new() { Code = EventCode.KeyRotation, Value = value, Subject = subject };
}
