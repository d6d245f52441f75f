namespace CarbonMeter.Crypto;

/// <summary>Where a signing key lives. It stands in every record, because it bounds what a signature proves.</summary>
public enum KeyClass
{
    /// <summary>A key from a source file or a seed: simulations and tests only.</summary>
    Development = 0,
    /// <summary>A software key made on the device and kept wrapped in its flash.</summary>
    SoftwareWrapped = 1,
    /// <summary>A key that cannot leave a secure element.</summary>
    SecureElement = 2,
}

/// <summary>Makes ECDSA signatures over P-256 with one key.</summary>
public interface ISigner
{
    /// <summary>Where the key lives.</summary>
    KeyClass KeyClass { get; }

    /// <summary>The public half, 64 bytes X, Y; not to be changed. Software works it out once, at about the cost of a signature.</summary>
    byte[] PublicKey { get; }

    /// <summary>
    /// Signs a 32-byte SHA-256 digest: 64 bytes, r then s, big-endian. Null where the key's holder did not answer, which only a
    /// secure element can do: try again later.
    /// </summary>
    byte[]? SignHash(byte[] sha256);
}

/// <summary>Checks ECDSA signatures over P-256 against one key.</summary>
public interface IVerifier
{
    /// <summary>Whether the 64 bytes r, s are this key's signature of the 32-byte digest. Never throws on bad input.</summary>
    bool VerifyHash(byte[] sha256, byte[] signature64);
}
