using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Several INA228 as one front end, a channel each, each with its own voltage. All are started, sampled and judged together: where
/// one was reset, the energy of the others since the last sample is given up too, and the gap is told like that of one chip.
/// Allocates in its constructor and in Begin only.
/// </summary>
public sealed class Ina228Group : IFrontEnd
{
    private readonly Ina228[] _chips;
    private readonly FrontEndSample[] _samples;
    private readonly FrontEndSample _now = new FrontEndSample(1);

    /// <summary>Chips in the order of the channels, 1 to 8.</summary>
    public Ina228Group(Ina228[] chips)
    {
        Require.NotNull(chips, nameof(chips));
        Require.InRange(chips.Length, 1, MeterRecord.ChannelsMax, nameof(chips));
        _chips = chips;
        _samples = new FrontEndSample[chips.Length];
        for (int i = 0; i < chips.Length; i++) _samples[i] = new FrontEndSample(1);
    }

    /// <inheritdoc/>
    public string Name => Ina228.FrontEndName;

    /// <summary>When the first of them is due.</summary>
    public long StepDueMs
    {
        get
        {
            long due = long.MaxValue;
            for (int i = 0; i < _chips.Length; i++)
                if (_chips[i].StepDueMs < due) due = _chips[i].StepDueMs;
            return due;
        }
    }

    /// <inheritdoc/>
    public bool WillReset
    {
        get
        {
            for (int i = 0; i < _chips.Length; i++)
                if (_chips[i].WillReset) return true;
            return false;
        }
    }

    /// <summary>Whether the counters of all of them go on.</summary>
    public bool Continued
    {
        get
        {
            for (int i = 0; i < _chips.Length; i++)
                if (!_chips[i].Continued) return false;
            return true;
        }
    }

    /// <summary>The configurations one after another, each moved by a digit of base 31.</summary>
    public long Checksum
    {
        get
        {
            long sum = 0;
            for (int i = 0; i < _chips.Length; i++) sum = Joined(sum, _chips[i].Checksum);
            return sum;
        }
    }

    /// <summary>Attempts of the one that took most.</summary>
    public int Attempts
    {
        get
        {
            int most = 0;
            for (int i = 0; i < _chips.Length; i++)
                if (_chips[i].Attempts > most) most = _chips[i].Attempts;
            return most;
        }
    }

    /// <inheritdoc/>
    public long CountsMax => _chips[0].CountsMax;

    /// <summary>A channel for each chip, each on its own voltage.</summary>
    public bool Accepts(ParameterSet parameters)
    {
        Require.NotNull(parameters, nameof(parameters));
        if (parameters.Channels.Length != _chips.Length || parameters.FrontEnd != Ina228.FrontEndName) return false;
        if (parameters.VoltageInputs == null && _chips.Length > 1) return false;
        for (int i = 0; i < _chips.Length; i++)
        {
            if (parameters.Wires != null && parameters.Wires[i].VoltageInput != (parameters.VoltageInputs == null ? 1 : i + 1)) return false;
            if (parameters.VoltageInputs != null && !IsPlain(parameters.VoltageInputs[i])) return false;
            if (!_chips[i].Accepts(SetOf(parameters, i))) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public void Begin(ParameterSet parameters, long checksum, bool forceReset, long uptimeMs)
    {
        Require.That(Accepts(parameters), "the parameter set is not for this front end");
        long expected = 0;
        for (int i = 0; i < _chips.Length; i++) expected = Joined(expected, Ina228.ChecksumUnder(parameters.Channels[i]));
        for (int i = 0; i < _chips.Length; i++)
        {
            long own = checksum == expected ? Ina228.ChecksumUnder(parameters.Channels[i]) : FrontEndLimits.NoChecksum;
            _chips[i].Begin(SetOf(parameters, i), own, forceReset, uptimeMs);
        }
    }

    /// <summary>Ready once all are; failed as soon as one has.</summary>
    public FrontEndState Step(long uptimeMs)
    {
        FrontEndState all = FrontEndState.Ready;
        for (int i = 0; i < _chips.Length; i++)
        {
            FrontEndState one = _chips[i].Step(uptimeMs);
            if (one == FrontEndState.Failed) return FrontEndState.Failed;
            if (one == FrontEndState.Starting) all = FrontEndState.Starting;
        }
        return all;
    }

    /// <inheritdoc/>
    public SampleOutcome Sample(FrontEndSample sample)
    {
        Require.NotNull(sample, nameof(sample));
        sample.HasFrequency = false;
        sample.HasPowerFactor = false;
        for (int i = 0; i < _chips.Length; i++)
        {
            FrontEndSample one = _samples[i];
            SampleOutcome outcome = _chips[i].Sample(one);
            sample.Evidence = one.Evidence;
            if (outcome != SampleOutcome.Good) return outcome;
            sample.ActiveCounter[i] = one.ActiveCounter[0];
            sample.ReactiveCounter[i] = one.ReactiveCounter[0];
            sample.VoltageMillivolts[i] = one.VoltageMillivolts[0];
            sample.CurrentMilliamperes[i] = one.CurrentMilliamperes[0];
            sample.ActivePowerMilliwatts[i] = one.ActivePowerMilliwatts[0];
            sample.PowerFactorPpm[i] = 0;
        }
        return SampleOutcome.Good;
    }

    /// <inheritdoc/>
    public long PicowattHoursPerCount(int channelIndex) => _chips[channelIndex].PicowattHoursPerCount(0);

    /// <inheritdoc/>
    public long CountsPerSecondMax(int channelIndex) => _chips[channelIndex].CountsPerSecondMax(0);

    /// <inheritdoc/>
    public long ActiveGain(int channelIndex, int activeBefore, int reactiveBefore, FrontEndSample now)
    {
        _now.ActiveCounter[0] = now.ActiveCounter[channelIndex];
        _now.ReactiveCounter[0] = now.ReactiveCounter[channelIndex];
        _now.ActivePowerMilliwatts[0] = now.ActivePowerMilliwatts[channelIndex];
        return _chips[channelIndex].ActiveGain(0, activeBefore, reactiveBefore, _now);
    }

    /// <inheritdoc/>
    public long ReactiveGain(int channelIndex, int reactiveBefore, FrontEndSample now) => 0;

    // Base 31 and 48 bits of a configuration: eight of them stay positive within 62 bits.
    private static long Joined(long sum, long one) => (sum * 31 + one) & 0x3FFF_FFFF_FFFF_FFFF;

    private static bool IsPlain(VoltageInput input) => input.RmsOffset == 0 && input.Gain == ParameterSet.UnityGain;

    private static ParameterSet SetOf(ParameterSet parameters, int index) => new ParameterSet
    {
        Id = parameters.Id,
        FrontEnd = parameters.FrontEnd,
        VoltageFullScaleMillivolts = parameters.VoltageInputs == null
            ? parameters.VoltageFullScaleMillivolts : parameters.VoltageInputs[index].FullScaleMillivolts,
        Channels = new ChannelParameters[] { parameters.Channels[index] },
        Wires = parameters.Wires == null ? null : new Wire[] { new Wire { Direction = parameters.Wires[index].Direction } },
    };
}
