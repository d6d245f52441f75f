using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>The certificate PTB published with a real signature (XAdES, ECDSA, canonical XML 1.1), and the one it published manipulated.</summary>
public class RealCertificateTests
{
    private const string Signed = "dcc/dcc_gp_temperature_typical_v12_v3.2.0_signed.xml";
    private const string Manipulated = "dcc/dcc_gp_temperature_typical_v12_v3.2.0_signed_manipulated.xml";
    private static readonly long SignedAt = new DateTimeOffset(2023, 3, 27, 15, 14, 30, TimeSpan.Zero).ToUnixTimeSeconds();
    private static readonly long ReceivedAt = SignedAt + 86_400;
    private static readonly Laboratory Laboratory = new("A1", "Calibration A GmbH", false, ["Calibration Lab A1"], []);

    private static byte[] Bytes(string name) => File.ReadAllBytes(OutsideData.Require(name));

    private static byte[] Certificate(string name) => PemFiles.ReadCertificate(Bytes($"dcc/{name}.crt"));

    private static TrustStore Trust(params string[] names) => new(Array.ConvertAll(names, Certificate), []);

    [Fact]
    public void The_real_certificate_is_valid_at_its_stated_signing_time()
    {
        var verdict = SignatureChecker.Judge(Bytes(Signed), Laboratory, Trust("root", "sub"), ReceivedAt);
        Assert.Equal((Outcome.Valid, SignatureReasons.HoldsWithoutList), (verdict.Outcome, verdict.Reason));
        Assert.Equal(SignedAt, verdict.SignedAtUnixSeconds);
        Assert.Equal("CN=Calibration Lab A1, O=Calibration A GmbH, C=DE", verdict.SignerName);
        Assert.Equal(["CN=Calibration Community Sub CA 01, O=Calibration Community, C=DE"], verdict.Arguments);
    }

    [Fact]
    public void The_manipulated_certificate_is_invalid()
    {
        var verdict = SignatureChecker.Judge(Bytes(Manipulated), Laboratory, Trust("root", "sub"), ReceivedAt);
        Assert.Equal((Outcome.Invalid, SignatureReasons.ContentChanged), (verdict.Outcome, verdict.Reason));
    }

    [Theory]
    [InlineData("root")]
    [InlineData]
    public void Without_the_authority_between_nobody_can_tell(params string[] trusted)
    {
        var verdict = SignatureChecker.Judge(Bytes(Signed), Laboratory, Trust(trusted), ReceivedAt);
        Assert.Equal((Outcome.CannotTell, SignatureReasons.NoTrustedAuthority), (verdict.Outcome, verdict.Reason));
    }

    [Theory]
    [InlineData("sub")]
    [InlineData("signer")]
    public void The_operator_may_trust_any_certificate_of_the_chain(string trusted) =>
        Assert.Equal(Outcome.Valid, SignatureChecker.Judge(Bytes(Signed), Laboratory, Trust(trusted), ReceivedAt).Outcome);

    [Fact]
    public void A_distrusted_authority_counts_also_below_a_trusted_one()
    {
        using var sub = X509CertificateLoader.LoadCertificate(Certificate("sub"));
        var trust = Trust("root", "sub") with { Distrusted = [System.Security.Cryptography.SHA256.HashData(sub.RawData)] };
        var verdict = SignatureChecker.Judge(Bytes(Signed), Laboratory, trust, ReceivedAt);
        Assert.Equal((Outcome.Invalid, SignatureReasons.Distrusted), (verdict.Outcome, verdict.Reason));
    }
}
