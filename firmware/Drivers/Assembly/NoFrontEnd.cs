using CarbonMeter.Boards;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>The front end of a board that measures no energy: always ready, and without a channel.</summary>
public sealed class NoFrontEnd : IFrontEnd
{
    private FrontEndState _state = FrontEndState.Failed;

    /// <inheritdoc/>
    public string Name => BoardParameters.NoFrontEnd;

    /// <inheritdoc/>
    public long StepDueMs { get; private set; } = long.MaxValue;

    /// <inheritdoc/>
    public bool WillReset => false;

    /// <summary>Nothing was measured while the processor was away.</summary>
    public bool Continued => false;

    /// <summary>There is nothing that could change.</summary>
    public long Checksum => 0;

    /// <inheritdoc/>
    public int Attempts => 1;

    /// <inheritdoc/>
    public long CountsMax => 1;

    /// <inheritdoc/>
    public bool Accepts(ParameterSet parameters)
    {
        Require.NotNull(parameters, nameof(parameters));
        return parameters.FrontEnd == Name && parameters.Channels.Length == 0;
    }

    /// <inheritdoc/>
    public void Begin(ParameterSet parameters, long checksum, bool forceReset, long uptimeMs)
    {
        Require.That(Accepts(parameters), "the parameter set is not for this front end");
        _state = FrontEndState.Starting;
        StepDueMs = uptimeMs;
    }

    /// <inheritdoc/>
    public FrontEndState Step(long uptimeMs)
    {
        if (_state == FrontEndState.Starting && uptimeMs >= StepDueMs)
        {
            _state = FrontEndState.Ready;
            StepDueMs = long.MaxValue;
        }
        return _state;
    }

    /// <inheritdoc/>
    public SampleOutcome Sample(FrontEndSample sample)
    {
        Require.NotNull(sample, nameof(sample));
        Require.That(_state == FrontEndState.Ready, "the front end is sampled before it is ready");
        sample.Evidence = 0;
        sample.HasFrequency = false;
        sample.HasPowerFactor = false;
        return SampleOutcome.Good;
    }

    /// <inheritdoc/>
    public long PicowattHoursPerCount(int channelIndex) => 1;

    /// <inheritdoc/>
    public long CountsPerSecondMax(int channelIndex) => 1;

    /// <inheritdoc/>
    public long ActiveGain(int channelIndex, int activeBefore, int reactiveBefore, FrontEndSample now) => 0;

    /// <inheritdoc/>
    public long ReactiveGain(int channelIndex, int reactiveBefore, FrontEndSample now) => 0;
}
