using CarbonMeter.Firmware.Chain;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Gas;

/// <summary>
/// The gas channel: steps its sensors, joins their figures, and integrates the flow between two looks at them. A span counts where
/// every sensor stood at its beginning and at its end; what is missing is never filled in. Where two sensors give one quantity, the
/// first of them counts. Gas measured is kept here until a sample of the front end takes it into the interval it belongs to, so a
/// front end that is silent costs the gas nothing.
/// </summary>
internal sealed class GasChannel
{
    /// <summary>Backwards by more than this is remarked on the interval, uPa: above the noise of the sensors.</summary>
    public const long ReverseMicropascals = 1_000_000;

    private const long Never = long.MaxValue;
    private const int LookMs = 5000;

    private readonly SensorWatch[] _sensors;
    private readonly RecordMaker _records;
    private readonly SensorReading _joined = new SensorReading();
    private readonly GasFlow _flow = new GasFlow();
    private readonly GasSums _pending = new GasSums();
    private Reading _humidityMillikelvins;
    private bool _hasHumidity, _hasFlow;
    private bool _wasWhole;
    private long _integratedMs;

    public GasChannel(ISensor[] sensors, RecordMaker records)
    {
        _sensors = new SensorWatch[sensors.Length];
        for (int i = 0; i < sensors.Length; i++) _sensors[i] = new SensorWatch(sensors[i]);
        _records = records;
    }

    /// <summary>When Step is next due, by the meter's uptime.</summary>
    public long StepDueMs
    {
        get
        {
            long due = Never;
            for (int i = 0; i < _sensors.Length; i++)
                if (_sensors[i].StepDueMs < due) due = _sensors[i].StepDueMs;
            return due;
        }
    }

    /// <summary>What the sensors show now, corrected; for display.</summary>
    public GasMoment Moment { get; } = new GasMoment();

    /// <summary>Goes on under these parameters. What waits was measured under those before: it is dropped, and not measured.</summary>
    public void Use(GasParameters parameters)
    {
        _flow.Use(parameters);
        _pending.Clear();
    }

    /// <summary>Steps the sensors that are due.</summary>
    public void Step(long uptimeMs, long unixMs)
    {
        bool isNew = false;
        for (int i = 0; i < _sensors.Length; i++) isNew |= _sensors[i].Step(uptimeMs);
        for (int i = 0; i < _sensors.Length; i++) _sensors[i].Judge(uptimeMs, unixMs, _records);
        if (isNew)
        {
            Join();
            for (int i = 0; i < _sensors.Length; i++) _sensors[i].Compensate(_joined);
        }
        // While the front end is sampled that looks in time; else nobody does.
        if (uptimeMs - _integratedMs >= LookMs) Integrate(uptimeMs);
    }

    /// <summary>Adds what flowed since it was last called, by the figures that stand now.</summary>
    public void Integrate(long uptimeMs)
    {
        long spanMs = uptimeMs - _integratedMs;
        _integratedMs = uptimeMs;
        Join();
        bool isWhole = Look();
        bool counts = isWhole && _wasWhole && spanMs > 0 && spanMs <= GasSums.SpanMsMax;
        _wasWhole = isWhole;
        if (!counts) return;
        _pending.MeasuredMs += spanMs;
        if (Moment.HasFlow) _pending.Integrate(_flow.MassNanogramsPerSecond, _flow.VolumeNanolitresPerSecond, (int)spanMs);
    }

    /// <summary>Moves what was measured into the open interval.</summary>
    public void MoveTo(GasSums open) => _pending.MoveTo(open);

    private void Join()
    {
        _joined.Clear();
        _humidityMillikelvins = Reading.Missing;
        for (int i = 0; i < _sensors.Length; i++)
        {
            if (!_sensors[i].HasSpoken) continue;
            SensorReading own = _sensors[i].Figures;
            _hasHumidity |= own.RelativeHumidityPpm.IsPresent;
            _hasFlow |= own.DifferentialPressureMillipascals.IsPresent;
            if (!_sensors[i].Stands) continue;
            _joined.CarbonDioxidePpm = First(_joined.CarbonDioxidePpm, own.CarbonDioxidePpm);
            _joined.DifferentialPressureMillipascals = First(_joined.DifferentialPressureMillipascals, own.DifferentialPressureMillipascals);
            _joined.PressurePascals = First(_joined.PressurePascals, own.PressurePascals);
            _joined.TemperatureMillikelvins = First(_joined.TemperatureMillikelvins, own.TemperatureMillikelvins);
            // Relative humidity is relative to the temperature of the part that measured it.
            if (!_joined.RelativeHumidityPpm.IsPresent) _humidityMillikelvins = own.TemperatureMillikelvins;
            _joined.RelativeHumidityPpm = First(_joined.RelativeHumidityPpm, own.RelativeHumidityPpm);
        }
        if (!_humidityMillikelvins.IsPresent) _humidityMillikelvins = _joined.TemperatureMillikelvins;
    }

