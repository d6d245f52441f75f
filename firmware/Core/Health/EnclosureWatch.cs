namespace CarbonMeter.Firmware.Health;

/// <summary>Tells once that the enclosure has been opened: a contact that bounces is not an opening, one that stays open is one.</summary>
public sealed class EnclosureWatch
{
    /// <summary>Looks in a row that have to agree.</summary>
    public const int LooksMin = 3;

    private readonly IEnclosure _contact;
    private int _looks;
    private bool _isOpen;

    /// <summary>A watch over a contact; an enclosure that is open from the start is an opening too.</summary>
    public EnclosureWatch(IEnclosure contact)
    {
        _contact = contact;
    }

    /// <summary>Looks once; true where the enclosure has just been found open, and once for each opening.</summary>
    public bool Look()
    {
        if (_contact.IsOpen == _isOpen)
        {
            _looks = 0;
            return false;
        }
        if (++_looks < LooksMin) return false;
        _looks = 0;
        _isOpen = !_isOpen;
        return _isOpen;
    }
}
