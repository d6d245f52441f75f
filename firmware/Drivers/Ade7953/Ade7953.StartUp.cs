using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

// How the chip gets from any state to configured, checked and watched, in steps that never wait.
public sealed partial class Ade7953
{
    /// <summary>From reset until the registers answer, ms. The data sheet (p18) asks for 100; the rest is for the clock's grain.</summary>
    public const int ResetWaitMs = 120;

    /// <summary>Pause before another attempt, ms.</summary>
    public const int AttemptPauseMs = 200;

    /// <summary>Attempts before start-up gives up.</summary>
    public const int AttemptsMax = 5;

    // The chip recomputes its checksum every 143 us; the clock's grain is a millisecond.
    private const int ChecksumWaitMs = 2;
    private const int TriesMax = 3;
    private const int ActiveNoLoadAfterReset = 0x00E419;
    private const int UnlockKey = 0xAD, RequiredSetting = 0x0030;
    private const long ChecksumDisabled = 0xFFFFFFFF;

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
        _configuration = new Ade7953Configuration(parameters);
        TakeConstants();
        Checksum = checksum < 0 ? 0 : checksum;
        Continued = false;
        Attempts = 1;
        _nextUnprotected = 0;
        _isResetFlagSet = false;
        _isSampled = false;
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

    // A write-protected CONFIG would acknowledge the reset and ignore it.
    private void Reset(long uptimeMs)
    {
        if (WriteRetried(Ade7953Register.WriteProtect, 0) && ResetRetried()) Proceed(StartUpPhase.Configure, uptimeMs + ResetWaitMs);
        else TryAgain(StartUpPhase.Reset, uptimeMs);
    }

    private void Configure(long uptimeMs)
    {
        if (IsFreshFromReset() && Unlock() && WriteConfiguration())
            Proceed(StartUpPhase.TakeChecksum, uptimeMs + ChecksumWaitMs);
        else TryAgain(StartUpPhase.Reset, uptimeMs);
    }

    private void TakeChecksum(long uptimeMs)
    {
        int value = 0;
        bool isRead = false;
        for (int i = 0; i < TriesMax && !isRead; i++) isRead = _bus.TryReadConfirmed(Ade7953Register.Checksum, out value);
        Checksum = value & ChecksumMask;
        if (isRead && Checksum != ChecksumDisabled) Proceed(StartUpPhase.Verify, uptimeMs + ChecksumWaitMs);
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

    /// <summary>Whether the chip holds this configuration and checksum, and its reset flag is as given.</summary>
    private RegisterVerdict JudgeWhole(int resetFlag)
    {
        var verdict = JudgeRetried(Ade7953Register.Checksum, (int)Checksum);
        if (verdict != RegisterVerdict.AsExpected) return verdict;
        verdict = JudgeResetFlag(resetFlag);
        var configuration = Configured();
        for (int i = 0; i < configuration.Count && verdict == RegisterVerdict.AsExpected; i++)
            verdict = JudgeRetried(configuration.RegisterAt(i), configuration.ValueAt(i));
        return verdict;
    }

    // The flag says that the reset took place, the threshold that this is the chip and that both sides agree on the bytes.
    private bool IsFreshFromReset() =>
        JudgeResetFlag(ResetFlag) == RegisterVerdict.AsExpected
        && JudgeRetried(Ade7953Register.ActiveNoLoad, ActiveNoLoadAfterReset) == RegisterVerdict.AsExpected;

    /// <summary>
    /// Without this setting the chip measures outside its specification (data sheet p18). The key opens it for the very next
    /// transfer, so nothing can be confirmed in between; and nothing tells later whether the key arrived. Hence twice.
    /// </summary>
    private bool Unlock() => UnlockRetried() && UnlockRetried();

    private bool UnlockRetried()
    {
        for (int i = 0; i < TriesMax; i++)
        {
            if (_bus.TryWrite(Ade7953Register.UnlockKey, UnlockKey)
                && _bus.TryWriteConfirmed(Ade7953Register.RequiredSetting, RequiredSetting)) return true;
        }
        return false;
    }

    private bool WriteConfiguration()
    {
        if (!WriteRetried(Ade7953Register.Config, Ade7953Configuration.ConfigLocked)) return false;
        // A threshold may be written only while its detection is off (data sheet, no-load detection).
        if (!WriteRetried(Ade7953Register.NoLoadDisable, Ade7953Configuration.NoLoadAllDisabled)) return false;
        var configuration = Configured();
        for (int i = 0; i < configuration.Count; i++)
            if (!WriteRetried(configuration.RegisterAt(i), configuration.ValueAt(i))) return false;
        return true;
    }

    private bool ResetRetried()
    {
        for (int i = 0; i < TriesMax; i++)
            if (_bus.TryWrite(Ade7953Register.Config, Ade7953Configuration.ConfigReset)) return true;
        return false;
    }

    private bool WriteRetried(Ade7953Register register, int value)
    {
        for (int i = 0; i < TriesMax; i++)
            if (_bus.TryWriteConfirmed(register, value)) return true;
        return false;
    }

    private RegisterVerdict JudgeRetried(Ade7953Register register, int expected)
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
            verdict = _bus.JudgeMasked(Ade7953Register.InterruptStatus, expected, ResetFlag, out _);
        return verdict;
    }

    private void TakeConstants()
    {
        int channelCount = _parameters.Channels.Length;
        _picowattHoursPerCount = new long[channelCount];
        _countsPerSecondMax = new long[channelCount];
        _fullScaleMilliwatts = new long[channelCount];
        _direction = new int[channelCount];
        for (int i = 0; i < channelCount; i++)
        {
            var channel = _parameters.Channels[i];
            _direction[i] = Wiring.DirectionOf(_parameters, i);
            _picowattHoursPerCount[i] = Ade7953Conversion.PicowattHoursPerCount(_parameters.VoltageFullScaleMillivolts, channel);
            _countsPerSecondMax[i] = Ade7953Conversion.CountsPerSecondMax(channel);
            _fullScaleMilliwatts[i] = Ade7953Conversion.FullScaleMilliwatts(_parameters.VoltageFullScaleMillivolts, channel);
        }
    }
}
