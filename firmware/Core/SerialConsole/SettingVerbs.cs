using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Settings;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>The verbs that read and change what is kept.</summary>
internal sealed class SettingVerbs
{
    private const int BlobPieceBytesMax = 600;
    private const int VoltageInputsMax = 3;

    private readonly Commissioning _commissioning;
    private readonly ConsoleOutput _output;
    private readonly Blob _blob = new Blob();

    public SettingVerbs(Commissioning commissioning, ConsoleOutput output)
    {
        _commissioning = commissioning;
        _output = output;
    }

    public void Tell()
    {
        DeviceSettings settings = _commissioning.Settings;
        TellText("id", settings.Id);
        TellText("park", settings.Park);
        TellText("role", settings.Role);
        TellText("place", settings.Place);
        TellText("broker", settings.Broker);
        _output.Add("port", settings.Port).Data();
        _output.Add("tls", settings.IsTls ? 1 : 0).Data();
        TellText("authority", ConsoleText.Hex(settings.Authority));
        _output.Add("interval", settings.IntervalSeconds).Data();
        _output.Add("perRecord", settings.IntervalsPerRecord).Data();
        TellText("installer", settings.Installer);
        _output.Ok();
    }

    public void Set(ConsoleRequest request)
    {
        DeviceSettings changed = _commissioning.Copy();
        for (int i = 0; i < request.Count; i++)
        {
            if (TrySet(changed, request.Name(i), request.Value(i))) continue;
            Range(request.Name(i));
            return;
        }
        string? fault = changed.FirstFault();
        if (fault != null) Range(fault);
        else if (changed.IntervalsPerRecord > IntervalsThatFit(_commissioning.Parameters)) Range("perRecord");
        else Keep(changed);
    }

    private static int IntervalsThatFit(ParameterSet set) => RecordCodec.IntervalsThatFit(set.Channels.Length, set.Gas != null);

    public void CurrentTransformer(ConsoleRequest request)
    {
        ParameterSet set = CopyOfParameters();
        if (!ConsoleText.TryInteger(request.Find("channel") ?? "", out long channelId))
        {
            _output.Error("missing", "ct needs channel");
            return;
        }
        ChannelParameters? channel = null;
        for (int i = 0; i < set.Channels.Length; i++)
            if (set.Channels[i].ChannelId == channelId) channel = set.Channels[i];
        if (channel == null)
        {
            _output.Error("range", "channel is none of this board's");
            return;
        }
        long fullScale = channel.CurrentFullScaleMilliamperes, phase = channel.Phase, noLoad = channel.NoLoadRatio;
        if (!TryRead(request, "fullScaleMilliamperes", 1, 1_000_000_000, ref fullScale) || !TryRead(request, "phase", -383, 383, ref phase)
            || !TryRead(request, "noLoad", 0, 65_535, ref noLoad)) return;
        channel.CurrentFullScaleMilliamperes = (int)fullScale;
        channel.Phase = (int)phase;
        channel.NoLoadRatio = (int)noLoad;
        KeepParameters(set, true);
    }

    public void Wiring(ConsoleRequest request)
    {
        ParameterSet set = CopyOfParameters();
        string[] inputs = (request.Find("inputs") ?? "").Split(','), directions = (request.Find("directions") ?? "").Split(',');
        int count = set.Channels.Length;
        int inputsMax = set.VoltageInputs == null ? 1 : VoltageInputsMax;
        bool isWell = inputs.Length == count && directions.Length == count;
        var wires = new Wire[count];
        for (int i = 0; i < count && isWell; i++)
        {
            bool isRead = ConsoleText.TryInteger(inputs[i], out long input) & ConsoleText.TryInteger(directions[i], out long direction);
            isWell = isRead && input >= 1 && input <= inputsMax && (direction == 1 || direction == -1);
            wires[i] = new Wire { VoltageInput = (int)input, Direction = (int)direction };
        }
        if (!isWell)
        {
            _output.Error("range", "inputs and directions have one entry a channel: 1 to " + inputsMax.ToString() + ", and 1 or -1");
            return;
        }
        set.Wires = wires;
        KeepParameters(set, true);
    }

