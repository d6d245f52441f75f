using System;
using System.Collections.Generic;
using CarbonMeter.Boards;

namespace CarbonMeter.Cli.Flashing;

/// <summary>
/// Where a chip's flash holds what (nanoFramework's partition tables): facts of the firmware image, not choices. The deploy
/// address itself stands in the board file.
/// </summary>
/// <param name="EsptoolChip">The chip as esptool names it.</param>
/// <param name="WebFamily">The chip as ESP Web Tools names it.</param>
/// <param name="BootloaderAddress">Where the boot loader goes.</param>
/// <param name="DeployBytes">Room for the application.</param>
/// <param name="PartitionsFile">The partition table for this size of flash, in the firmware's package.</param>
public sealed record FlashLayout(string EsptoolChip, string WebFamily, int BootloaderAddress, int DeployBytes, string PartitionsFile)
{
    /// <summary>Where the partition table goes, on every chip.</summary>
    public const int PartitionsAddress = 0x8000;

    /// <summary>Where the nanoCLR goes, on every chip.</summary>
    public const int RuntimeAddress = 0x10000;

    private static readonly Dictionary<(BoardChip Chip, int Megabytes), int> s_deployBytes = new()
    {
        [(BoardChip.Esp32, 4)] = 0x1C0000, [(BoardChip.Esp32, 8)] = 0x2B0000, [(BoardChip.Esp32, 16)] = 0x2B0000,
        [(BoardChip.Esp32S2, 4)] = 0x1F0000, [(BoardChip.Esp32S2, 8)] = 0x2E0000,
        [(BoardChip.Esp32S3, 4)] = 0x1F0000, [(BoardChip.Esp32S3, 8)] = 0x2E0000, [(BoardChip.Esp32S3, 16)] = 0x2E0000,
        [(BoardChip.Esp32C3, 4)] = 0x1F0000, [(BoardChip.Esp32C6, 4)] = 0x170000,
    };

    /// <summary>The layout of a board's flash.</summary>
    /// <exception cref="InputException">The board has no flash to write to, or of a size no image is made for.</exception>
    public static FlashLayout Of(Board board)
    {
        if (board.Chip == BoardChip.Virtual)
            throw new InputException($"{board.Name} has no hardware to flash: `carbonctl demo --boards {board.Name}` runs it.");
        int megabytes = board.FlashBytes >> 20;
        if (!s_deployBytes.TryGetValue((board.Chip, megabytes), out int deployBytes))
            throw new InputException($"{board.Name}: no firmware image is laid out for an {BoardWords.Of(board.Chip)} with {megabytes} MB of flash.");
        string family = BoardWords.Of(board.Chip);
        // The S3 starts at 0 like the C3; pages that say 0x1000 for it mean the S2 [from general knowledge of the part].
        int bootloader = board.Chip is BoardChip.Esp32 or BoardChip.Esp32S2 ? 0x1000 : 0;
        return new FlashLayout(
            family.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), family, bootloader, deployBytes, $"partitions_{megabytes}mb.bin");
    }
}
