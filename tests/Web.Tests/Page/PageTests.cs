using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Microsoft.Playwright;

namespace CarbonMeter.Tests.Web.Page;

public sealed class PageTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    [Theory]
    [InlineData("en", 1280, 800, "desktop")]
    [InlineData("zh", 1280, 800, "desktop")]
    [InlineData("en", 390, 844, "phone")]
    [InlineData("zh", 390, 844, "phone")]
    public async Task The_page_shows_what_the_api_says(string language, int width, int height, string device)
    {
        var (browser, park) = fixture.Needed();
        var page = await browser.OpenAsync(park.Uri, language == "zh" ? "zh-CN" : "en-GB", width, height);
        await page.FiguresAsync();
        await page.Page.Locator("#now-list dd").First.WaitForAsync();
        await page.PictureAsync($"page-{device}-{language}");
        var summary = await park.Running.GetAsync($"/api/v1/parks/{DayPark.ParkId}/summary");

        Assert.Equal(language, await page.Page.Locator("html").GetAttributeAsync("lang"));
        var share = summary.GetProperty("share");
        Assert.Equal(Percent(share.GetProperty("volumetricPpm")), await page.TextAsync("#share-volumetric"));
        Assert.Equal(Percent(share.GetProperty("hourlyPpm")), await page.TextAsync("#share-hourly"));
        Assert.Equal(Percent(summary.GetProperty("completeness").GetProperty("ppm")), await page.TextAsync("#completeness"));
        var carbon = summary.GetProperty("carbon");
        Assert.Equal(carbon.GetProperty("nanograms").GetString(), Digits(await page.TextAsync("#carbon-ng")));
        var kilograms = decimal.Parse(carbon.GetProperty("kilograms").GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal((Math.Floor(kilograms * 100) / 100).ToString("N2", CultureInfo.InvariantCulture), await page.TextAsync("#carbon-kg"));
        Assert.Contains("TEST-2022", await page.TextAsync("#factor-sets"));
        Assert.Contains("made for tests", await page.TextAsync("#factor-sets"));
        Assert.Equal(summary.GetProperty("meters").GetArrayLength(), await page.Page.Locator("#meters tbody tr").CountAsync());
        var balance = summary.GetProperty("balance");
        Assert.Equal((0, 22), (balance.GetProperty("residualPpm").GetInt32(), balance.GetProperty("wholeHours").GetInt32()));
        Assert.StartsWith("0.0 kWh", await page.TextAsync("#balance-residual"));
        Assert.Contains("22", await page.TextAsync("#balance-text"));
        // The verdict is the API's, in the language of the page.
        Assert.Equal("disagree", summary.GetProperty("verdict").GetProperty("code").GetString());
        Assert.Contains(language == "zh" ? "不一致" : "The definitions disagree", await page.TextAsync("#verdict"));
        // A name is shown as it is, markup and all.
        Assert.Equal("North works <b>&amp;</b>", await page.TextAsync("#park option"));

        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task The_exact_sum_on_the_page_is_that_of_the_signed_records()
    {
        var (browser, park) = fixture.Needed();
        var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        await page.Page.ClickAsync("#mode-whole");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#mode-whole').getAttribute('aria-pressed') === 'true'");
        await page.Page.WaitForFunctionAsync("() => { const [from, to] = document.body.dataset.shown.split('-'); return to - from === 172800; }");
        var sum = BigInteger.Zero;
        foreach (var record in (await park.Running.GetAsync("/api/v1/meters/m-grid/records?limit=1000")).GetProperty("records").EnumerateArray())
        {
            var read = await park.Running.GetAsync($"/api/v1/meters/m-grid/records/{record.GetProperty("sequence").GetInt64()}");
            foreach (var carbon in Find(read, "carbonNanograms")) sum += BigInteger.Parse(carbon.ToString(), CultureInfo.InvariantCulture);
        }
        Assert.Equal(sum.ToString(CultureInfo.InvariantCulture), Digits(await page.TextAsync("#carbon-ng")));
        await page.PictureAsync("page-whole-en");
    }

    [Fact]
    public async Task Old_data_are_said_to_be_old_and_other_days_can_be_looked_at()
    {
        var (browser, park) = fixture.Needed();
        var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        Assert.Equal("The newest data are of 16 Nov 2023: showing the last day with data. Park time.", await page.TextAsync("#period-note"));
        Assert.Equal("2023-11-16", await page.Page.InputValueAsync("#day"));
        Assert.True(await page.Page.IsDisabledAsync("#day-after"));
        var shown = await page.Page.GetAttributeAsync("body", "data-shown");
        await page.Page.ClickAsync("#day-before");
        await page.Page.WaitForFunctionAsync($"() => document.body.dataset.shown !== '{shown}'");
        Assert.Equal("15 Nov 2023. Park time.", await page.TextAsync("#period-note"));
        var first = await park.Running.GetAsync($"/api/v1/parks/{DayPark.ParkId}/summary?from=2023-11-15&to=2023-11-16");
        Assert.Equal(Percent(first.GetProperty("share").GetProperty("hourlyPpm")), await page.TextAsync("#share-hourly"));
        Assert.True(await page.Page.IsDisabledAsync("#day-before"));
    }

    [Fact]
    public async Task Holes_quarantine_and_silent_meters_are_said()
    {
        var (browser, park) = fixture.Needed();
        var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        await page.Page.ClickAsync("#holes-title");
        Assert.Contains("m-wind: 16 Nov 2023, 04:00 – 16 Nov 2023, 06:00, no power", await page.TextAsync("#holes"));
        Assert.Contains("m-forged: 1 message in quarantine", await page.TextAsync("#warnings"));
        await page.Page.Locator("#now-list dd").First.WaitForAsync();
        Assert.Contains("m-chp", await page.TextAsync("#now-note"));
        Assert.Contains("never evidence", await page.TextAsync("#now-note"));
    }

    [Fact]
    public async Task The_language_is_switched_on_the_spot_and_kept()
    {
        var (browser, park) = fixture.Needed();
        var page = await browser.OpenAsync(park.Uri, "de-DE", 1280, 800);
        await page.FiguresAsync();
        Assert.Equal("en", await page.Page.Locator("html").GetAttributeAsync("lang"));
        await page.Page.ClickAsync("#lang-zh");
        Assert.Equal("绿电占比", await page.TextAsync("#share-title"));
        await page.Page.ReloadAsync();
        await page.FiguresAsync();
        Assert.Equal("zh", await page.Page.Locator("html").GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task A_park_that_is_up_to_date_shows_today()
    {
        var (browser, _) = fixture.Needed();
        await using var park = await DayPark.StartAsync(DayPark.Evening);
        var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        Assert.StartsWith("Today, data up to ", await page.TextAsync("#period-note"));
    }

    [Fact]
    public async Task A_host_that_went_away_is_said_and_the_figures_stay()
    {
        var (browser, _) = fixture.Needed();
        await using var park = await DayPark.StartAsync();
        var page = await browser.OpenAsync(park.Uri, "en-GB", 390, 844, ColorScheme.Dark);
        await page.FiguresAsync();
        Assert.True(await page.Page.Locator("#trouble").IsHiddenAsync());
        var share = await page.TextAsync("#share-hourly");
        await park.StopHostAsync();
        await page.Page.Locator("#trouble:not([hidden])").WaitForAsync();
        Assert.StartsWith("The host cannot be reached. These are the figures of ", await page.TextAsync("#trouble"));
        Assert.Equal(share, await page.TextAsync("#share-hourly"));
        await page.PictureAsync("page-phone-dark-unreachable");
    }

    [Fact]
    public async Task A_host_without_a_park_says_what_to_do()
    {
        var (browser, _) = fixture.Needed();
        await using var running = await RunningHost.StartAsync();
        var page = await browser.OpenAsync(running.Host.HttpUri.ToString(), "en-GB", 390, 844);
        await page.Page.Locator("#empty:not([hidden])").WaitForAsync();
        Assert.StartsWith("No park is registered yet.", await page.TextAsync("#empty"));
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Complaints);
    }

    // Cut off, never rounded up, as the share itself.
    private static string Percent(JsonElement ppm) =>
        (ppm.GetInt32() / 100 / 100m).ToString("N2", CultureInfo.InvariantCulture) + " %";

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static IEnumerable<JsonElement> Find(JsonElement within, string name) => within.ValueKind switch
    {
        JsonValueKind.Object => within.EnumerateObject().SelectMany(entry => entry.Name == name ? [entry.Value] : Find(entry.Value, name)),
        JsonValueKind.Array => within.EnumerateArray().SelectMany(entry => Find(entry, name)),
        _ => [],
    };
}
