namespace CarbonMeter.Crypto;

/// <summary>Comparison that takes the same steps wherever the first difference lies.</summary>
public static class ConstantTime
{
    /// <summary>Whether two arrays hold the same bytes. Their lengths are taken to be public.</summary>
    public static bool Equals(byte[] a, byte[] b)
    {
        Require.NotNull(a, nameof(a));
        Require.NotNull(b, nameof(b));
        if (a.Length != b.Length) return false;
        int difference = 0;
        for (int i = 0; i < a.Length; i++) difference |= a[i] ^ b[i];
        return difference == 0;
    }
}
