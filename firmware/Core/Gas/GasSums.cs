using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Gas;

/// <summary>
/// What the gas channel has measured of an interval so far: the sums its means are made of, and mass and volume with what stays
/// below a milligram and a litre. That rest is never rounded away: it outlives the interval.
/// </summary>
public sealed class GasSums
{
    private const long PicogramsPerMilligram = 1_000_000_000;
    private const long PicolitresPerLitre = 1_000_000_000_000;
    private const long NanogramsPerMilligram = 1_000_000;
    private const long NanolitresPerLitre = 1_000_000_000;

    /// <summary>Longest span integrated at once, ms: with the largest flow every product stays within a long.</summary>
    public const int SpanMsMax = 20_000;

    /// <summary>Time in which every figure was there, ms.</summary>
    public long MeasuredMs { get; set; }

    /// <summary>Time a flow was integrated over, ms: without any, mass and volume are missing.</summary>
    public long FlowMs { get; set; }

    /// <summary>CO2, ppb on the basis of the parameter set.</summary>
    public MeanSum CarbonDioxide { get; } = new MeanSum();

    /// <summary>Water, ppb.</summary>
    public MeanSum Water { get; } = new MeanSum();

    /// <summary>Differential pressure, mPa.</summary>
    public MeanSum DifferentialPressure { get; } = new MeanSum();

    /// <summary>Pressure, Pa.</summary>
    public MeanSum Pressure { get; } = new MeanSum();

    /// <summary>Temperature, mK.</summary>
    public MeanSum Temperature { get; } = new MeanSum();

    /// <summary>Mass of CO2, whole mg.</summary>
    public long MassMilligrams { get; set; }

    /// <summary>What is below it, pg.</summary>
    public long MassPicograms { get; set; }

    /// <summary>Volume at the reference state, whole litres.</summary>
    public long VolumeLitres { get; set; }

    /// <summary>What is below it, pl.</summary>
    public long VolumePicolitres { get; set; }

    /// <summary>Whether the gas flowed backwards by more than a remark is worth.</summary>
    public bool HasReverseFlow { get; set; }

    /// <summary>Begins anew, with what stayed below a milligram and a litre.</summary>
    public void Clear()
    {
        MeasuredMs = 0;
        FlowMs = 0;
        CarbonDioxide.Clear();
        Water.Clear();
        DifferentialPressure.Clear();
        Pressure.Clear();
        Temperature.Clear();
        MassMilligrams = 0;
        VolumeLitres = 0;
        HasReverseFlow = false;
    }

    /// <summary>Adds flows, ng/s up to 4.5e16 and nl/s up to 3.4e17, over a span of at most <see cref="SpanMsMax"/>.</summary>
    public void Integrate(long nanogramsPerSecond, long nanolitresPerSecond, int spanMs)
    {
        Require.InRange(spanMs, 0, SpanMsMax, nameof(spanMs));
        FlowMs += spanMs;
        // ng/s x ms is pg. In thousands of it first: 4.5e13 x 20 000, and 3.4e14 x 20 000.
        long nanograms = nanogramsPerSecond / 1000 * spanMs;
        MassMilligrams += nanograms / NanogramsPerMilligram;
        MassPicograms += nanograms % NanogramsPerMilligram * 1000 + nanogramsPerSecond % 1000 * spanMs;
        long nanolitres = nanolitresPerSecond / 1000 * spanMs;
        VolumeLitres += nanolitres / NanolitresPerLitre;
        VolumePicolitres += nanolitres % NanolitresPerLitre * 1000 + nanolitresPerSecond % 1000 * spanMs;
        Carry();
    }

