using CarbonMeter.Cbor;
using CarbonMeter.Records;

namespace CarbonMeter.Boards;

/// <summary>
/// Boards as bytes, docs/formats/board.md. What decodes, encodes to the same bytes, and every index in it points at something.
/// Whether the board can work (pins, addresses, speeds) is judged where the file is compiled.
/// </summary>
public static partial class BoardCodec
{
    /// <summary>Largest board, in bytes.</summary>
    public const int SizeBytesMax = 2048;

    /// <summary>Most buses.</summary>
    public const int BusesMax = 8;

    /// <summary>Most parts.</summary>
    public const int PartsMax = 16;

    /// <summary>Most voltage inputs.</summary>
    public const int VoltageInputsMax = 3;

    /// <summary>Largest rated current (mA) and input voltage (mV).</summary>
    public const int RatedMax = 10_000_000;

    /// <summary>Longest name of a board, of a title, of a target, of a bus or part, and of a label, in characters.</summary>
    public const int NameLengthMax = 24, TitleLengthMax = 64, TargetLengthMax = 32, PartNameLengthMax = 16, LabelLengthMax = 32;
    private const int Kind = 70;
    private const int KeyCount = 15;
    private const int PinMax = 63, NetworkPinsMax = 16;
    private const int FlashBytesMin = 1 << 20, FlashBytesMax = 1 << 26;
    private const int PortMax = 3, SpeedMin = 1_200, SpeedMax = 20_000_000;
    private const int AddressMax = 127, OptionMax = 65_535, PgaMax = 5;
    private const int OutputMicrovoltsMax = 1_000_000_000, OutputMicroamperesMax = 5_000_000, ResistanceMax = 1_000_000_000;
    private const int BusFieldCount = 7, PartFieldCount = 9, VoltageFieldCount = 3, ChannelFieldCount = 12, GasFieldCount = 6;

    /// <summary>The board's name in the commissioning record: SHA-256 of its bytes.</summary>
    public static byte[] Hash(byte[] bytes) => RecordHash.Of(bytes);

