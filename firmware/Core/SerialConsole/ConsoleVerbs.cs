using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Settings;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>Carries out requests (docs/formats/console.md section 3): what may be asked of whom, and in which state.</summary>
internal sealed class ConsoleVerbs
{
    private const int PeriodMsMin = 200, PeriodMsMax = 60_000, SamplesMax = 600;

    private readonly ConsoleParts _parts;
    private readonly Commissioning _commissioning;
    private readonly ConsoleOutput _output;
    private readonly SampleRun _samples;
    private readonly MeterVerbs _meter;
    private readonly SettingVerbs _settings;

    public ConsoleVerbs(ConsoleParts parts, Commissioning commissioning, ConsoleOutput output, SampleRun samples)
    {
        _parts = parts;
        _commissioning = commissioning;
        _output = output;
        _samples = samples;
        _meter = new MeterVerbs(parts, commissioning, output);
        _settings = new SettingVerbs(commissioning, output);
    }

    /// <summary>Answers a request, or begins to.</summary>
    public void Answer(ConsoleRequest request, long uptimeMs)
    {
        string? allowed = Names(request.Verb);
        if (allowed == null)
        {
            _output.Error("unknown", "no such verb: " + request.Verb);
            return;
        }
        string? stranger = request.FirstNotIn(allowed);
        if (stranger != null)
        {
            _output.Error("unknown", request.Verb + " has no " + stranger);
            return;
        }
        if (_commissioning.IsSealed && Changes(request))
        {
            _output.Error("sealed", "the meter is sealed: it can be read, and changed by a signed command alone");
            return;
        }
        if (_commissioning.Content == SettingsContent.Unreadable && Changes(request))
        {
            _output.Error("failed", "what was kept cannot be read any more: the meter needs service");
            return;
        }
        Carry(request, uptimeMs);
    }

    // The names a verb has, with a space before and after each; null where there is no such verb.
    private static string? Names(string verb)
    {
        switch (verb)
        {
            case "set": return " id park role place broker port tls authority interval perRecord ";
            case "ct": return " channel fullScaleMilliamperes phase noLoad ";
            case "wiring": return " inputs directions ";
            case "blob": return " bytes at base64 ";
            case "clock": return " set ";
            case "wifi": return " ssid password ";
            case "sample": return " count periodMs ";
            case "element": return " prepare lock ";
            case "seal": return " parameters installer ";
            case "parameters":
            case "factors":
            case "command": return " use ";
            case "hello":
            case "identity":
            case "enrol":
            case "settings":
            case "network":
            case "scan":
            case "test":
            case "status":
            case "record": return " ";
            default: return null;
        }
    }

    private static bool Changes(ConsoleRequest request)
    {
        switch (request.Verb)
        {
            case "set":
            case "ct":
            case "wiring":
            case "wifi":
            case "scan":
            case "factors":
            case "seal": return true;
            case "parameters": return request.Find("use") != null;
            case "clock": return request.Find("set") != null;
            case "element": return request.Find("prepare") != null || request.Find("lock") != null;
            default: return false;
        }
    }

    private void Carry(ConsoleRequest request, long uptimeMs)
    {
        switch (request.Verb)
        {
            case "hello": _meter.Hello(); break;
            case "identity": _meter.Identity(); break;
            case "enrol": _meter.Enrol(); break;
            case "status": _meter.Status(); break;
            case "record": _meter.Record(); break;
            case "seal": _meter.Seal(request); break;
            case "settings": _settings.Tell(); break;
            case "set": _settings.Set(request); break;
            case "ct": _settings.CurrentTransformer(request); break;
            case "wiring": _settings.Wiring(request); break;
            case "parameters": _settings.ParameterSet(request); break;
            case "factors": _settings.FactorSet(request); break;
            case "blob": _settings.Blob(request); break;
            case "command": Command(request); break;
            case "clock": Clock(request); break;
            case "network": Network(); break;
            case "wifi": Wifi(request); break;
            case "scan": Scan(); break;
            case "test": Test(); break;
            case "element": Element(request); break;
            default: Sample(request, uptimeMs); break;
        }
    }

    private void Command(ConsoleRequest request)
    {
        byte[]? bytes = _settings.TakeBlob(request);
        if (bytes == null) return;
        if (_commissioning.Meter != null && _commissioning.Meter.Offer(bytes)) _output.Ok();
        else _output.Error("not-yet", "the meter is not running yet, or has a command to judge; status and its records tell what came of it");
    }

