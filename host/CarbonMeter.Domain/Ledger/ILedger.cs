using System;
using System.Collections.Generic;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;

namespace CarbonMeter.Domain.Ledger;

/// <summary>Why a message was put into quarantine.</summary>
public enum QuarantineReason
{
    UnknownMeter = 1,
    Unreadable = 2,
    BadSignature = 3,
    WrongMeter = 4,
    BrokenChain = 5,
    /// <summary>The sequence is known with another hash, and both signatures are good.</summary>
    Fork = 6,
    UnknownFactorSet = 7,
    IntensityNotInFactorSet = 8,
    /// <summary>Signed with no key the host knows, and a record that would announce one may be missing before it.</summary>
    UnknownKey = 9,
}

/// <summary>What reasons have in common.</summary>
public static class QuarantineReasons
{
    /// <summary>Whether the message was found to be signed by the meter's key before it was refused: then it is evidence.</summary>
    public static bool IsSigned(QuarantineReason reason) => reason is QuarantineReason.BrokenChain or QuarantineReason.Fork
        or QuarantineReason.UnknownFactorSet or QuarantineReason.IntensityNotInFactorSet;
}

/// <summary>One judged message on its way into the ledger: either an accepted record or a quarantined message.</summary>
/// <param name="MeterId">Meter id as far as known.</param>
/// <param name="Bytes">The message exactly as received.</param>
/// <param name="ReceivedAtUnixMs">The host's clock.</param>
/// <param name="Summary">What is added up of the record when accepted; null when quarantined.</param>
/// <param name="Hash">Hash of the record (32 bytes) when it could be decoded, else null.</param>
/// <param name="GapBefore">Accepted although the predecessor is not in the ledger.</param>
/// <param name="Reason">Why it is quarantined; null when accepted.</param>
/// <param name="Detail">The reason in words, with what was found and what was expected.</param>
/// <param name="Binding">What an accepted record says it was made with; null when quarantined.</param>
public sealed record LedgerEntry(
    string MeterId, byte[] Bytes, long ReceivedAtUnixMs,
    RecordSummary? Summary, byte[]? Hash, bool GapBefore, QuarantineReason? Reason, string? Detail, RecordBinding? Binding)
{
    /// <summary>What the host learns from an accepted record; it is kept by the same commit, once. Null: nothing.</summary>
    public TraceabilityFact? Fact { get; init; }

    /// <summary>Whether the message lies in quarantine and was judged anew: it leaves it by the same commit, or lies there for another reason.</summary>
    public bool WasHeld { get; init; }

    /// <summary>
    /// An accepted record. Its binding is kept once for all records that say the same: hand in the same object again, and
    /// looking it up costs one comparison.
    /// </summary>
    public static LedgerEntry Accepted(
        MeterRecord record, byte[] hash, byte[] bytes, long receivedAtUnixMs, bool gapBefore, RecordBinding binding) =>
        new(record.MeterId, bytes, receivedAtUnixMs, RecordSummary.Of(record), hash, gapBefore, null, null, binding);

    /// <summary>A message that is kept as evidence but counts for nothing.</summary>
    public static LedgerEntry Quarantined(
        string meterId, byte[] bytes, long receivedAtUnixMs, QuarantineReason reason, string detail, byte[]? hash = null) =>
        new(meterId, bytes, receivedAtUnixMs, null, hash, false, reason, detail, null);

    /// <summary>A message in quarantine whose record has come into the ledger by another way.</summary>
    public static LedgerEntry Released(string meterId, byte[] bytes, long receivedAtUnixMs) =>
        new(meterId, bytes, receivedAtUnixMs, null, null, false, null, null, null) { WasHeld = true };
}

