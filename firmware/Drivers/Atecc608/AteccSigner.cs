using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>Signs with a key that cannot leave a secure element. The caller waits: usually 160 to 260 ms, at most 2.5 s.</summary>
public sealed class AteccSigner : ISigner
{
    private readonly Atecc608 _chip;
    private readonly int _slot;

    internal AteccSigner(Atecc608 chip, int slot, byte[] publicKey)
    {
        _chip = chip;
        _slot = slot;
        PublicKey = publicKey;
    }

    /// <inheritdoc/>
    public KeyClass KeyClass => KeyClass.SecureElement;

    /// <inheritdoc/>
    public byte[] PublicKey { get; }

    /// <inheritdoc/>
    public byte[]? SignHash(byte[] sha256)
    {
        byte[] signature = new byte[Atecc608.PointBytes];
        return _chip.Sign(_slot, sha256, signature) == AteccStatus.Ok ? signature : null;
    }
}
