using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>A trust store, read once and kept as long as the store itself.</summary>
internal sealed class KnownTrust
{
    private static readonly ConditionalWeakTable<TrustStore, KnownTrust> Known = [];

    private readonly List<RevocationList> _lists = [];
    private readonly Dictionary<string, X509Certificate2> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _distrustedHashes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RevocationList[]> _listsByAuthority = new(StringComparer.Ordinal);

    private KnownTrust(TrustStore store)
    {
        RequiresLists = store.RequiresRevocationLists;
        foreach (var hash in store.Distrusted) _distrustedHashes.Add(Convert.ToHexString(hash));
        foreach (var der in store.Anchors)
            try
            {
                var anchor = X509CertificateLoader.LoadCertificate(der);
                _anchors.TryAdd(Hash(anchor), anchor);
            }
            catch (CryptographicException)
            {
                Unreadable ??= "an authority that is no X.509 certificate";
            }
        foreach (var der in store.RevocationLists)
            try
            {
                _lists.Add(RevocationList.Read(der));
            }
            catch (CertificateException fault)
            {
                Unreadable ??= fault.Message;
            }
    }

    /// <summary>Authorities and signers trusted by the operator, each once.</summary>
    public IReadOnlyCollection<X509Certificate2> Anchors => _anchors.Values;

    /// <summary>What could not be read; null where all could. Nothing is judged then, as it might have been the very list that matters.</summary>
    public string? Unreadable { get; }

    public bool RequiresLists { get; }

    public static KnownTrust Of(TrustStore store) => Known.GetValue(store, static key => new KnownTrust(key));

    /// <summary>The trusted certificate that is byte for byte this one; null where it is none.</summary>
    public X509Certificate2? FindAnchor(X509Certificate2 certificate) => _anchors.GetValueOrDefault(Hash(certificate));

    public bool IsDistrusted(X509Certificate2 certificate) => _distrustedHashes.Contains(Hash(certificate));

    /// <summary>The revocation lists an authority signed. Asked only about authorities of a trusted chain, so that what is kept stays bounded.</summary>
    public RevocationList[] ListsOf(X509Certificate2 authority) =>
        _listsByAuthority.GetOrAdd(Hash(authority), static (_, of) => of.Lists.FindAll(list => list.IsBy(of.Authority)).ToArray(), (Lists: _lists, Authority: authority));

    private static string Hash(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);
}
