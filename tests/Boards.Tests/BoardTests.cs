using CarbonMeter.Json;
using CarbonMeter.Records;

namespace CarbonMeter.Boards;

/// <summary>The boards of the project.</summary>
public class BoardTests
{
    public static TheoryData<string> Boards => Repository.BoardNames;

    [Fact]
    public void All_boards_are_there() =>
        Assert.Equal(
            ["breadboard", "carrier-1p", "carrier-3p", "dc-pv", "ethernet-1p", "m5-demo", "stack", "virtual"],
            BoardFile.ReadAll(Repository.Boards).Select(board => board.Name));

    [Theory, MemberData(nameof(Boards))]
    public void Every_board_can_work_and_comes_back_from_its_bytes(string name)
    {
        var board = BoardFile.Judge(Repository.PathOf(name), out var faults);
        Assert.Empty(faults);
        var bytes = BoardCodec.Encode(board!);
        var again = BoardCodec.Decode(bytes, out var status);
        Assert.Equal(RecordStatus.Ok, status);
        Assert.Equivalent(board, again, strict: true);
        Assert.Equal(bytes, BoardCodec.Encode(again!));
    }

    [Theory, MemberData(nameof(Boards))]
    public void Wiring_in_the_readme_is_that_of_the_board(string name)
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Boards, name, "README.md"));
        Assert.Contains(string.Join('\n', BoardWiring.Table(BoardFile.Read(Repository.PathOf(name)))), readme);
    }

    [Theory, MemberData(nameof(Boards))]
    public void Readme_says_what_is_dangerous_what_is_needed_and_what_is_untried(string name)
    {
        var board = BoardFile.Read(Repository.PathOf(name));
        var readme = File.ReadAllText(Path.Combine(Repository.Boards, name, "README.md"));
        foreach (var heading in new[] { "## Safety", "## Parts", "## Wiring", "## Flash", "## Not yet tried on hardware" }) Assert.Contains(heading, readme);
        if (board.Chip == BoardChip.Virtual) return;
        Assert.Contains($"nanoff --target {board.Target} --serialport", readme);
        Assert.Contains($"--address 0x{board.DeployAddress:X}", readme);
        Assert.DoesNotMatch("<[a-z-]+>", readme);
        var isMains = board.VoltageInputs.Any(input => input.Kind != BoardVoltageKind.Direct);
        Assert.Equal(isMains, readme.Contains("Mains voltage kills", StringComparison.Ordinal));
        if (board.Channels.Any(channel => channel.Sensor == BoardSensorKind.CtCurrent)) Assert.Contains("Never open the secondary", readme);
    }

    [Fact]
    public void A_folder_that_is_not_there_and_a_file_that_is_not_there_are_said()
    {
        Assert.Equal("nowhere: there is no such folder.", Assert.Throws<JsonFileException>(() => BoardFile.ReadAll("nowhere")).Message);
        Assert.Equal("nowhere.json: there is no such file.", Assert.Throws<JsonFileException>(() => BoardFile.Read("nowhere.json")).Message);
    }
}
