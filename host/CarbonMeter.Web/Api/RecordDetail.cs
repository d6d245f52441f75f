using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Web.Api;

/// <summary>A record read out: what its bytes say, beside their hash and the moments they were made and came.</summary>
/// <param name="MeterId">Its meter.</param>
/// <param name="Sequence">Its place in the chain.</param>
/// <param name="Hash">SHA-256 of its payload, hex.</param>
/// <param name="PreviousHash">Hash of the record before, hex; zeroes at sequence 1.</param>
/// <param name="Kind">intervals, event or spotCheck.</param>
/// <param name="MadeAtUnixMs">When it was made, unix ms, meter's clock.</param>
/// <param name="ClockTrusted">Whether that clock had been set since boot.</param>
/// <param name="ReceivedAtUnixMs">When it came, unix ms, host's clock.</param>
/// <param name="GapBefore">Whether its predecessor is missing.</param>
/// <param name="SizeBytes">Size of the signed bytes.</param>
/// <param name="BootCount">How often the meter had started.</param>
/// <param name="FirmwareId">Firmware id.</param>
/// <param name="KeyClass">Which class of key signed.</param>
/// <param name="EventCounter">Events ever made by the meter.</param>
/// <param name="FactorSetHash">The factor set in force, hex.</param>
/// <param name="ParameterSetHash">The calibration parameter set in force, hex.</param>
/// <param name="ElectricityUncertaintyPpm">Expanded uncertainty (k = 2), ppm; null: none stated.</param>
/// <param name="GasUncertaintyPpm">The same for gas figures.</param>
/// <param name="Registers">Cumulative registers after it.</param>
/// <param name="GasRegister">The gas register after it; null where the meter has no gas channel.</param>
/// <param name="IntensityMilligramsPerKilowattHour">Carbon intensity applied, mg/kWh; null for other kinds.</param>
/// <param name="Intervals">Its intervals; null for other kinds.</param>
/// <param name="Event">What happened; null for other kinds.</param>
/// <param name="SpotCheck">The answer to a spot check; null for other kinds.</param>
/// <param name="Verdict">Whether what it tells is certified; null: not judged yet.</param>
public sealed record RecordAnswer(string MeterId, long Sequence, string Hash, string PreviousHash, string Kind, long MadeAtUnixMs,
    bool ClockTrusted, long ReceivedAtUnixMs, bool GapBefore, int SizeBytes, long BootCount, string FirmwareId, string KeyClass,
    long EventCounter, string FactorSetHash, string ParameterSetHash, long? ElectricityUncertaintyPpm, long? GasUncertaintyPpm,
    IReadOnlyList<RegisterAnswer> Registers, GasRegisterAnswer? GasRegister, long? IntensityMilligramsPerKilowattHour, IReadOnlyList<IntervalAnswer>? Intervals,
    EventAnswer? Event, SpotCheckAnswer? SpotCheck, RecordVerdictAnswer? Verdict);

/// <summary>Whether what a record tells is certified.</summary>
/// <param name="Outcome">The verdict; where one changes within the record, the worse.</param>
/// <param name="Reason">The first of the worst checks; null where all are valid.</param>
/// <param name="DecidedAtUnixMs">Since when the host holds it, unix ms.</param>
/// <param name="Channels">Energies with their uncertainty at the loads measured; null where it is not valid or tells none.</param>
public sealed record RecordVerdictAnswer(
    Outcome Outcome, CheckAnswer? Reason, long DecidedAtUnixMs, IReadOnlyList<RecordChannelAnswer>? Channels);

/// <summary>The certified energy of one channel of a record.</summary>
/// <param name="ChannelId">Channel, 1 to 8.</param>
/// <param name="Import">Import of the intervals within the calibrated range.</param>
/// <param name="Export">Export of them.</param>
/// <param name="IntervalsOutside">Intervals that carry energy outside of it.</param>
/// <param name="Outside">Why; null where there are none.</param>
public sealed record RecordChannelAnswer(
    int ChannelId, FigureAnswer Import, FigureAnswer Export, int IntervalsOutside, CheckAnswer? Outside);

/// <summary>The cumulative registers of one channel, decimal digits.</summary>
/// <param name="ChannelId">Channel, 1 to 8.</param>
/// <param name="ImportMilliwattHours">Import, mWh.</param>
/// <param name="ExportMilliwattHours">Export, mWh.</param>
/// <param name="ReactiveMillivarHours">Reactive energy, net, mvarh.</param>
/// <param name="CarbonMilligrams">Carbon of the import, whole mg.</param>
/// <param name="CarbonRemainderNanograms">What is left below, ng.</param>
public sealed record RegisterAnswer(int ChannelId, string ImportMilliwattHours, string ExportMilliwattHours,
    string ReactiveMillivarHours, string CarbonMilligrams, long CarbonRemainderNanograms);

