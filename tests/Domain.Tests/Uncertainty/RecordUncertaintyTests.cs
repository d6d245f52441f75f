using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;
using CarbonMeter.Records;
using CarbonMeter.Units;
using static CarbonMeter.Tests.Domain.Uncertainty.Sources;

namespace CarbonMeter.Tests.Domain.Uncertainty;

public class RecordUncertaintyTests
{
    private static readonly ChannelUncertainty Channel = new(2, 230_000,
        [Point(1_000, 1_000_000, 3_000_000, 4_000_000), Point(10_000, 1_000_000, 3_000_000, 4_000_000)]);

    private static ChannelFigures Figures(params ChannelInterval[] intervals) => RecordUncertainty.Of(new IntervalRecord
    {
        LengthSeconds = 60,
        Registers = [new Register { ChannelId = 2 }],
        Intervals = [.. intervals.Select(channel => new Interval { MeasuredMs = 60_000, Channels = [channel] })],
    }, [Channel]).Single();

    private static ChannelInterval At(long import, long export, Reading current) => new()
    {
        ImportMilliwattHours = import, ExportMilliwattHours = export, CurrentMilliamperes = current, PowerFactorPpm = Reading.Of(-1_000_000),
    };

    [Fact]
    public void Intervals_of_one_meter_add_linearly()
    {
        var figures = Figures([.. Enumerable.Repeat(At(10_000, 0, Reading.Of(5_000)), 15)]);
        Assert.Equal(new ExpandedFigure(150_000, 1_500), figures.Import);   // 2 x sqrt(0.3^2 + 0.4^2) % = 1 %
        Assert.Equal(new ExpandedFigure(0, 0), figures.Export);
        Assert.Equal((LoadFault.None, 0), (figures.Fault, figures.FaultyIntervals));
    }

    [Fact]
    public void Directions_are_kept_apart()
    {
        var figures = Figures(At(10_000, 0, Reading.Of(5_000)), At(0, 20_000, Reading.Of(5_000)));
        Assert.Equal((new ExpandedFigure(10_000, 100), new ExpandedFigure(20_000, 200)), (figures.Import, figures.Export));
    }

    [Fact]
    public void What_is_not_covered_is_left_out_and_counted()
    {
        var figures = Figures(At(10_000, 0, Reading.Of(5_000)), At(90_000, 0, Reading.Of(10_001)), At(7, 0, Reading.Missing));
        Assert.Equal(new ExpandedFigure(10_000, 100), figures.Import);
        Assert.Equal((LoadFault.CurrentAbove, 2), (figures.Fault, figures.FaultyIntervals));
        Assert.Equal(LoadFault.CurrentUnknown, Figures(At(7, 0, Reading.Missing)).Fault);
    }

    [Fact]
    public void An_interval_without_energy_needs_no_current() => Assert.Equal(LoadFault.None, Figures(At(0, 0, Reading.Missing)).Fault);

    [Fact]
    public void A_channel_the_chain_does_not_know_is_not_calibrated()
    {
        var record = new IntervalRecord
        {
            LengthSeconds = 60, Registers = [new Register { ChannelId = 1 }],
            Intervals = [new Interval { MeasuredMs = 60_000, Channels = [At(1, 0, Reading.Of(5_000))] }],
        };
        Assert.Equal(LoadFault.NotCalibrated, RecordUncertainty.Of(record, [Channel]).Single().Fault);
    }
}
