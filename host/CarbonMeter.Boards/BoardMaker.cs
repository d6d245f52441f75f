using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CarbonMeter.Boards;

/// <summary>
/// Makes a board of a file: words become numbers, names become places in lists, ranges are those of docs/formats/board.md. Where
/// something is wrong it is noted, and the board must not be used.
/// </summary>
internal sealed class BoardMaker(BoardFaults faults)
{
    private const int PinMax = 63;
    private const string SchemaReference = "../board.schema.json";

    public Board Make(BoardOfFile file)
    {
        if (file.Schema != SchemaReference) faults.Add("$.$schema", $"$schema must be \"{SchemaReference}\".");
        if (!BoardCodec.IsName(file.Name))
            faults.Add("$.name", $"name is \"{file.Name}\"; it must be 1 to {BoardCodec.NameLengthMax} lower-case letters, digits and hyphens.");
        Text("$.title", file.Title, BoardCodec.TitleLengthMax, spaceAllowed: true);
        Text("$.target", file.Target, BoardCodec.TargetLengthMax, spaceAllowed: false);
        var buses = Names("$.buses", file.Buses.Select(bus => bus.Name), file.Buses.Count, BoardCodec.BusesMax, 1);
        var parts = Names("$.parts", file.Parts.Select(part => part.Name), file.Parts.Count, BoardCodec.PartsMax, 1);
        Count("$.voltageInputs", file.VoltageInputs.Count, 0, BoardCodec.VoltageInputsMax);
        Count("$.channels", file.Channels.Count, file.Gas is null ? 1 : 0, Records.MeterRecord.ChannelsMax);
        return new Board
        {
            Name = file.Name,
            Title = file.Title,
            Target = file.Target,
            Chip = (BoardChip)Word("$.chip", file.Chip, BoardWords.Chips),
            FlashBytes = file.FlashBytes,
            DeployAddress = Hexadecimal("$.deployAddress", file.DeployAddress, (1 << 26) - 1),
            Network = (BoardNetwork)Word("$.network.kind", file.Network.Kind, BoardWords.Networks),
            NetworkPins = [.. (file.Network.Pins ?? []).Select((pin, i) => Pin($"$.network.pins[{i}]", pin))],
            Buses = [.. file.Buses.Select(Bus)],
            Parts = [.. file.Parts.Select((part, i) => Part(part, $"$.parts[{i}]", buses))],
            VoltageInputs = [.. file.VoltageInputs.Select(VoltageInput)],
            Channels = [.. file.Channels.Select((channel, i) => Channel(channel, $"$.channels[{i}]", parts))],
            Gas = file.Gas is null ? null : Gas(file.Gas),
            WatchdogPin = Pin("$.pins.watchdog", file.Pins.Watchdog),
            TamperPin = Pin("$.pins.tamper", file.Pins.Tamper),
            StatusLedPin = Pin("$.pins.statusLed", file.Pins.StatusLed),
            ConsoleBus = file.Console is null ? Board.None : Reference("$.console", file.Console, buses, "bus"),
        };
    }

    private BoardBus Bus(BusOfFile bus, int index)
    {
        var place = $"$.buses[{index}]";
        var kind = (BoardBusKind)(Word(place + ".kind", bus.Kind, BoardWords.Buses) + 1);
        Suits(place + ".inputPin", "inputPin", bus.InputPin, kind != BoardBusKind.I2c, $"a bus of kind {bus.Kind}");
        Suits(place + ".clockPin", "clockPin", bus.ClockPin, kind != BoardBusKind.Uart, $"a bus of kind {bus.Kind}");
        return new BoardBus
        {
            Name = bus.Name, Kind = kind, Port = bus.Port, DataPin = Pin(place + ".dataPin", bus.DataPin),
            InputPin = Pin(place + ".inputPin", bus.InputPin), ClockPin = Pin(place + ".clockPin", bus.ClockPin), SpeedHertz = bus.SpeedHertz,
        };
    }

