using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Records;

namespace CarbonMeter.Cli.Bench;

/// <summary>What a session works through.</summary>
public sealed record BenchPlan
{
    /// <summary>Test points in their order.</summary>
    public required IReadOnlyList<TestPoint> Points { get; init; }

    /// <summary>The set the meter runs under as found.</summary>
    public required ParameterSet Found { get; init; }

    /// <summary>Id of the set to be written.</summary>
    public required string NewSetId { get; init; }

    /// <summary>Constants of its front end.</summary>
    public required FrontEndScale FrontEnd { get; init; }

    /// <summary>What is known of meter and bench.</summary>
    public required BenchCharacter Character { get; init; }

    /// <summary>Standard uncertainty of the reference's voltage, ppm.</summary>
    public double VoltageStandardPpm { get; init; }

    /// <summary>Standard uncertainty of the reference's current, ppm.</summary>
    public double CurrentStandardPpm { get; init; }

    /// <summary>How long all points take once, s, without setting and settling.</summary>
    public long SeriesSeconds => Points.Sum(point => (long)point.Repetitions * point.DurationSeconds);
}
