namespace CarbonMeter.DotNet;

using System;
using System.Security.Cryptography;
using CarbonMeter.Crypto;

/// <summary>
/// Verifies with the platform's ECDSA. The key is imported once and kept: importing it for every record costs about
/// twice as much as the verification itself. A kept key takes about 5 kB.
/// </summary>
/// <remarks>One user at a time: give each worker its own, or its own meters.</remarks>
public sealed class PlatformVerifier : IVerifier, IDisposable
{
    private readonly ECDsa _key;

    /// <param name="publicKey">64 bytes X, Y of a point on the curve.</param>
    /// <exception cref="ArgumentException">The bytes are not a point on the curve.</exception>
    public PlatformVerifier(byte[] publicKey) => _key = PlatformKeys.ImportPublic(publicKey);

    /// <inheritdoc/>
    public bool VerifyHash(byte[] sha256, byte[] signature64) =>
        VerifyHash(new ReadOnlySpan<byte>(sha256), new ReadOnlySpan<byte>(signature64));

    /// <summary>Whether r, s are this key's signature of the digest; false for any other lengths than 32 and 64.</summary>
    public bool VerifyHash(ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature64) =>
        sha256.Length == P256.ScalarBytes && signature64.Length == P256.SignatureBytes
        && _key.VerifyHash(sha256, signature64, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public void Dispose() => _key.Dispose();
}
