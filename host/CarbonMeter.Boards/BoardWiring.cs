using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Boards;

/// <summary>A line of a wiring table: a signal, the chip's pin, and what hangs on it.</summary>
public sealed record Wire(string Signal, int Pin, string GoesTo);

/// <summary>How a board is wired, from its data.</summary>
public static class BoardWiring
{
    /// <summary>Every pin the board uses, but those of its network.</summary>
    public static IReadOnlyList<Wire> Of(Board board)
    {
        var wires = new List<Wire>();
        for (var i = 0; i < board.Buses.Length; i++) AddBus(wires, board, i);
        foreach (var part in board.Parts)
        {
            Add(wires, "chip select", part.ChipSelectPin, NameOf(part));
            Add(wires, "reset, low resets", part.ResetPin, NameOf(part));
            Add(wires, "interrupt", part.InterruptPin, NameOf(part));
        }
        Add(wires, "watchdog", board.WatchdogPin, "input of the external watchdog");
        Add(wires, "tamper", board.TamperPin, "switch to ground, closed while the case is shut; pull-up to 3.3 V");
        Add(wires, "status LED", board.StatusLedPin, "LED with its resistor to ground");
        return wires;
    }

    /// <summary>The same as a table in Markdown.</summary>
    public static IReadOnlyList<string> Table(Board board) =>
        ["| signal | GPIO | goes to |", "|---|---|---|", .. Of(board).Select(wire => $"| {wire.Signal} | {wire.Pin} | {wire.GoesTo} |")];

    private static void AddBus(List<Wire> wires, Board board, int index)
    {
        var bus = board.Buses[index];
        var parts = board.Parts.Where(part => part.Bus == index).Select(NameOf).ToList();
        if (board.ConsoleBus == index) parts.Add("console");
        var goesTo = string.Join(", ", parts);
        var (data, input, clock) = bus.Kind switch
        {
            BoardBusKind.I2c => ("SDA", "", "SCL"),
            BoardBusKind.Spi => ("MOSI", "MISO", "SCK"),
            _ => ("TX", "RX", ""),
        };
        var speed = bus.Kind == BoardBusKind.Uart ? $"{bus.SpeedHertz} baud" : $"{bus.SpeedHertz / 1000} kHz";
        var name = bus.Kind == BoardBusKind.Uart ? $"COM{bus.Port}" : $"{BoardWords.Of(bus.Kind).ToUpperInvariant()}{bus.Port}";
        Add(wires, $"{name} {data}, {speed}", bus.DataPin, goesTo);
        Add(wires, $"{name} {input}", bus.InputPin, goesTo);
        Add(wires, $"{name} {clock}", bus.ClockPin, goesTo);
    }

    private static void Add(List<Wire> wires, string signal, int pin, string goesTo)
    {
        if (pin != Board.None) wires.Add(new Wire(signal, pin, goesTo));
    }

    private static string NameOf(BoardPart part) => part.Address == 0 ? BoardWords.Of(part.Kind) : $"{BoardWords.Of(part.Kind)} (0x{part.Address:X2})";
}
