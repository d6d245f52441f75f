using CarbonMeter.Domain.Ledger;
using CarbonMeter.DotNet;
using CarbonMeter.Records;

namespace CarbonMeter.Web.Api;

/// <summary>Reads back what was judged before it was kept.</summary>
internal static class RecordView
{
    internal static MeterRecord Decode(StoredRecord kept)
    {
        if (CoseSign1View.TryParse(kept.Bytes, out var message, out _)
            && RecordCodec.DecodePayload(message.Payload.ToArray(), out _) is { } record) return record;
        throw new LedgerException($"Record {kept.Sequence} of {kept.MeterId} cannot be read back: the ledger is damaged. "
            + "Restore a copy and keep the damaged file.");
    }
}
