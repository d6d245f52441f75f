using CarbonMeter.Firmware.Journal;

namespace CarbonMeter.Firmware.Settings;

/// <summary>What the store holds.</summary>
public enum SettingsContent
{
    /// <summary>The storage did not answer: try again.</summary>
    NoAnswer = 0,
    /// <summary>Nothing was ever kept.</summary>
    Blank = 1,
    /// <summary>Settings.</summary>
    Kept = 2,
    /// <summary>Something was kept and neither place can be read: a sealed meter may have lost its seal. It needs service.</summary>
    Unreadable = 3,
}

/// <summary>
/// Keeps settings in two places that are written in turn, each with a counter and a checksum: a power cut at any byte leaves what
/// was there before or what is new, never a mixture.
/// </summary>
public sealed class SettingsStore
{
    /// <summary>Storage it needs.</summary>
    public const int SizeBytes = 2 * PlaceBytes;

    private const int PlaceBytes = 4096;
    private const int HeadBytes = 16;
    private const int Mark = 0x434D5331; // "CMS1"
    private const int MarkAt = 0, CounterAt = 4, LengthAt = 8, CrcAt = 12;

    private readonly INonVolatile _storage;
    private readonly byte[] _head = new byte[HeadBytes];
    private int _newest = -1;
    private int _counter;

    /// <summary>A store at the beginning of a storage of at least <see cref="SizeBytes"/>.</summary>
    public SettingsStore(INonVolatile storage)
    {
        Require.InRange(storage.SizeBytes, SizeBytes, int.MaxValue, "storage for settings");
        _storage = storage;
    }

    /// <summary>Reads the newest settings; null where there are none to read.</summary>
    public SettingsContent Load(out DeviceSettings? settings)
    {
        settings = null;
        _newest = -1;
        int written = 0;
        for (int place = 0; place < 2; place++)
        {
            if (!TryReadPlace(place, out DeviceSettings? found, out int counter, out bool isBlank)) return SettingsContent.NoAnswer;
            if (!isBlank) written++;
            // The counters of two places are one apart; the difference tells which is newer, also where it wraps.
            if (found == null || settings != null && counter - _counter <= 0) continue;
            settings = found;
            _newest = place;
            _counter = counter;
        }
        // One place written and unreadable is a first save that was cut. Nothing is sealed before the second.
        return settings != null ? SettingsContent.Kept : written == 2 ? SettingsContent.Unreadable : SettingsContent.Blank;
    }

    /// <summary>Keeps settings; false where the storage did not confirm it, and what is kept is then known after the next load.</summary>
    public bool TrySave(DeviceSettings settings)
    {
        byte[] content = DeviceSettingsCodec.Encode(settings);
        Require.InRange(content.Length, 1, DeviceSettingsCodec.SizeBytesMax, "settings");
        int place = _newest == 0 ? 1 : 0;
        byte[] block = new byte[HeadBytes + content.Length];
        Bytes.Put(block, MarkAt, Mark);
        Bytes.Put(block, CounterAt, _counter + 1);
        Bytes.Put(block, LengthAt, content.Length);
        for (int i = 0; i < content.Length; i++) block[HeadBytes + i] = content[i];
        Bytes.Put(block, CrcAt, CrcOf(block, content.Length));
        if (!_storage.TryWrite(place * PlaceBytes, block, 0, block.Length)) return false;
        _newest = place;
        _counter++;
        return true;
    }

    // False where the storage did not answer.
    private bool TryReadPlace(int place, out DeviceSettings? settings, out int counter, out bool isBlank)
    {
        settings = null;
        counter = 0;
        isBlank = false;
        if (!_storage.TryRead(place * PlaceBytes, _head, 0, HeadBytes)) return false;
        isBlank = IsAll(0) || IsAll(0xFF);
        int length = Bytes.Int(_head, LengthAt);
        if (Bytes.Int(_head, MarkAt) != Mark || length < 1 || length > DeviceSettingsCodec.SizeBytesMax) return true;
        byte[] block = new byte[HeadBytes + length];
        if (!_storage.TryRead(place * PlaceBytes, block, 0, block.Length)) return false;
        if (Bytes.Int(block, CrcAt) != CrcOf(block, length)) return true;
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) content[i] = block[HeadBytes + i];
        counter = Bytes.Int(block, CounterAt);
        settings = DeviceSettingsCodec.Decode(content);
        return true;
    }

    // Over everything but the checksum itself.
    private static int CrcOf(byte[] block, int length) =>
        (int)Bytes.Crc(Bytes.Crc(0, block, 0, CrcAt), block, HeadBytes, length);

    private bool IsAll(byte value)
    {
        for (int i = 0; i < HeadBytes; i++)
            if (_head[i] != value) return false;
        return true;
    }
}
