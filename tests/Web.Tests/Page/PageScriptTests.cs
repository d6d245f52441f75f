using System.Globalization;
using System.Text.Json;

namespace CarbonMeter.Tests.Web.Page;

/// <summary>The page's own modules, asked directly in a browser: what a rounding or a gap must never do.</summary>
public sealed class PageScriptTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    [Theory]
    [InlineData("percent(799999)", "79.99%")]
    [InlineData("percent(800000)", "80.00%")]
    [InlineData("percent(999999)", "99.99%")]
    [InlineData("percent(0)", "0.00%")]
    [InlineData("energy(0)", "0.00 kWh")]
    [InlineData("energy(1)", "0.001 Wh")]
    [InlineData("energy(-2500)", "-2.5 Wh")]
    [InlineData("energy(453200000)", "453.2 kWh")]
    [InlineData("energy(1169747541234)", "1,169.75 MWh")]
    [InlineData("exactEnergy(1169747541234)", "1,169,747,541,234 mWh")]
    [InlineData("power(-12345678)", "-12.35 kW")]
    [InlineData("carbonToTheGram('801160093123456789')", "801,160.093 kg")]
    [InlineData("exactCarbon('9007199254740993')", "9,007,199,254,740,993 ng")]
    [InlineData("dayOf(1700063999)", "2023-11-15")]
    [InlineData("dayOf(1700064000)", "2023-11-16")]
    [InlineData("span(1700064000, 1700067600)", "16 Nov 2023, 00:00 – 01:00")]
    [InlineData("span(1700064000, 1700150400)", "16 Nov 2023, 00:00 – 24:00")]
    // An uncertainty is never rounded away.
    [InlineData("percentUp(1)", "0.01%")]
    [InlineData("percentUp(1001)", "0.11%")]
    [InlineData("percentUp(0)", "0.00%")]
    [InlineData("energyUp(1)", "0.1 Wh")]
    [InlineData("energyUp(99999)", "100.0 Wh")]
    [InlineData("energyUp(4840001)", "4.85 kWh")]
    [InlineData("energyUp(123400001)", "123.5 kWh")]
    [InlineData("energyUp(12370000001)", "12.38 MWh")]
    [InlineData("energyUp(0)", "0.0 Wh")]
    [InlineData("carbonUp('1')", "1 g")]
    [InlineData("carbonUp('3314000000001')", "3,315 g")]
    [InlineData("carbonUp('168000000000001')", "168.1 kg")]
    [InlineData("mass('0')", "0.00 kg")]
    [InlineData("mass('1')", "0.001 g")]
    [InlineData("mass('13500000')", "13.50 kg")]
    [InlineData("mass('12345678901234')", "12,345.68 t")]
    [InlineData("massUp('1')", "1 g")]
    [InlineData("fieldMoment(1700064000)", "2023-11-16T00:00")]
    [InlineData("fieldSeconds('2023-11-16T00:00')", "1700064000")]
    [InlineData("printedDay('2029-06-05')", "5 Jun 2029")]
    [InlineData("duration(8100)", "2 hrs 15 mins")]
    [InlineData("offset()", "+08:00")]
    public async Task Figures_are_told_without_claiming_more_than_is_known(string call, string expected)
    {
        var said = await EvaluateAsync($"import('/format.js').then(({{ Format }}) => String(new Format('en-GB', 480).{call}))");
        Assert.Equal(expected, said.GetString()!.Replace('\u00a0', ' '));
    }

    [Fact]
    public async Task A_step_of_the_curve_is_the_mean_of_its_slots_and_a_gap_ends_it()
    {
        // Three minutes of 1 kWh each, one slot of them missing, then nothing for ten minutes, then one more minute.
        const string Slots = "[0, 60, 180, 900].map(startUnixSeconds => ({ startUnixSeconds, flows: { ...none, pvMilliwattHours: 1e6 } }))";
        var points = await EvaluateAsync($$"""
            import('/series.js').then(({ KINDS, powerPoints }) => {
              const none = Object.fromEntries(KINDS.map(kind => [kind.field, 0]));
              return powerPoints({ lengthSeconds: 60, slots: {{Slots}} }, 0).pv;
            })
            """);
        Assert.Equal("[[0,60,60],[299999,60,60],[300000,null,null],[900000,60,60],[1199999,60,60],[1200000,null,null]]",
            points.GetRawText().Replace(" ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(86_400, "interval")]
    [InlineData(14 * 86_400, "hour")]
    [InlineData(244 * 86_400, "day")]
    public async Task A_longer_span_is_drawn_in_longer_slots(int seconds, string length)
    {
        var chosen = await EvaluateAsync($"import('/series.js').then(({{ lengthFor }}) => lengthFor({seconds.ToString(CultureInfo.InvariantCulture)}))");
        Assert.Equal(length, chosen.GetString());
    }

    [Fact]
    public async Task Both_languages_say_the_same_things()
    {
        var missing = await EvaluateAsync("""
            Promise.all([import('/i18n/en.js'), import('/i18n/zh.js')]).then(([en, zh]) => {
              const shape = (value, path) => value && typeof value === 'object' ? Object.keys(value).flatMap(key => shape(value[key], `${path}.${key}`))
                : [`${path} ${typeof value}`];
              const [a, b] = [shape(en.default, ''), shape(zh.default, '')];
              return [...a.filter(entry => !b.includes(entry)), ...b.filter(entry => !a.includes(entry))];
            })
            """);
        Assert.Equal("[]", missing.GetRawText());
    }

    private async Task<JsonElement> EvaluateAsync(string script)
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri + "favicon.svg", "en-GB", 400, 300);
        return (await page.Page.EvaluateAsync(script))!.Value;
    }
}
