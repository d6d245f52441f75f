using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace CarbonMeter.Tests.Cli;

public sealed class CommandTests
{
    private static string NewKeyPem() => ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfoPem();

    [Fact]
    public async Task Help_names_every_command_and_tells_what_it_is_for()
    {
        using var ctl = new CarbonCtl();
        var help = await ctl.RunAsync("--help");
        Assert.Equal(0, help.ExitCode);
        foreach (var command in new[] { "demo", "serve", "meter", "verify", "export", "factors" })
        {
            Assert.Contains(command, help.Output, StringComparison.Ordinal);
            var own = await ctl.RunAsync(command, "--help");
            Assert.Equal(0, own.ExitCode);
            Assert.Contains("Usage:", own.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("demo", "--days", "0")]
    [InlineData("demo", "--http-port", "70000")]
    [InlineData("demo", "--profile", "x.csv")]
    [InlineData("export", "--records", "r")]
    [InlineData("verify", "there-is-no-such-file.cose")]
    [InlineData("meter", "list", "--data", "nowhere")]
    [InlineData("meter", "add", "bad/id", "--key", "k.pem")]
    [InlineData("serve", "--http-address", "everywhere")]
    public async Task A_command_line_that_cannot_be_used_exits_with_2_and_says_why(params string[] arguments)
    {
        using var ctl = new CarbonCtl();
        var result = await ctl.RunAsync(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meter_is_added_listed_and_shown()
    {
        using var ctl = new CarbonCtl();
        var key = ctl.Write("key.pem", NewKeyPem());
        var add = await ctl.RunAsync("meter", "add", "hall-7", "--key", key, "--place", "Hall 7", "--interval", "900", "--park", "works", "--role", "load", "--data", "data");
        Assert.True(add.ExitCode == 0, add.Error);
        var list = await ctl.RunAsync("meter", "list", "--json", "--data", "data");
        var meter = JsonDocument.Parse(list.Output).RootElement.EnumerateArray().Single();
        Assert.Equal("hall-7", meter.GetProperty("id").GetString());
        Assert.Equal("Hall 7", meter.GetProperty("place").GetString());
        Assert.Equal(900, meter.GetProperty("expectedIntervalSeconds").GetInt32());
        Assert.Equal(await File.ReadAllTextAsync(key), meter.GetProperty("publicKeyPem").GetString()!.TrimEnd() + (File.ReadAllText(key).EndsWith('\n') ? "\n" : ""));
        Assert.Equal(0, (await ctl.RunAsync("meter", "show", "hall-7", "--data", "data")).ExitCode);
        Assert.Equal(1, (await ctl.RunAsync("meter", "show", "hall-8", "--data", "data")).ExitCode);
        // Adding it again is harmless; another key under its id is not.
        Assert.Equal(0, (await ctl.RunAsync("meter", "add", "hall-7", "--key", key, "--place", "Hall 7", "--interval", "900", "--data", "data")).ExitCode);
        var other = await ctl.RunAsync("meter", "add", "hall-7", "--key", ctl.Write("other.pem", NewKeyPem()), "--data", "data");
        Assert.Equal(2, other.ExitCode);
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused()
    {
        using var ctl = new CarbonCtl();
        var result = await ctl.RunAsync("meter", "add", "m", "--key", ctl.Write("key.pem", "not a key"), "--data", "data");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("key.pem", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_answers_until_it_is_told_to_stop_and_keeps_others_off_its_ledger()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ends a process by signal");
        using var ctl = new CarbonCtl();
        using var serve = ctl.Start("serve", "--data", "data", "--http-port", "0", "--mqtt-port", "0");
        try
        {
            var line = await serve.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            var address = new Uri(line!.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]);
            using var http = new HttpClient();
            Assert.Contains("true", await http.GetStringAsync(new Uri(address, "healthz")), StringComparison.Ordinal);
            var second = await ctl.RunAsync("serve", "--data", "data", "--http-port", "0", "--mqtt-port", "0");
            Assert.Equal(3, second.ExitCode);
            Assert.Contains("in use by another host", second.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
            using (var kill = Process.Start("kill", ["-TERM", serve.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
            await serve.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Equal(0, serve.ExitCode);
        }
        finally
        {
            if (!serve.HasExited) serve.Kill();
        }
    }

    [Fact]
    public async Task Serve_refuses_plain_mqtt_beyond_this_machine()
    {
        using var ctl = new CarbonCtl();
        var serve = await ctl.RunAsync("serve", "--data", "data", "--http-port", "0", "--mqtt-port", "0", "--mqtt-address", "0.0.0.0");
        Assert.Equal(3, serve.ExitCode);
        Assert.Contains("TLS", serve.Error, StringComparison.Ordinal);
    }
}