    public void ParameterSet(ConsoleRequest request)
    {
        if (request.Find("use") == null)
        {
            Meter? meter = _commissioning.Meter;
            byte[] inForce = meter == null || meter.Parameters == null ? _commissioning.ParameterSet : ParameterSetCodec.Encode(meter.Parameters);
            _output.Blob(inForce);
            _output.Add("hash", ConsoleText.Hex(ParameterSetCodec.Hash(inForce))).Ok();
            return;
        }
        byte[]? bytes = TakeBlob(request);
        if (bytes == null) return;
        ParameterSet? set = ParameterSetCodec.Decode(bytes, out RecordStatus _);
        if (set == null) _output.Error("range", "the blob is no parameter set");
        else KeepParameters(set, false);
    }

    public void FactorSet(ConsoleRequest request)
    {
        byte[]? bytes = TakeBlob(request);
        if (bytes == null) return;
        if (FactorSetCodec.Decode(bytes, out RecordStatus _) == null)
        {
            _output.Error("range", "the blob is no factor set");
            return;
        }
        DeviceSettings changed = _commissioning.Copy();
        changed.FactorSet = bytes;
        Keep(changed);
    }

    public void Blob(ConsoleRequest request)
    {
        string? size = request.Find("bytes"), at = request.Find("at"), text = request.Find("base64");
        if (size != null)
        {
            long bytes = 0;
            if (!TryRead(request, "bytes", 1, SerialConsole.Blob.SizeBytesMax, ref bytes)) return;
            _blob.Begin((int)bytes);
            _output.Ok();
            return;
        }
        if (at == null || text == null)
        {
            _output.Error("missing", "blob needs bytes, or at and base64");
            return;
        }
        byte[]? piece = Base64.Decode(text);
        if (piece == null || piece.Length > BlobPieceBytesMax) _output.Error("range", "base64 is not the encoding of 1 to 600 bytes");
        else if (!ConsoleText.TryInteger(at, out long position) || !_blob.TryPut(position, piece)) _output.Error("range", "the piece does not go on where the blob ends");
        else _output.Ok();
    }

    /// <summary>The blob a request names; null, and answered, where there is none.</summary>
    public byte[]? TakeBlob(ConsoleRequest request)
    {
        byte[]? bytes = request.Find("use") == "blob" ? _blob.Take() : null;
        if (bytes == null) _output.Error("missing", "use is blob, and the blob has to be whole");
        return bytes;
    }

    private static bool TrySet(DeviceSettings settings, string name, string value)
    {
        switch (name)
        {
            case "id": settings.Id = value; return value.Length > 0;
            case "park": settings.Park = value; return true;
            case "role": settings.Role = value; return true;
            case "place": settings.Place = value; return true;
            case "broker": settings.Broker = value; return value.Length > 0;
            case "tls": settings.IsTls = value == "1"; return value == "0" || value == "1";
            case "authority":
                byte[]? key = ConsoleText.FromHex(value, P256.PublicKeyBytes);
                settings.Authority = key ?? new byte[0];
                return key != null;
            default:
                if (!ConsoleText.TryInteger(value, out long number) || number < 1 || number > 65_535) return false;
                if (name == "port") settings.Port = (int)number;
                else if (name == "interval") settings.IntervalSeconds = (int)number;
                else settings.IntervalsPerRecord = (int)number;
                return true;
        }
    }

    private void KeepParameters(ParameterSet set, bool isByHand)
    {
        // What was calibrated is no longer what is there.
        if (isByHand) set.UncertaintyPpm = Reading.Missing;
        byte[] bytes = ParameterSetCodec.Encode(set);
        if (!_commissioning.Accepts(set))
        {
            _output.Error("range", "the front end cannot work under this parameter set, or it is for other channels");
            return;
        }
        DeviceSettings changed = _commissioning.Copy();
        changed.ParameterSet = bytes;
        Keep(changed);
    }

    private ParameterSet CopyOfParameters() => ParameterSetCodec.Decode(_commissioning.ParameterSet, out RecordStatus _)!;

    private void Keep(DeviceSettings changed)
    {
        if (_commissioning.TryKeep(changed)) _output.Ok();
        else _output.Error("failed", "the storage did not confirm it; settings tells what is kept");
    }

    private void TellText(string name, string value)
    {
        if (value.Length > 0) _output.Add(name, value).Data();
    }

    private bool TryRead(ConsoleRequest request, string name, long min, long max, ref long value)
    {
        string? text = request.Find(name);
        if (text == null || ConsoleText.TryInteger(text, out value) && value >= min && value <= max) return true;
        _output.Error("range", name + " is " + min.ToString() + " to " + max.ToString());
        return false;
    }

    private void Range(string name) => _output.Error("range", name + " is not what it may be: docs/formats/console.md section 3");
}
