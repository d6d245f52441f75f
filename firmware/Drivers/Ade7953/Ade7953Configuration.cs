using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// What the chip's registers hold under a parameter set, in the order in which they are written. Also what leaves a
/// parameter set no say, and what a reset would have set anyway: a value that was never compared is one that was assumed.
/// </summary>
internal sealed class Ade7953Configuration
{
    /// <summary>CONFIG in every state: high-pass filter on, and COMM_LOCK, which is active at 0, so that noise cannot turn the bus into SPI.</summary>
    public const int ConfigLocked = 0x0004;

    /// <summary>CONFIG once everything else is written: CRC_ENABLE as well.</summary>
    public const int ConfigWatched = ConfigLocked | 1 << 8;

    /// <summary>CONFIG that resets the chip: SWRST.</summary>
    public const int ConfigReset = ConfigLocked | 1 << 7;

    /// <summary>DISNOLOAD: none of the three detections works.</summary>
    public const int NoLoadAllDisabled = 0b111;

    private const int NoLoadAllEnabled = 0;
    private const int SignMagnitudeAdvance = 1 << 9;
    private const int PulsesDisabled = 0x0300;
    private const int RegistersMax = 40;
    private const int GainMin = 0x200000, GainMax = 0x600000;
    private const int OffsetMin = -0x800000, OffsetMax = 0x7FFFFF;
    private const int PhaseMax = 383;
    private const int NoLoadRatioMax = 65_535;
    private const int PgaMax = 5, PgaMaxB = 4;

    private static readonly ChannelParameters Unused = new ChannelParameters();

    private readonly Ade7953Register[] _registers = new Ade7953Register[RegistersMax];
    private readonly int[] _values = new int[RegistersMax];

    /// <summary>The registers and values of a set that <see cref="Fits"/>.</summary>
    public Ade7953Configuration(ParameterSet parameters)
    {
        var a = Unused;
        var b = Unused;
        foreach (var channel in parameters.Channels)
        {
            if (channel.ChannelId == 1) a = channel;
            else b = channel;
        }
        // Free-running accumulation: no line-cycle mode, and bit 6, RSTREAD, at 0, so that no reading clears a counter.
        Add(Ade7953Register.LineCycleMode, 0);
        Add(Ade7953Register.LineCycles, 0);
        Add(Ade7953Register.AccumulationMode, 0);
        Add(Ade7953Register.PulseMode, PulsesDisabled);
        Add(Ade7953Register.VoltageInputGain, 0);
        Add(Ade7953Register.CurrentInputGainA, a.Pga);
        Add(Ade7953Register.CurrentInputGainB, b.Pga);
        AddChannelA(a, parameters.VoltageRmsOffset);
        AddChannelB(b);
        NoLoadThreshold = Threshold(parameters);
        Add(Ade7953Register.ActiveNoLoad, NoLoadThreshold);
        Add(Ade7953Register.ReactiveNoLoad, NoLoadThreshold);
        Add(Ade7953Register.ApparentNoLoad, NoLoadThreshold);
        // The thresholds take effect as the detection is enabled again, so this comes after them.
        NoLoadDisable = NoLoadThreshold == 0 ? NoLoadAllDisabled : NoLoadAllEnabled;
        Add(Ade7953Register.NoLoadDisable, NoLoadDisable);
        Add(Ade7953Register.Config, ConfigWatched);
    }

    /// <summary>Number of registers.</summary>
    public int Count { get; private set; }

    /// <summary>What the three no-load thresholds hold; 0 where the detection is off.</summary>
    public int NoLoadThreshold { get; }

    /// <summary>What DISNOLOAD holds.</summary>
    public int NoLoadDisable { get; }

    /// <summary>The register at a place in the order.</summary>
    public Ade7953Register RegisterAt(int index) => _registers[index];

    /// <summary>What it holds.</summary>
    public int ValueAt(int index) => _values[index];

    /// <summary>Whether the chip can do what a set asks for: channel 1 is its input A, 2 its input B.</summary>
    public static bool Fits(ParameterSet parameters)
    {
        if (!Wiring.IsOnOwnVoltage(parameters) || parameters.VoltageFullScaleMillivolts < 1 || !IsOffset(parameters.VoltageRmsOffset)) return false;
        int lastId = 0;
        foreach (var channel in parameters.Channels)
        {
            if (channel.ChannelId <= lastId || channel.ChannelId > 2) return false;
            lastId = channel.ChannelId;
            if (!Fits(channel)) return false;
            long picowattHours = Ade7953Conversion.PicowattHoursPerCount(parameters.VoltageFullScaleMillivolts, channel);
            if (picowattHours < 1 || picowattHours > Ade7953Conversion.PicowattHoursPerCountMax) return false;
        }
        return lastId > 0;
    }

