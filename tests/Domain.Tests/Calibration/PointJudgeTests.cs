using CarbonMeter.Domain.Calibration;

namespace CarbonMeter.Tests.Domain.Calibration;

public sealed class PointJudgeTests
{
    private static Comparison Of(decimal meter, decimal reference = 1_000_000, decimal volts = 230, decimal amperes = 10) =>
        new(meter, volts * 1000, amperes * 1000, reference, volts * 1000, amperes * 1000);

    // 230 V, 10 A: 1 000 000 mWh take 1565 s and a bit; 1565 s are close enough to be at the point.
    private static readonly TestPoint Point = new()
    {
        Name = "p", CurrentMilliamperes = 10_000, VoltageMillivolts = 230_000, DurationSeconds = 1565, Repetitions = 3, ReferenceStandardUncertaintyPpm = 100,
    };

    private static PointResult Judge(TestPoint point, params Comparison[] readings) =>
        PointJudge.Judge(point, readings, Bench.Scale(), Bench.Character, false);

    [Fact]
    public void Error_and_parts_are_those_worked_out_by_hand()
    {
        var bench = new BenchCharacter(10, 30, 500);
        var figures = PointJudge.Judge(Point, [Of(1_001_000), Of(1_001_010), Of(1_001_020)], Bench.Scale(), bench, false).Figures!;
        Assert.Equal(1010m, figures.ErrorPpm);
        double Part(string name) => figures.Uncertainty.Parts.Single(part => part.Name == name).StandardPpm;
        Assert.Equal(100, Part(BudgetParts.Reference));
        Assert.Equal(10 / Math.Sqrt(3), Part(BudgetParts.Repeatability), 1e-9);
        // 1 mWh of 10^6, triangular, over the root of three; a count of 0.05 mWh beside it adds a 600th.
        Assert.Equal(1 / Math.Sqrt(6) / Math.Sqrt(3), Part(BudgetParts.Resolution), 0.001);
        Assert.Equal(10 / Math.Sqrt(3) * Math.Sqrt(2) / 1_565_000 * 1e6 / Math.Sqrt(3), Part(BudgetParts.Timing), 1e-9);
        Assert.Equal(30 / Math.Sqrt(3), Part(BudgetParts.Stability), 1e-9);
        Assert.Equal(2.00m, figures.Uncertainty.CoverageFactor);
        Assert.Equal(5, figures.Uncertainty.Parts.Count);
        var asLeft = PointJudge.Judge(Point, [Of(1_001_000), Of(1_001_010), Of(1_001_020)], Bench.Scale(), bench, true).Figures!;
        var combined = Math.Sqrt(Math.Pow(figures.Uncertainty.StandardPpm, 2) + 1010 * 1010);
        Assert.Equal(combined, asLeft.Uncertainty.StandardPpm, 1e-9);
    }

    [Fact]
    public void No_uncertainty_is_smaller_than_that_of_the_reference()
    {
        var figures = Judge(Point, Of(1_000_000), Of(1_000_000), Of(1_000_000)).Figures!;
        Assert.True(figures.Uncertainty.ExpandedPpm >= 200);
    }

    [Theory]
    [InlineData(0, 0, 0, PointFault.NoEnergy, "less than a milliwatt-hour")]
    [InlineData(999_000, 1_000_000, 1_001_000, PointFault.Unstable, "spread by 1000 ppm")]
    [InlineData(1_500_000, 1_500_000, 1_500_000, PointFault.WrongRatio, "error 50.00 %")]
    [InlineData(-1_000_000, -1_000_000, -1_000_000, PointFault.WrongRatio, "error -200.00 %")]
    public void Readings_that_give_no_figure_say_why(int first, int second, int third, PointFault fault, string says)
    {
        var result = Judge(Point, Of(first), Of(second), Of(third));
        Assert.Equal(fault, result.Fault);
        Assert.Contains(says, result.Detail, StringComparison.Ordinal);
        Assert.Null(result.Figures);
    }

    [Fact]
    public void A_current_below_the_no_load_threshold_is_named()
    {
        // 37.5 kW / 20 000 are 1.88 W; 5 mA at 230 V are 1.15 W.
        var point = Point with { CurrentMilliamperes = 5 };
        var result = Judge(point, [.. Enumerable.Repeat(Of(0, 500, 230, 0.005m), 3)]);
        Assert.Equal(PointFault.NoEnergy, result.Fault);
        Assert.Contains("threshold is 1877 mW, the point asks for 1150 mW", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_is_not_at_the_point_is_named()
    {
        Assert.Equal(PointFault.SourceNotAtPoint, Judge(Point, [.. Enumerable.Repeat(Of(1_000_000, volts: 226), 3)]).Fault);
        Assert.Equal(PointFault.SourceNotAtPoint, Judge(Point, [.. Enumerable.Repeat(Of(1_000_000, amperes: 10.2m), 3)]).Fault);
        Assert.Equal(PointFault.SourceNotAtPoint, Judge(Point, [.. Enumerable.Repeat(Of(500_000, 500_000), 3)]).Fault);
        Assert.Equal(PointFault.SourceNotAtPoint, Judge(Point, [.. Enumerable.Repeat(Of(0, 0), 3)]).Fault);
    }

    [Fact]
    public void A_load_beyond_full_scale_is_saturation()
    {
        var point = Point with { CurrentMilliamperes = 107_000 };
        var result = Judge(point, [.. Enumerable.Repeat(Of(10_700_000, 10_700_000, 230, 107), 3)]);
        Assert.Equal(PointFault.Saturated, result.Fault);
        Assert.Contains("106.17 A", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_current_a_meter_may_finish_a_milliwatt_hour_and_no_more()
    {
        var point = Point with { CurrentMilliamperes = 0 };
        Assert.Equal(PointFault.None, Judge(point, Of(1, 0), Of(0, 0), Of(0, 0)).Fault);
        Assert.Equal(PointFault.Creeps, Judge(point, Of(1, 0), Of(1, 0), Of(0, 0)).Fault);
        Assert.Equal(PointFault.Creeps, Judge(point, Of(-1, 0), Of(0, 0), Of(-1, 0)).Fault);
    }
}
