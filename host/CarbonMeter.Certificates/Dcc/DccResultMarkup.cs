using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using CarbonMeter.Domain.Traceability;
using static CarbonMeter.Certificates.Dcc.DccMarkup;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>The ring of measurement results of a certificate that is written.</summary>
internal static class DccResultMarkup
{
    internal static XElement MeasurementResults(Certificate certificate) => Element("measurementResults", Element("measurementResult",
        Name("Calibration"),
        List("usedMethods", certificate.Methods, method => Element("usedMethod", Name(method), Element("norm", method))),
        List("measuringEquipments", certificate.Standards, Standard),
        List("influenceConditions", certificate.Environment, Surrounding),
        Element("results", certificate.Tables.Count > 0 ? certificate.Tables.Select(Result) : [NoResult()])));

    private static XElement? List<T>(string name, IReadOnlyList<T> all, Func<T, XElement> markup) =>
        all.Count == 0 ? null : Element(name, all.Select(markup));

    private static XElement Standard(UsedStandard standard) => Element("measuringEquipment",
        Name(standard.Name),
        standard.Certificate is { } certificate ? Reference("certificate", certificate) : null,
        standard.Manufacturer is { } manufacturer ? Element("manufacturer", Name(manufacturer)) : null,
        standard.Model is { } model ? Element("model", model) : null,
        Identifications([.. standard.Identifications.Select(Identification)]));

    private static XElement Surrounding(Condition condition)
    {
        var kind = DccNames.Surrounding(condition.Quantity);
        return Element("influenceCondition", Name(condition.Quantity),
            Element("data", Text(condition.From) == Text(condition.To)
                ? [Element("quantity", Real(condition.From, condition.Unit))]
                : new[]
                {
                    Element("quantity", Real(condition.From, condition.Unit)).OfKind(kind + "Min"),
                    Element("quantity", Real(condition.To, condition.Unit)).OfKind(kind + "Max"),
                })).OfKind(kind);
    }

    private static XElement NoResult() => Element("result", Name("Result"),
        Element("data", Element("text", Content("This certificate states no comparison."))));

    private static XElement Result(CalibrationTable table)
    {
        var kinds = new List<string>();
        if (table.Quantity.Length > 0) kinds.Add(DccNames.Own + table.Quantity);
        if (table.ChannelId != 0) kinds.Add(string.Create(CultureInfo.InvariantCulture, $"{DccNames.OwnChannel}{table.ChannelId}"));
        return Element("result", Name(Title(table)), Element("data", Element("list",
            Element("quantity", Name("Reference value"), Series(table.Points.Select(point => point.Reference), [table.Unit]))
                .OfKind(DccNames.ReferenceValue),
            Element("quantity", Name("Error"), Errors(table)).OfKind(DccNames.MeasurementError),
            Conditions(table.Points),
            Adjustment(table.Status)).OfKind(string.Join(' ', kinds))));
    }

    private static string Title(CalibrationTable table)
    {
        var words = new List<string> { table.Quantity.Length > 0 ? table.Quantity : "Comparison" };
        if (table.ChannelId != 0) words.Add(string.Create(CultureInfo.InvariantCulture, $"channel {table.ChannelId}"));
        if (table.Status != AdjustmentStatus.NotAdjusted) words.Add(StatusWords(table.Status));
        return string.Join(", ", words);
    }

    private static string StatusWords(AdjustmentStatus status) => status == AdjustmentStatus.AsFound ? "as found" : "as left";

    private static XElement Errors(CalibrationTable table)
    {
        var errors = Series(table.Points.Select(point => point.Error), [table.ErrorUnit]);
        errors.Add(new XElement(SiSpace + "expandedUncXMLList",
            Words("uncertaintyXMLList", table.Points.Select(point => Text(point.ExpandedUncertainty))),
            Words("coverageFactorXMLList", table.Points.Select(point => Text(point.CoverageFactor))),
            Words("coverageProbabilityXMLList", table.Points.Select(point => CoverageProbability(point.CoverageFactor)))));
        return errors;
    }

    /// <summary>What a coverage factor covers at least, for a normal distribution.</summary>
    private static string CoverageProbability(decimal factor) => factor switch
    {
        >= 2.576m => "0.99",
        >= 1.960m => "0.95",
        >= 1.645m => "0.90",
        _ => "0.68",
    };

    private static IEnumerable<XElement> Conditions(IReadOnlyList<CalibrationPoint> points)
    {
        if (points.Count == 0) throw new ArgumentException("A table without points cannot be written.");
        var quantities = points[0].Conditions.Select(condition => condition.Quantity).ToList();
        if (points.Any(point => !point.Conditions.Select(condition => condition.Quantity).SequenceEqual(quantities)))
            throw new ArgumentException("The points of a table have to state the same conditions in the same order.");
        return quantities.SelectMany((quantity, index) => Condition(quantity, [.. points.Select(point => point.Conditions[index])]));
    }

    private static IEnumerable<XElement> Condition(string quantity, IReadOnlyList<Condition> values)
    {
        string[] units = [.. values.Select(value => value.Unit)];
        if (units.Distinct().Count() == 1) units = [units[0]];
        var kind = DccNames.Own + quantity;
        if (values.All(value => Text(value.From) == Text(value.To))) return [Ends(kind, value => value.From)];
        return [Ends(kind + "Min", value => value.From), Ends(kind + "Max", value => value.To)];

        XElement Ends(string refType, Func<Condition, decimal> end) =>
            Element("quantity", Name(quantity), Series(values.Select(end), units)).OfKind(refType);
    }

    private static XElement? Adjustment(AdjustmentStatus status) => status == AdjustmentStatus.NotAdjusted ? null
        : Element("influenceConditions", Element("influenceCondition",
            Name("Adjustment"),
            Element("status", status == AdjustmentStatus.AsFound ? DccNames.BeforeAdjustment : DccNames.AfterAdjustment),
            Element("data", Element("text", Content($"The item {StatusWords(status)}.")))).OfKind(DccNames.OwnAdjustment));

    private static XElement Real(decimal value, string unit) =>
        new(SiSpace + "real", new XElement(SiSpace + "value", Text(value)), new XElement(SiSpace + "unit", unit));

    private static XElement Series(IEnumerable<decimal> values, IEnumerable<string> units) => new(SiSpace + "realListXMLList",
        Words("valueXMLList", values.Select(Text)), Words("unitXMLList", units));

    private static XElement Words(string name, IEnumerable<string> words) => new(SiSpace + name, string.Join(' ', words));

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
