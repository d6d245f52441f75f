using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>What revocation lists, given as files, do to a signature made at a stated time. Days count from the signing.</summary>
public class RevocationTests
{
    private static readonly X509Certificate2 Signer = Workshop.Signer.Certificate;

    private static long At(int day) => Workshop.SignedAt + day * Workshop.Day;

    private static byte[] List(int issued, int next, params Revocation[] revoked) => Workshop.Authority.IssueRevocationList(revoked, 1, At(issued), At(next));

    private static void AssertIs(Outcome outcome, string reason, params byte[][] lists) => AssertIs(outcome, reason, Workshop.ReceivedAt, lists);

    private static void AssertIs(Outcome outcome, string reason, long receivedAt, params byte[][] lists)
    {
        var verdict = Workshop.Judge(Workshop.Signed, Workshop.Laboratory, Workshop.Trust with { RevocationLists = lists }, receivedAt);
        Assert.Equal((outcome, reason), (verdict.Outcome, verdict.Reason));
    }

    [Theory]
    [InlineData(-5, 5)]
    [InlineData(1, 31)]
    [InlineData(-5, 0)]
    public void A_list_that_tells_of_the_signing_and_is_silent_clears_the_signer(int issued, int next) =>
        AssertIs(Outcome.Valid, SignatureReasons.Holds, List(issued, next));

    [Fact]
    public void Whoever_was_revoked_before_signing_does_not_count()
    {
        AssertIs(Outcome.Invalid, SignatureReasons.Revoked, List(-5, 5, new Revocation(Signer, At(-10), false)));
        AssertIs(Outcome.Invalid, SignatureReasons.Revoked, List(-5, 5, new Revocation(Signer, At(0), false)));
        // Told by any list, the newest is not the only one that counts.
        AssertIs(Outcome.Invalid, SignatureReasons.Revoked, List(-20, -10, new Revocation(Signer, At(-30), false)), List(-5, 5));
    }

    [Fact]
    public void Whoever_stopped_later_had_still_signed() =>
        AssertIs(Outcome.Valid, SignatureReasons.Holds, List(15, 30, new Revocation(Signer, At(10), false)));

    [Fact]
    public void Back_dated_with_a_stolen_key()
    {
        var stolen = List(15, 30, new Revocation(Signer, At(10), true));
        AssertIs(Outcome.CannotTell, SignatureReasons.KeyStolenLater, At(12), stolen);
        // What the host had before the theft, no thief has signed.
        AssertIs(Outcome.Valid, SignatureReasons.Holds, At(9), stolen);
        AssertIs(Outcome.Invalid, SignatureReasons.Revoked, At(12), List(15, 30, new Revocation(Signer, At(-1), true)));
    }

    [Fact]
    public void A_list_that_had_run_out_when_it_was_signed_tells_nothing_of_it()
    {
        AssertIs(Outcome.CannotTell, SignatureReasons.ListOutdated, List(-20, -10));
        AssertIs(Outcome.Valid, SignatureReasons.Holds, List(-20, -10), List(-10, 0));
    }

    [Fact]
    public void A_list_made_after_the_signers_certificate_ran_out_no_longer_names_it() =>
        AssertIs(Outcome.CannotTell, SignatureReasons.ListOutdated, List(601, 630));

    [Fact]
    public void Without_a_list_it_is_said_and_only_where_configured_it_matters()
    {
        AssertIs(Outcome.Valid, SignatureReasons.HoldsWithoutList);
        var verdict = Workshop.Judge(Workshop.Signed, Workshop.Laboratory, Workshop.Trust with { RequiresRevocationLists = true }, Workshop.ReceivedAt);
        Assert.Equal((Outcome.CannotTell, SignatureReasons.ListMissing), (verdict.Outcome, verdict.Reason));
        Assert.Equal([Workshop.Authority.Identity.Certificate.Subject], verdict.Arguments);
    }

    [Fact]
    public void A_forged_list_neither_clears_nor_revokes()
    {
        // Of an authority with the same name and another key.
        using var forger = DemonstrationAuthority.Create("Root", At(-1000), At(1000));
        AssertIs(Outcome.Valid, SignatureReasons.HoldsWithoutList, forger.IssueRevocationList([new Revocation(Signer, At(-10), false)], 1, At(-5), At(5)));
        // Of another authority altogether.
        using var other = DemonstrationAuthority.Create("Other", At(-1000), At(1000));
        AssertIs(Outcome.Valid, SignatureReasons.HoldsWithoutList, other.IssueRevocationList([new Revocation(Signer, At(-10), false)], 1, At(-5), At(5)));
        // With a bit turned.
        var list = List(-5, 5, new Revocation(Signer, At(-10), false));
        list[^1] ^= 1;
        AssertIs(Outcome.Valid, SignatureReasons.HoldsWithoutList, list);
    }

