using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace CarbonMeter.Domain.Traceability;

/// <summary>
/// What the host knew at a moment: the facts up to then, put in order. It does not change; what is worked out from it (signatures,
/// links of chains) is kept with it. Safe to ask from several threads, as far as the reader is.
/// </summary>
public sealed class TraceabilityKnowledge
{
    private readonly Dictionary<byte[], KnownCertificate> _byHash = new(HashComparer.Instance);
    private readonly List<KnownCertificate> _certificates = [];
    private readonly Dictionary<string, Laboratory> _laboratories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownFirmware> _firmware = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MeterKey>> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MeterOpened>> _openings = new(StringComparer.Ordinal);
    private readonly List<CertificateRevoked> _revoked = [];
    private readonly List<KeyRevoked> _keysRevoked = [];
    private readonly ICertificateReader _reader;
    private readonly ConcurrentDictionary<KnownCertificate, SignatureVerdict> _signatures = new();
    private readonly Lazy<KnowledgeIndex> _index;

    private TraceabilityKnowledge(IReadOnlyList<RecordedFact> facts, long? knownAtUnixMs, ICertificateReader reader)
    {
        _reader = reader;
        var trust = new TrustFold();
        foreach (var recorded in facts)
        {
            if (recorded.RecordedAtUnixMs > knownAtUnixMs) continue;
            LastFact = recorded.Number;
            if (!trust.Learn(recorded.Fact)) Learn(recorded);
        }
        // At the end, since what is revoked may arrive later; of several moments the earliest counts.
        foreach (var revoked in _revoked.OrderByDescending(revoked => revoked.FromUnixSeconds))
            if (Find(revoked.Hash) is { } known) known.Revocation = revoked;
        foreach (var revoked in _keysRevoked.OrderByDescending(revoked => revoked.FromUnixSeconds)) Revoke(revoked);
        Trust = trust.Store();
        _index = new Lazy<KnowledgeIndex>(() => new KnowledgeIndex(this));
    }

    /// <summary>What was known at a moment.</summary>
    /// <param name="facts">The facts in the order of knowing.</param>
    /// <param name="knownAtUnixMs">Facts learnt after it are passed over; null: none is.</param>
    /// <param name="reader">Reads certificates; <see cref="CachedCertificateReader"/> spares what was read before.</param>
    public static TraceabilityKnowledge At(IReadOnlyList<RecordedFact> facts, long? knownAtUnixMs, ICertificateReader reader) =>
        new(facts, knownAtUnixMs, reader);

    /// <summary>Number of the last fact in it; 0 for none.</summary>
    public long LastFact { get; private set; }

    /// <summary>All certificates, also unreadable ones, in the order of arrival.</summary>
    public IReadOnlyList<KnownCertificate> Certificates => _certificates;

    /// <summary>Laboratories by code.</summary>
    public IReadOnlyDictionary<string, Laboratory> Laboratories => _laboratories;

    /// <summary>Meters as installed, by id.</summary>
    public IReadOnlyDictionary<string, Instrument> Instruments => _instruments;

    /// <summary>Firmware ever approved or withdrawn, by id.</summary>
    public IReadOnlyDictionary<string, KnownFirmware> Firmware => _firmware;

    /// <summary>Authorities and revocation lists.</summary>
    public TrustStore Trust { get; }

    internal KnowledgeIndex Index => _index.Value;