    private void Clock(ConsoleRequest request)
    {
        string? offered = request.Find("set");
        if (offered != null && (!ConsoleText.TryInteger(offered, out long unixMs) || !_commissioning.Clock.TrySet(unixMs)))
        {
            _output.Error("range", "set is not a credible time in ms since 1970");
            return;
        }
        Meter? meter = _commissioning.Meter;
        long now;
        if (meter != null) now = meter.UnixMs;
        else _commissioning.Clock.TryRead(out now);
        bool isTrusted = meter != null ? meter.IsClockTrusted : _commissioning.Clock.IsSet;
        _output.Add("unixMs", now).Add("trusted", isTrusted ? 1 : 0).Ok();
    }

    private void Network()
    {
        INetworkSetup? network = _parts.Network;
        if (network == null)
        {
            _output.Add("kind", "none").Add("state", "down").Ok();
            return;
        }
        _output.Add("kind", network.Kind == NetworkKind.Wifi ? "wifi" : network.Kind == NetworkKind.Ethernet ? "ethernet" : "none");
        _output.Add("state", network.State == NetworkState.Up ? "up" : network.State == NetworkState.Joining ? "joining" : "down");
        if (network.HasFailed) _output.Add("failed", 1);
        if (network.Address.Length > 0) _output.Add("address", network.Address);
        _output.Ok();
    }

    private bool HasWifi()
    {
        if (_parts.Network != null && _parts.Network.Kind == NetworkKind.Wifi) return true;
        _output.Error("absent", "this board has no Wi-Fi");
        return false;
    }

    private void Wifi(ConsoleRequest request)
    {
        string? ssid = request.Find("ssid"), password = request.Find("password");
        if (!HasWifi()) return;
        if (ssid == null || ssid.Length == 0) _output.Error("missing", "wifi needs ssid, and password where the network has one");
        else if (_parts.Network!.TryJoin(ssid, password ?? "")) _output.Ok();
        else _output.Error("failed", "the network could not be told");
    }

    private void Scan()
    {
        if (!HasWifi()) return;
        INetworkSetup network = _parts.Network!;
        if (!network.TryScan())
        {
            _output.Error("failed", "the scan did not work; try again");
            return;
        }
        for (int i = 0; i < network.Count; i++)
        {
            ScannedNetwork found = network.Network(i);
            _output.Add("ssid", found.Ssid).Add("rssi", found.RssiDecibelMilliwatts).Add("secured", found.IsSecured ? 1 : 0).Data();
        }
        _output.Ok();
    }

    // Locking is for ever, so it is a request of its own that holds the element's own serial number.
    private void Element(ConsoleRequest request)
    {
        IElementSetUp? element = _parts.Element;
        string? typed = request.Find("lock");
        if (element == null) _output.Error("absent", "this board has no secure element");
        else if (request.Find("prepare") != null && !element.TryPrepare()) _output.Error("failed", "the secure element could not be prepared");
        else if (typed != null && !element.TryLock(typed, out string words)) _output.Error("failed", words);
        else
        {
            string? confirmation = element.Confirmation;
            _output.Add("state", element.State);
            if (confirmation != null) _output.Add("confirmation", confirmation);
            _output.Ok();
        }
    }

    private void Test()
    {
        Meter? meter = _commissioning.Meter;
        TellPart(_parts.FrontEnd.Name, meter != null ? meter.LastSample != null : _commissioning.Bench.IsReady, "it does not work under the parameter set: no answer, or on dead mains no clock");
        TellPart("settings", _commissioning.Content != SettingsContent.Unreadable, "what was kept cannot be read any more");
        bool answered = _parts.Keys.TryOpen(meter == null ? 0 : meter.State.KeyPlace, out ISigner? signer);
        TellPart("key", answered && (signer != null || !_commissioning.IsSealed), answered ? "there is none" : "the key store does not answer");
        for (int i = 0; _parts.Test != null && i < _parts.Test.Count; i++)
            TellPart(_parts.Test.PartName(i), _parts.Test.TryTest(i, out string words), words);
        _output.Ok();
    }

    private void TellPart(string name, bool isWell, string words)
    {
        _output.Add("part", name).Add("state", isWell ? "found" : "fault");
        if (!isWell) _output.Add("words", words);
        _output.Data();
    }

    private void Sample(ConsoleRequest request, long uptimeMs)
    {
        long count = 1, periodMs = 1000;
        if (!TryRead(request, "count", 1, SamplesMax, ref count)) return;
        if (!TryRead(request, "periodMs", PeriodMsMin, PeriodMsMax, ref periodMs)) return;
        _samples.Begin(count, periodMs, uptimeMs);
    }

    private bool TryRead(ConsoleRequest request, string name, long min, long max, ref long value)
    {
        string? text = request.Find(name);
        if (text == null || ConsoleText.TryInteger(text, out value) && value >= min && value <= max) return true;
        _output.Error("range", name + " is " + min.ToString() + " to " + max.ToString());
        return false;
    }
}
