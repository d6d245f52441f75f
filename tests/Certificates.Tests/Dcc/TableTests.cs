using System.Globalization;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Dcc;

/// <summary>Tables, numbers, uncertainties and conditions.</summary>
public sealed class TableTests
{
    private const string ErrorValues = "-0.02 0.130";
    private const string Status = "<dcc:status>afterAdjustment</dcc:status>";
    private const string TableRefType = "carbonmeter_activeEnergy carbonmeter_channel2";
    private const string Current = """<si:realListXMLList><si:valueXMLList>0.25 5</si:valueXMLList><si:unitXMLList>\ampere</si:unitXMLList></si:realListXMLList>""";
    private const string ExpandedUnc = """
        <si:expandedUncXMLList><si:uncertaintyXMLList>0.08 0.06</si:uncertaintyXMLList><si:coverageFactorXMLList>2</si:coverageFactorXMLList><si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList></si:expandedUncXMLList>
        """;

    private static CalibrationTable Table(string xml) => Assert.Single(SmallDcc.Read(xml).Tables);

    private static string Real(string value, string unit = @"\ampere") => $"<si:real><si:value>{value}</si:value><si:unit>{unit}</si:unit></si:real>";

    private static string List(string values, string unit, string more = "") =>
        $"<si:realListXMLList><si:valueXMLList>{values}</si:valueXMLList><si:unitXMLList>{unit}</si:unitXMLList>{more}</si:realListXMLList>";

