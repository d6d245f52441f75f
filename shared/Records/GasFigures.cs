using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>What the gas channel measured in one interval; docs/formats/record.md. A figure no sample gave is missing.</summary>
public sealed class GasInterval
{
    /// <summary>All of the gas.</summary>
    public const int MoleFractionPpmMax = 1_000_000;

    /// <summary>10 kPa, either way.</summary>
    public const int DifferentialPressureMillipascalsMax = 10_000_000;

    /// <summary>100 bar.</summary>
    public const int PressurePascalsMax = 10_000_000;

    /// <summary>2000 K.</summary>
    public const int TemperatureMillikelvinsMax = 2_000_000;

    /// <summary>4e9 m3.</summary>
    public const long VolumeLitresMax = 4_000_000_000_000;

    /// <summary>4000 t.</summary>
    public const long MassMilligramsMax = 4_000_000_000_000;

    /// <summary>Milliseconds of the interval in which every figure of the channel was there; at most its length.</summary>
    public int MeasuredMs { get; set; }

    /// <summary>Mole fraction of CO2, ppm of the gas, wet or dry as the register's basis says; mean of the samples.</summary>
    public Reading CarbonDioxidePpm { get; set; }

    /// <summary>Its expanded uncertainty (k = 2), ppm of its value.</summary>
    public Reading CarbonDioxideUncertaintyPpm { get; set; }

    /// <summary>Mole fraction of water in the wet gas, ppm; mean of the samples.</summary>
    public Reading WaterPpm { get; set; }

    /// <summary>Differential pressure, mPa, negative where the gas flows backwards; mean of the samples.</summary>
    public Reading DifferentialPressureMillipascals { get; set; }

    /// <summary>Absolute pressure, Pa; mean of the samples.</summary>
    public Reading PressurePascals { get; set; }

    /// <summary>Temperature, mK; mean of the samples.</summary>
    public Reading TemperatureMillikelvins { get; set; }

    /// <summary>Volume of gas at the register's reference state, whole litres; the rest is carried into the next interval.</summary>
    public Reading VolumeLitres { get; set; }

    /// <summary>Mass of CO2, whole mg; the rest is carried into the next interval.</summary>
    public Reading MassMilligrams { get; set; }

    /// <summary>Its expanded uncertainty (k = 2), ppm of its value.</summary>
    public Reading MassUncertaintyPpm { get; set; }

    /// <summary>Whether any figure is there.</summary>
    public bool HasFigure =>
        CarbonDioxidePpm.IsPresent || WaterPpm.IsPresent || DifferentialPressureMillipascals.IsPresent || PressurePascals.IsPresent
        || TemperatureMillikelvins.IsPresent || VolumeLitres.IsPresent || MassMilligrams.IsPresent;
}

/// <summary>The cumulative register of the gas channel, and what its figures mean.</summary>
public sealed class GasRegister
{
    /// <summary>Mass of CO2, mg, 0 to 4e18.</summary>
    public long MassMilligrams { get; set; }

    /// <summary>Volume at the reference state, litres, 0 to 4e18. What came before a change of that state is not converted.</summary>
    public long VolumeLitres { get; set; }

    /// <summary>Reference temperature, mK, from 1.</summary>
    public int ReferenceMillikelvins { get; set; } = 273_150;

    /// <summary>Reference pressure, Pa, from 1.</summary>
    public int ReferencePascals { get; set; } = 101_325;

    /// <summary>Wet or dry.</summary>
    public GasBasis Basis { get; set; }

    /// <summary>Mole fraction of CO2 in the air that is taken in, ppm, taken off before the mass is formed; 0 = gross.</summary>
    public int BackgroundPpm { get; set; }

    /// <summary>Whether the figures of another register mean the same.</summary>
    public bool MeansTheSameAs(GasRegister other) =>
        ReferenceMillikelvins == other.ReferenceMillikelvins && ReferencePascals == other.ReferencePascals
        && Basis == other.Basis && BackgroundPpm == other.BackgroundPpm;

    /// <summary>Adds one interval; what it lacks adds nothing. Throws, and adds nothing, where a register would leave its bound.</summary>
    public void Add(GasInterval? interval)
    {
        if (interval is null) return;
        long mass = interval.MassMilligrams.IsPresent ? interval.MassMilligrams.Value : 0;
        long volume = interval.VolumeLitres.IsPresent ? interval.VolumeLitres.Value : 0;
        Require.InRange(mass, 0, Register.Max - MassMilligrams, "gas mass");
        Require.InRange(volume, 0, Register.Max - VolumeLitres, "gas volume");
        MassMilligrams += mass;
        VolumeLitres += volume;
    }

    /// <summary>An independent copy.</summary>
    public GasRegister Copy() => new GasRegister
    {
        MassMilligrams = MassMilligrams,
        VolumeLitres = VolumeLitres,
        ReferenceMillikelvins = ReferenceMillikelvins,
        ReferencePascals = ReferencePascals,
        Basis = Basis,
        BackgroundPpm = BackgroundPpm,
    };
}
