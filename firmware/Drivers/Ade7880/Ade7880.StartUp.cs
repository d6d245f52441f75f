using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

// How the chip gets from any state to configured, checked and watched, in steps that never wait.
public sealed partial class Ade7880
{
    /// <summary>From reset until the registers answer, ms: a wide margin over the 10 that others found to be enough.</summary>
    public const int ResetWaitMs = 120;

    /// <summary>Pause before another attempt, ms.</summary>
    public const int AttemptPauseMs = 200;

    /// <summary>Attempts before start-up gives up.</summary>
    public const int AttemptsMax = 5;

    // How often the chip recomputes its checksum is not known; two readings this far apart have to agree.
    private const int ChecksumWaitMs = 20;
    private const int TriesMax = 3;
    // What is written last to the memory of the signal processor is in effect only once it was pushed through the pipeline.
    private const int LastWriteTimes = 3;
    private const int ProtectKey = 0xAD, ProtectOn = 0x80;

    private enum StartUpPhase
    {
        Look,
        Reset,
        Configure,
        TakeChecksum,
        Verify,
    }

    private StartUpPhase _phase;
    private FrontEndState _state = FrontEndState.Failed;

    /// <inheritdoc/>
    public long StepDueMs { get; private set; } = long.MaxValue;

    /// <inheritdoc/>
    public bool WillReset => _state == FrontEndState.Starting && _phase == StartUpPhase.Reset;

    /// <inheritdoc/>
    public bool Continued { get; private set; }

    /// <inheritdoc/>
    public long Checksum { get; private set; }

    /// <inheritdoc/>
    public int Attempts { get; private set; }

    /// <inheritdoc/>
    public void Begin(ParameterSet parameters, long checksum, bool forceReset, long uptimeMs)
    {
        Require.That(Accepts(parameters), "the parameter set is not for this front end");
        Require.InRange(checksum, FrontEndLimits.NoChecksum, ChecksumMask, nameof(checksum));
        _parameters = parameters;
        _configuration = new Ade7880Configuration(parameters, _mains);
        TakeConstants();
        Checksum = checksum < 0 ? 0 : checksum;
        Continued = false;
        Attempts = 1;
        _nextUnprotected = 0;
        _isResetFlagSet = false;
        _isSampled = false;
        _knowsVoltageLag = false;
        _state = FrontEndState.Starting;
        bool mayContinue = !forceReset && checksum != FrontEndLimits.NoChecksum;
        Proceed(mayContinue ? StartUpPhase.Look : StartUpPhase.Reset, uptimeMs);
    }

    /// <inheritdoc/>
    public FrontEndState Step(long uptimeMs)
    {
        if (_state != FrontEndState.Starting || uptimeMs < StepDueMs) return _state;
        switch (_phase)
        {
            case StartUpPhase.Look: Look(uptimeMs); break;
            case StartUpPhase.Reset: Reset(uptimeMs); break;
            case StartUpPhase.Configure: Configure(uptimeMs); break;
            case StartUpPhase.TakeChecksum: TakeChecksum(uptimeMs); break;
            default: Verify(uptimeMs); break;
        }
        return _state;
    }

    private void Proceed(StartUpPhase phase, long dueMs)
    {
        _phase = phase;
        StepDueMs = dueMs;
    }

    private void Finish(FrontEndState state)
    {
        _state = state;
        StepDueMs = long.MaxValue;
    }

    // A chip that could not be asked may well be running: only what it said itself is a reason to reset it.
    private void TryAgain(StartUpPhase phase, long uptimeMs)
    {
        if (Attempts >= AttemptsMax)
        {
            Finish(FrontEndState.Failed);
            return;
        }
        Attempts++;
        Proceed(phase, uptimeMs + AttemptPauseMs);
    }

    private void Look(long uptimeMs)
    {
        switch (JudgeWhole(0))
        {
            case RegisterVerdict.AsExpected:
                Continued = true;
                Finish(FrontEndState.Ready);
                break;
            case RegisterVerdict.Different:
                Proceed(StartUpPhase.Reset, uptimeMs);
                break;
            default:
                TryAgain(StartUpPhase.Look, uptimeMs);
                break;
        }
    }

    // The memory's protection does not cover CONFIG, and ends with the reset.
    private void Reset(long uptimeMs)
    {
        if (ResetRetried()) Proceed(StartUpPhase.Configure, uptimeMs + ResetWaitMs);
        else TryAgain(StartUpPhase.Reset, uptimeMs);
    }

    private void Configure(long uptimeMs)
    {
        if (IsFreshFromReset() && WriteConfiguration() && Protect() && WriteRetried(Ade7880Register.Run, Running))
            Proceed(StartUpPhase.TakeChecksum, uptimeMs + ChecksumWaitMs);
        else TryAgain(StartUpPhase.Reset, uptimeMs);
    }

    private void TakeChecksum(long uptimeMs)
    {
        int value = 0;
        bool isRead = false;
        for (int i = 0; i < TriesMax && !isRead; i++) isRead = _bus.TryReadConfirmed(Ade7880Register.Checksum, out value);
        Checksum = value & ChecksumMask;
        if (isRead) Proceed(StartUpPhase.Verify, uptimeMs + ChecksumWaitMs);
        else TryAgain(StartUpPhase.Reset, uptimeMs);
    }

    // The second reading of the checksum, and of everything that was written: a write that went astray changed another register.
    private void Verify(long uptimeMs)
    {
        if (JudgeWhole(ResetFlag) != RegisterVerdict.AsExpected)
        {
            TryAgain(StartUpPhase.Reset, uptimeMs);
            return;
        }
        _isResetFlagSet = true;
        Finish(FrontEndState.Ready);
    }

