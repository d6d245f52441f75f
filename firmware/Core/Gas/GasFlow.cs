using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Gas;

/// <summary>
/// The arithmetic of one moment: from corrected figures to the flow of CO2 and of gas, in integers, with one square root.
/// The velocity v = K sqrt(2 dP / rho) and the ideal gas give the molar flow N = K A sqrt(2 dP P / (R T M)) of the whole wet gas;
/// mass is N times the net fraction of CO2 times its molar mass, volume N times the molar volume of the reference state.
/// Every product stays within a long: the comments say why. Made once and filled again at every sample.
/// </summary>
public sealed class GasFlow
{
    /// <summary>All of a gas, in ppm and in ppb.</summary>
    public const long PpmOfAll = 1_000_000, PpbOfAll = 1_000_000_000;

    /// <summary>Absolute pressures a flow is computed for, Pa.</summary>
    public const long PressurePascalsMin = 10_000, PressurePascalsMax = 1_000_000;

    /// <summary>Temperatures a flow is computed for, mK: -100 to 1000 degrees Celsius.</summary>
    public const long TemperatureMillikelvinsMin = 173_150, TemperatureMillikelvinsMax = 1_273_150;

    /// <summary>Largest differential pressure, either way, mPa.</summary>
    public const long DifferentialPressureMillipascalsMax = GasInterval.DifferentialPressureMillipascalsMax;

    /// <summary>Largest flow, nmol/s: 44 t of CO2 a second. Above it the figures are not believed.</summary>
    public const long NanomolesPerSecondMax = 1_000_000_000_000_000;

    /// <summary>The pressure at which the calorimetric differential pressure sensors are true, Pa: at another they show dP P / 96 600.</summary>
    public const long SensorPressurePascals = 96_600;

    // Molar masses in 0.1 mg/mol.
    private const long CarbonDioxideMass = 440_095, WaterMass = 180_150, AirMass = 289_652;
    // 1e11 / 8.314462618, the gas constant in J/(mol K), rounded.
    private const long InverseGasConstant = 12_027_235_504;
    private const long GasConstantNanojoules = 8_314_462_618;
    private const long Million = 1_000_000;

    private long _areaHigh, _areaLow;
    private long _rootMax;
    private long _referenceVolume;
    private long _backgroundPpb;
    private long _zeroPpm, _spanPpm, _zeroMillipascals;
    private GasBasis _basis;

    /// <summary>CO2 in the wet gas, corrected by zero and span, ppb; what is below nothing counts as nothing.</summary>
    public long CarbonDioxidePpb { get; private set; }

    /// <summary>The same on the basis of the parameter set, ppb.</summary>
    public long BasisCarbonDioxidePpb { get; private set; }

    /// <summary>True differential pressure, uPa, signed.</summary>
    public long DifferentialPressureMicropascals { get; private set; }

    /// <summary>Flow of CO2 above the background, ng/s.</summary>
    public long MassNanogramsPerSecond { get; private set; }

    /// <summary>Flow of gas at the reference state, nl/s.</summary>
    public long VolumeNanolitresPerSecond { get; private set; }

    /// <summary>Whether the CO2 fraction cannot be given without that of water.</summary>
    public bool NeedsWater => _basis == GasBasis.Dry;

    /// <summary>Whether a flow can be computed under these parameters without leaving a long.</summary>
    public static bool Accepts(GasParameters parameters) =>
        parameters.ReferenceTemperatureMillikelvins >= 200_000 && parameters.ReferenceTemperatureMillikelvins <= 400_000
        && parameters.ReferencePressurePascals >= PressurePascalsMin && parameters.ReferencePressurePascals <= PressurePascalsMax;

    /// <summary>Goes on under these parameters, which it accepts.</summary>
    public void Use(GasParameters parameters)
    {
        Require.That(Accepts(parameters), "the reference state of the gas is out of range");
        // 1e-12 m2, at most 1e9 x 1e7.
        long area = (long)parameters.AreaSquareMillimetres * parameters.CoefficientPpm;
        _areaHigh = area / Million;
        _areaLow = area - _areaHigh * Million;
        long divisor = _areaHigh + 1;
        Require.InRange(divisor, 1, long.MaxValue, nameof(divisor));
        // Up to this the flow is at most NanomolesPerSecondMax, and the root times _areaHigh at most 1e17.
        _rootMax = NanomolesPerSecondMax * 100 / divisor;
        long millipascals = parameters.ReferencePressurePascals * 1000L;
        Require.InRange(millipascals, 1, long.MaxValue, nameof(millipascals));
        // 1e-6 nl/nmol: 1.6e6 to 3.4e8.
        _referenceVolume = GasConstantNanojoules * parameters.ReferenceTemperatureMillikelvins / millipascals;
        _backgroundPpb = parameters.BackgroundPpm * 1000L;
        _zeroPpm = parameters.CarbonDioxideZeroPpm;
        _spanPpm = parameters.CarbonDioxideSpanPpm;
        _zeroMillipascals = parameters.DifferentialPressureZeroMillipascals;
        _basis = parameters.Basis;
    }

    /// <summary>Corrects what the CO2 sensor reads, ppm within +-2e6; waterPpb is that of the wet gas, 0 where nobody measures it.</summary>
    public void CorrectCarbonDioxide(long readPpm, long waterPpb)
    {
        Require.InRange(readPpm, -2 * PpmOfAll, 2 * PpmOfAll, nameof(readPpm));
        Require.InRange(waterPpb, 0, PpbOfAll, nameof(waterPpb));
        CarbonDioxidePpb = Clipped((readPpm + _zeroPpm) * _spanPpm / 1000);
        BasisCarbonDioxidePpb = CarbonDioxidePpb;
        long dryPpb = PpbOfAll - waterPpb;
        if (_basis == GasBasis.Dry && dryPpb > 0) BasisCarbonDioxidePpb = Clipped(CarbonDioxidePpb * PpbOfAll / dryPpb);
    }

