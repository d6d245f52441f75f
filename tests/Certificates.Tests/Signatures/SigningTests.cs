using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Signatures;

public class SigningTests
{
    [Fact]
    public void What_is_signed_here_is_valid_here()
    {
        var verdict = Workshop.Judge(Workshop.Signed);
        Assert.Equal((Outcome.Valid, SignatureReasons.HoldsWithoutList), (verdict.Outcome, verdict.Reason));
        Assert.Equal(Workshop.SignedAt, verdict.SignedAtUnixSeconds);
        Assert.Equal(Workshop.Signer.Certificate.Subject, verdict.SignerName);
        Assert.Equal(SHA256.HashData(Workshop.Signed), verdict.CertificateHash);
    }

    public static TheoryData<string> Keys => ["P-256", "P-384", "P-521", "RSA-2048"];

    internal static AsymmetricAlgorithm NewKey(string kind) => kind switch
    {
        "P-256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        "P-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
        "P-521" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
        _ => RSA.Create(int.Parse(kind[4..], System.Globalization.CultureInfo.InvariantCulture)),
    };

    [Theory, MemberData(nameof(Keys))]
    public void Every_kind_of_key_signs(string kind)
    {
        using var key = NewKey(kind);
        using var identity = new SigningIdentity(Workshop.Issue(key, "CN=LAB-7", Workshop.Authority.Identity.Certificate), []);
        var verdict = Workshop.Judge(CertificateSigner.Sign(Workshop.Unsigned, identity, Workshop.SignedAt));
        Assert.Equal(Outcome.Valid, verdict.Outcome);
    }

    [Fact]
    public void Only_the_random_part_of_a_signature_differs_from_one_signing_to_the_next()
    {
        static string WithoutValue(byte[] bytes)
        {
            var text = Encoding.UTF8.GetString(bytes);
            var from = text.IndexOf("<ds:SignatureValue>", StringComparison.Ordinal);
            return text.Remove(from, text.IndexOf("</ds:SignatureValue>", StringComparison.Ordinal) - from);
        }
        Assert.Equal(WithoutValue(Workshop.Signed), WithoutValue(CertificateSigner.Sign(Workshop.Unsigned, Workshop.Signer, Workshop.SignedAt)));

        using var key = NewKey("RSA-2048");
        using var identity = new SigningIdentity(Workshop.Issue(key, "CN=LAB-7", Workshop.Authority.Identity.Certificate), []);
        Assert.Equal(CertificateSigner.Sign(Workshop.Unsigned, identity, Workshop.SignedAt), CertificateSigner.Sign(Workshop.Unsigned, identity, Workshop.SignedAt));
    }

