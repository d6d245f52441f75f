using CarbonMeter.Boards;
using CarbonMeter.Crypto;
using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>The worked examples of docs/formats, built from the model; the documents say what each is.</summary>
internal static class Examples
{
    private const long Start = 1_772_323_200;
    private static readonly CarbonIntensity s_intensity = CarbonIntensity.FromMilligramsPerKilowattHour(684_900);

    public static FactorSet FactorSet() => new()
    {
        Id = "CN-IM-2022",
        Region = "Inner Mongolia",
        ReferenceYear = 2022,
        Published = "2024-12-20",
        Source = "MEE and NBS, electricity CO2 emission factors for 2022, table of provinces",
        Periods = [new FactorPeriod { FromUnixSeconds = 0, Intensity = s_intensity }],
    };

    public static ParameterSet ParameterSet() => new()
    {
        Id = "bench-2026-03",
        FrontEnd = "ADE7953",
        VoltageFullScaleMillivolts = 353_553,
        UncertaintyPpm = Reading.Of(5000),
        VoltageRmsOffset = -120,
        Channels =
        [
            new ChannelParameters
            {
                ChannelId = 1, CurrentFullScaleMilliamperes = 70_711, ActiveGain = 4_201_000,
                ActiveOffset = -35, CurrentRmsOffset = 12, Phase = -4, NoLoadRatio = 10_000,
            },
            new ChannelParameters { ChannelId = 2, CurrentFullScaleMilliamperes = 70_711, Pga = 1, ActiveGain = 4_190_000 },
        ],
    };

