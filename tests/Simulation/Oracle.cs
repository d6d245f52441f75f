using System.Globalization;
using System.Security.Cryptography;
using CarbonMeter.DotNet;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Simulation.Tests;

/// <summary>
/// Compares the ledger with what the chips counted. It shares no arithmetic with firmware or ingest: the worth of a count, the
/// sums and the chain are worked out here anew. Everything is exact; nothing is tolerated.
/// </summary>
internal sealed class Oracle
{
    private const long PicoPerMilli = 1_000_000_000;
    private const int AllRecords = int.MaxValue;

    private readonly SimulatedWorld _world;
    private readonly ILedgerQueries _ledger;
    private readonly List<string> _violations = [];
    private bool _isEnergyWrong;

    private Oracle(SimulatedWorld world)
    {
        _world = world;
        _ledger = world.Host.Queries;
    }

    /// <summary>What is not as it must be in a world that has been drained. Counts what it saw.</summary>
    public static Verdict Judge(SimulatedWorld world)
    {
        var oracle = new Oracle(world);
        foreach (var meter in world.Meters) oracle.JudgeMeter(meter);
        oracle.JudgeQuarantine();
        return new Verdict(oracle._violations, oracle._isEnergyWrong);
    }

    private void JudgeQuarantine()
    {
        foreach (var message in _ledger.Quarantine(long.MaxValue, 3)) Violated($"quarantine: {message.MeterId}: {message.Reason}: {message.Detail}");
        foreach (var standing in _ledger.Standings())
        {
            Same(0, standing.ChainGaps, standing.MeterId, "chain gaps");
            Same(0, standing.Forks, standing.MeterId, "forks");
        }
    }

    private void JudgeMeter(SimulatedMeter meter)
    {
        var stored = _ledger.Records(meter.Id, 0, AllRecords);
        Same(meter.Virtual.Meter!.State.Sequence, stored.Count, meter.Id, "records stored");
        int channelCount = meter.Parameters.Channels.Length;
        var sums = new Sums[channelCount];
        byte[] previousHash = new byte[32];
        var key = new PlatformVerifier(meter.PublicKey);
        for (int index = 0; index < stored.Count; index++)
        {
            var record = JudgeRecord(stored[index], index + 1, previousHash, key);
            if (record is null) return;
            previousHash = stored[index].Hash;
            if (record is EventRecord { Code: EventCode.KeyRotation } rotation)
            {
                key.Dispose();
                key = new PlatformVerifier(AnnouncedKey.Of(rotation)!);
                _world.Counts.KeyRotations++;
            }
            if (record is IntervalRecord run) AddUp(run, sums);
            for (int channel = 0; channel < channelCount; channel++) JudgeRegister(record, channel, sums[channel]);
            _world.Counts.Records++;
        }
        key.Dispose();
        _world.Counts.KeyStoreFaults += meter.Virtual.Keys.Storage.Faults;
        for (int channel = 0; channel < channelCount; channel++)
        {
            JudgeEnergy(meter, channel, sums[channel]);
            JudgeLedgerSums(meter, channel, sums[channel]);
        }
    }

    private MeterRecord? JudgeRecord(StoredRecord stored, long sequence, byte[] previousHash, PlatformVerifier key)
    {
        string where = $"{stored.MeterId} record {sequence}";
        if (!CoseSign1View.TryParse(stored.Bytes, out var message, out var envelope))
        {
            Violated($"{where}: {envelope}");
            return null;
        }
        var record = RecordCodec.DecodePayload(message.Payload.ToArray(), out var status);
        if (record is null)
        {
            Violated($"{where}: {status}");
            return null;
        }
        if (!message.IsSignedBy(key)) Violated($"{where}: not signed by its meter");
        Same(sequence, record.Sequence, where, "sequence");
        if (!record.PreviousHash.AsSpan().SequenceEqual(previousHash)) Violated($"{where}: not joined to the one before");
        if (!SHA256.HashData(message.Payload).AsSpan().SequenceEqual(stored.Hash)) Violated($"{where}: kept under another hash");
        return record;
    }

    private void AddUp(IntervalRecord run, Sums[] sums)
    {
        string where = $"{run.MeterId} record {run.Sequence}";
        var factors = _world.Host.FactorSets.Find(run.FactorSetHash);
        for (int index = 0; index < run.Intervals.Length; index++)
        {
            long start = run.FirstStartUnixSeconds + (long)index * run.LengthSeconds;
            long intensity = factors!.IntensityAt(start).MilligramsPerKilowattHour;
            for (int channel = 0; channel < sums.Length; channel++)
            {
                var measured = run.Intervals[index].Channels[channel];
                Same((Int128)measured.ImportMilliwattHours * intensity, measured.CarbonNanograms, where, "carbon of an interval");
                sums[channel].Import += measured.ImportMilliwattHours;
                sums[channel].Export += measured.ExportMilliwattHours;
                sums[channel].Carbon += measured.CarbonNanograms;
                sums[channel].Intervals++;
            }
            _world.Counts.Intervals++;
        }
    }

