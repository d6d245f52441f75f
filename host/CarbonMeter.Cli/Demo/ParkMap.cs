using System;
using System.Collections.Generic;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Json;
using CarbonMeter.Records;

namespace CarbonMeter.Cli.Demo;

/// <summary>Which column of a file of interval data drives which virtual meter; docs/formats/park-map.md.</summary>
public sealed record ParkMap
{
    public required ParkOfMap Park { get; init; }
    public string TimeColumn { get; init; } = "Time";
    public int IntervalSeconds { get; init; } = 900;
    public int IntervalsPerRecord { get; init; } = 15;
    public int PollMilliseconds { get; init; } = 15_000;
    public required string FactorSet { get; init; }
    public int NominalMillivolts { get; init; } = 230_000;
    public int VoltageFullScaleMillivolts { get; init; } = 353_550;
    public required IReadOnlyList<MeterOfMap> Meters { get; init; }

    /// <summary>Reads and checks a map.</summary>
    /// <exception cref="JsonFileException">It is not one, or cannot be used; the message says what is wrong and where.</exception>
    public static ParkMap Read(string path)
    {
        var text = JsonText.Load(path);
        var map = text.Read<ParkMap>("a park map", "docs/formats/park-map.md");
        return map.FirstFault() is { } fault ? throw new JsonFileException(text.Fault(fault.Place, fault.Words)) : map;
    }

    private (string Place, string Words)? FirstFault()
    {
        if (!MeterId.IsValid(Park.Id)) return ("$.park.id", $"park id \"{Park.Id}\" is not 1 to 32 printable ASCII characters without space, / + #.");
        if (Park.UtcOffsetMinutes is < -840 or > 840) return ("$.park.utcOffsetMinutes", $"utcOffsetMinutes is {Park.UtcOffsetMinutes}; it must be -840 to 840.");
        if (IntervalSeconds is < IntervalRecord.LengthSecondsMin or > IntervalRecord.LengthSecondsMax || 3600 % IntervalSeconds != 0)
            return ("$.intervalSeconds", $"intervalSeconds is {IntervalSeconds}; it must be 10 to 3600 and divide 3600.");
        if (IntervalsPerRecord is < 1 or > IntervalRecord.IntervalsMax)
            return ("$.intervalsPerRecord", $"intervalsPerRecord is {IntervalsPerRecord}; it must be 1 to {IntervalRecord.IntervalsMax}.");
        if (PollMilliseconds is < 100 or > 20_000) return ("$.pollMilliseconds", $"pollMilliseconds is {PollMilliseconds}; it must be 100 to 20000.");
        if (NominalMillivolts <= 0 || NominalMillivolts > VoltageFullScaleMillivolts)
            return ("$.nominalMillivolts", $"nominalMillivolts is {NominalMillivolts}; it must be above 0 and at most voltageFullScaleMillivolts.");
        if (Meters.Count == 0) return ("$.meters", "meters is empty; at least one is needed.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Meters.Count; i++)
        {
            var (meter, place) = (Meters[i], $"$.meters[{i}]");
            if (meter is null) return (place, "meters holds a null.");
            if (!MeterId.IsValid(meter.Id)) return (place + ".id", $"meter id \"{meter.Id}\" is not 1 to 32 printable ASCII characters without space, / + #.");
            if (!seen.Add(meter.Id)) return (place + ".id", $"meter id \"{meter.Id}\" stands twice.");
            if (meter.Role is NodeRole.Feeder || !Enum.IsDefined(meter.Role)) return (place + ".role", $"meter {meter.Id}: role is not one a meter can have.");
            if (meter.CurrentFullScaleMilliamperes <= 0) return (place + ".currentFullScaleMilliamperes", $"meter {meter.Id}: currentFullScaleMilliamperes must be above 0.");
            if (meter.Import is null && meter.Export is null) return (place, $"meter {meter.Id}: neither import nor export names a column.");
            foreach (var source in new[] { meter.Import, meter.Export })
                if (source is not null && source.Sign is not (1 or -1)) return (place, $"meter {meter.Id}: sign of column {source.Column} must be 1 or -1.");
        }
        return null;
    }
}

/// <summary>The park of a map.</summary>
public sealed record ParkOfMap(string Id, string Name, int UtcOffsetMinutes = 0);

/// <summary>One virtual meter of a map.</summary>
public sealed record MeterOfMap
{
    public required string Id { get; init; }
    public required NodeRole Role { get; init; }
    public required string Name { get; init; }
    public bool? Green { get; init; }
    public required int CurrentFullScaleMilliamperes { get; init; }
    public ColumnOfMap? Import { get; init; }
    public ColumnOfMap? Export { get; init; }

    /// <summary>Whether its generation counts as green.</summary>
    public bool IsGreen => Green ?? Role is NodeRole.Pv or NodeRole.Wind;
}

/// <summary>A column of kilowatts, and the sign it is multiplied with.</summary>
public sealed record ColumnOfMap(string Column, int Sign = 1);
