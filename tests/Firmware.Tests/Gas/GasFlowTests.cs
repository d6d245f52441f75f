using CarbonMeter.Firmware.Gas;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Gas;

/// <summary>The flow of one moment against the formula in floating point, which the device does not have.</summary>
public sealed class GasFlowTests
{
    private const double GasConstant = 8.314462618, CarbonDioxideMass = 0.0440095, WaterMass = 0.018015, AirMass = 0.0289652;

    // 12 % CO2, no water, 40 degrees, 100 500 Pa, 100 Pa at an S-type tube in a duct of 0.3 m.
    private static readonly GasParameters s_duct = new() { AreaSquareMillimetres = 70_686, CoefficientPpm = 840_000 };

    [Fact]
    public void Worked_duct_emits_565_kilograms_an_hour()
    {
        var flow = Flow(s_duct, carbonDioxidePpm: 120_000, shownMillipascals: Shown(100_000, 100_500), 100_500, 313_150, 0);
        Assert.Equal(565.43, flow.MassNanogramsPerSecond * 3600 / 1e12, 0.01);
        Assert.Equal(100_000_000, flow.DifferentialPressureMicropascals, 1_000.0);
        // rho 1.18772 kg/m3 and v 10.9003 m/s are those of the duct: the volume is at the reference state.
        double molar = (0.12 * CarbonDioxideMass) + (0.88 * AirMass), rho = 100_500 * molar / (GasConstant * 313.15);
        Assert.Equal(1.18772, rho, 0.00001);
        double reference = 10.9003 * 0.070686 * (100_500 / 101_325.0) * (273.15 / 313.15);
        Assert.Equal(reference, flow.VolumeNanolitresPerSecond / 1e12, reference * 1e-5);
    }

    // The public C# code of the UNFCCC's CDM tool 08 has R = 8.314 where the tool's units need 8314 Pa m3/(kmol K).
    [Fact]
    public void Gas_constant_per_kilomole_is_not_the_one_per_mole()
    {
        var flow = Flow(s_duct, 120_000, Shown(100_000, 100_500), 100_500, 313_150, 0);
        double Emission(double gasConstant) => flow.VolumeNanolitresPerSecond * 0.12 * (101_325 * 44.0095 / (gasConstant * 273.15));
        Assert.Equal(1, Emission(8314.462618) / flow.MassNanogramsPerSecond, 1e-6);
        Assert.Equal(1000, Emission(8.314462618) / flow.MassNanogramsPerSecond, 0.001);
    }

    [Theory]
    [InlineData(273_150, 1.9635)]
    [InlineData(293_150, 1.8295)]
    [InlineData(298_150, 1.7988)]
    public void Pure_carbon_dioxide_has_its_density_at_each_reference_state(int millikelvins, double kilogramsPerCubicMetre)
    {
        var parameters = new GasParameters { AreaSquareMillimetres = 10_000, CoefficientPpm = 1_000_000, ReferenceTemperatureMillikelvins = millikelvins };
        var flow = Flow(parameters, 1_000_000, 50_000, 101_325, 293_150, 0);
        Assert.Equal(kilogramsPerCubicMetre, flow.MassNanogramsPerSecond / (double)flow.VolumeNanolitresPerSecond, 0.00005);
    }

    [Fact]
    public void Wet_gas_gives_dry_volume_and_fraction_and_the_same_mass()
    {
        var dry = new GasParameters { AreaSquareMillimetres = 70_686, CoefficientPpm = 840_000, Basis = GasBasis.Dry };
        var asDry = Flow(dry, 120_000, 100_000, 100_500, 333_150, 150_000_000);
        var asWet = Flow(s_duct, 120_000, 100_000, 100_500, 333_150, 150_000_000);
        Assert.Equal(asWet.MassNanogramsPerSecond, asDry.MassNanogramsPerSecond);
        Assert.Equal(0.85, asDry.VolumeNanolitresPerSecond / (double)asWet.VolumeNanolitresPerSecond, 1e-9);
        Assert.Equal(120_000_000 / 0.85, asDry.BasisCarbonDioxidePpb, 1.0);
        Assert.Equal(120_000_000, asWet.BasisCarbonDioxidePpb);
    }