/// <summary>One interval of a record; a figure that no sample gave is null.</summary>
/// <param name="StartUnixSeconds">Its start, unix s.</param>
/// <param name="LengthSeconds">Its length, s.</param>
/// <param name="MeasuredMs">Time measured within it, ms.</param>
/// <param name="Flags">Quality flags, docs/formats/record.md; empty: nothing to remark.</param>
/// <param name="FrequencyMillihertz">Mains frequency, mHz.</param>
/// <param name="Gas">Gas figures; null where there are none.</param>
/// <param name="Channels">One entry a channel.</param>
public sealed record IntervalAnswer(long StartUnixSeconds, int LengthSeconds, int MeasuredMs, IReadOnlyList<string> Flags,
    long? FrequencyMillihertz, GasAnswer? Gas, IReadOnlyList<ChannelAnswer> Channels);

/// <summary>The cumulative register of the gas channel, decimal digits, and what its figures mean.</summary>
/// <param name="MassMilligrams">Mass of CO2, mg.</param>
/// <param name="VolumeLitres">Volume at the reference state, l.</param>
/// <param name="ReferenceMillikelvins">Reference temperature, mK.</param>
/// <param name="ReferencePascals">Reference pressure, Pa.</param>
/// <param name="Basis">wet or dry.</param>
/// <param name="BackgroundPpm">Background taken off before the mass is formed, ppm.</param>
public sealed record GasRegisterAnswer(string MassMilligrams, string VolumeLitres, int ReferenceMillikelvins, int ReferencePascals,
    string Basis, int BackgroundPpm);

/// <summary>Gas figures of an interval; a figure that no sample gave is null.</summary>
/// <param name="MeasuredMs">Time in which every figure was there, ms.</param>
/// <param name="CarbonDioxidePpm">Mole fraction of CO2, ppm, on the register's basis.</param>
/// <param name="CarbonDioxideUncertaintyPpm">Its expanded uncertainty (k = 2), ppm of its value.</param>
/// <param name="WaterPpm">Mole fraction of water in the wet gas, ppm.</param>
/// <param name="DifferentialPressureMillipascals">Differential pressure, mPa.</param>
/// <param name="PressurePascals">Absolute pressure, Pa.</param>
/// <param name="TemperatureMillikelvins">Temperature, mK.</param>
/// <param name="VolumeLitres">Volume at the reference state, l.</param>
/// <param name="MassMilligrams">Mass of CO2, mg.</param>
/// <param name="MassUncertaintyPpm">Its expanded uncertainty (k = 2), ppm of its value.</param>
public sealed record GasAnswer(int MeasuredMs, long? CarbonDioxidePpm, long? CarbonDioxideUncertaintyPpm, long? WaterPpm,
    long? DifferentialPressureMillipascals, long? PressurePascals, long? TemperatureMillikelvins, long? VolumeLitres,
    long? MassMilligrams, long? MassUncertaintyPpm);

/// <summary>What one channel measured in one interval.</summary>
/// <param name="ChannelId">Channel, 1 to 8.</param>
/// <param name="ImportMilliwattHours">Import, mWh.</param>
/// <param name="ExportMilliwattHours">Export, mWh.</param>
/// <param name="ReactiveMillivarHours">Reactive energy, net, mvarh.</param>
/// <param name="VoltageMillivolts">Rms voltage, mV.</param>
/// <param name="CurrentMilliamperes">Rms current, mA.</param>
/// <param name="PowerFactorPpm">Power factor, ppm.</param>
/// <param name="CarbonNanograms">Carbon of the import, ng, decimal digits.</param>
public sealed record ChannelAnswer(int ChannelId, long ImportMilliwattHours, long ExportMilliwattHours,
    long ReactiveMillivarHours, long? VoltageMillivolts, long? CurrentMilliamperes, long? PowerFactorPpm, string CarbonNanograms);

/// <summary>The signed answer to a spot check.</summary>
/// <param name="NonceHex">The question's nonce, hex.</param>
/// <param name="FrequencyMillihertz">Mains frequency, mHz.</param>
/// <param name="Channels">One entry a channel.</param>
public sealed record SpotCheckAnswer(string NonceHex, long? FrequencyMillihertz, IReadOnlyList<MomentAnswer> Channels);

/// <summary>What one channel measures at one moment.</summary>
/// <param name="ChannelId">Channel, 1 to 8.</param>
/// <param name="ActivePowerMilliwatts">Active power, mW, positive = import; decimal digits.</param>
/// <param name="VoltageMillivolts">Rms voltage, mV.</param>
/// <param name="CurrentMilliamperes">Rms current, mA.</param>
/// <param name="PowerFactorPpm">Power factor, ppm.</param>
public sealed record MomentAnswer(int ChannelId, string ActivePowerMilliwatts, long? VoltageMillivolts, long? CurrentMilliamperes,
    long? PowerFactorPpm);

