using System.Globalization;
using System.Text.Json;
using CarbonMeter.Domain.Traceability;
using Microsoft.Playwright;

namespace CarbonMeter.Tests.Web.Page;

public sealed class CalibrationPageTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    private static string Summary => $"/api/v1/parks/{DayPark.ParkId}/summary";

    private static string Digits(JsonElement figure, string name) => figure.GetProperty(name).GetRawText();

    [Fact]
    public async Task Beside_all_energy_stands_what_is_certified_and_how_well_it_is_known()
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        var summary = await park.Running.GetAsync(Summary);
        var certified = summary.GetProperty("certified");
        foreach (var (row, field) in new[] { ("load", "load"), ("import", "gridImport"), ("pv", "pv"), ("wind", "wind"), ("charge", "charge") })
        {
            string cell = $"#certified-table tr[data-flow={row}]";
            Assert.Equal(Digits(summary.GetProperty("flows"), field + "MilliwattHours"), await page.TitleDigitsAsync($"{cell} td:nth-child(2)"));
            var figure = certified.GetProperty("flows").GetProperty(field);
            Assert.Equal(Digits(figure, "milliwattHours"), await page.TitleDigitsAsync($"{cell} td:nth-child(3) > span"));
            if (figure.GetProperty("milliwattHours").GetInt64() > 0)
                Assert.Equal(Digits(figure, "expandedMilliwattHours"), await page.TitleDigitsAsync($"{cell} .plus-minus"));
        }
        var band = certified.GetProperty("share").GetProperty("hourly");
        string line = await page.TextAsync(".share[data-kind=hourly] .certified-line");
        Assert.StartsWith("certified " + (band.GetProperty("sharePpm").GetInt32() / 100 / 100m).ToString("N2", CultureInfo.InvariantCulture) + "% ± ", line);
        // The turbine is green and not certified: with it the share might be another class.
        Assert.EndsWith("class not certain", line);
        Assert.Contains("the factor not stated. Together not stated.", await page.TextAsync("#carbon-certified"));
        Assert.Equal("Demonstration", await page.TextAsync("#certified-marks"));
        string reasons = await page.TextAsync("#uncertified");
        Assert.Contains("No certificate of meter m-wind is known here.", reasons);
        Assert.Contains("Certificate WORK-m-battery ended on 2023-11-15.", reasons);
        Assert.Contains("not certified", await page.TextAsync("tr[data-meter=m-battery]"));
        Assert.Contains("certified ± ", (await page.TextAsync("tr[data-meter=m-load]")).Replace('\u00a0', ' '));
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData("en-GB", 1280, 800, ColorScheme.Light, "Certified for what is measured from 5 Jun 2023, 08:00 to 6 Jun 2029, 08:00.")]
    [InlineData("zh-CN", 390, 844, ColorScheme.Dark, "已认证，适用于 2023年6月5日 08:00 至 2029年6月6日 08:00 的计量。")]
    public async Task A_meters_chain_is_shown_link_by_link(string locale, int width, int height, ColorScheme scheme, string says)
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, locale, width, height, scheme);
        await page.FiguresAsync();
        await page.Page.ClickAsync("tr[data-meter=m-pv] [data-chain]");
        await page.Page.Locator("#chain-dialog[open] .tree").First.WaitForAsync();
        Assert.Contains(says, (await page.TextAsync(".chain-verdict")).Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal(["WORK-m-pv", "PROV-2023-5", "NMI-2022-77", "NMI-2022-1"], await page.Page.Locator("#chain .tree .name").AllInnerTextsAsync());
        // Each stands inside the one it was used for.
        Assert.Equal(1, await page.Page.Locator("#chain .tree .tree .tree .tree").CountAsync());
        Assert.Equal(24, await page.Page.Locator("#chain .checks li").CountAsync());
        Assert.Equal(1, await page.Page.Locator("#chain .tree .demonstration").CountAsync());
        Assert.Equal(1, await page.Page.Locator("#chain .notice").CountAsync());
        string name = $"{locale[..2]}-{(width > 1000 ? "desktop" : "phone")}";
        await page.PictureAsync("chain-" + name, isWindow: true);
        await page.Page.ClickAsync("#history-fold summary");
        await page.Page.Locator("#history li").First.WaitForAsync();
        foreach (var fold in await page.Page.Locator("#chain details summary").AllAsync()) await fold.ClickAsync();
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("(d => d.scrollWidth - d.clientWidth)(document.getElementById('chain-dialog'))"));
        await page.Page.EvaluateAsync("document.getElementById('chain-dialog').scrollTop = 99999");
        await page.PictureAsync("chain-all-" + name, isWindow: true);
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData("m-battery", "invalid", "Certificate WORK-m-battery ended on 2023-11-15.")]
    [InlineData("m-wind", "cannotTell", "No certificate of meter m-wind is known here.")]
    public async Task What_is_wrong_with_a_chain_is_said_where_it_is_wrong(string meter, string outcome, string sentence)
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 390, 844);
        await page.FiguresAsync();
        await page.Page.ClickAsync($"#uncertified [data-chain={meter}]");
        await page.Page.Locator("#chain-dialog[open] .chain-verdict").WaitForAsync();
        Assert.Equal(1, await page.Page.Locator($".chain-verdict.{outcome}").CountAsync());
        Assert.Contains(sentence, await page.TextAsync("#chain .findings"));
        await page.PictureAsync("chain-" + outcome, isWindow: true);
    }

    [Theory]
    [InlineData("en-GB", 1280, 800, ColorScheme.Dark)]
    [InlineData("zh-CN", 360, 740, ColorScheme.Light)]
    public async Task A_certificate_is_two_clicks_away_with_its_own_figures_and_its_bytes(string locale, int width, int height, ColorScheme scheme)
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, locale, width, height, scheme);
        await page.FiguresAsync();
        await page.Page.ClickAsync("tr[data-meter=m-pv] [data-chain]");
        await page.Page.ClickAsync("#chain .tree .name >> nth=0");
        await page.Page.Locator("#certificate-dialog[open] dl").WaitForAsync();
        await page.PictureAsync($"certificate-{locale[..2]}-{(width > 1000 ? "desktop" : "phone")}", isWindow: true);
        Assert.Equal("WORK-m-pv", await page.TextAsync("#certificate-title"));
        Assert.Equal(1, await page.Page.Locator("#certificate-marks .demonstration").CountAsync());
        string figures = await page.TextAsync("#certificate table");
        Assert.Contains("0.1 A", figures);
        Assert.Contains("± 0.1", figures);
        Assert.Equal(8, await page.Page.Locator("#certificate tbody tr").CountAsync());
        var link = page.Page.Locator("#certificate-links a[download]");
        byte[] bytes = await park.Running.Http.GetByteArrayAsync("/" + await link.GetAttributeAsync("href"));
        string hash = await page.TextAsync("#certificate .hash");
        Assert.Equal(hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        Assert.Equal("WORK-m-pv.xml", await link.GetAttributeAsync("download"));
        // Up the chain from certificate to certificate.
        await page.Page.ClickAsync("#certificate dd [data-certificate]");
        await page.UntilAsync("#certificate-title", "PROV-2023-5");
        Assert.Equal(0, await page.Page.Locator("#certificate-marks .demonstration").CountAsync());
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("(d => d.scrollWidth - d.clientWidth)(document.getElementById('certificate-dialog'))"));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_chain_is_opened_and_left_by_the_keyboard_alone()
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        await page.Page.FocusAsync("tr[data-meter=m-load] [data-chain]");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Locator("#chain-dialog[open] .tree").First.WaitForAsync();
        await page.Page.FocusAsync("#chain .tree .name >> nth=1");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilAsync("#certificate-title", "PROV-2023-5");
        await page.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(1, await page.Page.Locator("#chain-dialog[open]").CountAsync());
        Assert.Equal(0, await page.Page.Locator("#certificate-dialog[open]").CountAsync());
        await page.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await page.Page.Locator("#chain-dialog[open]").CountAsync());
        Assert.Equal("m-load", await page.Page.EvaluateAsync<string>("document.activeElement.dataset.chain"));
        // Marks are told in words too.
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("Certified", await page.Page.Locator("#chain-dialog .chain-verdict .outcome").GetAttributeAsync("aria-label"));
    }

    [Fact]
    public async Task Where_a_band_crosses_no_line_and_all_is_certified_the_class_is_certain()
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync("about:blank", "en-GB", 1280, 800);
        await page.ChangeAsync("**/api/v1/parks/*/summary*", summary =>
        {
            var share = summary["certified"]!["share"]!;
            (share["volumetric"]!["lowPpm"], share["volumetric"]!["highPpm"], share["volumetric"]!["class"], share["volumetric"]!["isCertain"]) = (505_000, 585_000, "low-carbon", true);
            (share["hourly"]!["lowPpm"], share["hourly"]!["highPpm"]) = (420_000, 520_000);
        });
        await page.Page.GotoAsync(park.Uri);
        await page.FiguresAsync();
        Assert.Equal("certainly low-carbon park", await page.TextAsync(".share[data-kind=volumetric] .certain"));
        Assert.Equal("class not certain", await page.TextAsync(".share[data-kind=hourly] .uncertain"));
        var style = await page.Page.Locator(".share[data-kind=hourly] .band").GetAttributeAsync("style");
        Assert.Equal("left: 42%; width: 10%;", style);
        await page.Page.Locator(".shares").ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, "bands.png") });
    }

    [Fact]
    public async Task What_runs_out_is_told_with_what_it_means()
    {
        var (browser, _) = fixture.Needed();
        await using var park = await DayPark.StartAsync(DayPark.Evening);
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 390, 844);
        await page.FiguresAsync();
        var entry = page.Page.Locator("#calendar li");
        Assert.Equal(1, await entry.CountAsync());
        string text = await entry.InnerTextAsync();
        Assert.Contains("16 Jan 2024", text);
        Assert.Contains("in 61 days", text);
        Assert.Contains("Certificate PROV-2023-5 of a standard", text);
        Assert.Contains("Concerns m-chp, m-grid, m-load, m-pv.", text);
        await page.Page.Locator(".beside").ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, "calendar.png") });
        await page.Page.ClickAsync("#calendar [data-certificate]");
        await page.UntilAsync("#certificate-title", "PROV-2023-5");
    }

    [Fact]
    public async Task As_known_on_an_earlier_day_is_a_choice_away_and_so_is_the_way_back()
    {
        var (browser, _) = fixture.Needed();
        await using var park = await CertifiedPark.StartAsync();
        park.NowUnixSeconds = CertifiedPark.ReceivedAt + 600;
        await park.LearnChainsAsync();
        park.NowUnixSeconds = CertifiedPark.ReceivedAt + 1_200;
        await park.LearnAsync(new CertificateRevoked(park.Chains["load-1"].Working.Hash, CertifiedPark.From, "dropped"));
        park.NowUnixSeconds = CertifiedPark.ReceivedAt + 1_800;
        await using var page = await browser.OpenAsync(park.Running.Host.HttpUri.ToString(), "en-GB", 390, 844);
        await page.FiguresAsync();
        Assert.StartsWith("0.00%", await page.TextAsync("#certified"));
        Assert.Contains("dropped", await page.TextAsync("#uncertified"));

        // 00:15 by the park's clock, which is UTC: after the certificates came, before the revocation.
        await page.Page.FillAsync("#as-of", "2023-11-16T00:15");
        await page.UntilAsync("#certified", "100.00%");
        Assert.Equal("As known on 16 Nov 2023, 00:15: only records received by then count, and the verdicts held then.", await page.TextAsync("#as-of-note"));
        Assert.EndsWith("#asOf=1700093700", page.Page.Url);
        // The same span as before: what is asked anew is only what was known.
        Assert.Equal("100.00%", await page.TextAsync("#complete"));
        await page.PictureAsync("as-of-en-phone");
        Assert.Equal(0, await page.OverflowAsync());
        await page.Page.ClickAsync("tr[data-meter=load-1] [data-chain]");
        await page.Page.Locator("#chain-dialog[open] .chain-verdict.valid").WaitForAsync();
        await page.Page.ClickAsync("#chain-close");
        await page.Page.FillAsync("#as-of", "2023-11-16T00:05");
        await page.UntilAsync("#certified", "0.00%");
        Assert.DoesNotContain("dropped", await page.TextAsync("#uncertified"));
        // The address keeps the question.
        await page.Page.ReloadAsync();
        await page.FiguresAsync();
        Assert.Equal("2023-11-16T00:05", await page.Page.InputValueAsync("#as-of"));
        await page.Page.ClickAsync("#as-of-now");
        await page.UntilAsync("#uncertified", "dropped");
        Assert.True(await page.Page.IsHiddenAsync("#as-of-note"));
        Assert.DoesNotContain("#", page.Page.Url);
        // What lies ahead nobody knows: it is not asked.
        await page.Page.FillAsync("#as-of", "2030-01-01T00:00");
        Assert.True(await page.Page.IsHiddenAsync("#as-of-note"));
        Assert.Empty(page.Complaints);
    }
}
