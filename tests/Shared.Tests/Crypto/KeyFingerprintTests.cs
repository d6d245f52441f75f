using System.Security.Cryptography;
using CarbonMeter.DotNet;

namespace CarbonMeter.Crypto;

public class KeyFingerprintTests
{
    [Fact]
    public void It_is_the_hash_of_what_the_platform_exports()
    {
        for (int i = 0; i < 20; i++)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            byte[] publicKey = PlatformKeys.PublicKeyFromPem(key.ExportSubjectPublicKeyInfoPem());
            Assert.Equal(SHA256.HashData(key.ExportSubjectPublicKeyInfo()), KeyFingerprint.Of(publicKey));
        }
        Assert.Throws<ArgumentException>(() => KeyFingerprint.Of(new byte[65]));
    }
}
