using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using CarbonMeter.Domain.Factors;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CarbonMeter.Web.Api;

/// <summary>Evidence: records, quarantine and factor sets with their exact bytes.</summary>
internal static class EvidenceRoutes
{
    private const string SequenceText = "Place in the meter's chain, from 1.";
    private const string CoseType = "application/cose; cose-type=\"cose-sign1\"";
    private const string BytesType = "application/octet-stream";

    internal static void Map(IEndpointRouteBuilder root)
    {
        var api = root.MapGroup("").WithTags("Evidence");
        api.MapGet("/meters/{id}/records", Records).Describe("records", "Records of a meter, ascending",
            $"Those after a sequence (default 0), at most limit (1 to {Paging.PageMax}, default {Paging.PageDefault}); nextAfter leads to "
            + "the next page. "
            + "Moments in unix ms, interval starts in unix s.").Refuses(400, 404, 503);
        api.MapGet("/meters/{id}/records/{sequence:long}", Record).Describe("record", "One record read out",
            "What its signed bytes say (mWh, mV, mA, ppm, mHz, ng) beside their hash and when they were made and received. "
            + "Registers and ng are decimal digits: they may exceed 2^53. Beside it stands the verdict on its calibration chain, and "
            + "where that is valid the expanded uncertainty (k = 2) of its energies.").Refuses(404, 503);
        api.MapGet("/meters/{id}/records/{sequence:long}.cose", RecordBytes)
            .Describe("record-bytes", "One record, the signed bytes",
            "COSE_Sign1 exactly as received; docs/formats/record.md says how to verify it.").ProducesBytes("application/cose")
            .Refuses(404, 503);
        api.MapGet("/quarantine", Quarantine).Describe("quarantine", "Messages that were not accepted, newest first",
            $"With the reason. Those before an id (default: the newest), at most limit (1 to {Paging.PageMax}, default {Paging.PageDefault}).")
            .Refuses(400, 503);
        api.MapGet("/quarantine/{id:long}/bytes", QuarantineBytes).Describe("quarantine-bytes",
            "One quarantined message, its bytes", "Exactly as received.").ProducesBytes(BytesType).Refuses(404, 503);
        api.MapGet("/factor-sets", FactorSets).Describe("factor-sets", "Every factor set the host knows",
            "Carbon intensities (mg/kWh) with source, dates and the hash records name them by.").Refuses(503);
        api.MapGet("/factor-sets/{hash}.cbor", FactorSetBytes).Describe("factor-set-bytes", "One factor set, its bytes",
            "Deterministic CBOR whose SHA-256 is the hash; docs/formats/factor-set.md.").ProducesBytes("application/cbor")
            .Refuses(404, 503);
    }

    private static RecordsAnswer Records([Description(Describing.MeterId)] string id,
        [Description("Sequence to begin after; 0 by default.")] string? after, [Description(Paging.LimitText)] string? limit,
        WebParts parts)
    {
        MeterRoutes.StandingOf(id, parts);
        int count = Paging.Limit(limit);
        var page = parts.Store.Queries.Records(id, Paging.Number("after", after, 0, 0), count);
        return new RecordsAnswer(id, [.. page.Select(RecordDetail.HeadOf)], page.Count == count ? page[^1].Sequence : null);
    }

    private static RecordAnswer Record([Description(Describing.MeterId)] string id, [Description(SequenceText)] long sequence,
        WebParts parts) => RecordDetail.Of(Find(id, sequence, parts), parts.Store.Verdicts);

    private static FileContentHttpResult RecordBytes([Description(Describing.MeterId)] string id,
        [Description(SequenceText)] long sequence, WebParts parts) =>
        TypedResults.File(Find(id, sequence, parts).Bytes, CoseType, $"{id}-{sequence}.cose");

    private static StoredRecord Find(string id, long sequence, WebParts parts)
    {
        var standing = MeterRoutes.StandingOf(id, parts);
        return parts.Store.Ledger.Find(id, sequence) ?? throw RequestException.NotFound("No such record",
            $"Meter {id} has no record {sequence} here; its newest is {standing.LastSequence}.");
    }

