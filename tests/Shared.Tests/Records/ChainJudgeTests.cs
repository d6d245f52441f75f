using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>Each way a record can stand to its predecessor, against the whole record and against the state kept of it.</summary>
public class ChainJudgeTests
{
    private readonly MeterRecord _first = Examples.Boot();
    private readonly IntervalRecord _second = Examples.Intervals();

    private static byte[] HashOf(MeterRecord record) => RecordHash.Of(RecordCodec.EncodePayload(record));

    private static void AssertVerdict(ChainVerdict expected, MeterRecord? previous, MeterRecord next)
    {
        Assert.Equal(expected, ChainJudge.Judge(previous, previous is null ? null : HashOf(previous), next));
        Assert.Equal(expected, ChainJudge.Judge(previous is null ? null : ChainState.After(previous, HashOf(previous)), next));
    }

    [Fact]
    public void First_when_sequence_is_one_and_nothing_is_known() => AssertVerdict(ChainVerdict.First, null, _first);

    [Fact]
    public void First_may_hold_intervals_that_count_from_zero()
    {
        (_second.Sequence, _second.PreviousHash) = (1, new byte[32]);
        AssertVerdict(ChainVerdict.First, null, _second);
        _second.Registers[0].ImportMilliwattHours++;
        AssertVerdict(ChainVerdict.RegistersDisagree, null, _second);
    }

    [Fact]
    public void First_event_with_energy_from_nowhere_disagrees()
    {
        _first.Registers[1].ExportMilliwattHours = 1;
        AssertVerdict(ChainVerdict.RegistersDisagree, null, _first);
    }

    [Fact]
    public void Linked_when_it_follows_in_every_respect()
    {
        AssertVerdict(ChainVerdict.Linked, _first, _second);
        AssertVerdict(ChainVerdict.Linked, _second, Examples.SpotCheck());
    }

    [Fact]
    public void Gap_when_nothing_is_known_and_it_is_not_the_first() => AssertVerdict(ChainVerdict.Gap, null, _second);

    [Fact]
    public void Gap_when_the_record_known_is_not_the_predecessor() =>
        AssertVerdict(ChainVerdict.Gap, _first, Examples.SpotCheck());

    [Fact]
    public void NotAfter_when_the_sequence_is_known_or_older()
    {
        AssertVerdict(ChainVerdict.NotAfter, _second, _second);
        AssertVerdict(ChainVerdict.NotAfter, _second, _first);
    }

    [Fact]
    public void WrongPreviousHash_when_one_bit_differs()
    {
        _second.PreviousHash[31] ^= 1;
        AssertVerdict(ChainVerdict.WrongPreviousHash, _first, _second);
    }

    [Fact]
    public void BootCountFell_when_it_is_lower_and_not_when_it_rises()
    {
        _second.BootCount--;
        AssertVerdict(ChainVerdict.BootCountFell, _first, _second);
        _second.BootCount += 2;
        AssertVerdict(ChainVerdict.Linked, _first, _second);
    }

    [Fact]
    public void EventCounterFell_when_it_is_lower()
    {
        _second.EventCounter--;
        AssertVerdict(ChainVerdict.EventCounterFell, _first, _second);
    }

