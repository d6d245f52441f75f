using System.Security.Cryptography;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

/// <summary>Certificates under any bytes, also such as no hash function would allow: with circles.</summary>
internal sealed class NamedCertificates : ICertificateReader
{
    private readonly TestCertificates _others = new();
    private readonly Dictionary<string, (Certificate Certificate, Outcome Signature)> _named = [];

    internal static byte[] Hash(byte[] bytes) => SHA256.HashData(bytes);

    internal byte[] Add(Certificate certificate, byte[] bytes, (Certificate Certificate, byte[] Bytes) cites, Outcome signature = Outcome.Valid)
    {
        _named[Convert.ToHexString(bytes)] = (certificate with
        {
            Hash = Hash(bytes),
            Standards = [TestChain.Standard(cites.Certificate, Hash(cites.Bytes))],
        }, signature);
        return bytes;
    }

    public Certificate Read(byte[] bytes) => _named.TryGetValue(Convert.ToHexString(bytes), out var named) ? named.Certificate : _others.Read(bytes);

    public SignatureVerdict JudgeSignature(byte[] bytes, Laboratory? laboratory, TrustStore trust, long receivedAtUnixSeconds) =>
        _named.TryGetValue(Convert.ToHexString(bytes), out var named)
            ? new SignatureVerdict(Hash(bytes), named.Signature, named.Signature == Outcome.Valid ? SignatureReasons.Holds : SignatureReasons.ContentChanged, [], null, null)
            : _others.JudgeSignature(bytes, laboratory, trust, receivedAtUnixSeconds);
}

/// <summary>Changes that no laboratory would make.</summary>
internal static class NastyChanges
{
    internal static void Points(this TestChain.Link link, decimal value) => link.Change(certificate => certificate with
    {
        Tables = [.. certificate.Tables.Select(table => table with
        {
            Points = [.. table.Points.Select(point => new CalibrationPoint(value, value, Math.Abs(value), Math.Abs(value),
                [.. point.Conditions.Select(condition => condition with { From = value, To = -value })]))],
        })],
    });
}
