using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using KeyEnrolled = CarbonMeter.Domain.Traceability.KeyEnrolled;
using RecordBinding = CarbonMeter.Domain.Traceability.RecordBinding;

namespace CarbonMeter.Ingest;

/// <summary>Whether a message is signed by its meter.</summary>
internal delegate bool SignatureCheck(CoseSign1View message);

/// <summary>An accepted record that is not durable yet. The writer takes the entry out when it is.</summary>
internal sealed class InFlightRecord(LedgerEntry entry)
{
    private LedgerEntry? _entry = entry;

    internal long Sequence { get; } = entry.Summary!.Sequence;

    /// <summary>Null once durable: from then on the ledger knows it.</summary>
    internal LedgerEntry? Entry => Volatile.Read(ref _entry);

    internal void MarkDurable() => Volatile.Write(ref _entry, null);
}

/// <summary>
/// What judging one meter's records needs, kept from record to record: the imported keys, the chain's state after everything
/// judged so far, the records not yet durable, and the factor set in use. Callers hold <see cref="Gate"/>: a key has one user
/// at a time, and a meter's records are judged and queued in one order.
/// </summary>
internal sealed class MeterLane(Meter meter, Func<byte[], SignatureCheck> makeCheck, ILedger ledger, FactorSetCache factorSets)
{
    // A decoded record is fifty objects that nobody keeps: each is read over the one this thread read before.
    [ThreadStatic]
    private static IntervalRecord? t_used;

    private readonly Queue<InFlightRecord> _inFlight = new();
    private ChainState? _head;
    private bool _headIsKnown;

    // Records of one meter nearly always name the set the record before named.
    private byte[] _factorSetHash = [];
    private FactorSet? _factorSet;

    // They are made with the same parameters, firmware and key for months: the ledger is handed one object for all of them.
    private RecordBinding? _binding;

    private readonly LaneKeys _keys = new(meter, makeCheck, ledger);

    internal Lock Gate { get; } = new();

    /// <summary>Judges one message and gives it its outcome and entry; an accepted record becomes the one the next is judged by.</summary>
    internal void Judge(IngestMessage message)
    {
        if (message.Bytes.Length > MeterRecord.SizeBytesMax)
        {
            Quarantine(message, QuarantineReason.Unreadable, $"{message.Bytes.Length} bytes, more than {MeterRecord.SizeBytesMax}");
            return;
        }
        if (!CoseSign1View.TryParse(message.Bytes, out var signed, out var envelope))
        {
            Quarantine(message, QuarantineReason.Unreadable, $"envelope: {envelope}");
            return;
        }
        var record = RecordCodec.DecodePayload(message.Bytes, signed.PayloadOffset, signed.Payload.Length, Used(), out var status);
        if (record is null)
        {
            Quarantine(message, QuarantineReason.Unreadable, $"payload: {status}");
            return;
        }
        byte[] hash = SHA256.HashData(signed.Payload);
        if (record.MeterId != meter.Id)
        {
            Quarantine(message, QuarantineReason.WrongMeter, $"a record of {record.MeterId} on the connection of {meter.Id}", hash);
            return;
        }
        JudgeRecord(message, signed, record, hash);
    }

    // What the next record of a meter repeats stands in it already, as the objects the lane holds: then reading makes none, and
    // comparing it with them is comparing references.
    private IntervalRecord Used()
    {
        var used = t_used ??= new IntervalRecord();
        used.MeterId = meter.Id;
        if (_head is not null) used.PreviousHash = _head.Hash;
        if (_factorSet is not null) used.FactorSetHash = _factorSetHash;
        if (_binding is not null) (used.FirmwareId, used.ParameterSetHash) = (_binding.FirmwareId, _binding.ParameterSetHash);
        return used;
    }

