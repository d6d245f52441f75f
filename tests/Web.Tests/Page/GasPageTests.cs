using System.Text;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Mqtt;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;
using CarbonMeter.Web.Ingress;
using Microsoft.Playwright;

namespace CarbonMeter.Tests.Web.Page;

/// <summary>What the page shows of CO2 measured in a stack.</summary>
public sealed class GasPageTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    private const int QuarterSeconds = 900;
    private const long Begin = TestMeter.FirstStartUnixSeconds;

    [Theory]
    [InlineData("en-GB", 1280, 800, ColorScheme.Light)]
    [InlineData("zh-CN", 1280, 800, ColorScheme.Dark)]
    [InlineData("en-GB", 390, 844, ColorScheme.Dark)]
    [InlineData("zh-CN", 390, 844, ColorScheme.Light)]
    public async Task The_card_shows_what_the_api_says(string locale, int width, int height, ColorScheme scheme)
    {
        var (browser, _) = fixture.Needed();
        await using var running = await StartAsync();
        var stack = await AddStackAsync(running);
        await AddGridAsync(running);
        await using var client = await SendLiveAsync(running, stack);
        await using var page = await browser.OpenAsync(running.Host.HttpUri.ToString(), locale, width, height, scheme);
        await page.FiguresAsync();
        bool isEnglish = locale == "en-GB";
        await page.UntilAsync(".now-gas", isEnglish ? "Now: 11.80%, 565.4\u00a0kg/h, 40.0\u00a0°C" : "当前：11.80%");
        await page.Page.ClickAsync("#gas-card summary");
        var meter = Assert.Single((await running.GetAsync("/api/v1/parks/p/gas")).GetProperty("meters").EnumerateArray());
        Assert.Equal(meter.GetProperty("figures").GetProperty("massMilligrams").GetString(), await page.TitleDigitsAsync("#gas .figure"));
        string card = await page.TextAsync("#gas-card");
        Assert.Contains("±", card, StringComparison.Ordinal);
        Assert.Contains(isEnglish ? "dry, 0\u00a0°C, 101.325\u00a0kPa" : "干基, 0\u00a0°C, 101.325\u00a0kPa", card, StringComparison.Ordinal);
        Assert.Contains(isEnglish ? "SDP810: it had lost its settings" : "SDP810：设置丢失", card, StringComparison.Ordinal);
        Assert.Contains(isEnglish ? "beside the carbon of the grid import and is never part of it" : "绝不计入其中", card, StringComparison.Ordinal);
        Assert.Contains(isEnglish ? "Measured during 95.83% of the time." : "测量时间占 95.83%", card, StringComparison.Ordinal);
        Assert.True(await page.Page.Locator(".gas-chart canvas").EvaluateAsync<bool>("canvas => canvas.width > 100"));
        string row = await page.TextAsync("tr[data-meter=stack-1]");
        Assert.Contains("CO₂", row, StringComparison.Ordinal);
        Assert.DoesNotContain("Wh", row, StringComparison.Ordinal);
        Assert.Equal(0, await page.OverflowAsync());
        await page.PictureAsync($"gas-{locale[..2]}-{(width > 1000 ? "desktop" : "phone")}-{scheme.ToString().ToLowerInvariant()}");
        // A page that asks again keeps its one chart.
        await page.Page.ClickAsync("#whole");
        await page.UntilAsync("#period-label", "–");
        Assert.Equal(1, await page.Page.Locator(".gas-chart canvas").CountAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_park_of_gas_alone_shows_its_gas_and_no_energy()
    {
        var (browser, _) = fixture.Needed();
        await using var running = await StartAsync();
        await AddStackAsync(running);
        await using var page = await browser.OpenAsync(running.Host.HttpUri.ToString(), "en-GB", 390, 844);
        await page.FiguresAsync();
        await page.UntilAsync("#gas .figure", "CO₂");
        Assert.StartsWith("No data from today yet", await page.TextAsync("#period-note"));
        Assert.DoesNotContain("No records from this day", await page.TextAsync("#period-note"), StringComparison.Ordinal);
        Assert.Contains("CO₂", await page.TextAsync("tr[data-meter=stack-1]"), StringComparison.Ordinal);
        Assert.DoesNotContain("0.00 kWh", (await page.TextAsync("#meter-rows")).Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Equal("No live reading now.", await page.TextAsync(".now-gas"));
        await page.PictureAsync("gas-alone-en-phone-light");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_park_without_gas_shows_no_card()
    {
        var (browser, park) = fixture.Needed();
        await using var page = await browser.OpenAsync(park.Uri, "en-GB", 1280, 800);
        await page.FiguresAsync();
        Assert.True(await page.Page.IsHiddenAsync("#gas-card"));
    }

    private static async Task<RunningHost> StartAsync()
    {
        var running = await RunningHost.StartAsync();
        running.Host.Store.Registry.Put(new Park("p", "Brick works", 0));
        return running;
    }

    private static async Task AddGridAsync(RunningHost running)
    {
        var grid = new TestMeter("grid-1", seed: 2) { LengthSeconds = QuarterSeconds };
        await running.SendAsync(grid, [.. Enumerable.Range(0, 24).Select(_ => grid.Run(4, importMaxMilliwattHours: 90_000_000))]);
        running.Host.Store.Registry.Put(new Node("p", "grid", null, NodeRole.GridConnection, "Grid connection", false, grid.Id, 1));
    }

    // A day of a kiln with a fan that starts in the morning; the flow sensor is lost from 13:00 to 14:00.
    private static async Task<TestMeter> AddStackAsync(RunningHost running)
    {
        var stack = new TestMeter("stack-1", channels: 0) { LengthSeconds = QuarterSeconds };
        stack.MeasureGas(GasBasis.Dry);
        await running.SendAsync(stack, [.. Enumerable.Range(0, 24).Select(hour => stack.Run(4, run => Measure(run, hour))),
            Gap(stack, 13 * 3_600, 14 * 3_600), Gap(stack, 20 * 3_600, 20 * 3_600 + 240)]);
        running.Host.Store.Registry.Put(new Node("p", "kiln", null, NodeRole.Feeder, "Kiln stack", false, stack.Id, 1));
        return stack;
    }

    private static void Measure(IntervalRecord run, int hour)
    {
        foreach (var gas in run.Intervals.Select(interval => interval.Gas!))
        {
            gas.MassMilligrams = Reading.Of(gas.MassMilligrams.Value * (hour is > 5 and < 19 ? 14 : 3));
            if (hour != 13) continue;
            gas.MassMilligrams = gas.MassUncertaintyPpm = gas.VolumeLitres = gas.DifferentialPressureMillipascals = Reading.Missing;
            gas.MeasuredMs = 0;
        }
    }

    private static SignedRecord Gap(TestMeter meter, int fromSeconds, int toSeconds) => meter.Event(EventCode.SensorGap, "SDP810", gap =>
        (gap.Reason, gap.FromUnixMs, gap.ToUnixMs) = (6, Reading.Of((Begin + fromSeconds) * 1000), Reading.Of((Begin + toSeconds) * 1000)));

    private static async Task<MqttClient> SendLiveAsync(RunningHost running, TestMeter stack)
    {
        var client = await running.ConnectAsync(stack.Id);
        client.TryPublish(MeterTopic.Of(stack.Id, MeterTopic.Live), Encoding.UTF8.GetBytes("""
            {"at":1700000000000,"seq":1,"channels":[],"gas":{"carbonDioxidePpm":118000,"temperatureMillikelvins":313150,"massMicrogramsPerSecond":157064000}}
            """), MqttQos.AtMostOnce);
        await RunningHost.UntilAsync(() => Task.FromResult(running.Host.Live.All().Any(live => live.Reading?.Gas is not null)), "a live reading");
        return client;
    }
}
