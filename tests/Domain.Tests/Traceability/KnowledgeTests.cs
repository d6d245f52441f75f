using System.Security.Cryptography;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

/// <summary>What the host knew, and when.</summary>
public class KnowledgeTests
{
    private static readonly byte[] OtherKey = [.. Enumerable.Repeat((byte)9, 64)];

    private static TraceabilityKnowledge Of(params TraceabilityFact[] facts) => TraceabilityKnowledge.At(
        [.. facts.Select((fact, index) => new RecordedFact(index + 1, index * 1_000, fact))], null, new TestCertificates());

    private static TraceabilityKnowledge At(long knownAtUnixMs, params TraceabilityFact[] facts) => TraceabilityKnowledge.At(
        [.. facts.Select((fact, index) => new RecordedFact(index + 1, index * 1_000, fact))], knownAtUnixMs, new TestCertificates());

    [Fact]
    public void A_certificate_that_comes_late_changes_nothing_of_what_was_known_before()
    {
        var chain = new TestChain();
        chain.Working.LearntAtUnixMs = TestChain.LearntAtUnixMs + 5_000;
        string before = VerdictJson.Write(chain.Spans(TestChain.LearntAtUnixMs + 4_999).At(TestChain.MeasuredAtUnixSeconds));
        Assert.Contains("standard-certificate-missing", before, StringComparison.Ordinal);
        Assert.Equal(Outcome.Valid, chain.Spans(TestChain.LearntAtUnixMs + 5_000).At(TestChain.MeasuredAtUnixSeconds).Outcome);
        // Asked again after everything else was learnt, the answer of then is the answer of then.
        chain.Further.Add(new MeterOpened(chain.MeterId, TestChain.Day(2023, 8, 1), "later"));
        var facts = chain.Facts().ToList();
        facts[^1] = facts[^1] with { RecordedAtUnixMs = TestChain.LearntAtUnixMs + 9_000 };
        var then = TraceabilityKnowledge.At([.. facts.OrderBy(fact => fact.RecordedAtUnixMs)], TestChain.LearntAtUnixMs + 4_999, new TestCertificates());
        Assert.NotEqual(Outcome.Valid, TraceabilityJudge.Judge(then, chain.Binding).At(TestChain.MeasuredAtUnixSeconds).Outcome);
    }

    [Fact]
    public void Knowledge_of_an_earlier_moment_is_that_of_the_facts_up_to_then()
    {
        var chain = new TestChain();
        chain.Meter.LearntAtUnixMs = TestChain.LearntAtUnixMs + 1;
        chain.Further.Add(new MeterOpened(chain.MeterId, TestChain.Day(2023, 8, 1), "x"));
        var facts = chain.Facts();
        for (int count = 0; count <= facts.Count; count++)
        {
            var some = facts.Take(count).ToList();
            if (count < facts.Count && count > 0 && facts[count].RecordedAtUnixMs == facts[count - 1].RecordedAtUnixMs) continue;
            long at = count == 0 ? 0 : some[^1].RecordedAtUnixMs;
            var asOf = TraceabilityKnowledge.At(facts, at, new TestCertificates());
            var then = TraceabilityKnowledge.At(some, null, new TestCertificates());
            Assert.Equal(then.LastFact, asOf.LastFact);
            Assert.Equal(Text(then, chain.Binding), Text(asOf, chain.Binding));
        }
    }

    private static string Text(TraceabilityKnowledge knowledge, RecordBinding binding) => string.Join('\n',
        TraceabilityJudge.Judge(knowledge, binding).Select(span => $"{span.FromUnixSeconds} {VerdictJson.Write(span.Verdict)}"));

    [Fact]
    public void Nothing_known_is_not_an_error()
    {
        var verdict = TraceabilityJudge.Judge(Of(), new TestChain().Binding);
        Verdicts.AssertTotal(verdict);
        Assert.Equal(Outcome.CannotTell, Assert.Single(verdict).Verdict.Outcome);
    }

    [Fact]
    public void The_same_bytes_twice_were_received_when_they_first_came()
    {
        var chain = new TestChain();
        var added = new CertificateAdded(chain.National.Hash, chain.National.Bytes);
        var known = Assert.Single(Of(added, new FirmwareApproved("x"), added).Certificates);
        Assert.Equal(0, known.ReceivedAtUnixMs);
    }

    [Fact]
    public void What_cannot_be_read_is_kept_with_the_reason()
    {
        byte[] bytes = [1, 2, 3];
        var known = Assert.Single(Of(new CertificateAdded(SHA256.HashData(bytes), bytes)).Certificates);
        Assert.Null(known.Certificate);
        Assert.Contains("not a test certificate", known.Problem, StringComparison.Ordinal);
        Assert.Equal(bytes, known.Bytes);
    }

    [Fact]
    public void A_revocation_may_come_before_what_it_revokes()
    {
        var chain = new TestChain();
        byte[] hash = chain.Meter.Hash;
        var knowledge = Of(new CertificateRevoked(hash, 5, "lost"), new CertificateAdded(hash, chain.Meter.Bytes),
            new KeyRevoked("M", SHA256.HashData(OtherKey), 7, "stolen"), new KeyEnrolled("M", OtherKey, 1, null));
        Assert.Equal((5, "lost"), (knowledge.Find(hash)!.RevokedFromUnixSeconds, knowledge.Find(hash)!.RevokedWhy));
        Assert.Equal((7, "stolen"), (knowledge.KeysOf("M")[0].RevokedFromUnixSeconds, knowledge.KeysOf("M")[0].RevokedWhy));
    }

