using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.DotNet;
using CarbonMeter.Records;

namespace CarbonMeter.Storage;

/// <summary>What is read back from the signed bytes a ledger keeps: they were judged before they were kept.</summary>
internal static class KeptRecord
{
    internal static MeterRecord Decode(byte[] bytes)
    {
        if (CoseSign1View.TryParse(bytes, out var message, out var envelope))
            return RecordCodec.DecodePayload(message.Payload.ToArray(), out var status) ?? throw Damaged(status.ToString());
        throw Damaged(envelope.ToString());
    }

    /// <summary>The intervals of a record that begin in [from, to), one slot an interval and channel.</summary>
    internal static IEnumerable<EnergySlot> Slots(MeterRecord record, int bindingNumber, long fromUnixSeconds, long toUnixSeconds)
    {
        if (record is not IntervalRecord run) yield break;
        for (int index = 0; index < run.Intervals.Length; index++)
        {
            long start = run.FirstStartUnixSeconds + (long)index * run.LengthSeconds;
            if (start < fromUnixSeconds || start >= toUnixSeconds) continue;
            var interval = run.Intervals[index];
            for (int channel = 0; channel < interval.Channels.Length; channel++)
            {
                var measured = interval.Channels[channel];
                var load = new LoadSum();
                load.Add(measured);
                yield return new EnergySlot(run.MeterId, run.Registers[channel].ChannelId, start, run.LengthSeconds,
                    measured.ImportMilliwattHours, measured.ExportMilliwattHours, measured.ReactiveMillivarHours,
                    measured.CarbonNanograms, interval.MeasuredMs, 1, HourSum.IsComplete(interval) ? 1 : 0,
                    bindingNumber, load.Range);
            }
        }
    }

    /// <summary>An event as the operator reads it.</summary>
    internal static StoredEvent Event(EventRecord happened) => new(happened.MeterId, happened.Sequence, happened.MadeAtUnixMs,
        happened.Code, happened.Reason, Value(happened.FromUnixMs), Value(happened.ToUnixMs), Value(happened.Value),
        happened.Subject is null ? null : Convert.ToHexStringLower(happened.Subject), happened.Text);

    /// <summary>Series come ordered by start, then meter, then channel, then binding.</summary>
    internal static IReadOnlyList<EnergySlot> InOrder(IEnumerable<EnergySlot> slots) =>
        [.. slots.OrderBy(slot => slot.StartUnixSeconds).ThenBy(slot => slot.MeterId, StringComparer.Ordinal).ThenBy(slot => slot.ChannelId).ThenBy(slot => slot.BindingNumber)];

    private static long? Value(Units.Reading reading) => reading.IsPresent ? reading.Value : null;

    private static LedgerException Damaged(string found) =>
        new($"A kept record cannot be read back ({found}): the ledger is damaged. Restore a copy and keep the damaged file.");
}
