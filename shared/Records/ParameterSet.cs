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

    /// <summary>Voltage input, full scale, mV rms.</summary>
    public int VoltageFullScaleMillivolts { get; set; }

    /// <summary>Expanded uncertainty (k = 2) of electricity, ppm; missing where not calibrated.</summary>
    public Reading UncertaintyPpm { get; set; }

    /// <summary>Voltage rms offset register.</summary>
    public int VoltageRmsOffset { get; set; }

    /// <summary>Channels, ids ascending.</summary>
    public ChannelParameters[] Channels { get; set; } = new ChannelParameters[0];
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
