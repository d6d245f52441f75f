using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates;

/// <summary>Certificates as PTB DCCs with enveloped XML signatures. Holds nothing; safe from any thread.</summary>
public sealed class CertificateReader : ICertificateReader
{
    /// <inheritdoc/>
    public Certificate Read(byte[] bytes) => DccReader.Read(bytes);

    /// <inheritdoc/>
    public SignatureVerdict JudgeSignature(byte[] bytes, Laboratory? laboratory, TrustStore trust, long receivedAtUnixSeconds) =>
        SignatureChecker.Judge(bytes, laboratory, trust, receivedAtUnixSeconds);
}
