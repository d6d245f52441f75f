using CarbonMeter.Firmware.Metering;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The ADE7880, a metering chip for three phases. Its energy counters run freely and are never cleared; every figure is
/// confirmed by the chip before it counts, and its configuration is watched by checksum. Active energy is the total, harmonics
/// included; reactive energy is that of the fundamental alone, because the chip measures no other. Register facts: data sheet
/// Rev. A and C, and ADI's own driver. Allocates in its constructor and in Begin only. Not for use from several threads at once.
/// </summary>
public sealed partial class Ade7880 : IFrontEnd, IWiringProbe, ITestedPart
{
    /// <summary>What a parameter set for this chip calls its front end.</summary>
    public const string FrontEndName = "ADE7880";

    private const long ChecksumMask = 0xFFFFFFFF;
    private const int RmsMask = 0xFFFFFF;
    private const int ResetFlag = 1 << 15;
    private const int Running = 0x0001;
    private const int ChecksumIsValid = 0x08;

    private readonly Ade7880Bus _bus;
    private readonly Ade7880Mains _mains;
    private ParameterSet _parameters = new ParameterSet();
    private Ade7880Configuration? _configuration;
    private long[] _picowattHoursPerCount = new long[0];
    private long[] _countsPerSecondMax = new long[0];
    private long[] _fullScaleMilliwatts = new long[0];
    private int[] _voltagePhase = new int[0], _voltageFullScale = new int[0], _direction = new int[0];
    private int _counterBits = Ade7880Conversion.CounterBits;
    private int _nextUnprotected;
    private bool _isResetFlagSet, _isSampled;

    /// <summary>A chip on a bus, on 230 V and 50 Hz; nothing is transferred before Begin.</summary>
    public Ade7880(II2cBus bus) : this(bus, Ade7880Mains.Default) { }

    /// <summary>A chip on a bus, on a network; nothing is transferred before Begin.</summary>
    public Ade7880(II2cBus bus, Ade7880Mains mains)
    {
        Require.NotNull(bus, nameof(bus));
        Require.NotNull(mains, nameof(mains));
        _bus = new Ade7880Bus(bus);
        _mains = mains;
    }

    /// <inheritdoc/>
    public string Name => FrontEndName;

    /// <summary>Whether it confirms what was read last, which nothing else at its address does.</summary>
    public string? Trouble() => _bus.TryReadConfirmed(Ade7880Register.InputGain, out _) ? null : PartTest.NoAnswer;

    /// <inheritdoc/>
    public bool Accepts(ParameterSet parameters)
    {
        Require.NotNull(parameters, nameof(parameters));
        return parameters.FrontEnd == FrontEndName && Ade7880Configuration.Fits(parameters, _mains);
    }

    /// <inheritdoc/>
    public long PicowattHoursPerCount(int channelIndex) => _picowattHoursPerCount[channelIndex];

    /// <inheritdoc/>
    public long CountsPerSecondMax(int channelIndex) => _countsPerSecondMax[channelIndex];

    /// <inheritdoc/>
    public long CountsMax => (1L << _counterBits - 1) - 1;

    /// <summary>Active counts a channel gained since a reading, positive = import: turned where its wire is.</summary>
    public long ActiveGain(int channelIndex, int activeBefore, int reactiveBefore, FrontEndSample now) =>
        _direction[channelIndex] * (long)Counters.Difference(activeBefore, now.ActiveCounter[channelIndex], _counterBits);

