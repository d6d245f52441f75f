using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CarbonMeter.Boards;
using CarbonMeter.Cli.Flashing;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Cli;

/// <summary>Flashing without a board: the image, the exact commands for every board, the bundle, and tools that fail.</summary>
public sealed class FlashTests : IDisposable
{
    private readonly CarbonCtl _ctl = new();

    public static TheoryData<string> RealBoards() => [.. Boards().Select(board => board.Name)];

    [Fact]
    public async Task Libraries_come_first_the_application_last_each_filled_up_to_four_bytes()
    {
        var pe = MakeBuild();
        var pack = await _ctl.RunAsync("flash", "pack", pe, "--out", "CarbonMeter.bin");
        Assert.Equal(0, pack.ExitCode);
        byte[] image = File.ReadAllBytes(_ctl.PathOf("CarbonMeter.bin"));
        Assert.Equal([.. Pe("Alpha", 3, 11), .. Pe("mscorlib", 2, 12), .. Pe("App", 1, 9)], image);
        Assert.Equal(0, image.Length % 4);
    }

    [Fact]
    public async Task What_is_no_application_is_refused_with_what_to_do()
    {
        var pe = MakeBuild();
        File.WriteAllText(Path.Combine(pe, "Alpha.pe"), "NFMRK2 preview");
        var preview = await _ctl.RunAsync("flash", "pack", pe, "--out", "x.bin");
        Assert.Equal(2, preview.ExitCode);
        Assert.Contains("2.x preview", preview.Error);
        File.WriteAllText(Path.Combine(pe, "Alpha.pe"), "MZ");
        Assert.Contains("does not begin with NFMRK1", (await _ctl.RunAsync("flash", "pack", pe, "--out", "x.bin")).Error);
        File.Delete(Path.Combine(pe, ApplicationImage.ApplicationFile));
        Assert.Contains("Build firmware/App first", (await _ctl.RunAsync("flash", "pack", pe, "--out", "x.bin")).Error);
        File.WriteAllBytes(_ctl.PathOf("large.bin"), new byte[0x1C0004]);
        Assert.Contains("no hardware", (await _ctl.RunAsync("flash", "write", "virtual", "--dry-run", "--app", "large.bin")).Error);
        Assert.Contains("has room for 1835008", (await _ctl.RunAsync("flash", "write", "breadboard", "--dry-run", "--app", "large.bin")).Error);
        Assert.Contains("either as --app FILE or as --pe DIR", (await _ctl.RunAsync("flash", "write", "breadboard", "--dry-run")).Error);
    }

    [Theory, MemberData(nameof(RealBoards))]
    public async Task The_commands_for_a_board_are_exactly_these(string name)
    {
        var board = Boards().Single(one => one.Name == name);
        string chip = BoardWords.Of(board.Chip).Replace("-", "").ToLowerInvariant(), address = $"0x{board.DeployAddress:X}";
        File.WriteAllBytes(_ctl.PathOf("app.bin"), new byte[1000]);
        var dry = await _ctl.RunAsync("flash", "write", name, "--dry-run", "--app", "app.bin", "--port", "/dev/ttyUSB0", "--firmware-version", "1.2.3");
        Assert.Equal(0, dry.ExitCode);
        Assert.Equal(
            $"""
            nanoff --platform esp32 --listtargets
            nanoff --target {board.Target} --serialport /dev/ttyUSB0 --update --fwversion 1.2.3
            nanoff --target {board.Target} --serialport /dev/ttyUSB0 --deploy --image flash-work/CarbonMeter.bin --address {address}
            esptool --chip {chip} --port /dev/ttyUSB0 read_flash {address} 1000 flash-work/read-back.bin
            nanoff --serialport /dev/ttyUSB0 --filedeployment flash-work/deploy.json
            """, dry.Output.Trim());
        Assert.False(Directory.Exists(_ctl.PathOf("flash-work")));

        int bootloader = board.Chip is BoardChip.Esp32 or BoardChip.Esp32S2 ? 0x1000 : 0;
        var line = await _ctl.RunAsync("flash", "line", name, "--port", "/dev/ttyUSB0");
        Assert.Equal(
            $"esptool --chip {chip} --port /dev/ttyUSB0 -b 921600 write_flash --flash_mode dio --flash_freq 40m 0x{bootloader:X} firmware/bootloader.bin "
            + $"0x8000 firmware/partitions_{board.FlashBytes >> 20}mb.bin 0x10000 firmware/nanoCLR.bin {address} CarbonMeter.bin", line.Output.Trim());
    }

