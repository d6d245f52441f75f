namespace CarbonMeter.DeviceTests;

using CarbonMeter.Firmware.Gas;
using CarbonMeter.Records;

/// <summary>The arithmetic of the gas channel: roots, flows, water, and remainders to the picogram.</summary>
internal static class GasCases
{
    public static void Run(Runner runner)
    {
        runner.Run("gas.root", Root);
        runner.Run("gas.worked-duct", WorkedDuct);
        runner.Run("gas.backwards", Backwards);
        runner.Run("gas.water", Water);
        runner.Run("gas.remainders", Remainders);
    }

    private static void Root()
    {
        Check.Equal(0, IntegerRoot.Of(0));
        Check.Equal(1, IntegerRoot.Of(3));
        Check.Equal(3_037_000_499, IntegerRoot.Of(long.MaxValue));
    }

    // 12 % CO2 at 100 Pa in a duct of 0.3 m: 565.43 kg an hour, which is 157.064 g a second.
    private static void WorkedDuct()
    {
        GasFlow flow = Duct(104_037);
        Check.True(flow.MassNanogramsPerSecond > 157_060_000_000, "not below 157.06 g/s");
        Check.True(flow.MassNanogramsPerSecond < 157_068_000_000, "not above 157.068 g/s");
    }

    private static void Backwards()
    {
        GasFlow flow = Duct(-104_037);
        Check.True(flow.DifferentialPressureMicropascals < 0, "its sign is kept");
        Check.Equal(0, flow.MassNanogramsPerSecond);
        Check.Equal(0, flow.VolumeNanolitresPerSecond);
    }

    private static void Water()
    {
        Check.Equal(611_210, WaterVapour.SaturationMillipascals(273_150));
        Check.Equal(GasFlow.PpbOfAll, WaterVapour.MoleFractionPpb(1_000_000, 398_150, 100_000));
    }

    // 1234.567891 mg/s for 1000 x 7 ms: 8641.975237 mg.
    private static void Remainders()
    {
        GasSums sums = new GasSums();
        for (int i = 0; i < 1000; i++) sums.Integrate(1_234_567_891, 0, 7);
        Check.Equal(8_641, sums.MassMilligrams);
        Check.Equal(975_237_000, sums.MassPicograms);
        sums.Clear();
        Check.Equal(0, sums.MassMilligrams);
        Check.Equal(975_237_000, sums.MassPicograms);
    }

    private static GasFlow Duct(long shownMillipascals)
    {
        GasFlow flow = new GasFlow();
        flow.Use(new GasParameters { AreaSquareMillimetres = 70_686, CoefficientPpm = 840_000 });
        flow.CorrectCarbonDioxide(120_000, 0);
        Check.True(flow.TryCorrectDifferentialPressure(shownMillipascals, 100_500), "the pressure is within its range");
        Check.True(flow.TryCompute(100_500, 313_150, 0), "there is a flow");
        return flow;
    }
}