    private BoardPart Part(PartOfFile part, string place, List<string> buses)
    {
        var kind = (BoardPartKind)(Word(place + ".kind", part.Kind, BoardWords.Parts) + 1);
        Suits(place + ".binaryGas", "binaryGas", part.BinaryGas, kind == BoardPartKind.Stc31, $"a part of kind {part.Kind}");
        Suits(place + ".mode", "mode", part.Mode, kind == BoardPartKind.Sdp3x, $"a part of kind {part.Kind}");
        if (part.BinaryGas is < 0 or > 19 or (> 3 and < 16))
            faults.Add(place + ".binaryGas", $"binaryGas is {part.BinaryGas}; it must be 0 to 3, or 16 to 19 of an STC31-C.");
        return new BoardPart
        {
            Name = part.Name,
            Kind = kind,
            Bus = Reference(place + ".bus", part.Bus, buses, "bus"),
            Address = part.Address is null ? 0 : Hexadecimal(place + ".address", part.Address, 127),
            ChipSelectPin = Pin(place + ".chipSelectPin", part.ChipSelectPin),
            ResetPin = Pin(place + ".resetPin", part.ResetPin),
            InterruptPin = Pin(place + ".interruptPin", part.InterruptPin),
            Option = part.BinaryGas ?? (part.Mode is null ? 0 : Word(place + ".mode", part.Mode, BoardWords.Modes)),
            IsOptional = part.Optional,
        };
    }

    private BoardVoltageInput VoltageInput(VoltageInputOfFile input, int index)
    {
        var place = $"$.voltageInputs[{index}]";
        var kind = (BoardVoltageKind)(Word(place + ".kind", input.Kind, BoardWords.VoltageInputs) + 1);
        Range(place + ".inputMillivolts", input.InputMillivolts, 1, BoardCodec.RatedMax);
        Constant(place + ".outputMicrovolts", input.OutputMicrovolts, kind != BoardVoltageKind.BuiltIn, 1_000_000_000, $"a voltage input of kind {input.Kind}");
        return new BoardVoltageInput { Kind = kind, InputMillivolts = input.InputMillivolts, OutputMicrovolts = input.OutputMicrovolts ?? 0 };
    }

    private BoardChannel Channel(ChannelOfFile channel, string place, List<string> parts)
    {
        var sensor = channel.Sensor;
        var kind = (BoardSensorKind)(Word(place + ".sensor.kind", sensor.Kind, BoardWords.Sensors) + 1);
        var whose = $"a sensor of kind {sensor.Kind}";
        Range(place + ".id", channel.Id, 1, Records.MeterRecord.ChannelsMax);
        Text(place + ".label", channel.Label, BoardCodec.LabelLengthMax, spaceAllowed: true);
        Constant(place + ".sensor.ratedMilliamperes", sensor.RatedMilliamperes, kind != BoardSensorKind.Shunt, BoardCodec.RatedMax, whose);
        Constant(place + ".sensor.outputMicrovolts", sensor.OutputMicrovolts, kind == BoardSensorKind.CtVoltage, 1_000_000_000, whose);
        Constant(place + ".sensor.outputMicroamperes", sensor.OutputMicroamperes, kind == BoardSensorKind.CtCurrent, 5_000_000, whose);
        Constant(place + ".sensor.burdenMicroohms", sensor.BurdenMicroohms, kind == BoardSensorKind.CtCurrent, 1_000_000_000, whose);
        Constant(place + ".sensor.shuntMicroohms", sensor.ShuntMicroohms, kind == BoardSensorKind.Shunt, 1_000_000_000, whose);
        var gain = BoardWords.Gains.ToList().IndexOf(channel.Gain);
        if (gain < 0) faults.Add(place + ".gain", $"gain is {channel.Gain}; it must be {Alternatives(BoardWords.Gains.Select(one => one.ToString(CultureInfo.InvariantCulture)))}.");
        return new BoardChannel
        {
            Id = channel.Id,
            Label = channel.Label,
            Part = Reference(place + ".part", channel.Part, parts, "part"),
            Sensor = kind,
            RatedMilliamperes = sensor.RatedMilliamperes ?? 0,
            OutputMicrovolts = sensor.OutputMicrovolts ?? 0,
            OutputMicroamperes = sensor.OutputMicroamperes ?? 0,
            ResistanceMicroohms = sensor.BurdenMicroohms ?? sensor.ShuntMicroohms ?? 0,
            Pga = Math.Max(0, gain),
            VoltageInput = channel.VoltageInput,
            Phase = Word(place + ".phase", channel.Phase, BoardWords.Phases),
            Role = channel.Role is null ? BoardRole.None : (BoardRole)(Word(place + ".role", channel.Role, BoardWords.Roles) + 1),
        };
    }

