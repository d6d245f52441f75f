using System.Text;
using CarbonMeter.Certificates;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Attacks.Tests;

/// <summary>The certificates of a <see cref="TestChain"/> as real files: PTB DCCs, each signed by a key of its laboratory.</summary>
internal sealed class SignedChain
{
    private static readonly long FromUnixSeconds = TestChain.Day(2020, 1, 1);
    private static readonly long ToUnixSeconds = TestChain.Day(2030, 12, 31);

    private readonly TestChain _chain;
    private readonly List<(Certificate Asked, byte[] Bytes)> _above = [];

    internal SignedChain(TestMeter meter)
    {
        _chain = new TestChain(meter.Id, meter.PublicKey, meter.ParameterSetHash, meter.FirmwareId);
        foreach (var link in _chain.Links.SkipLast(1)) _above.Add((link.Certificate, Sign(Linked(link.Certificate))));
        Meter = Linked(_chain.Meter.Certificate);
    }

    /// <summary>Who accredits the laboratories, and whom the operator trusts.</summary>
    internal DemonstrationAuthority Authority { get; } = DemonstrationAuthority.Create("Accreditation", FromUnixSeconds, ToUnixSeconds);

    /// <summary>The meter's certificate, before it is written and signed.</summary>
    internal Certificate Meter { get; }

    internal IReadOnlyList<Laboratory> Laboratories => _chain.Laboratories;

    /// <summary>Everything a host has to know but the meter's certificate, in the order of knowing.</summary>
    internal IEnumerable<RecordedFact> Facts => _chain.Facts().Where(recorded => recorded.Fact is not CertificateAdded)
        .Append(At(new AnchorTrusted(Authority.CertificateDer, "Accreditation")))
        .Concat(_above.Select(link => Added(link.Bytes)));

    /// <summary>A file that arrived when the chain did.</summary>
    internal static RecordedFact Added(byte[] bytes) => At(new CertificateAdded(new CertificateReader().Read(bytes).Hash, bytes));

    /// <summary>A fact learnt when the chain was.</summary>
    internal static RecordedFact At(TraceabilityFact fact) => new(0, TestChain.LearntAtUnixMs, fact);

    /// <summary>Writes a certificate and signs it on the day of its issue with a key of its laboratory, or of another one.</summary>
    internal byte[] Sign(Certificate certificate, string? laboratoryCode = null)
    {
        using var signer = Signer(laboratoryCode ?? certificate.LaboratoryCode!);
        return Sign(certificate, signer);
    }

    /// <summary>The same, signed on the last day of its calibration whatever the day of its issue.</summary>
    internal byte[] SignNow(Certificate certificate)
    {
        using var signer = Signer(certificate.LaboratoryCode!);
        return CertificateSigner.Sign(Write(certificate), signer, SignedAtUnixSeconds(certificate with { IssuedOn = certificate.PerformedTo }));
    }

    internal static byte[] Sign(Certificate certificate, SigningIdentity signer) =>
        CertificateSigner.Sign(Write(certificate), signer, SignedAtUnixSeconds(certificate));

    internal static byte[] Write(Certificate certificate) => DccWriter.Write(certificate, "Park");

    internal static long SignedAtUnixSeconds(Certificate certificate) =>
        new DateTimeOffset(certificate.IssuedOn!.Value.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero).ToUnixTimeSeconds();

    internal SigningIdentity Signer(string laboratoryCode) => Signer(Authority, laboratoryCode);

    internal SigningIdentity Signer(DemonstrationAuthority authority, string laboratoryCode) => authority.IssueSigner(
        laboratoryCode, _chain.Laboratories.First(laboratory => laboratory.Code == laboratoryCode).Name, FromUnixSeconds, ToUnixSeconds);

    /// <summary>The file with a piece of text replaced, wherever it stands.</summary>
    internal static byte[] Edited(byte[] file, string from, string to)
    {
        string text = Encoding.UTF8.GetString(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    }

    private Certificate Linked(Certificate certificate) => certificate with
    {
        IsDemonstration = true,
        Standards = _above.Count == 0 ? [] : [TestChain.Standard(_above[^1].Asked, new CertificateReader().Read(_above[^1].Bytes).Hash)],
    };
}