    [Fact]
    public void A_table_has_its_points_with_their_uncertainties_and_conditions()
    {
        var table = Table(SmallDcc.Xml);
        Assert.Equal((Quantities.ActiveEnergy, 2, AdjustmentStatus.AsLeft, @"\kilo\watt\hour", @"\percent"),
            (table.Quantity, table.ChannelId, table.Status, table.Unit, table.ErrorUnit));
        Assert.Equal([(0.1m, -0.02m, 0.08m, 2m), (10m, 0.13m, 0.06m, 2m)],
            table.Points.Select(each => (each.Reference, each.Error, each.ExpandedUncertainty, each.CoverageFactor)));
        Assert.Equal([new(Quantities.Current, 0.25m, 0.25m, @"\ampere"), new(Quantities.Voltage, 230m, 230m, @"\volt")], table.Points[0].Conditions);
        Assert.Equal([new(Quantities.Current, 5m, 5m, @"\ampere"), new(Quantities.Voltage, 230m, 230m, @"\volt")], table.Points[1].Conditions);
        Assert.Equal("0.100", table.Points[0].Reference.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.0", "0.0")]
    [InlineData("+1", "1")]
    [InlineData("1.", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("1e-3", "0.001")]
    [InlineData("1.50E+1", "15.0")]
    [InlineData("-2.5e2", "-250")]
    [InlineData("0e99999999999999", "0")]
    [InlineData("000000000000000000000000000000000000001.10", "1.10")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("1000e-31", "0.0000000000000000000000000001")]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950335")]
    public void A_number_is_kept_exactly(string text, string number) =>
        Assert.Equal(number, Table(SmallDcc.With(ErrorValues, $"0 {text}")).Points[1].Error.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("NaN", "not a number")]
    [InlineData("INF", "not a number")]
    [InlineData("-INF", "not a number")]
    [InlineData("1,5", "not a number")]
    [InlineData("0x10", "not a number")]
    [InlineData(".", "not a number")]
    [InlineData("1e", "not a number")]
    [InlineData("--1", "not a number")]
    [InlineData("١", "not a number")]
    [InlineData("79228162514264337593543950336", "exactly")]
    [InlineData("1e29", "exactly")]
    [InlineData("1e-29", "exactly")]
    [InlineData("1e99999999999999", "exactly")]
    [InlineData("1e-99999999999999", "exactly")]
    [InlineData("0.12345678901234567890123456789", "exactly")]
    [InlineData("1.00000000000000000000000000000000000000000000000000000000000000000", "more than 64 characters")]
    public void What_is_not_a_number_that_can_be_kept_is_refused_with_its_place(string text, string words) =>
        SmallDcc.Refusal(SmallDcc.With(ErrorValues, $"0 {text}"), "data/list/quantity[2]/realListXMLList/valueXMLList", words);

    [Theory]
    [InlineData("0.08 0.06", "0.08 0", "more than 0")]
    [InlineData("0.08 0.06", "0.08 -0.06", "more than 0")]
    [InlineData("0.08 0.06", "0.08 0.06 0.06", "3 values for 2 points")]
    [InlineData("0.08 0.06", "INF", "not a number")]
    [InlineData(">2</si:coverageFactorXMLList>", ">0.5</si:coverageFactorXMLList>", "coverage factor")]
    [InlineData(">2</si:coverageFactorXMLList>", ">101</si:coverageFactorXMLList>", "coverage factor")]
    [InlineData("<si:coverageFactorXMLList>2</si:coverageFactorXMLList>", "", "no element coverageFactorXMLList")]
    public void An_uncertainty_that_says_nothing_is_refused(string old, string now, string words) =>
        SmallDcc.Refusal(SmallDcc.With(old, now), "quantity[2]/realListXMLList/expandedUncXMLList", words);

    [Fact]
    public void A_table_without_uncertainty_is_refused()
    {
        SmallDcc.Refusal(SmallDcc.With(ExpandedUnc, ""), "quantity[2]", "no expanded uncertainty");
        SmallDcc.Refusal(SmallDcc.With(ExpandedUnc, "<si:coverageIntervalXMLList/>"), "quantity[2]", "no expanded uncertainty");
    }

    [Fact]
    public void An_uncertainty_for_all_points_or_one_for_each_is_read()
    {
        Assert.Equal([(0.07m, 2m), (0.07m, 2m)], Uncertainties(SmallDcc.With("0.08 0.06", "0.07")));
        Assert.Equal([(0.08m, 2.0m), (0.06m, 2.3m)],
            Uncertainties(SmallDcc.With(">2</si:coverageFactorXMLList>", ">2.0 2.3</si:coverageFactorXMLList>")));
    }

    [Fact]
    public void An_uncertainty_in_the_words_of_a_newer_DSI_is_read()
    {
        const string Newer = """
            <si:measurementUncertaintyUnivariateXMLList><si:expandedMUXMLList><si:valueExpandedMUXMLList>0.05</si:valueExpandedMUXMLList><si:coverageFactorXMLList>2 3</si:coverageFactorXMLList></si:expandedMUXMLList></si:measurementUncertaintyUnivariateXMLList>
            """;
        Assert.Equal([(0.05m, 2m), (0.05m, 3m)], Uncertainties(SmallDcc.With(ExpandedUnc, Newer)));
        SmallDcc.Refusal(SmallDcc.With(ExpandedUnc, Newer + ExpandedUnc), "a second time");
    }

    [Fact]
    public void A_single_point_is_read_from_single_values_also_without_a_list()
    {
        const string Unc = "<si:expandedUnc><si:uncertainty>0.4</si:uncertainty><si:coverageFactor>2</si:coverageFactor><si:coverageProbability>0.95</si:coverageProbability></si:expandedUnc>";
        var data = Data($"<dcc:quantity refType='basic_referenceValue'>{Real("100")}</dcc:quantity>"
            + $"<dcc:quantity refType='basic_measurementError'>{Real("-0.3").Replace("</si:real>", Unc + "</si:real>", StringComparison.Ordinal)}</dcc:quantity>");
        var point = Assert.Single(Table(data).Points);
        Assert.Equal((100m, -0.3m, 0.4m, 2m), (point.Reference, point.Error, point.ExpandedUncertainty, point.CoverageFactor));
    }

    [Fact]
    public void Of_a_hybrid_reference_the_errors_unit_is_taken_and_else_the_first()
    {
        var hybrid = $"<si:hybrid>{List("1 2", @"\kilo\watt\hour")}{List("3 4", @"\mega\joule")}{List("5 6", @"\percent")}</si:hybrid>";
        var reference = List("0.100 1e1", @"\kilo\watt\hour");
        Assert.Equal(@"\percent", Table(SmallDcc.With(reference, hybrid)).Unit);
        Assert.Equal(@"\kilo\watt\hour", Table(SmallDcc.With(reference, hybrid.Replace(@"\percent", @"\joule", StringComparison.Ordinal))).Unit);
        SmallDcc.Refusal(SmallDcc.With(reference, hybrid + reference), "beside a hybrid");
        SmallDcc.Refusal(SmallDcc.With(reference, reference + reference), "second value");
        SmallDcc.Refusal(SmallDcc.With(reference, "<si:hybrid/>"), "no real numbers");
    }

    [Fact]
    public void Where_no_error_is_stated_it_is_indication_less_reference()
    {
        var measured = SmallDcc.With("basic_measurementError", "basic_measuredValue")
            .Replace(@"\percent", @"\kilo\watt\hour", StringComparison.Ordinal).Replace(ErrorValues, "0.103 9.97", StringComparison.Ordinal);
        var table = Table(measured);
        Assert.Equal([0.003m, -0.03m], table.Points.Select(point => point.Error));
        Assert.Equal(@"\kilo\watt\hour", table.ErrorUnit);
        SmallDcc.Refusal(measured.Replace($@"9.97</si:valueXMLList><si:unitXMLList>\kilo", $@"9.97</si:valueXMLList><si:unitXMLList>\mega", StringComparison.Ordinal), "another unit");
        Assert.Empty(SmallDcc.Read(measured.Replace(ExpandedUnc, "", StringComparison.Ordinal)).Tables);
        Assert.Empty(SmallDcc.Read(measured.Replace("basic_referenceValue", "basic_nominalValue", StringComparison.Ordinal)).Tables);
        SmallDcc.Refusal(measured.Replace("0.103 9.97", "-79228162514264337593543950335 0", StringComparison.Ordinal)
            .Replace("0.100 1e1", "1 1", StringComparison.Ordinal), "more than can be kept");
    }

    [Fact]
    public void What_a_table_has_to_have_it_has_once()
    {
        SmallDcc.Refusal(SmallDcc.With("basic_referenceValue", "basic_nominalValue"), "quantity[2]", "basic_referenceValue");
        SmallDcc.Refusal(SmallDcc.With("carbonmeter_current", "basic_measurementError"), "second basic_measurementError");
        SmallDcc.Refusal(SmallDcc.With("carbonmeter_current", "basic_referenceValue"), "second basic_referenceValue");
    }

    [Theory]
    [InlineData("0.100 1e1", "1 2 3", "2 values in a table of 3")]
    [InlineData(ErrorValues, "1 2 3", "2 values for 3 points")]
    [InlineData("0.25 5", "1 2 3", "3 values in a table of 2")]
    [InlineData(@"\percent", @"\percent \ppm", "different units")]
    [InlineData(@"\percent", @"\percent \percent \percent", "3 units for 2 values")]
    public void Lists_that_do_not_fit_each_other_are_refused(string old, string now, string words) =>
        SmallDcc.Refusal(SmallDcc.With(old, now), "data/list/quantity", words);

    [Fact]
    public void A_condition_may_have_a_unit_for_each_point()
    {
        var table = Table(SmallDcc.With(Current, List("250 5", @"\milli\ampere \ampere")));
        Assert.Equal([@"\milli\ampere", @"\ampere"], table.Points.Select(point => point.Conditions[0].Unit));
    }

    [Fact]
    public void A_condition_may_be_a_range()
    {
        const string Voltage = "<dcc:quantity refType=\"carbonmeter_voltage\">";
        string Range(string low, string high, string unit = @"\volt") =>
            SmallDcc.With(Voltage, $"<dcc:quantity refType='carbonmeter_frequencyMin'>{Real(low, @"\volt")}</dcc:quantity>"
                + $"<dcc:quantity refType='carbonmeter_frequencyMax'>{List(high, unit)}</dcc:quantity>{Voltage}");
        Assert.Equal([new(Quantities.Frequency, 49m, 50m, @"\volt"), new(Quantities.Frequency, 49m, 51m, @"\volt")],
            Table(Range("49", "50 51")).Points.Select(point => point.Conditions[1]));
        SmallDcc.Refusal(Range("49", "50 48"), "below the lower");
        SmallDcc.Refusal(Range("49", "50", @"\one"), "another unit");
        SmallDcc.Refusal(Range("49", "50 51").Replace("carbonmeter_voltage", "carbonmeter_frequencyMax", StringComparison.Ordinal), "second carbonmeter_frequencyMax");
        Assert.Equal(2, Table(Range("49", "50").Replace("carbonmeter_frequencyMin", "basic_x", StringComparison.Ordinal)).Points[0].Conditions.Count);
    }

    [Fact]
    public void An_influence_condition_of_the_list_is_a_condition_of_its_points()
    {
        var read = SmallDcc.With("<dcc:text><dcc:content>-</dcc:content></dcc:text>", $"<dcc:quantity>{List("20 40", @"\degreecelsius")}</dcc:quantity>")
            .Replace("<dcc:influenceCondition><dcc:name><dcc:content>As left", "<dcc:influenceCondition refType=\"basic_temperature\"><dcc:name><dcc:content>As left", StringComparison.Ordinal);
        Assert.Equal([new(Quantities.Temperature, 20m, 20m, @"\degreecelsius"), new(Quantities.Temperature, 40m, 40m, @"\degreecelsius")],
            Table(read).Points.Select(point => point.Conditions[2]));
    }

    [Theory]
    [InlineData("beforeAdjustment", AdjustmentStatus.AsFound)]
    [InlineData("beforeRepair", AdjustmentStatus.AsFound)]
    [InlineData("afterAdjustment", AdjustmentStatus.AsLeft)]
    [InlineData("afterRepair", AdjustmentStatus.AsLeft)]
    public void The_status_of_an_influence_condition_tells_before_from_after(string status, AdjustmentStatus expected)
    {
        Assert.Equal(expected, Table(SmallDcc.With(Status, $"<dcc:status>{status}</dcc:status>")).Status);
        Assert.Equal(expected, Table(SmallDcc.With(Status, "").Replace("\"basic_temperature\">", $"\"basic_temperature\"><dcc:status>{status}</dcc:status>", StringComparison.Ordinal)).Status);
        Assert.Equal(expected, Table(SmallDcc.With(Status, "").Replace("<dcc:result>", $"<dcc:result refType=\"basic_{status}\">", StringComparison.Ordinal)).Status);
    }

    [Fact]
    public void The_nearest_status_counts_and_two_at_once_are_refused()
    {
        Assert.Equal(AdjustmentStatus.AsLeft, Table(SmallDcc.With("<dcc:result>", "<dcc:result refType=\"basic_beforeAdjustment\">")).Status);
        Assert.Equal(AdjustmentStatus.NotAdjusted, Table(SmallDcc.With(Status, "")).Status);
        SmallDcc.Refusal(SmallDcc.With(TableRefType, TableRefType + " x_beforeAdjustment"), "data/list", "before and after");
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("gp_table1", "", 0)]
    [InlineData("carbonmeter_carbonDioxideFraction", Quantities.CarbonDioxideFraction, 0)]
    [InlineData("carbonmeter_channel8 carbonmeter_activeEnergy basic_x", Quantities.ActiveEnergy, 8)]
    public void The_kind_of_the_list_names_quantity_and_channel(string refType, string quantity, int channel)
    {
        var table = Table(SmallDcc.With(TableRefType, refType));
        Assert.Equal((quantity, channel), (table.Quantity, table.ChannelId));
        table = Table(SmallDcc.With(TableRefType, "").Replace("<dcc:data><dcc:list", $"<dcc:data refType=\"{refType}\"><dcc:list", StringComparison.Ordinal));
        Assert.Equal((quantity, channel), (table.Quantity, table.ChannelId));
    }

    [Theory]
    [InlineData("carbonmeter_channel0", "carbonmeter_channel8")]
    [InlineData("carbonmeter_channel9", "carbonmeter_channel8")]
    [InlineData("carbonmeter_channel12", "carbonmeter_channel8")]
    [InlineData("carbonmeter_channel", "carbonmeter_channel8")]
    [InlineData("carbonmeter_channel1 carbonmeter_channel2", "more than one")]
    [InlineData("carbonmeter_current carbonmeter_voltage", "more than one")]
    public void A_kind_that_names_no_channel_or_two_is_refused(string refType, string words) =>
        SmallDcc.Refusal(SmallDcc.With(TableRefType, refType), "data/list", words);

    [Fact]
    public void A_table_within_a_list_is_read_and_knows_what_stands_around_it()
    {
        var table = SmallDcc.With($"<dcc:list refType=\"{TableRefType}\">", $"<dcc:list refType=\"{TableRefType}\"><dcc:list>")
            .Replace("</dcc:list>", "</dcc:list></dcc:list>", StringComparison.Ordinal);
        Assert.Equal(2, Table(table).ChannelId);
    }

    [Fact]
    public void Points_are_read_to_the_greatest_count_and_no_more()
    {
        string With(int count) => SmallDcc.With(ErrorValues, string.Join(' ', Enumerable.Repeat("1", count)))
            .Replace("0.100 1e1", "7", StringComparison.Ordinal).Replace("0.08 0.06", "1", StringComparison.Ordinal).Replace("0.25 5", "5", StringComparison.Ordinal);
        Assert.Equal(10_000, Table(With(10_000)).Points.Count);
        SmallDcc.Refusal(With(10_001), "10001 points");
        int from = SmallDcc.Xml.IndexOf("<dcc:list ", StringComparison.Ordinal), to = SmallDcc.Xml.IndexOf("</dcc:data></dcc:result>", StringComparison.Ordinal);
        var two = With(9_999);
        two = two.Insert(two.IndexOf("</dcc:data></dcc:result>", StringComparison.Ordinal), SmallDcc.Xml[from..to]);
        SmallDcc.Refusal(two, "list[2]", "more points");
    }

    [Fact]
    public void Conditions_are_read_to_the_greatest_count_and_no_more()
    {
        string With(int count) => SmallDcc.With("\n<dcc:quantity refType=\"carbonmeter_current\">",
            string.Concat(Enumerable.Range(0, count - 2).Select(i => $"<dcc:quantity refType='carbonmeter_c{i}'>{Real("1")}</dcc:quantity>"))
            + "\n<dcc:quantity refType=\"carbonmeter_current\">");
        Assert.Equal(16, Table(With(16)).Points[0].Conditions.Count);
        SmallDcc.Refusal(With(17), "data/list", "16 conditions");
    }

    private static List<(decimal, decimal)> Uncertainties(string xml) =>
        [.. Table(xml).Points.Select(point => (point.ExpandedUncertainty, point.CoverageFactor))];

    /// <summary>The small certificate with other data than its list.</summary>
    private static string Data(string content)
    {
        int from = SmallDcc.Xml.IndexOf("<dcc:list ", StringComparison.Ordinal), to = SmallDcc.Xml.IndexOf("</dcc:data></dcc:result>", StringComparison.Ordinal);
        return SmallDcc.Xml[..from] + content + SmallDcc.Xml[to..];
    }
}