    [Fact]
    public void Mass_is_the_fraction_above_the_background_times_the_volume_on_either_basis()
    {
        foreach (var basis in new[] { GasBasis.Wet, GasBasis.Dry })
        {
            var parameters = new GasParameters { AreaSquareMillimetres = 70_686, CoefficientPpm = 840_000, Basis = basis, BackgroundPpm = 420 };
            var flow = Flow(parameters, 1_000, 100_000, 100_500, 293_150, 20_000_000);
            double net = (flow.BasisCarbonDioxidePpb - 420_000) / 1e9;
            Assert.Equal(flow.VolumeNanolitresPerSecond * net * 1.963486, flow.MassNanogramsPerSecond, flow.MassNanogramsPerSecond * 1e-5);
        }
    }

    [Fact]
    public void Gas_below_the_background_is_no_uptake()
    {
        var parameters = new GasParameters { AreaSquareMillimetres = 70_686, CoefficientPpm = 840_000, BackgroundPpm = 420 };
        var flow = Flow(parameters, 400, 100_000, 100_500, 293_150, 0);
        Assert.Equal(0, flow.MassNanogramsPerSecond);
        Assert.True(flow.VolumeNanolitresPerSecond > 0);
    }

    [Fact]
    public void Backwards_is_no_flow_and_never_its_absolute_value()
    {
        var flow = Flow(s_duct, 120_000, -100_000, 100_500, 313_150, 0);
        Assert.True(flow.DifferentialPressureMicropascals < -90_000_000);
        Assert.Equal((0, 0), (flow.MassNanogramsPerSecond, flow.VolumeNanolitresPerSecond));
    }

    [Fact]
    public void Zero_and_span_correct_what_the_sensors_read()
    {
        var parameters = new GasParameters
        {
            AreaSquareMillimetres = 1, CoefficientPpm = 1, CarbonDioxideZeroPpm = 50, CarbonDioxideSpanPpm = 1_020_000,
            DifferentialPressureZeroMillipascals = -35,
        };
        var flow = Flow(parameters, 1_000, 35, 96_600, 293_150, 0);
        Assert.Equal(1_050 * 1_020, flow.CarbonDioxidePpb);
        Assert.Equal(0, flow.DifferentialPressureMicropascals);
        Assert.True(flow.TryCorrectDifferentialPressure(1_035, 48_300));
        Assert.Equal(2_000_000, flow.DifferentialPressureMicropascals);
        flow.CorrectCarbonDioxide(-51, 0);
        Assert.Equal(0, flow.CarbonDioxidePpb);
    }

    [Fact]
    public void Every_flow_within_the_ranges_is_the_formulas()
    {
        var random = new Random(20261121);
        int flows = 0, refused = 0;
        for (int i = 0; i < 300_000; i++)
        {
            var parameters = RandomParameters(random);
            var flow = new GasFlow();
            flow.Use(parameters);
            long pascals = Number(random, GasFlow.PressurePascalsMin, GasFlow.PressurePascalsMax);
            long millikelvins = Number(random, GasFlow.TemperatureMillikelvinsMin, GasFlow.TemperatureMillikelvinsMax);
            long waterPpb = Number(random, 0, GasFlow.PpbOfAll);
            long read = Number(random, -2_000_000, 2_000_000);
            flow.CorrectCarbonDioxide(read, waterPpb);
            AssertFraction(parameters, read, waterPpb, flow);
            if (!flow.TryCorrectDifferentialPressure(Number(random, -10_000_000, 10_000_000), pascals)) continue;
            if (flow.TryCompute(pascals, millikelvins, waterPpb)) flows++;
            else refused++;
            AssertFlow(parameters, flow, pascals, millikelvins, waterPpb, i);
        }
        Assert.True(flows > 100_000 && refused > 1_000, $"{flows} flows, {refused} refused");
    }

