namespace CarbonMeter.Domain.Calibration;

/// <summary>What a point is for besides being checked; docs/calibrating.md.</summary>
public enum PointUse
{
    /// <summary>Measured as found and as left, adjusts nothing.</summary>
    Check = 0,
    /// <summary>Voltage, current and power gain.</summary>
    Gain = 1,
    /// <summary>Phase.</summary>
    Phase = 2,
    /// <summary>Active offset and current offset.</summary>
    Offset = 3,
}

/// <summary>One load that a bench sets; docs/formats/bench.md, where the ranges stand.</summary>
public sealed record TestPoint
{
    /// <summary>Name for people, once in a session.</summary>
    public required string Name { get; init; }

    /// <summary>Rms current through every channel, mA; 0: the no-load test.</summary>
    public required long CurrentMilliamperes { get; init; }

    /// <summary>Rms voltage, mV.</summary>
    public required long VoltageMillivolts { get; init; }

    /// <summary>Power factor, ppm, above 0.</summary>
    public int PowerFactorPpm { get; init; } = Ppm.Whole;

    /// <summary>Whether the current leads.</summary>
    public bool IsCapacitive { get; init; }

    /// <summary>Mains frequency, mHz.</summary>
    public int FrequencyMillihertz { get; init; } = 50_000;

    /// <summary>How often it is read.</summary>
    public int Repetitions { get; init; } = 5;

    /// <summary>How long one reading lasts, s.</summary>
    public required int DurationSeconds { get; init; }

    /// <summary>Standard uncertainty (k = 1) of the reference's energy at this point, ppm.</summary>
    public double ReferenceStandardUncertaintyPpm { get; init; }

    /// <summary>What it is for.</summary>
    public PointUse Use { get; init; }

    /// <summary>Whether it is the no-load test.</summary>
    public bool IsNoLoad => CurrentMilliamperes == 0;

    /// <summary>Active power that is asked for, mW.</summary>
    public decimal PowerMilliwatts => (decimal)VoltageMillivolts * CurrentMilliamperes / 1000 * PowerFactorPpm / Ppm.Whole;

    /// <summary>Tangent of the angle by which the current is to lag; negative where it leads.</summary>
    public decimal TangentOfLag
    {
        get
        {
            var factor = (decimal)PowerFactorPpm / Ppm.Whole;
            var tangent = DecimalRoot.Of(1 - factor * factor) / factor;
            return IsCapacitive ? -tangent : tangent;
        }
    }
}

/// <summary>What is known of meter and bench beside the readings.</summary>
/// <param name="TimingMilliseconds">How far from an interval boundary the meter may sample, ms: half-width.</param>
/// <param name="StabilityPpm">Largest change of meter and source between the points of a session, ppm: half-width.</param>
/// <param name="SpreadLimitPpm">Largest standard deviation of the repetitions of a point, beside the resolution, ppm.</param>
public sealed record BenchCharacter(double TimingMilliseconds, double StabilityPpm, double SpreadLimitPpm);

/// <summary>One channel of the meter and the reference over the same window.</summary>
/// <param name="MeterMilliwattHours">Energy by the meter, import less export.</param>
/// <param name="MeterMillivolts">Mean voltage by the meter.</param>
/// <param name="MeterMilliamperes">Mean current by the meter.</param>
/// <param name="ReferenceMilliwattHours">Energy by the reference.</param>
/// <param name="ReferenceMillivolts">Mean voltage by the reference.</param>
/// <param name="ReferenceMilliamperes">Mean current by the reference.</param>
public sealed record Comparison(decimal MeterMilliwattHours, decimal MeterMillivolts, decimal MeterMilliamperes,
    decimal ReferenceMilliwattHours, decimal ReferenceMillivolts, decimal ReferenceMilliamperes);
