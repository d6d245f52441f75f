namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>A series of samples on their way out, one moment after another (docs/formats/console.md section 4).</summary>
internal sealed class SampleRun
{
    private readonly Commissioning _commissioning;
    private readonly IWiringProbe? _prober;
    private readonly ConsoleOutput _output;
    private readonly FrontEndSample _sample;
    private readonly WiringProbe _probe;
    private long _left, _number, _periodMs, _dueMs;

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
    }

    public void Cancel()
    {
        if (!IsRunning) return;
        _left = 0;
        _output.Ok();
    }

    /// <summary>Gives the next moment, if it is due and the one before has gone out.</summary>
    public void Step(long uptimeMs)
    {
        if (!IsRunning || uptimeMs < _dueMs || !_output.IsEmpty) return;
        _dueMs = uptimeMs + _periodMs;
        _number++;
        _left--;
        Tell(uptimeMs);
        if (_left == 0) _output.Ok();
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
