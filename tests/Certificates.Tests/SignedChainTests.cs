using System.Text.Json;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Certificates.Tests;

/// <summary>A whole chain as files: written, signed, read and linked by the hash of the signed bytes.</summary>
public sealed class SignedChainTests
{
    private static readonly long FromUnixSeconds = TestChain.Day(2020, 1, 1);
    private static readonly long ReceivedAtUnixSeconds = TestChain.LearntAtUnixMs / 1000;
    private static readonly DemonstrationAuthority Authority =
        DemonstrationAuthority.Create("Accreditation", FromUnixSeconds, FromUnixSeconds + 4_000L * 86_400);

    private static readonly IReadOnlyList<Link> Links = Make(new TestChain());

    /// <summary>A certificate as it was asked for, as it was signed and as it is read.</summary>
    private sealed record Link(Certificate Asked, byte[] Signed, Certificate Read);

    [Fact]
    public void Every_certificate_of_a_chain_is_read_after_signing_as_it_was_written()
    {
        foreach (var (asked, _, read) in Links)
            Assert.Equal(JsonSerializer.Serialize(asked with { Hash = read.Hash }), JsonSerializer.Serialize(read));
    }

    [Fact]
    public void Every_certificate_names_the_one_above_by_the_hash_of_its_signed_bytes()
    {
        Assert.Empty(Links[0].Read.Standards);
        for (var i = 1; i < Links.Count; i++) Assert.Equal(Links[i - 1].Read.Hash, Assert.Single(Links[i].Read.Standards).Certificate!.Hash);
    }

    [Fact]
    public void Every_signature_holds_until_a_byte_of_the_certificate_is_another()
    {
        var trust = new TrustStore([Authority.CertificateDer], []);
        var reader = new CertificateReader();
        foreach (var (_, signed, read) in Links)
        {
            var laboratory = new TestChain().Laboratories.Find(each => each.Code == read.LaboratoryCode);
            var verdict = reader.JudgeSignature(signed, laboratory, trust, ReceivedAtUnixSeconds);
            Assert.True(verdict.Outcome == Outcome.Valid, $"{read.Id}: {verdict.Reason}");
            Assert.Equal(read.Hash, verdict.CertificateHash);
            var changed = signed.ToArray();
            changed[signed.AsSpan().IndexOf("uniqueIdentifier>"u8) + "uniqueIdentifier>".Length] ^= 1;
            Assert.NotEqual(read.Id, reader.Read(changed).Id);
            Assert.Equal(Outcome.Invalid, reader.JudgeSignature(changed, laboratory, trust, ReceivedAtUnixSeconds).Outcome);
        }
    }

    [Fact]
    public void The_chain_is_judged_valid_when_the_authority_is_trusted_and_open_when_it_is_not()
    {
        Assert.Equal(Outcome.Valid, Judged([Fact(new AnchorTrusted(Authority.CertificateDer, "Accreditation"))]));
        Assert.Equal(Outcome.CannotTell, Judged([]));
    }

    [Fact]
    public void Every_signed_certificate_follows_the_schema()
    {
        var schemas = DccSchemas.Load(OutsideData.Require("dcc"));
        foreach (var link in Links) Assert.Empty(schemas.Validate(link.Signed));
    }

    private static RecordedFact Fact(TraceabilityFact fact) => new(0, TestChain.LearntAtUnixMs, fact);

    private static Outcome Judged(IEnumerable<RecordedFact> trusted)
    {
        var chain = new TestChain();
        var facts = chain.Facts().Where(each => each.Fact is not CertificateAdded).Concat(trusted)
            .Concat(Links.Select(link => Fact(new CertificateAdded(link.Read.Hash, link.Signed))))
            .Select((each, index) => each with { Number = index + 1 }).ToList();
        var knowledge = TraceabilityKnowledge.At(facts, null, new CertificateReader());
        return TraceabilityJudge.Judge(knowledge, chain.Binding)
            .Single(span => span.FromUnixSeconds <= TestChain.MeasuredAtUnixSeconds && TestChain.MeasuredAtUnixSeconds < span.ToUnixSeconds)
            .Verdict.Outcome;
    }

    private static List<Link> Make(TestChain chain)
    {
        var links = new List<Link>();
        foreach (var certificate in chain.Links.Select(link => link.Certificate))
        {
            var asked = certificate with { IsDemonstration = true };
            if (links.Count > 0) asked = asked with { Standards = [TestChain.Standard(links[^1].Asked, links[^1].Read.Hash)] };
            var signedAt = new DateTimeOffset(asked.IssuedOn!.Value.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero).ToUnixTimeSeconds();
            using var signer = Authority.IssueSigner(asked.LaboratoryCode!, asked.LaboratoryName, FromUnixSeconds, FromUnixSeconds + 3_000L * 86_400);
            var signed = CertificateSigner.Sign(DccWriter.Write(asked, "Park"), signer, signedAt);
            links.Add(new Link(asked, signed, new CertificateReader().Read(signed)));
        }
        return links;
    }
}