    [Theory, MemberData(nameof(RealBoards))]
    public async Task The_scripts_say_what_carbonctl_says(string name)
    {
        await MakeBundleAsync();
        var dry = await _ctl.RunAsync("flash", "write", name, "--dry-run", "--app", "bundle/CarbonMeter.bin", "--port", "/dev/ttyUSB0", "--firmware-version", "1.2.3");
        var shell = await RunAsync("sh", [Script("flash.sh"), name, "/dev/ttyUSB0", "--bundle", "bundle", "--firmware-version", "1.2.3", "--dry-run"]);
        Assert.Equal(dry.Output, shell.Output);
        if (!HasTool("pwsh")) return; // the same for PowerShell where it is installed
        var power = await RunAsync("pwsh", ["-File", Script("flash.ps1"), name, "/dev/ttyUSB0", "-Bundle", "bundle", "-FirmwareVersion", "1.2.3", "-DryRun"]);
        Assert.Equal(dry.Output, power.Output);
    }

    [Fact]
    public void The_powershell_script_has_every_word_of_the_commands()
    {
        var script = File.ReadAllText(Script("flash.ps1"));
        var plan = FlashPlan.Of(Boards()[0], new FlashInputs("P", "A", 1, "D", "R", "V"));
        foreach (var word in plan.SelectMany(step => step.Command).Where(word => word.StartsWith("--") || word is "nanoff" or "esptool" or "read_flash"))
            Assert.Contains($"'{word}'", script);
    }