    public static ParameterSet ThreePhase() => new()
    {
        Id = "hall-3-2026-09",
        FrontEnd = "ADE7880",
        VoltageFullScaleMillivolts = 353_553,
        UncertaintyPpm = Reading.Of(5000),
        Channels =
        [
            new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = 106_170, ActiveGain = 4_201_000, Phase = 48 },
            new ChannelParameters { ChannelId = 2, CurrentFullScaleMilliamperes = 106_170, Phase = 51 },
            new ChannelParameters { ChannelId = 3, CurrentFullScaleMilliamperes = 106_170, ActiveGain = 4_190_000, Phase = 47 },
        ],
        VoltageInputs =
        [
            new VoltageInput { FullScaleMillivolts = 353_553 },
            new VoltageInput { FullScaleMillivolts = 353_553, RmsOffset = -120, Gain = 4_195_000 },
            new VoltageInput { FullScaleMillivolts = 353_553, RmsOffset = 35, Gain = 4_193_000 },
        ],
    };

    public static ParameterSet Wired()
    {
        var set = ThreePhase();
        set.Wires = [new Wire(), new Wire { VoltageInput = 3 }, new Wire { VoltageInput = 2, Direction = -1 }];
        return set;
    }

    public static ParameterSet Stack() => new()
    {
        Id = "stack-2026-09",
        FrontEnd = "STC31",
        VoltageFullScaleMillivolts = 1,
        Gas = new GasParameters
        {
            AreaSquareMillimetres = 785_398,
            CoefficientPpm = 840_000,
            BackgroundPpm = 420,
            CarbonDioxideZeroPpm = -15,
            CarbonDioxideSpanPpm = 1_002_500,
            DifferentialPressureZeroMillipascals = 35,
            Basis = GasBasis.Dry,
            UncertaintyPpm = Reading.Of(60_000),
            Budget = new GasBudget
            {
                CarbonDioxideRelativePpm = 20_000,
                CarbonDioxideAbsolutePpm = 30,
                CoefficientPpm = 10_000,
                AreaPpm = 5000,
                DifferentialPressureRelativePpm = 10_000,
                DifferentialPressureAbsoluteMillipascals = 100,
                TemperaturePpm = 3000,
                PressurePpm = 2000,
            },
        },
    };

    public static Enrolment Enrolment() => new()
    {
        MeterId = "CM-0001",
        PublicKey = VectorTests.ExampleSigner.PublicKey,
        KeyClass = KeyClass.SecureElement,
        BoardName = "carrier-1p",
        FirmwareId = "carbonmeter-0.1.0",
        SecureElementSerial = Convert.FromHexString("01231A2B3C4D5E6FEE"),
        MadeAtUnixMs = Reading.Of(1_772_323_200_000),
    };

    public static EventRecord Boot()
    {
        var record = Common(new EventRecord { Code = EventCode.Boot });
        record.Sequence = 1;
        record.MadeAtUnixMs = Start * 1000 - 2500;
        record.Registers = [new Register { ChannelId = 1 }, new Register { ChannelId = 2 }];
        return record;
    }

    public static IntervalRecord Intervals()
    {
        var boot = Boot();
        var record = Common(new IntervalRecord { Intensity = s_intensity, LengthSeconds = 60, FirstStartUnixSeconds = Start });
        record.Sequence = 2;
        record.PreviousHash = RecordHash.Of(RecordCodec.EncodePayload(boot));
        record.MadeAtUnixMs = (Start + 120) * 1000 + 40;
        record.Intervals =
        [
            new Interval
            {
                MeasuredMs = 60_000, FrequencyMillihertz = Reading.Of(50_004),
                Channels = [Channel(25_003, 0, 4120, 230_412, 6596, 987_000), Channel(0, 12_501, -310, 230_412, 3262, -999_000)],
            },
            new Interval
            {
                Flags = IntervalFlags.Partial | IntervalFlags.BusErrors,
                MeasuredMs = 58_000, FrequencyMillihertz = Reading.Of(49_998),
                Channels = [Channel(24_871, 0, 4098, 230_388, 6789, 986_900), Channel(0, 12_377, -305, 230_388, 3341, -998_900)],
            },
        ];
        record.Registers = RandomRecords.After(boot.Registers, record.Intervals);
        return record;
    }

    /// <summary>Announces the key whose private half is 1: the curve's generator.</summary>
    public static EventRecord KeyRotation()
    {
        var intervals = Intervals();
        byte[] key = P256.PublicKey([.. new byte[31], 1]);
        var record = Common(new EventRecord { Code = EventCode.KeyRotation, Value = Reading.Of(2 + (key[63] & 1)), Subject = key[..32] });
        record.Sequence = 3;
        record.PreviousHash = RecordHash.Of(RecordCodec.EncodePayload(intervals));
        record.MadeAtUnixMs = (Start + 200) * 1000;
        record.EventCounter++;
        record.Registers = intervals.Registers;
        return record;
    }

    public static SpotCheckRecord SpotCheck()
    {
        var intervals = Intervals();
        var record = Common(new SpotCheckRecord
        {
            Nonce = Convert.FromHexString("00112233445566778899AABBCCDDEEFF"),
            FrequencyMillihertz = Reading.Of(50_001),
            Channels = [Moment(1_498_221, 230_400, 6590, 987_100), Moment(-750_480, 230_400, 3260, -999_000)],
        });
        record.Sequence = 3;
        record.PreviousHash = RecordHash.Of(RecordCodec.EncodePayload(intervals));
        record.MadeAtUnixMs = (Start + 130) * 1000;
        record.Registers = intervals.Registers;
        return record;
    }

    public static Board Board() => new()
    {
        Name = "example",
        Title = "Example board",
        Target = "ESP32_REV3",
        Chip = BoardChip.Esp32,
        FlashBytes = 4 * 1024 * 1024,
        DeployAddress = 0x1E0000,
        Network = BoardNetwork.Wifi,
        Buses =
        [
            new() { Name = "meter", Kind = BoardBusKind.I2c, Port = 1, DataPin = 21, ClockPin = 22, SpeedHertz = 400_000 },
            new() { Name = "gas", Kind = BoardBusKind.I2c, Port = 2, DataPin = 18, ClockPin = 19, SpeedHertz = 100_000 },
            new() { Name = "console", Kind = BoardBusKind.Uart, Port = 2, DataPin = 17, InputPin = 16, SpeedHertz = 115_200 },
        ],
        Parts =
        [
            new() { Name = "meter", Kind = BoardPartKind.Ade7953, Bus = 0, Address = 0x38, ResetPin = 25, InterruptPin = 35 },
            new() { Name = "co2", Kind = BoardPartKind.Scd30, Bus = 1, Address = 0x61, IsOptional = true },
        ],
        VoltageInputs = [new() { Kind = BoardVoltageKind.Transformer, InputMillivolts = 230_000, OutputMicrovolts = 230_000 }],
        Channels =
        [
            new()
            {
                Id = 1, Label = "Feeder 1", Sensor = BoardSensorKind.CtVoltage, RatedMilliamperes = 100_000, OutputMicrovolts = 333_000,
                VoltageInput = 1, Phase = 1, Role = BoardRole.Load,
            },
        ],
        Gas = new() { BackgroundPpm = 420, ReferenceTemperatureMillikelvins = 273_150, ReferencePressurePascals = 101_325, IsDry = true },
        WatchdogPin = 32,
        TamperPin = 34,
        StatusLedPin = 33,
        ConsoleBus = 2,
    };

    public static Command Command() => new()
    {
        MeterId = "CM-0001",
        Counter = 7,
        IssuedAtUnixSeconds = Start,
        ExpiresAtUnixSeconds = Start + 3600,
        Code = CommandCode.SetIntervals,
        LengthSeconds = 900,
        IntervalsPerRecord = 4,
    };

    private static T Common<T>(T record) where T : MeterRecord
    {
        record.MeterId = "CM-0001";
        record.BootCount = 3;
        record.ClockTrusted = true;
        record.FirmwareId = "carbonmeter 0.1.0";
        record.KeyClass = KeyClass.Development;
        record.EventCounter = 1;
        record.FactorSetHash = FactorSetCodec.Hash(FactorSetCodec.Encode(FactorSet()));
        record.ParameterSetHash = ParameterSetCodec.Hash(ParameterSetCodec.Encode(ParameterSet()));
        record.ElectricityUncertaintyPpm = Reading.Of(5000);
        return record;
    }

    private static ChannelInterval Channel(
        long import, long export, long reactive, long voltage, long current, long powerFactor) => new()
    {
        ImportMilliwattHours = import,
        ExportMilliwattHours = export,
        ReactiveMillivarHours = reactive,
        VoltageMillivolts = Reading.Of(voltage),
        CurrentMilliamperes = Reading.Of(current),
        PowerFactorPpm = Reading.Of(powerFactor),
        CarbonNanograms = s_intensity.NanogramsOf(Energy.FromMilliwattHours(import)),
    };

    private static ChannelMoment Moment(long power, long voltage, long current, long powerFactor) => new()
    {
        ActivePowerMilliwatts = power,
        VoltageMillivolts = Reading.Of(voltage),
        CurrentMilliamperes = Reading.Of(current),
        PowerFactorPpm = Reading.Of(powerFactor),
    };
}
