using CarbonMeter.Cbor;

namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>Answers Improv packets (docs/formats/console.md section 6).</summary>
internal sealed class ImprovService
{
    private const int Ready = 2, Provisioning = 3, Provisioned = 4;
    private const int BadPacket = 1, UnknownCommand = 2, CannotConnect = 3, BadHostname = 5, Unknown = 0xFF, NoError = 0;
    private const int WifiSettings = 1, CurrentState = 2, DeviceInformation = 3, Scan = 4, Hostname = 5;
    private const int StringsMax = 5, ResultHeadBytes = 2;

    private readonly Commissioning _commissioning;
    private readonly INetworkSetup? _network;
    private readonly ConsoleOutput _output;
    private readonly byte[] _data = new byte[ImprovPacket.DataBytesMax];
    private bool _isJoining;

    public ImprovService(Commissioning commissioning, INetworkSetup? network, ConsoleOutput output)
    {
        _commissioning = commissioning;
        _network = network;
        _output = output;
    }

    private bool HasWifi => _network != null && _network.Kind == NetworkKind.Wifi;

    private bool IsUp => _network != null && _network.State == NetworkState.Up;

    /// <summary>Tells what came of joining, once it is known.</summary>
    public void Step()
    {
        if (!_isJoining || _network == null || _network.State == NetworkState.Joining) return;
        if (_network.State == NetworkState.Down && !_network.HasFailed) return;
        _isJoining = false;
        if (!IsUp) SendError(CannotConnect);
        SendState();
        if (IsUp) SendResult(WifiSettings, "");
    }

    public void Bad() => SendError(BadPacket);

    /// <summary>Answers the packet that has just been completed.</summary>
    public void Answer(ConsoleInput input)
    {
        if (input.PacketType != ImprovPacket.Command) return;
        int length = input.PacketDataBytes;
        if (length < ResultHeadBytes || input.PacketData(1) != length - ResultHeadBytes)
        {
            SendError(BadPacket);
            return;
        }
        switch (input.PacketData(0))
        {
            case WifiSettings: Join(input); break;
            case CurrentState:
                SendState();
                if (IsUp) SendResult(WifiSettings, "");
                break;
            case DeviceInformation:
                string id = _commissioning.Settings.Id;
                SendResult(DeviceInformation, "carbonmeter", _commissioning.Board.FirmwareId, _commissioning.Board.Chip, id.Length > 0 ? id : _commissioning.Board.Name);
                break;
            case Scan: SendNetworks(); break;
            case Hostname: SendError(BadHostname); break;
            default: SendError(UnknownCommand); break;
        }
    }

    private void Join(ConsoleInput input)
    {
        int at = ResultHeadBytes;
        string? ssid = TakeString(input, ref at);
        string? password = TakeString(input, ref at);
        if (ssid == null || password == null || ssid.Length == 0 || at != input.PacketDataBytes)
        {
            SendError(BadPacket);
            return;
        }
        if (_commissioning.IsSealed || !HasWifi || !_network!.TryJoin(ssid, password))
        {
            SendError(CannotConnect);
            return;
        }
        SendError(NoError);
        _isJoining = true;
        SendState();
    }

    private void SendNetworks()
    {
        if (_commissioning.IsSealed || !HasWifi || !_network!.TryScan())
        {
            SendError(Unknown);
            return;
        }
        for (int i = 0; i < _network.Count; i++)
        {
            ScannedNetwork network = _network.Network(i);
            SendResult(Scan, network.Ssid, network.RssiDecibelMilliwatts.ToString(), network.IsSecured ? "YES" : "NO");
        }
        SendResult(Scan);
    }

    private void SendState()
    {
        _data[0] = (byte)(_isJoining ? Provisioning : IsUp ? Provisioned : Ready);
        _output.Packet(ImprovPacket.Encode(ImprovPacket.State, _data, 1));
    }

    private void SendError(int code)
    {
        _data[0] = (byte)code;
        _output.Packet(ImprovPacket.Encode(ImprovPacket.Error, _data, 1));
    }

    private void SendResult(int command, params string[] strings)
    {
        Require.InRange(strings.Length, 0, StringsMax, "strings");
        int at = ResultHeadBytes;
        for (int i = 0; i < strings.Length; i++)
        {
            byte[] text = Utf8.Encode(strings[i]);
            if (text.Length > _data.Length - at - 1) break;
            _data[at++] = (byte)text.Length;
            for (int k = 0; k < text.Length; k++) _data[at++] = text[k];
        }
        _data[0] = (byte)command;
        _data[1] = (byte)(at - ResultHeadBytes);
        _output.Packet(ImprovPacket.Encode(ImprovPacket.Result, _data, at));
    }

    private string? TakeString(ConsoleInput input, ref int at)
    {
        if (at >= input.PacketDataBytes) return null;
        int length = input.PacketData(at++);
        if (length > input.PacketDataBytes - at) return null;
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte)input.PacketData(at++);
        return Utf8.Decode(bytes, 0, length);
    }
}