    private static Reading First(Reading first, Reading next) => first.IsPresent ? first : next;

    // Takes the figures of this moment; true where all that this channel measures is there.
    private bool Look()
    {
        bool isWhole = _sensors.Length > 0;
        for (int i = 0; i < _sensors.Length; i++) isWhole &= _sensors[i].Stands;
        Moment.Clear();
        Reading pressure = Bounded(_joined.PressurePascals, GasFlow.PressurePascalsMin, GasFlow.PressurePascalsMax);
        Reading temperature = Bounded(
            _joined.TemperatureMillikelvins, GasFlow.TemperatureMillikelvinsMin, GasFlow.TemperatureMillikelvinsMax);
        Note(pressure, _pending.Pressure);
        Note(temperature, _pending.Temperature);
        Moment.PressurePascals = pressure;
        Moment.TemperatureMillikelvins = temperature;
        bool isWaterKnown = LookAtWater(pressure, out long waterPpb);
        bool isCarbonKnown = LookAtCarbonDioxide(isWaterKnown, waterPpb);
        if (!_hasFlow) return isWhole && isWaterKnown && isCarbonKnown;
        if (!LookAtPressureDifference(pressure) || !isWaterKnown || !isCarbonKnown || !temperature.IsPresent) return false;
        Moment.HasFlow = _flow.TryCompute(pressure.Value, temperature.Value, waterPpb);
        Moment.MassNanogramsPerSecond = _flow.MassNanogramsPerSecond;
        return isWhole && Moment.HasFlow;
    }

    // Where no sensor measures humidity the gas is taken as dry; where one does and its figure is missing, nothing is taken.
    private bool LookAtWater(Reading pressure, out long ppb)
    {
        ppb = 0;
        if (!_hasHumidity) return true;
        Reading temperature = Bounded(_humidityMillikelvins, WaterVapour.MillikelvinsMin, WaterVapour.MillikelvinsMax);
        Reading humidity = Bounded(_joined.RelativeHumidityPpm, 0, GasFlow.PpmOfAll);
        if (!temperature.IsPresent || !humidity.IsPresent || !pressure.IsPresent) return false;
        ppb = WaterVapour.MoleFractionPpb(humidity.Value, temperature.Value, pressure.Value);
        _pending.Water.Add(ppb);
        Moment.WaterPpm = Reading.Of(ppb / 1000);
        return true;
    }

    private bool LookAtCarbonDioxide(bool isWaterKnown, long waterPpb)
    {
        Reading read = Bounded(_joined.CarbonDioxidePpm, -2 * GasFlow.PpmOfAll, 2 * GasFlow.PpmOfAll);
        if (!read.IsPresent || !isWaterKnown && _flow.NeedsWater) return false;
        _flow.CorrectCarbonDioxide(read.Value, waterPpb);
        _pending.CarbonDioxide.Add(_flow.BasisCarbonDioxidePpb);
        Moment.CarbonDioxidePpm = Reading.Of(_flow.BasisCarbonDioxidePpb / 1000);
        return true;
    }

    private bool LookAtPressureDifference(Reading pressure)
    {
        Reading read = _joined.DifferentialPressureMillipascals;
        if (!read.IsPresent || !pressure.IsPresent) return false;
        if (!_flow.TryCorrectDifferentialPressure(read.Value, pressure.Value)) return false;
        Moment.DifferentialPressureMillipascals = Reading.Of(_flow.DifferentialPressureMicropascals / 1000);
        Note(Moment.DifferentialPressureMillipascals, _pending.DifferentialPressure);
        if (_flow.DifferentialPressureMicropascals < -ReverseMicropascals) _pending.HasReverseFlow = true;
        return true;
    }

    private static void Note(Reading figure, MeanSum sum)
    {
        if (figure.IsPresent) sum.Add(figure.Value);
    }

    private static Reading Bounded(Reading figure, long min, long max)
    {
        if (!figure.IsPresent || figure.Value < min || figure.Value > max) return Reading.Missing;
        return figure;
    }
}
