using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Web.Api;

/// <summary>Puts certificates into answers. Figures are text: exactly what the laboratory printed.</summary>
internal static class CertificateReport
{
    internal static CertificateHeadAnswer Head(KnownCertificate known)
    {
        var certificate = known.Certificate;
        return new CertificateHeadAnswer(known.Number + 1, ChainReport.Hex(known.Hash), certificate?.Id, certificate?.LaboratoryCode,
            certificate?.LaboratoryName, Item(certificate), certificate?.Meter?.MeterId, Day(certificate?.PerformedFrom),
            Day(certificate?.PerformedTo), Day(certificate?.IssuedOn), Day(certificate?.ValidUntil),
            certificate?.IsDemonstration ?? false, known.ReceivedAtUnixMs, known.RevokedFromUnixSeconds,
            known.RevokedFromUnixSeconds is null ? null : known.RevokedWhy, known.Problem, known.Bytes.Length);
    }

    internal static CertificateAnswer Of(KnownCertificate known, TraceabilityKnowledge chains)
    {
        var certificate = known.Certificate;
        return new CertificateAnswer(Head(known), certificate is null ? null : Signature(chains.SignatureOf(known)),
            certificate?.SchemaVersion, certificate?.CountryCode, certificate?.ResponsiblePersons ?? [], certificate?.Methods ?? [],
            [.. (certificate?.Items ?? []).Select(item => Named(null, item.Manufacturer, item.Model, item.Identifications))],
            [.. (certificate?.Standards ?? []).Select(standard => Standard(standard, chains))],
            [.. (certificate?.Environment ?? []).Select(Condition)],
            [.. (certificate?.Statements ?? []).Select(statement => new StatementAnswer(statement.Norms, statement.Convention,
                statement.Conforms, statement.Traceable))],
            [.. (certificate?.Tables ?? []).Select(Table)], Binding(certificate?.Meter));
    }

    /// <summary>The first item of a certificate in a line; null where it cannot be read.</summary>
    internal static string? Item(Certificate? certificate) => certificate?.Items.FirstOrDefault() is { } item
        ? Named(null, item.Manufacturer, item.Model, item.Identifications) : null;

    private static string Named(string? name, string? manufacturer, string? model, IReadOnlyList<Identification> identifications)
    {
        var number = identifications.FirstOrDefault(number => number.Issuer == "manufacturer") ?? identifications.FirstOrDefault();
        return string.Join(' ', new[] { name, manufacturer, model, number?.Value }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static SignatureAnswer Signature(SignatureVerdict signature)
    {
        var check = new CheckResult(ChainCheck.Signature, signature.Outcome, signature.Reason, signature.Arguments, null);
        return new SignatureAnswer(signature.Outcome, signature.Reason, ReasonWords.English(check), ReasonWords.Chinese(check),
            signature.SignedAtUnixSeconds, signature.SignerName);
    }

    private static StandardAnswer Standard(UsedStandard standard, TraceabilityKnowledge chains) => new(
        Named(standard.Name, standard.Manufacturer, standard.Model, standard.Identifications), standard.Certificate?.Id,
        standard.Certificate?.Hash is { } hash ? ChainReport.Hex(hash) : null,
        standard.Certificate?.Hash is { } cited && chains.Find(cited) is not null);

    private static TableAnswer Table(CalibrationTable table) => new(table.Quantity, table.ChannelId, table.Status, table.Unit,
        table.ErrorUnit, [.. table.Points.Select(point => new PointAnswer(Digits(point.Reference), Digits(point.Error),
            Digits(point.ExpandedUncertainty), Digits(point.CoverageFactor), [.. point.Conditions.Select(Condition)]))]);

    private static ConditionAnswer Condition(Condition condition) =>
        new(condition.Quantity, Digits(condition.From), Digits(condition.To), condition.Unit);

    private static CertificateBindingAnswer? Binding(MeterBinding? binding) => binding is null ? null
        : new CertificateBindingAnswer(binding.MeterId, ChainReport.Hex(binding.ParameterSetHash),
            ChainReport.Hex(binding.PublicKeyHash), binding.FirmwareId);

    private static string Digits(decimal figure) => figure.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
