using System.Text.Json.Nodes;

namespace CarbonMeter.Boards;

/// <summary>
/// Boards that cannot work: each is a sound one with one place changed, and the message is exact. The line is that of the place to
/// change.
/// </summary>
public sealed class BrokenBoardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("board-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    // What is not a board file at all.
    [InlineData("carrier-1p", "\"chip\":", "\"cpu\":", "6: not a board file: there is no member \"cpu\" here. docs/formats/board.md describes it.")]
    [InlineData("carrier-1p", "\"resetPin\": 10", "\"resetPin\": \"10\"", "16: not a board file: $.parts[0].resetPin is of another kind, or out of range. docs/formats/board.md describes it.")]
    [InlineData("carrier-1p", "\"resetPin\": 10", "\"resetPin\": 10, \"resetPin\": 12", "16: not a board file: \"resetPin\" stands twice. docs/formats/board.md describes it.")]
    [InlineData("carrier-1p", "\"port\": 1, ", "", "11: not a board file: missing here: \"port\". docs/formats/board.md describes it.")]
    [InlineData("carrier-1p", "\"title\": \"Own carrier, single phase\"", "\"title\": null", "4: not a board file: $.title must not be null. docs/formats/board.md describes it.")]
    // Words, names, ranges.
    [InlineData("carrier-1p", "../board.schema.json", "board.schema.json", "2: $schema must be \"../board.schema.json\".")]
    [InlineData("carrier-1p", "\"carrier-1p\"", "\"Carrier\"", "3: name is \"Carrier\"; it must be 1 to 24 lower-case letters, digits and hyphens.")]
    [InlineData("carrier-1p", "ESP32_S3_OCTAL", "ESP32 S3", "5: target is \"ESP32 S3\"; it must be 1 to 32 printable ASCII characters without space.")]
    [InlineData("carrier-1p", "\"ESP32-S3\"", "\"ESP8266\"", "6: chip is \"ESP8266\"; it must be \"virtual\", \"ESP32\", \"ESP32-S2\", \"ESP32-S3\", \"ESP32-C3\" or \"ESP32-C6\".")]
    [InlineData("carrier-1p", "0x1B0000", "1B0000", "8: deployAddress is \"1B0000\"; it must be hexadecimal from \"0x0\" to \"0x3FFFFFF\".")]
    [InlineData("carrier-1p", "\"name\": \"fram\"", "\"name\": \"meter\"", "17: name \"meter\" stands twice; give each its own.")]
    [InlineData("carrier-1p", "\"bus\": \"slow\", \"address\": \"0x60\"", "\"bus\": \"fast\", \"address\": \"0x60\"", "18: there is no bus \"fast\"; there are meter, slow and console.")]
    [InlineData("carrier-1p", "\"dataPin\": 8", "\"dataPin\": 64", "11: dataPin is 64; it must be 0 to 63.")]
    [InlineData("carrier-1p", "\"gain\": 1", "\"gain\": 3", "29: gain is 3; it must be 1, 2, 4, 8, 16 or 22.")]
    // Channels that point at what is not there.
    [InlineData("carrier-1p", "\"part\": \"meter\"", "\"part\": \"metre\"", "27: there is no part \"metre\"; there are meter, fram, key, clock and display.")]
    [InlineData("carrier-1p", "\"part\": \"meter\"", "\"part\": \"clock\"", "27: DS3231 measures no energy; a channel needs a metering part.")]
    [InlineData("carrier-1p", "\"voltageInput\": 1", "\"voltageInput\": 2", "30: voltageInput is 2; the board has 1, counted from 1.")]
    [InlineData("carrier-1p", "\"id\": 2", "\"id\": 1", "35: id is 1 after 1; ids ascend.")]
    [InlineData("carrier-1p", "\"id\": 2", "\"id\": 3", "35: id is 3; the current inputs of ADE7953 are 1 to 2.")]
    // Clashes of addresses, and addresses a part does not have.
    [InlineData("dc-pv", "0x41", "0x40", "17: \"pv\" has 0x40 on bus \"meter\" already; move \"battery\" to another bus or address.")]
    [InlineData("carrier-1p", "0x38", "0x39", "16: ADE7953 answers at 0x38; address says 0x39.")]
    [InlineData("carrier-1p", ", \"address\": \"0x38\"", "", "16: ADE7953 answers at 0x38; address says nothing.")]
    // Clashes of pins.
    [InlineData("carrier-1p", "\"watchdog\": 4", "\"watchdog\": 17", "45: pin 17 is dataPin of bus \"slow\" already; watchdog needs one of its own.")]
    [InlineData("carrier-1p", "\"clockPin\": 9", "\"clockPin\": 8", "11: pin 8 is dataPin of bus \"meter\" already; clockPin of bus \"meter\" needs one of its own.")]
    [InlineData("ethernet-1p", "\"dataPin\": 32", "\"dataPin\": 21", "11: pin 21 is the Ethernet already; dataPin of bus \"main\" needs one of its own.")]
    // Pins that are not there, not free, or cannot do it.
    [InlineData("breadboard", "\"resetPin\": 27", "\"resetPin\": 28", "16: ESP32 has no pin 28; resetPin of part \"meter\" needs another.")]
    [InlineData("breadboard", "\"resetPin\": 27", "\"resetPin\": 36", "16: pin 36 of ESP32 can only be an input; resetPin of part \"meter\" needs another.")]
    [InlineData("breadboard", "\"resetPin\": 27", "\"resetPin\": 9", "16: pin 9 of ESP32 belongs to its flash; resetPin of part \"meter\" needs another.")]
    [InlineData("breadboard", "\"resetPin\": 27", "\"resetPin\": 1", "16: pin 1 of ESP32 belongs to the port that flashes and debugs; resetPin of part \"meter\" needs another.")]
    [InlineData("breadboard", "\"resetPin\": 27", "\"resetPin\": 12", "16: pin 12 of ESP32 decides at reset how it starts; resetPin of part \"meter\" needs another.")]
    [InlineData("carrier-1p", "\"resetPin\": 10", "\"resetPin\": 35", "16: pin 35 of ESP32-S3 belongs to the PSRAM of ESP32_S3_OCTAL; resetPin of part \"meter\" needs another.")]
    [InlineData("ethernet-1p", "[0, 16, 18, ", "[0, 16, ", "9: Ethernet takes pin 18; add it to the list.")]
    [InlineData("ethernet-1p", "[0, 16, ", "[0, 16, 16, ", "9: pin 16 stands twice; once is enough.")]
    [InlineData("carrier-1p", "\"wifi\"", "\"ethernet\"", "9: ESP32-S3 has no Ethernet; its network is wifi.")]
    [InlineData("carrier-1p", "{ \"kind\": \"wifi\" }", "{ \"kind\": \"wifi\", \"pins\": [1] }", "9: only an ethernet takes pins; take them out.")]
    [InlineData("carrier-1p", "\"wifi\"", "\"virtual\"", "9: the network is virtual where the chip is, and only there.")]
    // Buses: ports, speeds.
    [InlineData("breadboard", "\"speedHertz\": 100000", "\"speedHertz\": 400000", "17: SCD30 takes at most 100000 Hz and bus \"gas\" runs at 400000; slow the bus down or move \"co2\" to another.")]
    [InlineData("carrier-1p", "\"speedHertz\": 100000", "\"speedHertz\": 400000", "18: ATECC608 takes at most 100000 Hz and bus \"slow\" runs at 400000; slow the bus down or move \"key\" to another.")]
    [InlineData("carrier-1p", "\"speedHertz\": 400000", "\"speedHertz\": 1000000", "11: speedHertz is 1000000; an i2c bus runs at 100000 or 400000.", "16: ADE7953 takes at most 400000 Hz and bus \"meter\" runs at 1000000; slow the bus down or move \"meter\" to another.", "17: MB85RC256 takes at most 400000 Hz and bus \"meter\" runs at 1000000; slow the bus down or move \"fram\" to another.")]
    [InlineData("carrier-1p", "\"speedHertz\": 115200", "\"speedHertz\": 115201", "13: speedHertz is 115201; a uart runs at 9600, 19200, 38400, 57600, 115200.")]
    [InlineData("carrier-1p", "\"port\": 2, \"dataPin\": 17", "\"port\": 1, \"dataPin\": 17", "12: bus \"meter\" has i2c port 1 already; give this one another.")]
    [InlineData("carrier-1p", "\"port\": 2, \"dataPin\": 15", "\"port\": 1, \"dataPin\": 15", "13: port is 1; ESP32-S3 has uart ports 2 to 3, since 1 flashes and debugs.")]
    [InlineData("carrier-1p", "\"clockPin\": 9, ", "", "11: a bus of kind i2c needs clockPin.")]
    [InlineData("carrier-1p", "\"clockPin\": 9, ", "\"clockPin\": 9, \"inputPin\": 7, ", "11: a bus of kind i2c has no inputPin; take it out.")]
    [InlineData("carrier-1p", "\"console\": \"console\"", "\"console\": \"slow\"", "13: nothing is on bus \"console\"; take it out.", "46: bus \"slow\" is not a uart; the console needs one.")]
    [InlineData("carrier-1p", "\"bus\": \"slow\", \"address\": \"0x68\"", "\"bus\": \"console\"", "19: DS3231 cannot be on bus \"console\" of kind uart; put it on an i2c bus.")]
    [InlineData("carrier-1p", "\"resetPin\": 10", "\"chipSelectPin\": 10", "16: a part on i2c has no chipSelectPin; take it out.")]
    // Flash.
    [InlineData("ethernet-1p", "0x1E0000", "0x1B0000", "8: deployAddress is 0x1B0000; the application of ESP32 with this flash goes to 0x1E0000.")]
    [InlineData("carrier-1p", "0x1B0000", "0x1E0000", "8: deployAddress is 0x1E0000; the application of ESP32-S3 with this flash goes to 0x1B0000.")]
    [InlineData("carrier-1p", "16777216", "2097152", "7: flashBytes is 2097152; there are firmware images of ESP32-S3 for 4194304, 8388608, 16777216.")]
    // Analog constants.
    [InlineData("carrier-1p", ", \"outputMicrovolts\": 333000", "", "28: a sensor of kind ct-voltage needs outputMicrovolts.")]
    [InlineData("breadboard", ", \"burdenMicroohms\": 6600000", "", "25: a sensor of kind ct-current needs burdenMicroohms.")]
    [InlineData("breadboard", "6600000", "22000000", "25: at gain 1 the input is full at 32141 mA, below the rated 100000; take a smaller gain or burden.")]
    [InlineData("dc-pv", "{ \"kind\": \"shunt\", \"shuntMicroohms\": 1500 }", "{ \"kind\": \"shunt\" }", "32: a sensor of kind shunt needs shuntMicroohms.")]
    [InlineData("dc-pv", "\"shuntMicroohms\": 1500", "\"shuntMicroohms\": 1500, \"ratedMilliamperes\": 5", "32: a sensor of kind shunt has no ratedMilliamperes; take it out.")]
    [InlineData("dc-pv", "{ \"kind\": \"shunt\", \"shuntMicroohms\": 1500 }", "{ \"kind\": \"built-in\", \"ratedMilliamperes\": 5 }", "32: INA228 does not measure by a sensor of kind built-in.")]
    [InlineData("dc-pv", "\"phase\": \"DC\"", "\"phase\": \"L1\"", "35: the phase of an INA228 is \"DC\".")]
    [InlineData("carrier-1p", "\"phase\": \"L1\"", "\"phase\": \"DC\"", "31: ADE7953 measures alternating current; its phase is \"L1\", \"L2\" or \"L3\".")]
    [InlineData("dc-pv", "\"gain\": 1", "\"gain\": 2", "33: gain is 2; an INA228 has 1 (163.84 mV) or 4 (40.96 mV).")]
    [InlineData("m5-demo", "\"gain\": 1", "\"gain\": 2", "22: gain is 2; a module that scales by itself has 1.", "21: at gain 2 the input is full at 5000 mA, below the rated 10000; take a smaller gain or burden.")]
    [InlineData("carrier-1p", "230000, \"outputMicrovolts\": 230000", "230000", "22: a voltage input of kind transformer needs outputMicrovolts.")]
    [InlineData("carrier-1p", "230000, \"outputMicrovolts\": 230000", "10000000, \"outputMicrovolts\": 1", "22: these figures give no full scale from 1 to 1000000000 mV; check their units.", "22: these figures give no full scale from 1 to 1000000000 mV; check their units.")]
    [InlineData("carrier-1p", "\"transformer\"", "\"direct\"", "30: ADE7953 does not measure by a voltage input of kind direct.", "40: ADE7953 does not measure by a voltage input of kind direct.")]
    [InlineData("carrier-1p", "\"voltageInputs\": [", "\"voltageInputs\": [{ \"kind\": \"divider\", \"inputMillivolts\": 1, \"outputMicrovolts\": 1 }, ", "22: no channel is measured against voltage input 2; take it out.")]
    // Parts.
    [InlineData("carrier-3p", "\"kind\": \"MB85RC256\", \"bus\": \"meter\", \"address\": \"0x50\"", "\"kind\": \"INA228\", \"bus\": \"meter\", \"address\": \"0x40\"", "17: no channel is measured by \"fram\"; give it one or take it out.", "17: \"meter\" is the front end already; a board has one, or several INA228.")]
    [InlineData("dc-pv", "\"part\": \"battery\"", "\"part\": \"pv\"", "16: INA228 \"pv\" measures one channel, and 2 name it.", "17: no channel is measured by \"battery\"; give it one or take it out.")]
    [InlineData("carrier-1p", "\"kind\": \"DS3231\", \"bus\": \"slow\", \"address\": \"0x68\"", "\"kind\": \"ATECC608\", \"bus\": \"slow\", \"address\": \"0x35\"", "19: a board has one secure element; take this one out.")]
    [InlineData("stack", ", \"binaryGas\": 3", "", "16: a part of kind STC31 needs binaryGas.")]
    [InlineData("stack", "\"binaryGas\": 3", "\"binaryGas\": 4", "16: binaryGas is 4; it must be 0 to 3, or 16 to 19 of an STC31-C.")]
    [InlineData("stack", "\"differential-pressure\"", "\"speed\"", "17: mode is \"speed\"; it must be \"differential-pressure\" or \"mass-flow\".")]
    // Gas.
    [InlineData("carrier-1p", "\"kind\": \"DS3231\", \"bus\": \"slow\", \"address\": \"0x68\"", "\"kind\": \"SHT4x\", \"bus\": \"slow\", \"address\": \"0x44\"", "19: SHT4x is for a gas channel, and there is none; add \"gas\" or take it out.")]
    [InlineData("stack", "\"coefficientPpm\": 840000,", "", "25: a duct has both ductAreaSquareMillimetres and coefficientPpm; leave both out where only the concentration is measured.")]
    [InlineData("stack", "{ \"name\": \"pressure\", \"kind\": \"BMx280\", \"bus\": \"gas\", \"address\": \"0x76\" },", "", "25: a duct needs a BMx280 for its absolute pressure.")]
    [InlineData("stack", "{ \"name\": \"flow\", \"kind\": \"SDP3x\", \"bus\": \"gas\", \"address\": \"0x25\", \"mode\": \"differential-pressure\" },", "", "25: a duct needs an SDP3x for its differential pressure.")]
    [InlineData("stack", "{ \"name\": \"co2\", \"kind\": \"STC31\", \"bus\": \"gas\", \"address\": \"0x29\", \"binaryGas\": 3 },", "", "25: a gas channel needs a CO2 sensor: an SCD30, SCD4x or STC31.")]
    [InlineData("stack", "\"kind\": \"SHT4x\", \"bus\": \"gas\", \"address\": \"0x44\"", "\"kind\": \"SCD4x\", \"bus\": \"gas\", \"address\": \"0x62\"", "18: a gas channel has one CO2 sensor; take this one out.")]
    public void A_board_that_cannot_work_is_refused(string board, string written, string instead, params string[] faults)
    {
        var text = File.ReadAllText(Repository.PathOf(board));
        var at = text.IndexOf(written, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{board} has no {written}");
        var path = Path.Combine(_folder, "sample.json");
        File.WriteAllText(path, text[..at] + instead + text[(at + written.Length)..]);
        Assert.Null(BoardFile.Judge(path, out var found));
        Assert.Equal(faults.Select(fault => $"{path}:{fault}").Order(), found.Order());
    }

    [Fact]
    public void A_board_without_anything_to_measure_is_refused()
    {
        var path = Path.Combine(_folder, "sample.json");
        var board = JsonNode.Parse(File.ReadAllText(Repository.PathOf("stack")))!.AsObject();
        board.Remove("gas");
        File.WriteAllText(path, board.ToJsonString());
        Assert.Null(BoardFile.Judge(path, out var found));
        Assert.Equal($"{path}:1: channels holds 0; it must be 1 to 8.", Assert.Single(found));
    }

    [Fact]
    public void Name_and_folder_are_the_same()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        var path = Path.Combine(folder, "board.json");
        File.Copy(Repository.PathOf("virtual"), path);
        Assert.Null(BoardFile.Judge(path, out var found));
        Assert.Equal($"{path}:3: name is \"virtual\" in the folder \"other\"; both must be the same.", Assert.Single(found));
    }
}
