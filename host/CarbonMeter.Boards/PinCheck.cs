using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Boards;

/// <summary>Pins: each used once, there, free, and able to do what is asked of it.</summary>
internal sealed class PinCheck(Board board, BoardFaults faults)
{
    private readonly ChipFacts _chip = ChipFacts.Of(board.Chip);
    private readonly Dictionary<int, string> _uses = [];

    public void Run()
    {
        Network();
        for (var i = 0; i < board.Buses.Length; i++)
        {
            var bus = board.Buses[i];
            Use(bus.DataPin, $"$.buses[{i}].dataPin", $"dataPin of bus \"{bus.Name}\"", isOutput: true);
            Use(bus.InputPin, $"$.buses[{i}].inputPin", $"inputPin of bus \"{bus.Name}\"", isOutput: false);
            Use(bus.ClockPin, $"$.buses[{i}].clockPin", $"clockPin of bus \"{bus.Name}\"", isOutput: true);
        }
        for (var i = 0; i < board.Parts.Length; i++)
        {
            var part = board.Parts[i];
            Use(part.ChipSelectPin, $"$.parts[{i}].chipSelectPin", $"chipSelectPin of part \"{part.Name}\"", isOutput: true);
            Use(part.ResetPin, $"$.parts[{i}].resetPin", $"resetPin of part \"{part.Name}\"", isOutput: true);
            Use(part.InterruptPin, $"$.parts[{i}].interruptPin", $"interruptPin of part \"{part.Name}\"", isOutput: false);
        }
        Use(board.WatchdogPin, "$.pins.watchdog", "watchdog", isOutput: true);
        Use(board.TamperPin, "$.pins.tamper", "tamper", isOutput: false);
        Use(board.StatusLedPin, "$.pins.statusLed", "statusLed", isOutput: true);
    }

    private void Network()
    {
        if ((board.Chip == BoardChip.Virtual) != (board.Network == BoardNetwork.Virtual))
            faults.Add("$.network.kind", "the network is virtual where the chip is, and only there.");
        if (board.Network != BoardNetwork.Ethernet)
        {
            if (board.NetworkPins.Length > 0) faults.Add("$.network.pins", "only an ethernet takes pins; take them out.");
            return;
        }
        if (_chip.Rmii.Count == 0) faults.Add("$.network.kind", $"{BoardWords.Of(board.Chip)} has no Ethernet; its network is wifi.");
        foreach (var pin in _chip.Rmii.Where(pin => !board.NetworkPins.Contains(pin)))
            faults.Add("$.network.pins", $"Ethernet takes pin {pin}; add it to the list.");
        for (var i = 0; i < board.NetworkPins.Length; i++)
        {
            var pin = board.NetworkPins[i];
            if (!_chip.Pins.Contains(pin)) faults.Add($"$.network.pins[{i}]", $"{BoardWords.Of(board.Chip)} has no pin {pin}.");
            if (!_uses.TryAdd(pin, "the Ethernet")) faults.Add($"$.network.pins[{i}]", $"pin {pin} stands twice; once is enough.");
        }
    }

    private void Use(int pin, string place, string use, bool isOutput)
    {
        if (pin == Board.None) return;
        var chip = BoardWords.Of(board.Chip);
        if (_uses.TryGetValue(pin, out var other)) faults.Add(place, $"pin {pin} is {other} already; {use} needs one of its own.");
        else if (!_chip.Pins.Contains(pin)) faults.Add(place, $"{chip} has no pin {pin}; {use} needs another.");
        else if (_chip.Flash.Contains(pin)) faults.Add(place, $"pin {pin} of {chip} belongs to its flash; {use} needs another.");
        else if (HasPsram && _chip.Psram.Contains(pin)) faults.Add(place, $"pin {pin} of {chip} belongs to the PSRAM of {board.Target}; {use} needs another.");
        else if (_chip.Serial.Contains(pin)) faults.Add(place, $"pin {pin} of {chip} belongs to the port that flashes and debugs; {use} needs another.");
        else if (_chip.Strapping.Contains(pin)) faults.Add(place, $"pin {pin} of {chip} decides at reset how it starts; {use} needs another.");
        else if (isOutput && _chip.InputOnly.Contains(pin)) faults.Add(place, $"pin {pin} of {chip} can only be an input; {use} needs another.");
        _uses.TryAdd(pin, use);
    }

    private bool HasPsram => _chip.PsramTargets.Any(board.Target.Contains);
}