    // Registers ride in every record, events included: as of the last run of intervals before it or in it.
    private void JudgeRegister(MeterRecord record, int channel, Sums sums)
    {
        var register = record.Registers[channel];
        string where = $"{record.MeterId} record {record.Sequence} channel {register.ChannelId}";
        Same(sums.Import, register.ImportMilliwattHours, where, "import register");
        Same(sums.Export, register.ExportMilliwattHours, where, "export register");
        Same(sums.Carbon, (Int128)register.CarbonMilligrams * 1_000_000 + register.CarbonRemainderNanograms, where, "carbon register");
    }

    private void JudgeEnergy(SimulatedMeter meter, int channel, Sums sums)
    {
        var chip = meter.Virtual.Chip;
        var counters = meter.Virtual.Meter!.State.Counters;
        int chipChannel = meter.Parameters.Channels[channel].ChannelId - 1;
        long worth = PicowattHoursPerCount(meter.Parameters, channel);
        Int128 import = sums.Import * PicoPerMilli + counters.ImportCarry[channel];
        Int128 export = sums.Export * PicoPerMilli + counters.ExportCarry[channel];
        Int128 importMissing = (Int128)chip.ImportCounts(chipChannel) * worth - import;
        Int128 exportMissing = (Int128)chip.ExportCounts(chipChannel) * worth - export;
        Int128 unmeasured = (Int128)meter.Power.UnmeasuredCounts[channel] * worth;
        string where = $"{meter.Id} channel {channel + 1} ({meter.Flows[channel]})";
        int before = _violations.Count;
        Same(unmeasured, importMissing - exportMissing, where, "net energy missing, pWh");
        // Where power turns between two samples the meter sees their sum: as much is missing from import as from export.
        if (meter.Flows[channel] == FlowKind.Import) Same(0, exportMissing, where, "export missing, pWh");
        else if (meter.Flows[channel] == FlowKind.Export) Same(0, importMissing, where, "import missing, pWh");
        else if (importMissing < 0) Violated($"{where}: {-importMissing} pWh more than the chip counted");
        _isEnergyWrong |= _violations.Count > before;
    }

    private void JudgeLedgerSums(SimulatedMeter meter, int channel, Sums sums)
    {
        string where = $"{meter.Id} channel {channel + 1} in the ledger's";
        int id = meter.Parameters.Channels[channel].ChannelId;
        var total = _ledger.Totals([meter.Id], 0, MeterRecord.UnixMsMax / 1000).SingleOrDefault(row => row.ChannelId == id);
        int before = _violations.Count;
        Same(sums.Import, total?.ImportMilliwattHours ?? 0, where, "total import");
        Same(sums.Export, total?.ExportMilliwattHours ?? 0, where, "total export");
        _isEnergyWrong |= _violations.Count > before;
        Same(sums.Carbon, total?.CarbonNanograms ?? 0, where, "total carbon");
        foreach (var length in Enum.GetValues<SlotLength>())
        {
            var slots = _ledger.Series([meter.Id], length, 0, MeterRecord.UnixMsMax / 1000).Where(slot => slot.ChannelId == id).ToList();
            Same(sums.Import, slots.Sum(slot => slot.ImportMilliwattHours), where, $"{length} series of import");
            Same(sums.Export, slots.Sum(slot => slot.ExportMilliwattHours), where, $"{length} series of export");
            Same(sums.Intervals, slots.Sum(slot => slot.Intervals), where, $"{length} series, intervals");
        }
    }

    // mV x mA are uW at full scale; the chip counts 206 900 a second there, and an hour has 3600.
    private static long PicowattHoursPerCount(ParameterSet parameters, int channel)
    {
        Int128 picowattsAtFullScale = (Int128)parameters.VoltageFullScaleMillivolts * parameters.Channels[channel].CurrentFullScaleMilliamperes * 1_000_000;
        Int128 countsPerHour = (Int128)206_900 * 3_600;
        return (long)((picowattsAtFullScale + countsPerHour / 2) / countsPerHour);
    }

    private void Same(Int128 expected, Int128 found, string where, string what)
    {
        if (expected != found) Violated(string.Create(CultureInfo.InvariantCulture, $"{where} {what}: {expected} expected, {found} found"));
    }

    private void Violated(string what)
    {
        _violations.Add(what);
    }

    private struct Sums
    {
        public Int128 Import, Export, Carbon;
        public long Intervals;
    }
}

/// <summary>What an oracle found.</summary>
/// <param name="Violations">Everything that is not as it must be, in words.</param>
/// <param name="IsEnergyWrong">Whether the ledger's energy is not what the chips counted.</param>
internal sealed record Verdict(IReadOnlyList<string> Violations, bool IsEnergyWrong)
{
    public bool IsGood => Violations.Count == 0;

    public override string ToString() => string.Join("; ", Violations.Take(6)) + (Violations.Count > 6 ? $"; and {Violations.Count - 6} more" : "");
}