    /// <summary>The same for the reactive energy of the fundamental.</summary>
    public long ReactiveGain(int channelIndex, int reactiveBefore, FrontEndSample now) =>
        _direction[channelIndex] * (long)Counters.Difference(reactiveBefore, now.ReactiveCounter[channelIndex], _counterBits);

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
        int livePhase = -1;
        for (int i = 0; i < channelCount; i++)
        {
            if (!TryReadChannel(sample, i) || !TryReadVoltage(sample, i, out bool isLive)) return Failed(sample);
            if (isLive && livePhase < 0) livePhase = _voltagePhase[i];
        }
        if (!TryReadFrequency(sample, livePhase)) return Failed(sample);
        var outcome = JudgeConfiguration(sample);
        if (outcome == SampleOutcome.Good) _isSampled = true;
        return outcome;
    }

    /// <summary>
    /// The flag stays until the second sample: that the caller comes again says it has noted where the counters began. Should
    /// the processor restart before, the flag tells the next Begin that the counters are not those from before; the checksum
    /// could not, since the same configuration has the same one. Writing a one clears a flag, and this one alone is written:
    /// every other is somebody else's to acknowledge.
    /// </summary>
    private bool TryClearResetFlag()
    {
        _bus.TryWrite(Ade7880Register.Status1, ResetFlag);
        if (_bus.JudgeMasked(Ade7880Register.Status1, 0, ResetFlag, out _) != RegisterVerdict.AsExpected) return false;
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
        int phase = channel.ChannelId - 1;
        if (!_bus.TryReadConfirmed(Ade7880Register.ActiveEnergyA + phase, out int active)) return false;
        if (!_bus.TryReadConfirmed(Ade7880Register.ReactiveEnergyA + phase, out int reactive)) return false;
        if (!_bus.TryReadConfirmed(Ade7880Register.CurrentRmsA + 2 * phase, out int current)) return false;
        if (!_bus.TryReadConfirmed(Ade7880Register.PowerFactorA + phase, out int powerFactor)) return false;
        if (!_bus.TryReadConfirmed(Ade7880Register.ActivePowerA + phase, out int power)) return false;
        sample.ActiveCounter[index] = active;
        sample.ReactiveCounter[index] = reactive;
        sample.CurrentMilliamperes[index] = Ade7880Conversion.CurrentMilliamperes(current & RmsMask, channel);
        // Its sign is that of the reactive power, which turns with the current.
        sample.PowerFactorPpm[index] = _direction[index] * Ade7880Conversion.PowerFactorPpm(powerFactor);
        sample.ActivePowerMilliwatts[index] =
            _direction[index] * Ade7880Conversion.ActivePowerMilliwatts(power << 8 >> 8, _fullScaleMilliwatts[index]);
        return true;
    }

    // The voltage its current is multiplied with: of another phase where it is wired so.
    private bool TryReadVoltage(FrontEndSample sample, int index, out bool isLive)
    {
        isLive = false;
        if (!_bus.TryReadConfirmed(Ade7880Register.VoltageRmsA + 2 * _voltagePhase[index], out int voltage)) return false;
        voltage &= RmsMask;
        isLive = Ade7880Conversion.IsLive(voltage);
        sample.VoltageMillivolts[index] = Ade7880Conversion.VoltageMillivolts(voltage, _voltageFullScale[index]);
        return true;
    }

    // The frequency is that of the first phase that has a voltage: one dead phase does not stop the clock of the others.
    private bool TryReadFrequency(FrontEndSample sample, int phase)
    {
        sample.HasFrequency = false;
        sample.FrequencyMillihertz = 0;
        if (phase < 0) return true;
        if (!_bus.TryReadConfirmed(Ade7880Register.PeriodA + phase, out int period)) return false;
        sample.HasFrequency = Ade7880Conversion.IsPeriod(period);
        if (sample.HasFrequency) sample.FrequencyMillihertz = Ade7880Conversion.FrequencyMillihertz(period);
        return true;
    }

    // A reset stops the signal processor and takes back every setting, so a checksum that matches also says that there was none.
    private SampleOutcome JudgeConfiguration(FrontEndSample sample)
    {
        switch (_bus.Judge(Ade7880Register.Checksum, (int)Checksum, out int found))
        {
            case RegisterVerdict.BusFailed: return Failed(sample);
            case RegisterVerdict.AsExpected: return JudgeNextUnprotected(sample);
        }
        if (!_bus.TryReadConfirmed(Ade7880Register.Status1, out int status)) return Failed(sample);
        if (!_bus.TryReadConfirmed(Ade7880Register.Run, out int run)) return Failed(sample);
        sample.Evidence = found & ChecksumMask;
        bool isReset = (status & ResetFlag) != 0 && run == 0;
        return isReset ? SampleOutcome.ChipReset : SampleOutcome.ConfigurationChanged;
    }

    // One of those that the checksum leaves out, in turn, and Run and the register that says whether the checksum is valid.
    private SampleOutcome JudgeNextUnprotected(FrontEndSample sample)
    {
        var configuration = Configured();
        int index = _nextUnprotected, count = configuration.UnprotectedCount;
        var register = index == count ? Ade7880Register.Run : index > count ? Ade7880Register.ChecksumIsValid
            : configuration.RegisterAt(configuration.UnprotectedAt + index);
        int expected = index == count ? Running : index > count ? ChecksumIsValid
            : configuration.ValueAt(configuration.UnprotectedAt + index);
        var verdict = _bus.Judge(register, expected, out int found);
        if (verdict == RegisterVerdict.BusFailed) return Failed(sample);
        sample.Evidence = 0;
        _nextUnprotected = index > count ? 0 : index + 1;
        if (verdict == RegisterVerdict.AsExpected) return SampleOutcome.Good;
        sample.Evidence = found & ChecksumMask;
        return SampleOutcome.UnprotectedChanged;
    }

    private Ade7880Configuration Configured()
    {
        Require.That(_configuration != null, "the front end has not begun");
        return _configuration!;
    }
}
