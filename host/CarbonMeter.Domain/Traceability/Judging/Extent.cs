using System;
using System.Collections.Generic;
using System.Globalization;
using CarbonMeter.Domain.Units;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>A range in billionths of a SI unit, both ends included; what does not fit a long stands at its end.</summary>
internal readonly record struct Extent(long From, long To)
{
    private const int BillionthsPerUnit = 1_000_000_000;
    private const decimal PpbPerPercent = 10_000_000m;

    internal static Extent Of(decimal from, decimal to, DsiUnit unit)
    {
        long low = InBillionths(from, unit);
        long high = to == from ? low : InBillionths(to, unit);
        return low <= high ? new(low, high) : new(high, low);
    }

    /// <summary>The least range that holds both.</summary>
    internal Extent With(Extent other) => new(Math.Min(From, other.From), Math.Max(To, other.To));

    /// <summary>The least range that holds all that are stated; null where none is.</summary>
    internal static Extent? Around(IEnumerable<Extent?> ranges)
    {
        Extent? around = null;
        foreach (var range in ranges)
            if (range is { } stated) around = around?.With(stated) ?? stated;
        return around;
    }

    internal bool Holds(Extent other) => From <= other.From && other.To <= To;

    /// <summary>The range without signs.</summary>
    internal Extent Absolute => From >= 0 ? this : To <= 0 ? new(-To, -From) : new(0, Math.Max(-From, To));

    /// <summary>As numbers in the SI unit: one, or two with a dash.</summary>
    internal string Text => From == To ? Number(From) : $"{Number(From)} – {Number(To)}";

    /// <summary>A relative figure in percent.</summary>
    internal static string Percent(long ppb) => (ppb / PpbPerPercent).ToString("0.#######", CultureInfo.InvariantCulture);

    private static string Number(long billionths) =>
        (billionths / (decimal)BillionthsPerUnit).ToString("0.#########", CultureInfo.InvariantCulture);

    private static long InBillionths(decimal value, DsiUnit unit) =>
        (unit.ToSi(value) * ExactNumber.Of(BillionthsPerUnit)).FloorToLong();
}

/// <summary>The dimension that a quantity has, whatever unit it is stated in.</summary>
internal static class QuantityUnits
{
    private static readonly Dictionary<string, DsiUnit> Expected = new(StringComparer.Ordinal)
    {
        [Quantities.ActiveEnergy] = DsiUnit.Parse(@"\joule")!,
        [Quantities.CarbonDioxideFraction] = DsiUnit.Parse(@"\one")!,
        [Quantities.Current] = DsiUnit.Parse(@"\ampere")!,
        [Quantities.Voltage] = DsiUnit.Parse(@"\volt")!,
        [Quantities.PowerFactor] = DsiUnit.Parse(@"\one")!,
        [Quantities.Frequency] = DsiUnit.Parse(@"\hertz")!,
        [Quantities.Temperature] = DsiUnit.Parse(@"\kelvin")!,
        [Quantities.RelativeHumidity] = DsiUnit.Parse(@"\one")!,
    };

    /// <summary>A unit of the quantity; null for a quantity that is compared by unit alone.</summary>
    internal static DsiUnit? Of(string quantity) => Expected.GetValueOrDefault(quantity);
}
