using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Settings;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.SerialConsole;

public sealed class ConsoleTests
{
    private readonly ConsoleBench _bench = new();

    [Fact]
    public void It_says_who_it_is_and_what_it_hangs_on()
    {
        Assert.Equal("ok product=carbonmeter console=1 board=virtual firmware=carbonmeter-0.1.0 chip=unknown state=new", _bench.Ask("hello")[0]);
        Assert.Matches("^ok keyClass=0 publicKey=[0-9a-f]{128}$", _bench.Ask("identity")[0]);
        Assert.Equal(["part=ADE7953 state=found", "part=settings state=found", "part=key state=found", "part=FRAM state=found",
            "part=DS3231 state=fault words=its%20oscillator%20has%20stopped", "ok"], _bench.Ask("test"));
        Assert.Equal(["ssid=site%20%e7%bd%91 rssi=-61 secured=1", "ok"], _bench.Ask("scan"));
        Assert.Equal("absent", _bench.Refused("enrol"));
    }

    [Fact]
    public void Settings_are_kept_all_or_none()
    {
        _bench.Ok("set id=CM-7 place=Hall%202%20%e5%8c%97 role=pv port=1883 tls=0");
        Assert.Equal("range", _bench.Refused("set place=elsewhere port=0"));
        Assert.Equal("range", _bench.Refused("set place=elsewhere role=pv%20wind"));
        Assert.Equal("range", _bench.Refused($"set place=elsewhere authority={new string('0', 128)}"));
        Assert.Equal("unknown", _bench.Refused("set place=elsewhere colour=red"));
        var after = new ConsoleBench(_bench.Storage);
        Assert.Equal(["id=CM-7", "role=pv", "place=Hall%202%20%e5%8c%97", "port=1883", "tls=0", "interval=60", "perRecord=15", "ok"], after.Ask("settings"));
        Assert.Contains("state=ready id=CM-7", after.Ask("hello")[0]);
    }

    [Fact]
    public void A_changed_current_transformer_starts_the_front_end_anew_and_ends_the_calibration()
    {
        var before = _bench.ParameterHash();
        _bench.Ok("ct channel=2 fullScaleMilliamperes=250000");
        Assert.Equal(2, _bench.FrontEnd.Begun);
        Assert.Equal(250_000, _bench.FrontEnd.Parameters!.Channels[1].CurrentFullScaleMilliamperes);
        Assert.False(_bench.FrontEnd.Parameters.UncertaintyPpm.IsPresent);
        Assert.NotEqual(before, _bench.ParameterHash());
        Assert.Equal("range", _bench.Refused("ct channel=3 fullScaleMilliamperes=1"));
        Assert.Equal("range", _bench.Refused("ct channel=1 fullScaleMilliamperes=0"));
        Assert.Equal("missing", _bench.Refused("ct fullScaleMilliamperes=5"));
        Assert.Equal("range", _bench.Refused("wiring inputs=1,2 directions=1,1"));
        _bench.Ok("wiring inputs=1,1 directions=1,-1");
        Assert.Equal(-1, _bench.FrontEnd.Parameters!.Wires![1].Direction);
    }

    [Fact]
    public void A_parameter_set_comes_in_pieces_and_goes_back_byte_for_byte()
    {
        var set = ConsoleBench.TwoChannels();
        set.Id = "laboratory";
        var bytes = ParameterSetCodec.Encode(set);
        _bench.Ok($"blob bytes={bytes.Length}");
        _bench.Ok($"blob at=0 base64={Convert.ToBase64String(bytes[..50])}");
        Assert.Equal("range", _bench.Refused($"blob at=49 base64={Convert.ToBase64String(bytes[49..])}"));
        Assert.Equal("missing", _bench.Refused("parameters use=blob"));
        _bench.Ok($"blob at=50 base64={Convert.ToBase64String(bytes[50..])}");
        _bench.Ok("parameters use=blob");
        var lines = _bench.Ask("parameters");
        Assert.Equal(bytes, lines[..^1].SelectMany(line => Convert.FromBase64String(line["base64=".Length..])));
        Assert.Equal("ok hash=" + Convert.ToHexStringLower(ParameterSetCodec.Hash(bytes)), lines[^1]);
    }

    [Fact]
    public void Samples_come_one_moment_after_another_until_something_else_is_asked()
    {
        var lines = _bench.Ask("sample count=2 periodMs=200");
        Assert.Equal(5, lines.Length);
        Assert.Equal("n=1 channel=1 voltageMillivolts=230000 currentMilliamperes=1000 powerMilliwatts=-200000 powerFactorPpm=-870000 reactiveMillivars=1000", lines[0]);
        Assert.EndsWith("reactiveMillivars=1001 voltageLagMillidegrees=120000", lines[3]);
        Assert.Equal("ok", lines[^1]);
        string[] cut = [.. _bench.SendText("@a sample count=600 periodMs=60000\n"), .. _bench.SendText("@b clock\n")];
        Assert.Equal(["=a n=1", "=a n=1", "!a ok", "!b ok"], cut.Select(line => string.Join(' ', line.Split(' ').Take(2))));
        _bench.FrontEnd.IsSilent = true;
        Assert.Equal(["n=1 fault=no%20answer", "ok"], _bench.Ask("sample count=1"));
        Assert.Equal("range", _bench.Refused("sample count=601"));
        Assert.Equal("range", _bench.Refused("sample count=1 periodMs=199"));
    }

