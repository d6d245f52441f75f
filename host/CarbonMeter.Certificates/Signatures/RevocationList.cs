using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>One X.509 certificate that was revoked.</summary>
/// <param name="AtUnixSeconds">When the authority revoked it, or from when on it holds its key for stolen if that is earlier.</param>
/// <param name="IsKeyStolen">Whether the reason is a stolen key, so that even what claims to be older is in doubt.</param>
public sealed record RevokedCertificate(long AtUnixSeconds, bool IsKeyStolen);

/// <summary>A revocation list of an authority (X.509 CRL, RFC 5280 section 5), as read; its signature is checked under an issuer.</summary>
public sealed class RevocationList
{
    private const string ReasonExtension = "2.5.29.21", InvalidityDateExtension = "2.5.29.24";
    private const string AuthorityKeyExtension = "2.5.29.35", NumberExtension = "2.5.29.20";
    private const int KeyCompromise = 1, AuthorityCompromise = 2, AttributeAuthorityCompromise = 10;

    private readonly Dictionary<string, RevokedCertificate> _revoked = new(StringComparer.Ordinal);
    private readonly byte[] _signedPart;
    private readonly string _algorithm;
    private readonly byte[] _signature;
    private readonly byte[] _issuer;

    private RevocationList(byte[] der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        _signedPart = list.ReadEncodedValue().ToArray();
        _algorithm = ReadAlgorithm(list);
        _signature = list.ReadBitString(out _);
        list.ThrowIfNotEmpty();

        var part = new AsnReader(_signedPart, AsnEncodingRules.DER).ReadSequence();
        if (part.PeekTag().HasSameClassAndValue(Asn1Tag.Integer) && part.ReadInteger() != 1) throw new AsnContentException("It has an unknown version.");
        if (ReadAlgorithm(part) != _algorithm) throw new AsnContentException("It names two signature algorithms.");
        _issuer = part.ReadEncodedValue().ToArray();
        IssuerName = new X500DistinguishedName(_issuer).Name;
        IssuedAtUnixSeconds = ReadTime(part);
        if (part.HasData && IsTime(part.PeekTag())) NextAtUnixSeconds = ReadTime(part);
        if (part.HasData && part.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence)) ReadRevoked(part.ReadSequence());
        if (part.HasData) ReadExtensions(part.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence(), null);
        part.ThrowIfNotEmpty();
    }

    /// <summary>The authority, as its X.509 name reads.</summary>
    public string IssuerName { get; }

    /// <summary>When it was made: it tells of revocations up to here.</summary>
    public long IssuedAtUnixSeconds { get; }

    /// <summary>By when the next one will be there; null where not stated.</summary>
    public long? NextAtUnixSeconds { get; }

    /// <summary>How many certificates it names.</summary>
    public int Count => _revoked.Count;

    /// <summary>
    /// Whether it may stay silent about a revoked certificate: it says of itself, in a way this program does not follow, that it
    /// is for some certificates only. What it names as revoked is revoked all the same.
    /// </summary>
    public bool IsPartial { get; private set; }

    /// <summary>Reads a list, DER or PEM.</summary>
    /// <exception cref="CertificateException">It is not one.</exception>
    public static RevocationList Read(byte[] bytes)
    {
        try
        {
            return new RevocationList(PemFiles.ToDer(bytes, "X509 CRL"));
        }
        catch (Exception fault) when (fault is AsnContentException or CryptographicException)
        {
            throw new CertificateException($"The file is not a revocation list (X.509 CRL in DER or PEM): {fault.Message}", fault);
        }
    }

    /// <summary>Whether an authority issued it: its name, and a signature under its key, which must be for that.</summary>
    public bool IsBy(X509Certificate2 authority)
    {
        if (!_issuer.AsSpan().SequenceEqual(authority.SubjectName.RawData)) return false;
        foreach (var extension in authority.Extensions)
            if (extension is X509KeyUsageExtension usage && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign)) return false;
        return SignerKeys.TryGetMethod(_algorithm, out var isEcdsa, out var hash)
            && SignerKeys.Verifies(authority, _signedPart, _signature, isEcdsa, hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>What the list says of a certificate of its authority; null where it does not name it.</summary>
    /// <param name="serialNumber">Serial number, big-endian, as in DER.</param>
    public RevokedCertificate? Find(ReadOnlySpan<byte> serialNumber) => _revoked.GetValueOrDefault(Convert.ToHexString(serialNumber));

    private void ReadRevoked(AsnReader entries)
    {
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = Convert.ToHexString(entry.ReadIntegerBytes().Span);
            var found = new EntryBuilder { AtUnixSeconds = ReadTime(entry) };
            if (entry.HasData) ReadExtensions(entry.ReadSequence(), found);
            entry.ThrowIfNotEmpty();
            // Named twice: the earlier date is the one that harms.
            if (!_revoked.TryGetValue(serial, out var known) || found.AtUnixSeconds < known.AtUnixSeconds)
                _revoked[serial] = new RevokedCertificate(found.AtUnixSeconds, found.IsKeyStolen || known is { IsKeyStolen: true });
        }
    }

    // Of an entry, or of the whole list where entry is null.
    private void ReadExtensions(AsnReader extensions, EntryBuilder? entry)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var name = extension.ReadObjectIdentifier();
            var isCritical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            var value = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER);
            extension.ThrowIfNotEmpty();
            if (entry is not null && name == ReasonExtension)
                entry.IsKeyStolen = ReadReason(value) is KeyCompromise or AuthorityCompromise or AttributeAuthorityCompromise;
            else if (entry is not null && name == InvalidityDateExtension)
                entry.AtUnixSeconds = Math.Min(entry.AtUnixSeconds, value.ReadGeneralizedTime().ToUnixTimeSeconds());
            else if (isCritical && name is not (AuthorityKeyExtension or NumberExtension))
                IsPartial = true;
        }
    }

    private static int ReadReason(AsnReader value)
    {
        var bytes = value.ReadEnumeratedBytes().Span;
        return bytes.Length == 1 ? bytes[0] : throw new AsnContentException("It has a reason out of range.");
    }

    private static string ReadAlgorithm(AsnReader from) => from.ReadSequence().ReadObjectIdentifier();

    private static bool IsTime(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static long ReadTime(AsnReader from) => (from.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime)
        ? from.ReadUtcTime(twoDigitYearMax: 2049)
        : from.ReadGeneralizedTime()).ToUnixTimeSeconds();

    private sealed class EntryBuilder
    {
        public long AtUnixSeconds { get; set; }
        public bool IsKeyStolen { get; set; }
    }
}
