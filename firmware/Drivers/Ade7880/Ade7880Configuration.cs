using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// What the chip's registers hold under a parameter set, in the order in which they are written, those of the signal
/// processor's memory last. Also what leaves a parameter set no say, and what a reset would have set anyway: a value that was
/// never compared is one that was assumed.
/// </summary>
internal sealed class Ade7880Configuration
{
    /// <summary>Phases.</summary>
    public const int PhaseCount = 3;

    /// <summary>CONFIG as a reset leaves it, with SWRST: resets the chip.</summary>
    public const int ConfigReset = ConfigDefault | 1 << 7;

    /// <summary>CONFIG2: the bus stays I2C until the next reset.</summary>
    public const int Config2Locked = 0x02;

    /// <summary>CFMODE as a reset leaves it: no pulses. Also what tells that this is the chip.</summary>
    public const int PulsesDisabled = 0x0EA0;

    private const int ConfigDefault = 0x0002;
    private const int VoltageSelectBits = 2, VoltageSelectAt = 8;
    private const int ComputationDefault = 0x01FF, Select60Hertz = 1 << 14;
    // Signed accumulation of each phase, total active and fundamental reactive; bit 7 is set by a reset and has no name.
    private const int AccumulateSigned = 0x80;
    // Bit 6, RSTREAD, at 0, so that no reading clears a counter; no line-cycle mode; bits 5 to 3 as a reset leaves them.
    private const int FreeRunning = 0x38;
    private const int HighPassFilter = 0x01;
    private const int PhaseAdvance = 512, DelayMax = 383, AdvanceMax = 63;
    private const int GainMin = ParameterSet.UnityGain / 2, GainMax = ParameterSet.UnityGain + ParameterSet.UnityGain / 2;
    private const int OffsetMin = -0x800000, OffsetMax = 0x7FFFFF;
    private const int MemoryMask = 0x0FFFFFFF;
    private const int PgaMax = 4;
    private const int FullScaleMax = 200_000_000;
    private const int NoLoadRatioMin = 200, NoLoadRatioMax = 65_535;
    private const long VoltageLevelAtNominal = 4_000_000, VoltageLevelMax = 0x07FFFFFF;
    private const int RegistersMax = 60;

    private readonly Ade7880Register[] _registers = new Ade7880Register[RegistersMax];
    private readonly int[] _values = new int[RegistersMax];

    /// <summary>The registers and values of a set that <see cref="Fits"/>.</summary>
    public Ade7880Configuration(ParameterSet parameters, Ade7880Mains mains)
    {
        int amplification = parameters.Channels[0].Pga;
        Add(Ade7880Register.Config, ConfigDefault | VoltageSelection(parameters));
        Add(Ade7880Register.InputGain, amplification);
        Add(Ade7880Register.ComputationMode, ComputationDefault | (mains.Is60Hertz ? Select60Hertz : 0));
        Add(Ade7880Register.PulseMode, PulsesDisabled);
        Add(Ade7880Register.AccumulationMode, AccumulateSigned);
        Add(Ade7880Register.LineCycleMode, FreeRunning);
        UnprotectedAt = Count;
        Add(Ade7880Register.Config2, Config2Locked);
        Add(Ade7880Register.Config3, HighPassFilter);
        Add(Ade7880Register.ActiveThreshold, Ade7880Conversion.Threshold);
        Add(Ade7880Register.ReactiveThreshold, Ade7880Conversion.Threshold);
        Add(Ade7880Register.ApparentThreshold, Ade7880Conversion.Threshold);
        int noLoad = NoLoadThreshold(parameters);
        Add(Ade7880Register.ActiveNoLoad, noLoad);
        Add(Ade7880Register.ReactiveNoLoad, noLoad);
        Add(Ade7880Register.ApparentNoLoad, noLoad);
        for (int phase = 0; phase < PhaseCount; phase++)
        {
            int index = IndexOf(parameters, phase);
            Add(Ade7880Register.PhaseA + phase, index < 0 ? 0 : PhaseCode(parameters.Channels[index].Phase));
        }
        UnprotectedCount = Count - UnprotectedAt;
        for (int phase = 0; phase < PhaseCount; phase++) AddPhase(parameters, phase);
        Add(Ade7880Register.NeutralGain, 0);
        Add(Ade7880Register.IntegratorCoefficient, 0);
        Add(Ade7880Register.VoltageLevel, (int)VoltageLevel(parameters, mains));
    }