/// <summary>
/// The writing side of the ledger. One thread commits at a time; heads and records may be read from any thread beside it, and
/// tell what is durable.
/// </summary>
public interface ILedger
{
    /// <summary>
    /// Makes a batch durable, all of it or nothing, in order. Accepted records whose (meter, sequence, hash) is already there
    /// are ignored, and so are quarantined messages whose (meter, bytes) are, so committing a batch again is harmless. When it
    /// returns the batch survives a power cut. A record that fills the place before one kept with a gap clears that gap.
    /// Of each meter so many refused messages are kept; what comes beyond that is counted and dropped.
    /// A record said to be received before a moment that was asked about already is kept as received just after it.
    /// Throws <see cref="LedgerException"/> where the store fails; the batch may then be committed again.
    /// </summary>
    void Commit(IReadOnlyList<LedgerEntry> batch);

    /// <summary>How many bindings durable records have; it grows when one says something new of what it was made with.</summary>
    int BindingCount { get; }

    /// <summary>The state after the newest record of a meter, the caller's own to change; null where it has none.</summary>
    ChainState? HeadOf(string meterId);

    /// <summary>The hash and the bytes of the record at a sequence; null where there is none.</summary>
    StoredRecord? Find(string meterId, long sequence);

    /// <summary>The keys the host has learnt of a meter, in the order it learnt them.</summary>
    IReadOnlyList<KeyEnrolled> KeysOf(string meterId);

    /// <summary>Messages in quarantine for a reason with an id above one, oldest first, of one meter or (null) of all.</summary>
    IReadOnlyList<QuarantinedMessage> Quarantined(QuarantineReason reason, string? meterId, long afterId, int limit);
}

/// <summary>A record as kept.</summary>
/// <param name="MeterId">Its meter.</param>
/// <param name="Sequence">Its place in the chain.</param>
/// <param name="Hash">SHA-256 of its payload.</param>
/// <param name="Bytes">The signed bytes as received.</param>
/// <param name="ReceivedAtUnixMs">When the host received it.</param>
/// <param name="GapBefore">Whether its predecessor was missing when it came.</param>
/// <param name="BindingNumber">What it says it was made with, by the number the ledger gave it.</param>
public sealed record StoredRecord(
    string MeterId, long Sequence, byte[] Hash, byte[] Bytes, long ReceivedAtUnixMs, bool GapBefore, int BindingNumber);

/// <summary>Length of the slots of a series.</summary>
public enum SlotLength { Interval = 0, Hour = 1, Day = 2 }

/// <summary>
/// What one channel of a meter measured in one slot, as records of one binding tell it: where the binding changed within a
/// slot, the slot comes once for each.
/// </summary>
/// <param name="MeterId">Meter.</param>
/// <param name="ChannelId">Channel, 1 to 8.</param>
/// <param name="StartUnixSeconds">Start of the slot, UTC.</param>
/// <param name="LengthSeconds">Length of the slot.</param>
/// <param name="ImportMilliwattHours">Active energy import.</param>
/// <param name="ExportMilliwattHours">Active energy export.</param>
/// <param name="ReactiveMillivarHours">Reactive energy, net.</param>
/// <param name="Carbon">Carbon of the import, ng: a sum may exceed a long.</param>
/// <param name="MeasuredMs">Time measured within the slot.</param>
/// <param name="Intervals">Intervals in it.</param>
/// <param name="CompleteIntervals">Of these, measured over their whole length under a trusted clock.</param>
/// <param name="BindingNumber">The binding, by the number the ledger gave it.</param>
/// <param name="Load">Where between its limits the channel carried this energy; null where it carried none, where an interval
/// that carries some does not tell its current, and in slots of a day.</param>
public sealed record EnergySlot(
    string MeterId, int ChannelId, long StartUnixSeconds, int LengthSeconds,
    long ImportMilliwattHours, long ExportMilliwattHours, long ReactiveMillivarHours, Int128 CarbonNanograms,
    long MeasuredMs, int Intervals, int CompleteIntervals, int BindingNumber = 0, LoadRange? Load = null);

/// <summary>Sums of one channel over a span.</summary>
public sealed record EnergyTotals(
    string MeterId, int ChannelId, Int128 ImportMilliwattHours, Int128 ExportMilliwattHours, Int128 CarbonNanograms,
    long Intervals, long CompleteIntervals);

