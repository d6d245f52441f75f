using CarbonMeter.Cbor;
using CarbonMeter.Records;

namespace CarbonMeter.Boards;

public static partial class BoardCodec
{
    /// <summary>The board these bytes are, or null and the first reason to refuse them.</summary>
    public static Board? Decode(byte[] bytes, out RecordStatus status)
    {
        Require.NotNull(bytes, nameof(bytes));
        PayloadReader reader = new PayloadReader(bytes, SizeBytesMax);
        CborReader cbor = reader.Cbor;
        int keyCount = reader.ReadHead(out long kind);
        if (kind != Kind) reader.Fail(RecordStatus.UnknownKind);
        if (keyCount != KeyCount) reader.Fail(RecordStatus.WrongCount);
        Board board = new Board();
        cbor.ReadKey(3);
        board.Name = reader.Text(NameLengthMax, false);
        cbor.ReadKey(4);
        board.Title = reader.Text(TitleLengthMax, true);
        cbor.ReadKey(5);
        board.Target = reader.Text(TargetLengthMax, false);
        board.Chip = (BoardChip)(int)reader.Integer(6, 0, (int)BoardChip.Esp32C6);
        board.FlashBytes = (int)reader.Integer(7, FlashBytesMin, FlashBytesMax);
        board.DeployAddress = (int)reader.Integer(8, 0, FlashBytesMax - 1);
        ReadNetwork(reader, board);
        cbor.ReadKey(10);
        BoardBus[] buses = new BoardBus[reader.List(BusesMax)];
        for (int i = 0; i < buses.Length; i++) buses[i] = ReadBus(reader);
        board.Buses = buses;
        cbor.ReadKey(11);
        BoardPart[] parts = new BoardPart[reader.List(PartsMax)];
        for (int i = 0; i < parts.Length; i++) parts[i] = ReadPart(reader);
        board.Parts = parts;
        cbor.ReadKey(12);
        BoardVoltageInput[] inputs = new BoardVoltageInput[cbor.ReadArray(VoltageInputsMax)];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = ReadVoltageInput(reader);
        board.VoltageInputs = inputs;
        cbor.ReadKey(13);
        BoardChannel[] channels = new BoardChannel[cbor.ReadArray(MeterRecord.ChannelsMax)];
        for (int i = 0; i < channels.Length; i++) channels[i] = ReadChannel(reader);
        board.Channels = channels;
        cbor.ReadKey(14);
        if (!cbor.TryReadNull()) board.Gas = ReadGas(reader);
        ReadPins(reader, board);
        cbor.End();
        status = reader.Status;
        if (status == RecordStatus.Ok) status = Judge(board);
        return status == RecordStatus.Ok ? board : null;
    }

    private static void ReadNetwork(PayloadReader reader, Board board)
    {
        reader.Cbor.ReadKey(9);
        reader.Array(2);
        board.Network = (BoardNetwork)(int)reader.Cbor.ReadInteger(0, (int)BoardNetwork.Ethernet);
        int[] pins = new int[reader.Cbor.ReadArray(NetworkPinsMax)];
        for (int i = 0; i < pins.Length; i++) pins[i] = (int)reader.Cbor.ReadInteger(0, PinMax);
        board.NetworkPins = pins;
    }

    private static void ReadPins(PayloadReader reader, Board board)
    {
        reader.Cbor.ReadKey(15);
        reader.Array(4);
        board.WatchdogPin = Pin(reader);
        board.TamperPin = Pin(reader);
        board.StatusLedPin = Pin(reader);
        board.ConsoleBus = OrNone(reader, BusesMax - 1);
    }

    private static int OrNone(PayloadReader reader, int max) =>
        reader.Cbor.TryReadNull() ? Board.None : (int)reader.Cbor.ReadInteger(0, max);

    private static int Pin(PayloadReader reader) => OrNone(reader, PinMax);

    private static BoardBus ReadBus(PayloadReader reader)
    {
        reader.Array(BusFieldCount);
        return new BoardBus
        {
            Name = reader.Text(PartNameLengthMax, false),
            Kind = (BoardBusKind)(int)reader.Cbor.ReadInteger(1, (int)BoardBusKind.Uart),
            Port = (int)reader.Cbor.ReadInteger(1, PortMax),
            DataPin = (int)reader.Cbor.ReadInteger(0, PinMax),
            InputPin = Pin(reader),
            ClockPin = Pin(reader),
            SpeedHertz = (int)reader.Cbor.ReadInteger(SpeedMin, SpeedMax),
        };
    }

    private static BoardPart ReadPart(PayloadReader reader)
    {
        reader.Array(PartFieldCount);
        return new BoardPart
        {
            Name = reader.Text(PartNameLengthMax, false),
            Kind = (BoardPartKind)(int)reader.Cbor.ReadInteger(1, (int)BoardPartKind.Ssd1306),
            Bus = (int)reader.Cbor.ReadInteger(0, BusesMax - 1),
            Address = (int)reader.Cbor.ReadInteger(0, AddressMax),
            ChipSelectPin = Pin(reader),
            ResetPin = Pin(reader),
            InterruptPin = Pin(reader),
            Option = (int)reader.Cbor.ReadInteger(0, OptionMax),
            IsOptional = reader.Cbor.ReadBoolean(),
        };
    }