    [Fact]
    public void A_laboratory_and_an_instrument_are_what_was_said_of_them_last()
    {
        var laboratory = new Laboratory("L", "old", false, [], []);
        var instrument = new Instrument("M", "Acme", "X", "1", 0, []);
        var knowledge = Of(new LaboratoryPut(laboratory), new LaboratoryPut(laboratory with { Name = "new" }),
            new InstrumentPut(instrument), new InstrumentPut(instrument with { Serial = "2" }));
        Assert.Equal("new", knowledge.Laboratories["L"].Name);
        Assert.Equal("2", knowledge.Instruments["M"].Serial);
    }

    [Fact]
    public void Keys_follow_each_other_by_sequence_whenever_they_were_learnt()
    {
        byte[] first = [.. Enumerable.Repeat((byte)1, 64)];
        var knowledge = Of(new KeyEnrolled("M", OtherKey, 50, new byte[32]), new KeyEnrolled("M", first, 1, null), new KeyEnrolled("M", first, 70, null));
        Assert.Equal([(1L, 50L), (50L, null)], knowledge.KeysOf("M").Select(key => (key.FromSequence, key.ToSequence)));
        Assert.Equal(first, knowledge.KeysOf("M")[0].PublicKey);
        Assert.Empty(knowledge.KeysOf("N"));
    }

    [Fact]
    public void Of_authorities_the_last_word_counts()
    {
        byte[] der = [1, 2], other = [3];
        TraceabilityFact[] facts = [new AnchorTrusted(der, "A"), new AnchorTrusted(other, "B"), new AnchorDistrusted(SHA256.HashData(der), "why"),
            new RevocationListAdded([7]), new RevocationListAdded([7]), new AnchorTrusted(der, "A")];
        Assert.Equal([der, other], At(1_000, facts).Trust.Anchors);
        Assert.Equal([other], At(2_000, facts).Trust.Anchors);
        Assert.Equal([SHA256.HashData(der)], At(2_000, facts).Trust.Distrusted);
        var now = Of(facts).Trust;
        Assert.Equal([other, der], now.Anchors);
        Assert.Empty(now.Distrusted);
        Assert.Equal([[7]], now.RevocationLists);
    }

    [Fact]
    public void A_certificate_without_binding_is_found_by_the_serial_number_of_the_register()
    {
        var chain = new TestChain();
        chain.Meter.Certificate = chain.Meter.Certificate with { Meter = null };
        Assert.Equal("WORK-2023-100", Assert.Single(chain.Knowledge().CertificatesOf(chain.MeterId)).Certificate!.Id);
        chain.Instrument = null;
        Assert.Empty(chain.Knowledge().CertificatesOf(chain.MeterId));
    }

    [Fact]
    public void A_standard_may_be_cited_by_a_longer_hash()
    {
        var chain = new TestChain();
        chain.Meter.AfterLinking = linked => linked with
        {
            Standards = [linked.Standards[0] with { Certificate = new CertificateReference("PROV-2023-5", "SHA-512", SHA512.HashData(chain.Working.Bytes)) }],
        };
        chain.Working.AfterLinking = linked => linked with
        {
            Standards = [linked.Standards[0] with { Certificate = new CertificateReference("NMI-2022-77", "SHA-384", SHA384.HashData(chain.Provincial.Bytes)) }],
        };
        Assert.Empty(chain.Verdict().Failing());
    }

    [Fact]
    public void A_cached_reader_reads_and_verifies_each_content_once()
    {
        var (chain, reader) = (new TestChain(), new TestCertificates());
        var cached = new CachedCertificateReader(reader);
        var facts = chain.Facts().ToList();
        for (int round = 0; round < 3; round++)
            Assert.Equal(Outcome.Valid, TraceabilityJudge.Judge(TraceabilityKnowledge.At(facts, null, cached), chain.Binding).At(TestChain.MeasuredAtUnixSeconds).Outcome);
        Assert.Equal((4, 4), (reader.ReadCount, reader.SignatureCount));

        // What is trusted now, or who the laboratory is, may change what a signature is worth.
        facts.Add(new RecordedFact(facts.Count + 1, TestChain.LearntAtUnixMs, new AnchorTrusted([1], "A")));
        TraceabilityJudge.Judge(TraceabilityKnowledge.At(facts, null, cached), chain.Binding);
        Assert.Equal((4, 8), (reader.ReadCount, reader.SignatureCount));
        facts.Add(new RecordedFact(facts.Count + 1, TestChain.LearntAtUnixMs, new LaboratoryPut(chain.Laboratories[2] with { SignerNames = ["CN=X"] })));
        TraceabilityJudge.Judge(TraceabilityKnowledge.At(facts, null, cached), chain.Binding);
        Assert.Equal((4, 9), (reader.ReadCount, reader.SignatureCount));
        Assert.Throws<CertificateException>(() => cached.Read([1]));
        Assert.Throws<CertificateException>(() => cached.Read([1]));
        Assert.Equal(5, reader.ReadCount);
    }
}
