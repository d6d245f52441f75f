using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>From the signer to an authority the operator trusts.</summary>
public sealed class TrustPathTests : IDisposable
{
    public static X509Extension Authority => new X509BasicConstraintsExtension(true, false, 0, critical: true);

    private readonly AsymmetricAlgorithm _rootKey = SigningTests.NewKey("P-256");
    private readonly AsymmetricAlgorithm _middleKey = SigningTests.NewKey("P-384");
    private readonly AsymmetricAlgorithm _key = SigningTests.NewKey("P-256");
    private readonly X509Certificate2 _root;

    public TrustPathTests() => _root = Root(_rootKey, "CN=Root");

    public void Dispose()
    {
        _root.Dispose();
        _rootKey.Dispose();
        _middleKey.Dispose();
        _key.Dispose();
    }

    public static X509Certificate2 Root(AsymmetricAlgorithm key, string subject)
    {
        var request = new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(Authority);
        return request.CreateSelfSigned(DateTimeOffset.FromUnixTimeSeconds(Workshop.SignedAt - 1000 * Workshop.Day),
            DateTimeOffset.FromUnixTimeSeconds(Workshop.SignedAt + 1000 * Workshop.Day));
    }

    private SignatureVerdict Judge(X509Certificate2 signer, X509Certificate2[] along, TrustStore trust, Laboratory? laboratory = null, long signedAt = 0)
    {
        var identity = new SigningIdentity(signer, along);
        var at = signedAt == 0 ? Workshop.SignedAt : signedAt;
        // By hand where the signer of this program would refuse.
        var bytes = TrustPath.MaySign(signer) ? CertificateSigner.Sign(Workshop.Unsigned, identity, at) : SignAnyway(signer);
        return Workshop.Judge(bytes, laboratory ?? Workshop.Laboratory, trust, Math.Max(at, Workshop.ReceivedAt));
    }

    private static byte[] SignAnyway(X509Certificate2 signer)
    {
        var text = Workshop.Replaced(Convert.ToBase64String(Workshop.Signer.Certificate.RawData), Convert.ToBase64String(signer.RawData));
        text = Workshop.Replaced(text, Convert.ToBase64String(SHA256.HashData(Workshop.Signer.Certificate.RawData)), Convert.ToBase64String(SHA256.HashData(signer.RawData)));
        return Workshop.Resign(text, signer);
    }

    private TrustStore Trusting(params X509Certificate2[] anchors) => new(Array.ConvertAll(anchors, static one => one.RawData), []);

    private static void AssertIs(Outcome outcome, string reason, SignatureVerdict verdict) =>
        Assert.Equal((outcome, reason), (verdict.Outcome, verdict.Reason));

    [Fact]
    public void An_authority_between_comes_from_the_store_or_from_the_signature()
    {
        using var middle = Workshop.Issue(_middleKey, "CN=Middle", _root, Authority);
        using var signer = Workshop.Issue(_key, "CN=LAB-7", middle);
        AssertIs(Outcome.Valid, SignatureReasons.HoldsWithoutList, Judge(signer, [middle], Trusting(_root)));
        AssertIs(Outcome.Valid, SignatureReasons.HoldsWithoutList, Judge(signer, [], Trusting(_root, middle)));
        AssertIs(Outcome.CannotTell, SignatureReasons.NoTrustedAuthority, Judge(signer, [], Trusting(_root)));
    }

    [Fact]
    public void A_self_made_authority_is_not_trusted_because_it_comes_along()
    {
        using var rootKey = SigningTests.NewKey("P-256");
        using var root = Root(rootKey, "CN=Root");
        using var signer = Workshop.Issue(_key, "CN=LAB-7", root);
        using var middle = Workshop.Issue(_key, "CN=Middle", root, Authority);
        AssertIs(Outcome.CannotTell, SignatureReasons.NoTrustedAuthority, Judge(signer, [root, middle], Trusting()));
        // Nor by bearing the name of a trusted one.
        var verdict = Judge(signer, [root], Trusting(_root));
        Assert.NotEqual(Outcome.Valid, verdict.Outcome);
    }

    [Fact]
    public void A_laboratory_cannot_make_itself_an_authority()
    {
        using var laboratory = Workshop.Issue(_middleKey, "CN=LAB-6", _root, new X509BasicConstraintsExtension(false, false, 0, true));
        using var signer = Workshop.Issue(_key, "CN=LAB-7", laboratory);
        AssertIs(Outcome.Invalid, SignatureReasons.ChainBroken, Judge(signer, [laboratory], Trusting(_root)));
    }

