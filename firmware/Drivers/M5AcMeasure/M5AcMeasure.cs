using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The M5Stack Unit AC Measure: an HLW8032 behind a small microcontroller, one voltage and one current, energy in steps of 10 Wh.
/// For demonstrations: it has no configuration to check, no sign, no reactive energy, no word on its accuracy, and whether its
/// energy survives a loss of power is not stated, so no reading is ever gone on from over a restart. Figures are little-endian.
/// Not yet tried on hardware.
/// </summary>
public sealed class M5AcMeasure : IFrontEnd, ITestedPart
{
    /// <summary>What a parameter set for this unit calls its front end.</summary>
    public const string FrontEndName = "M5-AC-MEASURE";

    /// <summary>Its address as delivered.</summary>
    public const byte AddressDefault = 0x42;

    /// <summary>Energy of one count: 0.01 kWh.</summary>
    public const long PicowattHours = 10_000_000_000_000;

    private const byte VoltageRegister = 0x60, CurrentRegister = 0x70, PowerRegister = 0x80, PowerFactorRegister = 0xA0, EnergyRegister = 0xB0,
        VoltageFactorRegister = 0xC0, CurrentFactorRegister = 0xD0, ReadyRegister = 0xFC, VersionRegister = 0xFE;
    // 10 A and 250 V, the unit's rating, in counts a second, rounded up: the least there is.
    private const long CountsPerSecond = 1;
    private const int CentiToMilli = 10, PowerFactorToPpm = 10_000;
    private const int AttemptPauseMs = 500, AttemptsMax = 10, TriesMax = 3;

    private readonly II2cBus _bus;
    private readonly byte _address;
    private readonly byte[] _write = new byte[1];
    private readonly byte[] _read = new byte[4];
    private FrontEndState _state = FrontEndState.Failed;
    private int _lastEnergy;
    private bool _isSampled;

    /// <summary>A unit on a bus; nothing is transferred before Begin.</summary>
    public M5AcMeasure(II2cBus bus, byte address)
    {
        Require.NotNull(bus, nameof(bus));
        _bus = bus;
        _address = address;
    }

    /// <inheritdoc/>
    public string Name => FrontEndName;

    /// <inheritdoc/>
    public long StepDueMs { get; private set; } = long.MaxValue;

    /// <summary>Never: there is nothing to reset.</summary>
    public bool WillReset => false;

    /// <summary>Never: nothing tells that the unit ran on.</summary>
    public bool Continued => false;

    /// <summary>Version and calibration factors of the unit.</summary>
    public long Checksum { get; private set; }

    /// <inheritdoc/>
    public int Attempts { get; private set; }

    /// <inheritdoc/>
    public long CountsMax => FrontEndLimits.PicowattHoursMax / PicowattHours;

    /// <summary>Whether it tells its version and factors.</summary>
    public string? Trouble() => TryReadSettings(out _) ? null : PartTest.NoAnswer;

    /// <summary>One channel without gains, offsets and phase: the unit is calibrated inside, or not at all.</summary>
    public bool Accepts(ParameterSet parameters)
    {
        Require.NotNull(parameters, nameof(parameters));
        if (parameters.FrontEnd != FrontEndName || parameters.Channels.Length != 1 || !Wiring.IsOnOwnVoltage(parameters)) return false;
        if (Wiring.DirectionOf(parameters, 0) != 1) return false;
        ChannelParameters channel = parameters.Channels[0];
        return channel.Pga == 0 && channel.Phase == 0 && channel.ActiveOffset == 0 && channel.ReactiveOffset == 0 && channel.CurrentRmsOffset == 0
            && channel.ActiveGain == ParameterSet.UnityGain && channel.ReactiveGain == ParameterSet.UnityGain;
    }

    /// <inheritdoc/>
    public long PicowattHoursPerCount(int channelIndex) => PicowattHours;

    /// <inheritdoc/>
    public long CountsPerSecondMax(int channelIndex) => CountsPerSecond;

