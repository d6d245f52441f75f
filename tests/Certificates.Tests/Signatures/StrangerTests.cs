using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>docs/verify-certificate.md, run as it stands: with the tools of others, on a good link and on broken ones.</summary>
public sealed partial class StrangerTests
{
    private const long Day = 86_400;
    private static readonly long SignedAt = new DateTimeOffset(2024, 3, 1, 9, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private sealed class Link : IDisposable
    {
        private readonly DemonstrationAuthority _authority = DemonstrationAuthority.Create("Root", SignedAt - 1000 * Day, SignedAt + 1000 * Day);
        private readonly SigningIdentity _signer;
        private readonly TemporaryFolder _folder = new();
        private readonly byte[] _parent, _child;

        public Link()
        {
            foreach (var (tool, package) in new[] { ("bash", "bash"), ("sha256sum", "coreutils"), ("openssl", "openssl"), ("xmlsec1", "xmlsec1") })
                OutsideTool.Require(tool, package);
            _signer = _authority.IssueSigner("LAB-7", "Laboratory", SignedAt - 10 * Day, SignedAt + 10 * Day);
            var chain = new TestChain().Links.Select(static link => link.Certificate).ToList();
            var (parent, child) = (chain[^2], chain[^1]);
            _parent = CertificateSigner.Sign(DccWriter.Write(parent with { IsDemonstration = true }, "Park"), _signer, SignedAt);
            var named = child with { IsDemonstration = true, Standards = [TestChain.Standard(parent, SHA256.HashData(_parent))] };
            _child = CertificateSigner.Sign(DccWriter.Write(named, "Park"), _signer, SignedAt);
            Write("parent.xml", _parent);
            Write("child.xml", _child);
            Write("root.pem", Encoding.ASCII.GetBytes(_authority.Identity.Certificate.ExportCertificatePem() + "\n"));
            PublishList();
        }

        public string Child => Encoding.UTF8.GetString(_child);

        public string Parent => Encoding.UTF8.GetString(_parent);

        public void Write(string name, byte[] bytes) => _folder.Write(name, bytes);

        public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

        public void PublishList(bool isRevoked = false)
        {
            Revocation[] revoked = isRevoked ? [new Revocation(_signer.Certificate, SignedAt - Day, false)] : [];
            Write("list.pem", PemEncoding.WriteString("X509 CRL", _authority.IssueRevocationList(revoked, 1, SignedAt - Day, SignedAt + Day)) + "\n");
        }

        /// <summary>Exit code and output of the commands of one numbered section.</summary>
        public (int ExitCode, string Output) Follow(int section)
        {
            var document = File.ReadAllText(Path.Combine(OutsideData.RepositoryRoot, "docs", "verify-certificate.md"));
            var commands = Sections().Matches(document).Single(match => match.Groups["number"].Value == $"{section}").Groups["commands"].Value;
            return OutsideTool.Run(_folder.Path, "bash", "-eu", "-o", "pipefail", "-c", commands);
        }

        public void Dispose()
        {
            _folder.Dispose();
            _signer.Dispose();
            _authority.Dispose();
        }
    }

    [GeneratedRegex(@"^## (?<number>\d)\. [^\n]*\n(?:(?!^## ).*\n)*?```sh\n(?<commands>(?:(?!```).*\n)*)```", RegexOptions.Multiline)]
    private static partial Regex Sections();

    [Fact]
    public void A_good_link_passes_every_step()
    {
        using var link = new Link();
        for (var section = 1; section <= 3; section++)
        {
            var (exitCode, output) = link.Follow(section);
            Assert.True(exitCode == 0, $"step {section}: {output}");
        }
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(link.Parent))), link.Follow(1).Output);
        Assert.Contains("signed at 2024-03-01T09:00:00Z", link.Follow(2).Output);
        Assert.Contains("OU = LAB-7", link.Follow(3).Output);
    }

    [Fact]
    public void A_parent_of_one_byte_more_is_not_the_one_cited()
    {
        using var link = new Link();
        link.Write("parent.xml", link.Parent + "\n");
        Assert.NotEqual(0, link.Follow(1).ExitCode);
        Assert.Equal(0, link.Follow(2).ExitCode);
    }

    [Theory]
    [InlineData("<dcc:uniqueIdentifier>", "<dcc:uniqueIdentifier>X")]
    [InlineData("<xades:SigningTime>2024-03-01", "<xades:SigningTime>2024-03-02")]
    [InlineData("<ds:SignatureValue>", "<ds:SignatureValue>AAAA")]
    public void A_forged_child_does_not_verify(string from, string to)
    {
        using var link = new Link();
        link.Write("child.xml", Workshop.Replaced(link.Child, from, to));
        Assert.NotEqual(0, link.Follow(2).ExitCode);
    }

    [Fact]
    public void A_signer_of_another_authority_does_not_chain()
    {
        using var link = new Link();
        link.Write("root.pem", Workshop.Authority.Identity.Certificate.ExportCertificatePem() + "\n");
        Assert.NotEqual(0, link.Follow(2).ExitCode);
        Assert.NotEqual(0, link.Follow(3).ExitCode);
    }

    [Fact]
    public void A_revoked_signer_is_found_on_the_list()
    {
        using var link = new Link();
        link.PublishList(isRevoked: true);
        var (exitCode, output) = link.Follow(3);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("certificate revoked", output);
    }
}
