using CarbonMeter.Firmware.Gas;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Gas;

public sealed class GasUncertaintyTests
{
    // STC31, an S-type tube at one point, an SDP: a typical stack.
    private static readonly GasBudget s_stack = new()
    {
        CarbonDioxideRelativePpm = 30_000, CarbonDioxideAbsolutePpm = 5_000, CoefficientPpm = 30_000, AreaPpm = 10_000,
        DifferentialPressureRelativePpm = 30_000, DifferentialPressureAbsoluteMillipascals = 100, TemperaturePpm = 5_000, PressurePpm = 5_000,
    };

    [Fact]
    public void Parts_are_combined_as_the_format_says()
    {
        var random = new Random(7);
        for (int i = 0; i < 100_000; i++)
        {
            int Ppm() => (int)Math.Exp(random.NextDouble() * Math.Log(1_000_000));
            var budget = new GasBudget
            {
                CarbonDioxideRelativePpm = Ppm(), CarbonDioxideAbsolutePpm = Ppm(), CoefficientPpm = Ppm(), AreaPpm = Ppm(),
                DifferentialPressureRelativePpm = Ppm(), DifferentialPressureAbsoluteMillipascals = Ppm(), TemperaturePpm = Ppm(), PressurePpm = Ppm(),
            };
            long x = random.NextInt64(0, 1_000_001), background = random.Next(3) == 0 ? random.NextInt64(0, 1_000_001) : 420;
            long pressure = random.NextInt64(-1_000, 500_000);
            AssertNear(Of(budget, x, x), GasUncertainty.OfCarbonDioxide(x, budget).Value);
            AssertNear(OfMass(budget, x, background, pressure), GasUncertainty.OfMass(x, background, pressure, budget).Value);
        }
    }

    [Fact]
    public void It_grows_as_the_flow_falls_and_as_the_gas_nears_the_background()
    {
        long last = 0;
        foreach (long millipascals in new long[] { 500_000, 100_000, 10_000, 2_000, 500, 100 })
        {
            long ppm = GasUncertainty.OfMass(120_000, 0, millipascals, s_stack).Value;
            Assert.True(ppm > last, $"{millipascals} mPa: {ppm}");
            last = ppm;
        }
        Assert.True(GasUncertainty.OfMass(60_000, 420, 100_000, s_stack).Value > GasUncertainty.OfMass(120_000, 420, 100_000, s_stack).Value);
        Assert.True(GasUncertainty.OfMass(120_000, 60_000, 100_000, s_stack).Value > GasUncertainty.OfMass(120_000, 0, 100_000, s_stack).Value);
    }

    [Theory]
    [InlineData(0, 0, 100_000)]
    [InlineData(400, 420, 100_000)]
    [InlineData(120_000, 0, 0)]
    [InlineData(120_000, 0, -2_000)]
    public void What_is_not_above_nothing_is_known_to_nothing(long ppm, long backgroundPpm, long millipascals) =>
        Assert.Equal(GasUncertainty.PpmMax, GasUncertainty.OfMass(ppm, backgroundPpm, millipascals, s_stack).Value);

    // 7.2 % of the fraction, 3 % of the tube, 1 % of the area, half of 3 % of the pressure: 8 % for one standard deviation.
    [Fact]
    public void Typical_stack_is_known_to_sixteen_per_cent()
    {
        var budget = new GasBudget
        {
            CarbonDioxideRelativePpm = 30_000, CarbonDioxideAbsolutePpm = 7_854, CoefficientPpm = 30_000, AreaPpm = 10_000,
            DifferentialPressureRelativePpm = 30_000, DifferentialPressureAbsoluteMillipascals = 100, TemperaturePpm = 10_000, PressurePpm = 10_000,
        };
        Assert.InRange(GasUncertainty.OfMass(120_000, 0, 100_000, budget).Value, 155_000, 165_000);
    }

    private static double Of(GasBudget budget, double x, double net) => net <= 0 ? 1e6
        : Math.Min(1e6, 2 * Math.Sqrt(Square(budget.CarbonDioxideRelativePpm * x / net) + Square(budget.CarbonDioxideAbsolutePpm * 1e6 / net)));

    private static double OfMass(GasBudget budget, double x, double background, double pressure)
    {
        if (x <= background || pressure <= 0) return 1e6;
        double fraction = Square(budget.CarbonDioxideRelativePpm * x / (x - background)) + Square(budget.CarbonDioxideAbsolutePpm * 1e6 / (x - background));
        double flow = Square(budget.DifferentialPressureRelativePpm) + Square(budget.DifferentialPressureAbsoluteMillipascals * 1e6 / pressure)
            + Square(budget.TemperaturePpm) + Square(budget.PressurePpm);
        return Math.Min(1e6, 2 * Math.Sqrt(fraction + Square(budget.CoefficientPpm) + Square(budget.AreaPpm) + (flow / 4)));
    }

    private static double Square(double value) => value * value;

    private static void AssertNear(double expected, long actual) => Assert.Equal(expected, actual, 8 + (expected * 1e-4));
}
