using CarbonMeter.Domain.Calibration;
using CarbonMeter.Records;

namespace CarbonMeter.Tests.Domain.Calibration;

public sealed class AdjusterTests
{
    private static Adjustment Work(ParameterSet set, params PointResult[] results) =>
        Adjuster.Work(set, "left", FrontEndScale.Ade7953, results, 500, 500);

    [Fact]
    public void The_application_note_s_gain_comes_out()
    {
        // AN-1118: expected 20 370 counts, read 20 073: 0x40F26A, which is 4 256 362.6 without its fraction.
        var set = Work(Bench.Set(), Bench.Result(Bench.Gain, 20_073m / 20_370)).Set;
        Assert.Equal(0x40F26A + 1, set.Channels[0].ActiveGain);
        Assert.Equal(0x40F26A + 1, set.Channels[0].ReactiveGain);
        Assert.Equal(0x40F26A + 1, set.Channels[0].ApparentGain);
        Assert.Equal((353_550, 106_170, 0, 0), (set.VoltageFullScaleMillivolts, set.Channels[0].CurrentFullScaleMilliamperes, set.Channels[0].Phase, set.Channels[0].ActiveOffset));
    }

    [Fact]
    public void The_application_note_s_phase_comes_out_with_the_sign_of_its_physics()
    {
        // AN-1118: power factor 0.5 lagging, expected 10 185, read 10 141: magnitude 7. Less than expected: the current arrives
        // late and has to be advanced, and a positive phase delays.
        Assert.Equal(-7, Work(Bench.Set(), Bench.Result(Bench.Gain, 1), Bench.Result(Bench.Phase, 10_141m / 10_185)).Set.Channels[0].Phase);
        Assert.Equal(7, Work(Bench.Set(), Bench.Result(Bench.Gain, 1), Bench.Result(Bench.Phase, 10_229m / 10_185)).Set.Channels[0].Phase);
    }

    [Fact]
    public void The_application_note_s_current_offset_comes_out()
    {
        // AN-1118: 17 250 codes where 17 000 are expected: (17 000^2 - 17 250^2) / 4096 = -2090.
        var codesPerMilliampere = 9_032_007m / 106_170;
        var point = Bench.Offset with { CurrentMilliamperes = 200 };
        var low = new Comparison(46_000, 230_000, 17_250 / codesPerMilliampere, 46_000, 230_000, 17_000 / codesPerMilliampere);
        var high = Bench.Readings(Bench.Gain, 1)[0];
        // So that both share the offset, the high reading has it as well.
        high = high with { MeterMilliamperes = DecimalRoot.Of(high.ReferenceMilliamperes * high.ReferenceMilliamperes
            + (17_250m * 17_250 - 17_000m * 17_000) / (codesPerMilliampere * codesPerMilliampere)) };
        PointResult Of(TestPoint at, Comparison one) =>
            PointJudge.Judge(at, [.. Enumerable.Repeat(one, at.Repetitions)], Bench.Scale(), Bench.Character, false);
        var set = Work(Bench.Set(), Of(Bench.Gain, high), Of(point, low)).Set;
        Assert.Equal(-2090, set.Channels[0].CurrentRmsOffset);
        Assert.Equal(106_170, set.Channels[0].CurrentFullScaleMilliamperes);
    }

    [Fact]
    public void Errors_of_every_kind_are_undone_together()
    {
        // What the chip would read: full scales as set, and these errors of the inputs.
        const double voltage = 1.021, current = 0.983, late = -1.7, leakedMilliwatts = 800;
        var set = Bench.Set();
        set.Channels[0].Phase = 40;
        set.Channels[0].ActiveGain = 4_300_000;
        set.Channels[0].ActiveOffset = -5000;
        double Read(ParameterSet under, TestPoint point)
        {
            var channel = under.Channels[0];
            var fullScale = under.VoltageFullScaleMillivolts * (double)channel.CurrentFullScaleMilliamperes / 1000;
            var lag = Math.Acos(point.PowerFactorPpm / 1e6) + (late + channel.Phase * 360 * 50.0 / 893_850) * Math.PI / 180;
            var apparent = point.VoltageMillivolts * voltage * point.CurrentMilliamperes * current / 1000;
            // In codes by the true full scale, as the chip's inputs see it, and back by the set's.
            const double trueFullScale = 353.550 * 106.170 * 1000;
            var codes = (apparent * Math.Cos(lag) + leakedMilliwatts) / trueFullScale * channel.ActiveGain / 4_194_304
                + channel.ActiveOffset / 512.0 / 4_862_401;
            return codes * fullScale / (double)point.PowerMilliwatts;
        }
        PointResult Measured(ParameterSet under, TestPoint point) => Bench.Result(point, (decimal)Read(under, point),
            (decimal)(voltage * under.VoltageFullScaleMillivolts / 353_550), (decimal)(current * under.Channels[0].CurrentFullScaleMilliamperes / 106_170), under);

        var left = Work(set, Measured(set, Bench.Gain), Measured(set, Bench.Phase), Measured(set, Bench.Offset)).Set;
        Assert.Equal(1, Read(left, Bench.Gain), 2e-6);
        Assert.Equal(1, Read(left, Bench.Offset), 2e-6);
        // Half a step of the phase register is 302 ppm here.
        Assert.Equal(1, Read(left, Bench.Phase), 305e-6);
        Assert.Equal((int)Math.Round(1.7 * 893_850 / 18_000), left.Channels[0].Phase);
        Assert.Equal(Math.Round(353_550 / voltage), left.VoltageFullScaleMillivolts);
        Assert.Equal(Math.Round(106_170 / current), left.Channels[0].CurrentFullScaleMilliamperes);
        Assert.Equal(("left", "ADE7953", 20_000), (left.Id, left.FrontEnd, left.Channels[0].NoLoadRatio));
        Assert.Equal(left.Id, ParameterSetCodec.Decode(ParameterSetCodec.Encode(left), out _)!.Id);
    }