    /// <inheritdoc/>
    public long ActiveGain(int channelIndex, int activeBefore, int reactiveBefore, FrontEndSample now) => (uint)(now.ActiveCounter[channelIndex] - activeBefore);

    /// <summary>The unit does not measure it.</summary>
    public long ReactiveGain(int channelIndex, int reactiveBefore, FrontEndSample now) => 0;

    /// <inheritdoc/>
    public void Begin(ParameterSet parameters, long checksum, bool forceReset, long uptimeMs)
    {
        Require.That(Accepts(parameters), "the parameter set is not for this front end");
        Attempts = 1;
        Checksum = 0;
        _isSampled = false;
        _state = FrontEndState.Starting;
        StepDueMs = uptimeMs;
    }

    /// <inheritdoc/>
    public FrontEndState Step(long uptimeMs)
    {
        if (_state != FrontEndState.Starting || uptimeMs < StepDueMs) return _state;
        if (TryReadTwice(ReadyRegister, 1, out int ready) && ready == 1 && TryReadSettings(out long settings))
        {
            Checksum = settings;
            _state = FrontEndState.Ready;
        }
        else if (++Attempts > AttemptsMax) _state = FrontEndState.Failed;
        StepDueMs = _state == FrontEndState.Starting ? uptimeMs + AttemptPauseMs : long.MaxValue;
        return _state;
    }

    /// <inheritdoc/>
    public SampleOutcome Sample(FrontEndSample sample)
    {
        Require.NotNull(sample, nameof(sample));
        Require.That(_state == FrontEndState.Ready, "the front end is sampled before it is ready");
        sample.Evidence = 0;
        sample.HasFrequency = false;
        sample.HasPowerFactor = true;
        if (!TryReadTwice(EnergyRegister, 4, out int energy) || !TryReadTwice(VoltageRegister, 2, out int voltage)
            || !TryReadTwice(CurrentRegister, 2, out int current) || !TryReadTwice(PowerRegister, 4, out int power)
            || !TryReadTwice(PowerFactorRegister, 1, out int powerFactor) || !TryReadSettings(out long settings)) return SampleOutcome.BusFailed;
        if (power < 0 || powerFactor > 100) return SampleOutcome.BusFailed;
        sample.Evidence = settings == Checksum ? 0 : settings;
        if (settings != Checksum) return SampleOutcome.ConfigurationChanged;
        // Energy only grows. Where it has fallen, the unit has begun again.
        if (_isSampled && (uint)energy < (uint)_lastEnergy) return SampleOutcome.ChipReset;
        _lastEnergy = energy;
        _isSampled = true;
        sample.ActiveCounter[0] = energy;
        sample.ReactiveCounter[0] = 0;
        sample.VoltageMillivolts[0] = voltage * CentiToMilli;
        sample.CurrentMilliamperes[0] = current * CentiToMilli;
        sample.ActivePowerMilliwatts[0] = (long)power * CentiToMilli;
        sample.PowerFactorPpm[0] = powerFactor * PowerFactorToPpm;
        return SampleOutcome.Good;
    }

    private bool TryReadSettings(out long settings)
    {
        settings = 0;
        if (!TryReadTwice(VersionRegister, 1, out int version) || !TryReadTwice(VoltageFactorRegister, 1, out int voltage)
            || !TryReadTwice(CurrentFactorRegister, 1, out int current)) return false;
        settings = (long)version << 16 | (long)voltage << 8 | (uint)current;
        return true;
    }

    // Nothing on its bus is checked: two readings have to agree, and a bus that answers all ones is no answer.
    private bool TryReadTwice(byte register, int countBytes, out int value)
    {
        long before = -1, allOnes = (1L << 8 * countBytes) - 1;
        value = 0;
        for (int i = 0; i <= TriesMax; i++)
        {
            _write[0] = register;
            if (!_bus.TryTransfer(_address, _write, 1, _read, countBytes)) return false;
            long found = 0;
            for (int at = countBytes - 1; at >= 0; at--) found = found << 8 | _read[at];
            value = (int)found;
            if (found == before && found != allOnes) return true;
            before = found;
        }
        return false;
    }
}
