using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>What turns a front end's counts into energy; docs/formats/parameter-set.md, where the ranges stand.</summary>
public sealed class ParameterSet
{
    /// <summary>A gain register that changes nothing.</summary>
    public const int UnityGain = 0x400000;

    /// <summary>Id without space, 1 to 32 printable ASCII characters.</summary>
    public string Id { get; set; } = "";

    /// <summary>Front end it is for, for example "ADE7953".</summary>
    public string FrontEnd { get; set; } = "";

    /// <summary>Voltage input, full scale, mV rms; of no effect where there are <see cref="VoltageInputs"/>.</summary>
    public int VoltageFullScaleMillivolts { get; set; }

    /// <summary>Expanded uncertainty (k = 2) of electricity, ppm; missing where not calibrated.</summary>
    public Reading UncertaintyPpm { get; set; }

    /// <summary>Voltage rms offset register; of no effect where there are <see cref="VoltageInputs"/>.</summary>
    public int VoltageRmsOffset { get; set; }

    /// <summary>Channels, ids ascending; none only where there is <see cref="Gas"/>.</summary>
    public ChannelParameters[] Channels { get; set; } = new ChannelParameters[0];

    /// <summary>One for each channel, where each has a voltage input of its own; null where one serves all.</summary>
    public VoltageInput[]? VoltageInputs { get; set; }

    /// <summary>The gas channel; null where there is none.</summary>
    public GasParameters? Gas { get; set; }

    /// <summary>One for each channel, as the commissioning found it wired; null: straight, each with its own voltage.</summary>
    public Wire[]? Wires { get; set; }
}

/// <summary>The calibration of one of several voltage inputs.</summary>
public sealed class VoltageInput
{
    /// <summary>Full scale, mV rms.</summary>
    public int FullScaleMillivolts { get; set; }

    /// <summary>Voltage rms offset register.</summary>
    public int RmsOffset { get; set; }

    /// <summary>Voltage gain register.</summary>
    public int Gain { get; set; } = ParameterSet.UnityGain;
}

/// <summary>How one channel is wired.</summary>
public sealed class Wire
{
    /// <summary>The voltage input its current is multiplied with, from 1.</summary>
    public int VoltageInput { get; set; } = 1;

    /// <summary>1, or -1 where the current transformer looks the other way.</summary>
    public int Direction { get; set; } = 1;
}

/// <summary>The calibration of one current channel.</summary>
public sealed class ChannelParameters
{
    /// <summary>Channel id, 1 to 8.</summary>
    public int ChannelId { get; set; }

    /// <summary>Current input, full scale at gain 1, mA rms.</summary>
    public int CurrentFullScaleMilliamperes { get; set; }

    /// <summary>Gain setting of the front end, 0 to 5: x1, 2, 4, 8, 16, 22.</summary>
    public int Pga { get; set; }

    /// <summary>Active energy gain register.</summary>
    public int ActiveGain { get; set; } = ParameterSet.UnityGain;

    /// <summary>Reactive energy gain register.</summary>
    public int ReactiveGain { get; set; } = ParameterSet.UnityGain;

    /// <summary>Apparent energy gain register.</summary>
    public int ApparentGain { get; set; } = ParameterSet.UnityGain;

    /// <summary>Active power offset register.</summary>
    public int ActiveOffset { get; set; }

    /// <summary>Reactive power offset register.</summary>
    public int ReactiveOffset { get; set; }

    /// <summary>Current rms offset register.</summary>
    public int CurrentRmsOffset { get; set; }

    /// <summary>Phase correction, -383 to 383; positive = delay.</summary>
    public int Phase { get; set; }

    /// <summary>Full scale to no-load threshold ratio; 0 = no-load detection off.</summary>
    public int NoLoadRatio { get; set; }
}
