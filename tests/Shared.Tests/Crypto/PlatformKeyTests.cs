using System.Security.Cryptography;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;

namespace Shared.Tests.Crypto;

public class PlatformKeyTests
{
    [Fact]
    public void Platform_key_signs_for_the_managed_verifier()
    {
        using PlatformSigner signer = PlatformSigner.Create(KeyClass.SoftwareWrapped);
        byte[] hash = SHA256.HashData("command"u8);
        Assert.True(new ManagedVerifier(signer.PublicKey).VerifyHash(hash, signer.SignHash(hash)));
        Assert.Equal(KeyClass.SoftwareWrapped, signer.KeyClass);
        Assert.Throws<ArgumentException>(() => signer.SignHash(new byte[31]));
    }

    [Fact]
    public void Private_keys_go_through_pem_and_back()
    {
        using PlatformSigner signer = PlatformSigner.Create(KeyClass.Development);
        using PlatformSigner plain = PlatformSigner.FromPem(signer.ToPem(), KeyClass.Development);
        Assert.Equal(signer.PublicKey, plain.PublicKey);
        string encrypted = signer.ToEncryptedPem("correct horse");
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", encrypted);
        using PlatformSigner opened = PlatformSigner.FromEncryptedPem(encrypted, "correct horse", KeyClass.Development);
        Assert.Equal(signer.PublicKey, opened.PublicKey);
        Assert.ThrowsAny<CryptographicException>(() => PlatformSigner.FromEncryptedPem(encrypted, "wrong", KeyClass.Development));
        Assert.Throws<ArgumentException>(() => PlatformSigner.FromPem(encrypted, KeyClass.Development));
    }

    [Fact]
    public void Public_keys_go_through_pem_and_back()
    {
        using PlatformSigner signer = PlatformSigner.Create(KeyClass.Development);
        string pem = PlatformKeys.PublicKeyToPem(signer.PublicKey);
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", pem);
        Assert.Equal(signer.PublicKey, PlatformKeys.PublicKeyFromPem(pem));
    }

    [Fact]
    public void Keys_of_another_kind_are_refused()
    {
        using PlatformSigner signer = PlatformSigner.Create(KeyClass.Development);
        using ECDsa larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using RSA rsa = RSA.Create(2048);
        Assert.ThrowsAny<CryptographicException>(() => PlatformKeys.PublicKeyFromPem(larger.ExportSubjectPublicKeyInfoPem()));
        Assert.ThrowsAny<CryptographicException>(() => PlatformKeys.PublicKeyFromPem(rsa.ExportSubjectPublicKeyInfoPem()));
        Assert.ThrowsAny<CryptographicException>(() => PlatformKeys.PublicKeyFromPem(signer.ToPem()));
        Assert.ThrowsAny<CryptographicException>(() => PlatformKeys.PublicKeyFromPem("no key at all"));
        Assert.ThrowsAny<CryptographicException>(() => PlatformSigner.FromPem(larger.ExportPkcs8PrivateKeyPem(), KeyClass.Development));
        Assert.ThrowsAny<CryptographicException>(
            () => PlatformSigner.FromPem(PlatformKeys.PublicKeyToPem(signer.PublicKey), KeyClass.Development));
    }
}