    private static QuarantineAnswer Quarantine([Description("Id to begin before; the newest by default.")] string? before,
        [Description(Paging.LimitText)] string? limit, WebParts parts)
    {
        int count = Paging.Limit(limit);
        var page = parts.Store.Queries.Quarantine(Paging.Number("before", before, 1, long.MaxValue), count);
        return new QuarantineAnswer([.. page.Select(message => new QuarantinedAnswer(message.Id, message.MeterId,
            message.ReceivedAtUnixMs, message.Reason, message.Detail, message.Bytes.Length))],
            page.Count == count ? page[^1].Id : null);
    }

    private static FileContentHttpResult QuarantineBytes([Description("Number of the message.")] long id, WebParts parts)
    {
        var found = id is < 1 or long.MaxValue ? null : parts.Store.Queries.Quarantine(id + 1, 1)
            .FirstOrDefault(message => message.Id == id);
        if (found is null) throw RequestException.NotFound("No such message",
            $"There is no quarantined message {id}. /api/v1/quarantine lists them.");
        return TypedResults.File(found.Bytes, BytesType, $"quarantine-{id}.bin");
    }

    private static IReadOnlyList<FactorSetAnswer> FactorSets(WebParts parts)
    {
        return [.. parts.Store.FactorSets.All().Select(stored => new FactorSetAnswer(Convert.ToHexStringLower(stored.Hash),
            stored.Set.Id, stored.Set.Region, stored.Set.IsEquivalent, stored.Set.ReferenceYear, stored.Set.Published,
            stored.Set.Source, IsBuiltIn(stored), [.. stored.Set.Periods.Select(period =>
                new FactorPeriodAnswer(period.FromUnixSeconds, period.Intensity.MilligramsPerKilowattHour))]))];
    }

    private static bool IsBuiltIn(StoredFactorSet stored) =>
        GridFactors.Find(stored.Set.Id) is { } known && FactorSetCodec.Encode(known).AsSpan().SequenceEqual(stored.Bytes);

    private static FileContentHttpResult FactorSetBytes([Description("SHA-256 of the set's bytes, hex.")] string hash,
        WebParts parts)
    {
        var found = parts.Store.FactorSets.All().FirstOrDefault(stored =>
            Convert.ToHexStringLower(stored.Hash).Equals(hash, StringComparison.OrdinalIgnoreCase))
            ?? throw RequestException.NotFound("No such factor set",
                $"No factor set has the hash {hash}. /api/v1/factor-sets lists them.");
        return TypedResults.File(found.Bytes, "application/cbor", $"{found.Set.Id}.cbor");
    }
}

/// <summary>Quarantined messages, newest first.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="NextBefore">What to give as before for the next page; null at the end.</param>
public sealed record QuarantineAnswer(IReadOnlyList<QuarantinedAnswer> Messages, long? NextBefore);

/// <summary>A message that was not accepted.</summary>
/// <param name="Id">Its number.</param>
/// <param name="MeterId">The meter whose connection it came by.</param>
/// <param name="ReceivedAtUnixMs">When it came, unix ms, host's clock.</param>
/// <param name="Reason">Why it was not accepted.</param>
/// <param name="Detail">The reason in words, with what was found and what was expected.</param>
/// <param name="SizeBytes">Its size.</param>
public sealed record QuarantinedAnswer(long Id, string MeterId, long ReceivedAtUnixMs, QuarantineReason Reason, string Detail,
    int SizeBytes);

/// <summary>A factor set.</summary>
/// <param name="Hash">SHA-256 of its bytes, hex: its name in records.</param>
/// <param name="Id">Id.</param>
/// <param name="Region">Region.</param>
/// <param name="IsEquivalent">Whether the figures are CO2 equivalents; false: CO2 alone.</param>
/// <param name="ReferenceYear">The year they describe.</param>
/// <param name="Published">Date of publication, YYYY-MM-DD.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="IsBuiltIn">Whether it is of the program's own library.</param>
/// <param name="Periods">Intensities and from when they apply.</param>
public sealed record FactorSetAnswer(string Hash, string Id, string Region, bool IsEquivalent, int ReferenceYear,
    string Published, string Source, bool IsBuiltIn, IReadOnlyList<FactorPeriodAnswer> Periods);

/// <summary>An intensity and from when it applies.</summary>
/// <param name="FromUnixSeconds">Unix s; 0 in the first period.</param>
/// <param name="MilligramsPerKilowattHour">Intensity, mg/kWh.</param>
public sealed record FactorPeriodAnswer(long FromUnixSeconds, long MilligramsPerKilowattHour);
