using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CarbonMeter.Domain.Green;

/// <summary>A class a park reaches from a share on.</summary>
/// <param name="Id">Id for programs, for example "zero-carbon".</param>
/// <param name="SharePpmMin">The least share, ppm.</param>
public sealed record ParkClass(string Id, int SharePpmMin);

/// <summary>Thresholds as data, with their source.</summary>
/// <param name="Id">Id of the rule set.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Classes">Its classes, highest threshold first.</param>
public sealed record GreenRules(string Id, string Source, IReadOnlyList<ParkClass> Classes)
{
    /// <summary>Inner Mongolia's plan: zero-carbon parks from 80 % of new-energy consumption, low-carbon parks from 50 %.</summary>
    public static GreenRules InnerMongolia { get; } = new("IM-PARK-80-50",
        "Inner Mongolia, plan for dual control of carbon emissions, 6 (4): zero-carbon parks 80 %, low-carbon parks 50 %. " +
        "The plan does not say how the share is matched in time, so both definitions are shown.",
        [new("zero-carbon", 800_000), new("low-carbon", 500_000)]);

    /// <summary>The highest class a share reaches; null where it reaches none, or where there is no share.</summary>
    public ParkClass? ClassOf(int? sharePpm) => Classes.FirstOrDefault(entry => sharePpm >= entry.SharePpmMin);

    /// <summary>Judges both definitions.</summary>
    public GreenVerdict Judge(GreenShare share)
    {
        var volumetric = ClassOf(share.VolumetricPpm);
        var hourly = ClassOf(share.HourlyPpm);
        return new GreenVerdict(volumetric?.Id, hourly?.Id, volumetric == hourly, Sentence(share, volumetric, hourly));
    }

    private static string Sentence(GreenShare share, ParkClass? volumetric, ParkClass? hourly)
    {
        if (share.VolumetricPpm is not { } volumetricPpm || share.HourlyPpm is not { } hourlyPpm)
            return "No load was measured, so there is no green share.";
        var figures = $"Volumetric {Percent(volumetricPpm)} %, hourly matched {Percent(hourlyPpm)} %: ";
        if (volumetric == hourly)
            return figures + (volumetric is null ? "both definitions reach no class." : $"both definitions make it a {volumetric.Id} park.");
        return figures + $"the two definitions disagree. By volume it is {Named(volumetric)}, hour by hour it is {Named(hourly)}.";
    }

    private static string Named(ParkClass? reached) => reached is null ? "in no class" : $"a {reached.Id} park";

    // Rounded down like the share itself, so that 79.999 % is never printed as 80 %.
    private static string Percent(int ppm) =>
        string.Create(CultureInfo.InvariantCulture, $"{ppm / 10_000}.{ppm / 100 % 100:00}");
}

/// <summary>What a rule set makes of a share.</summary>
/// <param name="VolumetricClass">Class by volume; null: none.</param>
/// <param name="HourlyClass">Class hour by hour; null: none.</param>
/// <param name="DefinitionsAgree">Whether both give the same class.</param>
/// <param name="Sentence">The verdict in plain English.</param>
public sealed record GreenVerdict(string? VolumetricClass, string? HourlyClass, bool DefinitionsAgree, string Sentence);
