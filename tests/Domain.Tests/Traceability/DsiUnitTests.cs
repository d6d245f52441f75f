using CarbonMeter.Domain.Units;
using FsCheck;
using FsCheck.Fluent;

namespace CarbonMeter.Tests.Domain.Traceability;

public class DsiUnitTests
{
    private static DsiUnit Unit(string text) => Assert.IsType<DsiUnit>(DsiUnit.Parse(text));

    [Theory]
    [InlineData(@"\kilo\watt\hour", @"\joule", "1", "3600000")]
    [InlineData(@"\joule", @"\kilo\watt\hour", "1800000", "0.5")]
    [InlineData(@"\watt\second", @"\newton\metre", "2.5", "2.5")]
    [InlineData(@"\milli\ampere", @"\ampere", "50", "0.05")]
    [InlineData(@"\volt\ampere", @"\watt", "7", "7")]
    [InlineData(@"\percent", @"\one", "0.2", "0.002")]
    [InlineData(@"\percent", @"\ppm", "0.2", "2000")]
    [InlineData(@"\micro\mole\per\mole", @"\ppm", "412.5", "412.5")]
    [InlineData(@"\metre\tothe{2}", @"\centi\metre\tothe{2}", "1", "10000")]
    [InlineData(@"\kilo\metre\per\hour", @"\metre\per\second", "36", "10")]
    [InlineData(@"\metre\second\tothe{-1}", @"\metre\per\second", "3", "3")]
    [InlineData(@"\degreecelsius", @"\kelvin", "23", "296.15")]
    [InlineData(@"\kelvin", @"\degreecelsius", "0", "-273.15")]
    [InlineData(@"\bar", @"\pascal", "1.01325", "101325")]
    [InlineData(@"\litre", @"\metre\tothe{3}", "1", "0.001")]
    [InlineData(@"\kilogram", @"\gram", "1", "1000")]
    [InlineData(@"\gram\per\kilo\watt\per\hour", @"\kilogram\per\joule", "3600000", "0.001")]
    [InlineData(@"\electronvolt", @"\joule", "1000000000", "0.0000000001602176634")]
    public void Values_are_converted_exactly(string from, string to, string value, string expected) => Assert.Equal(
        decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
        Unit(from).Convert(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), Unit(to)));

    [Fact]
    public void A_difference_of_temperatures_has_no_zero_of_its_own()
    {
        Assert.Equal(0.061m, Unit(@"\degreecelsius").ConvertDifference(0.061m, Unit(@"\kelvin")));
        Assert.Equal(5m, Unit(@"\watt\per\degreecelsius").Convert(5m, Unit(@"\watt\per\kelvin")));
        Assert.Equal(0.02m, Unit(@"\milli\degreecelsius").Convert(20m, Unit(@"\kelvin")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("kWh")]
    [InlineData(@"\")]
    [InlineData(@"\watts")]
    [InlineData(@"\Watt")]
    [InlineData(@"\kilo")]
    [InlineData(@"\kilo\kilo\watt")]
    [InlineData(@"\kilo\hour")]
    [InlineData(@"\per")]
    [InlineData(@"\per\per\second")]
    [InlineData(@"\tothe{2}")]
    [InlineData(@"\metre\tothe{}")]
    [InlineData(@"\metre\tothe{0}")]
    [InlineData(@"\metre\tothe{0.5}")]
    [InlineData(@"\metre\tothe{99999999999}")]
    [InlineData(@"\metre\tothe{13}")]
    [InlineData(@"\metre\tothe{2")]
    [InlineData(@"\metre \second")]
    [InlineData(@"\degree")]
    [InlineData(@"\dalton")]
    [InlineData(@"\decibel")]
    public void What_is_no_known_unit_is_null(string text) => Assert.Null(DsiUnit.Parse(text));

    [Fact]
    public void A_unit_of_too_many_factors_is_null() =>
        Assert.Null(DsiUnit.Parse(string.Concat(Enumerable.Repeat(@"\metre", 17))));

    [Theory]
    [InlineData(@"\watt", @"\joule")]
    [InlineData(@"\ampere", @"\volt")]
    [InlineData(@"\one", @"\second")]
    [InlineData(@"\mole", @"\one")]
    public void Units_of_other_dimensions_are_not_converted(string from, string to)
    {
        Assert.False(Unit(from).HasDimensionOf(Unit(to)));
        Assert.Null(Unit(from).Convert(1, Unit(to)));
        Assert.Null(Unit(from).ConvertDifference(1, Unit(to)));
    }

    [Fact]
    public void Only_numbers_are_numbers()
    {
        Assert.True(Unit(@"\percent").IsNumber);
        Assert.True(Unit(@"\metre\per\kilo\metre").IsNumber);
        Assert.False(Unit(@"\hertz").IsNumber);
    }

    [Fact]
    public void What_does_not_fit_a_decimal_is_null_and_what_has_no_end_is_rounded()
    {
        Assert.Null(Unit(@"\quetta\metre").Convert(decimal.MaxValue, Unit(@"\metre")));
        Assert.Equal(decimal.MaxValue, Unit(@"\metre").Convert(decimal.MaxValue, Unit(@"\metre")));
        Assert.Equal(0.2777777777777777777777777778m, Unit(@"\kilo\metre\per\hour").Convert(1, Unit(@"\metre\per\second")));
    }

    [Fact]
    public void A_conversion_and_back_changes_nothing() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), value =>
        {
            var (kilowattHour, joule) = (Unit(@"\kilo\watt\hour"), Unit(@"\joule"));
            decimal figure = value / 1000m;
            return joule.Convert(kilowattHour.Convert(figure, joule)!.Value, kilowattHour) == figure;
        }));

    [Fact]
    public void Any_text_is_parsed_or_refused() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("\\", "kilo", "watt", "per", "tothe{", "2", "-", "}", "\\metre", "\\milli", "\\second", "x")).ToArbitrary(),
        words => DsiUnit.Parse(string.Concat(words)) is null or { Text.Length: > 0 }));
}