    private void JudgeRecord(IngestMessage message, CoseSign1View signed, MeterRecord record, byte[] hash)
    {
        FindHead();
        bool isNew = _head is null || record.Sequence > _head.Sequence;
        byte[]? known = isNew ? null : HashAt(record.Sequence);
        // The same payload is here and was verified: whether this copy's signature is the same one does not matter.
        if (known is not null && RecordHash.AreEqual(known, hash))
        {
            message.Outcome = new IngestOutcome(IngestResult.Duplicate);
            if (message.HeldFor is not null) message.Entry = LedgerEntry.Released(meter.Id, message.Bytes, message.ReceivedAtUnixMs);
            return;
        }
        var key = _keys.At(record.Sequence);
        if (!key.Verifies(signed))
        {
            // Another process may have brought a key; who is refused pays for the question.
            if (_keys.TryLearnMore()) key = _keys.At(record.Sequence);
            if (!key.Verifies(signed))
            {
                QuarantineUnverified(message, record.Sequence, hash);
                return;
            }
        }
        if (known is not null)
        {
            Quarantine(message, QuarantineReason.Fork, $"sequence {record.Sequence} is kept with hash "
                + $"{Convert.ToHexStringLower(known)}, this one has {Convert.ToHexStringLower(hash)}", hash);
            return;
        }
        var verdict = isNew ? ChainJudge.Judge(_head, record) : JudgeLate(record, hash);
        if (verdict is not (ChainVerdict.First or ChainVerdict.Linked or ChainVerdict.Gap))
        {
            Quarantine(message, QuarantineReason.BrokenChain, $"sequence {record.Sequence}: {verdict}", hash);
            return;
        }
        if (record is IntervalRecord run && !HasItsIntensity(message, run, hash)) return;
        byte[]? announced = null;
        if (record is EventRecord { Code: EventCode.KeyRotation } rotation && !CanAnnounce(message, rotation, hash, out announced)) return;
        Accept(message, record, hash, verdict == ChainVerdict.Gap, isNew, key, announced);
    }

    // What follows the newest record known to be signed with a key is signed with it too, or is not this meter's.
    private void QuarantineUnverified(IngestMessage message, long sequence, byte[] hash)
    {
        long known = _head?.Sequence ?? 0;
        if (sequence >= _keys.NewestFromSequence) known = Math.Max(known, _keys.NewestFromSequence - 1);
        message.KeysKnown = _keys.Learnt;
        if (sequence <= known + 1)
            Quarantine(message, QuarantineReason.BadSignature, $"sequence {sequence} is not signed by the key of {meter.Id}", hash);
        else
            Quarantine(message, QuarantineReason.UnknownKey, $"sequence {sequence} is signed by a key this host does not know: "
                + $"the rotation record is missing, or the record is not of {meter.Id}", hash);
    }

    private bool CanAnnounce(IngestMessage message, EventRecord rotation, byte[] hash, out byte[]? key)
    {
        key = AnnouncedKey.Of(rotation);
        bool isContradicted = _head is not null && rotation.Sequence < _head.Sequence
            && ReferenceEquals(_keys.At(rotation.Sequence), _keys.At(_head.Sequence));
        if (key is not null && !isContradicted) return true;
        Quarantine(message, QuarantineReason.BrokenChain, $"sequence {rotation.Sequence} announces a new key, "
            + (key is null ? "but what it names is no point of P-256" : "but later records are signed with the key before it"), hash);
        return false;
    }

    private void Accept(IngestMessage message, MeterRecord record, byte[] hash, bool gapBefore, bool isNew, LaneKey key, byte[]? announced)
    {
        var entry = LedgerEntry.Accepted(record, hash, message.Bytes, message.ReceivedAtUnixMs, gapBefore, BindingOf(record, key));
        if (message.HeldFor is not null) entry = entry with { WasHeld = true };
        if (announced is not null)
        {
            entry = entry with { Fact = new KeyEnrolled(meter.Id, announced, record.Sequence + 1, hash) };
            _keys.Put(record.Sequence + 1, announced);
        }
        message.Outcome = new IngestOutcome(gapBefore ? IngestResult.AcceptedAfterGap : IngestResult.Accepted);
        message.Entry = entry;
        message.InFlight = new InFlightRecord(entry);
        while (_inFlight.TryPeek(out var oldest) && oldest.Entry is null) _inFlight.Dequeue();
        _inFlight.Enqueue(message.InFlight);
        if (!isNew) return;
        if (_head is null) _head = ChainState.After(record, hash);
        else _head.Advance(record, hash);
    }

