namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>How far the angles among the voltages have come at the beginning of a series.</summary>
internal enum VoltageAngles { Due = 0, Turned = 1, Done = 2 }

/// <summary>A series of samples on their way out, one moment after another (docs/formats/console.md section 4).</summary>
internal sealed class SampleRun
{
    // A few line cycles: until the angles are those that were asked for.
    private const int SettleMs = 100;

    private readonly Commissioning _commissioning;
    private readonly IWiringProbe? _prober;
    private readonly ConsoleOutput _output;
    private readonly FrontEndSample _sample;
    private readonly WiringProbe _probe;
    private long _left, _number, _periodMs, _dueMs;
    private VoltageAngles _angles;

    public SampleRun(Commissioning commissioning, IFrontEnd frontEnd, ConsoleOutput output)
    {
        _commissioning = commissioning;
        _prober = frontEnd as IWiringProbe;
        _output = output;
        int channels = commissioning.Parameters.Channels.Length;
        _sample = new FrontEndSample(channels);
        _probe = new WiringProbe(channels);
    }

    public bool IsRunning => _left > 0;

    public void Begin(long count, long periodMs, long uptimeMs)
    {
        _left = count;
        _number = 0;
        _periodMs = periodMs;
        _dueMs = uptimeMs;
        // A meter that runs is never turned to anything else: its configuration is watched.
        _angles = _prober != null && _commissioning.Meter == null && _commissioning.Bench.IsReady ? VoltageAngles.Due : VoltageAngles.Done;
    }

    public void Cancel()
    {
        if (!IsRunning) return;
        if (_angles == VoltageAngles.Turned) _prober!.TryTurnToVoltages(false);
        _left = 0;
        _output.Ok();
    }

    /// <summary>Gives the next moment, if it is due and the one before has gone out.</summary>
    public void Step(long uptimeMs)
    {
        if (!IsRunning || uptimeMs < _dueMs || !_output.IsEmpty) return;
        if (_angles != VoltageAngles.Done)
        {
            MeasureVoltages();
            _dueMs = uptimeMs + SettleMs;
            return;
        }
        _dueMs = uptimeMs + _periodMs;
        _number++;
        _left--;
        Tell(uptimeMs);
        if (_left == 0) _output.Ok();
    }

    // A failure shows as angles that are missing, or as a front end whose configuration is not what it was: it is then started anew.
    private void MeasureVoltages()
    {
        if (_angles == VoltageAngles.Due && _prober!.TryTurnToVoltages(true))
        {
            _angles = VoltageAngles.Turned;
            return;
        }
        if (_angles == VoltageAngles.Turned) _prober!.TryReadVoltages();
        _prober!.TryTurnToVoltages(false);
        _angles = VoltageAngles.Done;
    }

    private void Tell(long uptimeMs)
    {
        FrontEndSample? sample = _commissioning.Meter != null ? _commissioning.Meter.LastSample
            : _commissioning.Bench.TrySample(_sample, uptimeMs) ? _sample : null;
        if (sample == null)
        {
            _output.Add("n", _number).Add("fault", _commissioning.Bench.IsReady ? "no answer" : "front end not ready").Data();
            return;
        }
        bool isProbed = _prober != null && _prober.TryProbe(_probe);
        for (int i = 0; i < sample.CurrentMilliamperes.Length; i++)
        {
            _output.Add("n", _number).Add("channel", _commissioning.Parameters.Channels[i].ChannelId);
            _output.Add("voltageMillivolts", sample.VoltageMillivolts[i]).Add("currentMilliamperes", sample.CurrentMilliamperes[i]);
            _output.Add("powerMilliwatts", sample.ActivePowerMilliwatts[i]);
            if (sample.HasPowerFactor) _output.Add("powerFactorPpm", sample.PowerFactorPpm[i]);
            if (isProbed) TellProbe(i);
            _output.Data();
        }
    }

    private void TellProbe(int channel)
    {
        if (_probe.HasReactivePower) _output.Add("reactiveMillivars", _probe.ReactivePowerMillivars[channel]);
        if (_probe.HasLag) _output.Add("lagMillidegrees", _probe.LagMillidegrees[channel]);
        if (_probe.HasVoltageLag && channel >= 1 && channel <= WiringProbe.FurtherVoltagesMax)
            _output.Add("voltageLagMillidegrees", _probe.VoltageLagMillidegrees[channel - 1]);
    }
}
