using CarbonMeter.Firmware.Settings;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>
/// What a meter is told before it is a meter, and the seal that ends it. Before the seal there is no chain; the board's loop makes
/// the <see cref="Meter"/> from <see cref="Configure"/> and the sets once <see cref="IsSealed"/>, and sets it here.
/// </summary>
public sealed class Commissioning
{
    private readonly ConsoleParts _parts;
    private readonly SettingsStore _store;
    private Meter? _meter;

    /// <summary>The commissioning of a board; nothing is read before <see cref="TryOpen"/>.</summary>
    public Commissioning(ConsoleParts parts, ConsoleBoard board)
    {
        _parts = parts;
        _store = new SettingsStore(parts.Settings);
        Board = board;
        Bench = new CommissioningBench(parts.FrontEnd);
        var limits = new MeterSettings();
        Clock = new ConsoleClock(limits.EarliestCredibleUnixMs, limits.LatestCredibleUnixMs);
        Parameters = Decoded(board.ParameterSet);
    }

    /// <summary>The board.</summary>
    public ConsoleBoard Board { get; }

    /// <summary>The time an installer gave; one of the meter's time sources.</summary>
    public ConsoleClock Clock { get; }

    /// <summary>Runs the front end before the seal.</summary>
    public CommissioningBench Bench { get; }

    /// <summary>What the storage of the settings holds.</summary>
    public SettingsContent Content { get; private set; }

    /// <summary>The settings as they are kept.</summary>
    public DeviceSettings Settings { get; private set; } = new DeviceSettings();

    /// <summary>The parameter set as it is kept.</summary>
    public ParameterSet Parameters { get; private set; }

    /// <summary>Whether the commissioning is over.</summary>
    public bool IsSealed => Settings.IsSealed;

    /// <summary>Bytes of the parameter set as it is kept: the meter's first.</summary>
    public byte[] ParameterSet => Settings.ParameterSet.Length > 0 ? Settings.ParameterSet : Board.ParameterSet;

    /// <summary>Bytes of the factor set as it is kept: the meter's first.</summary>
    public byte[] FactorSet => Settings.FactorSet.Length > 0 ? Settings.FactorSet : Board.FactorSet;

    /// <summary>The meter, once the seal is on and it was made; the front end is its own from then on.</summary>
    public Meter? Meter
    {
        get { return _meter; }
        set
        {
            _meter = value;
            Bench.End();
        }
    }

    /// <summary>Reads the settings; false where the storage did not answer or they cannot be read (<see cref="Content"/>).</summary>
    public bool TryOpen()
    {
        Content = _store.Load(out DeviceSettings? settings);
        if (Content != SettingsContent.Kept && Content != SettingsContent.Blank) return false;
        Take(settings ?? new DeviceSettings());
        return true;
    }

    /// <summary>A copy of the settings, to be changed and kept.</summary>
    public DeviceSettings Copy() => DeviceSettingsCodec.Decode(DeviceSettingsCodec.Encode(Settings))!;

    /// <summary>Keeps changed settings. False where the storage did not confirm it; what it really holds is then in force.</summary>
    public bool TryKeep(DeviceSettings changed)
    {
        if (_store.TrySave(changed))
        {
            Take(changed);
            return true;
        }
        TryOpen();
        return false;
    }

    /// <summary>Whether the front end can work under a parameter set, and it is one the board's channels can be measured with. Pure.</summary>
    public bool Accepts(ParameterSet set)
    {
        if (!_parts.FrontEnd.Accepts(set) || set.Channels.Length != Parameters.Channels.Length) return false;
        for (int i = 0; i < set.Channels.Length; i++)
            if (set.Channels[i].ChannelId != Parameters.Channels[i].ChannelId) return false;
        return true;
    }

    /// <summary>Puts what was said here into a meter's settings.</summary>
    public void Configure(MeterSettings settings)
    {
        Require.That(IsSealed, "a meter that is not sealed measures nothing");
        settings.MeterId = Settings.Id;
        settings.FirmwareId = Board.FirmwareId;
        settings.IntervalSeconds = Settings.IntervalSeconds;
        settings.IntervalsPerRecord = Settings.IntervalsPerRecord;
        settings.BoardHash = Board.Hash;
        settings.Installer = Settings.Installer;
    }

    private void Take(DeviceSettings settings)
    {
        byte[] before = ParameterSet;
        bool isFirst = Bench.IsIdle;
        Settings = settings;
        Parameters = Decoded(ParameterSet);
        if (Meter == null && (isFirst || !Crypto.ConstantTime.Equals(before, ParameterSet))) Bench.Use(Parameters);
    }

    private static ParameterSet Decoded(byte[] bytes)
    {
        ParameterSet? set = ParameterSetCodec.Decode(bytes, out RecordStatus _);
        Require.That(set != null, "a parameter set that was accepted does not decode");
        return set!;
    }
}