    /// <summary>Number of registers.</summary>
    public int Count { get; private set; }

    /// <summary>Where the registers begin that the checksum leaves out.</summary>
    public int UnprotectedAt { get; }

    /// <summary>How many they are.</summary>
    public int UnprotectedCount { get; }

    /// <summary>The register at a place in the order.</summary>
    public Ade7880Register RegisterAt(int index) => _registers[index];

    /// <summary>What it holds.</summary>
    public int ValueAt(int index) => _values[index];

    /// <summary>Index in a set of the voltage input that a channel's current is multiplied with.</summary>
    public static int InputOf(ParameterSet parameters, int channelIndex) =>
        parameters.Wires is null ? channelIndex : parameters.Wires[channelIndex].VoltageInput - 1;

    /// <summary>
    /// Whether the chip can do what a set asks for. Channels 1 to 3 are its phases A to C, and the n-th voltage input is that of
    /// the n-th channel's phase.
    /// </summary>
    public static bool Fits(ParameterSet parameters, Ade7880Mains mains)
    {
        ChannelParameters[] channels = parameters.Channels;
        VoltageInput[]? inputs = parameters.VoltageInputs;
        if (channels.Length < 1 || channels.Length > PhaseCount || inputs is null || inputs.Length != channels.Length) return false;
        if (parameters.Wires is not null && parameters.Wires.Length != channels.Length) return false;
        int lastId = 0;
        for (int i = 0; i < channels.Length; i++)
        {
            if (channels[i].ChannelId <= lastId || channels[i].ChannelId > PhaseCount) return false;
            lastId = channels[i].ChannelId;
            // One amplifier setting for the three currents.
            if (channels[i].Pga != channels[0].Pga || !Fits(channels[i]) || !Fits(inputs[i])) return false;
        }
        for (int i = 0; i < channels.Length; i++)
        {
            if (parameters.Wires is not null && !Fits(parameters.Wires[i], inputs.Length)) return false;
            int fullScale = inputs[InputOf(parameters, i)].FullScaleMillivolts;
            if (Ade7880Conversion.PicowattHoursPerCount(fullScale, channels[i]) < 1) return false;
        }
        long level = VoltageLevel(parameters, mains);
        return level >= 1 && level <= VoltageLevelMax;
    }

    // One gain a phase for every kind of power.
    private static bool Fits(ChannelParameters channel) =>
        channel.CurrentFullScaleMilliamperes >= 1 && channel.CurrentFullScaleMilliamperes <= FullScaleMax
        && channel.Pga >= 0 && channel.Pga <= PgaMax
        && IsGain(channel.ActiveGain) && channel.ReactiveGain == channel.ActiveGain && channel.ApparentGain == channel.ActiveGain
        && IsOffset(channel.ActiveOffset) && IsOffset(channel.ReactiveOffset) && IsOffset(channel.CurrentRmsOffset)
        && channel.Phase >= -AdvanceMax && channel.Phase <= DelayMax
        && (channel.NoLoadRatio == 0 || (channel.NoLoadRatio >= NoLoadRatioMin && channel.NoLoadRatio <= NoLoadRatioMax));

    private static bool Fits(VoltageInput input) =>
        input.FullScaleMillivolts >= 1 && input.FullScaleMillivolts <= FullScaleMax && IsGain(input.Gain) && IsOffset(input.RmsOffset);

    private static bool Fits(Wire wire, int inputCount) =>
        wire.VoltageInput >= 1 && wire.VoltageInput <= inputCount && (wire.Direction == 1 || wire.Direction == -1);

    private static bool IsGain(int value) => value >= GainMin && value <= GainMax;

    private static bool IsOffset(int value) => value >= OffsetMin && value <= OffsetMax;

    private static int IndexOf(ParameterSet parameters, int phase)
    {
        for (int i = 0; i < parameters.Channels.Length; i++)
            if (parameters.Channels[i].ChannelId == phase + 1) return i;
        return -1;
    }

