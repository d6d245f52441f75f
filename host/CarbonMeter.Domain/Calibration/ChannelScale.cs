using CarbonMeter.Records;

namespace CarbonMeter.Domain.Calibration;

/// <summary>What a metering chip's codes and registers are worth, in the terms of its data sheet.</summary>
/// <param name="Name">Name in a parameter set.</param>
/// <param name="RmsCodes">An rms register at full scale.</param>
/// <param name="RmsOffsetStep">What one step of an rms offset adds to the square of the rms register.</param>
/// <param name="PowerCodes">A power register at full scale.</param>
/// <param name="OffsetStepsPerPowerCode">Steps of a power offset in one step of the power register.</param>
/// <param name="CountsPerSecond">Counts of an energy register in a second at full scale.</param>
/// <param name="PhaseStepsPerSecond">Steps of a phase register in a second of delay.</param>
/// <param name="PhaseMax">Largest phase, either way.</param>
/// <param name="OffsetMax">Largest offset, either way.</param>
public sealed record FrontEndScale(string Name, int RmsCodes, int RmsOffsetStep, int PowerCodes, int OffsetStepsPerPowerCode,
    int CountsPerSecond, int PhaseStepsPerSecond, int PhaseMax, int OffsetMax)
{
    /// <summary>ADE7953, data sheet Rev. C p23 to p35; AN-1118 for the clock of the phase.</summary>
    public static FrontEndScale Ade7953 { get; } = new("ADE7953", 9_032_007, 4096, 4_862_401, 512, 206_900, 893_850, 383, 8_388_607);

    /// <summary>The scale of a front end by its name in a parameter set; null where this program does not know it.</summary>
    public static FrontEndScale? Find(string name) => name == Ade7953.Name ? Ade7953 : null;
}

/// <summary>One channel of a parameter set with the constants of its front end.</summary>
public sealed class ChannelScale
{
    private const int SecondsPerHour = 3600;
    private readonly ParameterSet _set;
    private readonly FrontEndScale _frontEnd;

    /// <summary>A channel by its place in the set.</summary>
    public ChannelScale(ParameterSet set, int channelIndex, FrontEndScale frontEnd)
    {
        _set = set;
        _frontEnd = frontEnd;
        Channel = set.Channels[channelIndex];
    }

    /// <summary>The channel's parameters.</summary>
    public ChannelParameters Channel { get; }

    /// <summary>Its id.</summary>
    public int ChannelId => Channel.ChannelId;

    /// <summary>Voltage at full scale, mV rms.</summary>
    public int VoltageFullScaleMillivolts => _set.VoltageFullScaleMillivolts;

    /// <summary>Largest current the amplifier lets through, mA rms.</summary>
    public decimal CurrentRangeMilliamperes => (decimal)Channel.CurrentFullScaleMilliamperes / Amplification;

    /// <summary>Power at full scale, mW.</summary>
    public decimal FullScaleMilliwatts => VoltageFullScaleMillivolts * CurrentRangeMilliamperes / 1000;

    /// <summary>Power of one code of the power register, mW.</summary>
    public decimal MilliwattsPerCode => FullScaleMilliwatts / _frontEnd.PowerCodes;

    /// <summary>Energy of one count, mWh.</summary>
    public decimal MilliwattHoursPerCount => FullScaleMilliwatts / _frontEnd.CountsPerSecond / SecondsPerHour;

    /// <summary>Codes of the current's rms register in one milliampere.</summary>
    public decimal CurrentCodesPerMilliampere => _frontEnd.RmsCodes / CurrentRangeMilliamperes;

    /// <summary>Power below which nothing is counted, mW; 0: the detection is off.</summary>
    public decimal NoLoadMilliwatts => Channel.NoLoadRatio == 0 ? 0 : FullScaleMilliwatts / Channel.NoLoadRatio;

    // x1, 2, 4, 8, 16 and 22: docs/formats/parameter-set.md.
    private int Amplification => Channel.Pga < 5 ? 1 << Channel.Pga : 22;
}
