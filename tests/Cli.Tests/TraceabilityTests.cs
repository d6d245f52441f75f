using System.Text.Json;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Cli;

public sealed class TraceabilityTests
{
    private const string Laboratory = """
        {
          "code": "LAB-1", "name": "First laboratory", "isNationalInstitute": false, "signerNames": [],
          "scopes": [
            { "quantity": "activeEnergy", "rangeFrom": 0.05, "rangeTo": 100, "unit": "\\ampere", "capabilityPpm": 150,
              "methods": ["JJG 597"], "accreditedFrom": "2024-01-01", "accreditedTo": "2029-12-31" }
          ]
        }
        """;

    [Fact]
    public async Task The_real_certificate_verifies_and_the_manipulated_one_does_not()
    {
        var folder = OutsideData.Require("dcc");
        using var ctl = new CarbonCtl();
        string[] trust = ["--trust", Path.Combine(folder, "root.crt"), "--trust", Path.Combine(folder, "sub.crt")];
        string signed = Path.Combine(folder, "dcc_gp_temperature_typical_v12_v3.2.0_signed.xml");
        var good = await ctl.RunAsync(["cert", "verify", signed, "--schemas", folder, .. trust]);
        Assert.True(good.ExitCode == 0, good.Output + good.Error);
        Assert.Contains("at 2023-03-27 15:14Z", good.Output, StringComparison.Ordinal);
        var bad = await ctl.RunAsync(["cert", "verify", signed.Replace(".xml", "_manipulated.xml", StringComparison.Ordinal), .. trust]);
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("changed after it was signed", bad.Output, StringComparison.Ordinal);
        var stranger = await ctl.RunAsync("cert", "verify", signed);
        Assert.Equal(1, stranger.ExitCode);
    }

    [Fact]
    public async Task The_demonstration_is_certified_until_its_working_standard_is_revoked_and_was_before_for_ever()
    {
        using var ctl = new CarbonCtl();
        var demo = await ctl.RunAsync("demo", "--profile", ctl.Write("p.csv", SmallPark.Csv()), "--map", ctl.Write("m.json", SmallPark.Map),
            "--json", "--data", "data", "--http-port", "0");
        Assert.True(demo.ExitCode == 0, demo.Error);
        var before = await Chain(ctl, 0, "--at", "2024-06-01T02:30Z");
        Assert.Equal("valid", before.GetProperty("outcome").GetString());
        Assert.Equal(24, before.GetProperty("checks").GetArrayLength());
        Assert.Equal(["DEMO-METER-g", "DEMO-WORKING-STANDARD", "DEMO-PROVINCIAL-STANDARD", "DEMO-NATIONAL-STANDARD"],
            before.GetProperty("chain").EnumerateArray().Select(link => link.GetProperty("certificateId").GetString()!));

        var revoke = await ctl.RunAsync("cert", "revoke", "DEMO-WORKING-STANDARD", "--from", "2024-06-01T02:00Z", "--why", "dropped", "--data", "data");
        Assert.True(revoke.ExitCode == 0, revoke.Error);
        Assert.Equal("valid", (await Chain(ctl, 0, "--at", "2024-06-01T01:59Z")).GetProperty("outcome").GetString());
        var after = await Chain(ctl, 1, "--at", "2024-06-01T02:00Z");
        var failed = after.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("outcome").GetString() != "valid").ToList();
        Assert.Equal("NotSuperseded", Assert.Single(failed).GetProperty("check").GetString());
        Assert.Contains("dropped", failed[0].GetProperty("english").GetString(), StringComparison.Ordinal);
        Assert.Equal("valid", (await Chain(ctl, 0, "--at", "2024-06-01T02:30Z", "--as-of", "2024-06-02")).GetProperty("outcome").GetString());