    /// <summary>Corrects what the differential pressure sensor reads, mPa; false where the result is beyond what a record can hold.</summary>
    public bool TryCorrectDifferentialPressure(long readMillipascals, long pressurePascals)
    {
        if (!IsPressure(pressurePascals) || pressurePascals <= 0) return false;
        if (readMillipascals < -DifferentialPressureMillipascalsMax || readMillipascals > DifferentialPressureMillipascalsMax) return false;
        // At most 1.1e7 x 9.66e7.
        DifferentialPressureMicropascals = (readMillipascals + _zeroMillipascals) * (SensorPressurePascals * 1000) / pressurePascals;
        const long max = DifferentialPressureMillipascalsMax * 1000;
        return DifferentialPressureMicropascals >= -max && DifferentialPressureMicropascals <= max;
    }

    /// <summary>
    /// The flows of the moment whose CO2 and differential pressure were corrected last. Backwards is no flow. False where a figure
    /// is outside what a flow can be computed for: there is none then.
    /// </summary>
    public bool TryCompute(long pressurePascals, long temperatureMillikelvins, long waterPpb)
    {
        MassNanogramsPerSecond = 0;
        VolumeNanolitresPerSecond = 0;
        if (!IsPressure(pressurePascals) || !IsTemperature(temperatureMillikelvins)) return false;
        // Water beside nothing but CO2 is the noise of two sensors.
        if (waterPpb > PpbOfAll - CarbonDioxidePpb) waterPpb = PpbOfAll - CarbonDioxidePpb;
        if (DifferentialPressureMicropascals <= 0) return true;
        long root = MolarFlux(pressurePascals, temperatureMillikelvins, MolarMass(waterPpb));
        if (root > _rootMax) return false;
        long high = root * _areaHigh, whole = high / 100;
        // 1e-5 mol/(m2 s) x 1e-12 m2 is 1e-8 nmol/s.
        long nanomoles = whole + ((high - whole * 100) * Million + root * _areaLow) / 100_000_000;
        MassNanogramsPerSecond = CarbonDioxideNanograms(nanomoles, NetPpb(waterPpb));
        VolumeNanolitresPerSecond = Volume(nanomoles, waterPpb);
        return true;
    }

    // In 1e-7 g/mol: 1.8e8 to 4.5e8. The sum is at most 1e9 x 440 095.
    private long MolarMass(long waterPpb) =>
        (CarbonDioxidePpb * CarbonDioxideMass + waterPpb * WaterMass + (PpbOfAll - CarbonDioxidePpb - waterPpb) * AirMass) / Million;

    // sqrt(2 dP P / (R T M)) in 1e-5 mol/(m2 s). The correction divided by the pressure that is multiplied with here, so twice dP P is
    // at most 2 x 1.1e7 mPa x 9.66e7, which is 2.2e15. T M is 3.1e13 to 5.6e14: divided by 1e6 it keeps seven digits, and neither part of
    // the quotient leaves a long when multiplied with 1.2e10.
    private long MolarFlux(long pressurePascals, long temperatureMillikelvins, long molarMass)
    {
        long divisor = temperatureMillikelvins * molarMass / Million;
        if (divisor <= 0) return 0;
        long dividend = 2 * DifferentialPressureMicropascals * pressurePascals;
        long whole = dividend / divisor, rest = dividend - whole * divisor;
        return IntegerRoot.Of(whole * InverseGasConstant + rest * InverseGasConstant / divisor);
    }

    // The background is a fraction on the basis of the parameter set too. What is below it is no uptake: it counts as nothing.
    private long NetPpb(long waterPpb)
    {
        long background = _basis == GasBasis.Dry ? _backgroundPpb * (PpbOfAll - waterPpb) / PpbOfAll : _backgroundPpb;
        return CarbonDioxidePpb > background ? CarbonDioxidePpb - background : 0;
    }

    private static long CarbonDioxideNanograms(long nanomoles, long ppb)
    {
        long picomoles = Share(nanomoles, ppb, 1000);
        long millions = picomoles / 10_000_000;
        // 0.1 mg/mol is 1e-7 ng/pmol; at most 1e11 x 440 095.
        return millions * CarbonDioxideMass + (picomoles - millions * 10_000_000) * CarbonDioxideMass / 10_000_000;
    }

    private long Volume(long nanomoles, long waterPpb)
    {
        if (_basis == GasBasis.Dry) nanomoles = Share(nanomoles, PpbOfAll - waterPpb, 1);
        long millions = nanomoles / Million;
        // At most 1e9 x 3.4e8.
        return millions * _referenceVolume + (nanomoles - millions * Million) * _referenceVolume / Million;
    }

    // amount x ppb / 1e9 x scale (1 or 1000), of an amount up to 1e15: neither product is above 1e18.
    private static long Share(long amount, long ppb, long scale)
    {
        long millions = amount / Million, rest = amount - millions * Million;
        return scale == 1 ? (millions * ppb + rest * ppb / Million) / 1000 : millions * ppb + rest * ppb / Million;
    }

    private static long Clipped(long ppb) => ppb < 0 ? 0 : ppb > PpbOfAll ? PpbOfAll : ppb;

    private static bool IsPressure(long pascals) => pascals >= PressurePascalsMin && pascals <= PressurePascalsMax;

    private static bool IsTemperature(long millikelvins) =>
        millikelvins >= TemperatureMillikelvinsMin && millikelvins <= TemperatureMillikelvinsMax;
}
