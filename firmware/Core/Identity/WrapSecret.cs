using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware.Identity;

/// <summary>
/// The secret under which a board wraps its keys, kept apart from them: made once, in two copies. It is given out only when both
/// are there, so a cut while it is made costs nothing.
/// </summary>
public static class WrapSecret
{
    /// <summary>Bytes of storage it takes.</summary>
    public const int SizeBytes = Copies * CopyBytes;

    private const int Copies = 2, CheckBytes = 8;
    private const int CopyBytes = KeyDrawer.SecretBytes + CheckBytes;
    private const int ReadAttemptsMax = 4;

    /// <summary>
    /// Opens it, making it where there has never been one. False where the storage did not answer, its source of randomness is
    /// not to be believed, or both copies are spoilt: then the keys are lost, and nothing is overwritten.
    /// </summary>
    public static bool TryOpen(INonVolatile storage, KeyDrawer drawer, out byte[] secret)
    {
        Require.InRange(storage.SizeBytes, SizeBytes, int.MaxValue, "storage size");
        secret = new byte[0];
        if (!TryGet(storage, 0, out byte[] first, out bool isFirstBlank) || !TryGet(storage, 1, out byte[] second, out bool isSecondBlank)) return false;
        if (second.Length > 0)
        {
            secret = second;
            return first.Length > 0 || TryPut(storage, 0, second);
        }
        // The second copy is written last: where it is blank, no key was ever wrapped with what the first one holds.
        if (first.Length == 0)
        {
            if (!isSecondBlank || !drawer.TryDrawSecret(out first) || !TryPut(storage, 0, first)) return false;
        }
        secret = first;
        return TryPut(storage, 1, first);
    }

    // An empty array where the copy is not whole; it then has to read the same twice.
    private static bool TryGet(INonVolatile storage, int copy, out byte[] secret, out bool isBlank)
    {
        secret = new byte[0];
        isBlank = false;
        byte[] before = new byte[CopyBytes], bytes = new byte[CopyBytes];
        for (int attempt = 0; attempt < ReadAttemptsMax; attempt++)
        {
            if (!storage.TryRead(copy * CopyBytes, bytes, 0, CopyBytes)) return false;
            byte[] found = new byte[KeyDrawer.SecretBytes];
            System.Array.Copy(bytes, found, found.Length);
            if (IsWhole(bytes, Check(found)))
            {
                secret = found;
                return true;
            }
            if (attempt > 0 && ConstantTime.Equals(before, bytes))
            {
                isBlank = IsBlank(bytes);
                return true;
            }
            System.Array.Copy(bytes, before, CopyBytes);
        }
        return false;
    }

    private static bool TryPut(INonVolatile storage, int copy, byte[] secret)
    {
        byte[] bytes = new byte[CopyBytes], check = Check(secret), found = new byte[CopyBytes];
        System.Array.Copy(secret, bytes, KeyDrawer.SecretBytes);
        System.Array.Copy(check, 0, bytes, KeyDrawer.SecretBytes, CheckBytes);
        return storage.TryWrite(copy * CopyBytes, bytes, 0, CopyBytes)
            && storage.TryRead(copy * CopyBytes, found, 0, CopyBytes) && ConstantTime.Equals(bytes, found);
    }

    private static byte[] Check(byte[] secret) => Sha256.Hash(secret);

    private static bool IsWhole(byte[] bytes, byte[] check)
    {
        for (int i = 0; i < CheckBytes; i++)
            if (bytes[KeyDrawer.SecretBytes + i] != check[i]) return false;
        return true;
    }

    private static bool IsBlank(byte[] bytes)
    {
        for (int i = 0; i < CopyBytes; i++)
            if (bytes[i] != bytes[0]) return false;
        return bytes[0] == 0x00 || bytes[0] == 0xFF;
    }
}