    /// <summary>A certificate by SHA-256 of its bytes; null: it is not known.</summary>
    public KnownCertificate? Find(byte[] hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>
    /// The certificates of a meter in the order of arrival: those that name its id, and those that name no id but its serial number.
    /// </summary>
    public IReadOnlyList<KnownCertificate> CertificatesOf(string meterId) => Index.OfMeter(meterId);

    /// <summary>Keys of a meter by their first sequence.</summary>
    public IReadOnlyList<MeterKey> KeysOf(string meterId) => _keys.TryGetValue(meterId, out var keys) ? keys : [];

    /// <summary>When a meter was opened, in the order of knowing.</summary>
    public IReadOnlyList<MeterOpened> OpeningsOf(string meterId) => _openings.TryGetValue(meterId, out var openings) ? openings : [];

    /// <summary>What the signature of a certificate is worth.</summary>
    public SignatureVerdict SignatureOf(KnownCertificate known) =>
        _signatures.GetOrAdd(known, certificate => _reader.JudgeSignature(
            certificate.Bytes, LaboratoryOf(certificate.Certificate), Trust, certificate.ReceivedAtUnixMs / 1000));

    /// <summary>The laboratory a certificate names; null where it names none, or one that is not in the register.</summary>
    public Laboratory? LaboratoryOf(Certificate? certificate) =>
        certificate?.LaboratoryCode is { } code ? _laboratories.GetValueOrDefault(code) : null;

    internal IEnumerable<MeterKey> Keys => _keys.Values.SelectMany(keys => keys);

    private void Learn(RecordedFact recorded)
    {
        switch (recorded.Fact)
        {
            case CertificateAdded added: Add(added, recorded.RecordedAtUnixMs); break;
            case CertificateRevoked revoked: _revoked.Add(revoked); break;
            case LaboratoryPut put: _laboratories[put.Laboratory.Code] = put.Laboratory; break;
            case InstrumentPut put: _instruments[put.Instrument.MeterId] = put.Instrument; break;
            case FirmwareApproved approved: _firmware[approved.FirmwareId] = new KnownFirmware(approved.FirmwareId, null, ""); break;
            case FirmwareWithdrawn withdrawn: Withdraw(withdrawn); break;
            case KeyEnrolled enrolled: Enrol(enrolled, recorded.RecordedAtUnixMs); break;
            case KeyRevoked revoked: _keysRevoked.Add(revoked); break;
            case MeterOpened opened: ListOf(_openings, opened.MeterId).Add(opened); break;
            // Other facts, such as what a factor set is worth, bear on no chain.
        }
    }

    private void Add(CertificateAdded added, long receivedAtUnixMs)
    {
        // The same bytes again tell nothing new: the host has had them since the first time.
        if (_byHash.ContainsKey(added.Hash)) return;
        var (certificate, problem) = Read(added.Bytes);
        var known = new KnownCertificate(_certificates.Count, added, receivedAtUnixMs, certificate, problem);
        _certificates.Add(known);
        _byHash.Add(added.Hash, known);
    }

    private (Certificate? Certificate, string? Problem) Read(byte[] bytes)
    {
        try
        {
            return (_reader.Read(bytes), null);
        }
        catch (CertificateException unreadable)
        {
            return (null, unreadable.Message);
        }
    }

    // A later approval lifts a withdrawal; of several withdrawals since, the earliest moment counts.
    private void Withdraw(FirmwareWithdrawn withdrawn)
    {
        var known = _firmware.GetValueOrDefault(withdrawn.FirmwareId);
        if (known?.WithdrawnFromUnixSeconds <= withdrawn.FromUnixSeconds) return;
        _firmware[withdrawn.FirmwareId] = new KnownFirmware(withdrawn.FirmwareId, withdrawn.FromUnixSeconds, withdrawn.Why);
    }

    private void Enrol(KeyEnrolled enrolled, long learntAtUnixMs)
    {
        var keys = ListOf(_keys, enrolled.MeterId);
        byte[] hash = SHA256.HashData(enrolled.PublicKey);
        if (keys.Exists(key => key.PublicKeyHash.AsSpan().SequenceEqual(hash))) return;
        int at = keys.FindLastIndex(key => key.FromSequence <= enrolled.FromSequence) + 1;
        keys.Insert(at, new MeterKey(enrolled.MeterId, enrolled.PublicKey, hash, enrolled.FromSequence,
            at < keys.Count ? keys[at].FromSequence : null, enrolled.ByRecordHash, learntAtUnixMs, null, ""));
        if (at > 0) keys[at - 1] = keys[at - 1] with { ToSequence = enrolled.FromSequence };
    }

    private void Revoke(KeyRevoked revoked)
    {
        var keys = ListOf(_keys, revoked.MeterId);
        int at = keys.FindIndex(key => key.PublicKeyHash.AsSpan().SequenceEqual(revoked.PublicKeyHash));
        if (at >= 0) keys[at] = keys[at] with { RevokedFromUnixSeconds = revoked.FromUnixSeconds, RevokedWhy = revoked.Why };
    }

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key) =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
