using CarbonMeter.Crypto;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Settings;

/// <summary>
/// What a meter is told when it is commissioned. A field nobody has set is empty or 0. The Wi-Fi password is not among them: it is
/// kept by the network itself.
/// </summary>
public sealed class DeviceSettings
{
    /// <summary>Longest broker name, place and installer, in bytes.</summary>
    public const int NameBytesMax = 64;

    /// <summary>Port where nothing else is said: MQTT over TLS.</summary>
    public const int PortUsual = 8883;

    /// <summary>What a node of a park can be, with a space before and after each.</summary>
    public const string Roles = " gridConnection pv wind chp storage load feeder ";

    /// <summary>Meter id.</summary>
    public string Id { get; set; } = "";

    /// <summary>Park it belongs to.</summary>
    public string Park { get; set; } = "";

    /// <summary>What its node does with energy, one of <see cref="Roles"/>.</summary>
    public string Role { get; set; } = "";

    /// <summary>Where it hangs.</summary>
    public string Place { get; set; } = "";

    /// <summary>Name or address of the host.</summary>
    public string Broker { get; set; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; set; } = PortUsual;

    /// <summary>Whether the connection is protected by TLS.</summary>
    public bool IsTls { get; set; } = true;

    /// <summary>The authority's public key, 64 bytes X, Y; empty before it is set.</summary>
    public byte[] Authority { get; set; } = new byte[0];

    /// <summary>Interval length of a new meter, s.</summary>
    public int IntervalSeconds { get; set; } = 60;

    /// <summary>Intervals per record of a new meter.</summary>
    public int IntervalsPerRecord { get; set; } = 15;

    /// <summary>The parameter set's bytes; empty where the board's own is meant.</summary>
    public byte[] ParameterSet { get; set; } = new byte[0];

    /// <summary>The first factor set's bytes; empty where the one the firmware was delivered with is meant.</summary>
    public byte[] FactorSet { get; set; } = new byte[0];

    /// <summary>Who sealed it, printable ASCII; empty before.</summary>
    public string Installer { get; set; } = "";

    /// <summary>Whether the commissioning is over.</summary>
    public bool IsSealed => Installer.Length > 0;

    /// <summary>The name of the first field that is out of range; null where all are well.</summary>
    public string? FirstFault()
    {
        if (Id.Length > 0 && !MeterId.IsValid(Id)) return "id";
        if (Park.Length > 0 && !MeterId.IsValid(Park)) return "park";
        if (Role.Length > 0 && (Role.IndexOf(' ') >= 0 || Roles.IndexOf(" " + Role + " ") < 0)) return "role";
        if (Cbor.Utf8.Encode(Place).Length > NameBytesMax) return "place";
        if (Broker.Length > NameBytesMax || !IsPrintable(Broker, '!')) return "broker";
        if (Port < 1 || Port > 65535) return "port";
        if (Authority.Length != 0 && (Authority.Length != P256.PublicKeyBytes || !P256.IsPublicKey(Authority))) return "authority";
        if (!MeterSettings.IsIntervalLength(IntervalSeconds)) return "interval";
        if (IntervalsPerRecord < 1 || IntervalsPerRecord > IntervalRecord.IntervalsMax) return "perRecord";
        if (Installer.Length > NameBytesMax || !IsPrintable(Installer, ' ')) return "installer";
        return null;
    }

    private static bool IsPrintable(string text, char least)
    {
        for (int i = 0; i < text.Length; i++)
            if (text[i] < least || text[i] > '~') return false;
        return true;
    }
}