    [Fact]
    public void A_revoked_authority_takes_its_signers_along()
    {
        using var rootKey = SigningTests.NewKey("P-256");
        using var middleKey = SigningTests.NewKey("P-256");
        using var key = SigningTests.NewKey("P-256");
        var usage = new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true);
        var request = new CertificateRequest("CN=Root", (ECDsa)rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(TrustPathTests.Authority);
        request.CertificateExtensions.Add(usage);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var root = request.CreateSelfSigned(DateTimeOffset.FromUnixTimeSeconds(At(-1000)), DateTimeOffset.FromUnixTimeSeconds(At(1000)));
        using var middle = Workshop.Issue(middleKey, "CN=Middle", root, TrustPathTests.Authority);
        using var identity = new SigningIdentity(Workshop.Issue(key, "CN=LAB-7", middle), [middle]);
        var signed = CertificateSigner.Sign(Workshop.Unsigned, identity, Workshop.SignedAt);

        var builder = new CertificateRevocationListBuilder();
        builder.AddEntry(middle, DateTimeOffset.FromUnixTimeSeconds(At(-3)), X509RevocationReason.CessationOfOperation);
        var list = builder.Build(root, 1, DateTimeOffset.FromUnixTimeSeconds(At(5)), HashAlgorithmName.SHA256, null, DateTimeOffset.FromUnixTimeSeconds(At(-1)));
        var verdict = Workshop.Judge(signed, Workshop.Laboratory, new TrustStore([root.RawData], [list]), Workshop.ReceivedAt);
        Assert.Equal((Outcome.Invalid, SignatureReasons.Revoked), (verdict.Outcome, verdict.Reason));
        // The operator's own word for the middle ends the chain below the root, whose lists then say nothing here.
        verdict = Workshop.Judge(signed, Workshop.Laboratory, new TrustStore([root.RawData, middle.RawData], [list]), Workshop.ReceivedAt);
        Assert.Equal((Outcome.Valid, SignatureReasons.HoldsWithoutList), (verdict.Outcome, verdict.Reason));
    }

