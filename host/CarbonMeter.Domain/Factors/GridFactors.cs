using System;
using System.Collections.Generic;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Domain.Factors;

/// <summary>
/// The built-in library of grid emission factors: CO2 (not CO2 equivalents) of a kilowatt-hour from the grid in China, as
/// announced by the Ministry of Ecology and Environment (MEE) and the National Bureau of Statistics (NBS). A set is one scope and
/// one reference year, and says itself where its figure comes from.
/// </summary>
/// <remarks>
/// Which scope applies is the park's decision. Location-based: its province, else its region. The uncovered part of a
/// market-based account: the national figure without market-traded non-fossil electricity (RESIDUAL). No green at all: FOSSIL.
/// Figures that could not be traced to a public source are left out: a park then loads its own set.
/// </remarks>
public static class GridFactors
{
    private static readonly Dictionary<string, FactorSet> ById = Index(Build());

    /// <summary>Every set, by scope and then by reference year.</summary>
    public static IReadOnlyList<FactorSet> All { get; } = [.. ById.Values];

    /// <summary>The set with this id, for example "CN-IM-2022"; null where the library has none.</summary>
    public static FactorSet? Find(string id) => ById.GetValueOrDefault(id);

    private static IEnumerable<FactorSet> Build()
    {
        yield return Of("CN", "China", 2022, 536_600, "national average");
        yield return Of("CN", "China", 2023, 530_600, "national average");
        // 2022 is not printed as such in the source: it follows from the figure of 2023 and the published change of +4.1 %.
        yield return Of("CN-RESIDUAL", "China", 2022, 585_600,
            "national average without market-traded non-fossil, derived from the figure of 2023 and its change of +4.1 %");
        yield return Of("CN-RESIDUAL", "China", 2023, 609_600, "national average without market-traded non-fossil");
        yield return Of("CN-FOSSIL", "China", 2023, 827_300, "national average of fossil electricity");
        foreach (var (code, name, year2021, year2022, year2023) in Regions)
        {
            yield return Of("CN-" + code, name, 2021, year2021, "table of regions");
            yield return Of("CN-" + code, name, 2022, year2022, "table of regions");
            yield return Of("CN-" + code, name, 2023, year2023, "table of regions");
        }
        foreach (var (code, name, year2021, year2022) in Provinces)
        {
            yield return Of("CN-" + code, name, 2021, year2021, "table of provinces");
            yield return Of("CN-" + code, name, 2022, year2022, "table of provinces");
        }
    }

    private static FactorSet Of(string scope, string region, int year, long milligramsPerKilowattHour, string which) => new()
    {
        Id = $"{scope}-{year}",
        Region = region,
        ReferenceYear = year,
        Published = PublishedOn(year),
        Source = $"MEE and NBS, electricity CO2 emission factors for {year}, {which}{Caveat(year)}",
        Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(milligramsPerKilowattHour) }],
    };

    private static string PublishedOn(int year) => year switch
    {
        2021 => "2024-04-12",
        2022 => "2024-12-20",
        2023 => "2026-01-01",
        _ => throw new ArgumentOutOfRangeException(nameof(year), year, "no announcement of this year is in the library"),
    };

    // A date has to be a whole date; where only the month is known the set says so.
    private static string Caveat(int year) => year switch
    {
        2021 => "; day of publication not verified",
        2023 => "; reported in January 2026, day not known",
        _ => "",
    };

    private static Dictionary<string, FactorSet> Index(IEnumerable<FactorSet> sets)
    {
        var index = new Dictionary<string, FactorSet>(StringComparer.Ordinal);
        foreach (var set in sets) index.Add(set.Id, set);
        return index;
    }

    // mg per kWh in 2021, 2022 and 2023.
    private static (string, string, long, long, long)[] Regions =>
    [
        ("NORTH", "North China", 712_000, 677_600, 636_100),
        ("NORTHEAST", "North-east China", 601_200, 556_400, 512_200),
        ("EAST", "East China", 599_200, 561_700, 550_000),
        ("CENTRAL", "Central China", 535_400, 539_500, 527_100),
        ("NORTHWEST", "North-west China", 595_100, 585_700, 554_300),
        ("SOUTH", "South China", 432_600, 386_900, 404_200),
        ("SOUTHWEST", "South-west China", 211_300, 226_800, 247_200),
    ];

    // mg per kWh in 2021 and 2022. Tibet has no published figure.
    private static (string, string, long, long)[] Provinces =>
    [
        ("BJ", "Beijing", 568_800, 558_000),
        ("TJ", "Tianjin", 735_500, 704_100),
        ("HE", "Hebei", 790_100, 725_200),
        ("SX", "Shanxi", 722_200, 709_600),
        ("IM", "Inner Mongolia", 702_500, 684_900),
        ("LN", "Liaoning", 587_600, 562_600),
        ("JL", "Jilin", 562_900, 493_200),
        ("HL", "Heilongjiang", 634_200, 536_800),
        ("SH", "Shanghai", 583_400, 584_900),
        ("JS", "Jiangsu", 645_100, 597_800),
        ("ZJ", "Zhejiang", 542_200, 515_300),
        ("AH", "Anhui", 707_500, 678_200),
        ("FJ", "Fujian", 471_100, 409_200),
        ("JX", "Jiangxi", 583_500, 575_200),
        ("SD", "Shandong", 683_800, 641_000),
        ("HA", "Henan", 636_900, 605_800),
        ("HB", "Hubei", 367_200, 436_400),
        ("HN", "Hunan", 513_800, 490_000),
        ("GD", "Guangdong", 471_500, 440_300),
        ("GX", "Guangxi", 515_400, 404_400),
        ("HI", "Hainan", 452_400, 418_400),
        ("CQ", "Chongqing", 474_300, 522_700),
        ("SC", "Sichuan", 125_500, 140_400),
        ("GZ", "Guizhou", 518_200, 498_900),
        ("YN", "Yunnan", 123_500, 107_300),
        ("SN", "Shaanxi", 633_600, 655_800),
        ("GS", "Gansu", 495_500, 477_200),
        ("QH", "Qinghai", 132_600, 156_700),
        ("NX", "Ningxia", 654_600, 642_300),
        ("XJ", "Xinjiang", 657_700, 623_100),
    ];
}
