using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Microsoft.Playwright;

namespace CarbonMeter.Tests.Web.Page;

public sealed class PageTests(PageFixture fixture, ParkFixture parks) : IClassFixture<PageFixture>
{
    [Theory]
    [InlineData("en-GB", 1280, 800, ColorScheme.Light)]
    [InlineData("zh-CN", 1280, 800, ColorScheme.Dark)]
    [InlineData("en-GB", 390, 844, ColorScheme.Dark)]
    [InlineData("zh-CN", 390, 844, ColorScheme.Light)]
    public async Task The_page_shows_what_the_api_says(string locale, int width, int height, ColorScheme scheme)
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, locale, width, height, scheme);
        await page.FiguresAsync();
        await page.PictureAsync($"day-{locale[..2]}-{(width > 1000 ? "desktop" : "phone")}-{scheme.ToString().ToLowerInvariant()}");
        var summary = await park.Running.GetAsync($"/api/v1/parks/{DayPark.ParkId}/summary");

        // A name is shown as it is, markup and all.
        Assert.Equal("North works <b>&amp;</b>", await page.TextAsync("#park-name"));
        var share = summary.GetProperty("share");
        Assert.Equal(Percent(share.GetProperty("volumetricPpm")), await page.TextAsync(".share[data-kind=volumetric] b"));
        Assert.Equal(Percent(share.GetProperty("hourlyPpm")), await page.TextAsync(".share[data-kind=hourly] b"));
        Assert.Equal(Percent(summary.GetProperty("completeness").GetProperty("ppm")), await page.TextAsync("#complete"));
        Assert.Equal(summary.GetProperty("carbon").GetProperty("nanograms").GetString(), await page.TitleDigitsAsync("#carbon"));
        string kilograms = summary.GetProperty("carbon").GetProperty("kilograms").GetString()!;
        Assert.Contains(kilograms, (await page.TextAsync("#carbon-detail")).Replace(",", "", StringComparison.Ordinal));
        Assert.Contains("TEST-2022", await page.TextAsync("#factors"));
        Assert.Contains("made for tests", await page.TextAsync("#factors"));
        foreach (var (kind, field) in new[] { ("pv", "pv"), ("wind", "wind"), ("import", "gridImport"), ("export", "gridExport"), ("load", "load") })
        {
            string exact = summary.GetProperty("flows").GetProperty(field + "MilliwattHours").GetRawText();
            Assert.Equal(exact, await page.TitleDigitsAsync($"#legend li[data-kind={kind}]"));
        }
        Assert.Equal(summary.GetProperty("meters").GetArrayLength(), await page.Page.Locator("#meter-rows tr").CountAsync());
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Live_power_is_that_of_the_live_readings()
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        var live = await park.Running.GetAsync($"/api/v1/parks/{DayPark.ParkId}/live");
        long generation = live.GetProperty("pvMilliwatts").GetInt64() + live.GetProperty("windMilliwatts").GetInt64();
        Assert.Equal(Text(generation), await page.TitleDigitsAsync(".tile[data-kind=generation] .value"));
        Assert.Equal(live.GetProperty("loadMilliwatts").GetRawText(), await page.TitleDigitsAsync(".tile[data-kind=load] .value"));
        Assert.Equal("Live", await page.TextAsync("#live-text"));
        Assert.Contains("m-chp", await page.TextAsync("#now-note"));
    }

    [Theory]
    [InlineData("en-GB", "The two definitions disagree. By volume this is a low-carbon park; hour by hour it is in no class.")]
    [InlineData("zh-CN", "两种算法结论不一致：按总量达到低碳园区，逐小时匹配则未达到任何等级。")]
    public async Task Where_the_definitions_disagree_the_page_says_so(string locale, string sentence)
    {
        var (browser, park) = fixture.Needed();
        var share = (await park.Running.GetAsync($"/api/v1/parks/{DayPark.ParkId}/summary")).GetProperty("share");
        Assert.InRange(share.GetProperty("volumetricPpm").GetInt32(), 500_000, 799_999);
        Assert.InRange(share.GetProperty("hourlyPpm").GetInt32(), 0, 499_999);
        await using var page = await browser.OpenAsync(park.Uri, locale, 1280, 800);
        await page.FiguresAsync();
        Assert.StartsWith(sentence, await page.TextAsync("#verdict"));
    }

    [Fact]
    public async Task Old_data_are_said_to_be_old_and_other_days_can_be_looked_at()
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        Assert.StartsWith("No data from today yet: this is the last day with data", await page.TextAsync("#period-note"));
        Assert.True(await page.Page.IsDisabledAsync("#next"));
        await page.Page.ClickAsync("#previous");
        await page.UntilAsync("#period-label", "Wednesday");
        var first = await park.Running.GetAsync($"/api/v1/parks/{DayPark.ParkId}/summary?from=2023-11-15&to=2023-11-16");
        await page.UntilAsync(".share[data-kind=hourly] b", Percent(first.GetProperty("share").GetProperty("hourlyPpm")));
        Assert.True(await page.Page.IsDisabledAsync("#previous"));
        Assert.EndsWith("#period=2023-11-15", page.Page.Url);
        await page.Page.ClickAsync("#whole");
        var whole = await park.Running.GetAsync($"/api/v1/parks/{DayPark.ParkId}/summary?from=2023-11-15&to=2023-11-17");
        await page.UntilTitleDigitsAsync("#carbon", whole.GetProperty("carbon").GetProperty("nanograms").GetString()!);
        await page.PictureAsync("whole-en-desktop-light");
        await page.Page.ClickAsync("#curve-fold summary");
        await page.Page.Locator("#curve-table tbody tr").First.WaitForAsync();
        Assert.Equal(48, await page.Page.Locator("#curve-table tbody tr").CountAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task The_exact_sum_on_the_page_is_that_of_the_signed_records()
    {
        var (browser, park) = fixture.Needed();
        var sum = BigInteger.Zero;
        foreach (var record in (await park.Running.GetAsync("/api/v1/meters/m-grid/records?limit=1000")).GetProperty("records").EnumerateArray())
        {
            var read = await park.Running.GetAsync($"/api/v1/meters/m-grid/records/{record.GetProperty("sequence").GetInt64()}");
            foreach (var carbon in Find(read, "carbonNanograms")) sum += BigInteger.Parse(carbon.ToString(), CultureInfo.InvariantCulture);
        }
        await using var page = await browser.OpenAsync(park.Uri + "#period=all", "en-GB", 1280, 800);
        await page.FiguresAsync();
        Assert.Equal(sum.ToString(CultureInfo.InvariantCulture), await page.TitleDigitsAsync("#carbon"));
    }

    [Fact]
    public async Task Today_is_shown_as_today()
    {
        var (browser, _) = fixture.Needed();
        await using var park = await DayPark.StartAsync(DayPark.Evening);
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        Assert.StartsWith("Records up to ", await page.TextAsync("#period-note"));
        Assert.Equal("true", await page.Page.GetAttributeAsync("#today", "aria-pressed"));
    }

    [Fact]
    public async Task Holes_and_quarantine_are_said_with_their_reasons()
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        await page.Page.ClickAsync("#holes-summary");
        Assert.Contains("m-wind: the meter had no power", await page.TextAsync("#holes"));
        Assert.Contains("16 Nov 2023, 04:00 – 06:00", await page.TextAsync("#holes"));
        Assert.Contains("m-forged: 1 message in quarantine, not counted.", await page.TextAsync("#warning-list"));
    }

    [Fact]
    public async Task What_an_operator_must_look_into_is_named_meter_by_meter()
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync("about:blank", "en-GB", 1280, 800);
        await page.ChangeAsync("**/api/v1/meters", meters => meters.AsArray().First(meter => (string?)meter!["id"] == "m-pv")!["forks"] = 2);
        await page.ChangeAsync("**/api/v1/meters", meters => meters.AsArray().First(meter => (string?)meter!["id"] == "m-load")!["chainGaps"] = 1);
        await page.ChangeAsync("**/api/v1/parks/*/summary*", summary => summary["completeness"]!["holes"]![0]!["reason"] = "journal full");
        await page.ChangeAsync("**/healthz", health =>
        {
            health["ingest"]!["isHealthy"] = false;
            health["ingest"]!["detail"] = "The disk is full.";
        });
        await page.Page.GotoAsync(park.Uri);
        await page.FiguresAsync();
        string warnings = await page.TextAsync("#warning-list");
        Assert.Contains("m-pv: 2 records contradict another one", warnings);
        Assert.Contains("m-load: 1 place in the chain where records are missing.", warnings);
        Assert.Contains("m-wind: records were lost in the meter, 16 Nov 2023, 04:00 – 06:00.", warnings);
        Assert.Contains("The disk is full.", warnings);
    }

    [Fact]
    public async Task A_host_with_several_parks_lets_one_be_chosen()
    {
        var (browser, _) = fixture.Needed();
        await using var page = await browser.OpenAsync(parks.Running.Host.HttpUri.ToString(), "en-GB", 390, 844);
        await page.FiguresAsync();
        Assert.Equal("First park", await page.Page.Locator("#park-select option:checked").InnerTextAsync());
        await page.Page.SelectOptionAsync("#park-select", "empty");
        await page.UntilAsync("#empty-text", "The first figures appear as soon as");
        Assert.True(await page.Page.IsHiddenAsync("#content"));
        await page.Page.SelectOptionAsync("#park-select", ParkFixture.ParkId);
        await page.Page.Locator("#content").WaitForAsync();
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_record_is_three_clicks_from_its_figure()
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        await page.Page.ClickAsync("tr[data-meter=m-grid] [data-records]");
        await page.UntilAsync("#records-title", "Records of m-grid");
        await page.PictureAsync("records-en-desktop-light");
        var link = await page.Page.Locator("#records-table tbody tr").First.Locator("a[download]").GetAttributeAsync("href");
        byte[] bytes = await park.Running.Http.GetByteArrayAsync("/" + link);
        Assert.Equal(0xD2, bytes[0]);
        string key = await park.Running.Http.GetStringAsync("/" + await page.Page.Locator("tr[data-meter=m-grid] a[download]").GetAttributeAsync("href"));
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", key);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task The_language_is_switched_on_the_spot_and_kept()
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, "de-DE", 1280, 800);
        await page.FiguresAsync();
        Assert.Equal("en", await page.Page.GetAttributeAsync("html", "lang"));
        await page.Page.ClickAsync("button[data-lang=zh]");
        Assert.Equal("负荷的绿电占比", await page.TextAsync("#share-title"));
        await page.Page.ReloadAsync();
        await page.FiguresAsync();
        Assert.Equal("zh-CN", await page.Page.GetAttributeAsync("html", "lang"));
        Assert.Equal("负荷的绿电占比", await page.TextAsync("#share-title"));
    }

    [Fact]
    public async Task A_host_that_went_away_is_said_and_its_return_is_noticed()
    {
        var (browser, _) = fixture.Needed();
        await using var park = await DayPark.StartAsync();
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 390, 844);
        await page.FiguresAsync();
        Assert.True(await page.Page.IsHiddenAsync("#banner"));
        string share = await page.TextAsync(".share[data-kind=hourly] b");
        await park.StopHostAsync();
        await page.UntilAsync("#banner", "The host cannot be reached.");
        Assert.Equal("Host not reachable", await page.TextAsync("#live-text"));
        Assert.Equal(share, await page.TextAsync(".share[data-kind=hourly] b"));
        await page.PictureAsync("unreachable-en-phone-light");
        await park.StartHostAgainAsync();
        await page.Page.Locator("#banner").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("zh-CN")]
    public async Task Nothing_scrolls_sideways_on_the_narrowest_phone(string locale)
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, locale, 360, 740);
        await page.FiguresAsync();
        await page.Page.ClickAsync("#holes-summary");
        await page.Page.ClickAsync("#curve-fold summary");
        Assert.Equal(0, await page.OverflowAsync());
        await page.PictureAsync($"narrow-{locale[..2]}");
    }

    [Fact]
    public async Task A_host_without_a_park_says_so()
    {
        var (browser, _) = fixture.Needed();
        await using var running = await RunningHost.StartAsync();
        await using var page = await browser.OpenAsync(running.Host.HttpUri.ToString(), "en-GB", 390, 844);
        await page.Page.Locator("#empty").WaitForAsync();
        Assert.Equal("No park is registered on this host yet.", await page.TextAsync("#empty-text"));
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Complaints);
    }

    // Cut off, never rounded up, as the share itself.
    private static string Percent(JsonElement ppm) => (ppm.GetInt32() / 100 / 100m).ToString("N2", CultureInfo.InvariantCulture) + "%";

    private static IEnumerable<JsonElement> Find(JsonElement within, string name) => within.ValueKind switch
    {
        JsonValueKind.Object => within.EnumerateObject().SelectMany(entry => entry.Name == name ? [entry.Value] : Find(entry.Value, name)),
        JsonValueKind.Array => within.EnumerateArray().SelectMany(entry => Find(entry, name)),
        _ => [],
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
