using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text.Json;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.TestSupport;

/// <summary>
/// Certificates as JSON that carries the verdict on its own signature: for tests of what reads, judges and keeps certificates,
/// without XML. The bytes say everything, so they can be stored and read again.
/// </summary>
internal sealed class TestCertificates : ICertificateReader
{
    private static readonly byte[] NoHash = [];

    /// <summary>How often a certificate was read.</summary>
    internal int ReadCount { get; private set; }

    /// <summary>How often a signature was judged.</summary>
    internal int SignatureCount { get; private set; }

    /// <summary>The bytes of a certificate; its hash is that of these bytes, whatever it says itself.</summary>
    internal static byte[] Encode(Certificate certificate, Outcome signature = Outcome.Valid, long? signedAtUnixSeconds = null) =>
        JsonSerializer.SerializeToUtf8Bytes(new Signed(certificate with { Hash = NoHash }, signature, signedAtUnixSeconds));

    public Certificate Read(byte[] bytes)
    {
        ReadCount++;
        try
        {
            return JsonSerializer.Deserialize<Signed>(bytes)!.Certificate with { Hash = SHA256.HashData(bytes) };
        }
        catch (JsonException cause)
        {
            throw new CertificateException($"this is not a test certificate: {cause.Message}", cause);
        }
    }

    public SignatureVerdict JudgeSignature(byte[] bytes, Laboratory? laboratory, TrustStore trust, long receivedAtUnixSeconds)
    {
        SignatureCount++;
        var signed = JsonSerializer.Deserialize<Signed>(bytes)!;
        (string reason, IReadOnlyList<string> arguments) = signed.Signature switch
        {
            Outcome.Valid => (SignatureReasons.Holds, (IReadOnlyList<string>)[]),
            Outcome.CannotTell => (SignatureReasons.NoTrustedAuthority, ["CN=Somebody"]),
            _ => (SignatureReasons.ContentChanged, []),
        };
        return new SignatureVerdict(
            SHA256.HashData(bytes), signed.Signature, reason, arguments, signed.SignedAtUnixSeconds, "CN=" + laboratory?.Name);
    }

    private sealed record Signed(Certificate Certificate, Outcome Signature, long? SignedAtUnixSeconds);
}
