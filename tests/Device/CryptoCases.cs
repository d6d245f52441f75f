namespace CarbonMeter.DeviceTests;

using CarbonMeter.Crypto;
using CarbonMeter.Records;
using CarbonMeter.Units;

/// <summary>Published vectors of what a record's signature stands on.</summary>
internal static class CryptoCases
{
    // RFC 6979 A.2.5: the key, and SHA-256 of "sample".
    private const string Key = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    private const string PublicKey = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
    private const string SampleHash = "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf";
    private const string SampleSignature = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
        + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";

    public static void Run(Runner runner)
    {
        runner.Run("sha256.fips180", Sha256Vectors);
        runner.Run("sha256.long", Sha256Long);
        runner.Run("hmac.rfc4231", HmacVector);
        runner.Run("p256.public-key", () => Check.Bytes(PublicKey, P256.PublicKey(Hex.Bytes(Key))));
        runner.Run("p256.rfc6979-sample", () => Check.Bytes(SampleSignature, P256.Sign(Hex.Bytes(Key), Hex.Bytes(SampleHash))));
        runner.Run("p256.verify", Verify);
        runner.Run("cose.round-trip", CoseRoundTrip);
        runner.Run("enrolment.example", EnrolmentExample);
    }

    private static void Sha256Vectors()
    {
        Check.Bytes("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Sha256.Hash(new byte[0]));
        Check.Bytes("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Sha256.Hash(Ascii("abc")));
        Check.Bytes("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            Sha256.Hash(Ascii("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")));
        Check.Bytes(SampleHash, Sha256.Hash(Ascii("sample")));
    }

    // Every length around the block and padding boundaries, in pieces of odd size, equals the same bytes in one piece.
    private static void Sha256Long()
    {
        byte[] bytes = new byte[130];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(i * 7);
        Sha256 pieces = new Sha256();
        for (int at = 0; at < bytes.Length; at += 13) pieces.Append(bytes, at, 13);
        Check.Bytes(Hex.Text(Sha256.Hash(bytes)), pieces.Finish());
        Check.True(Hex.Text(Sha256.Hash(bytes, 0, 64)) != Hex.Text(Sha256.Hash(bytes, 0, 63)), "length counts");
    }

    private static void HmacVector() =>
        Check.Bytes("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            HmacSha256.Hash(Ascii("Jefe"), Ascii("what do ya want for nothing?")));

    private static void Verify()
    {
        byte[] key = Hex.Bytes(PublicKey);
        byte[] hash = Hex.Bytes(SampleHash);
        byte[] signature = Hex.Bytes(SampleSignature);
        Check.True(P256.Verify(key, hash, signature), "the published signature verifies");
        signature[63] ^= 1;
        Check.True(!P256.Verify(key, hash, signature), "a changed signature does not");
        signature[63] ^= 1;
        hash[0] ^= 0x80;
        Check.True(!P256.Verify(key, hash, signature), "a changed hash does not");
    }

    private static void CoseRoundTrip()
    {
        byte[] payload = Ascii("a payload");
        byte[] message = CoseSign1.Encode(payload, new SoftwareSigner(Hex.Bytes(Key), KeyClass.Development));
        Check.True(CoseSign1.TryParse(message, out CoseSign1? parsed, out CoseStatus status), "our own message parses");
        Check.Equal((int)CoseStatus.Ok, (int)status);
        Check.Bytes(Hex.Text(payload), parsed!.Payload);
        Check.True(parsed.IsSignedBy(new ManagedVerifier(Hex.Bytes(PublicKey))), "and is signed by its key");
    }

    // docs/formats/enrolment.md: the worked example, and the fingerprint of its key.
    private static void EnrolmentExample()
    {
        Enrolment enrolment = new Enrolment
        {
            MeterId = "CM-0001",
            PublicKey = Hex.Bytes(PublicKey),
            KeyClass = KeyClass.SecureElement,
            BoardName = "carrier-1p",
            FirmwareId = "carbonmeter-0.1.0",
            SecureElementSerial = Hex.Bytes("01231a2b3c4d5e6fee"),
            MadeAtUnixMs = Reading.Of(1772323200000),
        };
        Check.Bytes("a901010218430367434d2d3030303104584060fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008"
            + "b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d44622990502066a636172726965722d31700771636172626f6e6d657465722d"
            + "302e312e30084901231a2b3c4d5e6fee091b0000019ca6b1dc00",
            EnrolmentCodec.EncodePayload(enrolment));
        Check.Bytes("5a7a78cca4a0f420d9bc62bb669c3c2759e39f723d3ae10dcbe0f0815a07ecd4", KeyFingerprint.Of(enrolment.PublicKey));
    }

    private static byte[] Ascii(string text)
    {
        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)text[i];
        return bytes;
    }
}