    [Fact]
    public void An_authority_that_may_certify_signers_only_certifies_no_authority()
    {
        using var middle = Workshop.Issue(_middleKey, "CN=Middle", _root, new X509BasicConstraintsExtension(true, true, 0, true));
        using var lowKey = SigningTests.NewKey("P-256");
        using var low = Workshop.Issue(lowKey, "CN=Low", middle, Authority);
        AssertIs(Outcome.Invalid, SignatureReasons.ChainBroken, Judge(Workshop.Issue(_key, "CN=LAB-7", low), [low, middle], Trusting(_root)));
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.CrlSign, Outcome.Invalid)]
    [InlineData(X509KeyUsageFlags.KeyCertSign, Outcome.Invalid)]
    [InlineData(X509KeyUsageFlags.DigitalSignature, Outcome.Valid)]
    [InlineData(X509KeyUsageFlags.NonRepudiation, Outcome.Valid)]
    public void A_key_for_something_else_does_not_sign(X509KeyUsageFlags usage, Outcome expected)
    {
        var verdict = Judge(Workshop.Issue(_key, "CN=LAB-7", _root, new X509KeyUsageExtension(usage, true)), [], Trusting(_root));
        AssertIs(expected, expected == Outcome.Valid ? SignatureReasons.HoldsWithoutList : SignatureReasons.KeyUsage, verdict);
    }

    [Theory]
    [InlineData("1.3.6.1.5.5.7.3.1", Outcome.Invalid)]
    [InlineData("1.3.6.1.5.5.7.3.36", Outcome.Valid)]
    [InlineData("2.5.29.37.0", Outcome.Valid)]
    public void A_web_server_does_not_sign_certificates(string use, Outcome expected) =>
        Assert.Equal(expected, Judge(Workshop.Issue(_key, "CN=LAB-7", _root, new X509EnhancedKeyUsageExtension([new Oid(use)], false)), [], Trusting(_root)).Outcome);

    [Fact]
    public void Weak_keys_do_not_count()
    {
        using var weak = RSA.Create(1024);
        using var signer = Workshop.Issue(weak, "CN=LAB-7", _root);
        Workshop.AssertInvalid(SignatureReasons.WrongKey, Workshop.Judge(
            Workshop.Resign(ForRsa(signer), signer), Workshop.Laboratory, Trusting(_root), Workshop.ReceivedAt));
    }

    private static string ForRsa(X509Certificate2 signer)
    {
        var text = Workshop.Replaced(Convert.ToBase64String(Workshop.Signer.Certificate.RawData), Convert.ToBase64String(signer.RawData));
        text = Workshop.Replaced(text, Convert.ToBase64String(SHA256.HashData(Workshop.Signer.Certificate.RawData)), Convert.ToBase64String(SHA256.HashData(signer.RawData)));
        return Workshop.Replaced(text, SignatureNames.EcdsaSha256, SignatureNames.RsaSha256);
    }

    [Fact]
    public void An_authority_that_signs_with_SHA1_does_not_count()
    {
        using var authorityKey = RSA.Create(2048);
        using var root = new CertificateRequest("CN=Old Root", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) { CertificateExtensions = { Authority } }
            .CreateSelfSigned(DateTimeOffset.FromUnixTimeSeconds(Workshop.SignedAt - 100 * Workshop.Day), DateTimeOffset.FromUnixTimeSeconds(Workshop.SignedAt + 100 * Workshop.Day));
        var request = new CertificateRequest("CN=LAB-7", (ECDsa)_key, HashAlgorithmName.SHA256);
        using var made = request.Create(root.SubjectName, new OldGenerator(authorityKey), root.NotBefore.AddDays(1), root.NotAfter.AddDays(-1), [1]);
        var verdict = Judge(made.CopyWithPrivateKey((ECDsa)_key), [], Trusting(root));
        Workshop.AssertInvalid(SignatureReasons.ChainBroken, verdict);
    }

    private sealed class OldGenerator(RSA key) : X509SignatureGenerator
    {
        private readonly X509SignatureGenerator _inner = CreateForRSA(key, RSASignaturePadding.Pkcs1);
        protected override PublicKey BuildPublicKey() => _inner.PublicKey;
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300D06092A864886F70D0101050500");
        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
    }

    [Fact]
    public void Whoever_was_not_in_force_when_he_signed_does_not_count()
    {
        // Signed by hand at a time at which this program would not sign.
        var text = Workshop.Replaced(Names.Time(Workshop.SignedAt), Names.Time(Workshop.SignedAt + 700 * Workshop.Day));
        var verdict = Workshop.Judge(Workshop.Resign(text, Workshop.Signer.Certificate), Workshop.Laboratory, Workshop.Trust, Workshop.SignedAt + 800 * Workshop.Day);
        Workshop.AssertInvalid(SignatureReasons.NotInForce, verdict);
        Assert.Equal([Workshop.Signer.Certificate.Subject, Names.Time(Workshop.SignedAt - 100 * Workshop.Day), Names.Time(Workshop.SignedAt + 600 * Workshop.Day)], verdict.Arguments);
    }

    [Fact]
    public void What_runs_out_later_stays_valid() =>
        Assert.Equal(Outcome.Valid, Workshop.Judge(Workshop.Signed, Workshop.Laboratory, Workshop.Trust, Workshop.SignedAt + 5000 * Workshop.Day).Outcome);

    [Fact]
    public void A_certificate_signed_after_it_was_received_is_back_dated_or_forged()
    {
        var limit = Workshop.SignedAt - SignatureChecker.ClockAheadSecondsMax;
        Assert.Equal(Outcome.Valid, Workshop.Judge(Workshop.Signed, Workshop.Laboratory, Workshop.Trust, limit).Outcome);
        Workshop.AssertInvalid(SignatureReasons.SignedAfterReceipt, Workshop.Judge(Workshop.Signed, Workshop.Laboratory, Workshop.Trust, limit - 1));
    }

    public static TheoryData<string[], string, Outcome> SignerNames => new()
    {
        { [], "CN=LAB-7", Outcome.Valid },
        { [], "CN=Somebody, OU=LAB-7, O=Institute", Outcome.Valid },
        { [], "CN=Somebody, OID.2.5.4.97=LAB-7", Outcome.Valid },
        { [], "CN=LAB-77", Outcome.Invalid },
        { [], "CN=Lab-7", Outcome.Invalid },
        { [], "CN=Somebody, O=LAB-7", Outcome.Invalid },
        { [], "CN=\"x, CN=LAB-7\"", Outcome.Invalid },
        { ["Signer A", "Signer B"], "CN=Signer B, O=Institute", Outcome.Valid },
        { ["Signer A"], "CN=LAB-7", Outcome.Invalid },
        { ["Signer A"], "CN=Signer A, CN=Signer B", Outcome.Invalid },
        { ["CN=Signer A, O=Institute, C=DE"], "C=DE, O=Institute, CN=Signer A", Outcome.Valid },
        { ["C = DE, O = Institute, CN = Signer A"], "CN=Signer A, O=Institute, C=DE", Outcome.Valid },
        { ["CN=Signer A, O=Institute"], "CN=Signer A, O=Institute, C=DE", Outcome.Invalid },
        { ["CN=Signer A, O=Institute, C=DE"], "CN=Signer A, O=Institute", Outcome.Invalid },
        { ["this = is no name"], "CN=LAB-7", Outcome.Invalid },
    };

    [Theory, MemberData(nameof(SignerNames))]
    public void A_signer_signs_for_his_own_laboratory_only(string[] names, string subject, Outcome expected)
    {
        var laboratory = Workshop.Laboratory with { SignerNames = names };
        var verdict = Judge(Workshop.Issue(_key, subject, _root), [], Trusting(_root), laboratory);
        AssertIs(expected, expected == Outcome.Valid ? SignatureReasons.HoldsWithoutList : SignatureReasons.OtherLaboratory, verdict);
    }

    [Fact]
    public void An_unknown_laboratory_is_a_case_of_cannot_tell() =>
        AssertIs(Outcome.CannotTell, SignatureReasons.LaboratoryUnknown, Workshop.Judge(Workshop.Signed, null, Workshop.Trust, Workshop.ReceivedAt));

    [Fact]
    public void A_trust_store_that_cannot_be_read_is_a_case_of_cannot_tell()
    {
        foreach (var trust in new[] { Workshop.Trust with { RevocationLists = [[1, 2, 3]] }, Workshop.Trust with { Anchors = [Workshop.Authority.CertificateDer, [0x30, 0]] } })
            AssertIs(Outcome.CannotTell, SignatureReasons.TrustUnreadable, Workshop.Judge(Workshop.Signed, Workshop.Laboratory, trust, Workshop.ReceivedAt));
    }
}
