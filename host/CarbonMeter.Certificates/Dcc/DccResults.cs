using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>What the results of a certificate say: methods, standards, surroundings and tables, in the order of the document.</summary>
internal sealed class DccResults
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _pointCount;

    internal DccResults(DccElement measurementResults)
    {
        foreach (var measurement in measurementResults.Some("measurementResult"))
        {
            ReadMeans(measurement);
            var subject = new DccSubject().Within(measurement);
            foreach (var condition in measurement.Maybe("influenceConditions")?.All("influenceCondition") ?? [])
                Environment.AddRange(DccConditions.Of(condition).Select(each => each.Span()).Where(IsNew));
            foreach (var result in measurement.One("results").Some("result")) ReadTables(result.One("data"), subject.Within(result));
        }
    }

    internal List<string> Methods { get; } = [];
    internal List<UsedStandard> Standards { get; } = [];
    internal List<Condition> Environment { get; } = [];
    internal List<CalibrationTable> Tables { get; } = [];

    private void ReadTables(DccElement holder, DccSubject around)
    {
        ReadMeans(holder);
        var subject = around.Within(holder);
        if (DccTable.Read(holder, subject) is { } table)
        {
            Tables.Add(table);
            _pointCount += table.Points.Count;
            if (_pointCount > XmlLimits.PointCountMax)
                throw holder.Error($"holds more points than are read: at most {XmlLimits.PointCountMax} in a certificate");
        }
        foreach (var quantity in holder.All("quantity")) ReadMeans(quantity);
        foreach (var list in holder.All("list")) ReadTables(list, subject);
    }

    /// <summary>The methods and standards named beside a result.</summary>
    private void ReadMeans(DccElement element)
    {
        foreach (var method in element.Maybe("usedMethods")?.All("usedMethod") ?? [])
        {
            var norms = method.All("norm").Select(norm => norm.Text).ToList();
            Methods.AddRange((norms.Count > 0 ? norms : [method.One("name").FirstContent]).Where(IsNew));
        }
        foreach (var equipment in element.Maybe("measuringEquipments")?.All("measuringEquipment") ?? [])
        {
            var standard = new UsedStandard(
                equipment.One("name").FirstContent,
                DccReader.Manufacturer(equipment),
                equipment.Maybe("model")?.Text,
                [.. DccReader.Identifications(equipment.Maybe("identifications"))],
                equipment.Maybe("certificate")?.Reference());
            if (IsNew(standard)) Standards.Add(standard);
        }
    }

    private bool IsNew<T>(T what) => _seen.Add(typeof(T).Name + JsonSerializer.Serialize(what));
}
