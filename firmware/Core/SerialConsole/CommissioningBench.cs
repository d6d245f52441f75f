using CarbonMeter.Records;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>Runs the front end of a meter that is not sealed yet, for samples that count for nothing.</summary>
public sealed class CommissioningBench
{
    private const int AgainMs = 5000;

    private readonly IFrontEnd _frontEnd;
    private ParameterSet? _parameters;
    private FrontEndState _state;
    private bool _mustBegin;
    private long _beginAtMs;

    /// <summary>A bench over a front end that has not begun.</summary>
    public CommissioningBench(IFrontEnd frontEnd) { _frontEnd = frontEnd; }

    /// <summary>Whether the front end works under the set it was given last.</summary>
    public bool IsReady => _parameters != null && !_mustBegin && _state == FrontEndState.Ready;

    /// <summary>Whether it has not been given a set, or let go of the front end.</summary>
    public bool IsIdle => _parameters == null;

    /// <summary>Runs it under another set from the next step on.</summary>
    public void Use(ParameterSet parameters)
    {
        _parameters = parameters;
        _mustBegin = true;
        _beginAtMs = 0;
    }

    /// <summary>Lets go of the front end: the meter has it from now on.</summary>
    public void End() => _parameters = null;

    /// <summary>Takes the next step of its start-up; after a failure it begins again a little later.</summary>
    public void Step(long uptimeMs)
    {
        if (_parameters == null || uptimeMs < _beginAtMs) return;
        if (_mustBegin)
        {
            _frontEnd.Begin(_parameters, FrontEndLimits.NoChecksum, true, uptimeMs);
            _mustBegin = false;
            _state = FrontEndState.Starting;
        }
        if (_state != FrontEndState.Starting || uptimeMs < _frontEnd.StepDueMs) return;
        _state = _frontEnd.Step(uptimeMs);
        if (_state == FrontEndState.Failed) Restart(uptimeMs + AgainMs);
    }

    /// <summary>Reads everything once; false where it is not ready or did not answer as it should.</summary>
    public bool TrySample(FrontEndSample sample, long uptimeMs)
    {
        if (!IsReady) return false;
        SampleOutcome outcome = _frontEnd.Sample(sample);
        if (outcome == SampleOutcome.Good) return true;
        if (outcome != SampleOutcome.BusFailed) Restart(uptimeMs);
        return false;
    }

    private void Restart(long atMs)
    {
        _mustBegin = true;
        _beginAtMs = atMs;
    }
}