    [Fact]
    public void ChannelsChanged_when_an_id_or_the_number_differs()
    {
        _second.Registers[1].ChannelId = 3;
        AssertVerdict(ChainVerdict.ChannelsChanged, _first, _second);
        _second.Registers = [_second.Registers[0]];
        AssertVerdict(ChainVerdict.ChannelsChanged, _first, _second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RegistersDisagree_when_one_register_is_off_by_one(int register)
    {
        foreach (var index in new[] { 0, 1 })
        {
            var next = Examples.Intervals();
            Change(next.Registers[index], register);
            AssertVerdict(ChainVerdict.RegistersDisagree, _first, next);

            var spotCheck = Examples.SpotCheck();
            Change(spotCheck.Registers[index], register);
            AssertVerdict(ChainVerdict.RegistersDisagree, _second, spotCheck);
        }
    }

    [Fact]
    public void Registers_at_their_bound_disagree_and_do_not_throw()
    {
        foreach (var register in _first.Registers)
        {
            register.ImportMilliwattHours = register.ExportMilliwattHours = register.CarbonMilligrams = Register.Max;
            register.ReactiveMillivarHours = -Register.Max;
            register.CarbonRemainderNanograms = Register.NanogramsPerMilligram - 1;
        }
        _second.PreviousHash = HashOf(_first);
        AssertVerdict(ChainVerdict.RegistersDisagree, _first, _second);
    }

    [Fact]
    public void State_does_not_follow_the_meters_living_registers()
    {
        var state = ChainState.After(_first, HashOf(_first));
        _first.Registers[0].Add(_second.Intervals[0].Channels[0]);
        Assert.Equal(0, state.Registers[0].ImportMilliwattHours);
        Assert.Equal(ChainVerdict.Linked, ChainJudge.Judge(state, _second));
    }

    [Fact]
    public void Gas_register_follows_and_is_never_there_for_a_while()
    {
        var (before, after) = WithGas();
        AssertVerdict(ChainVerdict.Linked, before, after);
        after.Gas!.MassMilligrams++;
        AssertVerdict(ChainVerdict.RegistersDisagree, before, after);
        (after.Gas.MassMilligrams, after.Gas.VolumeLitres) = (after.Gas.MassMilligrams - 1, after.Gas.VolumeLitres - 1);
        AssertVerdict(ChainVerdict.RegistersDisagree, before, after);
        after.Intervals[0].Gas = null;
        after.Gas = null;
        AssertVerdict(ChainVerdict.ChannelsChanged, before, after);
        AssertVerdict(ChainVerdict.ChannelsChanged, Examples.Intervals(), Next(Examples.Intervals(), new GasRegister()));
    }

    public static TheoryData<Action<GasRegister>> Meanings => new(
        register => register.ReferenceMillikelvins++,
        register => register.ReferencePascals++,
        register => register.Basis = GasBasis.Dry,
        register => register.BackgroundPpm++);

    [Theory(DisableDiscoveryEnumeration = true), MemberData(nameof(Meanings))]
    public void Meaning_of_the_gas_register_changes_with_the_parameter_set_only(Action<GasRegister> change)
    {
        var (before, after) = WithGas();
        change(after.Gas!);
        AssertVerdict(ChainVerdict.GasReferenceChanged, before, after);
        after.ParameterSetHash = new byte[32];
        AssertVerdict(ChainVerdict.Linked, before, after);
    }

    [Fact]
    public void First_record_counts_gas_from_zero()
    {
        _first.Gas = new GasRegister { BackgroundPpm = 420 };
        AssertVerdict(ChainVerdict.First, null, _first);
        _first.Gas.VolumeLitres = 1;
        AssertVerdict(ChainVerdict.RegistersDisagree, null, _first);
    }

    [Fact]
    public void Gas_register_at_its_bound_disagrees_and_does_not_throw()
    {
        var (before, after) = WithGas();
        (before.Gas!.MassMilligrams, before.Gas.VolumeLitres) = (Register.Max, Register.Max);
        after.PreviousHash = HashOf(before);
        AssertVerdict(ChainVerdict.RegistersDisagree, before, after);
    }

    private (MeterRecord Before, IntervalRecord After) WithGas()
    {
        _first.Gas = new GasRegister();
        _second.Intervals[0].Gas = new GasInterval { MassMilligrams = Reading.Of(900), VolumeLitres = Reading.Of(70) };
        _second.Intervals[1].Gas = new GasInterval { CarbonDioxidePpm = Reading.Of(12) };
        (_second.Gas, _second.PreviousHash) = (new GasRegister { MassMilligrams = 900, VolumeLitres = 70 }, HashOf(_first));
        return (_first, _second);
    }

    private static SpotCheckRecord Next(MeterRecord before, GasRegister gas)
    {
        var next = Examples.SpotCheck();
        (next.PreviousHash, next.Gas) = (HashOf(before), gas);
        return next;
    }

    private static void Change(Register register, int which)
    {
        switch (which)
        {
            case 0: register.ImportMilliwattHours++; break;
            case 1: register.ExportMilliwattHours++; break;
            case 2: register.ReactiveMillivarHours++; break;
            case 3: register.CarbonMilligrams++; break;
            default: register.CarbonRemainderNanograms++; break;
        }
    }
}