/// <summary>How a meter stands.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="Records">Its records.</param>
/// <param name="LastSequence">Sequence of the newest; 0 where it has none.</param>
/// <param name="LastReceivedAtUnixMs">When its newest was received; null where it has none.</param>
/// <param name="LastIntervalEndUnixSeconds">End of its last interval; null where it has none.</param>
/// <param name="ChainGaps">Records whose predecessor is missing.</param>
/// <param name="QuarantinedMessages">Its messages in quarantine.</param>
/// <param name="Forks">Of these, second records for a known sequence.</param>
/// <param name="QuarantineDropped">Messages refused when its quarantine was full: they are not kept. One that is sent again counts
/// again.</param>
public sealed record MeterStanding(
    string MeterId, long Records, long LastSequence, long? LastReceivedAtUnixMs, long? LastIntervalEndUnixSeconds,
    long ChainGaps, long QuarantinedMessages, long Forks, long QuarantineDropped);

/// <summary>An event record as the operator reads it.</summary>
public sealed record StoredEvent(
    string MeterId, long Sequence, long AtUnixMs, EventCode Code, int Reason, long? FromUnixMs, long? ToUnixMs, long? Value,
    string? SubjectHex, string? Text);

/// <summary>A quarantined message.</summary>
public sealed record QuarantinedMessage(
    long Id, string MeterId, long ReceivedAtUnixMs, QuarantineReason Reason, string Detail, byte[] Bytes);

/// <summary>
/// The reading side of the ledger; safe to call from many threads beside the writer. A question may be asked as of a moment:
/// then only records received by it count, and the answer is the same for ever. The moment is settled by asking: what is on
/// its way to the disk and becomes durable afterwards, facts and verdicts among it, counts as received later.
/// </summary>
public interface ILedgerQueries
{
    /// <summary>
    /// Slots of a length that begin in [from, to), ordered by start, meter, channel and binding; meterIds empty: all meters.
    /// </summary>
    /// <exception cref="LedgerException">The moment lies in the future, or the store fails.</exception>
    IReadOnlyList<EnergySlot> Series(IReadOnlyList<string> meterIds, SlotLength length, long fromUnixSeconds, long toUnixSeconds,
        long? receivedByUnixMs = null);

    /// <summary>
    /// What gas channels measured, UTC hour by hour, in hours that begin in [from, to), ordered by start and meter; meterIds empty:
    /// all meters. Meters without a gas channel have none.
    /// </summary>
    /// <exception cref="LedgerException">The moment lies in the future, or the store fails.</exception>
    IReadOnlyList<GasSlot> GasHours(IReadOnlyList<string> meterIds, long fromUnixSeconds, long toUnixSeconds, long? receivedByUnixMs = null);

    /// <summary>Totals of all intervals that begin in [from, to), a row a meter and channel.</summary>
    /// <exception cref="LedgerException">The moment lies in the future, or the store fails.</exception>
    IReadOnlyList<EnergyTotals> Totals(IReadOnlyList<string> meterIds, long fromUnixSeconds, long toUnixSeconds,
        long? receivedByUnixMs = null);

    /// <summary>
    /// Start of the first interval that was measured whole or carries energy, and end of the last interval, unix s; null where
    /// the ledger holds none.
    /// </summary>
    (long FromUnixSeconds, long ToUnixSeconds)? Span(IReadOnlyList<string> meterIds);

    /// <summary>How each registered or seen meter stands.</summary>
    IReadOnlyList<MeterStanding> Standings();

    /// <summary>Records of a meter after a sequence, ascending, at most limit.</summary>
    IReadOnlyList<StoredRecord> Records(string meterId, long afterSequence, int limit);

    /// <summary>Newest events first, of one meter or (null) of all.</summary>
    IReadOnlyList<StoredEvent> Events(string? meterId, int limit);

    /// <summary>Newest quarantined messages first.</summary>
    IReadOnlyList<QuarantinedMessage> Quarantine(long beforeId, int limit);

    /// <summary>Counts: records accepted, messages quarantined.</summary>
    (long Records, long Quarantined) Counts();
}
