namespace CarbonMeter.Crypto;

/// <summary>How well a signing key is guarded; it stands in every record.</summary>
public enum KeyClass
{
    /// <summary>A key in plain memory, for development and demonstration.</summary>
    Development = 0,
    /// <summary>A software key wrapped at rest.</summary>
    SoftwareWrapped = 1,
    /// <summary>A key that never leaves a secure element.</summary>
    SecureElement = 2,
}

/// <summary>Signs hashes with one P-256 private key.</summary>
public interface ISigner
{
    /// <summary>How well the key is guarded.</summary>
    KeyClass KeyClass { get; }

    /// <summary>Signs a SHA-256 hash (32 bytes); returns r followed by s, 64 bytes.</summary>
    byte[] SignHash(byte[] hash);
}

/// <summary>Verifies signatures under one P-256 public key.</summary>
public interface IVerifier
{
    /// <summary>Whether the signature (r followed by s, 64 bytes) fits the SHA-256 hash (32 bytes).</summary>
    bool VerifyHash(byte[] hash, byte[] signature);
}
