using System;
using System.Collections.Generic;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using ChainVerdict = CarbonMeter.Records.ChainVerdict;

namespace CarbonMeter.Cli.Commands;

/// <summary>What came of checking one file.</summary>
/// <param name="File">The file.</param>
/// <param name="MeterId">Meter id as the record says it; null where it could not be read.</param>
/// <param name="Sequence">Sequence as the record says it; null where it could not be read.</param>
/// <param name="Fault">Why it does not verify; null where it does.</param>
/// <param name="Remark">Something a verifier should know though the record verifies.</param>
public sealed record FileVerdict(string File, string? MeterId, long? Sequence, string? Fault, string? Remark);

/// <summary>
/// Checks records one after the other: form, signature, own arithmetic, and the link to the record before. The key is followed:
/// a record that announces another is signed with the one before it, what comes after with the new one.
/// </summary>
/// <param name="keysOf">The keys of a meter that are known beforehand, the enrolled one at least; null where none is.</param>
public sealed class ChainCheck(Func<string, KeyHistory<IVerifier>?> keysOf)
{
    private readonly Dictionary<string, ChainState> _heads = new(StringComparer.Ordinal);

    /// <summary>Checks one record. Records of a meter are expected in ascending sequence.</summary>
    public FileVerdict Check(string file, byte[] bytes)
    {
        if (!CoseSign1.TryParse(bytes, out var message, out var form)) return new FileVerdict(file, null, null, $"not a signed record: {form}", null);
        var record = RecordCodec.DecodePayload(message!.Payload, out var status);
        if (record is null) return new FileVerdict(file, null, null, $"the payload is refused: {status}", null);

        FileVerdict Verdict(string? fault, string? remark = null) => new(file, record.MeterId, record.Sequence, fault, remark);
        if (keysOf(record.MeterId) is not { } keys) return Verdict($"there is no public key for meter {record.MeterId}");
        if (!message.IsSignedBy(keys.At(record.Sequence)))
            return Verdict("the signature does not verify under the meter's public key" + (IsNext(record) ? "" : "; a record that announces another key may be missing"));
        byte[]? announced = null;
        if (record is EventRecord { Code: EventCode.KeyRotation } rotation && (announced = AnnouncedKey.Of(rotation)) is null)
            return Verdict("it announces a new key that is no point of P-256");

        var chain = ChainJudge.Judge(_heads.GetValueOrDefault(record.MeterId), record);
        if (chain is not (ChainVerdict.Linked or ChainVerdict.First or ChainVerdict.Gap)) return Verdict(Explain(chain));
        _heads[record.MeterId] = ChainState.After(record, RecordHash.Of(message.Payload));
        if (announced is not null) keys.Put(record.Sequence + 1, new PlatformVerifier(announced));
        return Verdict(null, chain == ChainVerdict.Gap ? "the record before is not among these files" : null);
    }

    private bool IsNext(MeterRecord record) => record.Sequence == (_heads.GetValueOrDefault(record.MeterId)?.Sequence ?? 0) + 1;

    private static string Explain(ChainVerdict verdict) => verdict switch
    {
        ChainVerdict.NotAfter => "its sequence is not above that of the record before",
        ChainVerdict.WrongPreviousHash => "it does not name the record before as its predecessor: one of the two was exchanged",
        ChainVerdict.BootCountFell => "its boot count is below that of the record before",
        ChainVerdict.EventCounterFell => "its event counter is below that of the record before",
        ChainVerdict.ChannelsChanged => "its channels are not those of the record before",
        ChainVerdict.GasReferenceChanged => "its gas register has another reference state, basis or background than the record before, under the same parameter set",
        ChainVerdict.RegistersDisagree => "its registers are not those of the record before plus its intervals",
        _ => verdict.ToString(),
    };
}
