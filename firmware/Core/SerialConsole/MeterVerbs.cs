using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Settings;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>The verbs about the meter as such: who it is, how it stands, and the seal.</summary>
internal sealed class MeterVerbs
{
    private readonly ConsoleParts _parts;
    private readonly Commissioning _commissioning;
    private readonly ConsoleOutput _output;

    public MeterVerbs(ConsoleParts parts, Commissioning commissioning, ConsoleOutput output)
    {
        _parts = parts;
        _commissioning = commissioning;
        _output = output;
    }

    private DeviceSettings Settings => _commissioning.Settings;

    public void Hello()
    {
        ConsoleBoard board = _commissioning.Board;
        _output.Add("product", "carbonmeter").Add("console", 1).Add("board", board.Name).Add("firmware", board.FirmwareId).Add("chip", board.Chip);
        _output.Add("state", State());
        if (Settings.Id.Length > 0) _output.Add("id", Settings.Id);
        _output.Ok();
    }

    public void Identity()
    {
        ISigner? signer = OpenKey();
        if (signer == null) return;
        _output.Add("keyClass", (int)signer.KeyClass).Add("publicKey", ConsoleText.Hex(signer.PublicKey)).Ok();
    }

    public void Enrol()
    {
        if (_parts.Enrolment == null)
        {
            _output.Error("absent", "this firmware makes no enrolment request; identity gives the public key");
            return;
        }
        if (Settings.Id.Length == 0)
        {
            _output.Error("not-yet", "set the id first");
            return;
        }
        ISigner? signer = OpenKey();
        if (signer == null) return;
        byte[]? request = _parts.Enrolment.Request(signer, Settings.Id);
        if (request == null)
        {
            KeySilent();
            return;
        }
        _output.Blob(request);
        _output.Ok();
    }

    public void Status()
    {
        Meter? meter = _commissioning.Meter;
        _output.Add("state", State());
        if (meter == null)
        {
            _output.Add("frontEnd", _commissioning.Bench.IsReady ? "ready" : "starting").Add("clock", _commissioning.Clock.IsSet ? 1 : 0);
            _output.Add("parameters", ConsoleText.Hex(ParameterSetCodec.Hash(_commissioning.ParameterSet))).Ok();
            return;
        }
        _output.Add("sequence", meter.State.Sequence).Add("events", meter.State.EventCounter).Add("pending", meter.Pending);
        _output.Add("link", meter.LinkState == LinkState.Open ? "open" : meter.LinkState == LinkState.Opening ? "opening" : "closed");
        _output.Add("clock", meter.IsClockTrusted ? 1 : 0);
        if (meter.Parameters != null) _output.Add("parameters", ConsoleText.Hex(ParameterSetCodec.Hash(ParameterSetCodec.Encode(meter.Parameters))));
        _output.Ok();
    }

    public void Record()
    {
        byte[]? record = _commissioning.Meter == null ? null : _commissioning.Meter.CommissioningRecord;
        if (record == null)
        {
            _output.Error("not-yet", _commissioning.IsSealed
                ? "the record is not made yet, or the meter has started again since; the host has it" : "seal the meter first");
            return;
        }
        _output.Blob(record);
        _output.Ok();
    }

    public void Seal(ConsoleRequest request)
    {
        string? missing = Missing();
        if (missing != null)
        {
            _output.Error("not-yet", missing);
            return;
        }
        string? installer = request.Find("installer");
        string hash = ConsoleText.Hex(ParameterSetCodec.Hash(_commissioning.ParameterSet));
        if (installer == null || request.Find("parameters") == null)
        {
            _output.Error("missing", "seal needs parameters and installer");
            return;
        }
        if (request.Find("parameters") != hash)
        {
            _output.Error("not-yet", "parameters is not the hash of the parameter set in force: read it again with parameters");
            return;
        }
        DeviceSettings changed = _commissioning.Copy();
        changed.Installer = installer;
        if (installer.Length == 0 || changed.FirstFault() != null) _output.Error("range", "installer is 1 to 64 printable ASCII characters");
        else if (OpenKey() == null) return;
        else if (!_commissioning.TryKeep(changed)) _output.Error("failed", "the storage did not confirm the seal; hello tells whether it is on");
        else _output.Add("parameters", hash).Ok();
    }

    private string? Missing()
    {
        if (Settings.Id.Length == 0) return "set the id first";
        if (Settings.Broker.Length == 0) return "set the broker first";
        if (Settings.Authority.Length == 0) return "set the authority first: without it the meter could never be told anything again";
        if (!_commissioning.Clock.IsSet) return "set the clock first";
        return _commissioning.Bench.IsReady ? null : "the front end does not work under the parameter set yet; see test";
    }

    private string State()
    {
        if (_commissioning.Content == SettingsContent.Unreadable) return "service";
        Meter? meter = _commissioning.Meter;
        if (meter == null) return _commissioning.IsSealed ? "sealed" : Settings.Id.Length > 0 ? "ready" : "new";
        if (meter.Health == MeterHealth.Running) return "running";
        return meter.Health == MeterHealth.Starting ? "sealed" : "service";
    }

    // The key the meter signs with; one is made for a meter that has none. Null, and answered, where the store did not do it.
    private ISigner? OpenKey()
    {
        int place = _commissioning.Meter == null ? 0 : _commissioning.Meter.State.KeyPlace;
        bool answered = _parts.Keys.TryOpen(place, out ISigner? signer);
        if (answered && signer == null && !_commissioning.IsSealed)
            answered = _parts.Keys.TryMake(place, out byte[] _) && _parts.Keys.TryOpen(place, out signer);
        if (answered && signer != null) return signer;
        KeySilent();
        return null;
    }

    private void KeySilent() => _output.Error("failed", "the key store did not answer, or holds no key; see test");
}
