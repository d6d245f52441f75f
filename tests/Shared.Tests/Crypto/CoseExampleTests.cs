using CarbonMeter.TestSupport;
using System.Text.Json;
using CarbonMeter.Cbor;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;

namespace Shared.Tests.Crypto;

/// <summary>
/// The examples of the COSE working group that use ES256. They carry key ids and other headers that our own messages
/// do not, so the test takes them apart itself; what is proved is what gets signed, and both verifiers.
/// </summary>
public class CoseExampleTests
{
    [Theory]
    [InlineData("ecdsa-examples/ecdsa-sig-01.json", true)]
    [InlineData("sign1-tests/sign-pass-01.json", true)]
    [InlineData("sign1-tests/sign-pass-02.json", true)]
    [InlineData("sign1-tests/sign-pass-03.json", true)]
    [InlineData("sign1-tests/sign-fail-01.json", false)]
    [InlineData("sign1-tests/sign-fail-02.json", false)]
    [InlineData("sign1-tests/sign-fail-03.json", false)]
    [InlineData("sign1-tests/sign-fail-04.json", false)]
    [InlineData("sign1-tests/sign-fail-06.json", false)]
    [InlineData("sign1-tests/sign-fail-07.json", false)]
    public void Example_is_signed_as_stated(string name, bool passes)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(OutsideData.Require("vectors/cose/" + name)));
        JsonElement root = file.RootElement;
        Assert.Equal(!passes, root.TryGetProperty("fail", out JsonElement fail) && fail.GetBoolean());
        JsonElement sign = root.GetProperty("input").GetProperty("sign0");
        byte[] external = sign.TryGetProperty("external", out JsonElement aad) ? Convert.FromHexString(aad.GetString()!) : [];
        byte[] bytes = Convert.FromHexString(root.GetProperty("output").GetProperty("cbor").GetString()!);

        // Where the message was not changed after signing, the bytes we would sign are the ones the example states.
        Example message = Example.Read(bytes);
        byte[] toBeSigned = CoseSign1.SigStructure(message.Protected, external, message.Payload);
        byte[] stated = Convert.FromHexString(root.GetProperty("intermediates").GetProperty("ToBeSign_hex").GetString()!);
        bool onlyTheTagChanged = name.EndsWith("sign-fail-01.json", StringComparison.Ordinal);
        Assert.Equal(passes || onlyTheTagChanged, toBeSigned.AsSpan().SequenceEqual(stated));

        byte[] publicKey = PublicKey(sign.GetProperty("key"));
        byte[] hash = Sha256.Hash(toBeSigned);
        using var platform = new PlatformVerifier(publicKey);
        bool verifies = new ManagedVerifier(publicKey).VerifyHash(hash, message.Signature);
        Assert.Equal(verifies, platform.VerifyHash(hash, message.Signature));
        Assert.Equal(passes, verifies && (message.Tag is null or 18) && message.IsEs256);

        // None of them has our form, be it only for the key id.
        Assert.False(CoseSign1.TryParse(bytes, out _, out _));
    }

    [Fact]
    public void Countersigned_form_of_several_signers_verifies()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(OutsideData.Require("vectors/cose/ecdsa-examples/ecdsa-01.json")));
        JsonElement signer = file.RootElement.GetProperty("input").GetProperty("sign").GetProperty("signers")[0];
        JsonElement stated = file.RootElement.GetProperty("intermediates").GetProperty("signers")[0].GetProperty("ToBeSign_hex");
        byte[] bytes = Convert.FromHexString(file.RootElement.GetProperty("output").GetProperty("cbor").GetString()!);
        byte[] publicKey = PublicKey(signer.GetProperty("key"));
        byte[] hash = Sha256.Hash(Convert.FromHexString(stated.GetString()!));
        Assert.True(new ManagedVerifier(publicKey).VerifyHash(hash, bytes[^64..]));
        Assert.Equal(CoseStatus.NotSign1, CoseSign1.TryParse(bytes, out _, out CoseStatus status) ? CoseStatus.Ok : status);
    }

    private static byte[] PublicKey(JsonElement key) => [.. Base64Url(key, "x"), .. Base64Url(key, "y")];

    private static byte[] Base64Url(JsonElement key, string name) =>
        Convert.FromBase64String(key.GetProperty(name).GetString()!.Replace('-', '+').Replace('_', '/') + "=");

    private sealed record Example(long? Tag, byte[] Protected, bool IsEs256, byte[] Payload, byte[] Signature)
    {
        public static Example Read(byte[] bytes)
        {
            long? tag = bytes[0] switch { 0xD2 => 18, 0xD9 => bytes[1] << 8 | bytes[2], _ => null };
            int skipped = bytes[0] switch { 0xD2 => 1, 0xD9 => 3, _ => 0 };
            var reader = new CborReader(bytes, skipped, bytes.Length - skipped);
            Assert.Equal(4, reader.ReadArray(4));
            byte[] header = reader.ReadBytes(0, 100);
            bool es256 = HasEs256(new CborReader(header));
            int count = reader.ReadMap(2);
            for (int i = 0; i < count; i++)
            {
                // The unprotected headers that occur: algorithm and key id.
                if (reader.ReadInteger(1, 4) == 1) es256 |= reader.ReadInteger(-65536, 65535) == -7;
                else reader.ReadBytes(0, 100);
            }
            byte[] payload = reader.ReadBytes(0, 1000);
            byte[] signature = reader.ReadBytes(64, 64);
            reader.End();
            Assert.Equal(CborStatus.Ok, reader.Status);
            // RFC 9052 section 4.4: an empty protected map is signed as a string of no bytes.
            return new Example(tag, header is [0xA0] ? [] : header, es256, payload, signature);
        }

        private static bool HasEs256(CborReader header) =>
            header.ReadMap(2) > 0 && header.ReadInteger(1, 1) == 1 && header.ReadInteger(-65536, 65535) == -7;
    }
}
