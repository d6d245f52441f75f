using System.Collections.Frozen;
using System.Collections.Generic;
using System.Numerics;

namespace CarbonMeter.Domain.Units;

/// <summary>Exponents of the seven SI base units.</summary>
internal readonly record struct Dimension(int Metre, int Kilogram, int Second, int Ampere, int Kelvin, int Mole, int Candela)
{
    internal Dimension Times(Dimension other, int exponent) => new(
        Metre + other.Metre * exponent, Kilogram + other.Kilogram * exponent, Second + other.Second * exponent,
        Ampere + other.Ampere * exponent, Kelvin + other.Kelvin * exponent, Mole + other.Mole * exponent,
        Candela + other.Candela * exponent);
}

/// <summary>A unit with a name: its size in SI base units as a fraction.</summary>
internal sealed record KnownUnit(Dimension Dimension, BigInteger Numerator, BigInteger Denominator, bool TakesPrefix)
{
    /// <summary>What its zero is in SI base units.</summary>
    internal ExactNumber Offset { get; init; } = ExactNumber.Of(0);
}

/// <summary>A prefix: a power of ten as a fraction.</summary>
internal sealed record KnownPrefix(BigInteger Numerator, BigInteger Denominator);

/// <summary>Names of units and prefixes of D-SI (SI Brochure, 9th edition, tables 2 to 8).</summary>
internal static class DsiNames
{
    private const int Hour = 3_600;

    internal static FrozenDictionary<string, KnownPrefix> Prefixes { get; } = new Dictionary<string, KnownPrefix>
    {
        ["deca"] = Ten(1), ["hecto"] = Ten(2), ["kilo"] = Ten(3), ["mega"] = Ten(6), ["giga"] = Ten(9), ["tera"] = Ten(12),
        ["peta"] = Ten(15), ["exa"] = Ten(18), ["zetta"] = Ten(21), ["yotta"] = Ten(24), ["ronna"] = Ten(27), ["quetta"] = Ten(30),
        ["deci"] = Ten(-1), ["centi"] = Ten(-2), ["milli"] = Ten(-3), ["micro"] = Ten(-6), ["nano"] = Ten(-9), ["pico"] = Ten(-12),
        ["femto"] = Ten(-15), ["atto"] = Ten(-18), ["zepto"] = Ten(-21), ["yocto"] = Ten(-24), ["ronto"] = Ten(-27), ["quecto"] = Ten(-30),
    }.ToFrozenDictionary();

    internal static FrozenDictionary<string, KnownUnit> Units { get; } = new Dictionary<string, KnownUnit>
    {
        ["one"] = Number(1), ["percent"] = Number(100), ["ppm"] = Number(1_000_000), ["radian"] = Scaled(default), ["steradian"] = Scaled(default),
        ["metre"] = Scaled(new(1, 0, 0, 0, 0, 0, 0)),
        ["gram"] = Scaled(new(0, 1, 0, 0, 0, 0, 0), 1, 1_000),
        ["second"] = Scaled(new(0, 0, 1, 0, 0, 0, 0)),
        ["ampere"] = Scaled(new(0, 0, 0, 1, 0, 0, 0)),
        ["kelvin"] = Scaled(new(0, 0, 0, 0, 1, 0, 0)),
        ["mole"] = Scaled(new(0, 0, 0, 0, 0, 1, 0)),
        ["candela"] = Scaled(new(0, 0, 0, 0, 0, 0, 1)),
        ["kilogram"] = Plain(new(0, 1, 0, 0, 0, 0, 0), 1),
        ["degreecelsius"] = Scaled(new(0, 0, 0, 0, 1, 0, 0)) with { Offset = ExactNumber.Of(273.15m) },
        ["hertz"] = Scaled(new(0, 0, -1, 0, 0, 0, 0)),
        ["becquerel"] = Scaled(new(0, 0, -1, 0, 0, 0, 0)),
        ["newton"] = Scaled(new(1, 1, -2, 0, 0, 0, 0)),
        ["pascal"] = Scaled(new(-1, 1, -2, 0, 0, 0, 0)),
        ["joule"] = Scaled(new(2, 1, -2, 0, 0, 0, 0)),
        ["watt"] = Scaled(new(2, 1, -3, 0, 0, 0, 0)),
        ["coulomb"] = Scaled(new(0, 0, 1, 1, 0, 0, 0)),
        ["volt"] = Scaled(new(2, 1, -3, -1, 0, 0, 0)),
        ["farad"] = Scaled(new(-2, -1, 4, 2, 0, 0, 0)),
        ["ohm"] = Scaled(new(2, 1, -3, -2, 0, 0, 0)),
        ["siemens"] = Scaled(new(-2, -1, 3, 2, 0, 0, 0)),
        ["weber"] = Scaled(new(2, 1, -2, -1, 0, 0, 0)),
        ["tesla"] = Scaled(new(0, 1, -2, -1, 0, 0, 0)),
        ["henry"] = Scaled(new(2, 1, -2, -2, 0, 0, 0)),
        ["lumen"] = Scaled(new(0, 0, 0, 0, 0, 0, 1)),
        ["lux"] = Scaled(new(-2, 0, 0, 0, 0, 0, 1)),
        ["gray"] = Scaled(new(2, 0, -2, 0, 0, 0, 0)),
        ["sievert"] = Scaled(new(2, 0, -2, 0, 0, 0, 0)),
        ["katal"] = Scaled(new(0, 0, -1, 0, 0, 1, 0)),
        ["litre"] = Scaled(new(3, 0, 0, 0, 0, 0, 0), 1, 1_000),
        ["bar"] = Scaled(new(-1, 1, -2, 0, 0, 0, 0), 100_000),
        ["tonne"] = Scaled(new(0, 1, 0, 0, 0, 0, 0), 1_000),
        ["electronvolt"] = Scaled(new(2, 1, -2, 0, 0, 0, 0), 1_602_176_634, BigInteger.Pow(10, 28)),
        ["minute"] = Plain(new(0, 0, 1, 0, 0, 0, 0), 60),
        ["hour"] = Plain(new(0, 0, 1, 0, 0, 0, 0), Hour),
        ["day"] = Plain(new(0, 0, 1, 0, 0, 0, 0), 24 * Hour),
        ["hectare"] = Plain(new(2, 0, 0, 0, 0, 0, 0), 10_000),
    }.ToFrozenDictionary();

    private static KnownPrefix Ten(int power) =>
        power > 0 ? new(BigInteger.Pow(10, power), 1) : new(1, BigInteger.Pow(10, -power));

    private static KnownUnit Number(int denominator) => new(default, 1, denominator, false);

    private static KnownUnit Plain(Dimension dimension, BigInteger size) => new(dimension, size, 1, false);

    private static KnownUnit Scaled(Dimension dimension) => Scaled(dimension, 1, 1);

    private static KnownUnit Scaled(Dimension dimension, BigInteger numerator) => Scaled(dimension, numerator, 1);

    private static KnownUnit Scaled(Dimension dimension, BigInteger numerator, BigInteger denominator) =>
        new(dimension, numerator, denominator, true);
}
