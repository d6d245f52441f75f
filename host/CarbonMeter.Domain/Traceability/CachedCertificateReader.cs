using System;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace CarbonMeter.Domain.Traceability;

/// <summary>
/// Remembers what a reader said, by content, so that knowing one fact more does not mean reading ten thousand certificates and
/// verifying their signatures again. What it holds grows with the certificates and with how often what is trusted changes.
/// </summary>
public sealed class CachedCertificateReader(ICertificateReader reader) : ICertificateReader
{
    private readonly ConcurrentDictionary<byte[], (Certificate? Certificate, string? Problem)> _read = new(HashComparer.Instance);
    private readonly ConcurrentDictionary<byte[], SignatureVerdict> _signatures = new(HashComparer.Instance);
    private readonly ConcurrentDictionary<byte[], TrustStore> _stores = new(HashComparer.Instance);
    private (TrustStore Asked, TrustStore Kept, byte[] Hash)? _last;

    /// <inheritdoc/>
    public Certificate Read(byte[] bytes)
    {
        var (certificate, problem) = _read.GetOrAdd(SHA256.HashData(bytes), _ => ReadOnce(bytes));
        return certificate ?? throw new CertificateException(problem!);
    }

    /// <inheritdoc/>
    public SignatureVerdict JudgeSignature(byte[] bytes, Laboratory? laboratory, TrustStore trust, long receivedAtUnixSeconds)
    {
        var (kept, trustHash) = Kept(trust);
        using var key = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        key.AppendData(SHA256.HashData(bytes));
        key.AppendData(trustHash);
        key.AppendData(BitConverter.GetBytes(receivedAtUnixSeconds));
        key.AppendData(JsonSerializer.SerializeToUtf8Bytes(laboratory));
        return _signatures.GetOrAdd(key.GetHashAndReset(), _ => reader.JudgeSignature(bytes, laboratory, kept, receivedAtUnixSeconds));
    }

    private (Certificate? Certificate, string? Problem) ReadOnce(byte[] bytes)
    {
        try
        {
            return (reader.Read(bytes), null);
        }
        catch (CertificateException unreadable)
        {
            return (null, unreadable.Message);
        }
    }

    // One instance for one content: what the reader works out of a store it keeps with the instance.
    private (TrustStore Kept, byte[] Hash) Kept(TrustStore trust)
    {
        if (_last is { } last && ReferenceEquals(last.Asked, trust)) return (last.Kept, last.Hash);
        byte[] hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(trust));
        var kept = _stores.GetOrAdd(hash, trust);
        _last = (trust, kept, hash);
        return (kept, hash);
    }
}