        var tree = await ctl.RunAsync("chain", "show", "--meter", "g", "--data", "data", "--at", "2024-06-01T02:30Z");
        Assert.Contains("DEMO-WORKING-STANDARD", tree.Output, StringComparison.Ordinal);
        var list = await ctl.RunAsync("cert", "list", "--data", "data");
        Assert.Contains("demonstration", list.Output, StringComparison.Ordinal);
        Assert.Contains("revoked from 2024-06-01 02:00Z", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_laboratory_is_kept_and_shown()
    {
        using var ctl = new CarbonCtl();
        var put = await ctl.RunAsync("lab", "put", ctl.Write("lab.json", Laboratory), "--data", "data");
        Assert.True(put.ExitCode == 0, put.Error);
        var show = await ctl.RunAsync("lab", "show", "LAB-1", "--json", "--data", "data");
        Assert.Equal(150, JsonDocument.Parse(show.Output).RootElement.GetProperty("scopes")[0].GetProperty("capabilityPpm").GetDecimal());
        Assert.Equal(1, (await ctl.RunAsync("lab", "show", "LAB-2", "--data", "data")).ExitCode);
    }

    [Theory]
    [InlineData("{", "lab.json")]
    [InlineData("""{"code":"L"}""", "name")]
    [InlineData("""{"code":"L","name":"N","isNationalInstitute":false,"signerNames":[],"scopes":[],"extra":1}""", "extra")]
    [InlineData("""{"code":"","name":"N","isNationalInstitute":false,"signerNames":[],"scopes":[]}""", "code")]
    public async Task A_laboratory_file_that_cannot_be_used_says_why(string json, string named)
    {
        using var ctl = new CarbonCtl();
        var put = await ctl.RunAsync("lab", "put", ctl.Write("lab.json", json), "--data", "data");
        Assert.Equal(2, put.ExitCode);
        Assert.Contains(named, put.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", put.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_with_the_place()
    {
        using var ctl = new CarbonCtl();
        ctl.Write("not.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>");
        var add = await ctl.RunAsync("cert", "add", "not.xml", "--data", "data");
        Assert.Equal(2, add.ExitCode);
        Assert.Contains("not.xml", add.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await ctl.RunAsync("lab", "put", ctl.Write("lab.json", Laboratory), "--data", "data")).ExitCode);
        foreach (var arguments in new string[][]
        {
            ["cert", "revoke", "nothing-here", "--why", "x"], ["cert", "show", "0123456789"], ["lab", "distrust", "0123456789", "--why", "x"],
            ["chain", "show", "--meter", "m", "--at", "yesterday"], ["meter", "opened", "m", "--why", "x"], ["lab", "trust", "not.xml"],
        })
        {
            var result = await ctl.RunAsync([.. arguments, "--data", "data"]);
            Assert.True(result.ExitCode == 2, string.Join(' ', arguments) + ": " + result.ExitCode + " " + result.Error);
            Assert.NotEmpty(result.Error);
        }
    }

    [Fact]
    public async Task Firmware_is_approved_and_withdrawn()
    {
        using var ctl = new CarbonCtl();
        Assert.Equal(0, (await ctl.RunAsync("firmware", "approve", "cm-1.2.3", "--data", "data")).ExitCode);
        Assert.Equal(0, (await ctl.RunAsync("firmware", "withdraw", "cm-1.2.3", "--from", "2026-01-01", "--why", "miscounts", "--data", "data")).ExitCode);
        var list = await ctl.RunAsync("firmware", "list", "--data", "data");
        Assert.Contains("withdrawn from 2026-01-01 00:00Z  cm-1.2.3  miscounts", list.Output, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Chain(CarbonCtl ctl, int exitCode, params string[] arguments)
    {
        var show = await ctl.RunAsync(["chain", "show", "--meter", "g", "--data", "data", "--json", .. arguments]);
        Assert.True(show.ExitCode == exitCode, show.Output + show.Error);
        return JsonDocument.Parse(show.Output).RootElement.EnumerateArray().Last();
    }
}