    [Fact]
    public void What_has_no_point_is_kept()
    {
        var set = Bench.Set(2);
        set.VoltageRmsOffset = 12;
        set.Channels[1].Phase = -9;
        set.Channels[1].ActiveOffset = 77;
        set.Channels[1].CurrentRmsOffset = 5;
        var second = PointJudge.Judge(Bench.Gain, Bench.Readings(Bench.Gain, 1), Bench.Scale(set, 1), Bench.Character, false);
        var adjustment = Work(set, Bench.Result(Bench.Gain, 1), second);
        var left = adjustment.Set.Channels[1];
        Assert.Equal((2, -9, 77, 5, ParameterSet.UnityGain), (left.ChannelId, left.Phase, left.ActiveOffset, left.CurrentRmsOffset, left.ActiveGain));
        Assert.Equal(12, adjustment.Set.VoltageRmsOffset);
        Assert.DoesNotContain(adjustment.Estimates, estimate => estimate.Name is "phase" or "activeOffset");
    }

    [Fact]
    public void A_wrong_ratio_is_not_calibrated_away()
    {
        var error = Assert.Throws<AdjustmentException>(() => Work(Bench.Set(), Bench.Result(Bench.Gain, 1.2m, current: 1.2m)));
        Assert.Contains("channel 1: current reads 20.0 % off", error.Message, StringComparison.Ordinal);
        Assert.Throws<AdjustmentException>(() => Work(Bench.Set(), Bench.Result(Bench.Gain, 1, voltage: 0.88m)));
    }

    [Fact]
    public void A_phase_no_register_reaches_is_refused()
    {
        // 8 degrees late at power factor 0.5: cos(68) / cos(60).
        var error = Assert.Throws<AdjustmentException>(() => Work(Bench.Set(), Bench.Result(Bench.Gain, 0.990268m), Bench.Result(Bench.Phase, 0.749213m + 0.001m)));
        Assert.Contains("phase register would have to be -3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Uncertainties_follow_from_those_of_the_points()
    {
        TestPoint With(TestPoint point, double ppm) => point with { ReferenceStandardUncertaintyPpm = ppm };
        var gain = Bench.Result(With(Bench.Gain, 100), 1);
        var phase = Bench.Result(With(Bench.Phase, 200), 1);
        var offset = Bench.Result(With(Bench.Offset, 300), 1);
        var adjustment = Work(Bench.Set(), gain, phase, offset);
        Estimate Of(string name) => adjustment.Estimates.Single(estimate => estimate.Name == name && estimate.ChannelId != 0);
        // offset = (low - high) / (1 / 23 W - 1 / 2300 W): 23.2 W x 316 ppm.
        Assert.Equal(23_232.3 * Math.Sqrt(100 * 100 + 300 * 300) / 1e6, Of("activeOffset").Readings, 0.05);
        // angle = (high - phase) / tan 60, a rad; what the offset adds to it is small.
        Assert.Equal(Math.Sqrt(100 * 100 + 200 * 200) / Math.Sqrt(3) / 1e6 * 180 / Math.PI, Of("phase").Readings, 0.0002);
        Assert.Equal(0.0201 / 2 / Math.Sqrt(3), Of("phase").Register, 0.0001);
        Assert.Equal(100, Of("activeGain").Readings, 2.0);
        // Expected worst: low current, measured again and corrected: 2 x root(300^2 + 300^2); the records' figure is twice that.
        Assert.InRange(adjustment.ExpectedPpm, 848, 870);
        Assert.Equal(1700, adjustment.Set.UncertaintyPpm.Value);
    }
}
