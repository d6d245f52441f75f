using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CarbonMeter.Boards;

/// <summary>Buses: controllers, speeds, addresses; and whether the flash and its deploy address are those of the chip.</summary>
internal sealed class BusCheck(Board board, BoardFaults faults)
{
    private const int SlowHertz = 100_000, FastHertz = 400_000;

    private static readonly IReadOnlyList<int> s_baudRates = [9600, 19_200, 38_400, 57_600, 115_200];

    private readonly ChipFacts _chip = ChipFacts.Of(board.Chip);

    public void Run()
    {
        Flash();
        for (var index = 0; index < board.Buses.Length; index++) Bus(board.Buses[index], index, $"$.buses[{index}]");
        for (var index = 0; index < board.Parts.Length; index++) Part(board.Parts[index], index, $"$.parts[{index}]");
        if (board.ConsoleBus != Board.None && board.Buses[board.ConsoleBus].Kind != BoardBusKind.Uart)
            faults.Add("$.console", $"bus \"{board.Buses[board.ConsoleBus].Name}\" is not a uart; the console needs one.");
    }

    private void Flash()
    {
        if (!_chip.DeployAddresses.TryGetValue(board.FlashBytes, out var address))
        {
            var sizes = string.Join(", ", _chip.DeployAddresses.Keys.Select(size => size.ToString(CultureInfo.InvariantCulture)));
            faults.Add("$.flashBytes", $"flashBytes is {board.FlashBytes}; there are firmware images of {Chip} for {sizes}.");
        }
        else if (address != board.DeployAddress)
            faults.Add("$.deployAddress", $"deployAddress is 0x{board.DeployAddress:X}; the application of {Chip} with this flash goes to 0x{address:X}.");
    }

    private string Chip => BoardWords.Of(board.Chip);

    private void Bus(BoardBus bus, int index, string place)
    {
        var ports = _chip.Ports[(int)bus.Kind - 1];
        var least = bus.Kind == BoardBusKind.Uart && board.Chip != BoardChip.Virtual ? 2 : 1;
        if (bus.Port < least || bus.Port > ports)
            faults.Add(place + ".port", $"port is {bus.Port}; {Chip} has {BoardWords.Of(bus.Kind)} ports {least} to {ports}{(least == 2 ? ", since 1 flashes and debugs" : "")}.");
        for (var other = 0; other < index; other++)
            if (board.Buses[other].Kind == bus.Kind && board.Buses[other].Port == bus.Port)
                faults.Add(place + ".port", $"bus \"{board.Buses[other].Name}\" has {BoardWords.Of(bus.Kind)} port {bus.Port} already; give this one another.");
        if (!board.Parts.Any(part => part.Bus == index) && board.ConsoleBus != index)
            faults.Add(place, $"nothing is on bus \"{bus.Name}\"; take it out.");
        Speed(bus, place + ".speedHertz");
    }

    private void Speed(BoardBus bus, string place)
    {
        switch (bus.Kind)
        {
            case BoardBusKind.I2c when bus.SpeedHertz is not (SlowHertz or FastHertz):
                faults.Add(place, $"speedHertz is {bus.SpeedHertz}; an i2c bus runs at {SlowHertz} or {FastHertz}.");
                break;
            case BoardBusKind.Spi when bus.SpeedHertz is < SlowHertz or > PartFacts.SpiHertzMax:
                faults.Add(place, $"speedHertz is {bus.SpeedHertz}; an spi bus runs at {SlowHertz} to {PartFacts.SpiHertzMax}.");
                break;
            case BoardBusKind.Uart when !s_baudRates.Contains(bus.SpeedHertz):
                faults.Add(place, $"speedHertz is {bus.SpeedHertz}; a uart runs at {string.Join(", ", s_baudRates)}.");
                break;
        }
    }

    private void Part(BoardPart part, int index, string place)
    {
        var facts = PartFacts.Of(part.Kind);
        var bus = board.Buses[part.Bus];
        var isI2c = bus.Kind == BoardBusKind.I2c;
        if (!isI2c && !(bus.Kind == BoardBusKind.Spi && facts.IsSpiToo))
        {
            faults.Add(place + ".bus", $"{Kind(part)} cannot be on bus \"{bus.Name}\" of kind {BoardWords.Of(bus.Kind)}; put it on an i2c{(facts.IsSpiToo ? " or spi" : "")} bus.");
            return;
        }
        if (isI2c != (part.ChipSelectPin == Board.None))
            faults.Add(place + ".chipSelectPin", isI2c ? "a part on i2c has no chipSelectPin; take it out." : "a part on spi needs chipSelectPin.");
        if (!isI2c && part.Address != 0) faults.Add(place + ".address", "a part on spi has no address; take it out.");
        if (isI2c) Address(part, index, facts, bus, place);
    }

    private void Address(BoardPart part, int index, PartFacts facts, BoardBus bus, string place)
    {
        if (!facts.Addresses.Contains(part.Address))
            faults.Add(place + ".address", $"{Kind(part)} answers at {string.Join(", ", facts.Addresses.Select(one => $"0x{one:X2}"))}; address says {(part.Address == 0 ? "nothing" : $"0x{part.Address:X2}")}.");
        for (var other = 0; other < index; other++)
            if (board.Parts[other].Bus == part.Bus && board.Parts[other].Address == part.Address && part.Address != 0)
                faults.Add(place + ".address", $"\"{board.Parts[other].Name}\" has 0x{part.Address:X2} on bus \"{bus.Name}\" already; move \"{part.Name}\" to another bus or address.");
        if (bus.SpeedHertz > facts.SpeedHertzMax)
            faults.Add(place + ".bus", $"{Kind(part)} takes at most {facts.SpeedHertzMax} Hz and bus \"{bus.Name}\" runs at {bus.SpeedHertz}; slow the bus down or move \"{part.Name}\" to another.");
    }

    private static string Kind(BoardPart part) => BoardWords.Of(part.Kind);
}
