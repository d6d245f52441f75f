using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The meter's keys in slots 0 and 1 of an ATECC608 that has been locked. A private key cannot be deleted there, only
/// overwritten: a place that is forgotten holds a key nobody has ever announced.
/// </summary>
public sealed class AteccKeyStore : IKeyStore
{
    private const int PlaceMax = 1;

    private readonly Atecc608 _chip;

    /// <summary>A store on a chip.</summary>
    public AteccKeyStore(Atecc608 chip)
    {
        Require.NotNull(chip, nameof(chip));
        _chip = chip;
    }

    /// <inheritdoc/>
    public bool TryMake(int place, out byte[] publicKey)
    {
        Require.InRange(place, 0, PlaceMax, nameof(place));
        publicKey = new byte[Atecc608.PointBytes];
        return _chip.MakeKey(place, publicKey) == AteccStatus.Ok;
    }

    /// <inheritdoc/>
    public bool TryOpen(int place, out ISigner? signer)
    {
        Require.InRange(place, 0, PlaceMax, nameof(place));
        byte[] publicKey = new byte[Atecc608.PointBytes];
        var status = _chip.ReadPublicKey(place, publicKey);
        signer = status == AteccStatus.Ok ? new AteccSigner(_chip, place, publicKey) : null;
        return status == AteccStatus.Ok || status == AteccStatus.NotNow;
    }

    /// <inheritdoc/>
    public bool TryForget(int place)
    {
        Require.InRange(place, 0, PlaceMax, nameof(place));
        byte[] publicKey = new byte[Atecc608.PointBytes];
        var status = _chip.ReadPublicKey(place, publicKey);
        return status == AteccStatus.NotNow || status == AteccStatus.Ok && _chip.MakeKey(place, publicKey) == AteccStatus.Ok;
    }
}
