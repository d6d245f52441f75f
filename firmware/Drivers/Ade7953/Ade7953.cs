using CarbonMeter.Firmware.Metering;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The ADE7953, a single-phase metering chip with two current inputs. Its energy counters run freely and are never cleared;
/// every figure is confirmed by the chip before it counts, and its configuration is watched by checksum. Register facts:
/// data sheet Rev. C. Allocates in its constructor and in Begin only. Not for use from several threads at once.
/// </summary>
public sealed partial class Ade7953 : IFrontEnd, ITestedPart
{
    /// <summary>What a parameter set for this chip calls its front end.</summary>
    public const string FrontEndName = "ADE7953";

    private const int CounterMask = (1 << Ade7953Conversion.CounterBits) - 1;
    private const long ChecksumMask = 0xFFFFFFFF;
    private const int ResetFlag = 1 << 20;
    private const int UnprotectedCount = 5;

    private readonly Ade7953Bus _bus;
    private ParameterSet _parameters = new ParameterSet();
    private Ade7953Configuration? _configuration;
    private long[] _picowattHoursPerCount = new long[0];
    private long[] _countsPerSecondMax = new long[0];
    private long[] _fullScaleMilliwatts = new long[0];
    private int[] _direction = new int[0];
    private int _nextUnprotected;
    private bool _isResetFlagSet, _isSampled;

    /// <summary>A chip on a bus; nothing is transferred before Begin.</summary>
    public Ade7953(II2cBus bus)
    {
        Require.NotNull(bus, nameof(bus));
        _bus = new Ade7953Bus(bus);
    }

    /// <summary>A chip on an SPI bus; nothing is transferred before Begin.</summary>
    public Ade7953(ISpiBus bus)
    {
        Require.NotNull(bus, nameof(bus));
        _bus = new Ade7953Bus(bus);
    }

    /// <inheritdoc/>
    public string Name => FrontEndName;

    /// <summary>Whether it confirms what was read last, which nothing else at its address does.</summary>
    public string? Trouble() => _bus.TryReadConfirmed(Ade7953Register.VoltageInputGain, out _) ? null : PartTest.NoAnswer;

    /// <inheritdoc/>
    public bool Accepts(ParameterSet parameters)
    {
        Require.NotNull(parameters, nameof(parameters));
        return parameters.FrontEnd == FrontEndName && Ade7953Configuration.Fits(parameters);
    }

    /// <inheritdoc/>
    public long PicowattHoursPerCount(int channelIndex) => _picowattHoursPerCount[channelIndex];

    /// <inheritdoc/>
    public long CountsPerSecondMax(int channelIndex) => _countsPerSecondMax[channelIndex];

    /// <inheritdoc/>
    public long CountsMax => (1 << Ade7953Conversion.CounterBits - 1) - 1;

    /// <inheritdoc/>
    public long ActiveGain(int channelIndex, int activeBefore, int reactiveBefore, FrontEndSample now) =>
        _direction[channelIndex] * Counters.Difference(activeBefore, now.ActiveCounter[channelIndex], Ade7953Conversion.CounterBits);

    /// <inheritdoc/>
    public long ReactiveGain(int channelIndex, int reactiveBefore, FrontEndSample now) =>
        _direction[channelIndex] * Counters.Difference(reactiveBefore, now.ReactiveCounter[channelIndex], Ade7953Conversion.CounterBits);

    /// <summary>
    /// Reads everything once, without trying again: a reading that failed costs nothing, since the counters run on. The
    /// configuration is looked at last: a reset or a change that came before any figure was read is then always seen.
    /// </summary>
    public SampleOutcome Sample(FrontEndSample sample)
    {
        Require.NotNull(sample, nameof(sample));
        Require.That(_state == FrontEndState.Ready, "the front end is sampled before it is ready");
        if (_isResetFlagSet && _isSampled && !TryClearResetFlag()) return Failed(sample);
        int channelCount = _parameters.Channels.Length;
        Require.InRange(sample.ActiveCounter.Length, channelCount, MeterRecord.ChannelsMax, "channels of the sample");
        for (int i = 0; i < channelCount; i++)
            if (!TryReadChannel(sample, i)) return Failed(sample);
        if (!TryReadVoltage(sample)) return Failed(sample);
        var outcome = JudgeConfiguration(sample);
        if (outcome == SampleOutcome.Good) _isSampled = true;
        return outcome;
    }

    /// <summary>
    /// The flag stays until the second sample: that the caller comes again says it has noted where the counters began. Should
    /// the processor restart before, the flag tells the next Begin that the counters are not those from before; the checksum
    /// could not, since the same configuration has the same one. Reading clears it, whether the reply arrives or not.
    /// </summary>
    private bool TryClearResetFlag()
    {
        _bus.TryRead(Ade7953Register.InterruptStatusTaken, out _);
        if (_bus.JudgeMasked(Ade7953Register.InterruptStatus, 0, ResetFlag, out _) != RegisterVerdict.AsExpected) return false;
        _isResetFlagSet = false;
        return true;
    }