    [Theory]
    [InlineData(9_999, 313_150)]
    [InlineData(1_000_001, 313_150)]
    [InlineData(100_000, 173_149)]
    [InlineData(100_000, 1_273_151)]
    public void Beyond_the_ranges_there_is_no_flow(long pascals, long millikelvins)
    {
        var flow = new GasFlow();
        flow.Use(s_duct);
        flow.CorrectCarbonDioxide(120_000, 0);
        Assert.True(flow.TryCorrectDifferentialPressure(100_000, 100_000));
        Assert.False(flow.TryCompute(pascals, millikelvins, 0));
        Assert.Equal((0, 0), (flow.MassNanogramsPerSecond, flow.VolumeNanolitresPerSecond));
    }

    [Fact]
    public void Root_is_the_largest_number_whose_square_is_not_above()
    {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            long value = random.NextInt64(long.MaxValue) >> random.Next(62), root = IntegerRoot.Of(value);
            Assert.True((Int128)root * root <= value && (Int128)(root + 1) * (root + 1) > value, $"{value}: {root}");
        }
        Assert.Equal((0, 1, 1, 2, 3_037_000_499), (IntegerRoot.Of(0), IntegerRoot.Of(1), IntegerRoot.Of(3), IntegerRoot.Of(4), IntegerRoot.Of(long.MaxValue)));
    }

    [Fact]
    public void Saturation_is_that_of_Bucks_equation()
    {
        for (int millikelvins = WaterVapour.MillikelvinsMin; millikelvins <= WaterVapour.MillikelvinsMax; millikelvins += 37)
        {
            double t = (millikelvins - 273_150) / 1000.0;
            double buck = 611_210 * Math.Exp((18.678 - (t / 234.5)) * (t / (257.14 + t)));
            Assert.Equal(1, WaterVapour.SaturationMillipascals(millikelvins) / buck, 0.002);
        }
    }

    // IAPWS-95, Pa.
    [Theory]
    [InlineData(273_160, 611.7)]
    [InlineData(293_150, 2_339.3)]
    [InlineData(323_150, 12_352)]
    [InlineData(373_150, 101_418)]
    [InlineData(393_150, 198_670)]
    public void Saturation_is_near_the_steam_tables(int millikelvins, double pascals) =>
        Assert.Equal(1, WaterVapour.SaturationMillipascals(millikelvins) / 1000.0 / pascals, 0.006);

    [Fact]
    public void Water_is_its_share_of_the_pressure_and_never_more_than_all()
    {
        Assert.Equal(0.5 * 2_338.3 / 101_325 * 1e9, WaterVapour.MoleFractionPpb(500_000, 293_150, 101_325), 30_000.0);
        Assert.Equal(GasFlow.PpbOfAll, WaterVapour.MoleFractionPpb(1_000_000, 398_150, 100_000));
    }

    private static GasFlow Flow(GasParameters parameters, long carbonDioxidePpm, long shownMillipascals, long pascals, long millikelvins, long waterPpb)
    {
        var flow = new GasFlow();
        flow.Use(parameters);
        flow.CorrectCarbonDioxide(carbonDioxidePpm, waterPpb);
        Assert.True(flow.TryCorrectDifferentialPressure(shownMillipascals, pascals));
        Assert.True(flow.TryCompute(pascals, millikelvins, waterPpb));
        return flow;
    }

    // What a calorimetric sensor shows of a true difference.
    private static long Shown(double trueMillipascals, double pascals) => (long)Math.Round(trueMillipascals * pascals / 96_600);

    private static GasParameters RandomParameters(Random random) => new()
    {
        AreaSquareMillimetres = (int)Number(random, 1, 1_000_000_000),
        CoefficientPpm = (int)Number(random, 1, 10_000_000),
        BackgroundPpm = (int)Number(random, 0, 1_000_000),
        CarbonDioxideZeroPpm = (int)Number(random, -1_000_000, 1_000_000),
        CarbonDioxideSpanPpm = (int)Number(random, 500_000, 1_500_000),
        DifferentialPressureZeroMillipascals = (int)Number(random, -1_000_000, 1_000_000),
        ReferenceTemperatureMillikelvins = (int)Number(random, 200_000, 400_000),
        ReferencePressurePascals = (int)Number(random, 10_000, 1_000_000),
        Basis = (GasBasis)random.Next(2),
    };

    // A bound, a small number or any.
    private static long Number(Random random, long min, long max) => random.Next(8) switch
    {
        0 => min,
        1 => max,
        2 or 3 => Math.Clamp(min + (long)Math.Exp(random.NextDouble() * Math.Log(max - min)), min, max),
        _ => random.NextInt64(min, max + 1),
    };

    private static void AssertFraction(GasParameters parameters, long read, long waterPpb, GasFlow flow)
    {
        decimal exact = (decimal)(read + parameters.CarbonDioxideZeroPpm) * parameters.CarbonDioxideSpanPpm / 1000;
        Assert.Equal((double)Math.Clamp(exact, 0, 1_000_000_000), flow.CarbonDioxidePpb, 1.0);
        double basis = parameters.Basis == GasBasis.Dry && waterPpb < GasFlow.PpbOfAll
            ? Math.Min(1e9, flow.CarbonDioxidePpb / (1 - (waterPpb / 1e9))) : flow.CarbonDioxidePpb;
        Assert.Equal(basis, flow.BasisCarbonDioxidePpb, 1.0);
    }

    private static void AssertFlow(GasParameters parameters, GasFlow flow, long pascals, long millikelvins, long waterPpb, int point)
    {
        double x = flow.CarbonDioxidePpb / 1e9, y = Math.Min(waterPpb / 1e9, 1 - x), difference = flow.DifferentialPressureMicropascals / 1e6;
        double molar = (x * CarbonDioxideMass) + (y * WaterMass) + ((1 - x - y) * AirMass);
        double flux = difference <= 0 ? 0 : Math.Sqrt(2 * difference * pascals / (GasConstant * (millikelvins / 1000.0) * molar));
        double moles = flux * (parameters.AreaSquareMillimetres / 1e6) * (parameters.CoefficientPpm / 1e6);
        if (moles > 0.999e6)
        {
            Assert.True(moles < 1.001e6 || flow.MassNanogramsPerSecond == 0, $"point {point}");
            return;
        }
        bool isDry = parameters.Basis == GasBasis.Dry;
        double background = parameters.BackgroundPpm / 1e6 * (isDry ? 1 - y : 1);
        double mass = moles * Math.Max(0, x - background) * CarbonDioxideMass * 1e12;
        double molarVolume = GasConstant * (parameters.ReferenceTemperatureMillikelvins / 1000.0) / parameters.ReferencePressurePascals;
        double volume = moles * (isDry ? 1 - y : 1) * molarVolume * 1e12;
        // Seven digits, what the root and the flow in nanomoles leave off, and two parts in 1e9 of the gas.
        double share = 1e-6 + (flux > 0 ? 1.5 / (flux * 1e5) : 0);
        double massError = (mass * share) + (moles * CarbonDioxideMass * 1e12 * 2e-9) + 50;
        Assert.True(Math.Abs(mass - flow.MassNanogramsPerSecond) <= massError, $"point {point}: {mass} ng/s, not {flow.MassNanogramsPerSecond}");
        double volumeError = (volume * share) + (moles * molarVolume * 1e12 * 2e-9) + (2 * molarVolume * 1e3) + 1;
        Assert.True(Math.Abs(volume - flow.VolumeNanolitresPerSecond) <= volumeError, $"point {point}: {volume} nl/s, not {flow.VolumeNanolitresPerSecond}");
    }
}
