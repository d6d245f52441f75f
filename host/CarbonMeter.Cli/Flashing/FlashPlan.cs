using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CarbonMeter.Boards;

namespace CarbonMeter.Cli.Flashing;

/// <summary>One command of a plan.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="OnFailure">What to try where it fails.</param>
/// <param name="MustSay">What its output has to contain; null: its exit code tells.</param>
public sealed record FlashStep(string Title, IReadOnlyList<string> Command, string OnFailure, string? MustSay = null)
{
    /// <summary>The command as one would type it.</summary>
    public string Line => string.Join(' ', Command.Select(Quoted));

    private static string Quoted(string argument) => argument.Any(c => c is ' ' or '"' or '\'' or '&' or '$') ? $"'{argument}'" : argument;
}

/// <summary>What is written, and from where. Paths are as the commands shall show them.</summary>
/// <param name="Port">Serial port of the board.</param>
/// <param name="Application">The packed application.</param>
/// <param name="ApplicationBytes">Its size.</param>
/// <param name="Deployment">The list of files for the drive <c>I:</c>.</param>
/// <param name="ReadBack">Where the application is read back to.</param>
/// <param name="FirmwareVersion">Version of the firmware image; null: the newest.</param>
public sealed record FlashInputs(string Port, string Application, int ApplicationBytes, string Deployment, string ReadBack, string? FirmwareVersion);

/// <summary>From a fresh board to one that runs: the commands, in their order. The scripts in flash-scripts do the same.</summary>
public static class FlashPlan
{
    private const string Connect = "Is the cable a data cable, the port right and no other program on it? Hold BOOT, press RESET, let go of BOOT, and try again.";

    /// <summary>The plan for a board.</summary>
    /// <exception cref="InputException">The board has no flash, or the application does not fit.</exception>
    public static IReadOnlyList<FlashStep> Of(Board board, FlashInputs inputs)
    {
        var layout = FlashLayout.Of(board);
        if (inputs.ApplicationBytes > layout.DeployBytes)
            throw new InputException($"{inputs.Application}: {inputs.ApplicationBytes} bytes; {board.Name} has room for {layout.DeployBytes}. Build it as Release.");
        string[] version = inputs.FirmwareVersion is { } wanted ? ["--fwversion", wanted] : [];
        return
        [
            new("Is the firmware image there?", ["nanoff", "--platform", "esp32", "--listtargets"],
                $"The image {board.Target} is not among those nanoff knows: update nanoff (dotnet tool update -g nanoff), then compare the board file.", board.Target),
            new("Firmware image", ["nanoff", "--target", board.Target, "--serialport", inputs.Port, "--update", .. version], Connect),
            new("Application", ["nanoff", "--target", board.Target, "--serialport", inputs.Port, "--deploy", "--image", inputs.Application, "--address", Hex(board.DeployAddress)],
                Connect),
            new("Reading back", ["esptool", "--chip", layout.EsptoolChip, "--port", inputs.Port, "read_flash", Hex(board.DeployAddress), Number(inputs.ApplicationBytes), inputs.ReadBack],
                Connect),
            new("Board file and certificates", ["nanoff", "--serialport", inputs.Port, "--filedeployment", inputs.Deployment],
                "The board has to run for this: press RESET, wait ten seconds, and try again."),
        ];
    }

    /// <summary>The one line for mass production, from the files of the firmware's package and the packed application.</summary>
    public static FlashStep MassProduction(Board board, string port, string firmwareFolder, string application)
    {
        var layout = FlashLayout.Of(board);
        string[] command =
        [
            "esptool", "--chip", layout.EsptoolChip, "--port", port, "-b", "921600", "write_flash", "--flash_mode", "dio", "--flash_freq", "40m",
            .. Parts(board, firmwareFolder, application).SelectMany(part => new[] { Hex(part.Address), part.File }),
        ];
        return new FlashStep("Everything at once", command, Connect);
    }

    /// <summary>What goes where in a board's flash.</summary>
    internal static IReadOnlyList<(int Address, string File)> Parts(Board board, string firmwareFolder, string application)
    {
        var layout = FlashLayout.Of(board);
        string In(string file) => firmwareFolder.Length == 0 ? file : $"{firmwareFolder}/{file}";
        return
        [
            (layout.BootloaderAddress, In("bootloader.bin")), (FlashLayout.PartitionsAddress, In(layout.PartitionsFile)),
            (FlashLayout.RuntimeAddress, In("nanoCLR.bin")), (board.DeployAddress, application),
        ];
    }

    internal static string Hex(int address) => $"0x{address:X}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