/// <summary>Reads records out.</summary>
internal static class RecordDetail
{
    internal static RecordAnswer Of(StoredRecord kept, IVerdicts verdicts)
    {
        var record = RecordView.Decode(kept);
        var run = record as IntervalRecord;
        return new RecordAnswer(kept.MeterId, kept.Sequence, Convert.ToHexStringLower(kept.Hash),
            Convert.ToHexStringLower(record.PreviousHash), CamelCase(record.Kind.ToString()), record.MadeAtUnixMs,
            record.ClockTrusted, kept.ReceivedAtUnixMs, kept.GapBefore, kept.Bytes.Length, record.BootCount, record.FirmwareId,
            CamelCase(record.KeyClass.ToString()), record.EventCounter, Convert.ToHexStringLower(record.FactorSetHash),
            Convert.ToHexStringLower(record.ParameterSetHash), Value(record.ElectricityUncertaintyPpm),
            Value(record.GasUncertaintyPpm), [.. record.Registers.Select(Register)], GasRegister(record.Gas), run?.Intensity.MilligramsPerKilowattHour,
            run is null ? null : [.. run.Intervals.Select((_, index) => Interval(run, index))],
            record is EventRecord happened ? Event(happened) : null, record is SpotCheckRecord check ? SpotCheck(check) : null,
            RecordVerdict.Of(kept, record, verdicts));
    }

    internal static RecordHeadAnswer HeadOf(StoredRecord kept)
    {
        var record = RecordView.Decode(kept);
        var run = record as IntervalRecord;
        return new RecordHeadAnswer(kept.Sequence, Convert.ToHexStringLower(kept.Hash), CamelCase(record.Kind.ToString()),
            record.MadeAtUnixMs, kept.ReceivedAtUnixMs, kept.GapBefore, kept.Bytes.Length, run?.FirstStartUnixSeconds,
            run?.Intervals.Length ?? 0);
    }

    internal static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static RegisterAnswer Register(Register register) => new(register.ChannelId,
        Exact.Text(register.ImportMilliwattHours), Exact.Text(register.ExportMilliwattHours),
        Exact.Text(register.ReactiveMillivarHours), Exact.Text(register.CarbonMilligrams), register.CarbonRemainderNanograms);

    private static IntervalAnswer Interval(IntervalRecord run, int index)
    {
        var interval = run.Intervals[index];
        var flags = Enum.GetValues<IntervalFlags>().Where(flag => flag != IntervalFlags.None && interval.Flags.HasFlag(flag));
        return new IntervalAnswer(run.FirstStartUnixSeconds + (long)index * run.LengthSeconds, run.LengthSeconds,
            interval.MeasuredMs, [.. flags.Select(flag => CamelCase(flag.ToString()))], Value(interval.FrequencyMillihertz),
            Gas(interval.Gas), [.. interval.Channels.Select((channel, at) => Channel(run.Registers[at].ChannelId, channel))]);
    }

    private static GasAnswer? Gas(GasInterval? gas) => gas is null ? null
        : new GasAnswer(gas.MeasuredMs, Value(gas.CarbonDioxidePpm), Value(gas.CarbonDioxideUncertaintyPpm), Value(gas.WaterPpm),
            Value(gas.DifferentialPressureMillipascals), Value(gas.PressurePascals), Value(gas.TemperatureMillikelvins),
            Value(gas.VolumeLitres), Value(gas.MassMilligrams), Value(gas.MassUncertaintyPpm));

    private static GasRegisterAnswer? GasRegister(GasRegister? register) => register is null ? null
        : new GasRegisterAnswer(Exact.Text(register.MassMilligrams), Exact.Text(register.VolumeLitres),
            register.ReferenceMillikelvins, register.ReferencePascals, CamelCase(register.Basis.ToString()), register.BackgroundPpm);

    private static ChannelAnswer Channel(int id, ChannelInterval channel) => new(id, channel.ImportMilliwattHours,
        channel.ExportMilliwattHours, channel.ReactiveMillivarHours, Value(channel.VoltageMillivolts),
        Value(channel.CurrentMilliamperes), Value(channel.PowerFactorPpm), Exact.Text(channel.CarbonNanograms));

    private static EventAnswer Event(EventRecord happened) => new(happened.Sequence, happened.MadeAtUnixMs, (int)happened.Code,
        Enum.IsDefined(happened.Code) ? CamelCase(happened.Code.ToString()) : null, happened.Reason, Value(happened.FromUnixMs),
        Value(happened.ToUnixMs), Value(happened.Value) is { } value ? Exact.Text(value) : null,
        happened.Subject is null ? null : Convert.ToHexStringLower(happened.Subject), happened.Text);

    private static SpotCheckAnswer SpotCheck(SpotCheckRecord check) => new(Convert.ToHexStringLower(check.Nonce),
        Value(check.FrequencyMillihertz),
        [.. check.Channels.Select((moment, at) => Moment(check.Registers[at].ChannelId, moment))]);

    private static MomentAnswer Moment(int id, ChannelMoment moment) => new(id, Exact.Text(moment.ActivePowerMilliwatts),
        Value(moment.VoltageMillivolts), Value(moment.CurrentMilliamperes), Value(moment.PowerFactorPpm));

    private static long? Value(Reading reading) => reading.IsPresent ? reading.Value : null;
}