    private BoardGas Gas(GasOfFile gas)
    {
        if (gas.DuctAreaSquareMillimetres is null != gas.CoefficientPpm is null)
            faults.Add("$.gas", "a duct has both ductAreaSquareMillimetres and coefficientPpm; leave both out where only the concentration is measured.");
        if (gas.DuctAreaSquareMillimetres is { } area) Range("$.gas.ductAreaSquareMillimetres", area, 1, 1_000_000_000);
        if (gas.CoefficientPpm is { } coefficient) Range("$.gas.coefficientPpm", coefficient, 1, 10_000_000);
        Range("$.gas.backgroundPpm", gas.BackgroundPpm, 0, 1_000_000);
        Range("$.gas.referenceTemperatureMillikelvins", gas.ReferenceTemperatureMillikelvins, 200_000, 400_000);
        Range("$.gas.referencePressurePascals", gas.ReferencePressurePascals, 50_000, 200_000);
        return new BoardGas
        {
            AreaSquareMillimetres = gas.DuctAreaSquareMillimetres ?? 0,
            CoefficientPpm = gas.CoefficientPpm ?? 0,
            BackgroundPpm = gas.BackgroundPpm,
            ReferenceTemperatureMillikelvins = gas.ReferenceTemperatureMillikelvins,
            ReferencePressurePascals = gas.ReferencePressurePascals,
            IsDry = Word("$.gas.basis", gas.Basis, BoardWords.Bases) == 1,
        };
    }

    private List<string> Names(string place, IEnumerable<string> names, int count, int countMax, int countMin)
    {
        Count(place, count, countMin, countMax);
        var seen = new List<string>();
        foreach (var name in names)
        {
            var at = $"{place}[{seen.Count}].name";
            Text(at, name, BoardCodec.PartNameLengthMax, spaceAllowed: false);
            if (seen.Contains(name)) faults.Add(at, $"name \"{name}\" stands twice; give each its own.");
            seen.Add(name);
        }
        return seen;
    }

    private int Reference(string place, string name, List<string> names, string what)
    {
        var index = names.IndexOf(name);
        if (index < 0) faults.Add(place, $"there is no {what} \"{name}\"; there are {Alternatives(names, "and")}.");
        return index;
    }

    private int Word(string place, string word, IReadOnlyList<string> words)
    {
        var index = BoardWords.IndexOf(words, word);
        if (index < 0) faults.Add(place, $"{NameOf(place)} is \"{word}\"; it must be {Alternatives(words.Select(one => $"\"{one}\""))}.");
        return Math.Max(0, index);
    }

    private int Hexadecimal(string place, string text, int max)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value >= 0 && value <= max)
            return value;
        faults.Add(place, $"{NameOf(place)} is \"{text}\"; it must be hexadecimal from \"0x0\" to \"0x{max:X}\".");
        return 0;
    }

    private int Pin(string place, int? pin)
    {
        if (pin is null) return Board.None;
        Range(place, pin.Value, 0, PinMax);
        return pin.Value;
    }

    private void Constant(string place, int? value, bool belongs, int max, string whose)
    {
        Suits(place, NameOf(place), value, belongs, whose);
        if (value is { } number && belongs) Range(place, number, 1, max);
    }

    private void Suits(string place, string name, object? value, bool belongs, string whose)
    {
        if (belongs && value is null) faults.Add(place, $"{whose} needs {name}.");
        if (!belongs && value is not null) faults.Add(place, $"{whose} has no {name}; take it out.");
    }

    private void Range(string place, int value, int min, int max)
    {
        if (value < min || value > max) faults.Add(place, $"{NameOf(place)} is {value}; it must be {min} to {max}.");
    }

    private void Count(string place, int count, int min, int max)
    {
        if (count < min || count > max) faults.Add(place, $"{NameOf(place)} holds {count}; it must be {min} to {max}.");
    }

    private void Text(string place, string text, int lengthMax, bool spaceAllowed)
    {
        if (text.Length >= 1 && text.Length <= lengthMax && text.All(c => c is > ' ' and <= '~' || (spaceAllowed && c == ' '))) return;
        faults.Add(place, $"{NameOf(place)} is \"{text}\"; it must be 1 to {lengthMax} printable ASCII characters{(spaceAllowed ? "" : " without space")}.");
    }

    private static string NameOf(string place) => place[(place.LastIndexOf('.') + 1)..].Split('[')[0];

    private static string Alternatives(IEnumerable<string> words, string last = "or")
    {
        var all = words.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }
}
