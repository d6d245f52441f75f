using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Metering;

/// <summary>The front end of a meter that measures gas alone: no channels, always ready, every sample good and empty.</summary>
public sealed class NoFrontEnd : IFrontEnd
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public long StepDueMs => 0;

    /// <inheritdoc/>
    public bool WillReset => false;

    /// <summary>Nothing was measured while the processor was away.</summary>
    public bool Continued => false;

    /// <inheritdoc/>
    public long Checksum => 0;

    /// <inheritdoc/>
    public int Attempts => 1;

    /// <inheritdoc/>
    public long CountsMax => 0;

    /// <summary>Takes any set without channels, whatever front end it names.</summary>
    public bool Accepts(ParameterSet parameters) => parameters.Channels.Length == 0;

    /// <inheritdoc/>
    public void Begin(ParameterSet parameters, long checksum, bool forceReset, long uptimeMs)
    {
    }

    /// <inheritdoc/>
    public FrontEndState Step(long uptimeMs) => FrontEndState.Ready;

    /// <inheritdoc/>
    public SampleOutcome Sample(FrontEndSample sample)
    {
        sample.HasFrequency = false;
        sample.HasPowerFactor = false;
        return SampleOutcome.Good;
    }

    /// <inheritdoc/>
    public long PicowattHoursPerCount(int channelIndex) => 1;

    /// <inheritdoc/>
    public long ActiveGain(int channelIndex, int activeBefore, int reactiveBefore, FrontEndSample now) => 0;

    /// <inheritdoc/>
    public long ReactiveGain(int channelIndex, int reactiveBefore, FrontEndSample now) => 0;

    /// <inheritdoc/>
    public long CountsPerSecondMax(int channelIndex) => 1;
}
