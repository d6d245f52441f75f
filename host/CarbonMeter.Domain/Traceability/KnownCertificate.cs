using System;
using System.Collections.Generic;

namespace CarbonMeter.Domain.Traceability;

/// <summary>A certificate the host holds, and what it was told of it.</summary>
public sealed class KnownCertificate
{
    internal KnownCertificate(int number, CertificateAdded added, long receivedAtUnixMs, Certificate? certificate, string? problem)
    {
        (Number, Hash, Bytes, ReceivedAtUnixMs) = (number, added.Hash, added.Bytes, receivedAtUnixMs);
        (Certificate, Problem) = (certificate, problem);
    }

    /// <summary>Its place in the order of arrival, from 0.</summary>
    public int Number { get; }

    /// <summary>SHA-256 it was received under, 32 bytes.</summary>
    public byte[] Hash { get; }

    /// <summary>The bytes as they came.</summary>
    public byte[] Bytes { get; }

    /// <summary>When the host first had them, unix ms.</summary>
    public long ReceivedAtUnixMs { get; }

    /// <summary>What it says; null where this program cannot read it.</summary>
    public Certificate? Certificate { get; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public string? Problem { get; }

    /// <summary>From when on it is revoked, unix s; null: it is not. Of several revocations the earliest counts.</summary>
    public long? RevokedFromUnixSeconds => Revocation?.FromUnixSeconds;

    /// <summary>Why it was revoked, in the operator's words; empty where it was not.</summary>
    public string RevokedWhy => Revocation?.Why ?? "";

    internal CertificateRevoked? Revocation { get; set; }
}

/// <summary>A key of a meter and its life.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="PublicKey">X, Y: 64 bytes.</param>
/// <param name="PublicKeyHash">SHA-256 of it.</param>
/// <param name="FromSequence">First sequence signed with it.</param>
/// <param name="ToSequence">First sequence signed with the next one; null: it is the last.</param>
/// <param name="ByRecordHash">The record, signed with the key before, that announced it; null where the operator enrolled it.</param>
/// <param name="LearntAtUnixMs">When the host learnt of it.</param>
/// <param name="RevokedFromUnixSeconds">From when on what it signs is not believed; null: it is.</param>
/// <param name="RevokedWhy">Why, in the operator's words; empty where it is not revoked.</param>
public sealed record MeterKey(string MeterId, byte[] PublicKey, byte[] PublicKeyHash, long FromSequence, long? ToSequence,
    byte[]? ByRecordHash, long LearntAtUnixMs, long? RevokedFromUnixSeconds, string RevokedWhy);

/// <summary>Whether a firmware is approved.</summary>
/// <param name="FirmwareId">The firmware.</param>
/// <param name="WithdrawnFromUnixSeconds">From when on its approval is withdrawn; null: it stands.</param>
/// <param name="WithdrawnWhy">Why, in the operator's words; empty where it stands.</param>
public sealed record KnownFirmware(string FirmwareId, long? WithdrawnFromUnixSeconds, string WithdrawnWhy);

/// <summary>Compares hashes by their bytes.</summary>
internal sealed class HashComparer : IEqualityComparer<byte[]>
{
    internal static readonly HashComparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    // Bytes of a cryptographic hash are as good as any other hash of them.
    public int GetHashCode(byte[] hash) => hash.Length >= sizeof(int) ? BitConverter.ToInt32(hash) : 0;
}
