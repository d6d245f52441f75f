using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace CarbonMeter.Tests.Web.Page;

/// <summary>One Chromium of the system for the tests of the page, and the folder their pictures go to.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    // A page that only looks at its own host asks nobody else for anything.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) { (_playwright, _browser) = (playwright, browser); }

    internal static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "artifacts", "screenshots")).FullName;

    /// <summary>Starts it; null where there is none.</summary>
    internal static async Task<Browser?> TryStartAsync()
    {
        var path = Environment.GetEnvironmentVariable("CARBONMETER_CHROMIUM") ?? Candidates.FirstOrDefault(File.Exists);
        if (path is null || !File.Exists(path)) return null;
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments, Headless = true }));
    }

    /// <summary>Opens an address and waits until its figures stand; everything the browser complains of is collected.</summary>
    internal async Task<OpenPage> OpenAsync(string uri, string locale, int width, int height, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser.NewContextAsync(new()
        {
            Locale = locale, ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, DeviceScaleFactor = 1,
        });
        var opened = new OpenPage(await context.NewPageAsync());
        await opened.Page.GotoAsync(uri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>What the tests of the page share: starting a browser takes longer than most of them.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    private Browser? _browser;
    private DayPark? _park;

    /// <summary>Browser and park; skips the test where there is no browser.</summary>
    internal (Browser Browser, DayPark Park) Needed()
    {
        Assert.SkipWhen(_browser is null, "no Chromium on this machine: install chromium or set CARBONMETER_CHROMIUM");
        return (_browser!, _park!);
    }

    public async ValueTask InitializeAsync()
    {
        _browser = await Browser.TryStartAsync();
        if (_browser is not null) _park = await DayPark.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_park is not null) await _park.DisposeAsync();
    }
}

/// <summary>An open page and what the browser complained of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private const float PatienceMs = 20_000;

    private readonly Dictionary<string, List<Action<JsonNode>>> _changes = [];

    internal OpenPage(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(PatienceMs);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) => { if (message.Type is "error" or "warning") Complaints.Add(message.Text); };
    }

    internal IPage Page { get; }

    internal List<string> Complaints { get; } = [];

    /// <summary>Waits until figures and live readings stand.</summary>
    internal async Task FiguresAsync()
    {
        await Page.Locator("#content:not(.waiting)").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Page.Locator(".tile").First.WaitForAsync();
    }

    internal async Task<string> TextAsync(string selector) => (await Page.Locator(selector).InnerTextAsync()).Trim();

    /// <summary>The digits of an element's title, where the exact figure stands behind the rounded one.</summary>
    internal async Task<string> TitleDigitsAsync(string selector) =>
        string.Concat((await Page.Locator(selector).GetAttributeAsync("title") ?? "").Where(char.IsAsciiDigit));

    /// <summary>Waits until an element's text has a part.</summary>
    internal Task UntilAsync(string selector, string part) => Page.WaitForFunctionAsync(
        "([selector, part]) => document.querySelector(selector)?.innerText.includes(part)", new[] { selector, part });

    /// <summary>Waits until the digits of an element's title are the given ones.</summary>
    internal Task UntilTitleDigitsAsync(string selector, string digits) => Page.WaitForFunctionAsync(
        "([selector, digits]) => document.querySelector(selector)?.title.replace(/\\D/g, '') === digits", new[] { selector, digits });

    /// <summary>Lets the page read the host's answer changed: for what is laborious to bring about. A later change sees an earlier one's.</summary>
    internal Task ChangeAsync(string pattern, Action<JsonNode> change)
    {
        if (!_changes.TryGetValue(pattern, out var changes)) _changes[pattern] = changes = [];
        changes.Add(change);
        return changes.Count > 1 ? Task.CompletedTask : Page.RouteAsync(pattern, async route =>
        {
            var answer = await route.FetchAsync();
            var body = JsonNode.Parse(await answer.TextAsync())!;
            foreach (var each in changes) each(body);
            await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
        });
    }

    /// <summary>A picture of the whole page, or of what the window shows of it, as of a dialog.</summary>
    internal Task PictureAsync(string name, bool isWindow = false) => Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Browser.Pictures, name + ".png"), FullPage = !isWindow, Animations = ScreenshotAnimations.Disabled,
    });

    /// <summary>How far the page is wider than the window, in pixels: more than nothing makes a phone scroll sideways.</summary>
    internal Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
