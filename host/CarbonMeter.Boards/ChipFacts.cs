using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Boards;

/// <summary>
/// What a chip allows a board: which pins there are and what they are good for, how many controllers, and where its application goes
/// (nanoFramework's partition tables). Pins of ESP32 flash, inputs and RMII as in its data sheet; the others from general knowledge,
/// not yet tried on hardware.
/// </summary>
internal sealed record ChipFacts
{
    private const int Megabyte = 1 << 20;

    public required IReadOnlyList<int> Pins { get; init; }
    public IReadOnlyList<int> InputOnly { get; init; } = [];
    public IReadOnlyList<int> Flash { get; init; } = [];
    public IReadOnlyList<int> Serial { get; init; } = [];
    public IReadOnlyList<int> Strapping { get; init; } = [];

    /// <summary>Pins of a PSRAM, and the word in a target's name that says there is one.</summary>
    public IReadOnlyList<int> Psram { get; init; } = [];
    public IReadOnlyList<string> PsramTargets { get; init; } = [];

    /// <summary>Controllers of each kind of bus: I2C, SPI, UART.</summary>
    public required IReadOnlyList<int> Ports { get; init; }

    /// <summary>Pins RMII cannot do without; none where the chip has no Ethernet.</summary>
    public IReadOnlyList<int> Rmii { get; init; } = [];

    /// <summary>Deploy address for each size of flash, bytes.</summary>
    public required IReadOnlyDictionary<int, int> DeployAddresses { get; init; }

    public static ChipFacts Of(BoardChip chip) => chip switch
    {
        BoardChip.Esp32 => s_esp32,
        BoardChip.Esp32S2 => s_esp32S2,
        BoardChip.Esp32S3 => s_esp32S3,
        BoardChip.Esp32C3 => s_esp32C3,
        BoardChip.Esp32C6 => s_esp32C6,
        _ => s_virtual,
    };

    private static readonly ChipFacts s_virtual = new()
    {
        Pins = Range(0, 63), Ports = [2, 2, 3], DeployAddresses = At(0, 4, 8, 16),
    };

    private static readonly ChipFacts s_esp32 = new()
    {
        Pins = [.. Range(0, 19), .. Range(21, 23), .. Range(25, 27), .. Range(32, 39)],
        InputOnly = Range(34, 39), Flash = Range(6, 11), Serial = [1, 3], Strapping = [0, 2, 5, 12, 15],
        Psram = [16, 17], PsramTargets = ["PSRAM", "WROVER"], Ports = [2, 2, 3], Rmii = [18, 19, 21, 22, 23, 25, 26, 27],
        DeployAddresses = At(0x1E0000, 4, 8, 16),
    };

    private static readonly ChipFacts s_esp32S2 = new()
    {
        Pins = [.. Range(0, 21), .. Range(26, 46)], InputOnly = [46], Flash = Range(26, 32), Serial = [19, 20, 43, 44],
        Strapping = [0, 45, 46], Ports = [2, 2, 2], DeployAddresses = At(0x1B0000, 4, 8),
    };

    private static readonly ChipFacts s_esp32S3 = new()
    {
        Pins = [.. Range(0, 21), .. Range(26, 48)], Flash = Range(26, 32), Serial = [19, 20, 43, 44], Strapping = [0, 3, 45, 46],
        Psram = Range(33, 37), PsramTargets = ["OCTAL"], Ports = [2, 2, 3], DeployAddresses = At(0x1B0000, 4, 8, 16),
    };

    private static readonly ChipFacts s_esp32C3 = new()
    {
        Pins = Range(0, 21), Flash = Range(11, 17), Serial = [18, 19, 20, 21], Strapping = [2, 8, 9], Ports = [1, 1, 2],
        DeployAddresses = At(0x1B0000, 4),
    };

    private static readonly ChipFacts s_esp32C6 = new()
    {
        Pins = [.. Range(0, 13), .. Range(15, 30)], Flash = Range(24, 30), Serial = [12, 13, 16, 17], Strapping = [4, 5, 8, 9, 15],
        Ports = [1, 1, 2], DeployAddresses = At(0x250000, 4),
    };

    private static int[] Range(int first, int last) => [.. Enumerable.Range(first, last - first + 1)];

    private static Dictionary<int, int> At(int address, params int[] megabytes) => megabytes.ToDictionary(size => size * Megabyte, _ => address);
}
