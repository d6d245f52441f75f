using CarbonMeter.Crypto;
using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>
/// A meter's request to be registered, docs/formats/enrolment.md: who it is and with which key it signs. It is signed with that
/// very key, which proves that whoever made it holds the key, and nothing else.
/// </summary>
public sealed class Enrolment
{
    /// <summary>Meter id.</summary>
    public string MeterId { get; set; } = "";

    /// <summary>The key the meter's chain begins with, 64 bytes X, Y.</summary>
    public byte[] PublicKey { get; set; } = new byte[0];

    /// <summary>Where its private half lives, as the meter says.</summary>
    public KeyClass KeyClass { get; set; }

    /// <summary>The board's name.</summary>
    public string BoardName { get; set; } = "";

    /// <summary>Firmware id, 1 to 64 printable ASCII characters.</summary>
    public string FirmwareId { get; set; } = "";

    /// <summary>Serial number of the secure element, 1 to 16 bytes; null where the key is not in one.</summary>
    public byte[]? SecureElementSerial { get; set; }

    /// <summary>The meter's clock when it was made, unix ms; missing where that was not set yet.</summary>
    public Reading MadeAtUnixMs { get; set; }
}