    [Fact]
    public void Signing_changes_nothing_of_what_is_signed()
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(Workshop.Text);
        document.DocumentElement!.RemoveChild(document.DocumentElement.LastChild!);
        var before = new XmlDocument { PreserveWhitespace = true };
        before.LoadXml(Encoding.UTF8.GetString(Workshop.Unsigned));
        Assert.Equal(before.OuterXml[before.OuterXml.IndexOf('>')..], document.OuterXml[document.OuterXml.IndexOf('>')..]);
    }

    [Fact]
    public void A_signed_certificate_is_not_signed_again() =>
        Assert.Contains("bears a signature already", Assert.Throws<CertificateException>(
            () => CertificateSigner.Sign(Workshop.Signed, Workshop.Signer, Workshop.SignedAt)).Message);

    [Theory]
    [InlineData(-101)]
    [InlineData(601)]
    public void Nobody_signs_outside_the_time_of_his_certificate(int days) =>
        Assert.Contains("is in force from", Assert.Throws<CertificateException>(
            () => CertificateSigner.Sign(Workshop.Unsigned, Workshop.Signer, Workshop.SignedAt + days * Workshop.Day)).Message);

    [Fact]
    public void An_authority_does_not_sign_certificates_itself() =>
        Assert.Contains("not for signing documents", Assert.Throws<CertificateException>(
            () => CertificateSigner.Sign(Workshop.Unsigned, Workshop.Authority.Identity, Workshop.SignedAt)).Message);

    [Theory]
    [InlineData(null)]
    [InlineData("a password")]
    public void An_identity_survives_its_file(string? password)
    {
        using var fromPem = SigningIdentity.Read(Encoding.ASCII.GetBytes(Workshop.Signer.ToPem(password)), password);
        using var fromPfx = SigningIdentity.Read(Workshop.Signer.ToPfx(password ?? ""), password ?? "");
        foreach (var identity in new[] { fromPem, fromPfx })
            Assert.Equal(Outcome.Valid, Workshop.Judge(CertificateSigner.Sign(Workshop.Unsigned, identity, Workshop.SignedAt)).Outcome);
    }

    [Fact]
    public void A_chain_in_a_file_goes_along_with_the_signature()
    {
        using var rootKey = NewKey("P-256");
        using var middleKey = NewKey("P-256");
        using var key = NewKey("P-256");
        using var root = TrustPathTests.Root(rootKey, "CN=Root");
        using var middle = Workshop.Issue(middleKey, "CN=Middle", root, TrustPathTests.Authority);
        using var identity = new SigningIdentity(Workshop.Issue(key, "CN=LAB-7", middle), [middle, root]);
        foreach (var file in new[] { Encoding.ASCII.GetBytes(identity.ToPem()), identity.ToPfx("x") })
        {
            using var read = SigningIdentity.Read(file, "x");
            Assert.Equal(2, read.Authorities.Count);
            var signed = CertificateSigner.Sign(Workshop.Unsigned, read, Workshop.SignedAt);
            Assert.Equal(Outcome.Valid, Workshop.Judge(signed, Workshop.Laboratory, new TrustStore([root.RawData], []), Workshop.ReceivedAt).Outcome);
            // The root is the operator's to give.
            Assert.DoesNotContain(Convert.ToBase64String(root.RawData), Encoding.UTF8.GetString(signed));
        }
    }

    [Fact]
    public void Files_that_hold_no_identity_say_what_is_wrong()
    {
        static string Message(byte[] bytes, string? password = null) => Assert.Throws<CertificateException>(() => SigningIdentity.Read(bytes, password)).Message;
        var pem = Workshop.Signer.ToPem();
        Assert.Contains("private key", Message(Encoding.ASCII.GetBytes(Workshop.Signer.Certificate.ExportCertificatePem())));
        Assert.Contains("give its password", Message(Encoding.ASCII.GetBytes(Workshop.Signer.ToPem("secret"))));
        Assert.Contains("check the password", Message(Encoding.ASCII.GetBytes(Workshop.Signer.ToPem("secret")), "other"));
        Assert.Contains("check the password", Message(Workshop.Signer.ToPfx("secret"), "other"));
        Assert.Contains("no key to sign with", Message([]));
        Assert.Contains("no key to sign with", Message([0x30, 0x82, 1, 2, 3]));
        using var other = NewKey("P-256");
        var foreign = pem[..pem.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)] + other.ExportPkcs8PrivateKeyPem();
        Assert.Contains("no key to sign with", Message(Encoding.ASCII.GetBytes(foreign)));
        using var weak = RSA.Create(1024);
        using var weakIdentity = new SigningIdentity(Workshop.Issue(weak, "CN=LAB-7", Workshop.Authority.Identity.Certificate), []);
        Assert.Contains("not one to sign with", Message(Encoding.ASCII.GetBytes(weakIdentity.ToPem())));
    }

    [Fact]
    public void A_key_file_is_its_owners_and_never_written_over()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Workshop.Signer.Write(path);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Contains("never written over", Assert.Throws<CertificateException>(() => Workshop.Signer.Write(path)).Message);
            using var read = SigningIdentity.Read(File.ReadAllBytes(path));
            Assert.Equal(Workshop.Signer.Certificate.RawData, read.Certificate.RawData);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_demonstration_says_so_in_every_name()
    {
        Assert.StartsWith("CN=DEMONSTRATION ", Workshop.Authority.Identity.Certificate.Subject);
        Assert.StartsWith("CN=DEMONSTRATION ", Workshop.Signer.Certificate.Subject);
        Assert.Contains("no calibration took place", Workshop.Signer.Certificate.Subject);
        using var again = new DemonstrationAuthority(SigningIdentity.Read(Encoding.ASCII.GetBytes(Workshop.Authority.Identity.ToPem())));
        using var signer = again.IssueSigner("LAB-7", "Again", Workshop.SignedAt, Workshop.SignedAt + 1);
        Assert.Equal(Outcome.Valid, Workshop.Judge(CertificateSigner.Sign(Workshop.Unsigned, signer, Workshop.SignedAt)).Outcome);
    }

    [Fact]
    public void Only_an_authority_for_demonstrations_demonstrates()
    {
        Assert.Contains("is not an authority", Assert.Throws<CertificateException>(() => new DemonstrationAuthority(Workshop.Signer)).Message);
        using var key = NewKey("P-256");
        using var root = new SigningIdentity(TrustPathTests.Root(key, "CN=Real Root"), []);
        Assert.Contains("does not begin with DEMONSTRATION", Assert.Throws<CertificateException>(() => new DemonstrationAuthority(root)).Message);
    }
}
