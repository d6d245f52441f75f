using CarbonMeter.Domain.Calibration;
using CarbonMeter.Records;

namespace CarbonMeter.Tests.Domain.Calibration;

/// <summary>Points and readings of a meter whose errors the test knows.</summary>
internal static class Bench
{
    internal static readonly BenchCharacter Character = new(0, 0, 500);

    internal static readonly TestPoint
        Gain = new() { Name = "gain", CurrentMilliamperes = 10_000, VoltageMillivolts = 230_000, DurationSeconds = 3600, Use = PointUse.Gain },
        Phase = new() { Name = "phase", CurrentMilliamperes = 10_000, VoltageMillivolts = 230_000, PowerFactorPpm = 500_000, DurationSeconds = 3600, Use = PointUse.Phase },
        Offset = new() { Name = "offset", CurrentMilliamperes = 100, VoltageMillivolts = 230_000, DurationSeconds = 3600, Use = PointUse.Offset };

    internal static ParameterSet Set(int channels = 1) => new()
    {
        Id = "found",
        FrontEnd = "ADE7953",
        VoltageFullScaleMillivolts = 353_550,
        Channels = [.. Enumerable.Range(1, channels).Select(id => new ChannelParameters { ChannelId = id, CurrentFullScaleMilliamperes = 106_170, NoLoadRatio = 20_000 })],
    };

    /// <summary>Repetitions that all read the same: energy, voltage and current by these factors off.</summary>
    internal static Comparison[] Readings(TestPoint point, decimal ratio, decimal voltage = 1, decimal current = 1)
    {
        var reference = point.PowerMilliwatts * point.DurationSeconds / 3600;
        var one = new Comparison(reference * ratio, point.VoltageMillivolts * voltage, point.CurrentMilliamperes * current,
            reference, point.VoltageMillivolts, point.CurrentMilliamperes);
        return [.. Enumerable.Repeat(one, point.Repetitions)];
    }

    internal static PointResult Result(TestPoint point, decimal ratio, decimal voltage = 1, decimal current = 1, ParameterSet? set = null) =>
        PointJudge.Judge(point, Readings(point, ratio, voltage, current), Scale(set), Character, false);

    internal static ChannelScale Scale(ParameterSet? set = null, int index = 0) => new(set ?? Set(), index, FrontEndScale.Ade7953);
}
