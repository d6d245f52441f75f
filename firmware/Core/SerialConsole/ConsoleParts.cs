using CarbonMeter.Crypto;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>What a board gives its console.</summary>
public sealed class ConsoleParts
{
    /// <summary>The parts without which there is nothing to commission.</summary>
    public ConsoleParts(ISerialPort port, INonVolatile settings, IKeyStore keys, IFrontEnd frontEnd)
    {
        Port = port;
        Settings = settings;
        Keys = keys;
        FrontEnd = frontEnd;
    }

    /// <summary>The serial line.</summary>
    public ISerialPort Port { get; }

    /// <summary>Where settings are kept.</summary>
    public INonVolatile Settings { get; }

    /// <summary>The meter's keys.</summary>
    public IKeyStore Keys { get; }

    /// <summary>The metering chip.</summary>
    public IFrontEnd FrontEnd { get; }

    /// <summary>The network; null where it cannot be set up from here.</summary>
    public INetworkSetup? Network { get; set; }

    /// <summary>The board's parts; null where they cannot be tested.</summary>
    public ISelfTest? Test { get; set; }

    /// <summary>The secure element, to be set up once in its life; null where the board has none.</summary>
    public IElementSetUp? Element { get; set; }

    /// <summary>Makes enrolment requests; null where the firmware makes none.</summary>
    public IEnrolment? Enrolment { get; set; }
}

/// <summary>Makes the request by which a meter introduces itself to a host (docs/formats/enrolment.md).</summary>
public interface IEnrolment
{
    /// <summary>A request signed with the meter's own key; null where the key did not answer: try again.</summary>
    byte[]? Request(ISigner signer, string meterId);
}

/// <summary>What a board is and was delivered with.</summary>
public sealed class ConsoleBoard
{
    /// <summary>A board under a name, with the sets it was delivered with, both of which decode.</summary>
    public ConsoleBoard(string name, byte[] hash, byte[] parameterSet, byte[] factorSet)
    {
        Require.Length(hash, 32, nameof(hash));
        Name = name;
        Hash = hash;
        ParameterSet = parameterSet;
        FactorSet = factorSet;
    }

    /// <summary>The board's name, for example "carrier-3p".</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the board file.</summary>
    public byte[] Hash { get; }

    /// <summary>The parameter set it was delivered with.</summary>
    public byte[] ParameterSet { get; }

    /// <summary>The factor set it was delivered with.</summary>
    public byte[] FactorSet { get; }

    /// <summary>Firmware id and version.</summary>
    public string FirmwareId { get; set; } = new MeterSettings().FirmwareId;

    /// <summary>The processor, for example "ESP32-S3".</summary>
    public string Chip { get; set; } = "unknown";
}
