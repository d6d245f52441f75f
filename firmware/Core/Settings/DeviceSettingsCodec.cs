using CarbonMeter.Cbor;
using CarbonMeter.Crypto;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Settings;

/// <summary>Settings as bytes: one array of canonical CBOR, the version first. For the meter's own storage alone.</summary>
public static class DeviceSettingsCodec
{
    /// <summary>Most bytes that settings take.</summary>
    public const int SizeBytesMax = 3840;

    private const int Version = 1, FieldCount = 14;

    /// <summary>The bytes of settings whose fields are all in range.</summary>
    public static byte[] Encode(DeviceSettings settings)
    {
        Require.That(settings.FirstFault() == null, "settings out of range");
        var writer = new CborWriter(512);
        writer.WriteArray(FieldCount);
        writer.WriteInteger(Version);
        writer.WriteText(settings.Id);
        writer.WriteText(settings.Park);
        writer.WriteText(settings.Role);
        writer.WriteText(settings.Place);
        writer.WriteText(settings.Broker);
        writer.WriteInteger(settings.Port);
        writer.WriteBoolean(settings.IsTls);
        writer.WriteBytes(settings.Authority);
        writer.WriteInteger(settings.IntervalSeconds);
        writer.WriteInteger(settings.IntervalsPerRecord);
        writer.WriteBytes(settings.ParameterSet);
        writer.WriteBytes(settings.FactorSet);
        writer.WriteText(settings.Installer);
        return writer.ToArray();
    }

    /// <summary>The settings; null where the bytes are none, or of another version.</summary>
    public static DeviceSettings? Decode(byte[] bytes)
    {
        var reader = new CborReader(bytes);
        if (reader.ReadArray(FieldCount) != FieldCount || reader.ReadInteger(0, long.MaxValue) != Version) return null;
        var settings = new DeviceSettings
        {
            Id = reader.ReadText(MeterId.LengthMax),
            Park = reader.ReadText(MeterId.LengthMax),
            Role = reader.ReadText(MeterId.LengthMax),
            Place = reader.ReadText(DeviceSettings.NameBytesMax),
            Broker = reader.ReadText(DeviceSettings.NameBytesMax),
            Port = (int)reader.ReadInteger(1, 65535),
            IsTls = reader.ReadBoolean(),
            Authority = reader.ReadBytes(0, P256.PublicKeyBytes),
            IntervalSeconds = (int)reader.ReadInteger(0, 3600),
            IntervalsPerRecord = (int)reader.ReadInteger(0, IntervalRecord.IntervalsMax),
            ParameterSet = reader.ReadBytes(0, ParameterSetCodec.SizeBytesMax),
            FactorSet = reader.ReadBytes(0, FactorSetCodec.SizeBytesMax),
            Installer = reader.ReadText(DeviceSettings.NameBytesMax),
        };
        reader.End();
        return reader.Status == CborStatus.Ok && settings.FirstFault() == null ? settings : null;
    }
}