    /// <summary>Whether the chip runs with this configuration and checksum, and its reset flag is as given.</summary>
    private RegisterVerdict JudgeWhole(int resetFlag)
    {
        var verdict = JudgeRetried(Ade7880Register.ChecksumIsValid, ChecksumIsValid);
        if (verdict == RegisterVerdict.AsExpected) verdict = JudgeRetried(Ade7880Register.Checksum, (int)Checksum);
        if (verdict == RegisterVerdict.AsExpected) verdict = JudgeRetried(Ade7880Register.Run, Running);
        if (verdict == RegisterVerdict.AsExpected) verdict = JudgeResetFlag(resetFlag);
        var configuration = Configured();
        for (int i = 0; i < configuration.Count && verdict == RegisterVerdict.AsExpected; i++)
            verdict = JudgeRetried(configuration.RegisterAt(i), configuration.ValueAt(i));
        return verdict;
    }

    // The flag and Run say that the reset took place; CFMODE that this is the chip and that both sides agree on the bytes.
    private bool IsFreshFromReset() =>
        JudgeResetFlag(ResetFlag) == RegisterVerdict.AsExpected
        && JudgeRetried(Ade7880Register.Run, 0) == RegisterVerdict.AsExpected
        && JudgeRetried(Ade7880Register.PulseMode, Ade7880Configuration.PulsesDisabled) == RegisterVerdict.AsExpected
        && JudgeRetried(Ade7880Register.ChecksumIsValid, ChecksumIsValid) == RegisterVerdict.AsExpected;

    // CONFIG2 first: until then noise on the select pin can turn the bus into SPI.
    private bool WriteConfiguration()
    {
        if (!WriteRetried(Ade7880Register.Config2, Ade7880Configuration.Config2Locked)) return false;
        var configuration = Configured();
        for (int i = 0; i < configuration.Count; i++)
            if (!WriteRetried(configuration.RegisterAt(i), configuration.ValueAt(i))) return false;
        int last = configuration.Count - 1;
        for (int i = 1; i < LastWriteTimes; i++)
            if (!WriteRetried(configuration.RegisterAt(last), configuration.ValueAt(last))) return false;
        return true;
    }

    /// <summary>
    /// From now on the memory of the signal processor cannot be written. The key opens the protection for the very next
    /// transfer, so nothing can be confirmed in between; and nothing tells later whether the key arrived. Hence twice.
    /// </summary>
    private bool Protect() => ProtectRetried() && ProtectRetried();

    private bool ProtectRetried()
    {
        for (int i = 0; i < TriesMax; i++)
        {
            if (_bus.TryWrite(Ade7880Register.ProtectKey, ProtectKey)
                && _bus.TryWriteConfirmed(Ade7880Register.Protect, ProtectOn)) return true;
        }
        return false;
    }

    private bool ResetRetried()
    {
        for (int i = 0; i < TriesMax; i++)
            if (_bus.TryWrite(Ade7880Register.Config, Ade7880Configuration.ConfigReset)) return true;
        return false;
    }

    private bool WriteRetried(Ade7880Register register, int value)
    {
        for (int i = 0; i < TriesMax; i++)
            if (_bus.TryWriteConfirmed(register, value)) return true;
        return false;
    }

    private RegisterVerdict JudgeRetried(Ade7880Register register, int expected)
    {
        var verdict = RegisterVerdict.BusFailed;
        for (int i = 0; i < TriesMax && verdict == RegisterVerdict.BusFailed; i++)
            verdict = _bus.Judge(register, expected, out _);
        return verdict;
    }

    private RegisterVerdict JudgeResetFlag(int expected)
    {
        var verdict = RegisterVerdict.BusFailed;
        for (int i = 0; i < TriesMax && verdict == RegisterVerdict.BusFailed; i++)
            verdict = _bus.JudgeMasked(Ade7880Register.Status1, expected, ResetFlag, out _);
        return verdict;
    }

    private void TakeConstants()
    {
        int channelCount = _parameters.Channels.Length;
        _picowattHoursPerCount = new long[channelCount];
        _countsPerSecondMax = new long[channelCount];
        _fullScaleMilliwatts = new long[channelCount];
        _voltagePhase = new int[channelCount];
        _voltageFullScale = new int[channelCount];
        _direction = new int[channelCount];
        _counterBits = Ade7880Conversion.CounterBits;
        for (int i = 0; i < channelCount; i++)
        {
            var channel = _parameters.Channels[i];
            int inputIndex = Ade7880Configuration.InputOf(_parameters, i);
            var input = _parameters.VoltageInputs![inputIndex];
            _voltagePhase[i] = _parameters.Channels[inputIndex].ChannelId - 1;
            _voltageFullScale[i] = input.FullScaleMillivolts;
            _direction[i] = Wiring.DirectionOf(_parameters, i);
            _picowattHoursPerCount[i] = Ade7880Conversion.PicowattHoursPerCount(input.FullScaleMillivolts, channel);
            _countsPerSecondMax[i] = Ade7880Conversion.CountsPerSecondMax(channel.ActiveGain, input.Gain);
            _fullScaleMilliwatts[i] = Ade7880Conversion.FullScaleMilliwatts(input.FullScaleMillivolts, channel);
            int bits = Ade7880Conversion.BitsFor(_picowattHoursPerCount[i]);
            if (bits < _counterBits) _counterBits = bits;
        }
    }
}
