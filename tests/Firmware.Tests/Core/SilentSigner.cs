using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>A key whose holder may not answer, as a secure element on a bad bus.</summary>
internal sealed class SilentSigner(ISigner inner) : ISigner
{
    public bool IsSilent { get; set; }

    /// <summary>Times it was asked and said nothing.</summary>
    public int Refusals { get; private set; }

    public KeyClass KeyClass => inner.KeyClass;

    public byte[] PublicKey => inner.PublicKey;

    public byte[]? SignHash(byte[] sha256)
    {
        if (!IsSilent) return inner.SignHash(sha256);
        Refusals++;
        return null;
    }
}