    /// <summary>Moves everything into the sums of the open interval; what it cannot hold stays for the next one.</summary>
    public void MoveTo(GasSums open)
    {
        open.MeasuredMs += MeasuredMs;
        open.FlowMs += FlowMs;
        open.CarbonDioxide.Add(CarbonDioxide);
        open.Water.Add(Water);
        open.DifferentialPressure.Add(DifferentialPressure);
        open.Pressure.Add(Pressure);
        open.Temperature.Add(Temperature);
        open.HasReverseFlow |= HasReverseFlow;
        open.MassPicograms += MassPicograms;
        open.VolumePicolitres += VolumePicolitres;
        MassPicograms = 0;
        VolumePicolitres = 0;
        open.Carry();
        long mass = Fitting(MassMilligrams, GasInterval.MassMilligramsMax - open.MassMilligrams);
        long volume = Fitting(VolumeLitres, GasInterval.VolumeLitresMax - open.VolumeLitres);
        open.MassMilligrams += mass;
        open.VolumeLitres += volume;
        long massLeft = MassMilligrams - mass, volumeLeft = VolumeLitres - volume;
        Clear();
        MassMilligrams = massLeft;
        VolumeLitres = volumeLeft;
    }

    /// <summary>
    /// The figures of an interval of this length; null where there is none. The sums stay as they are. Means are rounded towards
    /// zero.
    /// </summary>
    public GasInterval? Close(long lengthMs, GasParameters? parameters)
    {
        var gas = new GasInterval
        {
            MeasuredMs = (int)(MeasuredMs < lengthMs ? MeasuredMs : lengthMs),
            CarbonDioxidePpm = CarbonDioxide.Mean(1000),
            WaterPpm = Water.Mean(1000),
            DifferentialPressureMillipascals = DifferentialPressure.Mean(1),
            PressurePascals = Pressure.Mean(1),
            TemperatureMillikelvins = Temperature.Mean(1),
        };
        if (FlowMs > 0)
        {
            gas.MassMilligrams = Reading.Of(MassMilligrams);
            gas.VolumeLitres = Reading.Of(VolumeLitres);
        }
        if (parameters != null) Judge(gas, parameters);
        return gas.HasFigure ? gas : null;
    }

    private static void Judge(GasInterval gas, GasParameters parameters)
    {
        if (!gas.CarbonDioxidePpm.IsPresent) return;
        long ppm = gas.CarbonDioxidePpm.Value;
        gas.CarbonDioxideUncertaintyPpm = GasUncertainty.OfCarbonDioxide(ppm, parameters.Budget);
        if (!gas.MassMilligrams.IsPresent || !gas.DifferentialPressureMillipascals.IsPresent) return;
        gas.MassUncertaintyPpm = GasUncertainty.OfMass(
            ppm, parameters.BackgroundPpm, gas.DifferentialPressureMillipascals.Value, parameters.Budget);
    }

    private void Carry()
    {
        long milligrams = MassPicograms / PicogramsPerMilligram;
        MassMilligrams += milligrams;
        MassPicograms -= milligrams * PicogramsPerMilligram;
        long litres = VolumePicolitres / PicolitresPerLitre;
        VolumeLitres += litres;
        VolumePicolitres -= litres * PicolitresPerLitre;
    }

    private static long Fitting(long amount, long room) => amount < room ? amount : room;
}

/// <summary>A sum and how many figures are in it.</summary>
public sealed class MeanSum
{
    /// <summary>The sum.</summary>
    public long Sum { get; set; }

    /// <summary>How many.</summary>
    public int Count { get; set; }

    /// <summary>Adds one figure.</summary>
    public void Add(long figure)
    {
        Sum += figure;
        Count++;
    }

    /// <summary>Adds those of another.</summary>
    public void Add(MeanSum other)
    {
        Sum += other.Sum;
        Count += other.Count;
    }

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        Sum = 0;
        Count = 0;
    }

    /// <summary>Their mean in units of so many of theirs, towards zero; missing where there is none.</summary>
    public Reading Mean(int unit) => Count <= 0 || unit <= 0 ? Reading.Missing : Reading.Of(Sum / Count / unit);
}
