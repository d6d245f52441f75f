using CarbonMeter.Crypto;

namespace CarbonMeter.Records;

/// <summary>The hash that chains and identifies records: SHA-256 of the payload, never of the malleable signature.</summary>
public static class RecordHash
{
    /// <summary>32 bytes that name these payload bytes; factor sets and parameter sets are named the same way.</summary>
    public static byte[] Of(byte[] payload) => Sha256.Hash(payload);

    /// <summary>Whether two hashes are the same. They are public: time is no secret here.</summary>
    public static bool AreEqual(byte[] first, byte[] second)
    {
        if (first == second) return true;
        if (first.Length != second.Length) return false;
        for (int index = 0; index < first.Length; index++)
        {
            if (first[index] != second[index]) return false;
        }
        return true;
    }

    /// <summary>Whether this is the hash of no record: zeroes.</summary>
    public static bool IsNone(byte[] hash)
    {
        for (int index = 0; index < hash.Length; index++)
        {
            if (hash[index] != 0) return false;
        }
        return true;
    }
}
