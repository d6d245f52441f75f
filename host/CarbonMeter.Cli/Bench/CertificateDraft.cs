using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using CarbonMeter.Domain;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;

namespace CarbonMeter.Cli.Bench;

/// <summary>What a session's certificate says: docs/formats/certificate.md has where, docs/calibrating.md what it means.</summary>
public static class CertificateDraft
{
    private const string Percent = @"\percent", Schema = "3.2.0";

    /// <summary>The certificate of a meter that was calibrated without a fault.</summary>
    public static Certificate Of(BenchFile file, SessionResult result, GasOutcome? gas, bool isDemonstration, DateOnly issuedOn)
    {
        var set = ParameterSetCodec.Encode(result.Adjustment!.Set);
        return WithoutResults(file, isDemonstration, Day(result.ToUnixSeconds)) with
        {
            PerformedFrom = Day(result.FromUnixSeconds),
            IssuedOn = issuedOn,
            Statements = [Statement(file.Certificate.Conformity, result.AsLeft!)],
            Tables = [.. Tables(result), .. GasTable(gas)],
            Meter = new MeterBinding(file.Meter.Id, ParameterSetCodec.Hash(set), result.Identity.PublicKeyHash, result.Identity.FirmwareId),
        };
    }

    /// <summary>What a bench file alone makes of a certificate: that it can be written is better known before the first reading.</summary>
    public static Certificate WithoutResults(BenchFile file, bool isDemonstration, DateOnly performedOn) => new()
    {
        Hash = [],
        Id = file.Certificate.Id,
        SchemaVersion = Schema,
        PerformedFrom = performedOn,
        PerformedTo = performedOn,
        IssuedOn = performedOn,
        ValidUntil = performedOn.AddMonths(file.Certificate.ValidMonths),
        PreviousReport = file.Certificate.Previous is { } previous ? Cite(file, previous) : null,
        LaboratoryCode = file.Laboratory.Code,
        LaboratoryName = file.Laboratory.Name,
        CountryCode = file.Laboratory.CountryCode,
        ResponsiblePersons = file.Laboratory.Persons,
        Items = [new CalibratedItem(file.Meter.Manufacturer, file.Meter.Model, [new Identification("manufacturer", file.Meter.Serial)])],
        Methods = file.Laboratory.Methods ?? [],
        Standards = [Standard(file), .. file.Gas.Select(bottle => Standard(file, bottle))],
        Environment = [.. file.Environment.Select(one => new Condition(one.Quantity, one.From, one.To, one.Unit))],
        IsDemonstration = isDemonstration,
    };

    /// <summary>A certificate that is cited, by the hash of its file or by the hash stated.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static CertificateReference Cite(BenchFile file, CitedCertificate cited)
    {
        try
        {
            var hash = cited.File is { } name ? SHA256.HashData(File.ReadAllBytes(file.PathOf(name))) : Convert.FromHexString(cited.Sha256!);
            return new CertificateReference(cited.Id, "SHA-256", hash);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"certificate {cited.Id}: {error.Message}");
        }
    }

    private static UsedStandard Standard(BenchFile file)
    {
        var reference = file.Reference;
        return new UsedStandard(reference.Name, reference.Manufacturer, reference.Model,
            [new Identification("manufacturer", reference.Serial)], Cite(file, reference.Certificate));
    }

    private static UsedStandard Standard(BenchFile file, BottleOfBench bottle) => new(
        "Reference gas " + bottle.Name, null, null, [new Identification("manufacturer", bottle.Name)], Cite(file, bottle.Certificate));

    private static CertificateStatement Statement(ConformityOfBench? conformity, Series asLeft) => conformity is null
        ? new CertificateStatement("", true, [], null, null)
        : new CertificateStatement("", true, [conformity.Norm], JsonNamingPolicy.CamelCase.ConvertName(conformity.Rule.ToString()),
            asLeft.Results.All(result => result.Figures is not { } figures || IsWithin(conformity, figures)));

    private static bool IsWithin(ConformityOfBench conformity, PointFigures figures)
    {
        var guard = conformity.Rule == ConformityRule.GuardBand ? 2 * figures.Uncertainty.StandardPpm : 0;
        return (double)Math.Abs(figures.ErrorPpm) + guard <= conformity.LimitPpm;
    }

    private static IEnumerable<CalibrationTable> Tables(SessionResult result) =>
        from series in new[] { result.AsFound, result.AsLeft! }
        from channel in series.Set.Channels
        select new CalibrationTable(Quantities.ActiveEnergy, channel.ChannelId,
            series.IsAsLeft ? AdjustmentStatus.AsLeft : AdjustmentStatus.AsFound, @"\kilo\watt\hour", Percent,
            [.. series.Results.Where(one => one.ChannelId == channel.ChannelId && one.Figures is not null).Select(Point)]);

    // Errors to the ppm; uncertainties rounded up to it.
    private static CalibrationPoint Point(PointResult result)
    {
        var figures = result.Figures!;
        return new CalibrationPoint(
            Math.Round(figures.Mean.ReferenceMilliwattHours / 1_000_000, 9), Math.Round(figures.ErrorPpm) / 10_000,
            (decimal)Math.Ceiling(figures.Uncertainty.ExpandedPpm) / 10_000, figures.Uncertainty.CoverageFactor,
            [
                One(Quantities.Current, result.Point.CurrentMilliamperes / 1000m, @"\ampere"),
                One(Quantities.Voltage, result.Point.VoltageMillivolts / 1000m, @"\volt"),
                One(Quantities.PowerFactor, (decimal)result.Point.PowerFactorPpm / Ppm.Whole, @"\one"),
                One(Quantities.Frequency, result.Point.FrequencyMillihertz / 1000m, @"\hertz"),
            ]);
    }

    // A relative uncertainty, which a chain is judged by, means nothing at a fraction of zero: that bottle shows in the offset alone.
    private static IEnumerable<CalibrationTable> GasTable(GasOutcome? gas)
    {
        var points = gas?.Results.Where(result => (double)result.Bottle.FractionPpm > result.Uncertainty.ExpandedPpm)
            .Select(result => new CalibrationPoint(result.Bottle.FractionPpm, Math.Round(result.ErrorPpm, 3),
                Math.Round((decimal)result.Uncertainty.ExpandedPpm, 3, MidpointRounding.ToPositiveInfinity), result.Uncertainty.CoverageFactor, [])).ToList();
        if (points is { Count: > 0 }) yield return new CalibrationTable(Quantities.CarbonDioxideFraction, 0, AdjustmentStatus.NotAdjusted, @"\ppm", @"\ppm", points);
    }

    private static Condition One(string quantity, decimal value, string unit) => new(quantity, value, value, unit);

    private static DateOnly Day(long unixSeconds) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(unixSeconds).UtcDateTime);
}
