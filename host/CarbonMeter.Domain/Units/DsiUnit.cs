using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace CarbonMeter.Domain.Units;

/// <summary>
/// A unit as D-SI writes it, for example <c>\kilo\watt\hour</c> or <c>\metre\tothe{2}\per\second</c>: its dimension and its exact
/// size in SI base units. A string is a product of [<c>\per</c>] [prefix] unit [<c>\tothe{n}</c>]; <c>\per</c> holds for the one unit
/// after it. Units whose size is not an exact number (degrees of an angle, dalton) and logarithmic ones are not known here.
/// </summary>
public sealed class DsiUnit
{
    private const int LengthMax = 256;
    private const int FactorsMax = 16;
    private const int ExponentMax = 12;

    private readonly ExactNumber _size;
    private readonly ExactNumber _offset;   // of the zero, in SI base units; only for a temperature that is not a factor of anything

    private DsiUnit(string text, Dimension dimension, ExactNumber size, ExactNumber offset)
    {
        (Text, Dimension, _size, _offset) = (text, dimension, size, offset);
    }

    /// <summary>The string it was parsed from.</summary>
    public string Text { get; }

    /// <summary>Whether it is a pure number, such as <c>\one</c>, <c>\percent</c> or <c>\ppm</c>.</summary>
    public bool IsNumber => Dimension == default;

    internal Dimension Dimension { get; }

    /// <summary>The unit a string names; null where it is not one that is known here.</summary>
    public static DsiUnit? Parse(string text)
    {
        if (text.Length is 0 or > LengthMax) return null;
        var dimension = default(Dimension);
        BigInteger numerator = 1, denominator = 1;
        var offset = ExactNumber.Of(0);
        var words = new Words(text);
        int factors = 0;
        while (!words.AtEnd)
        {
            if (++factors > FactorsMax || !words.TryFactor(out var factor)) return null;
            int exponent = factor.Exponent;
            dimension = dimension.Times(factor.Unit.Dimension, exponent);
            var (up, down) = exponent > 0
                ? (factor.Unit.Numerator * factor.Prefix.Numerator, factor.Unit.Denominator * factor.Prefix.Denominator)
                : (factor.Unit.Denominator * factor.Prefix.Denominator, factor.Unit.Numerator * factor.Prefix.Numerator);
            numerator *= BigInteger.Pow(up, Math.Abs(exponent));
            denominator *= BigInteger.Pow(down, Math.Abs(exponent));
            offset = factor.Unit.Offset;
            // A zero of its own has a meaning only alone: 20 \milli\degreecelsius or \watt\per\degreecelsius are differences.
            if (factors > 1 || factor.IsScaled || exponent != 1) offset = ExactNumber.Of(0);
        }
        return new DsiUnit(text, dimension, new ExactNumber(numerator, denominator), offset);
    }

    /// <summary>Whether both measure the same kind of quantity, as far as the dimension tells.</summary>
    public bool HasDimensionOf(DsiUnit other) => Dimension == other.Dimension;

    /// <summary>
    /// A value of this unit in another, exact where a decimal can hold it, else rounded to the nearest; null where the dimensions
    /// differ or the value does not fit. Temperatures have their zeros taken into account.
    /// </summary>
    public decimal? Convert(decimal value, DsiUnit to) => HasDimensionOf(to) ? ((ToSi(value) - to._offset) / to._size).ToDecimal() : null;

    /// <summary>A difference of two values, such as an error or an uncertainty, in another unit, as <see cref="Convert"/>.</summary>
    public decimal? ConvertDifference(decimal value, DsiUnit to) =>
        HasDimensionOf(to) ? (DifferenceToSi(value) / to._size).ToDecimal() : null;

    /// <summary>A value in SI base units.</summary>
    internal ExactNumber ToSi(decimal value) => ExactNumber.Of(value) * _size + _offset;

    /// <summary>A difference in SI base units.</summary>
    internal ExactNumber DifferenceToSi(decimal value) => ExactNumber.Of(value) * _size;

    private readonly record struct Factor(KnownUnit Unit, KnownPrefix Prefix, int Exponent, bool IsScaled);

    /// <summary>The words of a unit string, each after a backslash.</summary>
    private struct Words(string text)
    {
        private static readonly KnownPrefix NoPrefix = new(1, 1);
        private int _at;

        internal readonly bool AtEnd => _at == text.Length;

        internal bool TryFactor(out Factor factor)
        {
            factor = default;
            int sign = 1;
            var prefix = NoPrefix;
            if (!TryWord(out string word)) return false;
            if (word == "per")
            {
                sign = -1;
                if (!TryWord(out word)) return false;
            }
            bool isScaled = DsiNames.Prefixes.TryGetValue(word, out var named);
            if (isScaled)
            {
                prefix = named!;
                if (!TryWord(out word)) return false;
            }
            if (!DsiNames.Units.TryGetValue(word, out var unit) || (isScaled && !unit.TakesPrefix)) return false;
            if (!TryExponent(out int exponent)) return false;
            factor = new Factor(unit, prefix, sign * exponent, isScaled);
            return true;
        }

        private bool TryWord(out string word)
        {
            word = "";
            if (AtEnd || text[_at] != '\\') return false;
            int start = ++_at;
            while (!AtEnd && char.IsAsciiLetterLower(text[_at])) _at++;
            word = text[start.._at];
            return word.Length > 0;
        }

        private bool TryExponent(out int exponent)
        {
            const string Opening = "\\tothe{";
            exponent = 1;
            if (!text.AsSpan(_at).StartsWith(Opening)) return true;
            int start = _at + Opening.Length;
            int end = text.IndexOf('}', start);
            if (end < 0) return false;
            _at = end + 1;
            return int.TryParse(text.AsSpan(start, end - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                && exponent is not 0 && Math.Abs(exponent) <= ExponentMax;
        }
    }
}
