using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>
/// From a signer up to an authority the operator trusts, at the time of signing, with nothing fetched and no store of the machine
/// believed. The chain ends at the first trusted certificate on the way up; what stands above that is of no interest.
/// </summary>
internal static class TrustPath
{
    // Kinds of use a signer's certificate may be limited to: any, documents, and those authorities give natural persons.
    private static readonly string[] SigningUses = ["2.5.29.37.0", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.10.3.12", "1.3.6.1.5.5.7.3.4"];

    // What the platform says of a chain that does not end at a self-signed authority; whether its end is trusted is decided here.
    private const X509ChainStatusFlags OfTheEnd = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;

    /// <summary>Judges the chain of a signer.</summary>
    /// <param name="signer">Whose key made the signature.</param>
    /// <param name="others">X.509 certificates that came with it; they can complete a chain, never end it.</param>
    /// <param name="trust">What is trusted.</param>
    /// <param name="signedAtUnixSeconds">When it was signed.</param>
    /// <param name="receivedAtUnixSeconds">When the host had it at the latest.</param>
    public static Finding Judge(X509Certificate2 signer, IReadOnlyList<X509Certificate2> others, KnownTrust trust,
        long signedAtUnixSeconds, long receivedAtUnixSeconds)
    {
        try
        {
            return JudgeChain(signer, others, trust, signedAtUnixSeconds, receivedAtUnixSeconds);
        }
        catch (CryptographicException)
        {
            // Extensions are read when they are looked at, and a signer's authority may have written nonsense into one.
            return new Finding(Outcome.Invalid, SignatureReasons.ChainBroken, [Names.Of(signer), "it cannot be read"]);
        }
    }

    private static Finding JudgeChain(X509Certificate2 signer, IReadOnlyList<X509Certificate2> others, KnownTrust trust,
        long signedAtUnixSeconds, long receivedAtUnixSeconds)
    {
        // First without what came along, so that nothing a signer adds can turn a chain away that holds without it.
        var path = Find(signer, [], trust, signedAtUnixSeconds) ?? Find(signer, others, trust, signedAtUnixSeconds);
        if (path is null) return new Finding(Outcome.CannotTell, SignatureReasons.NoTrustedAuthority, [Names.Of(signer)]);
        if (!MaySign(signer)) return new Finding(Outcome.Invalid, SignatureReasons.KeyUsage, [Names.Of(signer)]);
        return JudgePath(path) ?? JudgeTrust(path, trust)
            ?? RevocationCheck.Judge(path.ConvertAll(static link => link.Certificate), trust, signedAtUnixSeconds, receivedAtUnixSeconds);
    }

    private sealed record Link(X509Certificate2 Certificate, X509ChainStatusFlags Status);

    private static List<Link>? Find(X509Certificate2 signer, IReadOnlyList<X509Certificate2> others, KnownTrust trust, long atUnixSeconds)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        policy.VerificationTimeIgnored = false;
        policy.VerificationTime = DateTimeOffset.FromUnixTimeSeconds(atUnixSeconds).UtcDateTime;
        foreach (var anchor in trust.Anchors) policy.CustomTrustStore.Add(anchor);
        foreach (var other in others) policy.ExtraStore.Add(other);
        chain.Build(signer);

        var path = new List<Link>();
        foreach (var element in chain.ChainElements)
        {
            // The machine's own stores may complete the platform's chain; a verdict must not depend on them.
            var anchor = trust.FindAnchor(element.Certificate);
            var certificate = anchor ?? (path.Count == 0 ? signer : others.FirstOrDefault(other => other.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span)));
            if (certificate is null) return null;
            var status = element.ChainElementStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one.Status);
            path.Add(new Link(certificate, status & ~OfTheEnd));
            if (anchor is not null) return path;
        }
        return null;
    }

    /// <summary>Whether a certificate is for signing documents, as far as it says what it is for.</summary>
    public static bool MaySign(X509Certificate2 signer) => signer.Extensions.All(static extension => extension switch
    {
        X509KeyUsageExtension usage => (usage.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) != 0,
        X509EnhancedKeyUsageExtension usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(static use => SigningUses.Contains(use.Value)),
        _ => true,
    });

    private static Finding? JudgePath(List<Link> path)
    {
        for (var index = 0; index < path.Count; index++)
        {
            var (certificate, status) = path[index];
            var name = Names.Of(certificate);
            var inForce = (From: Names.Time(certificate.NotBefore), To: Names.Time(certificate.NotAfter));
            if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
                return new Finding(Outcome.Invalid, SignatureReasons.NotInForce, [name, inForce.From, inForce.To]);
            if (status != X509ChainStatusFlags.NoError) return new Finding(Outcome.Invalid, SignatureReasons.ChainBroken, [name, status.ToString()]);
            // The trusted end is believed for itself, whatever it is signed with.
            if (index < path.Count - 1 && !SignerKeys.TryGetMethod(certificate.SignatureAlgorithm.Value, out _, out _))
                return new Finding(Outcome.Invalid, SignatureReasons.ChainBroken, [name, "signed with " + (certificate.SignatureAlgorithm.FriendlyName ?? "an unknown algorithm")]);
            if (!SignerKeys.IsAccepted(certificate)) return new Finding(Outcome.Invalid, SignatureReasons.ChainBroken, [name, "weak or unknown kind of key"]);
        }
        return null;
    }

    private static Finding? JudgeTrust(List<Link> path, KnownTrust trust)
    {
        foreach (var link in path)
            if (trust.IsDistrusted(link.Certificate)) return new Finding(Outcome.Invalid, SignatureReasons.Distrusted, [Names.Of(link.Certificate)]);
        return null;
    }
}
