using CarbonMeter.Firmware.Metering;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The INA228, a direct-current monitor that accumulates energy and charge (registers: TI data sheet). Its energy register has
/// no sign: what a reading gained is import or export by the sign of the charge gained with it, so within one poll period
/// charging and discharging are not told apart. Both registers run freely and are never cleared while measuring. Nothing on
/// its bus is checked, so counters count only where two readings agree, and the whole configuration is read at every
/// sample. Its time base is good to 0.5 %: that is part of its uncertainty. Not yet tried on hardware: that the registers wrap.
/// </summary>
public sealed class Ina228 : IFrontEnd, ITestedPart
{
    /// <summary>What a parameter set for this chip calls its front end.</summary>
    public const string FrontEndName = "INA228";

    /// <summary>First of its 16 addresses, and the last.</summary>
    public const byte AddressMin = 0x40, AddressMax = 0x4F;

    private const byte ConfigRegister = 0x00, AdcConfigRegister = 0x01, ShuntCalibrationRegister = 0x02, VoltageRegister = 0x05,
        CurrentRegister = 0x07, EnergyRegister = 0x09, ChargeRegister = 0x0A, DiagnosisRegister = 0x0B, ManufacturerRegister = 0x3E, DeviceRegister = 0x3F;
    private const int Manufacturer = 0x5449, Device = 0x228, TrimMemoryIsGood = 0x0001;
    private const int ConfigReset = 0x8000, ConfigNarrow = 0x0010;
    // All continuous, 1052 us a conversion, mean of 4: new figures every 13 ms. One bit away from the reset value, so that a reset shows.
    private const int AdcConfig = 0xFB69, AdcConfigAfterReset = 0xFB68;
    private const int ShuntCalibration = 0x1000;
    private const int ResetWaitMs = 5, SettleMs = 30, AttemptPauseMs = 200, AttemptsMax = 5, TriesMax = 3;
    private const long CountsPerSecondWithMargin = Ina228Conversion.CountsPerSecondAtFullScale * 3L / 2;
    private const int DataBytesMax = 5;

    private enum Phase { Look, Reset, Configure, Settle }

    private readonly II2cBus _bus;
    private readonly byte _address;
    private readonly byte[] _write = new byte[3];
    private readonly byte[] _read = new byte[DataBytesMax];
    private ParameterSet _parameters = new ParameterSet();
    private long _picowattHoursPerCount;
    private int _config, _direction = 1;
    private Phase _phase;
    private FrontEndState _state = FrontEndState.Failed;

    /// <summary>A chip on a bus, at one of its addresses; nothing is transferred before Begin.</summary>
    public Ina228(II2cBus bus, byte address)
    {
        Require.NotNull(bus, nameof(bus));
        Require.InRange(address, AddressMin, AddressMax, nameof(address));
        _bus = bus;
        _address = address;
    }

    /// <inheritdoc/>
    public string Name => FrontEndName;

    /// <inheritdoc/>
    public long StepDueMs { get; private set; } = long.MaxValue;

    /// <inheritdoc/>
    public bool WillReset => _state == FrontEndState.Starting && _phase == Phase.Reset;

    /// <inheritdoc/>
    public bool Continued { get; private set; }

    /// <summary>The configuration itself: the chip has no checksum of its own.</summary>
    public long Checksum { get; private set; }

    /// <inheritdoc/>
    public int Attempts { get; private set; }

    /// <inheritdoc/>
    public long CountsMax => uint.MaxValue;

    /// <summary>Whether it says that it is one, and that its trim memory is good.</summary>
    public string? Trouble()
    {
        if (!TryReadTwice(ManufacturerRegister, 2, out int manufacturer) || !TryReadTwice(DeviceRegister, 2, out int device)
            || !TryReadTwice(DiagnosisRegister, 2, out int diagnosis)) return PartTest.NoAnswer;
        if (manufacturer != Manufacturer || device >> 4 != Device) return "another chip answers at its address";
        return (diagnosis & TrimMemoryIsGood) != 0 ? null : "its trim memory is damaged: replace it";
    }

    /// <summary>One channel; range wide or narrow; no offsets and no phase, which direct current does not have.</summary>
    public bool Accepts(ParameterSet parameters)
    {
        Require.NotNull(parameters, nameof(parameters));
        if (parameters.FrontEnd != FrontEndName || parameters.Channels.Length != 1 || !Wiring.IsOnOwnVoltage(parameters) || parameters.VoltageFullScaleMillivolts < 1) return false;
        ChannelParameters channel = parameters.Channels[0];
        if (channel.Pga != Ina228Conversion.WideRange && channel.Pga != Ina228Conversion.NarrowRange) return false;
        if (channel.Phase != 0 || channel.ActiveOffset != 0 || channel.ReactiveOffset != 0 || channel.CurrentRmsOffset != 0) return false;
        long perCount = Ina228Conversion.PicowattHoursPerCount(parameters.VoltageFullScaleMillivolts, channel);
        return perCount >= 1 && perCount <= FrontEndLimits.PicowattHoursMax / uint.MaxValue;
    }

