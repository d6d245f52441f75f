using CarbonMeter.DotNet;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Cli;

/// <summary>The keys of a meter from the terminal: a rotation is followed, a lost one made good, a stolen key revoked.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly CarbonCtl _ctl = new();
    private readonly TestMeter _meter = new("m1");

    public void Dispose() => _ctl.Dispose();

    [Fact]
    public async Task Verify_follows_the_key_from_the_enrolled_one()
    {
        WriteKey("keys/m1.pem", _meter.PublicKey);
        SignedRecord[] records = [_meter.Run(), _meter.Rotate(), _meter.Run(), _meter.Rotate(), _meter.Run()];
        Write(records);
        var good = await _ctl.RunAsync("verify", "records", "--keys", "keys");
        Assert.Equal((0, ""), (good.ExitCode, good.Error));
        Assert.Contains("All 5 records verify.", good.Output, StringComparison.Ordinal);

        File.Delete(PathOf(records[1]));
        var missing = await _ctl.RunAsync("verify", "records", "--keys", "keys", "--json");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("a record that announces another key may be missing", missing.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_rotation_is_made_good_by_vouching_for_the_key()
    {
        WriteKey("enrolled.pem", _meter.PublicKey);
        Assert.Equal(0, (await _ctl.RunAsync("meter", "add", "m1", "--data", "data", "--key", "enrolled.pem")).ExitCode);
        var first = _meter.Run();
        _meter.Rotate();
        Write(first, _meter.Run());
        Assert.Equal(1, (await _ctl.RunAsync("verify", "records", "--data", "data")).ExitCode);

        WriteKey("new.pem", _meter.PublicKey);
        var early = await _ctl.RunAsync("meter", "vouch-key", "m1", "--data", "data", "--key", "new.pem", "--from-sequence", "1");
        Assert.Equal(2, early.ExitCode);
        Assert.Contains("must be 2 to", early.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _ctl.RunAsync("meter", "vouch-key", "m1", "--data", "data", "--key", "new.pem", "--from-sequence", "3")).ExitCode);
        Assert.Equal(0, (await _ctl.RunAsync("verify", "records", "--data", "data")).ExitCode);
        var shown = await _ctl.RunAsync("meter", "show", "m1", "--data", "data");
        Assert.Contains("signs from record 3 on with\n" + PlatformKeys.PublicKeyToPem(_meter.PublicKey), shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_never_the_meters_cannot_be_revoked()
    {
        WriteKey("enrolled.pem", _meter.PublicKey);
        WriteKey("other.pem", new TestMeter("m2").PublicKey);
        await _ctl.RunAsync("meter", "add", "m1", "--data", "data", "--key", "enrolled.pem");
        var other = await _ctl.RunAsync("meter", "revoke-key", "m1", "--data", "data", "--why", "stolen", "--key", "other.pem");
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("never had this key", other.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _ctl.RunAsync("meter", "revoke-key", "m1", "--data", "data", "--why", "stolen", "--key", "enrolled.pem")).ExitCode);
    }

    private string PathOf(SignedRecord record) => _ctl.PathOf($"records/m1/{record.Record.Sequence:D15}.cose");

    private void Write(params SignedRecord[] records)
    {
        Directory.CreateDirectory(_ctl.PathOf("records/m1"));
        foreach (var record in records) File.WriteAllBytes(PathOf(record), record.Bytes);
    }

    private void WriteKey(string name, byte[] key)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_ctl.PathOf(name))!);
        _ctl.Write(name, PlatformKeys.PublicKeyToPem(key));
    }
}
