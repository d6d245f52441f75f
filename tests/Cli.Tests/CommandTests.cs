using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
        foreach (var command in new[] { "demo", "serve", "meter", "verify", "export", "factors", "cert", "lab", "chain", "firmware" })
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
    public async Task A_factor_sets_uncertainty_is_stated_with_its_source()
    {
        using var ctl = new CarbonCtl();
        var stated = await ctl.RunAsync("factors", "state", "CN-IM-2022", "--percent", "2.5", "--source", "a study", "--data", "data");
        Assert.True(stated.ExitCode == 0, stated.Error);
        // The hash is that of the worked example in docs/formats/factor-set.md.
        Assert.Contains("c2ca2198c33199156b9cf05a4064157f0bc50f316896a83ab7fa3cb3f5210ce4", stated.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ctl.RunAsync("factors", "state", "c2ca2198", "--percent", "0.0001", "--source", "x", "--data", "data")).ExitCode);
        using var store = CarbonMeter.Storage.Sqlite.SqliteStore.OpenBeside(Path.Combine(ctl.Folder, "data", "ledger.db"));
        Assert.Equal([(25_000, "a study"), (1, "x")], store.Facts.Facts().Select(recorded => recorded.Fact)
            .OfType<CarbonMeter.Domain.Traceability.FactorUncertaintyStated>().Select(fact => (fact.StandardUncertaintyPpm, fact.Source)));
        foreach (var arguments in new[] { new[] { "CN-IM-2022", "--percent", "101", "--source", "x" }, ["CN-IM-2022", "--percent", "0.00001", "--source", "x"],
            ["CN-IM-2022", "--percent", "1", "--source", " "], ["nowhere", "--percent", "1", "--source", "x"], ["abcdef99", "--percent", "1", "--source", "x"] })
        {
            var refused = await ctl.RunAsync(["factors", "state", .. arguments, "--data", "data"]);
            Assert.Equal(2, refused.ExitCode);
            Assert.NotEmpty(refused.Error);
        }
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
    public async Task A_table_that_goes_to_a_file_is_not_cut()
    {
        using var ctl = new CarbonCtl();
        var place = string.Join(' ', Enumerable.Repeat("behind the third door of hall seven", 5));
        Assert.Equal(0, (await ctl.RunAsync("meter", "add", "m", "--key", ctl.Write("key.pem", NewKeyPem()), "--place", place, "--data", "data")).ExitCode);
        var list = await ctl.RunAsync("meter", "list", "--data", "data");
        Assert.Contains(place, list.Output, StringComparison.Ordinal);
        Assert.Contains("Interval", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', list.Output);
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
    public async Task A_meter_added_again_keeps_what_is_not_named()
    {
        using var ctl = new CarbonCtl();
        var key = ctl.Write("key.pem", NewKeyPem());
        Assert.Equal(0, (await ctl.RunAsync("meter", "add", "m", "--key", key, "--place", "Hall 7", "--interval", "900", "--data", "data")).ExitCode);
        var again = await ctl.RunAsync("meter", "add", "m", "--key", key, "--park", "works", "--role", "gridConnection", "--data", "data");
        Assert.True(again.ExitCode == 0, again.Error);
        var meter = JsonDocument.Parse((await ctl.RunAsync("meter", "list", "--json", "--data", "data")).Output).RootElement[0];
        Assert.Equal("Hall 7", meter.GetProperty("place").GetString());
        Assert.Equal(900, meter.GetProperty("expectedIntervalSeconds").GetInt32());
    }

    [Theory]
    [InlineData("--park bad/park --role load", "bad/park")]
    [InlineData("--park p --role nonsense", "gridConnection")]
    [InlineData("--park p --role load --utc-offset 900", "840")]
    [InlineData("--interval 7", "divide 3600")]
    public async Task A_meter_that_is_refused_is_not_registered(string options, string says)
    {
        using var ctl = new CarbonCtl();
        var key = ctl.Write("key.pem", NewKeyPem());
        Assert.Equal(0, (await ctl.RunAsync("meter", "add", "first", "--key", key, "--data", "data")).ExitCode);
        var add = await ctl.RunAsync(["meter", "add", "second", "--key", key, "--data", "data", .. options.Split(' ')]);
        Assert.Equal(2, add.ExitCode);
        Assert.Contains(says, add.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await ctl.RunAsync("meter", "show", "second", "--data", "data")).ExitCode);
    }

    [Theory]
    [InlineData("--mqtt-address 0.0.0.0", "TLS")]
    [InlineData("--tls-cert none.pem", "none.pem")]
    [InlineData("--tls-cert no-certificate.pem", "no-certificate.pem")]
    [InlineData("--tls-key no-certificate.pem", "--tls-cert")]
    [InlineData("--data no-certificate.pem", "is a file")]
    public async Task Serve_says_which_option_cannot_be_used(string options, string says)
    {
        using var ctl = new CarbonCtl();
        ctl.Write("no-certificate.pem", "nothing of the kind");
        var serve = await ctl.RunAsync(["serve", "--http-port", "0", "--mqtt-port", "0", .. options.Split(' ')]);
        Assert.Equal(2, serve.ExitCode);
        Assert.Contains(says, serve.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", serve.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pfx_opens_with_the_password_of_a_file_and_an_expired_one_is_told()
    {
        using var ctl = new CarbonCtl();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var expired = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-2), now.AddDays(-1));
        File.WriteAllBytes(ctl.PathOf("own.pfx"), expired.Export(X509ContentType.Pfx, "open sesame"));
        string[] options = ["serve", "--data", "data", "--http-port", "0", "--mqtt-port", "0", "--tls-cert", "own.pfx", "--tls-password-file"];
        var wrong = await ctl.RunAsync([.. options, ctl.Write("wrong.txt", "wrong\n")]);
        Assert.Equal(2, wrong.ExitCode);
        using var serve = ctl.Start([.. options, ctl.Write("right.txt", "open sesame\n")]);
        try
        {
            var said = await serve.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Contains("expired", said, StringComparison.Ordinal);
            await serve.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Contains("mqtts://", await serve.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)), StringComparison.Ordinal);
        }
        finally
        {
            serve.Kill();
            await serve.WaitForExitAsync();
        }
    }
}