    /// <inheritdoc/>
    public long PicowattHoursPerCount(int channelIndex) => _picowattHoursPerCount;

    /// <inheritdoc/>
    public long CountsPerSecondMax(int channelIndex) => CountsPerSecondWithMargin;

    /// <summary>The counters' low 32 bits: energy only grows; its sign is that of the charge, and of the power where no charge was counted.</summary>
    public long ActiveGain(int channelIndex, int activeBefore, int reactiveBefore, FrontEndSample now)
    {
        long counts = (uint)(now.ActiveCounter[channelIndex] - activeBefore);
        int charge = Counters.Difference(reactiveBefore, now.ReactiveCounter[channelIndex], 32);
        bool isExport = charge < 0 || charge == 0 && _direction * now.ActivePowerMilliwatts[channelIndex] < 0;
        return isExport ? -_direction * counts : _direction * counts;
    }

    /// <summary>Direct current has no reactive energy.</summary>
    public long ReactiveGain(int channelIndex, int reactiveBefore, FrontEndSample now) => 0;

    /// <inheritdoc/>
    public void Begin(ParameterSet parameters, long checksum, bool forceReset, long uptimeMs)
    {
        Require.That(Accepts(parameters), "the parameter set is not for this front end");
        _parameters = parameters;
        ChannelParameters channel = parameters.Channels[0];
        _picowattHoursPerCount = Ina228Conversion.PicowattHoursPerCount(parameters.VoltageFullScaleMillivolts, channel);
        _config = ConfigUnder(channel);
        _direction = Wiring.DirectionOf(parameters, 0);
        Checksum = ChecksumUnder(channel);
        Continued = false;
        Attempts = 1;
        _state = FrontEndState.Starting;
        Proceed(!forceReset && checksum == Checksum ? Phase.Look : Phase.Reset, uptimeMs);
    }