    // A failed reading may be what a reset looks like from outside; the next one tells.
    private static SampleOutcome Failed(FrontEndSample sample)
    {
        sample.Evidence = 0;
        return SampleOutcome.BusFailed;
    }

    private bool TryReadChannel(FrontEndSample sample, int index)
    {
        var channel = _parameters.Channels[index];
        bool isA = channel.ChannelId == 1;
        if (!_bus.TryReadConfirmed(isA ? Ade7953Register.ActiveEnergyA : Ade7953Register.ActiveEnergyB, out int active)) return false;
        if (!_bus.TryReadConfirmed(isA ? Ade7953Register.ReactiveEnergyA : Ade7953Register.ReactiveEnergyB, out int reactive)) return false;
        if (!_bus.TryReadConfirmed(isA ? Ade7953Register.CurrentRmsA : Ade7953Register.CurrentRmsB, out int current)) return false;
        if (!_bus.TryReadConfirmed(isA ? Ade7953Register.PowerFactorA : Ade7953Register.PowerFactorB, out int powerFactor)) return false;
        if (!_bus.TryReadConfirmed(isA ? Ade7953Register.ActivePowerA : Ade7953Register.ActivePowerB, out int power)) return false;
        sample.ActiveCounter[index] = active & CounterMask;
        sample.ReactiveCounter[index] = reactive & CounterMask;
        sample.CurrentMilliamperes[index] = Ade7953Conversion.CurrentMilliamperes(current & CounterMask, channel);
        sample.PowerFactorPpm[index] = _direction[index] * Ade7953Conversion.PowerFactorPpm(powerFactor);
        sample.ActivePowerMilliwatts[index] = _direction[index] * Ade7953Conversion.ActivePowerMilliwatts(SignExtended(power), _fullScaleMilliwatts[index]);
        return true;
    }

    private bool TryReadVoltage(FrontEndSample sample)
    {
        if (!_bus.TryReadConfirmed(Ade7953Register.VoltageRms, out int voltage)) return false;
        if (!_bus.TryReadConfirmed(Ade7953Register.Period, out int period)) return false;
        voltage &= CounterMask;
        int millivolts = Ade7953Conversion.VoltageMillivolts(voltage, _parameters.VoltageFullScaleMillivolts);
        for (int i = 0; i < _parameters.Channels.Length; i++) sample.VoltageMillivolts[i] = millivolts;
        sample.HasFrequency = Ade7953Conversion.HasFrequency(period, voltage);
        sample.FrequencyMillihertz = sample.HasFrequency ? Ade7953Conversion.FrequencyMillihertz(period) : 0;
        return true;
    }

    private static int SignExtended(int value) => value << 8 >> 8;

    // A reset clears CRC_ENABLE, so a checksum that matches also says that there was none since start-up.
    private SampleOutcome JudgeConfiguration(FrontEndSample sample)
    {
        switch (_bus.Judge(Ade7953Register.Checksum, (int)Checksum, out int found))
        {
            case RegisterVerdict.BusFailed: return Failed(sample);
            case RegisterVerdict.AsExpected: return JudgeNextUnprotected(sample);
        }
        if (!_bus.TryReadConfirmed(Ade7953Register.InterruptStatus, out int status)) return Failed(sample);
        sample.Evidence = found & ChecksumMask;
        bool isReset = (status & ResetFlag) != 0 && sample.Evidence == ChecksumDisabled;
        return isReset ? SampleOutcome.ChipReset : SampleOutcome.ConfigurationChanged;
    }

    // One of those that the checksum leaves out (data sheet p58), in turn: all of them within five samples.
    private SampleOutcome JudgeNextUnprotected(FrontEndSample sample)
    {
        var configuration = Configured();
        var register = Unprotected(_nextUnprotected);
        int expected = register == Ade7953Register.LineCycles ? 0
            : register == Ade7953Register.NoLoadDisable ? configuration.NoLoadDisable : configuration.NoLoadThreshold;
        var verdict = _bus.Judge(register, expected, out int found);
        if (verdict == RegisterVerdict.BusFailed) return Failed(sample);
        sample.Evidence = 0;
        _nextUnprotected = _nextUnprotected + 1 < UnprotectedCount ? _nextUnprotected + 1 : 0;
        if (verdict == RegisterVerdict.AsExpected) return SampleOutcome.Good;
        sample.Evidence = found & ChecksumMask;
        return SampleOutcome.UnprotectedChanged;
    }

    private static Ade7953Register Unprotected(int index) => index switch
    {
        0 => Ade7953Register.LineCycles,
        1 => Ade7953Register.NoLoadDisable,
        2 => Ade7953Register.ActiveNoLoad,
        3 => Ade7953Register.ReactiveNoLoad,
        _ => Ade7953Register.ApparentNoLoad,
    };

    private Ade7953Configuration Configured()
    {
        Require.That(_configuration != null, "the front end has not begun");
        return _configuration!;
    }
}
