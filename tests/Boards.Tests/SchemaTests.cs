using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarbonMeter.Boards;

/// <summary>The schema, the types that read a board file and the words they know say the same.</summary>
public class SchemaTests
{
    private static readonly Schema s_schema = Schema.OfBoards();

    public static TheoryData<string> Boards => Repository.BoardNames;

    [Theory, MemberData(nameof(Boards))]
    public void Every_board_holds_to_the_schema(string board) =>
        Assert.Empty(s_schema.Faults(JsonDocument.Parse(File.ReadAllText(Repository.PathOf(board))).RootElement));

    [Theory]
    [InlineData("\"port\": 1", "\"port\": 0", "$.buses[0].port is below 1")]
    [InlineData("\"port\": 1", "\"port\": 4", "$.buses[0].port is above 3")]
    [InlineData("\"port\": 1", "\"port\": \"1\"", "$.buses[0].port is not integer")]
    [InlineData("\"ESP32-S3\"", "\"ESP8266\"", "$.chip is none of")]
    [InlineData("\"carrier-1p\"", "\"Carrier\"", "$.name is not like")]
    [InlineData("\"watchdog\"", "\"watchdogs\"", "$.pins has watchdogs")]
    [InlineData("\"target\": \"ESP32_S3_OCTAL\",", "", "$ has no target")]
    [InlineData("\"optional\": true", "\"optional\": 1", "$.parts[4].optional is not boolean")]
    public void The_schema_refuses(string written, string instead, string fault)
    {
        var text = File.ReadAllText(Repository.PathOf("carrier-1p"));
        Assert.Contains(written, text);
        var at = text.IndexOf(written, StringComparison.Ordinal);
        var value = JsonDocument.Parse(text[..at] + instead + text[(at + written.Length)..]).RootElement;
        Assert.Contains(s_schema.Faults(value), found => found.StartsWith(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(BoardOfFile), "#")]
    [InlineData(typeof(NetworkOfFile), "#/properties/network")]
    [InlineData(typeof(PinsOfFile), "#/properties/pins")]
    [InlineData(typeof(BusOfFile), "#/$defs/bus")]
    [InlineData(typeof(PartOfFile), "#/$defs/part")]
    [InlineData(typeof(VoltageInputOfFile), "#/$defs/voltageInput")]
    [InlineData(typeof(ChannelOfFile), "#/$defs/channel")]
    [InlineData(typeof(SensorOfFile), "#/$defs/sensor")]
    [InlineData(typeof(GasOfFile), "#/$defs/gas")]
    public void Members_of_the_schema_are_those_that_are_read(Type type, string place)
    {
        var schema = s_schema.Referred(place);
        var members = type.GetProperties().Where(property => property.Name != "EqualityContract").ToList();
        Assert.Equal(members.Select(NameOf).Order(), schema.GetProperty("properties").EnumerateObject().Select(one => one.Name).Order());
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(one => one.GetString()!) : [];
        Assert.Equal(members.Where(one => one.IsDefined(typeof(RequiredMemberAttribute))).Select(NameOf).Order(), required.Order());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void Words_of_the_schema_are_those_that_are_read()
    {
        Assert.Equal(BoardWords.Chips, Words("#/properties/chip"));
        Assert.Equal(BoardWords.Networks, Words("#/properties/network/properties/kind"));
        Assert.Equal(BoardWords.Buses, Words("#/$defs/bus/properties/kind"));
        Assert.Equal(BoardWords.Parts, Words("#/$defs/part/properties/kind"));
        Assert.Equal(BoardWords.Modes, Words("#/$defs/part/properties/mode"));
        Assert.Equal(BoardWords.VoltageInputs, Words("#/$defs/voltageInput/properties/kind"));
        Assert.Equal(BoardWords.Sensors, Words("#/$defs/sensor/properties/kind"));
        Assert.Equal(BoardWords.Phases, Words("#/$defs/channel/properties/phase"));
        Assert.Equal(BoardWords.Roles, Words("#/$defs/channel/properties/role"));
        Assert.Equal(BoardWords.Bases, Words("#/$defs/gas/properties/basis"));
        Assert.Equal(BoardWords.Gains.Select(gain => gain.ToString()), Words("#/$defs/channel/properties/gain"));
    }

    // What a board holds as numbers has a word each, in the order of the numbers.
    [Fact]
    public void Every_number_of_a_board_has_its_word()
    {
        Assert.Equal(Enum.GetValues<BoardChip>().Length, BoardWords.Chips.Count);
        Assert.Equal(Enum.GetValues<BoardNetwork>().Length, BoardWords.Networks.Count);
        Assert.Equal(Enum.GetValues<BoardBusKind>().Length, BoardWords.Buses.Count);
        Assert.Equal(Enum.GetValues<BoardPartKind>().Length, BoardWords.Parts.Count);
        Assert.Equal(Enum.GetValues<BoardVoltageKind>().Length, BoardWords.VoltageInputs.Count);
        Assert.Equal(Enum.GetValues<BoardSensorKind>().Length, BoardWords.Sensors.Count);
        Assert.Equal(Enum.GetValues<BoardRole>().Length, BoardWords.Roles.Count + 1);
        foreach (var kind in Enum.GetValues<BoardPartKind>())
            Assert.Equal(kind.ToString(), BoardWords.Of(kind).Replace("-", ""), ignoreCase: true);
        foreach (var chip in Enum.GetValues<BoardChip>()) Assert.Equal(chip.ToString(), BoardWords.Of(chip).Replace("-", ""), ignoreCase: true);
    }

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static IEnumerable<string> Words(string place) =>
        s_schema.Referred(place).GetProperty("enum").EnumerateArray().Select(word => word.ToString());
}
