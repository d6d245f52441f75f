using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CarbonMeter.Domain;
using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Green;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;
using CarbonMeter.Records;
using CarbonMeter.Web;

namespace CarbonMeter.Cli.Demo;

/// <summary>One meter of the report.</summary>
public sealed record DemoMeter(
    string Id, int Channel, string Role, long ImportMilliwattHours, long ExportMilliwattHours, long Records, long Intervals, long PartialIntervals);

/// <summary>The part that is certified, with its expanded uncertainty (k = 2); the class is certain where the whole band lies in it.</summary>
public sealed record DemoCertified(
    long LoadMilliwattHours, long LoadExpandedMilliwattHours, long GreenMilliwattHours, long GreenExpandedMilliwattHours,
    int? GreenShareVolumetricPpm, ShareBand? VolumetricBand, bool VolumetricClassIsCertain,
    int? GreenShareHourlyPpm, ShareBand? HourlyBand, bool HourlyClassIsCertain,
    long CarbonMilligrams, long CarbonExpandedMilligramsOfEnergy, IReadOnlyList<string> WhatKeepsTheRestOut);

/// <summary>What the gas channel of a meter came to: mass in mg, null where it has no duct; mean mole fraction of CO2, ppm.</summary>
public sealed record DemoGas(string Id, long? MassMilligrams, long? MeanCarbonDioxidePpm, int Intervals, int IntervalsWithMass)
{
    /// <summary>The sum of a meter's hours.</summary>
    public static DemoGas Of(IGrouping<string, GasSlot> slots)
    {
        var sum = slots.Aggregate(default(GasSum), (all, slot) => all + slot.Sum);
        return new(slots.Key, sum.IntervalsWithMass > 0 ? sum.MassMilligrams : null, sum.MeanCarbonDioxidePpm, sum.Intervals, sum.IntervalsWithMass);
    }
}

/// <summary>What a replay came to; printed by <c>demo --json</c>. Energy in mWh, shares and completeness in ppm.</summary>
public sealed record DemoReport(
    string From, string To, IReadOnlyList<DemoMeter> Meters, long LoadMilliwattHours, long GreenMilliwattHours,
    int? GreenShareVolumetricPpm, int? GreenShareHourlyPpm, string? ClassByVolumetric, string? ClassByHourly, string Sentence,
    long CarbonMilligrams, int CarbonRemainderNanograms, string FactorSet, int? CompletenessPpm, long ExpectedIntervals,
    long RecordsAccepted, long RecordsQuarantined, long Unacknowledged, DemoCertified Certified, IReadOnlyList<DemoGas> Gas)
{
    /// <summary>Reads the ledger over a span; it ends with the last row.</summary>
    public static DemoReport Of(CarbonMeterHost host, DemoPark park, long fromUnixSeconds, long toUnixSeconds)
    {
        var store = host.Store;
        var summary = ParkSummary.Of(
            store.Registry.Parks().Single(candidate => candidate.Id == park.ParkId), store.Registry.Nodes(park.ParkId), store.Registry.Meters(),
            JudgedSeries.Read(store.Queries, store.Verdicts, [], fromUnixSeconds, toUnixSeconds),
            fromUnixSeconds, toUnixSeconds, GreenRules.InnerMongolia);
        var records = store.Queries.Standings().ToDictionary(standing => standing.MeterId, standing => standing.Records);
        var counts = store.Queries.Counts();
        return new DemoReport(
            Iso(fromUnixSeconds), Iso(toUnixSeconds),
            summary.Meters.Select(meter => Describe(meter, records.GetValueOrDefault(meter.Node.MeterId!))).ToList(),
            (long)summary.Share.LoadMilliwattHours, (long)summary.Share.GreenMilliwattHours,
            summary.Share.VolumetricPpm, summary.Share.HourlyPpm,
            summary.Verdict.VolumetricClass, summary.Verdict.HourlyClass, summary.Verdict.Sentence,
            (long)summary.Carbon.Milligrams, summary.Carbon.RemainderNanograms, park.FactorSet,
            summary.Completeness.Ppm, summary.Completeness.ExpectedIntervals,
            counts.Records, counts.Quarantined, park.Unacknowledged, Describe(summary.Certified),
            [.. store.Queries.GasHours([], fromUnixSeconds, toUnixSeconds).GroupBy(slot => slot.MeterId).Select(DemoGas.Of)]);
    }

    private static DemoCertified Describe(CertifiedSummary certified)
    {
        var (load, green) = (certified.Flows[Flow.Load], certified.Flows[Flow.Green]);
        var share = certified.Share;
        return new DemoCertified(
            (long)load.Value, (long)load.Expanded, (long)green.Value, (long)green.Expanded,
            share.VolumetricPpm, share.Volumetric, share.VolumetricClass.IsCertain, share.HourlyPpm, share.Hourly, share.HourlyClass.IsCertain,
            (long)(certified.Carbon.ElectricityNanograms / Register.NanogramsPerMilligram),
            (long)((certified.Carbon.Energy + Register.NanogramsPerMilligram - 1) / Register.NanogramsPerMilligram),
            [.. certified.Uncertified.Select(energy => $"{energy.Node.Id}: {(energy.Reason is { } reason ? ReasonWords.English(reason) : "not judged yet")}")]);
    }

    private static DemoMeter Describe(MeterFigures meter, long records) => new(
        meter.Node.MeterId!, meter.Node.ChannelId, char.ToLowerInvariant(meter.Node.Role.ToString()[0]) + meter.Node.Role.ToString()[1..],
        (long)meter.ImportMilliwattHours, (long)meter.ExportMilliwattHours, records,
        meter.Completeness.CompleteIntervals, meter.Intervals - meter.Completeness.CompleteIntervals);

    private static string Iso(long unixSeconds) =>
        DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