    [Fact]
    public async Task A_bundle_holds_what_its_sums_say_and_manifests_with_the_right_bootloader_address()
    {
        var firmware = _ctl.PathOf("packages");
        foreach (var board in Boards())
        {
            var folder = Directory.CreateDirectory(Path.Combine(firmware, board.Target)).FullName;
            foreach (var file in new[] { "bootloader.bin", "nanoCLR.bin", "partitions_4mb.bin", "partitions_8mb.bin", "partitions_16mb.bin" })
                File.WriteAllText(Path.Combine(folder, file), $"{board.Target} {file}");
        }
        await MakeBundleAsync("--firmware", firmware);
        var sums = File.ReadAllLines(_ctl.PathOf("bundle/SHA256SUMS"));
        Assert.Equal(Directory.GetFiles(_ctl.PathOf("bundle"), "*", SearchOption.AllDirectories).Length - 1, sums.Length);
        foreach (var (sum, name) in sums.Select(line => (line[..64], line[66..])))
            Assert.Equal(sum, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_ctl.PathOf($"bundle/{name}")))));
        foreach (var board in Boards())
        {
            using var manifest = JsonDocument.Parse(File.ReadAllText(_ctl.PathOf($"bundle/manifest-{board.Name}.json")));
            var build = manifest.RootElement.GetProperty("builds")[0];
            Assert.Equal(BoardWords.Of(board.Chip), build.GetProperty("chipFamily").GetString());
            var parts = build.GetProperty("parts").EnumerateArray().Select(part => (part.GetProperty("offset").GetInt32(), part.GetProperty("path").GetString()!)).ToList();
            Assert.Equal([board.Chip is BoardChip.Esp32 or BoardChip.Esp32S2 ? 0x1000 : 0, 0x8000, 0x10000, board.DeployAddress], parts.Select(part => part.Item1));
            Assert.All(parts, part => Assert.True(File.Exists(_ctl.PathOf($"bundle/{part.Item2}")), part.Item2));
        }
        var again = await _ctl.RunAsync("flash", "bundle", "--app", "bundle/CarbonMeter.bin", "--out", "bundle", "--version", "2");
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("not empty", again.Error);
    }

    // Tools of our own stand in the path: what they are told, and what comes of their failing, is what is looked at.
    [Theory]
    [InlineData("", 0, "Next: carbonctl commission")]
    [InlineData("--update", 3, "Hold BOOT")]
    [InlineData("--listtargets", 3, "Is the firmware image there? failed")]
    [InlineData("read_flash", 3, "Reading back failed")]
    [InlineData("unknown-target", 3, "not among those nanoff knows")]
    [InlineData("other-bytes", 3, "not what was written")]
    public async Task A_step_that_fails_ends_it_and_says_what_to_try(string fault, int code, string says)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("the stand-ins are shell scripts");
        await MakeBundleAsync();
        var path = MakeTools(fault);
        _ctl.SearchPath = path;
        var ctl = await _ctl.RunAsync("flash", "write", "carrier-1p", "--app", "bundle/CarbonMeter.bin", "--port", "/dev/null0");
        Assert.Equal(code, ctl.ExitCode);
        Assert.Contains(says, ctl.Output + ctl.Error);
        var shell = await RunAsync("sh", [Script("flash.sh"), "carrier-1p", "/dev/null0", "--bundle", "bundle"], path);
        Assert.Equal(code == 0, shell.Code == 0);
        Assert.Contains(fault is "--listtargets" ? "Is the firmware image there? failed" : says, shell.Output + shell.Error);
        if (fault.Length > 0) return;
        using var deploy = JsonDocument.Parse(File.ReadAllText(_ctl.PathOf("flash-work/deploy.json")));
        var file = deploy.RootElement.GetProperty("files")[0];
        Assert.Equal(@"I:\board.cbor", file.GetProperty("DestinationFilePath").GetString());
        Assert.Equal(BoardCodec.Encode(Boards().Single(board => board.Name == "carrier-1p")), File.ReadAllBytes(file.GetProperty("SourceFilePath").GetString()!));
    }

    [Fact]
    public async Task Missing_tools_are_named_with_how_to_get_them()
    {
        await MakeBundleAsync();
        _ctl.SearchPath = _ctl.PathOf("nothing");
        var ctl = await _ctl.RunAsync("flash", "write", "carrier-1p", "--app", "bundle/CarbonMeter.bin", "--port", "P");
        Assert.Equal(2, ctl.ExitCode);
        Assert.Contains("dotnet tool install -g nanoff", ctl.Error);
        Assert.Contains("pip install esptool", ctl.Error);
    }

    public void Dispose() => _ctl.Dispose();

    private static List<Board> Boards() =>
        [.. BoardFile.ReadAll(Path.Combine(OutsideData.RepositoryRoot, "boards")).Where(board => board.Chip != BoardChip.Virtual)];

    private static string Script(string name) => Path.Combine(OutsideData.RepositoryRoot, "flash-scripts", name);

    private async Task MakeBundleAsync(params string[] more)
    {
        var bundle = await _ctl.RunAsync(["flash", "bundle", "--pe", MakeBuild(), "--out", "bundle", "--version", "0.1.0", .. more]);
        Assert.True(bundle.ExitCode == 0, bundle.Error);
    }

    private string MakeBuild()
    {
        var folder = Directory.CreateDirectory(_ctl.PathOf("build")).FullName;
        File.WriteAllBytes(Path.Combine(folder, ApplicationImage.ApplicationFile), Pe("App", 1, 9)[..9]);
        File.WriteAllBytes(Path.Combine(folder, "mscorlib.pe"), Pe("mscorlib", 2, 12)[..12]);
        File.WriteAllBytes(Path.Combine(folder, "Alpha.pe"), Pe("Alpha", 3, 11)[..11]);
        return folder;
    }

    // A file of so many bytes as it stands in the image, filled up.
    private static byte[] Pe(string name, byte fill, int bytes)
    {
        var file = new byte[(bytes + 3) / 4 * 4];
        file.AsSpan(0, bytes).Fill(fill);
        Encoding.ASCII.GetBytes("NFMRK1").CopyTo(file, 0);
        Assert.True(name.Length > 0);
        return file;
    }

    private string MakeTools(string fault)
    {
        var folder = Directory.CreateDirectory(_ctl.PathOf("tools")).FullName;
        var target = fault == "unknown-target" ? "ESP32_OTHER" : "ESP32_S3_OCTAL";
        var fail = fault.StartsWith("--") || fault == "read_flash" ? $"case \"$*\" in *{fault}*) echo broken; exit 1;; esac" : "";
        var read = fault == "other-bytes" ? "printf other > \"$last\"" : "cp flash-work/CarbonMeter.bin \"$last\"";
        File.WriteAllText(Path.Combine(folder, "nanoff"), $"#!/bin/sh\n{fail}\necho \"  ESP32_REV3\"\necho \"  {target}\"\n");
        File.WriteAllText(Path.Combine(folder, "esptool"), $"#!/bin/sh\n{fail}\nfor last; do :; done\n{read}\n");
        if (!OperatingSystem.IsWindows())
            foreach (var tool in Directory.GetFiles(folder)) File.SetUnixFileMode(tool, (UnixFileMode)0b111_101_101);
        return folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
    }

    private static bool HasTool(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    private async Task<(int Code, string Output, string Error)> RunAsync(string program, IEnumerable<string> arguments, string? path = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _ctl.PathOf(".") };
        if (path is not null) start.Environment["PATH"] = path;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
