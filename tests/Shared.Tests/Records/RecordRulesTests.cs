using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>Rule 5, what the encoder refuses to write, and how much fits one record.</summary>
public class RecordRulesTests
{
    [Fact]
    public void Intensity_of_the_set_is_accepted_and_another_is_not()
    {
        var record = Examples.Intervals();
        var set = Examples.FactorSet();
        Assert.Equal(RecordStatus.Ok, RecordRules.JudgeIntensity(record, set));
        set.Periods[0].Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(684_901);
        Assert.Equal(RecordStatus.IntensityNotInSet, RecordRules.JudgeIntensity(record, set));
    }

    [Theory]
    [InlineData(0, RecordStatus.IntensityNotInSet)]     // the new period begins with the first interval
    [InlineData(1, RecordStatus.IntensityNotInSet)]     // inside the first interval: the second starts in it
    [InlineData(60, RecordStatus.IntensityNotInSet)]    // with the second interval
    [InlineData(61, RecordStatus.Ok)]                   // inside the second interval, whose start decides
    public void Intensity_is_judged_at_the_start_of_every_interval(int changeAfterSeconds, RecordStatus expected)
    {
        var record = Examples.Intervals();
        var set = Examples.FactorSet();
        set.Periods = [set.Periods[0], new FactorPeriod { FromUnixSeconds = record.FirstStartUnixSeconds + changeAfterSeconds }];
        Assert.Equal(expected, RecordRules.JudgeIntensity(record, set));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(8, false)]
    [InlineData(0, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    public void Intervals_that_fit_do_fit_at_their_widest_and_one_more_does_not(int channelCount, bool hasGas)
    {
        var count = RecordCodec.IntervalsThatFit(channelCount, hasGas);
        Assert.InRange(RecordCodec.EncodePayload(Widest(channelCount, count, hasGas)).Length, 1, RecordCodec.PayloadBytesMax);
        Assert.ThrowsAny<ArgumentException>(() => RecordCodec.EncodePayload(Widest(channelCount, count + 1, hasGas)));
    }

    [Fact]
    public void Divisors_of_an_hour_are_found_by_trying_all()
    {
        for (var seconds = -1; seconds <= 7200; seconds++)
        {
            var expected = seconds is >= 10 and <= 3600 && Enumerable.Range(1, 360).Any(count => count * seconds == 3600);
            Assert.Equal(expected, RecordRules.IsDivisorOfHour(seconds));
        }
    }

    public static TheoryData<string, Action<IntervalRecord>> Mistakes => new()
    {
        { "meter id", record => record.MeterId = "a/b" },
        { "boot count", record => record.BootCount = 0 },
        { "sequence", record => record.Sequence = MeterRecord.SequenceMax + 1 },
        { "previous hash", record => record.PreviousHash = new byte[31] },
        { "made at", record => record.MadeAtUnixMs = -1 },
        { "firmware id", record => record.FirmwareId = "" },
        { "firmware id", record => record.FirmwareId = "ü" },
        { "event counter", record => record.EventCounter = -1 },
        { "electricity uncertainty", record => record.ElectricityUncertaintyPpm = Reading.Of(1_000_001) },
        { "registers", record => record.Registers = [] },
        { "carbon remainder", record => record.Registers[0].CarbonRemainderNanograms = 1_000_000 },
        { "interval length", record => record.LengthSeconds = 9 },
        { "first start", record => record.FirstStartUnixSeconds = -60 },
        { "intervals", record => record.Intervals = [] },
        { "flags", record => record.Intervals[0].Flags = (IntervalFlags)256 },
        { "import", record => record.Intervals[0].Channels[0].ImportMilliwattHours = -1 },
        { "voltage", record => record.Intervals[0].Channels[0].VoltageMillivolts = Reading.Of(-1) },
        { "co2", record => Gas(record).CarbonDioxidePpm = Reading.Of(1_000_001) },
        { "gas volume", record => Gas(record).VolumeLitres = Reading.Of(-1) },
        { "gas mass register", record => record.Gas = new GasRegister { MassMilligrams = -1 } },
        { "background", record => record.Gas = new GasRegister { BackgroundPpm = 1_000_001 } },
        { "status 21", record => record.Registers[1].ChannelId = 1 },
        { "status 22", record => record.Intervals[1].Channels = [record.Intervals[1].Channels[0]] },
        { "status 23", record => record.Sequence = 1 },
        { "status 24", record => record.LengthSeconds = 11 },
        { "status 25", record => record.FirstStartUnixSeconds++ },
        { "status 26", record => record.Intervals[0].MeasuredMs = 60_001 },
        { "status 27", record => record.Intervals[0].Flags = IntervalFlags.Partial },
        { "status 28", record => record.Intervals[0].Channels[0].CarbonNanograms++ },
        { "status 22", record => { Gas(record); record.Registers = []; } },
        { "status 26", record => Gas(record).MeasuredMs = 60_001 },
        { "status 30", record => { Gas(record); record.Gas = null; } },
        { "status 31", record => Gas(record).CarbonDioxidePpm = Reading.Missing },
        { "status 32", record => Gas(record).MassUncertaintyPpm = Reading.Of(1) },
    };

    [Theory(DisableDiscoveryEnumeration = true), MemberData(nameof(Mistakes))]
    public void Encoding_a_mistake_of_ours_throws_and_names_it(string named, Action<IntervalRecord> mistake)
    {
        var record = Examples.Intervals();
        mistake(record);
        var thrown = Assert.ThrowsAny<ArgumentException>(() => RecordCodec.EncodePayload(record));
        Assert.Contains(named, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoding_a_command_or_set_that_breaks_a_rule_throws()
    {
        var command = Examples.Command();
        command.ExpiresAtUnixSeconds = command.IssuedAtUnixSeconds;
        Assert.ThrowsAny<ArgumentException>(() => CommandCodec.EncodePayload(command));
        command = Examples.Command();
        command.Code = (CommandCode)7;
        Assert.ThrowsAny<ArgumentException>(() => CommandCodec.EncodePayload(command));
        command.Code = CommandCode.SetFactorSet;
        command.Bytes = ParameterSetCodec.Encode(Examples.ParameterSet());
        Assert.ThrowsAny<ArgumentException>(() => CommandCodec.EncodePayload(command));
        command.Code = CommandCode.SetParameterSet;
        command.Bytes = null;
        Assert.ThrowsAny<ArgumentException>(() => CommandCodec.EncodePayload(command));

        var factors = Examples.FactorSet();
        factors.Published = "2023-02-29";
        Assert.ThrowsAny<ArgumentException>(() => FactorSetCodec.Encode(factors));
        var parameters = Examples.ParameterSet();
        parameters.Channels[1].ChannelId = 1;
        Assert.ThrowsAny<ArgumentException>(() => ParameterSetCodec.Encode(parameters));
    }

    [Fact]
    public void A_parameter_set_that_contradicts_itself_is_not_encoded()
    {
        Action<ParameterSet>[] mistakes =
        [
            set => set.VoltageInputs = set.VoltageInputs![..2],
            set => set.VoltageInputs = null,                    // the wires lead to inputs 2 and 3
            set => set.Wires = set.Wires![..2],
            set => set.Wires![1].VoltageInput = 4,
            set => set.Wires![1].VoltageInput = 0,
            set => set.Wires![1].Direction = 0,
            set => set.Wires = [],
            set => (set.Channels, set.VoltageInputs, set.Wires) = ([], null, null),
        ];
        Assert.NotEmpty(ParameterSetCodec.Encode(Examples.Wired()));
        foreach (var mistake in mistakes)
        {
            var set = Examples.Wired();
            mistake(set);
            Assert.ThrowsAny<ArgumentException>(() => ParameterSetCodec.Encode(set));
        }
        var stack = Examples.Stack();
        stack.Gas = null;
        Assert.ThrowsAny<ArgumentException>(() => ParameterSetCodec.Encode(stack));
    }

    [Theory]
    [InlineData("CM-0001", true)]
    [InlineData("!", true)]
    [InlineData("~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~", true)]
    [InlineData("~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~", false)]
    [InlineData("...", true)]
    [InlineData("..", false)]
    [InlineData(".", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("a+b", false)]
    [InlineData("a#b", false)]
    [InlineData("a\u007f", false)]
    [InlineData("表", false)]
    public void Meter_id_is_valid_as_the_format_says(string? id, bool expected) => Assert.Equal(expected, MeterId.IsValid(id));

    private static GasInterval Gas(IntervalRecord record)
    {
        record.Gas = new GasRegister();
        return record.Intervals[0].Gas = new GasInterval { CarbonDioxidePpm = Reading.Of(1) };
    }

    private static IntervalRecord Widest(int channelCount, int intervalCount, bool hasGas)
    {
        var channel = new ChannelInterval
        {
            ImportMilliwattHours = Energy.MilliwattHoursMax,
            ExportMilliwattHours = Energy.MilliwattHoursMax,
            ReactiveMillivarHours = -Energy.MilliwattHoursMax,
            VoltageMillivolts = Reading.Of(1_000_000_000),
            CurrentMilliamperes = Reading.Of(1_000_000_000),
            PowerFactorPpm = Reading.Of(-1_000_000),
            CarbonNanograms = ChannelInterval.CarbonNanogramsMax,
        };
        var interval = new Interval
        {
            Flags = (IntervalFlags)254,
            MeasuredMs = 3_600_000,
            FrequencyMillihertz = Reading.Of(1_000_000),
            Gas = !hasGas ? null : new GasInterval
            {
                MeasuredMs = 3_600_000,
                CarbonDioxidePpm = Reading.Of(1_000_000),
                CarbonDioxideUncertaintyPpm = Reading.Of(1_000_000),
                WaterPpm = Reading.Of(1_000_000),
                DifferentialPressureMillipascals = Reading.Of(-10_000_000),
                PressurePascals = Reading.Of(10_000_000),
                TemperatureMillikelvins = Reading.Of(2_000_000),
                VolumeLitres = Reading.Of(GasInterval.VolumeLitresMax),
                MassMilligrams = Reading.Of(GasInterval.MassMilligramsMax),
                MassUncertaintyPpm = Reading.Of(1_000_000),
            },
            Channels = Enumerable.Repeat(channel, channelCount).ToArray(),
        };
        return new IntervalRecord
        {
            MeterId = new string('~', 32),
            BootCount = uint.MaxValue,
            Sequence = MeterRecord.SequenceMax,
            MadeAtUnixMs = MeterRecord.UnixMsMax,
            FirmwareId = new string('~', 64),
            EventCounter = uint.MaxValue,
            ElectricityUncertaintyPpm = Reading.Of(1_000_000),
            GasUncertaintyPpm = Reading.Of(1_000_000),
            Registers = Enumerable.Range(1, channelCount).Select(id => new Register
            {
                ChannelId = id,
                ImportMilliwattHours = Register.Max,
                ExportMilliwattHours = Register.Max,
                ReactiveMillivarHours = -Register.Max,
                CarbonMilligrams = Register.Max,
                CarbonRemainderNanograms = 999_999,
            }).ToArray(),
            Gas = !hasGas ? null : new GasRegister
            {
                MassMilligrams = Register.Max, VolumeLitres = Register.Max, ReferencePascals = 10_000_000, BackgroundPpm = 1_000_000,
            },
            Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(2_000_000),
            LengthSeconds = 3600,
            FirstStartUnixSeconds = 4_102_444_800,
            Intervals = Enumerable.Repeat(interval, intervalCount).ToArray(),
        };
    }
}