    /// <summary>Whether a text can be a board's name: 1 to 24 lower-case letters, digits and hyphens.</summary>
    public static bool IsName(string? text)
    {
        if (text is null || text.Length < 1 || text.Length > NameLengthMax) return false;
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') return false;
        }
        return true;
    }

    /// <summary>The bytes of a board.</summary>
    /// <exception cref="System.ArgumentException">A field is outside its range, or a rule is broken.</exception>
    public static byte[] Encode(Board board)
    {
        Require.NotNull(board, nameof(board));
        PayloadWriter writer = new PayloadWriter(512);
        CborWriter cbor = writer.Cbor;
        writer.Head(KeyCount, Kind);
        cbor.WriteInteger(3);
        writer.Text(board.Name, NameLengthMax, false, "name");
        cbor.WriteInteger(4);
        writer.Text(board.Title, TitleLengthMax, true, "title");
        cbor.WriteInteger(5);
        writer.Text(board.Target, TargetLengthMax, false, "target");
        writer.Integer(6, (int)board.Chip, 0, (int)BoardChip.Esp32C6, "chip");
        writer.Integer(7, board.FlashBytes, FlashBytesMin, FlashBytesMax, "flash");
        writer.Integer(8, board.DeployAddress, 0, FlashBytesMax - 1, "deploy address");
        cbor.WriteInteger(9);
        cbor.WriteArray(2);
        writer.Integer((int)board.Network, 0, (int)BoardNetwork.Ethernet, "network");
        List(writer, board.NetworkPins.Length, 0, NetworkPinsMax, "network pins");
        for (int i = 0; i < board.NetworkPins.Length; i++) writer.Integer(board.NetworkPins[i], 0, PinMax, "network pin");
        cbor.WriteInteger(10);
        List(writer, board.Buses.Length, 1, BusesMax, "buses");
        for (int i = 0; i < board.Buses.Length; i++) WriteBus(writer, board.Buses[i]);
        cbor.WriteInteger(11);
        List(writer, board.Parts.Length, 1, PartsMax, "parts");
        for (int i = 0; i < board.Parts.Length; i++) WritePart(writer, board.Parts[i]);
        cbor.WriteInteger(12);
        List(writer, board.VoltageInputs.Length, 0, VoltageInputsMax, "voltage inputs");
        for (int i = 0; i < board.VoltageInputs.Length; i++) WriteVoltageInput(writer, board.VoltageInputs[i]);
        cbor.WriteInteger(13);
        List(writer, board.Channels.Length, 0, MeterRecord.ChannelsMax, "channels");
        for (int i = 0; i < board.Channels.Length; i++) WriteChannel(writer, board.Channels[i]);
        cbor.WriteInteger(14);
        if (board.Gas is null) cbor.WriteNull();
        else WriteGas(writer, board.Gas);
        cbor.WriteInteger(15);
        cbor.WriteArray(4);
        Pin(writer, board.WatchdogPin, "watchdog");
        Pin(writer, board.TamperPin, "tamper");
        Pin(writer, board.StatusLedPin, "status LED");
        OrNone(writer, board.ConsoleBus, BusesMax - 1, "console");
        return writer.ToArray(Judge(board), SizeBytesMax);
    }

    private static void List(PayloadWriter writer, int count, int countMin, int countMax, string name)
    {
        Require.InRange(count, countMin, countMax, name);
        writer.Cbor.WriteArray(count);
    }

    private static void OrNone(PayloadWriter writer, int value, int max, string name)
    {
        if (value == Board.None) writer.Cbor.WriteNull();
        else writer.Integer(value, 0, max, name);
    }

    private static void Pin(PayloadWriter writer, int pin, string name) => OrNone(writer, pin, PinMax, name);

    private static void WriteBus(PayloadWriter writer, BoardBus bus)
    {
        writer.Cbor.WriteArray(BusFieldCount);
        writer.Text(bus.Name, PartNameLengthMax, false, "bus name");
        writer.Integer((int)bus.Kind, 1, (int)BoardBusKind.Uart, "bus kind");
        writer.Integer(bus.Port, 1, PortMax, "port");
        writer.Integer(bus.DataPin, 0, PinMax, "data pin");
        Pin(writer, bus.InputPin, "input pin");
        Pin(writer, bus.ClockPin, "clock pin");
        writer.Integer(bus.SpeedHertz, SpeedMin, SpeedMax, "speed");
    }

    private static void WritePart(PayloadWriter writer, BoardPart part)
    {
        writer.Cbor.WriteArray(PartFieldCount);
        writer.Text(part.Name, PartNameLengthMax, false, "part name");
        writer.Integer((int)part.Kind, 1, (int)BoardPartKind.Ssd1306, "part kind");
        writer.Integer(part.Bus, 0, BusesMax - 1, "bus of a part");
        writer.Integer(part.Address, 0, AddressMax, "address");
        Pin(writer, part.ChipSelectPin, "chip select pin");
        Pin(writer, part.ResetPin, "reset pin");
        Pin(writer, part.InterruptPin, "interrupt pin");
        writer.Integer(part.Option, 0, OptionMax, "option");
        writer.Cbor.WriteBoolean(part.IsOptional);
    }

    private static void WriteVoltageInput(PayloadWriter writer, BoardVoltageInput input)
    {
        writer.Cbor.WriteArray(VoltageFieldCount);
        writer.Integer((int)input.Kind, 1, (int)BoardVoltageKind.BuiltIn, "kind of a voltage input");
        writer.Integer(input.InputMillivolts, 1, RatedMax, "input voltage");
        writer.Integer(input.OutputMicrovolts, 0, OutputMicrovoltsMax, "output voltage");
    }

    private static void WriteChannel(PayloadWriter writer, BoardChannel channel)
    {
        writer.Cbor.WriteArray(ChannelFieldCount);
        writer.Integer(channel.Id, 1, MeterRecord.ChannelsMax, "channel id");
        writer.Text(channel.Label, LabelLengthMax, true, "label");
        writer.Integer(channel.Part, 0, PartsMax - 1, "part of a channel");
        writer.Integer((int)channel.Sensor, 1, (int)BoardSensorKind.BuiltIn, "sensor");
        writer.Integer(channel.RatedMilliamperes, 0, RatedMax, "rated current");
        writer.Integer(channel.OutputMicrovolts, 0, OutputMicrovoltsMax, "output voltage");
        writer.Integer(channel.OutputMicroamperes, 0, OutputMicroamperesMax, "output current");
        writer.Integer(channel.ResistanceMicroohms, 0, ResistanceMax, "resistance");
        writer.Integer(channel.Pga, 0, PgaMax, "pga");
        writer.Integer(channel.VoltageInput, 1, VoltageInputsMax, "voltage input");
        writer.Integer(channel.Phase, 0, 3, "phase");
        writer.Integer((int)channel.Role, 0, (int)BoardRole.Feeder, "role");
    }

    private static void WriteGas(PayloadWriter writer, BoardGas gas)
    {
        writer.Cbor.WriteArray(GasFieldCount);
        writer.Integer(gas.AreaSquareMillimetres, 0, 1_000_000_000, "area");
        writer.Integer(gas.CoefficientPpm, 0, 10_000_000, "coefficient");
        writer.Integer(gas.BackgroundPpm, 0, 1_000_000, "background");
        writer.Integer(gas.ReferenceTemperatureMillikelvins, 200_000, 400_000, "reference temperature");
        writer.Integer(gas.ReferencePressurePascals, 50_000, 200_000, "reference pressure");
        writer.Cbor.WriteBoolean(gas.IsDry);
    }
}