    [Fact]
    public void It_is_sealed_only_when_everything_is_said_and_seen()
    {
        Assert.Equal("not-yet", _bench.Refused("seal installer=Li parameters=00"));
        _bench.Prepare();
        Assert.Equal("not-yet", _bench.Refused("seal installer=Li parameters=00"));
        Assert.Equal("missing", _bench.Refused("seal installer=Li"));
        Assert.Equal("range", _bench.Refused($"seal installer=%e6%9d%8e parameters={_bench.ParameterHash()}"));
        _bench.FrontEnd.IsSilent = true;
        _bench.Ok("ct channel=1 noLoad=100");
        Assert.Equal("not-yet", _bench.Refused($"seal installer=Li parameters={_bench.ParameterHash()}"));
        Assert.False(_bench.Console.Commissioning.IsSealed);
        _bench.FrontEnd.IsSilent = false;
        _bench.Run(600);
        Assert.Equal($"ok parameters={_bench.ParameterHash()}", _bench.Ask($"seal installer=Li%20Wei parameters={_bench.ParameterHash()}")[0]);
        Assert.True(_bench.Console.Commissioning.IsSealed);
    }

    [Fact]
    public void A_sealed_meter_can_be_read_and_not_changed()
    {
        _bench.Prepare();
        _bench.Ok($"seal installer=Li parameters={_bench.ParameterHash()}");
        var after = new ConsoleBench(_bench.Storage);
        var kept = _bench.Storage.BytesWritten;
        foreach (var change in new[]
        {
            "set id=CM-2", "set", "ct channel=1 fullScaleMilliamperes=1", "wiring inputs=1,1 directions=1,1", "parameters use=blob", "factors use=blob",
            "clock set=1772323200000", "wifi ssid=a password=b", "scan", $"seal installer=Eve parameters={after.ParameterHash()}",
        })
            Assert.Equal("sealed", after.Refused(change));
        Assert.Equal(kept, _bench.Storage.BytesWritten);
        Assert.Equal(0, after.Network.Joins);
        foreach (var question in new[] { "hello", "identity", "settings", "parameters", "clock", "network", "test", "status" }) after.Ok(question);
        Assert.Contains("state=sealed", after.Ask("hello")[0]);
    }

    [Fact]
    public void What_cannot_be_read_is_refused_under_the_id_that_is_known()
    {
        Assert.Equal("!- error unreadable not a request: @ID VERB NAME=VALUE ...", Assert.Single(_bench.SendText("@\n")));
        foreach (var line in new[] { "@7", "@7 set id", "@7 set =1", "@7 set id=%4", "@7 set id=%zz", "@7 set id=%ff", "@7 set id=a id=b", "@7 set  id=a", "@7 se%74" })
            Assert.StartsWith("!7 error unreadable ", Assert.Single(_bench.SendText(line + "\n")));
        Assert.StartsWith("!- error unreadable ", Assert.Single(_bench.SendText("@123456789 hello\n")));
        Assert.StartsWith("!7 error unreadable the line is too long", Assert.Single(_bench.SendText("@7 set place=" + new string('a', 2000) + "\n")));
        Assert.StartsWith("!7 error unreadable the line is too long", Assert.Single(_bench.SendText("@7 set place=\u0001a\n")));
        Assert.Equal("unknown", _bench.Refused("reboot"));
        Assert.Empty(_bench.SendText("rst:0x1 (POWERON_RESET),boot:0x13\n\n\r\nhello\n"));
        Assert.Equal("ok", _bench.Ask("settings")[^1]);
    }

    [Fact]
    public void Settings_survive_a_power_cut_at_every_byte_as_they_were_or_as_they_are_to_be()
    {
        for (var cut = 0L; ; cut++)
        {
            var storage = new CarbonMeter.Firmware.Virtual.VirtualStorage(SettingsStore.SizeBytes);
            var bench = new ConsoleBench(storage);
            bench.Ok("set id=CM-1 place=before");
            bench.Ok("set place=before2");
            storage.CutAfterBytes(cut);
            var answer = bench.Ask("set place=after broker=host")[^1];
            storage.PowerOn();
            var place = new ConsoleBench(storage).Ask("settings").Single(line => line.StartsWith("place="));
            if (answer.StartsWith("ok"))
            {
                Assert.Equal("place=after", place);
                Assert.True(cut > 40, $"cut after {cut} bytes changed nothing");
                return;
            }
            Assert.Contains(place, new[] { "place=before2", "place=after" });
        }
    }

    [Fact]
    public void A_first_save_that_is_cut_leaves_a_new_meter_and_lost_settings_ask_for_service()
    {
        var storage = new CarbonMeter.Firmware.Virtual.VirtualStorage(SettingsStore.SizeBytes);
        storage.CutAfterBytes(20);
        Assert.Equal("failed", new ConsoleBench(storage).Refused("set id=CM-1"));
        storage.PowerOn();
        var bench = new ConsoleBench(storage);
        Assert.Contains("state=new", bench.Ask("hello")[0]);
        bench.Ok("set id=CM-1");
        bench.Ok("set place=x");
        storage.FlipBits(20, 1);
        storage.FlipBits(SettingsStore.SizeBytes / 2 + 20, 1);
        var lost = new ConsoleBench(storage);
        Assert.Contains("state=service", lost.Ask("hello")[0]);
        Assert.Equal("failed", lost.Refused("set id=CM-2"));
    }
}