    [Fact]
    public void A_list_is_read_as_its_maker_wrote_it()
    {
        var der = List(-5, 5, new Revocation(Signer, At(-10), true));
        foreach (var file in new[] { der, System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("X509 CRL", der)) })
        {
            var list = RevocationList.Read(file);
            Assert.Equal(Workshop.Authority.Identity.Certificate.Subject, list.IssuerName);
            Assert.Equal((At(-5), At(5), false), (list.IssuedAtUnixSeconds, list.NextAtUnixSeconds, list.IsPartial));
            Assert.Equal(new RevokedCertificate(At(-10), true), list.Find(Signer.SerialNumberBytes.Span));
            Assert.Null(list.Find(Workshop.Authority.Identity.Certificate.SerialNumberBytes.Span));
            Assert.Equal(der, PemFiles.ReadRevocationList(file));
        }
    }

    [Fact]
    public void A_serial_number_with_its_highest_bit_set_is_found()
    {
        using var key = SigningTests.NewKey("P-256");
        var request = new CertificateRequest("CN=LAB-7", (ECDsa)key, HashAlgorithmName.SHA256);
        using var made = request.Create(Workshop.Authority.Identity.Certificate, DateTimeOffset.FromUnixTimeSeconds(At(-1)), DateTimeOffset.FromUnixTimeSeconds(At(1)), [0x00, 0xFF, 1, 2]);
        var list = RevocationList.Read(List(-5, 5, new Revocation(made, At(-10), false)));
        Assert.NotNull(list.Find(made.SerialNumberBytes.Span));
    }

    [Fact]
    public void A_list_for_some_certificates_only_revokes_but_does_not_clear()
    {
        const string IssuingDistributionPoint = "2.5.29.28", CertificateIssuer = "2.5.29.29", Unknown = "1.2.3.4";
        byte[] value = [0x30, 0x03, 0x82, 0x01, 0xFF];
        AssertIs(Outcome.CannotTell, SignatureReasons.ListOutdated, HandMade(null, list => Extension(list, IssuingDistributionPoint, true, value)));
        AssertIs(Outcome.Valid, SignatureReasons.Holds, HandMade(null, list => Extension(list, Unknown, false, value)));
        AssertIs(Outcome.Invalid, SignatureReasons.Revoked, HandMade(entry => { }, list => Extension(list, IssuingDistributionPoint, true, value)));
        AssertIs(Outcome.Invalid, SignatureReasons.Revoked, HandMade(entry => Extension(entry, CertificateIssuer, true, value), null));
    }

    [Fact]
    public void The_day_a_key_became_invalid_counts_where_it_is_earlier()
    {
        var day = new AsnWriter(AsnEncodingRules.DER);
        day.WriteGeneralizedTime(DateTimeOffset.FromUnixTimeSeconds(At(-20)));
        var list = HandMade(entry => Extension(entry, "2.5.29.24", false, day.Encode()), null);
        Assert.Equal(At(-20), RevocationList.Read(list).Find(Signer.SerialNumberBytes.Span)!.AtUnixSeconds);
        AssertIs(Outcome.Invalid, SignatureReasons.Revoked, list);
    }

    [Fact]
    public void A_list_of_the_first_version_without_a_next_one_is_read()
    {
        var list = HandMade(null, null);
        Assert.Null(RevocationList.Read(list).NextAtUnixSeconds);
        AssertIs(Outcome.Valid, SignatureReasons.Holds, list);
    }

    // Signed by the authority, with what the platform does not write: no next list, extensions of any kind.
    private static byte[] HandMade(Action<AsnWriter>? entry, Action<AsnWriter>? extensions)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (extensions is not null) writer.WriteInteger(1);
            Algorithm(writer);
            writer.WriteEncodedValue(Workshop.Authority.Identity.Certificate.SubjectName.RawData);
            writer.WriteUtcTime(DateTimeOffset.FromUnixTimeSeconds(At(-5)));
            if (entry is not null)
                using (writer.PushSequence())
                using (writer.PushSequence())
                {
                    writer.WriteInteger(Signer.SerialNumberBytes.Span);
                    writer.WriteUtcTime(DateTimeOffset.FromUnixTimeSeconds(At(-6)));
                    var inside = new AsnWriter(AsnEncodingRules.DER);
                    entry(inside);
                    if (inside.GetEncodedLength() > 0)
                        using (writer.PushSequence()) inside.CopyTo(writer);
                }
            if (extensions is not null)
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                using (writer.PushSequence()) extensions(writer);
        }
        var part = writer.Encode();
        using var key = Workshop.Authority.Identity.Certificate.GetECDsaPrivateKey()!;
        var outer = new AsnWriter(AsnEncodingRules.DER);
        using (outer.PushSequence())
        {
            outer.WriteEncodedValue(part);
            Algorithm(outer);
            outer.WriteBitString(key.SignData(part, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }
        return outer.Encode();
    }

    private static void Algorithm(AsnWriter writer)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier("1.2.840.10045.4.3.2");
    }

    private static void Extension(AsnWriter writer, string name, bool isCritical, byte[] value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(name);
            if (isCritical) writer.WriteBoolean(true);
            writer.WriteOctetString(value);
        }
    }

    [Fact]
    public void Files_that_are_no_list_say_so()
    {
        var list = List(-5, 5, new Revocation(Signer, At(-10), false));
        byte[][] files = [[], [0x30], [1, 2, 3], list[..^1], [.. list, 0], Workshop.Authority.CertificateDer, "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----"u8.ToArray()];
        foreach (var file in files) Assert.Throws<CertificateException>(() => RevocationList.Read(file));
        for (var index = 0; index < list.Length; index++)
        {
            // Any byte changed: read as something else, or refused with a message, but never another kind of fault, never believed.
            var changed = (byte[])list.Clone();
            changed[index] ^= 0x5A;
            try
            {
                Assert.False(RevocationList.Read(changed).IsBy(Workshop.Authority.Identity.Certificate));
            }
            catch (CertificateException fault)
            {
Assert.Matches("not a revocation list|neither DER nor", fault.Message);
            }
        }
    }

    [Fact]
    public void Files_that_are_no_certificate_say_so()
    {
        Assert.Equal(Signer.RawData, PemFiles.ReadCertificate(System.Text.Encoding.ASCII.GetBytes(Signer.ExportCertificatePem())));
        Assert.Contains("not an X.509 certificate", Assert.Throws<CertificateException>(() => PemFiles.ReadCertificate([0x30, 0])).Message);
        Assert.Contains("neither DER nor", Assert.Throws<CertificateException>(() => PemFiles.ReadCertificate("x"u8.ToArray())).Message);
        var twice = Signer.ExportCertificatePem() + "\n" + Signer.ExportCertificatePem();
        Assert.Contains("several", Assert.Throws<CertificateException>(() => PemFiles.ReadCertificate(System.Text.Encoding.ASCII.GetBytes(twice))).Message);
    }
}