    // x22 is there on input A alone.
    private static bool Fits(ChannelParameters channel) =>
        channel.CurrentFullScaleMilliamperes >= 1
        && channel.Pga >= 0 && channel.Pga <= (channel.ChannelId == 1 ? PgaMax : PgaMaxB)
        && IsGain(channel.ActiveGain) && IsGain(channel.ReactiveGain) && IsGain(channel.ApparentGain)
        && IsOffset(channel.ActiveOffset) && IsOffset(channel.ReactiveOffset) && IsOffset(channel.CurrentRmsOffset)
        && channel.Phase >= -PhaseMax && channel.Phase <= PhaseMax
        && channel.NoLoadRatio >= 0 && channel.NoLoadRatio <= NoLoadRatioMax;

    private static bool IsGain(int value) => value >= GainMin && value <= GainMax;

    private static bool IsOffset(int value) => value >= OffsetMin && value <= OffsetMax;

    /// <summary>
    /// The chip has one threshold for both inputs: the more sensitive wins, so that no channel loses energy the other's
    /// set would have let go. Off (0) is the most sensitive of all. Register = 65 536 - ratio / 1.4, the quotient rounded half up.
    /// </summary>
    private static int Threshold(ParameterSet parameters)
    {
        int ratio = 1;
        foreach (var channel in parameters.Channels)
        {
            if (channel.NoLoadRatio == 0) return 0;
            if (channel.NoLoadRatio > ratio) ratio = channel.NoLoadRatio;
        }
        return 65_536 - (ratio * 10 + 7) / 14;
    }

    // AVGAIN and BVGAIN stay at 1: the data sheet contradicts itself about the second, and the firmware scales the voltage.
    private void AddChannelA(ChannelParameters channel, int voltageRmsOffset)
    {
        Add(Ade7953Register.PhaseA, SignMagnitude(channel.Phase));
        Add(Ade7953Register.CurrentGainA, ParameterSet.UnityGain);
        Add(Ade7953Register.VoltageGainA, ParameterSet.UnityGain);
        Add(Ade7953Register.ActiveGainA, channel.ActiveGain);
        Add(Ade7953Register.ReactiveGainA, channel.ReactiveGain);
        Add(Ade7953Register.ApparentGainA, channel.ApparentGain);
        Add(Ade7953Register.CurrentRmsOffsetA, channel.CurrentRmsOffset);
        Add(Ade7953Register.VoltageRmsOffset, voltageRmsOffset);
        Add(Ade7953Register.ActiveOffsetA, channel.ActiveOffset);
        Add(Ade7953Register.ReactiveOffsetA, channel.ReactiveOffset);
        Add(Ade7953Register.ApparentOffsetA, 0);
    }

    private void AddChannelB(ChannelParameters channel)
    {
        Add(Ade7953Register.PhaseB, SignMagnitude(channel.Phase));
        Add(Ade7953Register.CurrentGainB, ParameterSet.UnityGain);
        Add(Ade7953Register.VoltageGainB, ParameterSet.UnityGain);
        Add(Ade7953Register.ActiveGainB, channel.ActiveGain);
        Add(Ade7953Register.ReactiveGainB, channel.ReactiveGain);
        Add(Ade7953Register.ApparentGainB, channel.ApparentGain);
        Add(Ade7953Register.CurrentRmsOffsetB, channel.CurrentRmsOffset);
        Add(Ade7953Register.ActiveOffsetB, channel.ActiveOffset);
        Add(Ade7953Register.ReactiveOffsetB, channel.ReactiveOffset);
        Add(Ade7953Register.ApparentOffsetB, 0);
    }

    // PHCALx is sign-magnitude, and its bit 9 means time advance: the opposite of the parameter set's sign.
    private static int SignMagnitude(int delay) => delay < 0 ? SignMagnitudeAdvance | -delay : delay;

    private void Add(Ade7953Register register, int value)
    {
        _registers[Count] = register;
        _values[Count] = value;
        Count++;
    }
}