    /// <summary>
    /// VTOIA, VTOIB and VTOIC: which voltage each current is multiplied with, counted from its own phase on (A B C A B), as
    /// ADI's own driver has them. What follows the selection beside active power is not yet tried on hardware.
    /// </summary>
    private static int VoltageSelection(ParameterSet parameters)
    {
        int selection = 0;
        for (int i = 0; i < parameters.Channels.Length; i++)
        {
            int phase = parameters.Channels[i].ChannelId - 1;
            int voltagePhase = parameters.Channels[InputOf(parameters, i)].ChannelId - 1;
            selection |= (voltagePhase - phase + PhaseCount) % PhaseCount << VoltageSelectAt + VoltageSelectBits * phase;
        }
        return selection;
    }

    /// <summary>
    /// The chip has one threshold for the three phases: the most sensitive wins, so that no channel loses energy another's
    /// set would have let go. Off (0) is the most sensitive of all. Register = 65 536 - ratio x WTHR x 2^17 / PMAX, rounded
    /// half up [the formula from general knowledge of the part, not yet tried on hardware]; it must not become 65 535.
    /// </summary>
    private static int NoLoadThreshold(ParameterSet parameters)
    {
        long ratio = NoLoadRatioMin;
        foreach (var channel in parameters.Channels)
        {
            if (channel.NoLoadRatio == 0) return 0;
            if (channel.NoLoadRatio > ratio) ratio = channel.NoLoadRatio;
        }
        const long Half = Ade7880Conversion.PowerAtFullScale / 2;
        return 65_536 - (int)((ratio * Ade7880Conversion.Threshold * (1 << 17) + Half) / Ade7880Conversion.PowerAtFullScale);
    }

    // VLEVEL = full scale / nominal x 4 000 000. The chip has one for the three phases: that of the first.
    private static long VoltageLevel(ParameterSet parameters, Ade7880Mains mains)
    {
        int fullScale = parameters.VoltageInputs![0].FullScaleMillivolts;
        int nominal = mains.NominalMillivolts;
        Require.InRange(nominal, Ade7880Mains.NominalMillivoltsMin, Ade7880Mains.NominalMillivoltsMax, nameof(nominal));
        return (fullScale * VoltageLevelAtNominal + nominal / 2) / nominal;
    }

    // A current that comes early (a transformer's does) is delayed by the bare number; one that comes late, advanced by 512 more.
    private static int PhaseCode(int delay) => delay < 0 ? PhaseAdvance - delay : delay;

    // Current gains stay at 1, as the ADE7953's do: the power gain is enough, and one of two is one too many to calibrate.
    private void AddPhase(ParameterSet parameters, int phase)
    {
        int index = IndexOf(parameters, phase);
        var channel = index < 0 ? new ChannelParameters() : parameters.Channels[index];
        var input = index < 0 ? new VoltageInput() : parameters.VoltageInputs![index];
        Add(Ade7880Register.CurrentGainA + 2 * phase, 0);
        Add(Ade7880Register.VoltageGainA + 2 * phase, GainCode(input.Gain));
        Add(Ade7880Register.PowerGainA + 2 * phase, GainCode(channel.ActiveGain));
        Add(Ade7880Register.ActiveOffsetA + 2 * phase, SignExtended28(channel.ActiveOffset));
        Add(Ade7880Register.CurrentRmsOffsetA + 2 * phase, SignExtended28(channel.CurrentRmsOffset));
        Add(Ade7880Register.VoltageRmsOffsetA + 2 * phase, SignExtended28(input.RmsOffset));
        Add(Ade7880Register.FundamentalActiveOffsetA + phase, 0);
        Add(Ade7880Register.FundamentalReactiveOffsetA + phase, SignExtended28(channel.ReactiveOffset));
    }

    // A set's 4 194 304 is 1.0; the chip's factor is 1 + register / 2^23 [from general knowledge of the part].
    private static int GainCode(int gain) => SignExtended28(2 * (gain - ParameterSet.UnityGain));

    // ZPSE: 24 bits, sign-extended to 28, the upper four zero.
    private static int SignExtended28(int value) => value & MemoryMask;

    private void Add(Ade7880Register register, int value)
    {
        _registers[Count] = register;
        _values[Count] = value;
        Count++;
    }
}