    private static BoardVoltageInput ReadVoltageInput(PayloadReader reader)
    {
        reader.Array(VoltageFieldCount);
        return new BoardVoltageInput
        {
            Kind = (BoardVoltageKind)(int)reader.Cbor.ReadInteger(1, (int)BoardVoltageKind.BuiltIn),
            InputMillivolts = (int)reader.Cbor.ReadInteger(1, RatedMax),
            OutputMicrovolts = (int)reader.Cbor.ReadInteger(0, OutputMicrovoltsMax),
        };
    }

    private static BoardChannel ReadChannel(PayloadReader reader)
    {
        CborReader cbor = reader.Cbor;
        reader.Array(ChannelFieldCount);
        return new BoardChannel
        {
            Id = (int)cbor.ReadInteger(1, MeterRecord.ChannelsMax),
            Label = reader.Text(LabelLengthMax, true),
            Part = (int)cbor.ReadInteger(0, PartsMax - 1),
            Sensor = (BoardSensorKind)(int)cbor.ReadInteger(1, (int)BoardSensorKind.BuiltIn),
            RatedMilliamperes = (int)cbor.ReadInteger(0, RatedMax),
            OutputMicrovolts = (int)cbor.ReadInteger(0, OutputMicrovoltsMax),
            OutputMicroamperes = (int)cbor.ReadInteger(0, OutputMicroamperesMax),
            ResistanceMicroohms = (int)cbor.ReadInteger(0, ResistanceMax),
            Pga = (int)cbor.ReadInteger(0, PgaMax),
            VoltageInput = (int)cbor.ReadInteger(1, VoltageInputsMax),
            Phase = (int)cbor.ReadInteger(0, 3),
            Role = (BoardRole)(int)cbor.ReadInteger(0, (int)BoardRole.Feeder),
        };
    }

    private static BoardGas ReadGas(PayloadReader reader)
    {
        CborReader cbor = reader.Cbor;
        reader.Array(GasFieldCount);
        return new BoardGas
        {
            AreaSquareMillimetres = (int)cbor.ReadInteger(0, 1_000_000_000),
            CoefficientPpm = (int)cbor.ReadInteger(0, 10_000_000),
            BackgroundPpm = (int)cbor.ReadInteger(0, 1_000_000),
            ReferenceTemperatureMillikelvins = (int)cbor.ReadInteger(200_000, 400_000),
            ReferencePressurePascals = (int)cbor.ReadInteger(50_000, 200_000),
            IsDry = cbor.ReadBoolean(),
        };
    }

    private static RecordStatus Judge(Board board)
    {
        if (!IsName(board.Name)) return RecordStatus.BadText;
        if (board.ConsoleBus >= board.Buses.Length) return RecordStatus.NothingThere;
        for (int i = 0; i < board.Buses.Length; i++)
        {
            if (!PinsSuit(board.Buses[i])) return RecordStatus.KindMismatch;
        }
        for (int i = 0; i < board.Parts.Length; i++)
        {
            if (board.Parts[i].Bus >= board.Buses.Length) return RecordStatus.NothingThere;
        }
        for (int i = 0; i < board.VoltageInputs.Length; i++)
        {
            BoardVoltageInput input = board.VoltageInputs[i];
            if ((input.Kind == BoardVoltageKind.BuiltIn) != (input.OutputMicrovolts == 0)) return RecordStatus.KindMismatch;
        }
        for (int i = 0; i < board.Channels.Length; i++)
        {
            BoardChannel channel = board.Channels[i];
            if (i > 0 && channel.Id <= board.Channels[i - 1].Id) return RecordStatus.ChannelOrder;
            if (channel.Part >= board.Parts.Length || channel.VoltageInput > board.VoltageInputs.Length) return RecordStatus.NothingThere;
            if (!FieldsSuit(channel)) return RecordStatus.KindMismatch;
        }
        if (board.Gas is null) return board.Channels.Length > 0 ? RecordStatus.Ok : RecordStatus.WrongCount;
        return (board.Gas.AreaSquareMillimetres == 0) == (board.Gas.CoefficientPpm == 0) ? RecordStatus.Ok : RecordStatus.KindMismatch;
    }

    private static bool PinsSuit(BoardBus bus) =>
        (bus.InputPin == Board.None) == (bus.Kind == BoardBusKind.I2c) && (bus.ClockPin == Board.None) == (bus.Kind == BoardBusKind.Uart);

    // Each kind of sensor has its own figures, and every other figure is 0.
    private static bool FieldsSuit(BoardChannel channel)
    {
        BoardSensorKind kind = channel.Sensor;
        return (channel.RatedMilliamperes > 0) == (kind != BoardSensorKind.Shunt)
            && (channel.OutputMicrovolts > 0) == (kind == BoardSensorKind.CtVoltage)
            && (channel.OutputMicroamperes > 0) == (kind == BoardSensorKind.CtCurrent)
            && (channel.ResistanceMicroohms > 0) == (kind == BoardSensorKind.CtCurrent || kind == BoardSensorKind.Shunt);
    }
}
