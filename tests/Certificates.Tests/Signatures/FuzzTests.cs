using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Certificates.Tests.Dcc;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>Damaged and hostile bundles of certificate, X.509 chain and trust store: always a verdict, never valid by accident.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int CertificateRuns = 20_000, BundleRuns = 500;

    [Fact]
    public void No_mutated_certificate_is_valid_unless_it_says_exactly_what_was_signed()
    {
        var signed = CertificateSigner.Sign(SmallDcc.Bytes, Workshop.Signer, Workshop.SignedAt);
        var meaning = Meaning(signed);
        Assert.Equal(Outcome.Valid, Workshop.Judge(signed).Outcome);
        var mutator = new XmlMutator(signed);
        var counts = new ConcurrentDictionary<string, int>();
        Parallel.For(0, CertificateRuns, seed =>
        {
            var bytes = mutator.Mutate(seed).Bytes;
            var verdict = Workshop.Judge(bytes);
            counts.AddOrUpdate($"{verdict.Outcome} {verdict.Reason}", 1, static (_, count) => count + 1);
            if (verdict.Outcome == Outcome.Valid) Assert.True(meaning == Meaning(bytes), $"seed {seed} is valid and says something else");
            if (verdict.Outcome == Outcome.Valid) Assert.Equal(Workshop.SignedAt, verdict.SignedAtUnixSeconds);
        });
        foreach (var (what, count) in counts.OrderBy(static one => one.Key)) output.WriteLine($"{count,6} {what}");
        // The mutations reach every stage: some change nothing that is signed, many break each of the things that can break.
        foreach (var reason in new[] { SignatureReasons.HoldsWithoutList, SignatureReasons.ContentChanged, SignatureReasons.PropertiesChanged, SignatureReasons.WrongKey, SignatureReasons.FormRefused, SignatureReasons.Unreadable })
            Assert.True(counts.Where(one => one.Key.EndsWith(' ' + reason)).Sum(static one => one.Value) > 20, reason);
        Assert.Equal(CertificateRuns, counts.Values.Sum());
    }

    [Fact]
    public void No_damaged_chain_or_trust_store_makes_a_signature_valid()
    {
        using var rootKey = SigningTests.NewKey("P-256");
        using var middleKey = SigningTests.NewKey("P-256");
        using var key = SigningTests.NewKey("P-256");
        using var root = TrustPathTests.Root(rootKey, "CN=Root");
        using var middle = Workshop.Issue(middleKey, "CN=Middle", root, TrustPathTests.Authority);
        using var identity = new SigningIdentity(Workshop.Issue(key, "CN=LAB-7", middle), [middle]);
        var trust = new TrustStore([root.RawData], [Workshop.Authority.IssueRevocationList([], 1, Workshop.SignedAt, Workshop.SignedAt + Workshop.Day)]);
        var signed = Encoding.UTF8.GetString(CertificateSigner.Sign(SmallDcc.Bytes, identity, Workshop.SignedAt));
        SignatureVerdict Judge(string text, TrustStore under) => SignatureChecker.Judge(Encoding.UTF8.GetBytes(text), Workshop.Laboratory, under, Workshop.ReceivedAt);
        Assert.Equal(Outcome.Valid, Judge(signed, trust).Outcome);

        Parallel.For(0, BundleRuns, seed =>
        {
            var random = new Random(seed);
            var badMiddle = Workshop.Replaced(signed, Convert.ToBase64String(middle.RawData), Convert.ToBase64String(Damaged(middle.RawData, random)));
            Assert.True(Judge(badMiddle, trust).Outcome != Outcome.Valid, $"seed {seed}: authority");

            // Named by the digest of its damaged form and signed again with the right key: only the chain can tell.
            var der = Damaged(identity.Certificate.RawData, random);
            var badSigner = Workshop.Replaced(signed, Convert.ToBase64String(identity.Certificate.RawData), Convert.ToBase64String(der));
            badSigner = Workshop.Replaced(badSigner, Convert.ToBase64String(SHA256.HashData(identity.Certificate.RawData)), Convert.ToBase64String(SHA256.HashData(der)));
            var verdict = SignatureChecker.Judge(Workshop.Resign(badSigner, identity.Certificate), Workshop.Laboratory, trust, Workshop.ReceivedAt);
            Assert.True(verdict.Outcome != Outcome.Valid, $"seed {seed}: signer");

            // The operator's own files: any verdict, but a verdict.
            Judge(signed, trust with { Anchors = [Damaged(root.RawData, random)] });
            Judge(signed, trust with { RevocationLists = [Damaged(trust.RevocationLists[0], random)] });
        });
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var damaged = (byte[])bytes.Clone();
        for (var count = random.Next(1, 4); count > 0; count--) damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        return random.Next(10) switch { 0 => damaged[..random.Next(damaged.Length)], _ => damaged.AsSpan().SequenceEqual(bytes) ? [.. bytes, 0] : damaged };
    }

    // What a document says outside its signature, told by another program path than the one under test: elements, attributes in
    // order of name, texts run together, processing instructions; no comments.
    private static string Meaning(byte[] bytes)
    {
        var meaning = new StringBuilder();
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Signature", NamespaceURI: SignatureNames.SignatureNamespace })
            {
                reader.Skip();
                if (reader.EOF) break;
            }
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    meaning.Append("\n<").Append(reader.Name).Append(' ').Append(reader.NamespaceURI);
                    var isEmpty = reader.IsEmptyElement;
                    var attributes = new List<string>();
                    while (reader.MoveToNextAttribute()) attributes.Add($" {reader.Name}={{{reader.NamespaceURI}}}'{reader.Value}'");
                    attributes.Sort(StringComparer.Ordinal);
                    meaning.AppendJoin("", attributes).Append('>');
                    if (isEmpty) meaning.Append("\n</>");
                    break;
                case XmlNodeType.EndElement: meaning.Append("\n</>"); break;
                case XmlNodeType.ProcessingInstruction: meaning.Append("\n<?").Append(reader.Name).Append(' ').Append(reader.Value); break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace: meaning.Append(reader.Value); break;
                case XmlNodeType.Whitespace when reader.Depth > 0: meaning.Append(reader.Value); break;
            }
        }
        return meaning.ToString();
    }
}
