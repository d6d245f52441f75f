using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Domain.Traceability.Judging;

namespace CarbonMeter.Domain.Traceability;

/// <summary>Ways to find certificates and keys other than by SHA-256; made once, when the first verdict is asked for.</summary>
internal sealed class KnowledgeIndex
{
    private readonly TraceabilityKnowledge _knowledge;
    private readonly Dictionary<string, List<KnownCertificate>> _byMeter = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownCertificate>> _bySerial = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownCertificate>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<byte[], List<KnownCertificate>> _byPrevious = new(HashComparer.Instance);
    private readonly Dictionary<byte[], List<MeterKey>> _byKey = new(HashComparer.Instance);
    private readonly ConcurrentDictionary<(string Id, string Laboratory), (int Signed, int Unproven)> _idCounts = new();
    private readonly Lazy<Dictionary<byte[], KnownCertificate>> _byLongHash;

    internal KnowledgeIndex(TraceabilityKnowledge knowledge)
    {
        _knowledge = knowledge;
        _byLongHash = new Lazy<Dictionary<byte[], KnownCertificate>>(LongHashes);
        foreach (var known in knowledge.Certificates)
            if (known.Certificate is { } certificate) Add(known, certificate);
        foreach (var key in knowledge.Keys) Of(_byKey, key.PublicKeyHash).Add(key);
    }

    internal ChainNodes Nodes { get; } = new();

    internal List<KnownCertificate> OfMeter(string meterId)
    {
        var named = _byMeter.GetValueOrDefault(meterId) ?? [];
        if (!_knowledge.Instruments.TryGetValue(meterId, out var instrument)
            || !_bySerial.TryGetValue(instrument.Serial, out var bySerial)) return named;
        return [.. named.Concat(bySerial).OrderBy(known => known.Number)];
    }

    internal List<KnownCertificate> WithId(string id) => _byId.GetValueOrDefault(id) ?? [];

    /// <summary>
    /// Whether a certificate's id is its own in its laboratory. Invalid: another one that is signed has it. Cannot tell: one has it of
    /// which that is not known.
    /// </summary>
    internal Outcome OthersWithId(KnownCertificate known)
    {
        string id = known.Certificate!.Id;
        if (WithId(id).Count == 1) return Outcome.Valid;
        string? code = known.Certificate.LaboratoryCode;
        var (signed, unproven) = _idCounts.GetOrAdd(
            (id, code ?? ""), _ => Count(WithId(id).Where(other => other.Certificate!.LaboratoryCode == code)));
        var own = _knowledge.SignatureOf(known).Outcome;
        if (signed > (own == Outcome.Valid ? 1 : 0)) return Outcome.Invalid;
        return unproven > (own == Outcome.CannotTell ? 1 : 0) ? Outcome.CannotTell : Outcome.Valid;
    }

    /// <summary>Certificates that name one as their previous report.</summary>
    internal List<KnownCertificate> Following(KnownCertificate known) => _byPrevious.GetValueOrDefault(known.Hash) ?? [];

    internal List<MeterKey> KeysWithHash(byte[] publicKeyHash) => _byKey.GetValueOrDefault(publicKeyHash) ?? [];

    /// <summary>The certificate whose bytes have a cited hash, of 32, 48 or 64 bytes.</summary>
    internal KnownCertificate? Cited(byte[] hash) =>
        hash.Length == SHA256.HashSizeInBytes ? _knowledge.Find(hash) : _byLongHash.Value.GetValueOrDefault(hash);

    // A body that no laboratory signed takes nobody's id away.
    private (int Signed, int Unproven) Count(IEnumerable<KnownCertificate> certificates)
    {
        int signed = 0, unproven = 0;
        foreach (var certificate in certificates)
        {
            var outcome = _knowledge.SignatureOf(certificate).Outcome;
            if (outcome == Outcome.Valid) signed++;
            else if (outcome == Outcome.CannotTell) unproven++;
        }
        return (signed, unproven);
    }

    private void Add(KnownCertificate known, Certificate certificate)
    {
        Of(_byId, certificate.Id).Add(known);
        if (certificate.PreviousReport?.Hash is { } hash && Cited(hash) is { } previous) Of(_byPrevious, previous.Hash).Add(known);
        if (certificate.Meter is { } meter)
        {
            Of(_byMeter, meter.MeterId).Add(known);
            return;
        }
        foreach (string serial in certificate.Items.SelectMany(item => item.Identifications)
            .Where(number => number.Issuer == ItemIdentity.ManufacturerIssuer).Select(number => number.Value).Distinct())
            Of(_bySerial, serial).Add(known);
    }

    private Dictionary<byte[], KnownCertificate> LongHashes()
    {
        var byHash = new Dictionary<byte[], KnownCertificate>(HashComparer.Instance);
        foreach (var known in _knowledge.Certificates)
        {
            byHash.TryAdd(SHA384.HashData(known.Bytes), known);
            byHash.TryAdd(SHA512.HashData(known.Bytes), known);
        }
        return byHash;
    }

    private static List<T> Of<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key) where TKey : notnull =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
