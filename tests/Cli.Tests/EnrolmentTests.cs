using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Tests.Cli;

/// <summary>A meter is registered by the request it made and signed itself.</summary>
public sealed class EnrolmentTests : IDisposable
{
    private readonly CarbonCtl _ctl = new();
    private readonly PlatformSigner _key = PlatformSigner.Create(KeyClass.SecureElement);

    public void Dispose()
    {
        _ctl.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task A_request_registers_its_meter_and_is_shown_with_it()
    {
        Write("m7.cose", Request());
        var added = await Add("--request", "m7.cose", "--place", "roof");
        Assert.Equal((0, ""), (added.ExitCode, added.Error));
        string fingerprint = Convert.ToHexStringLower(KeyFingerprint.Of(_key.PublicKey));
        Assert.Contains("Meter m7 registered.", added.Output, StringComparison.Ordinal);
        Assert.Contains(fingerprint, added.Output, StringComparison.Ordinal);
        var shown = await _ctl.RunAsync("meter", "show", "m7", "--data", "data");
        Assert.Contains("board carrier-1p, firmware carbonmeter-0.1.0, key in secure element 0123456789abcdefee", shown.Output, StringComparison.Ordinal);
        Assert.Contains(fingerprint, shown.Output, StringComparison.Ordinal);
        Assert.Contains(PlatformKeys.PublicKeyToPem(_key.PublicKey), shown.Output, StringComparison.Ordinal);
        var json = await _ctl.RunAsync("meter", "show", "m7", "--data", "data", "--json");
        Assert.Contains("\"keyClass\": 2", json.Output, StringComparison.Ordinal);

        // Once more changes nothing; so does the same as text, with the id and key said as well.
        Assert.Equal(0, (await Add("--request", "m7.cose")).ExitCode);
        File.WriteAllText(_ctl.PathOf("m7.txt"), Convert.ToBase64String(Request(), Base64FormattingOptions.InsertLineBreaks));
        File.WriteAllText(_ctl.PathOf("m7.pem"), PlatformKeys.PublicKeyToPem(_key.PublicKey));
        Assert.Equal(0, (await Add("m7", "--request", "m7.txt", "--key", "m7.pem")).ExitCode);
    }

    [Fact]
    public async Task What_contradicts_a_request_is_refused_and_nothing_registered()
    {
        Write("m7.cose", Request());
        await Refused("The request is of meter m7, not of m8", "m8", "--request", "m7.cose");
        using var other = PlatformSigner.Create(KeyClass.Development);
        File.WriteAllText(_ctl.PathOf("other.pem"), PlatformKeys.PublicKeyToPem(other.PublicKey));
        await Refused("hold different keys", "--request", "m7.cose", "--key", "other.pem");
        await Refused("--key or --request is missing", "m7");
        await Refused("Give the meter's id and --key, or its --request", "--place", "roof");

        byte[] bytes = Request();
        bytes[^1] ^= 1;
        Write("spoilt.cose", bytes);
        await Refused("not signed with the key it holds", "--request", "spoilt.cose");
        Write("cut.cose", bytes[..^1]);
        await Refused("no signed message (Malformed)", "--request", "cut.cose");
        Write("record.cose", CoseSign1.Encode([0xA0], _key));
        await Refused("no enrolment request", "--request", "record.cose");
        File.WriteAllText(_ctl.PathOf("text.cose"), "please register me");
        await Refused("no signed message", "--request", "text.cose");
        await Refused("there is no such file", "--request", "nowhere.cose");
    }

    [Fact]
    public async Task A_registered_meter_gets_no_other_key_by_asking()
    {
        Write("m7.cose", Request());
        Assert.Equal(0, (await Add("--request", "m7.cose")).ExitCode);
        using var other = PlatformSigner.Create(KeyClass.SecureElement);
        Write("again.cose", Request(other));
        var refused = await Add("--request", "again.cose");
        Assert.Equal(2, refused.ExitCode);
        var shown = await _ctl.RunAsync("meter", "show", "m7", "--data", "data");
        Assert.DoesNotContain(Convert.ToHexStringLower(KeyFingerprint.Of(other.PublicKey)), shown.Output, StringComparison.Ordinal);
    }

    private Task<CommandResult> Add(params string[] arguments) => _ctl.RunAsync(["meter", "add", .. arguments, "--data", "data"]);

    private async Task Refused(string why, params string[] arguments)
    {
        var outcome = await Add(arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(why, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_ctl.PathOf("data/ledger.db")), "a ledger was made");
    }

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(_ctl.PathOf(name), bytes);

    private byte[] Request(PlatformSigner? key = null)
    {
        key ??= _key;
        return CoseSign1.Encode(EnrolmentCodec.EncodePayload(new Enrolment
        {
            MeterId = "m7",
            PublicKey = key.PublicKey,
            KeyClass = key.KeyClass,
            BoardName = "carrier-1p",
            FirmwareId = "carbonmeter-0.1.0",
            SecureElementSerial = Convert.FromHexString("0123456789ABCDEFEE"),
            MadeAtUnixMs = Reading.Of(1_772_323_200_000),
        }), key);
    }
}
