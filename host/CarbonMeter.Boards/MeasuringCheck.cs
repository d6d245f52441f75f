using System.Linq;

namespace CarbonMeter.Boards;

/// <summary>The metering front end, its channels and their analog constants.</summary>
internal sealed class MeasuringCheck(Board board, BoardFaults faults)
{
    private const int GainFour = 2, GainLargest = 5;

    public void Run()
    {
        FrontEnd();
        for (var i = 0; i < board.VoltageInputs.Length; i++)
            if (!board.Channels.Any(channel => channel.VoltageInput == i + 1))
                faults.Add($"$.voltageInputs[{i}]", $"no channel is measured against voltage input {i + 1}; take it out.");
        for (var i = 0; i < board.Channels.Length; i++) Channel(board.Channels[i], i, $"$.channels[{i}]");
        Repeated(BoardPartKind.Atecc608, "secure element");
        Repeated(BoardPartKind.Ds3231, "clock");
        Repeated(BoardPartKind.Mb85rc256, "FRAM");
        Repeated(BoardPartKind.Ssd1306, "display");
    }

    private void FrontEnd()
    {
        BoardPart? first = null;
        for (var i = 0; i < board.Parts.Length; i++)
        {
            var part = board.Parts[i];
            if (!PartFacts.IsFrontEnd(part.Kind)) continue;
            var channels = board.Channels.Count(channel => channel.Part == i);
            if (channels == 0) faults.Add($"$.parts[{i}]", $"no channel is measured by \"{part.Name}\"; give it one or take it out.");
            if (channels > 1 && part.Kind == BoardPartKind.Ina228) faults.Add($"$.parts[{i}]", $"INA228 \"{part.Name}\" measures one channel, and {channels} name it.");
            if (first is not null && (part.Kind != first.Kind || part.Kind != BoardPartKind.Ina228))
                faults.Add($"$.parts[{i}].kind", $"\"{first.Name}\" is the front end already; a board has one, or several INA228.");
            first ??= part;
        }
    }

    private void Repeated(BoardPartKind kind, string what)
    {
        var seen = 0;
        for (var i = 0; i < board.Parts.Length; i++)
            if (board.Parts[i].Kind == kind && ++seen > 1) faults.Add($"$.parts[{i}].kind", $"a board has one {what}; take this one out.");
    }

    private void Channel(BoardChannel channel, int index, string place)
    {
        var kind = board.Parts[channel.Part].Kind;
        if (!PartFacts.IsFrontEnd(kind))
        {
            faults.Add(place + ".part", $"{BoardWords.Of(kind)} measures no energy; a channel needs a metering part.");
            return;
        }
        if (index > 0 && channel.Id <= board.Channels[index - 1].Id) faults.Add(place + ".id", $"id is {channel.Id} after {board.Channels[index - 1].Id}; ids ascend.");
        var ids = kind switch { BoardPartKind.Ade7953 => 2, BoardPartKind.Ade7880 => 3, BoardPartKind.M5AcMeasure => 1, _ => 8 };
        if (channel.Id > ids) faults.Add(place + ".id", $"id is {channel.Id}; the current inputs of {BoardWords.Of(kind)} are 1{(ids > 1 ? $" to {ids}" : "")}.");
        if (kind == BoardPartKind.Ina228 != (channel.Phase == 0))
            faults.Add(place + ".phase", kind == BoardPartKind.Ina228 ? "the phase of an INA228 is \"DC\"." : $"{BoardWords.Of(kind)} measures alternating current; its phase is \"L1\", \"L2\" or \"L3\".");
        Gain(channel, kind, place);
        Current(channel, kind, place);
        Voltage(channel, kind, place);
    }

    private void Gain(BoardChannel channel, BoardPartKind kind, string place)
    {
        var gain = BoardWords.Gains[channel.Pga];
        if (kind == BoardPartKind.Ina228 && channel.Pga is not (0 or GainFour)) faults.Add(place + ".gain", $"gain is {gain}; an INA228 has 1 (163.84 mV) or 4 (40.96 mV).");
        if (kind == BoardPartKind.M5AcMeasure && channel.Pga != 0) faults.Add(place + ".gain", $"gain is {gain}; a module that scales by itself has 1.");
        bool isLargestThere = kind is BoardPartKind.Ade7953 && channel.Id == 1;
        if (channel.Pga == GainLargest && kind is (BoardPartKind.Ade7953 or BoardPartKind.Ade7880) && !isLargestThere)
            faults.Add(place + ".gain", "gain 22 is for input 1 of an ADE7953 alone; take 16.");
    }

    private void Current(BoardChannel channel, BoardPartKind kind, string place)
    {
        var fits = kind switch
        {
            BoardPartKind.M5AcMeasure => channel.Sensor == BoardSensorKind.BuiltIn,
            BoardPartKind.Ina228 => channel.Sensor == BoardSensorKind.Shunt,
            _ => channel.Sensor != BoardSensorKind.BuiltIn,
        };
        if (!fits)
        {
            faults.Add(place + ".sensor.kind", $"{BoardWords.Of(kind)} does not measure by a sensor of kind {BoardWords.Sensors[(int)channel.Sensor - 1]}.");
            return;
        }
        var full = BoardScale.CurrentFullScaleMilliamperes(channel, kind);
        if (full < 1) faults.Add(place + ".sensor", "these figures give no full scale from 1 to 1000000000 mA; check their units.");
        else if (full / BoardWords.Gains[channel.Pga] < channel.RatedMilliamperes)
            faults.Add(place + ".sensor", $"at gain {BoardWords.Gains[channel.Pga]} the input is full at {full / BoardWords.Gains[channel.Pga]} mA, below the rated {channel.RatedMilliamperes}; take a smaller gain or burden.");
    }

    private void Voltage(BoardChannel channel, BoardPartKind kind, string place)
    {
        if (channel.VoltageInput < 1 || channel.VoltageInput > board.VoltageInputs.Length)
        {
            faults.Add(place + ".voltageInput", $"voltageInput is {channel.VoltageInput}; the board has {board.VoltageInputs.Length}, counted from 1.");
            return;
        }
        if (channel.VoltageInput > 1 && kind is (BoardPartKind.Ade7953 or BoardPartKind.M5AcMeasure))
            faults.Add(place + ".voltageInput", $"voltageInput is {channel.VoltageInput}; {BoardWords.Of(kind)} has one.");
        var input = board.VoltageInputs[channel.VoltageInput - 1];
        var fits = kind switch
        {
            BoardPartKind.M5AcMeasure => input.Kind == BoardVoltageKind.BuiltIn,
            BoardPartKind.Ina228 => input.Kind == BoardVoltageKind.Direct,
            _ => input.Kind is BoardVoltageKind.Divider or BoardVoltageKind.Transformer,
        };
        if (!fits) faults.Add(place + ".voltageInput", $"{BoardWords.Of(kind)} does not measure by a voltage input of kind {BoardWords.VoltageInputs[(int)input.Kind - 1]}.");
        else if (BoardScale.VoltageFullScaleMillivolts(input, kind) < 1)
            faults.Add($"$.voltageInputs[{channel.VoltageInput - 1}]", "these figures give no full scale from 1 to 1000000000 mV; check their units.");
    }
}