    /// <inheritdoc/>
    public FrontEndState Step(long uptimeMs)
    {
        if (_state != FrontEndState.Starting || uptimeMs < StepDueMs) return _state;
        switch (_phase)
        {
            case Phase.Look: Look(uptimeMs); break;
            case Phase.Reset: Reset(uptimeMs); break;
            case Phase.Configure: Configure(uptimeMs); break;
            default: Settle(uptimeMs); break;
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
        if (!TryReadTwice(EnergyRegister, 5, out int energy) || !TryReadCharge(out int charge)) return SampleOutcome.BusFailed;
        if (!TryReadTwice(VoltageRegister, 3, out int voltage) || !TryReadTwice(CurrentRegister, 3, out int current)) return SampleOutcome.BusFailed;
        ChannelParameters channel = _parameters.Channels[0];
        long milliamperes = Ina228Conversion.CurrentMilliamperes(SignedCodes(current), channel);
        int millivolts = Ina228Conversion.VoltageMillivolts(SignedCodes(voltage), _parameters.VoltageFullScaleMillivolts);
        sample.ActiveCounter[0] = energy;
        sample.ReactiveCounter[0] = charge;
        sample.VoltageMillivolts[0] = millivolts;
        sample.CurrentMilliamperes[0] = (int)(milliamperes < 0 ? -milliamperes : milliamperes);
        sample.ActivePowerMilliwatts[0] = _direction * millivolts * milliamperes / 1000;
        sample.PowerFactorPpm[0] = 0;
        return JudgeConfiguration(sample);
    }

    /// <summary>What <see cref="Checksum"/> is once it runs under a channel's parameters. Pure.</summary>
    internal static long ChecksumUnder(ChannelParameters channel) => (long)ConfigUnder(channel) << 32 | (long)AdcConfig << 16 | ShuntCalibration;

    private static int ConfigUnder(ChannelParameters channel) => channel.Pga == Ina228Conversion.NarrowRange ? ConfigNarrow : 0;

    // Looked at last: a reset or a change that came before any figure was read is then always seen.
    private SampleOutcome JudgeConfiguration(FrontEndSample sample)
    {
        if (!TryReadConfiguration(out long found)) return SampleOutcome.BusFailed;
        if (found == Checksum) return SampleOutcome.Good;
        sample.Evidence = found;
        bool isReset = found == ((long)AdcConfigAfterReset << 16 | ShuntCalibration);
        return isReset ? SampleOutcome.ChipReset : SampleOutcome.ConfigurationChanged;
    }

    private void Look(long uptimeMs)
    {
        if (!TryReadConfiguration(out long found)) TryAgain(Phase.Look, uptimeMs);
        else if (found != Checksum) Proceed(Phase.Reset, uptimeMs);
        else
        {
            Continued = true;
            Finish(FrontEndState.Ready);
        }
    }

    private void Reset(long uptimeMs)
    {
        if (TryWrite(ConfigRegister, ConfigReset)) Proceed(Phase.Configure, uptimeMs + ResetWaitMs);
        else TryAgain(Phase.Reset, uptimeMs);
    }

    // Only a chip that says it is one, and is fresh from its reset, is configured.
    private void Configure(long uptimeMs)
    {
        bool isDone = IsExpected(ManufacturerRegister, Manufacturer)
            && TryReadTwice(DeviceRegister, 2, out int device) && device >> 4 == Device
            && TryReadTwice(DiagnosisRegister, 2, out int diagnosis) && (diagnosis & TrimMemoryIsGood) != 0
            && IsExpected(AdcConfigRegister, AdcConfigAfterReset)
            && TryWrite(ConfigRegister, _config) && TryWrite(ShuntCalibrationRegister, ShuntCalibration) && TryWrite(AdcConfigRegister, AdcConfig);
        if (isDone) Proceed(Phase.Settle, uptimeMs + SettleMs);
        else TryAgain(Phase.Reset, uptimeMs);
    }

    private void Settle(long uptimeMs)
    {
        if (TryReadConfiguration(out long found) && found == Checksum) Finish(FrontEndState.Ready);
        else TryAgain(Phase.Reset, uptimeMs);
    }

    private void Proceed(Phase phase, long dueMs)
    {
        _phase = phase;
        StepDueMs = dueMs;
    }

    private void Finish(FrontEndState state)
    {
        _state = state;
        StepDueMs = long.MaxValue;
    }

    private void TryAgain(Phase phase, long uptimeMs)
    {
        if (Attempts >= AttemptsMax)
        {
            Finish(FrontEndState.Failed);
            return;
        }
        Attempts++;
        Proceed(phase, uptimeMs + AttemptPauseMs);
    }

    private bool TryReadConfiguration(out long found)
    {
        found = 0;
        if (!TryReadTwice(ConfigRegister, 2, out int config) || !TryReadTwice(AdcConfigRegister, 2, out int adcConfig)) return false;
        if (!TryReadTwice(ShuntCalibrationRegister, 2, out int calibration)) return false;
        found = (long)config << 32 | (long)adcConfig << 16 | (uint)calibration;
        return true;
    }

    private bool IsExpected(byte register, int expected) => TryReadTwice(register, 2, out int found) && found == expected;

    /// <summary>
    /// Reads until two readings agree, three times at most: new figures come every 13 ms, a pair takes less than one. A bus
    /// that answers all ones would agree with itself, so that counts as no answer; of the registers read here only the charge
    /// may hold it for longer than a moment.
    /// </summary>
    private bool TryReadTwice(byte register, int countBytes, out int value)
    {
        long before = -1;
        value = 0;
        for (int i = 0; i <= TriesMax; i++)
        {
            if (!TryRead(register, countBytes, out long found)) return false;
            value = (int)found;
            if (found == before && found != AllOnes(countBytes)) return true;
            before = found;
        }
        return false;
    }

    // One count below zero is all ones, and may stay so for hours: believed where another register is read well in between.
    private bool TryReadCharge(out int charge)
    {
        if (TryReadTwice(ChargeRegister, 5, out charge)) return true;
        return TryRead(ChargeRegister, 5, out long first) && first == AllOnes(5)
            && IsExpected(ManufacturerRegister, Manufacturer)
            && TryRead(ChargeRegister, 5, out long second) && second == first;
    }

    private bool TryRead(byte register, int countBytes, out long value)
    {
        value = 0;
        _write[0] = register;
        if (!_bus.TryTransfer(_address, _write, 1, _read, countBytes)) return false;
        for (int i = 0; i < countBytes; i++) value = value << 8 | _read[i];
        return true;
    }

    private bool TryWrite(byte register, int value)
    {
        _write[0] = register;
        _write[1] = (byte)(value >> 8);
        _write[2] = (byte)value;
        for (int i = 0; i < TriesMax; i++)
            if (_bus.TryTransfer(_address, _write, 3, _read, 0)) return true;
        return false;
    }

    private static long AllOnes(int countBytes) => (1L << 8 * countBytes) - 1;

    // 20 bits in the upper part of 24.
    private static int SignedCodes(int register) => register << 8 >> 12;
}