    private RecordBinding BindingOf(MeterRecord record, LaneKey key)
    {
        if (_binding is null || !ReferenceEquals(key.Hash, _binding.PublicKeyHash) || record.FirmwareId != _binding.FirmwareId
            || !record.ParameterSetHash.AsSpan().SequenceEqual(_binding.ParameterSetHash))
            _binding = new RecordBinding(meter.Id, (byte[])record.ParameterSetHash.Clone(), record.FirmwareId, key.Hash);
        return _binding;
    }

    // A record that fills a gap must fit both of its neighbours, as far as they are here.
    private ChainVerdict JudgeLate(MeterRecord record, byte[] hash)
    {
        var before = RecordAt(record.Sequence - 1, out byte[]? hashBefore);
        var verdict = ChainJudge.Judge(before, hashBefore, record);
        var after = RecordAt(record.Sequence + 1, out _);
        if (after is null || verdict is not (ChainVerdict.First or ChainVerdict.Linked or ChainVerdict.Gap)) return verdict;
        var next = ChainJudge.Judge(record, hash, after);
        return next == ChainVerdict.Linked ? verdict : next;
    }

    private bool HasItsIntensity(IngestMessage message, IntervalRecord run, byte[] hash)
    {
        if (_factorSet is null || !RecordHash.AreEqual(_factorSetHash, run.FactorSetHash))
        {
            _factorSet = factorSets.Find(run.FactorSetHash);
            _factorSetHash = run.FactorSetHash;
        }
        if (_factorSet is null)
        {
            message.MissingFactorSet = run.FactorSetHash;
            Quarantine(message, QuarantineReason.UnknownFactorSet,
                $"factor set {Convert.ToHexStringLower(run.FactorSetHash)} is not known here", hash);
            return false;
        }
        if (RecordRules.JudgeIntensity(run, _factorSet) == RecordStatus.Ok) return true;
        Quarantine(message, QuarantineReason.IntensityNotInFactorSet, $"{run.Intensity.MilligramsPerKilowattHour} mg/kWh, while "
            + $"{_factorSet.Id} gives another figure for an interval of the run from {run.FirstStartUnixSeconds}", hash);
        return false;
    }

    private void FindHead()
    {
        if (_headIsKnown) return;
        _head = ledger.HeadOf(meter.Id);
        _headIsKnown = true;
    }

    private byte[]? HashAt(long sequence)
    {
        if (_head is not null && _head.Sequence == sequence) return _head.Hash;
        return InFlightAt(sequence)?.Hash ?? ledger.Find(meter.Id, sequence)?.Hash;
    }

    private MeterRecord? RecordAt(long sequence, out byte[]? hash)
    {
        if (sequence < 1)
        {
            hash = null;
            return null;
        }
        var waiting = InFlightAt(sequence);
        var kept = waiting is null ? ledger.Find(meter.Id, sequence) : null;
        hash = waiting?.Hash ?? kept?.Hash;
        byte[]? bytes = waiting?.Bytes ?? kept?.Bytes;
        if (bytes is null || !CoseSign1View.TryParse(bytes, out var signed, out _)) return null;
        return RecordCodec.DecodePayload(signed.Payload.ToArray(), out _);
    }

    // Looked up before the ledger: what became durable in between is then found there.
    private LedgerEntry? InFlightAt(long sequence)
    {
        foreach (var waiting in _inFlight)
        {
            if (waiting.Sequence == sequence && waiting.Entry is { } entry) return entry;
        }
        return null;
    }

    private void Quarantine(IngestMessage message, QuarantineReason reason, string detail, byte[]? hash = null)
    {
        message.Outcome = new IngestOutcome(IngestResult.Quarantined, reason);
        message.Entry = LedgerEntry.Quarantined(meter.Id, message.Bytes, message.ReceivedAtUnixMs, reason, detail, hash);
        if (message.HeldFor is not null) message.Entry = message.Entry with { WasHeld = true };
    }
}
