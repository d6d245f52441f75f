using CarbonMeter.Boards;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>A part that can be asked whether it is there and well, without a change to what is measured.</summary>
public interface ITestedPart
{
    /// <summary>What is wrong with it, in printable ASCII; null where nothing is. Takes at most 2.5 s.</summary>
    string? Trouble();
}

/// <summary>The self-test of a board: every part that has a driver, in the board's order, asked by its driver.</summary>
public sealed class PartTest : ISelfTest
{
    /// <summary>What is said of a part that does not answer as one of its kind.</summary>
    public const string NoAnswer = "it does not answer: power, wires, address";

    private readonly BoardPart[] _parts;
    private readonly ITestedPart[] _drivers;

    /// <summary>Parts with the drivers that run them; those without one are left out.</summary>
    internal PartTest(BoardPart[] parts, ITestedPart?[] drivers)
    {
        int count = 0;
        for (int i = 0; i < parts.Length; i++)
            if (drivers[i] != null) count++;
        _parts = new BoardPart[count];
        _drivers = new ITestedPart[count];
        int at = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            ITestedPart? driver = drivers[i];
            if (driver == null) continue;
            _parts[at] = parts[i];
            _drivers[at] = driver;
            at++;
        }
    }

    /// <inheritdoc/>
    public int Count => _parts.Length;

    /// <inheritdoc/>
    public string PartName(int index) => _parts[index].Name;

    /// <inheritdoc/>
    public bool TryTest(int index, out string words)
    {
        string? trouble = _drivers[index].Trouble();
        words = trouble ?? "";
        return trouble == null;
    }
}
