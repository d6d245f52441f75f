using CarbonMeter.Domain.Calibration;

namespace CarbonMeter.Tests.Domain.Calibration;

public sealed class GasTests
{
    [Fact]
    public void Zero_and_span_give_offset_and_gain_with_their_uncertainties()
    {
        var zero = GasCalibration.Judge(new GasBottle("zero", 0, 0.5), [12, 12, 12]);
        var span = GasCalibration.Judge(new GasBottle("span", 1000, 5), [1032, 1034, 1036]);
        Assert.Equal((12m, 34m), (zero.ErrorPpm, span.ErrorPpm));
        var calibration = GasCalibration.Of(zero, span);
        Assert.Equal((12m, 1.022m), (calibration.OffsetPpm, calibration.Gain));
        var resolution = 0.5 / Math.Sqrt(3);
        var atZero = Math.Sqrt(0.25 + resolution * resolution);
        var atSpan = Math.Sqrt(25 + resolution * resolution + 4.0 / 3);
        Assert.Equal(atZero, calibration.OffsetStandardPpm, 1e-9);
        Assert.Equal(Math.Sqrt(atZero * atZero + atSpan * atSpan) / 1000, calibration.GainStandard, 1e-12);
    }

    [Fact]
    public void A_zero_gas_with_some_CO2_in_it_is_reckoned_with()
    {
        var zero = GasCalibration.Judge(new GasBottle("air", 400, 1), [410, 410]);
        var span = GasCalibration.Judge(new GasBottle("span", 2000, 8), [2010, 2010]);
        var calibration = GasCalibration.Of(zero, span);
        Assert.Equal((10m, 1m), (calibration.OffsetPpm, calibration.Gain));
        Assert.Equal(Math.Sqrt(Math.Pow(1.25 * zero.Uncertainty.StandardPpm, 2) + Math.Pow(0.25 * span.Uncertainty.StandardPpm, 2)), calibration.OffsetStandardPpm, 1e-9);
        Assert.Throws<ArgumentException>(() => GasCalibration.Of(span, zero));
    }
}
