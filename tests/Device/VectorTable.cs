// Generated from tests/vectors. To renew it, run the NanoSurface tests with CARBONMETER_RENEW=1.
namespace CarbonMeter.DeviceTests;

using CarbonMeter.Crypto;
using CarbonMeter.Records;

internal static class VectorTable
{
    public static void Run(VectorCases cases)
    {
        Board(cases);
        Command(cases);
        FactorSet(cases);
        ParameterSet(cases);
        Record(cases);
        SignedCommand(cases);
        SignedRecord(cases);
    }

    private static void Board(VectorCases cases)
    {
        cases.Begin("board", VectorFormat.Board);
        cases.Whole("address-above", Outcome.Of(RecordStatus.OutOfRange),
            "rwEBAhhGA2dleGFtcGxlBG1FeGFtcGxlIGJvYXJkBWpFU1AzMl9SRVYzBgEHGgBAAAAIGgAeAAAJggGACoOHZW1ldGVyAQEV9hYaAAYagIdjZ2FzAQIS9hMa"
            + "AAGGoIdnY29uc29sZQMCERD2GgABwgALgollbWV0ZXIBABiA9hgZGCMA9IljY28yBQEYYfb29gD1DIGDAhoAA4JwGgADgnANgYwBaEZlZWRlciAxAAEaAAGG"
            + "oBoABRTIAAAAAQEGDoYAABkBpBoABCr+GgABi831D4QYIBgiGCEC");
        cases.Like(0, "bus-kind-above", Outcome.Of(RecordStatus.OutOfRange), 69,
            "BAEV9hYaAAYagIdjZ2FzAQIS9hMaAAGGoIdnY29uc29sZQMCERD2GgABwgALgollbWV0ZXIBABg4", 93);
        cases.Like(0, "bus-of-six", Outcome.Of(RecordStatus.WrongCount), 62,
            "hmVtZXRlcgEBFfYWh2NnYXMBAhL2ExoAAYagh2djb25zb2xlAwIREPYaAAHCAAuCiWVtZXRlcgEAGDg=", 93);
        cases.Whole("buses-9", Outcome.Of(RecordStatus.TooLong),
            "rwEBAhhGA2dleGFtcGxlBG1FeGFtcGxlIGJvYXJkBWpFU1AzMl9SRVYzBgEHGgBAAAAIGgAeAAAJggGAComHZW1ldGVyAQEV9hYaAAYagIdjZ2FzAQIS9hMa"
            + "AAGGoIdnY29uc29sZQMCERD2GgABwgCHZW1ldGVyAQEV9hYaAAYagIdjZ2FzAQIS9hMaAAGGoIdnY29uc29sZQMCERD2GgABwgCHZW1ldGVyAQEV9hYaAAYa"
            + "gIdjZ2FzAQIS9hMaAAGGoIdnY29uc29sZQMCERD2GgABwgALgollbWV0ZXIBABg49hgZGCMA9IljY28yBQEYYfb29gD1DIGDAhoAA4JwGgADgnANgYwBaEZl"
            + "ZWRlciAxAAEaAAGGoBoABRTIAAAAAQEGDoYAABkBpBoABCr+GgABi831D4QYIBgiGCEC");
        cases.Like(0, "channel-part-missing", Outcome.Of(RecordStatus.NothingThere), 125,
            "OPYYGRgjAPSJY2NvMgUBGGH29vYA9QyBgwIaAAOCcBoAA4JwDYGMAWhGZWVkZXIgMQI=", 44);
        cases.Whole("channel-voltage-missing", Outcome.Of(RecordStatus.NothingThere),
            "rwEBAhhGA2dleGFtcGxlBG1FeGFtcGxlIGJvYXJkBWpFU1AzMl9SRVYzBgEHGgBAAAAIGgAeAAAJggGACoOHZW1ldGVyAQEV9hYaAAYagIdjZ2FzAQIS9hMa"
            + "AAGGoIdnY29uc29sZQMCERD2GgABwgALgollbWV0ZXIBABg49hgZGCMA9IljY28yBQEYYfb29gD1DIGDAhoAA4JwGgADgnANgYwBaEZlZWRlciAxAAEaAAGG"
            + "oBoABRTIAAAAAgEGDoYAABkBpBoABCr+GgABi831D4QYIBgiGCEC");
        cases.Like(2, "channels-equal", Outcome.Of(RecordStatus.ChannelOrder), 162,
            "gowBaEZlZWRlciAxAAEaAAGGoBoABRTIAAAAAQEGjAFoRmVlZGVyIDEAARoAAYagGgAFFMgAAAAB", 29);
        cases.Like(1, "chip-above", Outcome.Of(RecordStatus.OutOfRange), 43,
            "BgcaAEAAAAgaAB4AAAmCAYAKgw==", 157);
        cases.Like(2, "console-missing", Outcome.Of(RecordStatus.NothingThere), 189,
            "AQEGDoYAABkBpBoABCr+GgABi831D4QYIBgiGCED", 0);
        cases.Like(2, "ct-with-burden", Outcome.Of(RecordStatus.KindMismatch), 187,
            "BQAB", 29);
        cases.Like(2, "ct-without-output", Outcome.Of(RecordStatus.KindMismatch), 181,
            "AAAAAAE=", 29);
        cases.Like(2, "cut", Outcome.Of(RecordStatus.Truncated), 189,
            "AQEGDoYAABkBpBoABCr+GgABi831D4QYIBgiGCE=", 0);
        cases.Like(1, "deploy-negative", Outcome.Of(RecordStatus.OutOfRange), 51,
            "IAmCAYAKgw==", 157);
        cases.Like(2, "duct-half", Outcome.Of(RecordStatus.KindMismatch), 189,
            "AQEGDoYF", 24);
        cases.Like(0, "example", Outcome.Of(RecordStatus.Ok), 125,
            "OA==", 93);
        cases.Like(1, "flash-below", Outcome.Of(RecordStatus.OutOfRange), 47,
            "D///CBoAHgAACYIBgAqD", 157);
        cases.Like(1, "i2c-with-input", Outcome.Of(RecordStatus.KindMismatch), 61,
            "g4dlbWV0ZXIBARUF", 146);
        cases.Like(1, "i2c-without-clock", Outcome.Of(RecordStatus.KindMismatch), 61,
            "g4dlbWV0ZXIBARX29g==", 145);
        cases.Whole("key-extra", Outcome.Of(RecordStatus.WrongCount),
            "sAEBAhhGA2dleGFtcGxlBG1FeGFtcGxlIGJvYXJkBWpFU1AzMl9SRVYzBgEHGgBAAAAIGgAeAAAJggGACoOHZW1ldGVyAQEV9hYaAAYagIdjZ2FzAQIS9hMa"
            + "AAGGoIdnY29uc29sZQMCERD2GgABwgALgollbWV0ZXIBABg49hgZGCMA9IljY28yBQEYYfb29gD1DIGDAhoAA4JwGgADgnANgYwBaEZlZWRlciAxAAEaAAGG"
            + "oBoABRTIAAAAAQEGDoYAABkBpBoABCr+GgABi831D4QYIBgiGCECEAA=");
        cases.Whole("key-missing", Outcome.Of(RecordStatus.WrongCount),
            "rgEBAhhGA2dleGFtcGxlBG1FeGFtcGxlIGJvYXJkBWpFU1AzMl9SRVYzBgEHGgBAAAAIGgAeAAAJggGACoOHZW1ldGVyAQEV9hYaAAYagIdjZ2FzAQIS9hMa"
            + "AAGGoIdnY29uc29sZQMCERD2GgABwgALgollbWV0ZXIBABg49hgZGCMA9IljY28yBQEYYfb29gD1DIGDAhoAA4JwGgADgnANgYwBaEZlZWRlciAxAAEaAAGG"
            + "oBoABRTIAAAAAQEGDoYAABkBpBoABCr+GgABi831");
        cases.Like(1, "kind-66", Outcome.Of(RecordStatus.UnknownKind), 5,
            "QgNnZXhhbXBsZQRtRXhhbXBsZSBib2FyZAVqRVNQMzJfUkVWMwYBBxoAQAAACBoAHgAACYIBgAqD", 157);
        cases.Whole("largest", Outcome.Of(RecordStatus.Ok),
            "rwEBAhhGA3gYYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhBHhAfn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+"
            + "fn5+fn5+fn5+fgV4IFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUBgUHGgQAAAAIGgP///8JggKQGD8YPxg/GD8YPxg/GD8YPxg/GD8YPxg/GD8Y"
            + "Pxg/GD8KiIdwYmJiYmJiYmJiYmJiYmJiYgIDGD8YPxg/GgExLQCHcGJiYmJiYmJiYmJiYmJiYmICAxg/GD8YPxoBMS0Ah3BiYmJiYmJiYmJiYmJiYmJiAgMY"
            + "Pxg/GD8aATEtAIdwYmJiYmJiYmJiYmJiYmJiYgIDGD8YPxg/GgExLQCHcGJiYmJiYmJiYmJiYmJiYmICAxg/GD8YPxoBMS0Ah3BiYmJiYmJiYmJiYmJiYmJi"
            + "AgMYPxg/GD8aATEtAIdwYmJiYmJiYmJiYmJiYmJiYgIDGD8YPxg/GgExLQCHcGJiYmJiYmJiYmJiYmJiYmICAxg/GD8YPxoBMS0AC5CJcHBwcHBwcHBwcHBw"
            + "cHBwcHAOBxh/GD8YPxg/Gf//9YlwcHBwcHBwcHBwcHBwcHBwcA4HGH8YPxg/GD8Z///1iXBwcHBwcHBwcHBwcHBwcHBwDgcYfxg/GD8YPxn///WJcHBwcHBw"
            + "cHBwcHBwcHBwcHAOBxh/GD8YPxg/Gf//9YlwcHBwcHBwcHBwcHBwcHBwcA4HGH8YPxg/GD8Z///1iXBwcHBwcHBwcHBwcHBwcHBwDgcYfxg/GD8YPxn///WJ"
            + "cHBwcHBwcHBwcHBwcHBwcHAOBxh/GD8YPxg/Gf//9YlwcHBwcHBwcHBwcHBwcHBwcA4HGH8YPxg/GD8Z///1iXBwcHBwcHBwcHBwcHBwcHBwDgcYfxg/GD8Y"
            + "Pxn///WJcHBwcHBwcHBwcHBwcHBwcHAOBxh/GD8YPxg/Gf//9YlwcHBwcHBwcHBwcHBwcHBwcA4HGH8YPxg/GD8Z///1iXBwcHBwcHBwcHBwcHBwcHBwDgcY"
            + "fxg/GD8YPxn///WJcHBwcHBwcHBwcHBwcHBwcHAOBxh/GD8YPxg/Gf//9YlwcHBwcHBwcHBwcHBwcHBwcA4HGH8YPxg/GD8Z///1iXBwcHBwcHBwcHBwcHBw"
            + "cHBwDgcYfxg/GD8YPxn///WJcHBwcHBwcHBwcHBwcHBwcHAOBxh/GD8YPxg/Gf//9QyDgwEaAJiWgBo7msoAgwEaAJiWgBo7msoAgwEaAJiWgBo7msoADYiM"
            + "AXggTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTEwPAhoAmJaAABoATEtAGjuaygAFAwMHjAJ4IExMTExMTExMTExMTExMTExMTExMTExMTExMTExM"
            + "TExMDwIaAJiWgAAaAExLQBo7msoABQMDB4wDeCBMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTA8CGgCYloAAGgBMS0AaO5rKAAUDAweMBHggTExM"
            + "TExMTExMTExMTExMTExMTExMTExMTExMTExMTEwPAhoAmJaAABoATEtAGjuaygAFAwMHjAV4IExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMDwIa"
            + "AJiWgAAaAExLQBo7msoABQMDB4wGeCBMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTA8CGgCYloAAGgBMS0AaO5rKAAUDAweMB3ggTExMTExMTExM"
            + "TExMTExMTExMTExMTExMTExMTExMTEwPAhoAmJaAABoATEtAGjuaygAFAwMHjAh4IExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMDwIaAJiWgAAa"
            + "AExLQBo7msoABQMDBw6GGjuaygAaAJiWgBoAD0JAGgAGGoAaAAMNQPUPhBg/GD8YPwc=");
        cases.Like(2, "left-over", Outcome.Of(RecordStatus.TrailingBytes), 189,
            "AQEGDoYAABkBpBoABCr+GgABi831D4QYIBgiGCECAA==", 0);
        cases.Whole("lowest", Outcome.Of(RecordStatus.Ok),
            "rwEBAhhGA2EwBGEgBWEhBgAHGgAQAAAIAAmCAIAKgYdhYgEBAPYAGQSwC4GJYXABAAD29vYA9AyADYAOhgAAABoAAw1AGcNQ9A+E9vb29g==");
        cases.Whole("name-25", Outcome.Of(RecordStatus.TooLong),
            "rwEBAhhGA3gZYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYQRtRXhhbXBsZSBib2FyZAVqRVNQMzJfUkVWMwYBBxoAQAAACBoAHgAACYIBgAqDh2VtZXRlcgEB"
            + "FfYWGgAGGoCHY2dhcwECEvYTGgABhqCHZ2NvbnNvbGUDAhEQ9hoAAcIAC4KJZW1ldGVyAQAYOPYYGRgjAPSJY2NvMgUBGGH29vYA9QyBgwIaAAOCcBoAA4Jw"
            + "DYGMAWhGZWVkZXIgMQABGgABhqAaAAUUyAAAAAEBBg6GAAAZAaQaAAQq/hoAAYvN9Q+EGCAYIhghAg==");
        cases.Like(7, "name-empty", Outcome.Of(RecordStatus.BadText), 7,
            "YA==", 204);
        cases.Like(7, "name-upper", Outcome.Of(RecordStatus.BadText), 7,
            "Z0V4YW1wbGU=", 204);
        cases.Like(1, "network-above", Outcome.Of(RecordStatus.OutOfRange), 58,
            "A4AKgw==", 157);
        cases.Like(1, "network-of-three", Outcome.Of(RecordStatus.WrongCount), 57,
            "gwGAAAqD", 157);
        cases.Like(1, "network-pin-above", Outcome.Of(RecordStatus.OutOfRange), 59,
            "gRhACoM=", 157);
        cases.Like(1, "network-pins-17", Outcome.Of(RecordStatus.TooLong), 59,
            "kQEBAQEBAQEBAQEBAQEBAQEBCoM=", 157);
        cases.Like(1, "no-buses", Outcome.Of(RecordStatus.WrongCount), 61,
            "gA==", 106);
        cases.Like(2, "no-gas", Outcome.Of(RecordStatus.Ok), 189,
            "AQEGDvY=", 9);
        cases.Like(0, "no-parts", Outcome.Of(RecordStatus.WrongCount), 114,
            "gA==", 72);
        cases.Like(2, "nothing-measured", Outcome.Of(RecordStatus.WrongCount), 162,
            "gA72", 9);
        cases.Like(0, "optional-number", Outcome.Of(RecordStatus.WrongType), 125,
            "OPYYGRgjAAE=", 86);
        cases.Like(0, "part-bus-missing", Outcome.Of(RecordStatus.NothingThere), 125,
            "OPYYGRgjAPSJY2NvMgUD", 79);
        cases.Like(0, "part-kind-above", Outcome.Of(RecordStatus.OutOfRange), 122,
            "DwAYOA==", 93);
        cases.Like(2, "pins-of-three", Outcome.Of(RecordStatus.WrongCount), 189,
            "AQEGDoYAABkBpBoABCr+GgABi831D4MBAgM=", 0);
        cases.Like(2, "reference-cold", Outcome.Of(RecordStatus.OutOfRange), 189,
            "AQEGDoYAABkBpBoAAw0/", 15);
        cases.Like(2, "role-above", Outcome.Of(RecordStatus.OutOfRange), 189,
            "AQEI", 27);
        cases.Like(2, "shunt-and-module", Outcome.Of(RecordStatus.Ok), 162,
            "gowBYVMAAwAAABkB9AABAAKMAmFNAAQZJxAAAAAAAQAA", 27);
        cases.Like(2, "shunt-with-rating", Outcome.Of(RecordStatus.KindMismatch), 175,
            "AxoAAYagGgAFFMgAAAAB", 29);
        cases.Like(0, "spi", Outcome.Of(RecordStatus.Ok), 69,
            "AgELDA0aAA9CQIdjZ2FzAQIS9hMaAAGGoIdnY29uc29sZQMCERD2GgABwgALgollbWV0ZXIBAAAK9vY=", 88);
        cases.Like(1, "target-space", Outcome.Of(RecordStatus.BadText), 31,
            "Y0EgQgYBBxoAQAAACBoAHgAACYIBgAqD", 157);
        cases.Like(7, "title-newline", Outcome.Of(RecordStatus.BadText), 7,
            "Z2V4YW1wbGUEY2EKYg==", 189);
        cases.Like(0, "uart-with-clock", Outcome.Of(RecordStatus.KindMismatch), 107,
            "BRoAAcIAC4KJZW1ldGVyAQAYOA==", 93);
        cases.Like(0, "uart-without-input", Outcome.Of(RecordStatus.KindMismatch), 106,
            "9vYaAAHCAAuCiWVtZXRlcgEAGDg=", 93);
        cases.Like(7, "version-2", Outcome.Of(RecordStatus.UnknownVersion), 2,
            "AgIYRgNnZXhhbXBsZQ==", 204);
        cases.Like(0, "voltage-built-in-output", Outcome.Of(RecordStatus.KindMismatch), 125,
            "OPYYGRgjAPSJY2NvMgUBGGH29vYA9QyBgwQ=", 68);
        cases.Like(2, "voltage-output-0", Outcome.Of(RecordStatus.KindMismatch), 156,
            "AA2BjAFoRmVlZGVyIDEAARoAAYagGgAFFMgAAAAB", 29);
    }

    private static void Command(VectorCases cases)
    {
        cases.Begin("command", VectorFormat.Command);
        cases.Whole("argument-factor-set-empty", Outcome.Of(RecordStatus.BadArgument),
            "qAEBAhhAA2dDTS0wMDAxBAcFGmmjgYAGGmmjj5AHAQhA");
        cases.Whole("argument-factor-set-inline", Outcome.Of(RecordStatus.BadArgument),
            "qAEBAhhAA2dDTS0wMDAxBAcFGmmjgYAGGmmjj5AHAQipAQECGEEDakNOLUlNLTIwMjIEbklubmVyIE1vbmdvbGlhBQAGGQfmB2oyMDI0LTEyLTIwCHhKTUVF"
            + "IGFuZCBOQlMsIGVsZWN0cmljaXR5IENPMiBlbWlzc2lvbiBmYWN0b3JzIGZvciAyMDIyLCB0YWJsZSBvZiBwcm92aW5jZXMJgYIAGgAKc2Q=");
        cases.Whole("argument-factor-set-not", Outcome.Of(RecordStatus.BadArgument),
            "qAEBAhhAA2dDTS0wMDAxBAcFGmmjgYAGGmmjj5AHAQhYaKgBAQIYQgNtYmVuY2gtMjAyNi0wMwRnQURFNzk1MwUaAAVlEQYZE4gHOHcIgosBGgABFDcAGgBA"
            + "GigaAEAAABoAQAAAOCIADCMZJxCLAhoAARQ3ARoAP+8wGgBAAAAaAEAAAAAAAAAA");
        cases.Whole("argument-factor-set-too-large", Outcome.Of(RecordStatus.BadArgument),
            "qAEBAhhAA2dDTS0wMDAxBAcFGmmjgYAGGmmjj5AHAQhZCAGpAQECGEEDakNOLUlNLTIwMjIEbklubmVyIE1vbmdvbGlhBQAGGQfmB2oyMDI0LTEyLTIwCHhK"
            + "TUVFIGFuZCBOQlMsIGVsZWN0cmljaXR5IENPMiBlbWlzc2lvbiBmYWN0b3JzIGZvciAyMDIyLCB0YWJsZSBvZiBwcm92aW5jZXMJgYIAGgAKc2QAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAA=");
        cases.Like(2, "argument-float", Outcome.Of(RecordStatus.Unsupported), 30,
            "Bgj7P/g=", 6);
        cases.Like(0, "argument-indefinite", Outcome.Of(RecordStatus.Indefinite), 30,
            "AwifGQOEBP8=", 0);
        cases.Like(0, "argument-intervals-11", Outcome.Of(RecordStatus.BadArgument), 30,
            "AwiCCw8=", 0);
        cases.Like(0, "argument-intervals-7", Outcome.Of(RecordStatus.BadArgument), 30,
            "AwiCBw8=", 0);
        cases.Like(0, "argument-intervals-number", Outcome.Of(RecordStatus.BadArgument), 30,
            "AwgYPA==", 0);
        cases.Like(0, "argument-intervals-one-number", Outcome.Of(RecordStatus.BadArgument), 30,
            "AwiBGDw=", 0);
        cases.Like(2, "argument-intervals-per-record-0", Outcome.Of(RecordStatus.BadArgument), 30,
            "AwiCGDw=", 1);
        cases.Like(0, "argument-intervals-per-record-61", Outcome.Of(RecordStatus.BadArgument), 30,
            "AwiCGDwYPQ==", 0);
        cases.Like(3, "argument-nonce-33", Outcome.Of(RecordStatus.BadArgument), 30,
            "BAhYIQ==", 33);
        cases.Like(2, "argument-nonce-7", Outcome.Of(RecordStatus.BadArgument), 30,
            "BAhH", 7);
        cases.Like(0, "argument-nonce-null", Outcome.Of(RecordStatus.BadArgument), 30,
            "BAj2", 0);
        cases.Like(1, "argument-parameter-set-not", Outcome.Of(RecordStatus.BadArgument), 30,
            "AghYig==", 138);
        cases.Like(2, "argument-resend-0", Outcome.Of(RecordStatus.BadArgument), 30,
            "BQg=", 1);
        cases.Like(2, "argument-resend-above", Outcome.Of(RecordStatus.BadArgument), 30,
            "BQgbAAE=", 6);
        cases.Like(0, "argument-resend-text", Outcome.Of(RecordStatus.BadArgument), 30,
            "BQhhMQ==", 0);
        cases.Like(0, "argument-rotate-key-map", Outcome.Of(RecordStatus.BadArgument), 30,
            "BgihAYJBePY=", 0);
        cases.Like(0, "argument-rotate-key-number", Outcome.Of(RecordStatus.BadArgument), 30,
            "BggB", 0);
        cases.Like(0, "code-255", Outcome.Of(RecordStatus.UnknownCode), 30,
            "GP8I9g==", 0);
        cases.Like(0, "code-7", Outcome.Of(RecordStatus.UnknownCode), 30,
            "BwihAYJBePY=", 0);
        cases.Like(0, "code-above", Outcome.Of(RecordStatus.OutOfRange), 30,
            "GQEACIIZA4QE", 0);
        cases.Like(0, "code-below", Outcome.Of(RecordStatus.OutOfRange), 30,
            "AAiCGQOEBA==", 0);
        cases.Like(0, "counter-above", Outcome.Of(RecordStatus.OutOfRange), 16,
            "GwABAAAAAAAABRppo4GABhppo4+QBwMIghkDhAQ=", 0);
        cases.Like(0, "counter-below", Outcome.Of(RecordStatus.OutOfRange), 16,
            "AAUaaaOBgAYaaaOPkAcDCIIZA4QE", 0);
        cases.Like(0, "cut", Outcome.Of(RecordStatus.Truncated), 30,
            "AwiCGQOE", 0);
        cases.Like(0, "example", Outcome.Of(RecordStatus.Ok), 30,
            "AwiCGQOEBA==", 0);
        cases.Like(0, "expires-above", Outcome.Of(RecordStatus.OutOfRange), 25,
            "9IZXAQcDCIIZA4QE", 0);
        cases.Like(0, "expires-below", Outcome.Of(RecordStatus.OutOfRange), 24,
            "IAcDCIIZA4QE", 0);
        cases.Like(0, "expiry-before", Outcome.Of(RecordStatus.BadExpiry), 27,
            "gX8HAwiCGQOEBA==", 0);
        cases.Like(0, "expiry-equal", Outcome.Of(RecordStatus.BadExpiry), 27,
            "gYAHAwiCGQOEBA==", 0);
        cases.Like(0, "expiry-late", Outcome.Of(RecordStatus.BadExpiry), 26,
            "rLwBBwMIghkDhAQ=", 0);
        cases.Like(0, "issued-above", Outcome.Of(RecordStatus.OutOfRange), 19,
            "9IZXAQYaaaOPkAcDCIIZA4QE", 0);
        cases.Like(0, "issued-below", Outcome.Of(RecordStatus.OutOfRange), 18,
            "IAYaaaOPkAcDCIIZA4QE", 0);
        cases.Like(2, "key-extra", Outcome.Of(RecordStatus.WrongCount), 0,
            "qQEBAhhAA2dDTS0wMDAxBAcFGmmjgYAGGmmjj5AHAwiCGQOEBAk=", 1);
        cases.Like(0, "key-missing", Outcome.Of(RecordStatus.WrongCount), 0,
            "pwEBAhhAA2dDTS0wMDAxBAcFGmmjgYAGGmmjj5AHAw==", 0);
        cases.Like(0, "keys-swapped", Outcome.Of(RecordStatus.KeyOrder), 15,
            "BQcEGmmjgYAGGmmjj5AHAwiCGQOEBA==", 0);
        cases.Like(0, "kind-record", Outcome.Of(RecordStatus.UnknownKind), 4,
            "AQNnQ00tMDAwMQQHBRppo4GABhppo4+QBwMIghkDhAQ=", 0);
        cases.Whole("largest", Outcome.Of(RecordStatus.Ok),
            "qAEBAhhAA3ggfn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn4EGwAA////////BRr0fRyABhr0hlcABwUIGwAA////////");
        cases.Like(2, "left-over", Outcome.Of(RecordStatus.TrailingBytes), 30,
            "AwiCGQOEBA==", 1);
        cases.Like(0, "meter-id-slash", Outcome.Of(RecordStatus.BadMeterId), 7,
            "Y2EvYgQHBRppo4GABhppo4+QBwMIghkDhAQ=", 0);
        cases.Like(0, "resend", Outcome.Of(RecordStatus.Ok), 30,
            "BQgB", 0);
        cases.Like(0, "rotate-key", Outcome.Of(RecordStatus.Ok), 30,
            "Bgj2", 0);
        cases.Like(1, "set-factor-set", Outcome.Of(RecordStatus.Ok), 32,
            "WIo=", 138);
        cases.Like(0, "set-intervals-largest", Outcome.Of(RecordStatus.Ok), 30,
            "AwiCGQ4QGDw=", 0);
        cases.Like(0, "set-intervals-lowest", Outcome.Of(RecordStatus.Ok), 30,
            "AwiCCgE=", 0);
        cases.Like(2, "set-parameter-set", Outcome.Of(RecordStatus.Ok), 30,
            "Ag==", 107);
        cases.Whole("size-above", Outcome.Of(RecordStatus.TooLong),
            "qAEBAhhAA2dDTS0wMDAxBAcFGmmjgYAGGmmjj5AHAQhZCJgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        cases.Like(0, "spot-check", Outcome.Of(RecordStatus.Ok), 30,
            "BAhQABEiM0RVZneImaq7zN3u/w==", 0);
        cases.Like(0, "spot-check-32", Outcome.Of(RecordStatus.Ok), 30,
            "BAhYIP//////////////////////////////////////////", 0);
        cases.Like(0, "version-2", Outcome.Of(RecordStatus.UnknownVersion), 2,
            "AgIYQANnQ00tMDAwMQQHBRppo4GABhppo4+QBwMIghkDhAQ=", 0);
    }

    private static void FactorSet(VectorCases cases)
    {
        cases.Begin("factor-set", VectorFormat.FactorSet);
        cases.Whole("cut", Outcome.Of(RecordStatus.Truncated),
            "qQEBAhhBA2pDTi1JTS0yMDIyBG5Jbm5lciBNb25nb2xpYQUABhkH5gdqMjAyNC0xMi0yMAh4Sk1FRSBhbmQgTkJTLCBlbGVjdHJpY2l0eSBDTzIgZW1pc3Np"
            + "b24gZmFjdG9ycyBmb3IgMjAyMiwgdGFibGUgb2YgcHJvdmluY2VzCYGCABoACnM=");
        cases.Whole("date-1989", Outcome.Of(RecordStatus.BadDate),
            "qQEBAhhBA2pDTi1JTS0yMDIyBG5Jbm5lciBNb25nb2xpYQUABhkH5gdqMTk4OS0xMi0zMQh4Sk1FRSBhbmQgTkJTLCBlbGVjdHJpY2l0eSBDTzIgZW1pc3Np"
            + "b24gZmFjdG9ycyBmb3IgMjAyMiwgdGFibGUgb2YgcHJvdmluY2VzCYGCABoACnNk");
        cases.Like(1, "date-day-0", Outcome.Of(RecordStatus.BadDate), 42,
            "MjAyNC0xMi0wMA==", 86);
        cases.Like(1, "date-letters", Outcome.Of(RecordStatus.BadDate), 42,
            "Mk8yNC0xMi0yMA==", 86);
        cases.Like(1, "date-short", Outcome.Of(RecordStatus.BadDate), 41,
            "aTIwMjQtMTItMg==", 86);
        cases.Like(1, "date-slashes", Outcome.Of(RecordStatus.BadDate), 42,
            "MjAyNC8xMi8yMA==", 86);
        cases.Like(0, "example", Outcome.Of(RecordStatus.Ok), 137,
            "ZA==", 0);
        cases.Like(1, "february-30", Outcome.Of(RecordStatus.BadDate), 42,
            "MjAyNC0wMi0zMA==", 86);
        cases.Like(0, "first-period-late", Outcome.Of(RecordStatus.PeriodOrder), 132,
            "ARoACnNk", 0);
        cases.Like(1, "gas-basis-2", Outcome.Of(RecordStatus.OutOfRange), 35,
            "AgYZB+YHajIwMjQtMTItMjA=", 86);
        cases.Whole("id-33", Outcome.Of(RecordStatus.TooLong),
            "qQEBAhhBA3gheHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4BG5Jbm5lciBNb25nb2xpYQUABhkH5gdqMjAyNC0xMi0yMAh4Sk1FRSBhbmQgTkJT"
            + "LCBlbGVjdHJpY2l0eSBDTzIgZW1pc3Npb24gZmFjdG9ycyBmb3IgMjAyMiwgdGFibGUgb2YgcHJvdmluY2VzCYGCABoACnNk");
        cases.Like(2, "id-empty", Outcome.Of(RecordStatus.BadText), 7,
            "YA==", 120);
        cases.Like(2, "id-with-space", Outcome.Of(RecordStatus.BadText), 7,
            "ZUNOIElN", 120);
        cases.Like(0, "indefinite-array", Outcome.Of(RecordStatus.Indefinite), 130,
            "n4IAGgAKc2T/", 0);
        cases.Like(0, "intensity-above", Outcome.Of(RecordStatus.OutOfRange), 135,
            "HoSB", 0);
        cases.Like(0, "intensity-float", Outcome.Of(RecordStatus.Unsupported), 133,
            "+0Ek5skAAAAA", 0);
        cases.Like(0, "intensity-negative", Outcome.Of(RecordStatus.OutOfRange), 133,
            "IA==", 0);
        cases.Like(0, "intensity-null", Outcome.Of(RecordStatus.WrongType), 133,
            "9g==", 0);
        cases.Whole("key-extra", Outcome.Of(RecordStatus.WrongCount),
            "qgEBAhhBA2pDTi1JTS0yMDIyBG5Jbm5lciBNb25nb2xpYQUABhkH5gdqMjAyNC0xMi0yMAh4Sk1FRSBhbmQgTkJTLCBlbGVjdHJpY2l0eSBDTzIgZW1pc3Np"
            + "b24gZmFjdG9ycyBmb3IgMjAyMiwgdGFibGUgb2YgcHJvdmluY2VzCYGCABoACnNkCgA=");
        cases.Like(1, "key-missing", Outcome.Of(RecordStatus.WrongCount), 0,
            "qAEBAhhBA2pDTi1JTS0yMDIyBG5Jbm5lciBNb25nb2xpYQUABhkH5gdqMjAyNC0xMi0yMA==", 9);
        cases.Like(0, "key-unknown", Outcome.Of(RecordStatus.KeyOrder), 129,
            "CoGCAAE=", 0);
        cases.Like(2, "kind-66", Outcome.Of(RecordStatus.UnknownKind), 5,
            "QgNqQ04tSU0tMjAyMg==", 120);
        cases.Whole("largest", Outcome.Of(RecordStatus.Ok),
            "qQEBAhhBA3ggSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUkEeCBSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUgUBBhkINAdqMjEwMC0x"
            + "Mi0zMQh4yH5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+"
            + "fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+"
            + "fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+CZhAggAAghr0hlbCGgAehICCGvSGVsMaAB6EgIIa9IZWxBoAHoSAghr0hlbFGgAehICCGvSGVsYaAB6EgIIa"
            + "9IZWxxoAHoSAghr0hlbIGgAehICCGvSGVskaAB6EgIIa9IZWyhoAHoSAghr0hlbLGgAehICCGvSGVswaAB6EgIIa9IZWzRoAHoSAghr0hlbOGgAehICCGvSG"
            + "Vs8aAB6EgIIa9IZW0BoAHoSAghr0hlbRGgAehICCGvSGVtIaAB6EgIIa9IZW0xoAHoSAghr0hlbUGgAehICCGvSGVtUaAB6EgIIa9IZW1hoAHoSAghr0hlbX"
            + "GgAehICCGvSGVtgaAB6EgIIa9IZW2RoAHoSAghr0hlbaGgAehICCGvSGVtsaAB6EgIIa9IZW3BoAHoSAghr0hlbdGgAehICCGvSGVt4aAB6EgIIa9IZW3xoA"
            + "HoSAghr0hlbgGgAehICCGvSGVuEaAB6EgIIa9IZW4hoAHoSAghr0hlbjGgAehICCGvSGVuQaAB6EgIIa9IZW5RoAHoSAghr0hlbmGgAehICCGvSGVucaAB6E"
            + "gIIa9IZW6BoAHoSAghr0hlbpGgAehICCGvSGVuoaAB6EgIIa9IZW6xoAHoSAghr0hlbsGgAehICCGvSGVu0aAB6EgIIa9IZW7hoAHoSAghr0hlbvGgAehICC"
            + "GvSGVvAaAB6EgIIa9IZW8RoAHoSAghr0hlbyGgAehICCGvSGVvMaAB6EgIIa9IZW9BoAHoSAghr0hlb1GgAehICCGvSGVvYaAB6EgIIa9IZW9xoAHoSAghr0"
            + "hlb4GgAehICCGvSGVvkaAB6EgIIa9IZW+hoAHoSAghr0hlb7GgAehICCGvSGVvwaAB6EgIIa9IZW/RoAHoSAghr0hlb+GgAehICCGvSGVv8aAB6EgIIa9IZX"
            + "ABoAHoSA");
        cases.Like(1, "leap-day", Outcome.Of(RecordStatus.Ok), 42,
            "MjAyNC0wMi0yOQ==", 86);
        cases.Like(1, "leap-day-missing", Outcome.Of(RecordStatus.BadDate), 42,
            "MjAyMy0wMi0yOQ==", 86);
        cases.Like(0, "left-over", Outcome.Of(RecordStatus.TrailingBytes), 137,
            "ZAA=", 0);
        cases.Like(1, "month-13", Outcome.Of(RecordStatus.BadDate), 42,
            "MjAyNC0xMy0w", 87);
        cases.Like(0, "no-periods", Outcome.Of(RecordStatus.WrongCount), 130,
            "gA==", 0);
        cases.Like(0, "period-after-2100", Outcome.Of(RecordStatus.OutOfRange), 130,
            "goIAAYIa9IZXAQE=", 0);
        cases.Like(0, "period-of-three", Outcome.Of(RecordStatus.WrongCount), 131,
            "gwABAg==", 0);
        cases.Whole("periods-65", Outcome.Of(RecordStatus.TooLong),
            "qQEBAhhBA2pDTi1JTS0yMDIyBG5Jbm5lciBNb25nb2xpYQUABhkH5gdqMjAyNC0xMi0yMAh4Sk1FRSBhbmQgTkJTLCBlbGVjdHJpY2l0eSBDTzIgZW1pc3Np"
            + "b24gZmFjdG9ycyBmb3IgMjAyMiwgdGFibGUgb2YgcHJvdmluY2VzCZhBggABggEBggIBggMBggQBggUBggYBggcBgggBggkBggoBggsBggwBgg0Bgg4Bgg8B"
            + "ghABghEBghIBghMBghQBghUBghYBghcBghgYAYIYGQGCGBoBghgbAYIYHAGCGB0BghgeAYIYHwGCGCABghghAYIYIgGCGCMBghgkAYIYJQGCGCYBghgnAYIY"
            + "KAGCGCkBghgqAYIYKwGCGCwBghgtAYIYLgGCGC8BghgwAYIYMQGCGDIBghgzAYIYNAGCGDUBghg2AYIYNwGCGDgBghg5AYIYOgGCGDsBghg8AYIYPQGCGD4B"
            + "ghg/AYIYQAE=");
        cases.Like(0, "periods-equal", Outcome.Of(RecordStatus.PeriodOrder), 130,
            "g4IAAYIFAoIFAw==", 0);
        cases.Like(0, "periods-fall", Outcome.Of(RecordStatus.PeriodOrder), 130,
            "g4IAAYIJAoIFAw==", 0);
        cases.Like(1, "reference-year-1989", Outcome.Of(RecordStatus.OutOfRange), 39,
            "xQdqMjAyNC0xMi0yMA==", 86);
        cases.Like(1, "reference-year-2101", Outcome.Of(RecordStatus.OutOfRange), 38,
            "CDUHajIwMjQtMTItMjA=", 86);
        cases.Like(2, "region-not-ascii", Outcome.Of(RecordStatus.BadText), 7,
            "akNOLUlNLTIwMjIEaeWGheiSmeWPpA==", 104);
        cases.Whole("size-above", Outcome.Of(RecordStatus.TooLong),
            "qQEBAhhBA2pDTi1JTS0yMDIyBG5Jbm5lciBNb25nb2xpYQUABhkH5gdqMjAyNC0xMi0yMAh4Sk1FRSBhbmQgTkJTLCBlbGVjdHJpY2l0eSBDTzIgZW1pc3Np"
            + "b24gZmFjdG9ycyBmb3IgMjAyMiwgdGFibGUgb2YgcHJvdmluY2VzCYGCABoACnNkAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        cases.Like(6, "smallest", Outcome.Of(RecordStatus.Ok), 7,
            "YSEEYSAFAAYZB8YHajE5OTAtMDEtMDEIYSAJgYI=", 2);
        cases.Whole("source-201", Outcome.Of(RecordStatus.TooLong),
            "qQEBAhhBA2pDTi1JTS0yMDIyBG5Jbm5lciBNb25nb2xpYQUABhkH5gdqMjAyNC0xMi0yMAh4yXh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4"
            + "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4"
            + "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eAmBggAaAApzZA==");
        cases.Like(7, "source-with-newline", Outcome.Of(RecordStatus.BadText), 53,
            "Y2EKYg==", 9);
        cases.Whole("two-periods", Outcome.Of(RecordStatus.Ok),
            "qQEBAhhBA2pDTi1JTS0yMDIyBG5Jbm5lciBNb25nb2xpYQUBBhkH5gdqMjAyNC0xMi0yMAh4Sk1FRSBhbmQgTkJTLCBlbGVjdHJpY2l0eSBDTzIgZW1pc3Np"
            + "b24gZmFjdG9ycyBmb3IgMjAyMiwgdGFibGUgb2YgcHJvdmluY2VzCYKCABoACrgkghphz5mAGgAKc2Q=");
        cases.Like(2, "version-2", Outcome.Of(RecordStatus.UnknownVersion), 2,
            "AgIYQQNqQ04tSU0tMjAyMg==", 120);
        cases.Like(1, "wide-integer", Outcome.Of(RecordStatus.NotShortest), 35,
            "GAAGGQfmB2oyMDI0LTEyLTIw", 86);
    }

    private static void ParameterSet(VectorCases cases)
    {
        cases.Begin("parameter-set", VectorFormat.ParameterSet);
        cases.Whole("active-gain-above", Outcome.Of(RecordStatus.OutOfRange),
            "qAEBAhhCA21iZW5jaC0yMDI2LTAzBGdBREU3OTUzBRoABWURBhkTiAc4dwiCiwEaAAEUNwAaAEAaKBoAQAAAGgBAAAA4IgAMIxknEIsCGgABFDcBGgBgAAEa"
            + "AEAAABoAQAAAAAAAAAA=");
        cases.Like(0, "active-gain-below", Outcome.Of(RecordStatus.OutOfRange), 55,
            "H///GgBAAAAaAEAAADgiAAwjGScQiwIaAAEUNwEaAD/vMA==", 15);
        cases.Like(0, "active-offset-above", Outcome.Of(RecordStatus.OutOfRange), 86,
            "P+8wGgBAAAAaAEAAABoAgA==", 6);
        cases.Like(0, "active-offset-below", Outcome.Of(RecordStatus.OutOfRange), 68,
            "OgCAAAAADCMZJxCLAhoAARQ3ARoAP+8w", 15);
        cases.Like(0, "apparent-gain-above", Outcome.Of(RecordStatus.OutOfRange), 86,
            "P+8wGgBAAAAaAGAAAQ==", 5);
        cases.Like(0, "apparent-gain-below", Outcome.Of(RecordStatus.OutOfRange), 65,
            "H///OCIADCMZJxCLAhoAARQ3ARoAP+8w", 15);
        cases.Whole("budget-area-above", Outcome.Of(RecordStatus.OutOfRange),
            "qQEBAhhCA21zdGFjay0yMDI2LTA5BGVTVEMzMQUBBvYHAAiACosaAAv79hoADNFAGQGkLhoAD0wEGCMaAAQq/hoAAYvNARnqYIgZTiAYHhknEBoAD0JBGScQ"
            + "GGQZC7gZB9A=");
        cases.Like(1, "budget-area-below", Outcome.Of(RecordStatus.OutOfRange), 82,
            "IA==", 11);
        cases.Like(1, "budget-co2-absolute-above", Outcome.Of(RecordStatus.OutOfRange), 77,
            "GgAPQkEZJxAZE4g=", 11);
        cases.Like(1, "budget-co2-absolute-below", Outcome.Of(RecordStatus.OutOfRange), 77,
            "IBknEBkTiA==", 11);
        cases.Like(1, "budget-co2-relative-above", Outcome.Of(RecordStatus.OutOfRange), 74,
            "GgAPQkEYHhknEBkTiA==", 11);
        cases.Like(1, "budget-co2-relative-below", Outcome.Of(RecordStatus.OutOfRange), 74,
            "IBgeGScQGROI", 11);
        cases.Like(1, "budget-coefficient-above", Outcome.Of(RecordStatus.OutOfRange), 79,
            "GgAPQkEZE4g=", 11);
        cases.Like(1, "budget-coefficient-below", Outcome.Of(RecordStatus.OutOfRange), 79,
            "IBkTiA==", 11);
        cases.Like(1, "budget-of-nine", Outcome.Of(RecordStatus.WrongCount), 73,
            "iRlOIBgeGScQGROIGScQGGQZC7gZB9AA", 0);
        cases.Like(1, "budget-of-seven", Outcome.Of(RecordStatus.WrongCount), 73,
            "hxlOIBgeGScQGROIGScQGGQZC7g=", 0);
        cases.Like(1, "budget-pressure-absolute-above", Outcome.Of(RecordStatus.OutOfRange), 82,
            "GROIGScQGgAPQkE=", 6);
        cases.Like(1, "budget-pressure-absolute-below", Outcome.Of(RecordStatus.OutOfRange), 82,
            "GROIGScQIA==", 6);
        cases.Like(1, "budget-pressure-relative-above", Outcome.Of(RecordStatus.OutOfRange), 82,
            "GROIGgAPQkE=", 8);
        cases.Like(1, "budget-pressure-relative-below", Outcome.Of(RecordStatus.OutOfRange), 82,
            "GROIIA==", 8);
        cases.Like(1, "budget-static-pressure-above", Outcome.Of(RecordStatus.OutOfRange), 82,
            "GROIGScQGGQZC7gaAA9CQQ==", 0);
        cases.Like(1, "budget-static-pressure-below", Outcome.Of(RecordStatus.OutOfRange), 82,
            "GROIGScQGGQZC7gg", 0);
        cases.Like(1, "budget-temperature-above", Outcome.Of(RecordStatus.OutOfRange), 82,
            "GROIGScQGGQaAA9CQQ==", 3);
        cases.Like(1, "budget-temperature-below", Outcome.Of(RecordStatus.OutOfRange), 82,
            "GROIGScQGGQg", 3);
        cases.Like(0, "channel-id-above", Outcome.Of(RecordStatus.OutOfRange), 77,
            "CRoAARQ3ARoAP+8w", 15);
        cases.Like(0, "channel-id-below", Outcome.Of(RecordStatus.OutOfRange), 46,
            "ABoAARQ3ABoAQBooGgBAAAAaAEAAADgiAAwjGScQiwIaAAEUNwEaAD/vMA==", 15);
        cases.Like(0, "channel-of-ten", Outcome.Of(RecordStatus.WrongCount), 76,
            "igIaAAEUNwEaAD/vMBoAQAAAGgBA", 6);
        cases.Whole("channels-9", Outcome.Of(RecordStatus.TooLong),
            "qAEBAhhCA21iZW5jaC0yMDI2LTAzBGdBREU3OTUzBRoABWURBhkTiAc4dwiJiwEaAAEUNwAaAEAaKBoAQAAAGgBAAAA4IgAMIxknEIsBGgABFDcAGgBAGiga"
            + "AEAAABoAQAAAOCIADCMZJxCLARoAARQ3ABoAQBooGgBAAAAaAEAAADgiAAwjGScQiwEaAAEUNwAaAEAaKBoAQAAAGgBAAAA4IgAMIxknEIsBGgABFDcAGgBA"
            + "GigaAEAAABoAQAAAOCIADCMZJxCLARoAARQ3ABoAQBooGgBAAAAaAEAAADgiAAwjGScQiwEaAAEUNwAaAEAaKBoAQAAAGgBAAAA4IgAMIxknEIsBGgABFDcA"
            + "GgBAGigaAEAAABoAQAAAOCIADCMZJxCLARoAARQ3ABoAQBooGgBAAAAaAEAAADgiAAwjGScQ");
        cases.Like(2, "channels-equal", Outcome.Of(RecordStatus.ChannelOrder), 44,
            "gg==", 62);
        cases.Like(2, "channels-fall", Outcome.Of(RecordStatus.ChannelOrder), 44,
            "gosCGgABFDcBGgA/7zAaAEAAABoAQAAAAAAAAAA=", 31);
        cases.Like(0, "current-rms-offset-above", Outcome.Of(RecordStatus.OutOfRange), 86,
            "P+8wGgBAAAAaAEAAAAAAGgCA", 4);
        cases.Like(0, "current-rms-offset-below", Outcome.Of(RecordStatus.OutOfRange), 71,
            "OgCAAAAjGScQiwIaAAEUNwEaAD/vMA==", 15);
        cases.Like(0, "cut", Outcome.Of(RecordStatus.Truncated), 86,
            "P+8wGgBAAAAaAEA=", 6);
        cases.Like(0, "example", Outcome.Of(RecordStatus.Ok), 86,
            "P+8w", 15);
        cases.Whole("front-end-17", Outcome.Of(RecordStatus.TooLong),
            "qAEBAhhCA21iZW5jaC0yMDI2LTAzBHF4eHh4eHh4eHh4eHh4eHh4eAUaAAVlEQYZE4gHOHcIgosBGgABFDcAGgBAGigaAEAAABoAQAAAOCIADCMZJxCLAhoA"
            + "ARQ3ARoAP+8wGgBAAAAaAEAAAAAAAAAA");
        cases.Like(3, "front-end-empty", Outcome.Of(RecordStatus.BadText), 22,
            "YA==", 74);
        cases.Like(0, "full-scale-above", Outcome.Of(RecordStatus.OutOfRange), 79,
            "O5rKAQEaAD/vMA==", 15);
        cases.Like(3, "full-scale-below", Outcome.Of(RecordStatus.OutOfRange), 22,
            "Z0FERTc5NTMFGgAFZREGGROIBzh3CIKLAQA=", 52);
        cases.Like(0, "gain-null", Outcome.Of(RecordStatus.WrongType), 53,
            "9hoAQAAAGgBAAAA4IgAMIxknEIsCGgABFDcBGgA/7zA=", 15);
        cases.Like(1, "gas-area-above", Outcome.Of(RecordStatus.OutOfRange), 39,
            "O5rKARoADNFAGQGkLhoAD0wEGCMaAAQq/hoAAYvNARnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(1, "gas-area-below", Outcome.Of(RecordStatus.OutOfRange), 38,
            "ABoADNFAGQGkLhoAD0wEGCMaAAQq/hoAAYvNARnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(1, "gas-area-null", Outcome.Of(RecordStatus.WrongType), 38,
            "9hoADNFAGQGkLhoAD0wEGCMaAAQq/hoAAYvNARnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(1, "gas-background-above", Outcome.Of(RecordStatus.OutOfRange), 48,
            "GgAPQkEuGgAPTAQYIxoABCr+GgABi80BGepgiBlOIBgeGScQGROI", 11);
        cases.Like(1, "gas-background-below", Outcome.Of(RecordStatus.OutOfRange), 48,
            "IC4aAA9MBBgjGgAEKv4aAAGLzQEZ6mCIGU4gGB4ZJxAZE4g=", 11);
        cases.Like(1, "gas-basis-above", Outcome.Of(RecordStatus.OutOfRange), 69,
            "AhnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(1, "gas-basis-below", Outcome.Of(RecordStatus.OutOfRange), 69,
            "IBnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Whole("gas-beside-electricity", Outcome.Of(RecordStatus.Ok),
            "qQEBAhhCA25oYWxsLTMtMjAyNi0wOQRnQURFNzg4MAUaAAVlEQYZE4gHAAiDiwEaAAGeugAaAEAaKBoAQAAAGgBAAAAAAAAYMACLAhoAAZ66ABoAQAAAGgBA"
            + "AAAaAEAAAAAAABgzAIsDGgABnroAGgA/7zAaAEAAABoAQAAAAAAAGC8ACosaAAv79hoADNFAGQGkLhoAD0wEGCMaAAQq/hoAAYvNARnqYIgZTiAYHhknEBkT"
            + "iBknEBhkGQu4GQfQ");
        cases.Like(1, "gas-co2-span-above", Outcome.Of(RecordStatus.OutOfRange), 54,
            "FuNhGCMaAAQq/hoAAYvNARnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(1, "gas-co2-span-below", Outcome.Of(RecordStatus.OutOfRange), 54,
            "B6EfGCMaAAQq/hoAAYvNARnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(1, "gas-co2-zero-above", Outcome.Of(RecordStatus.OutOfRange), 51,
            "GgAPQkEaAA9MBBgjGgAEKv4aAAGLzQEZ6mCIGU4gGB4ZJxAZE4g=", 11);
        cases.Like(1, "gas-co2-zero-below", Outcome.Of(RecordStatus.OutOfRange), 51,
            "OgAPQkAaAA9MBBgjGgAEKv4aAAGLzQEZ6mCIGU4gGB4ZJxAZE4g=", 11);
        cases.Like(1, "gas-coefficient-above", Outcome.Of(RecordStatus.OutOfRange), 45,
            "mJaBGQGkLhoAD0wEGCMaAAQq/hoAAYvNARnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(4, "gas-coefficient-below", Outcome.Of(RecordStatus.OutOfRange), 7,
            "bXN0YWNrLTIwMjYtMDkEZVNUQzMxBQEG9gcACIAKixoAC/v2AA==", 48);
        cases.Like(1, "gas-null", Outcome.Of(RecordStatus.WrongType), 37,
            "9g==", 0);
        cases.Like(1, "gas-of-ten", Outcome.Of(RecordStatus.WrongCount), 37,
            "ihoAC/v2GgAM0UAZAaQuGgAPTAQYIxoABCr+GgABi80BGepg", 0);
        cases.Like(1, "gas-of-twelve", Outcome.Of(RecordStatus.WrongCount), 37,
            "jBoAC/v2GgAM0UAZAaQuGgAPTAQYIxoABCr+GgABi80BGepgiBlOIBgeGScQGROIGScQGGQZC7gZB9AA", 0);
        cases.Like(1, "gas-pressure-zero-above", Outcome.Of(RecordStatus.OutOfRange), 57,
            "GgAPQkEaAAQq/hoAAYvNARnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(1, "gas-pressure-zero-below", Outcome.Of(RecordStatus.OutOfRange), 57,
            "OgAPQkAaAAQq/hoAAYvNARnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(1, "gas-reference-pressure-above", Outcome.Of(RecordStatus.OutOfRange), 66,
            "mJaBARnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(1, "gas-reference-pressure-below", Outcome.Of(RecordStatus.OutOfRange), 64,
            "AAEZ6mCIGU4gGB4ZJxAZE4g=", 11);
        cases.Like(1, "gas-reference-temperature-above", Outcome.Of(RecordStatus.OutOfRange), 61,
            "HoSBGgABi80BGepgiBlOIBgeGScQGROI", 11);
        cases.Like(1, "gas-reference-temperature-below", Outcome.Of(RecordStatus.OutOfRange), 59,
            "ABoAAYvNARnqYIgZTiAYHhknEBkTiA==", 11);
        cases.Like(1, "gas-uncertainty-above", Outcome.Of(RecordStatus.OutOfRange), 70,
            "GgAPQkGIGU4gGB4ZJxAZE4g=", 11);
        cases.Like(1, "gas-uncertainty-below", Outcome.Of(RecordStatus.OutOfRange), 70,
            "IIgZTiAYHhknEBkTiA==", 11);
        cases.Like(3, "id-with-space", Outcome.Of(RecordStatus.BadText), 7,
            "Y2EgYgRnQURFNzk1Mw==", 74);
        cases.Like(3, "key-missing", Outcome.Of(RecordStatus.WrongCount), 0,
            "pwEBAhhCA21iZW5jaC0yMDI2LTAzBGdBREU3OTUzBRoABWURBhkTiA==", 61);
        cases.Like(3, "kind-65", Outcome.Of(RecordStatus.UnknownKind), 5,
            "QQNtYmVuY2gtMjAyNi0wMwRnQURFNzk1Mw==", 74);
        cases.Whole("largest", Outcome.Of(RecordStatus.Ok),
            "qAEBAhhCA3ggSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUkEcEZGRkZGRkZGRkZGRkZGRkYFGjuaygAGGgAPQkAHGgB///8IiIsBGjuaygAFGgBg"
            + "AAAaAGAAABoAYAAAGgB///8aAH///xoAf///GQF/Gf//iwIaO5rKAAUaAGAAABoAYAAAGgBgAAAaAH///xoAf///GgB///8ZAX8Z//+LAxo7msoABRoAYAAA"
            + "GgBgAAAaAGAAABoAf///GgB///8aAH///xkBfxn//4sEGjuaygAFGgBgAAAaAGAAABoAYAAAGgB///8aAH///xoAf///GQF/Gf//iwUaO5rKAAUaAGAAABoA"
            + "YAAAGgBgAAAaAH///xoAf///GgB///8ZAX8Z//+LBho7msoABRoAYAAAGgBgAAAaAGAAABoAf///GgB///8aAH///xkBfxn//4sHGjuaygAFGgBgAAAaAGAA"
            + "ABoAYAAAGgB///8aAH///xoAf///GQF/Gf//iwgaO5rKAAUaAGAAABoAYAAAGgBgAAAaAH///xoAf///GgB///8ZAX8Z//8=");
        cases.Whole("largest-of-all", Outcome.Of(RecordStatus.Ok),
            "qwEBAhhCA3ggSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUlJSUkEcEZGRkZGRkZGRkZGRkZGRkYFGjuaygAGGgAPQkAHOgB///8IiIsBGjuaygAFGgBg"
            + "AAAaAGAAABoAYAAAOgB///86AH///zoAf///OQF+Gf//iwIaO5rKAAUaAGAAABoAYAAAGgBgAAA6AH///zoAf///OgB///85AX4Z//+LAxo7msoABRoAYAAA"
            + "GgBgAAAaAGAAADoAf///OgB///86AH///zkBfhn//4sEGjuaygAFGgBgAAAaAGAAABoAYAAAOgB///86AH///zoAf///OQF+Gf//iwUaO5rKAAUaAGAAABoA"
            + "YAAAGgBgAAA6AH///zoAf///OgB///85AX4Z//+LBho7msoABRoAYAAAGgBgAAAaAGAAADoAf///OgB///86AH///zkBfhn//4sHGjuaygAFGgBgAAAaAGAA"
            + "ABoAYAAAOgB///86AH///zoAf///OQF+Gf//iwgaO5rKAAUaAGAAABoAYAAAGgBgAAA6AH///zoAf///OgB///85AX4Z//8JiIMaO5rKADoAf///GgBgAACD"
            + "GjuaygA6AH///xoAYAAAgxo7msoAOgB///8aAGAAAIMaO5rKADoAf///GgBgAACDGjuaygA6AH///xoAYAAAgxo7msoAOgB///8aAGAAAIMaO5rKADoAf///"
            + "GgBgAACDGjuaygA6AH///xoAYAAACosaO5rKABoAmJaAGgAPQkA6AA9CPxoAFuNgOgAPQj8aAB6EgBoAmJaAARoAD0JAiBoAD0JAGgAPQkAaAA9CQBoAD0JA"
            + "GgAPQkAaAA9CQBoAD0JAGgAPQkALiIIDIIIDIIIDIIIDIIIDIIIDIIIDIIIDIA==");
        cases.Like(0, "left-over", Outcome.Of(RecordStatus.TrailingBytes), 86,
            "P+8wGgBAAAAaAEAAAAAAAAAA9g==", 0);
        cases.Like(0, "lowest", Outcome.Of(RecordStatus.Ok), 7,
            "YSEEYX4FAQYABzoAf///CIGLCAEAGgAgAAAaACAAABoAIAAAOgB///86AH///zoAf///OQF+", 1);
        cases.Whole("lowest-of-all", Outcome.Of(RecordStatus.Ok),
            "qwEBAhhCA25oYWxsLTMtMjAyNi0wOQRnQURFNzg4MAUaAAVlEQYZE4gHAAiBiwEaAAGeugAaAEAAABoAQAAAGgBAAAAAAAAAAAmBgwE6AH///xoAIAAACosB"
            + "AQA6AA9CPxoAB6EgOgAPQj8BAQD2iAAAAAAAAAAAC4GCASA=");
        cases.Like(0, "no-channels", Outcome.Of(RecordStatus.WrongCount), 44,
            "gA==", 0);
        cases.Whole("no-channels-wired", Outcome.Of(RecordStatus.WrongCount),
            "qgEBAhhCA21zdGFjay0yMDI2LTA5BGVTVEMzMQUBBvYHAAiACosaAAv79hoADNFAGQGkLhoAD0wEGCMaAAQq/hoAAYvNARnqYIgZTiAYHhknEBkTiBknEBhk"
            + "GQu4GQfQC4A=");
        cases.Like(0, "no-load-above", Outcome.Of(RecordStatus.OutOfRange), 86,
            "P+8wGgBAAAAaAEAAAAAAAAAaAAE=", 2);
        cases.Like(0, "no-load-below", Outcome.Of(RecordStatus.OutOfRange), 73,
            "IIsCGgABFDcBGgA/7zA=", 15);
        cases.Like(3, "not-calibrated", Outcome.Of(RecordStatus.Ok), 22,
            "Z0FERTc5NTMFGgAFZREG9g==", 64);
        cases.Whole("optional-key-doubled", Outcome.Of(RecordStatus.KeyOrder),
            "qgEBAhhCA25oYWxsLTMtMjAyNi0wOQRnQURFNzg4MAUaAAVlEQYZE4gHAAiDiwEaAAGeugAaAEAaKBoAQAAAGgBAAAAAAAAYMACLAhoAAZ66ABoAQAAAGgBA"
            + "AAAaAEAAAAAAABgzAIsDGgABnroAGgA/7zAaAEAAABoAQAAAAAAAGC8AC4OCAQGCAQGCAQELg4IBAYIBAYIBAQ==");
        cases.Like(4, "optional-key-long", Outcome.Of(RecordStatus.NotShortest), 132,
            "GAmDgxoABWURABoAQAAAgxoABWUROHcaAEACuIMaAAVlERgjGgA/+ug=", 0);
        cases.Like(4, "optional-key-missing", Outcome.Of(RecordStatus.Truncated), 132,
            "", 0);
        cases.Whole("optional-key-not-announced", Outcome.Of(RecordStatus.TrailingBytes),
            "qAEBAhhCA25oYWxsLTMtMjAyNi0wOQRnQURFNzg4MAUaAAVlEQYZE4gHAAiDiwEaAAGeugAaAEAaKBoAQAAAGgBAAAAAAAAYMACLAhoAAZ66ABoAQAAAGgBA"
            + "AAAaAEAAAAAAABgzAIsDGgABnroAGgA/7zAaAEAAABoAQAAAAAAAGC8ACYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66A==");
        cases.Like(4, "optional-key-unknown", Outcome.Of(RecordStatus.KeyOrder), 132,
            "DAA=", 0);
        cases.Whole("optional-keys-4", Outcome.Of(RecordStatus.WrongCount),
            "rAEBAhhCA25oYWxsLTMtMjAyNi0wOQRnQURFNzg4MAUaAAVlEQYZE4gHAAiDiwEaAAGeugAaAEAaKBoAQAAAGgBAAAAAAAAYMACLAhoAAZ66ABoAQAAAGgBA"
            + "AAAaAEAAAAAAABgzAIsDGgABnroAGgA/7zAaAEAAABoAQAAAAAAAGC8ACYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66AqLGgAL+/Ya"
            + "AAzRQBkBpC4aAA9MBBgjGgAEKv4aAAGLzQEZ6mCIGU4gGB4ZJxAZE4gZJxAYZBkLuBkH0AuDggEBggMBggIgDAA=");
        cases.Like(9, "optional-keys-fall", Outcome.Of(RecordStatus.KeyOrder), 143,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66A==", 0);
        cases.Like(0, "pga-above", Outcome.Of(RecordStatus.OutOfRange), 83,
            "BhoAP+8w", 15);
        cases.Like(3, "pga-below", Outcome.Of(RecordStatus.OutOfRange), 22,
            "Z0FERTc5NTMFGgAFZREGGROIBzh3CIKLARoAARQ3IA==", 51);
        cases.Like(0, "phase-above", Outcome.Of(RecordStatus.OutOfRange), 86,
            "P+8wGgBAAAAaAEAAAAAAABkBgA==", 1);
        cases.Like(0, "phase-below", Outcome.Of(RecordStatus.OutOfRange), 72,
            "OQF/GScQiwIaAAEUNwEaAD/vMA==", 15);
        cases.Like(0, "reactive-gain-above", Outcome.Of(RecordStatus.OutOfRange), 86,
            "P+8wGgBgAAE=", 10);
        cases.Like(0, "reactive-gain-below", Outcome.Of(RecordStatus.OutOfRange), 60,
            "H///GgBAAAA4IgAMIxknEIsCGgABFDcBGgA/7zA=", 15);
        cases.Like(0, "reactive-offset-above", Outcome.Of(RecordStatus.OutOfRange), 86,
            "P+8wGgBAAAAaAEAAAAAaAIA=", 5);
        cases.Like(0, "reactive-offset-below", Outcome.Of(RecordStatus.OutOfRange), 70,
            "OgCAAAAMIxknEIsCGgABFDcBGgA/7zA=", 15);
        cases.Whole("size-above", Outcome.Of(RecordStatus.TooLong),
            "qAEBAhhCA21iZW5jaC0yMDI2LTAzBGdBREU3OTUzBRoABWURBhkTiAc4dwiCiwEaAAEUNwAaAEAaKBoAQAAAGgBAAAA4IgAMIxknEIsCGgABFDcBGgA/7zAa"
            + "AEAAABoAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        cases.Like(1, "stack", Outcome.Of(RecordStatus.Ok), 82,
            "GROI", 11);
        cases.Like(10, "three-phase", Outcome.Of(RecordStatus.Ok), 0,
            "qQ==", 171);
        cases.Like(3, "uncertainty-above", Outcome.Of(RecordStatus.OutOfRange), 22,
            "Z0FERTc5NTMFGgAFZREGGgAPQkE=", 64);
        cases.Like(3, "uncertainty-below", Outcome.Of(RecordStatus.OutOfRange), 22,
            "Z0FERTc5NTMFGgAFZREGIA==", 64);
        cases.Like(3, "version-0", Outcome.Of(RecordStatus.UnknownVersion), 2,
            "AAIYQgNtYmVuY2gtMjAyNi0wMwRnQURFNzk1Mw==", 74);
        cases.Like(3, "voltage-full-scale-above", Outcome.Of(RecordStatus.OutOfRange), 22,
            "Z0FERTc5NTMFGjuaygE=", 68);
        cases.Like(3, "voltage-full-scale-below", Outcome.Of(RecordStatus.OutOfRange), 22,
            "Z0FERTc5NTMFAA==", 68);
        cases.Like(4, "voltage-input-full-scale-above", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDGjuaygE4dxoAQAK4gxoABWURGCMaAD/66A==", 0);
        cases.Like(4, "voltage-input-full-scale-below", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDADh3GgBAAriDGgAFZREYIxoAP/ro", 0);
        cases.Like(4, "voltage-input-gain-above", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAYAABgxoABWURGCMaAD/66A==", 0);
        cases.Like(4, "voltage-input-gain-below", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAH///gxoABWURGCMaAD/66A==", 0);
        cases.Like(4, "voltage-input-of-four", Outcome.Of(RecordStatus.WrongCount), 132,
            "CYODGgAFZREAGgBAAACEGgAFZRE4dxoAQAK4AIMaAAVlERgjGgA/+ug=", 0);
        cases.Like(4, "voltage-input-of-two", Outcome.Of(RecordStatus.WrongCount), 132,
            "CYODGgAFZREAGgBAAACCGgAFZRE4d4MaAAVlERgjGgA/+ug=", 0);
        cases.Like(4, "voltage-input-rms-offset-above", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDGgAFZREaAIAAABoAQAK4gxoABWURGCMaAD/66A==", 0);
        cases.Like(4, "voltage-input-rms-offset-below", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE6AIAAABoAQAK4gxoABWURGCMaAD/66A==", 0);
        cases.Whole("voltage-inputs-9", Outcome.Of(RecordStatus.TooLong),
            "qQEBAhhCA25oYWxsLTMtMjAyNi0wOQRnQURFNzg4MAUaAAVlEQYZE4gHAAiDiwEaAAGeugAaAEAaKBoAQAAAGgBAAAAAAAAYMACLAhoAAZ66ABoAQAAAGgBA"
            + "AAAaAEAAAAAAABgzAIsDGgABnroAGgA/7zAaAEAAABoAQAAAAAAAGC8ACYmDGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66IMaAAVlEQAa"
            + "AEAAAIMaAAVlETh3GgBAAriDGgAFZREYIxoAP/rogxoABWURABoAQAAAgxoABWUROHcaAEACuIMaAAVlERgjGgA/+ug=");
        cases.Like(13, "voltage-inputs-fewer", Outcome.Of(RecordStatus.ChannelsDiffer), 133,
            "goMaAAVlEQAaAEAAAIMaAAVlETh3GgBAArg=", 0);
        cases.Like(13, "voltage-inputs-more", Outcome.Of(RecordStatus.ChannelsDiffer), 133,
            "hIMaAAVlEQAaAEAAAIMaAAVlETh3GgBAAriDGgAFZREYIxoAP/rogxoABWURABoAQAAA", 0);
        cases.Like(13, "voltage-inputs-none", Outcome.Of(RecordStatus.WrongCount), 133,
            "gA==", 0);
        cases.Like(4, "voltage-inputs-of-no-channel", Outcome.Of(RecordStatus.ChannelsDiffer), 0,
            "qgEBAhhCA21zdGFjay0yMDI2LTA5BGVTVEMzMQUBBvYHAAiACYGDGgAFZREAGgBAAA==", 61);
        cases.Like(3, "voltage-rms-offset-above", Outcome.Of(RecordStatus.OutOfRange), 22,
            "Z0FERTc5NTMFGgAFZREGGROIBxoAgAAA", 61);
        cases.Like(3, "voltage-rms-offset-below", Outcome.Of(RecordStatus.OutOfRange), 22,
            "Z0FERTc5NTMFGgAFZREGGROIBzoAgAAA", 61);
        cases.Like(9, "wire-direction-0", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66AuDggEBggIAggM=", 1);
        cases.Like(9, "wire-direction-above", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66AuDggEBggICggM=", 1);
        cases.Like(9, "wire-direction-below", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66AuDggEBggIhggM=", 1);
        cases.Like(9, "wire-input-above", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66AuDggEBggIBggQ=", 1);
        cases.Like(9, "wire-input-below", Outcome.Of(RecordStatus.OutOfRange), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66AuDggABggIBggM=", 1);
        cases.Like(9, "wire-of-one", Outcome.Of(RecordStatus.WrongCount), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66AuDgQGCAgGCAw==", 1);
        cases.Like(9, "wire-of-three", Outcome.Of(RecordStatus.WrongCount), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66AuDgwEBAYICAYID", 1);
        cases.Like(4, "wire-to-nowhere", Outcome.Of(RecordStatus.OutOfRange), 132,
            "C4OCAQGCAgGCAQE=", 0);
        cases.Whole("wire-to-third-of-two", Outcome.Of(RecordStatus.OutOfRange),
            "qgEBAhhCA25oYWxsLTMtMjAyNi0wOQRnQURFNzg4MAUaAAVlEQYZE4gHAAiCiwEaAAGeugAaAEAAABoAQAAAGgBAAAAAAAAAAIsCGgABnroAGgBAAAAaAEAA"
            + "ABoAQAAAAAAAAAAJgoMaAAVlEQAaAEAAAIMaAAVlETh3GgBAArgLgoIDAYIBAQ==");
        cases.Like(9, "wired", Outcome.Of(RecordStatus.Ok), 132,
            "CYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66AuDggEBggMBggIg", 0);
        cases.Like(4, "wired-one-voltage", Outcome.Of(RecordStatus.Ok), 132,
            "C4OCAQGCASCCAQE=", 0);
        cases.Whole("wires-9", Outcome.Of(RecordStatus.TooLong),
            "qgEBAhhCA25oYWxsLTMtMjAyNi0wOQRnQURFNzg4MAUaAAVlEQYZE4gHAAiDiwEaAAGeugAaAEAaKBoAQAAAGgBAAAAAAAAYMACLAhoAAZ66ABoAQAAAGgBA"
            + "AAAaAEAAAAAAABgzAIsDGgABnroAGgA/7zAaAEAAABoAQAAAAAAAGC8ACYODGgAFZREAGgBAAACDGgAFZRE4dxoAQAK4gxoABWURGCMaAD/66AuJggEBggMB"
            + "ggIgggEBggMBggIgggEBggMBggIg");
        cases.Like(15, "wires-alike", Outcome.Of(RecordStatus.Ok), 173,
            "g4ICAYICAYICAQ==", 0);
        cases.Like(15, "wires-fewer", Outcome.Of(RecordStatus.ChannelsDiffer), 173,
            "goIBAYIDAQ==", 0);
        cases.Like(15, "wires-more", Outcome.Of(RecordStatus.ChannelsDiffer), 173,
            "hIIBAYIDAYICIIIBAQ==", 0);
        cases.Like(15, "wires-none", Outcome.Of(RecordStatus.WrongCount), 173,
            "gA==", 0);
    }

    private static void Record(VectorCases cases)
    {
        cases.Begin("record", VectorFormat.Record);
        cases.Whole("array-indefinite", Outcome.Of(RecordStatus.Indefinite),
            "tAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUn4UAGepgGcNU9oKHGWGrABkQGBoAA4QMGRnEGgAPD3gbAAAAA/yz98yHABkw1TkBNRoAA4QMGQy+OgAP"
            + "PlcAhQkZ4pAZw072gocZYScAGRACGgADg/QZGoUaAA8PFBsAAAAD91B4PIcAGTBZOQEwGgADg/QZDQ06AA898wD/");
        cases.Whole("body-missing", Outcome.Of(RecordStatus.WrongCount),
            "sAEBAgIDZ0NNLTAwMDEEAwUBBlggAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHGwAAAZymsdI8CAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBAAAAAACGAgAAAAAA");
        cases.Whole("body-of-other-kind", Outcome.Of(RecordStatus.KeyOrder),
            "sQEBAgIDZ0NNLTAwMDEEAwUBBlggAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHGwAAAZymsdI8CAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBAAAAAACGAgAAAAAA"
            + "FoNQABEiM0RVZneImaq7zN3u/xnDUYKEGgAW3G0aAAOEABkZvhoADw/chDoAC3OPGgADhAAZDLw6AA8+Vw==");
        cases.Whole("boot-count-above", Outcome.Of(RecordStatus.OutOfRange),
            "tAEBAgEDZ0NNLTAwMDEEGwAAAAEAAAAABQIGWCAm5KskWJRS16xfKby3uo3m16T1YJS5ADVhvvUhHPfpigcbAAABnKazsOgIAQlxY2FyYm9ubWV0ZXIgMC4x"
            + "LjAKAAsBDFggwsohmMMxmRVrnPBaQGQVfwvFDzFolqg6t/o8s/UhDOQNWCCuJMeBc+d2mSMgsEsXznFyPTnTjHe+P9PwanaWSCV/zg4ZE4gP9hCChgEZwtIA"
            + "GSAaGYVuGgAKuIiGAgAZYS45AmYAABEaAApzZBIYPBMaaaOBgBSChQAZ6mAZw1T2gocZYasAGRAYGgADhAwZGcQaAA8PeBsAAAAD/LP3zIcAGTDVOQE1GgAD"
            + "hAwZDL46AA8+VwCFCRnikBnDTvaChxlhJwAZEAIaAAOD9BkahRoADw8UGwAAAAP3UHg8hwAZMFk5ATAaAAOD9BkNDToADz3zAA==");
        cases.Like(3, "boot-count-below", Outcome.Of(RecordStatus.OutOfRange), 15,
            "", 320);
        cases.Like(2, "boot-event", Outcome.Of(RecordStatus.Ok), 180,
            "FYcBAPb29vb2", 0);
        cases.Whole("carbon-above", Outcome.Of(RecordStatus.OutOfRange),
            "tAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNU9oKHGWGrABkQGBoAA4QMGRnEGgAPD3gbAAAAA/yz98yHABkw1TkBNRoAA4QMGQy+OgAP"
            + "PlcAhQkZ4pAZw072gocZYScAGRACGgADg/QZGoUaAA8PFBsAAAAD91B4PIcAGTBZOQEwGgADg/QZDQ06AA898xtvBbWdOyAAAQ==");
        cases.Like(4, "carbon-below", Outcome.Of(RecordStatus.OutOfRange), 334,
            "IA==", 0);
        cases.Like(4, "carbon-of-export", Outcome.Of(RecordStatus.CarbonMismatch), 272,
            "AYUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyHABkwWTkBMBoAA4P0GQ0NOgAPPfMA", 0);
        cases.Like(4, "carbon-one-less", Outcome.Of(RecordStatus.CarbonMismatch), 312,
            "O4cAGTBZOQEwGgADg/QZDQ06AA898wA=", 0);
        cases.Like(4, "carbon-one-more", Outcome.Of(RecordStatus.CarbonMismatch), 312,
            "PYcAGTBZOQEwGgADg/QZDQ06AA898wA=", 0);
        cases.Whole("channel-of-six", Outcome.Of(RecordStatus.WrongCount),
            "tAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNU9oKGGWGrABkQGBoAA4QMGRnEGgAPD3iHABkw1TkBNRoAA4QMGQy+OgAPPlcAhQkZ4pAZ"
            + "w072gocZYScAGRACGgADg/QZGoUaAA8PFBsAAAAD91B4PIcAGTBZOQEwGgADg/QZDQ06AA898wA=");
        cases.Like(4, "channels-fewer", Outcome.Of(RecordStatus.ChannelsDiffer), 282,
            "gYcZYScAGRACGgADg/QZGoUaAA8PFBsAAAAD91B4PA==", 0);
        cases.Whole("channels-more", Outcome.Of(RecordStatus.ChannelsDiffer),
            "tAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNU9oKHGWGrABkQGBoAA4QMGRnEGgAPD3gbAAAAA/yz98yHABkw1TkBNRoAA4QMGQy+OgAP"
            + "PlcAhQkZ4pAZw072g4cZYScAGRACGgADg/QZGoUaAA8PFBsAAAAD91B4PIcAGTBZOQEwGgADg/QZDQ06AA898wCHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAA"
            + "A/dQeDw=");
        cases.Like(5, "channels-none", Outcome.Of(RecordStatus.WrongCount), 220,
            "gA==", 62);
        cases.Like(3, "clock-above", Outcome.Of(RecordStatus.OutOfRange), 15,
            "AwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAI=", 270);
        cases.Like(3, "clock-below", Outcome.Of(RecordStatus.OutOfRange), 15,
            "AwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCCA=", 270);
        cases.Like(3, "clock-boolean", Outcome.Of(RecordStatus.WrongType), 15,
            "AwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCPU=", 270);
        cases.Like(6, "count-beyond-input", Outcome.Of(RecordStatus.Truncated), 210,
            "mA==", 1);
        cases.Like(4, "current-above", Outcome.Of(RecordStatus.OutOfRange), 326,
            "GjuaygE6AA898wA=", 0);
        cases.Like(4, "current-below", Outcome.Of(RecordStatus.OutOfRange), 326,
            "IDoADz3zAA==", 0);
        cases.Like(4, "cut", Outcome.Of(RecordStatus.Truncated), 334,
            "", 0);
        cases.Whole("electricity-uncertainty-above", Outcome.Of(RecordStatus.OutOfRange),
            "tAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGgAPQkEP9hCChgEZwtIAGSAaGYVu"
            + "GgAKuIiGAgAZYS45AmYAABEaAApzZBIYPBMaaaOBgBSChQAZ6mAZw1T2gocZYasAGRAYGgADhAwZGcQaAA8PeBsAAAAD/LP3zIcAGTDVOQE1GgADhAwZDL46"
            + "AA8+VwCFCRnikBnDTvaChxlhJwAZEAIaAAOD9BkahRoADw8UGwAAAAP3UHg8hwAZMFk5ATAaAAOD9BkNDToADz3zAA==");
        cases.Like(7, "electricity-uncertainty-below", Outcome.Of(RecordStatus.OutOfRange), 159,
            "IA==", 173);
        cases.Like(0, "empty", Outcome.Of(RecordStatus.Truncated), 0,
            "", 0);
        cases.Like(2, "event-code-above", Outcome.Of(RecordStatus.OutOfRange), 180,
            "FYcZAQAA9vb29vY=", 0);
        cases.Like(2, "event-code-below", Outcome.Of(RecordStatus.OutOfRange), 180,
            "FYcAAPb29vb2", 0);
        cases.Like(2, "event-commissioned", Outcome.Of(RecordStatus.Ok), 180,
            "FYcQAPb29lgghZFps4GFeA2qVJeYP/INKZQ5AFjYpx8oR6x4Rvlwlx5sQS4gSW5zdGFsbGVy", 0);
        cases.Whole("event-counter-above", Outcome.Of(RecordStatus.OutOfRange),
            "tAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALGwAA"
            + "AAEAAAAADFggwsohmMMxmRVrnPBaQGQVfwvFDzFolqg6t/o8s/UhDOQNWCCuJMeBc+d2mSMgsEsXznFyPTnTjHe+P9PwanaWSCV/zg4ZE4gP9hCChgEZwtIA"
            + "GSAaGYVuGgAKuIiGAgAZYS45AmYAABEaAApzZBIYPBMaaaOBgBSChQAZ6mAZw1T2gocZYasAGRAYGgADhAwZGcQaAA8PeBsAAAAD/LP3zIcAGTDVOQE1GgAD"
            + "hAwZDL46AA8+VwCFCRnikBnDTvaChxlhJwAZEAIaAAOD9BkahRoADw8UGwAAAAP3UHg8hwAZMFk5ATAaAAOD9BkNDToADz3zAA==");
        cases.Like(8, "event-counter-below", Outcome.Of(RecordStatus.OutOfRange), 87,
            "IA==", 247);
        cases.Like(2, "event-from-above", Outcome.Of(RecordStatus.OutOfRange), 180,
            "FYcBABsAAAO7LMPYAfb29vY=", 0);
        cases.Like(2, "event-from-below", Outcome.Of(RecordStatus.OutOfRange), 180,
            "FYcBACD29vb2", 0);
        cases.Whole("event-largest", Outcome.Of(RecordStatus.Ok),
            "sQEBAgIDZ0NNLTAwMDEEAwUBBlggAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHGwAAAZymsdI8CAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBAAAAAACGAgAAAAAA"
            + "FYcY/xj/GwAAA7ssw9gAGwAAA7ssw9gAG3//////////WCD//////////////////////////////////////////3hAfn5+fn5+fn5+fn5+fn5+fn5+fn5+"
            + "fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fg==");
        cases.Like(9, "event-lowest", Outcome.Of(RecordStatus.Ok), 182,
            "AQAAADt//////////0EAYSA=", 0);
        cases.Like(9, "event-of-six", Outcome.Of(RecordStatus.WrongCount), 181,
            "hgEA9vb29g==", 0);
        cases.Like(9, "event-reason-above", Outcome.Of(RecordStatus.OutOfRange), 182,
            "ARkBAPb29vb2", 0);
        cases.Like(9, "event-reason-below", Outcome.Of(RecordStatus.OutOfRange), 182,
            "ASD29vb29g==", 0);
        cases.Whole("event-sensor-gap", Outcome.Of(RecordStatus.Ok),
            "sgEBAgIDZ0NNLTAwMDEEAwUEBlggAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8HGwAAAZymsdI8CAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgBWHEQEbAAABnKayxmAb"
            + "AAABnKazP3gYH/ZmU0RQODEwF4YaPwqGMRoARNpZGgAEKv4aAAGLzQEZAaQ=");
        cases.Like(10, "event-sensor-gap-lasting", Outcome.Of(RecordStatus.Ok), 169,
            "BBsAAAGcprLGYPYA9mVTQ0Qz", 27);
        cases.Like(9, "event-storage-erased", Outcome.Of(RecordStatus.Ok), 182,
            "DwH29hsAAP////////b2", 0);
        cases.Like(9, "event-subject-33", Outcome.Of(RecordStatus.TooLong), 182,
            "AQD29vZYIQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAPY=", 0);
        cases.Like(9, "event-subject-empty", Outcome.Of(RecordStatus.OutOfRange), 182,
            "AQD29vZA9g==", 0);
        cases.Whole("event-text-65", Outcome.Of(RecordStatus.TooLong),
            "sQEBAgIDZ0NNLTAwMDEEAwUBBlggAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHGwAAAZymsdI8CAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBAAAAAACGAgAAAAAA"
            + "FYcBAPb29vZ4QXh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4");
        cases.Like(11, "event-text-empty", Outcome.Of(RecordStatus.BadText), 188,
            "YA==", 0);
        cases.Like(11, "event-to-above", Outcome.Of(RecordStatus.OutOfRange), 185,
            "GwAAA7ssw9gB9vb2", 0);
        cases.Like(11, "event-to-below", Outcome.Of(RecordStatus.OutOfRange), 185,
            "IPb29g==", 0);
        cases.Like(11, "event-value-beyond-long", Outcome.Of(RecordStatus.OutOfRange), 186,
            "G4AAAAAAAAAA9vY=", 0);
        cases.Like(4, "export-above", Outcome.Of(RecordStatus.OutOfRange), 315,
            "GwAAA6NSlEABOQEwGgADg/QZDQ06AA898wA=", 0);
        cases.Like(4, "export-below", Outcome.Of(RecordStatus.OutOfRange), 315,
            "IDkBMBoAA4P0GQ0NOgAPPfMA", 0);
        cases.Like(8, "factor-set-hash-31", Outcome.Of(RecordStatus.OutOfRange), 87,
            "AQxYHwEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", 212);
        cases.Like(8, "factor-set-hash-33", Outcome.Of(RecordStatus.TooLong), 87,
            "AQxYIQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==", 212);
        cases.Whole("firmware-65", Outcome.Of(RecordStatus.TooLong),
            "tAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJeEF4eHh4eHh4eHh4eHh4eHh4eHh4eHh4"
            + "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eAoACwEMWCDCyiGYwzGZFWuc8FpAZBV/C8UPMWiWqDq3+jyz9SEM5A1YIK4kx4Fz"
            + "53aZIyCwSxfOcXI9OdOMd74/0/BqdpZIJX/ODhkTiA/2EIKGARnC0gAZIBoZhW4aAAq4iIYCABlhLjkCZgAAERoACnNkEhg8Exppo4GAFIKFABnqYBnDVPaC"
            + "hxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUaAAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQ"
            + "eDyHABkwWTkBMBoAA4P0GQ0NOgAPPfMA");
        cases.Like(12, "firmware-empty", Outcome.Of(RecordStatus.BadText), 66,
            "YA==", 251);
        cases.Like(12, "firmware-not-ascii", Outcome.Of(RecordStatus.BadText), 66,
            "Z3YwLjEgw7w=", 251);
        cases.Whole("first-has-previous", Outcome.Of(RecordStatus.FirstHasPrevious),
            "sQEBAgIDZ0NNLTAwMDEEAwUBBlggAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEHGwAAAZymsdI8CAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBAAAAAACGAgAAAAAA"
            + "FYcBAPb29vb2");
        cases.Like(5, "flags-above", Outcome.Of(RecordStatus.OutOfRange), 212,
            "GQEAGepgGcNU9oKHGWGrABkQGBoAA4QMGRnEGgAPD3gbAAAAA/yz98w=", 84);
        cases.Like(5, "flags-below", Outcome.Of(RecordStatus.OutOfRange), 212,
            "IBnqYBnDVPaChxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fM", 84);
        cases.Like(5, "frequency-above", Outcome.Of(RecordStatus.OutOfRange), 216,
            "GgAPQkH2gocZYasAGRAYGgADhAwZGcQaAA8PeBsAAAAD/LP3zA==", 84);
        cases.Like(5, "frequency-below", Outcome.Of(RecordStatus.OutOfRange), 216,
            "IPaChxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fM", 84);
        cases.Whole("gas-backwards", Outcome.Of(RecordStatus.Ok),
            "tQEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUYgBnqYBnDVIoZ6mAZAZoaAAFfkBkjKDkJBRoAAYiUGgAEeR4AABoAD0JAgocZYasAGRAYGgADhAwZ"
            + "GcQaAA8PeBsAAAAD/LP3zIcAGTDVOQE1GgADhAwZDL46AA8+VwCFCRnikBnDTvaChxlhJwAZEAIaAAOD9BkahRoADw8UGwAAAAP3UHg8hwAZMFk5ATAaAAOD"
            + "9BkNDToADz3zABeGAAAaAAQq/hoAAYvNAQA=");
        cases.Whole("gas-co2-above", Outcome.Of(RecordStatus.OutOfRange),
            "tQEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNUihnikBoAD0JBGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWRo/CoYxGgACkECChxlh"
            + "qwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUaAAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyH"
            + "ABkwWTkBMBoAA4P0GQ0NOgAPPfMAF4YaPwqGMRoARNpZGgAEKv4aAAGLzQEA");
        cases.Like(15, "gas-co2-below", Outcome.Of(RecordStatus.OutOfRange), 223,
            "IA==", 177);
        cases.Like(15, "gas-co2-uncertainty-above", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgAPQkE=", 172);
        cases.Like(15, "gas-co2-uncertainty-alone", Outcome.Of(RecordStatus.GasUncertaintyAlone), 223,
            "9g==", 177);
        cases.Like(15, "gas-co2-uncertainty-below", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwIA==", 172);
        cases.Whole("gas-concentration-only", Outcome.Of(RecordStatus.Ok),
            "tQEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNUihnqYBkDLBnqYPb29hoABIDu9vb2gocZYasAGRAYGgADhAwZGcQaAA8PeBsAAAAD/LP3"
            + "zIcAGTDVOQE1GgADhAwZDL46AA8+VwCFCRnikBnDTvaChxlhJwAZEAIaAAOD9BkahRoADw8UGwAAAAP3UHg8hwAZMFk5ATAaAAOD9BkNDToADz3zABeGAAAa"
            + "AASMphoAAYvNABkBpA==");
        cases.Like(15, "gas-differential-pressure-above", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAJiWgQ==", 164);
        cases.Like(15, "gas-differential-pressure-below", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jA6AJiWgA==", 164);
        cases.Like(15, "gas-empty", Outcome.Of(RecordStatus.GasEmpty), 220,
            "APb29vb29vb29g==", 139);
        cases.Like(15, "gas-mass-above", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWRsAAAOjUpRAAQ==", 144);
        cases.Like(15, "gas-mass-below", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWSA=", 144);
        cases.Like(15, "gas-mass-uncertainty-above", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWRo/CoYxGgAPQkE=", 139);
        cases.Like(15, "gas-mass-uncertainty-alone", Outcome.Of(RecordStatus.GasUncertaintyAlone), 225,
            "AczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWfY=", 144);
        cases.Like(15, "gas-mass-uncertainty-below", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWRo/CoYxIA==", 139);
        cases.Like(15, "gas-measured-above", Outcome.Of(RecordStatus.OutOfRange), 220,
            "GgA27oEaAAHM8A==", 177);
        cases.Like(15, "gas-measured-below", Outcome.Of(RecordStatus.OutOfRange), 220,
            "IBoAAczw", 177);
        cases.Like(15, "gas-measured-null", Outcome.Of(RecordStatus.WrongType), 220,
            "9hoAAczw", 177);
        cases.Like(15, "gas-measured-too-long", Outcome.Of(RecordStatus.MeasuredTooLong), 221,
            "6mEaAAHM8A==", 177);
        cases.Like(15, "gas-of-eleven", Outcome.Of(RecordStatus.WrongCount), 219,
            "ixnikBoAAczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWRo/CoYxGgACkEAA", 139);
        cases.Like(15, "gas-of-four", Outcome.Of(RecordStatus.WrongCount), 219,
            "hBoAAczwGgABi80aAAR5HhoADPln", 139);
        cases.Like(15, "gas-of-nine", Outcome.Of(RecordStatus.WrongCount), 219,
            "iRnikBoAAczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWRo/CoYx", 139);
        cases.Like(15, "gas-pressure-above", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAAGF2BoAmJaB", 159);
        cases.Like(15, "gas-pressure-below", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAAGF2CA=", 159);
        cases.Whole("gas-register-background-above", Outcome.Of(RecordStatus.OutOfRange),
            "tQEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNUihnikBoAAczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWRo/CoYxGgACkECChxlh"
            + "qwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUaAAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyH"
            + "ABkwWTkBMBoAA4P0GQ0NOgAPPfMAF4YaPwqGMRoARNpZGgAEKv4aAAGLzQEaAA9CQQ==");
        cases.Like(17, "gas-register-background-below", Outcome.Of(RecordStatus.OutOfRange), 404,
            "IA==", 0);
        cases.Like(17, "gas-register-basis-above", Outcome.Of(RecordStatus.OutOfRange), 403,
            "AgA=", 0);
        cases.Like(17, "gas-register-basis-below", Outcome.Of(RecordStatus.OutOfRange), 403,
            "IAA=", 0);
        cases.Whole("gas-register-early", Outcome.Of(RecordStatus.KeyOrder),
            "tQEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAXhho/CoYxGgBE2lkaAAQq/hoAAYvNAQAUgoUAGepgGcNUihnikBoAAczwGgABNJgZ8jAaAAGF2BoAAYiU"
            + "GgAExz4aAETaWRo/CoYxGgACkECChxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUaAAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQ"
            + "AhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyHABkwWTkBMBoAA4P0GQ0NOgAPPfMA");
        cases.Like(17, "gas-register-mass-above", Outcome.Of(RecordStatus.OutOfRange), 383,
            "GzeC2s6dkAABGgBE2lkaAAQq/hoAAYvNAQA=", 0);
        cases.Like(17, "gas-register-mass-below", Outcome.Of(RecordStatus.OutOfRange), 383,
            "IBoARNpZGgAEKv4aAAGLzQEA", 0);
        cases.Like(17, "gas-register-null", Outcome.Of(RecordStatus.WrongType), 382,
            "9g==", 0);
        cases.Like(17, "gas-register-of-five", Outcome.Of(RecordStatus.WrongCount), 382,
            "hRo/CoYxGgBE2lkaAAQq/hoAAYvNAQ==", 0);
        cases.Like(17, "gas-register-reference-pressure-above", Outcome.Of(RecordStatus.OutOfRange), 400,
            "mJaBAQA=", 0);
        cases.Like(17, "gas-register-reference-pressure-below", Outcome.Of(RecordStatus.OutOfRange), 398,
            "AAEA", 0);
        cases.Like(17, "gas-register-reference-temperature-above", Outcome.Of(RecordStatus.OutOfRange), 395,
            "HoSBGgABi80BAA==", 0);
        cases.Like(17, "gas-register-reference-temperature-below", Outcome.Of(RecordStatus.OutOfRange), 393,
            "ABoAAYvNAQA=", 0);
        cases.Like(17, "gas-register-volume-above", Outcome.Of(RecordStatus.OutOfRange), 388,
            "GzeC2s6dkAABGgAEKv4aAAGLzQEA", 0);
        cases.Like(17, "gas-register-volume-below", Outcome.Of(RecordStatus.OutOfRange), 388,
            "IBoABCr+GgABi80BAA==", 0);
        cases.Like(15, "gas-temperature-above", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAAGF2BoAAYiUGgAehIE=", 154);
        cases.Like(15, "gas-temperature-below", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAAGF2BoAAYiUIA==", 154);
        cases.Like(7, "gas-uncertainty-above", Outcome.Of(RecordStatus.OutOfRange), 159,
            "GROIDxoAD0JB", 171);
        cases.Like(7, "gas-uncertainty-below", Outcome.Of(RecordStatus.OutOfRange), 159,
            "GROIDyA=", 171);
        cases.Like(15, "gas-volume-above", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4bAAADo1KUQAE=", 149);
        cases.Like(15, "gas-volume-below", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4g", 149);
        cases.Like(15, "gas-water-above", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgaAA9CQQ==", 169);
        cases.Like(15, "gas-water-below", Outcome.Of(RecordStatus.OutOfRange), 225,
            "AczwGgABNJgg", 169);
        cases.Whole("gas-without-register", Outcome.Of(RecordStatus.GasWithoutRegister),
            "tAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNUihnikBoAAczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWRo/CoYxGgACkECChxlh"
            + "qwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUaAAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyH"
            + "ABkwWTkBMBoAA4P0GQ0NOgAPPfMA");
        cases.Like(0, "half", Outcome.Of(RecordStatus.Truncated), 167,
            "", 0);
        cases.Like(4, "import-above", Outcome.Of(RecordStatus.OutOfRange), 314,
            "GwAAA6NSlEABGTBZOQEwGgADg/QZDQ06AA898wA=", 0);
        cases.Like(4, "import-below", Outcome.Of(RecordStatus.OutOfRange), 314,
            "IBkwWTkBMBoAA4P0GQ0NOgAPPfMA", 0);
        cases.Like(19, "import-beyond-long", Outcome.Of(RecordStatus.OutOfRange), 219,
            "9oKHG///////////", 110);
        cases.Like(19, "import-null", Outcome.Of(RecordStatus.WrongType), 219,
            "9oKH9g==", 110);
        cases.Like(19, "intensity-above", Outcome.Of(RecordStatus.OutOfRange), 197,
            "HoSBEhg8Exppo4GAFIKFABnqYBnDVPY=", 115);
        cases.Like(19, "intensity-below", Outcome.Of(RecordStatus.OutOfRange), 195,
            "IBIYPBMaaaOBgBSChQAZ6mAZw1T2", 115);
        cases.Like(5, "interval-of-four", Outcome.Of(RecordStatus.WrongCount), 211,
            "hAAZ6mAZw1T2", 62);
        cases.Like(5, "interval-of-six", Outcome.Of(RecordStatus.WrongCount), 211,
            "hgAZ6mAZw1T2gocZYasAGRAYGgADhAwZGcQaAA8PeBsAAAAD/LP3zIcAGTDVOQE1GgADhAwZDL46AA8+VwA=", 63);
        cases.Like(3, "intervals", Outcome.Of(RecordStatus.Ok), 15,
            "Aw==", 319);
        cases.Whole("intervals-61", Outcome.Of(RecordStatus.TooLong),
            "tQEBAgEDYSEEAQUBBlggAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHAAgACWF+CgALAAxYIMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1"
            + "IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OAA8AEIGGCAAAAAAAEQASChMAFJg9hQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUB"
            + "AACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAA"
            + "ADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/"
            + "AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACB"
            + "hwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAA"
            + "AACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAA"
            + "igAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6"
            + "AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAA"
            + "AAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcA"
            + "AAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAA"
            + "hQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoA"
            + "AAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCY"
            + "ln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAA"
            + "AIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAA"
            + "AAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUB"
            + "AACKAAAAADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAA"
            + "ADoAmJZ/AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/"
            + "AAAAAACBhwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACB"
            + "hwAAAAAAAACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAAIUBAACKAAAAADoAmJZ/AAAAAACBhwAAAAAA"
            + "AACFAQAAigAAAAA6AJiWfwAAAAAAgYcAAAAAAAAAhQEAAIoAAAAAOgCYln8AAAAAAIGHAAAAAAAAABeGAAABAQAA");
        cases.Like(17, "intervals-gas", Outcome.Of(RecordStatus.Ok), 404,
            "AA==", 0);
        cases.Whole("intervals-largest", Outcome.Of(RecordStatus.Ok),
            "tQEBAgEDeCB+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fgQa/////wUbAAD///////8GWCD/////////////////////////////////////////"
            + "/wcbAAADuyzD2AAIAQl4QCAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAgsa/////wxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGgAPQkAPGgAPQkAQiIYBGzeC2s6d"
            + "kAAAGzeC2s6dkAAAOzeC2s6dj///GzeC2s6dkAAAGgAPQj+GAhs3gtrOnZAAABs3gtrOnZAAADs3gtrOnY///xs3gtrOnZAAABoAD0I/hgMbN4Lazp2QAAAb"
            + "N4Lazp2QAAA7N4Lazp2P//8bN4Lazp2QAAAaAA9CP4YEGzeC2s6dkAAAGzeC2s6dkAAAOzeC2s6dj///GzeC2s6dkAAAGgAPQj+GBRs3gtrOnZAAABs3gtrO"
            + "nZAAADs3gtrOnY///xs3gtrOnZAAABoAD0I/hgYbN4Lazp2QAAAbN4Lazp2QAAA7N4Lazp2P//8bN4Lazp2QAAAaAA9CP4YHGzeC2s6dkAAAGzeC2s6dkAAA"
            + "OzeC2s6dj///GzeC2s6dkAAAGgAPQj+GCBs3gtrOnZAAABs3gtrOnZAAADs3gtrOnY///xs3gtrOnZAAABoAD0I/ERoAHoSAEhkOEBMa9IZXABSBhRj+GgA2"
            + "7oAaAA9CQIoaADbugBoAD0JAGgAPQkAaAA9CQDoAmJZ/GgCYloAaAB6EgBsAAAOjUpRAABsAAAOjUpRAABoAD0JAiIcbAAADo1KUQAAbAAADo1KUQAA7AAAD"
            + "o1KUP/8aO5rKABo7msoAOgAPQj8bbwW1nTsgAACHGwAAA6NSlEAAGwAAA6NSlEAAOwAAA6NSlD//GjuaygAaO5rKADoAD0I/G28FtZ07IAAAhxsAAAOjUpRA"
            + "ABsAAAOjUpRAADsAAAOjUpQ//xo7msoAGjuaygA6AA9CPxtvBbWdOyAAAIcbAAADo1KUQAAbAAADo1KUQAA7AAADo1KUP/8aO5rKABo7msoAOgAPQj8bbwW1"
            + "nTsgAACHGwAAA6NSlEAAGwAAA6NSlEAAOwAAA6NSlD//GjuaygAaO5rKADoAD0I/G28FtZ07IAAAhxsAAAOjUpRAABsAAAOjUpRAADsAAAOjUpQ//xo7msoA"
            + "GjuaygA6AA9CPxtvBbWdOyAAAIcbAAADo1KUQAAbAAADo1KUQAA7AAADo1KUP/8aO5rKABo7msoAOgAPQj8bbwW1nTsgAACHGwAAA6NSlEAAGwAAA6NSlEAA"
            + "OwAAA6NSlD//GjuaygAaO5rKADoAD0I/G28FtZ07IAAAF4YbN4Lazp2QAAAbN4Lazp2QAAAaAB6EgBoAmJaAARoAD0JA");
        cases.Whole("intervals-missing-values", Outcome.Of(RecordStatus.Ok),
            "tAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84O9g/2EIKGARnC0gAZIBoZhW4aAAq4"
            + "iIYCABlhLjkCZgAAERoACnNkEhg8Exppo4GAFIKFABnqYPb2gocAAAD29vYAhwAZMNU5ATUaAAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0"
            + "GRqFGgAPDxQbAAAAA/dQeDyHABkwWTkBMBoAA4P0GQ0NOgAPPfMA");
        cases.Like(0, "intervals-none", Outcome.Of(RecordStatus.WrongCount), 210,
            "gA==", 0);
        cases.Like(7, "intervals-other-registers", Outcome.Of(RecordStatus.Ok), 159,
            "GROID/YQgoYDAAAAAACGBwAAAA==", 143);
        cases.Like(20, "intervals-smallest", Outcome.Of(RecordStatus.Ok), 149,
            "PA==", 1688);
        cases.Like(8, "key-class-above", Outcome.Of(RecordStatus.OutOfRange), 85,
            "AwsB", 247);
        cases.Like(8, "key-class-below", Outcome.Of(RecordStatus.OutOfRange), 85,
            "IAsB", 247);
        cases.Like(3, "key-doubled", Outcome.Of(RecordStatus.KeyOrder), 15,
            "AwQ=", 318);
        cases.Whole("key-extra", Outcome.Of(RecordStatus.WrongCount),
            "tgEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNUihnikBoAAczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWRo/CoYxGgACkECChxlh"
            + "qwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUaAAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyH"
            + "ABkwWTkBMBoAA4P0GQ0NOgAPPfMAF4YaPwqGMRoARNpZGgAEKv4aAAGLzQEAGBgA");
        cases.Whole("key-missing", Outcome.Of(RecordStatus.WrongCount),
            "swEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROIEIKGARnC0gAZIBoZhW4aAAq4"
            + "iIYCABlhLjkCZgAAERoACnNkEhg8Exppo4GAFIKFABnqYBnDVPaChxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUaAAOEDBkMvjoADz5X"
            + "AIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyHABkwWTkBMBoAA4P0GQ0NOgAPPfMA");
        cases.Whole("key-rotation", Outcome.Of(RecordStatus.Ok),
            "sQEBAgIDZ0NNLTAwMDEEAwUDBlggJOuvntg0Uj1WVMANs5uzxCD2r+/EtNIjzDQ3YKxh15cHGwAAAZymtOlACAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAgxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAAVhw4A9vYDWCBrF9Hy4SxCR/i85uVjpEDydwN9gS3rM6D0oTlF2JjClvY=");
        cases.Like(3, "key-text", Outcome.Of(RecordStatus.KeyOrder), 14,
            "YQQD", 319);
        cases.Like(7, "key-unknown", Outcome.Of(RecordStatus.KeyOrder), 159,
            "GROIFw==", 172);
        cases.Whole("key-unknown-for-gas", Outcome.Of(RecordStatus.KeyOrder),
            "tQEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNU9oKHGWGrABkQGBoAA4QMGRnEGgAPD3gbAAAAA/yz98yHABkw1TkBNRoAA4QMGQy+OgAP"
            + "PlcAhQkZ4pAZw072gocZYScAGRACGgADg/QZGoUaAA8PFBsAAAAD91B4PIcAGTBZOQEwGgADg/QZDQ06AA898wAYGAA=");
        cases.Like(3, "key-wide", Outcome.Of(RecordStatus.NotShortest), 5,
            "GANnQ00tMDAwMQQD", 319);
        cases.Like(3, "keys-swapped", Outcome.Of(RecordStatus.KeyOrder), 14,
            "BQIEAw==", 317);
        cases.Like(3, "kind-0", Outcome.Of(RecordStatus.UnknownKind), 4,
            "AANnQ00tMDAwMQQD", 319);
        cases.Like(3, "kind-4", Outcome.Of(RecordStatus.UnknownKind), 4,
            "BANnQ00tMDAwMQQD", 319);
        cases.Like(3, "kind-command", Outcome.Of(RecordStatus.UnknownKind), 4,
            "GEADZ0NNLTAwMDEEAw==", 319);
        cases.Like(4, "left-over", Outcome.Of(RecordStatus.TrailingBytes), 334,
            "AAA=", 0);
        cases.Like(19, "length-11", Outcome.Of(RecordStatus.LengthNotDivisor), 201,
            "CxMaaaOBgBSChQAZ6mAZw1T2", 115);
        cases.Like(19, "length-1801", Outcome.Of(RecordStatus.LengthNotDivisor), 201,
            "GQcJExppo4GAFIKFABnqYBnDVPY=", 115);
        cases.Like(19, "length-above", Outcome.Of(RecordStatus.OutOfRange), 201,
            "GQ4RExppo4GAFIKFABnqYBnDVPY=", 115);
        cases.Like(19, "length-below", Outcome.Of(RecordStatus.OutOfRange), 201,
            "CRMaaaOBgBSChQAZ6mAZw1T2", 115);
        cases.Like(12, "made-at-above", Outcome.Of(RecordStatus.OutOfRange), 57,
            "A7ssw9gBCAEJcWNhcmJvbm1ldGVyIDAuMS4w", 251);
        cases.Like(12, "made-at-below", Outcome.Of(RecordStatus.OutOfRange), 54,
            "IAgBCXFjYXJib25tZXRlciAwLjEuMA==", 251);
        cases.Whole("map-indefinite", Outcome.Of(RecordStatus.Indefinite),
            "vwEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNU9oKHGWGrABkQGBoAA4QMGRnEGgAPD3gbAAAAA/yz98yHABkw1TkBNRoAA4QMGQy+OgAP"
            + "PlcAhQkZ4pAZw072gocZYScAGRACGgADg/QZGoUaAA8PFBsAAAAD91B4PIcAGTBZOQEwGgADg/QZDQ06AA898wD/");
        cases.Like(19, "measured-above", Outcome.Of(RecordStatus.OutOfRange), 213,
            "GgA27oEZw1T2", 115);
        cases.Like(19, "measured-below", Outcome.Of(RecordStatus.OutOfRange), 213,
            "IBnDVPY=", 115);
        cases.Like(19, "measured-too-long", Outcome.Of(RecordStatus.MeasuredTooLong), 215,
            "YRnDVPY=", 115);
        cases.Like(3, "meter-id-33", Outcome.Of(RecordStatus.TooLong), 6,
            "eCF4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHgEAw==", 319);
        cases.Like(3, "meter-id-bytes", Outcome.Of(RecordStatus.WrongType), 6,
            "R0NNLTAwMDEEAw==", 319);
        cases.Like(3, "meter-id-control", Outcome.Of(RecordStatus.BadMeterId), 9,
            "ATAwMDEEAw==", 319);
        cases.Like(3, "meter-id-delete", Outcome.Of(RecordStatus.BadMeterId), 6,
            "Y0NNfwQD", 319);
        cases.Like(3, "meter-id-dot", Outcome.Of(RecordStatus.BadMeterId), 6,
            "YS4EAw==", 319);
        cases.Like(3, "meter-id-dots", Outcome.Of(RecordStatus.BadMeterId), 6,
            "Yi4uBAM=", 319);
        cases.Like(3, "meter-id-empty", Outcome.Of(RecordStatus.BadMeterId), 6,
            "YAQD", 319);
        cases.Like(3, "meter-id-hash", Outcome.Of(RecordStatus.BadMeterId), 9,
            "IzAwMDEEAw==", 319);
        cases.Like(3, "meter-id-not-ascii", Outcome.Of(RecordStatus.BadMeterId), 6,
            "ZUNNLcOpBAM=", 319);
        cases.Like(3, "meter-id-not-utf8", Outcome.Of(RecordStatus.NotUtf8), 10,
            "/zAwMQQD", 319);
        cases.Like(3, "meter-id-plus", Outcome.Of(RecordStatus.BadMeterId), 9,
            "KzAwMDEEAw==", 319);
        cases.Like(3, "meter-id-slash", Outcome.Of(RecordStatus.BadMeterId), 9,
            "LzAwMDEEAw==", 319);
        cases.Like(3, "meter-id-space", Outcome.Of(RecordStatus.BadMeterId), 9,
            "IDAwMDEEAw==", 319);
        cases.Whole("nonce-33", Outcome.Of(RecordStatus.TooLong),
            "sQEBAgMDZ0NNLTAwMDEEAwUDBlggJOuvntg0Uj1WVMANs5uzxCD2r+/EtNIjzDQ3YKxh15cHGwAAAZyms9fQCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLSABkgGhmFbhoA"
            + "CriIhgIAGWEuOQJmAAAWg1ghAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAGcNRgoQaABbcbRoAA4QAGRm+GgAPD9yEOgALc48aAAOEABkMvDoA"
            + "Dz5X");
        cases.Like(28, "nonce-7", Outcome.Of(RecordStatus.OutOfRange), 196,
            "Rw==", 49);
        cases.Like(0, "not-a-map", Outcome.Of(RecordStatus.WrongType), 0,
            "ggEC", 0);
        cases.Like(7, "parameter-set-hash-31", Outcome.Of(RecordStatus.OutOfRange), 125,
            "HwEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEOGROI", 173);
        cases.Like(7, "parameter-set-hash-33", Outcome.Of(RecordStatus.TooLong), 125,
            "IQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ4ZE4g=", 173);
        cases.Like(19, "partial-not-set", Outcome.Of(RecordStatus.PartialFlagWrong), 215,
            "XxnDVPY=", 115);
        cases.Like(19, "partial-set", Outcome.Of(RecordStatus.PartialFlagWrong), 212,
            "ARnqYBnDVPY=", 115);
        cases.Like(4, "power-factor-above", Outcome.Of(RecordStatus.OutOfRange), 329,
            "GgAPQkEA", 0);
        cases.Like(4, "power-factor-below", Outcome.Of(RecordStatus.OutOfRange), 332,
            "QkAA", 0);
        cases.Like(3, "previous-hash-31", Outcome.Of(RecordStatus.OutOfRange), 15,
            "AwUCBlgfAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==", 282);
        cases.Like(3, "previous-hash-33", Outcome.Of(RecordStatus.TooLong), 15,
            "AwUCBlghAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB", 282);
        cases.Like(4, "reactive-above", Outcome.Of(RecordStatus.OutOfRange), 318,
            "GwAAA6NSlEABGgADg/QZDQ06AA898wA=", 0);
        cases.Like(4, "reactive-below", Outcome.Of(RecordStatus.OutOfRange), 318,
            "OwAAA6NSlEAAGgADg/QZDQ06AA898wA=", 0);
        cases.Like(19, "register-carbon-above", Outcome.Of(RecordStatus.OutOfRange), 192,
            "GzeC2s6dkAABABEaAApzZBIYPBMaaaOBgBSChQAZ6mAZw1T2", 115);
        cases.Like(19, "register-carbon-below", Outcome.Of(RecordStatus.OutOfRange), 192,
            "IAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNU9g==", 115);
        cases.Like(7, "register-channel-above", Outcome.Of(RecordStatus.OutOfRange), 159,
            "GROID/YQgoYBGcLSABkgGhmFbhoACriIhgk=", 150);
        cases.Like(7, "register-channel-below", Outcome.Of(RecordStatus.OutOfRange), 159,
            "GROID/YQgoYBGcLSABkgGhmFbhoACriIhgA=", 150);
        cases.Like(7, "register-export-above", Outcome.Of(RecordStatus.OutOfRange), 159,
            "GROID/YQgoYBGcLSABkgGhmFbhoACriIhgIAGzeC2s6dkAAB", 146);
        cases.Like(7, "register-export-below", Outcome.Of(RecordStatus.OutOfRange), 159,
            "GROID/YQgoYBGcLSABkgGhmFbhoACriIhgIAIA==", 146);
        cases.Like(7, "register-import-above", Outcome.Of(RecordStatus.OutOfRange), 159,
            "GROID/YQgoYBGcLSABkgGhmFbhoACriIhgIbN4Lazp2QAAE=", 149);
        cases.Like(7, "register-import-below", Outcome.Of(RecordStatus.OutOfRange), 159,
            "GROID/YQgoYBGcLSABkgGhmFbhoACriIhgIg", 149);
        cases.Like(7, "register-of-five", Outcome.Of(RecordStatus.WrongCount), 159,
            "GROID/YQgoUBGcLSABkgGhmFbg==", 152);
        cases.Like(19, "register-reactive-above", Outcome.Of(RecordStatus.OutOfRange), 189,
            "GzeC2s6dkAABAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNU9g==", 115);
        cases.Like(19, "register-reactive-below", Outcome.Of(RecordStatus.OutOfRange), 189,
            "OzeC2s6dkAAAAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNU9g==", 115);
        cases.Like(19, "register-remainder-above", Outcome.Of(RecordStatus.OutOfRange), 193,
            "GgAPQkARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNU9g==", 115);
        cases.Like(19, "register-remainder-below", Outcome.Of(RecordStatus.OutOfRange), 193,
            "IBEaAApzZBIYPBMaaaOBgBSChQAZ6mAZw1T2", 115);
        cases.Whole("registers-9", Outcome.Of(RecordStatus.TooLong),
            "tAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQiYYBAAAAAACGAgAAAAAA"
            + "hgMAAAAAAIYEAAAAAACGBQAAAAAAhgYAAAAAAIYHAAAAAACGCAAAAAAAhgkAAAAAABEaAApzZBIYPBMaaaOBgBSChQAZ6mAZw1T2gocZYasAGRAYGgADhAwZ"
            + "GcQaAA8PeBsAAAAD/LP3zIcAGTDVOQE1GgADhAwZDL46AA8+VwCFCRnikBnDTvaChxlhJwAZEAIaAAOD9BkahRoADw8UGwAAAAP3UHg8hwAZMFk5ATAaAAOD"
            + "9BkNDToADz3zAA==");
        cases.Like(7, "registers-equal", Outcome.Of(RecordStatus.ChannelOrder), 159,
            "GROID/YQgoYBGcLSABkgGhmFbhoACriIhgE=", 150);
        cases.Like(29, "registers-fall", Outcome.Of(RecordStatus.ChannelOrder), 165,
            "goYCABlhLjkCZgAAhgEZwtIAGSAaGYVuGgAKuIg=", 141);
        cases.Like(29, "registers-none", Outcome.Of(RecordStatus.WrongCount), 165,
            "gA==", 141);
        cases.Like(3, "sequence-above", Outcome.Of(RecordStatus.OutOfRange), 15,
            "AwUbAAEAAAAAAAA=", 317);
        cases.Like(3, "sequence-below", Outcome.Of(RecordStatus.OutOfRange), 15,
            "AwUA", 317);
        cases.Like(3, "sequence-text", Outcome.Of(RecordStatus.WrongType), 15,
            "AwVhMg==", 317);
        // Left out for its 16309 bytes: size-above
        cases.Like(28, "spot-check", Outcome.Of(RecordStatus.Ok), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8=", 42);
        cases.Like(28, "spot-check-channel-of-three", Outcome.Of(RecordStatus.WrongCount), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8Zw1GCgwECAw==", 19);
        cases.Like(28, "spot-check-channels-fewer", Outcome.Of(RecordStatus.ChannelsDiffer), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8Zw1GBhBoAFtxtGgADhAAZGb4aAA8P3A==", 0);
        cases.Like(28, "spot-check-channels-none", Outcome.Of(RecordStatus.WrongCount), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8Zw1GA", 0);
        cases.Like(28, "spot-check-current-above", Outcome.Of(RecordStatus.OutOfRange), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8Zw1GChBoAFtxtGgADhAAZGb4aAA8P3IQ6AAtzjxoAA4QAGjuaygE=", 5);
        cases.Like(28, "spot-check-current-below", Outcome.Of(RecordStatus.OutOfRange), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8Zw1GChBoAFtxtGgADhAAZGb4aAA8P3IQ6AAtzjxoAA4QAIA==", 5);
        cases.Like(28, "spot-check-frequency-above", Outcome.Of(RecordStatus.OutOfRange), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8aAA9CQQ==", 39);
        cases.Like(28, "spot-check-frequency-below", Outcome.Of(RecordStatus.OutOfRange), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8g", 39);
        cases.Like(28, "spot-check-lowest", Outcome.Of(RecordStatus.Ok), 196,
            "SAAAAAAAAAAA9oKEO3//////////9vb2hBt//////////wAAAA==", 0);
        cases.Like(28, "spot-check-of-two", Outcome.Of(RecordStatus.WrongCount), 195,
            "glAAESIzRFVmd4iZqrvM3e7/GcNR", 0);
        cases.Like(28, "spot-check-power-factor-above", Outcome.Of(RecordStatus.OutOfRange), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8Zw1GChBoAFtxtGgADhAAZGb4aAA8P3IQ6AAtzjxoAA4QAGQy8GgAPQkE=", 0);
        cases.Like(28, "spot-check-power-factor-below", Outcome.Of(RecordStatus.OutOfRange), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8Zw1GChBoAFtxtGgADhAAZGb4aAA8P3IQ6AAtzjxoAA4QAGQy8OgAPQkA=", 0);
        cases.Like(28, "spot-check-voltage-above", Outcome.Of(RecordStatus.OutOfRange), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8Zw1GChBoAFtxtGgADhAAZGb4aAA8P3IQ6AAtzjxo7msoB", 8);
        cases.Like(28, "spot-check-voltage-below", Outcome.Of(RecordStatus.OutOfRange), 196,
            "UAARIjNEVWZ3iJmqu8zd7v8Zw1GChBoAFtxtGgADhAAZGb4aAA8P3IQ6AAtzjyA=", 8);
        cases.Whole("stack-boot", Outcome.Of(RecordStatus.Ok),
            "sgEBAgIDZ0NNLTAwMDEEAwUBBlggAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHGwAAAZymsdI8CAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgBWHAQD29vb29heGAAAa"
            + "AAQq/hoAAYvNARkBpA==");
        cases.Whole("stack-channel", Outcome.Of(RecordStatus.ChannelsDiffer),
            "tQEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgBEaAApzZBIYPBMaaaOB"
            + "gBSChQAZ6mD2ihnqYBoAAczwGgABNJgZ8jAaAAGF2BoAAYiUGgAExz4aAETaWRo/CoYxGgACkECBhxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhQkZ"
            + "4pD2ihl5GPb29vYaAAGIgBoABMcM9vb2gBeGGj8KhjEaAETaWRoABCr+GgABi80BGQGk");
        cases.Like(31, "stack-intervals", Outcome.Of(RecordStatus.Ok), 236,
            "gA==", 54);
        cases.Whole("stack-spot-check", Outcome.Of(RecordStatus.Ok),
            "sgEBAgMDZ0NNLTAwMDEEAwUDBlggJOuvntg0Uj1WVMANs5uzxCD2r+/EtNIjzDQ3YKxh15cHGwAAAZyms9fQCAEJcWNhcmJvbm1ldGVyIDAuMS4wCgALAQxY"
            + "IMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgBaDUAARIjNEVWZ3iJmq"
            + "u8zd7v/2gBeGGj8KhjEaAETaWRoABCr+GgABi80BGQGk");
        cases.Like(19, "start-above", Outcome.Of(RecordStatus.OutOfRange), 205,
            "9IZXARSChQAZ6mAZw1T2", 115);
        cases.Like(19, "start-below", Outcome.Of(RecordStatus.OutOfRange), 204,
            "IBSChQAZ6mAZw1T2", 115);
        cases.Like(19, "start-late", Outcome.Of(RecordStatus.StartNotAligned), 208,
            "gRSChQAZ6mAZw1T2", 115);
        cases.Like(3, "text-indefinite", Outcome.Of(RecordStatus.Indefinite), 6,
            "f2dDTS0wMDAx/wQD", 319);
        cases.Like(3, "text-length-wide", Outcome.Of(RecordStatus.NotShortest), 6,
            "eAdDTS0wMDAxBAM=", 319);
        cases.Like(3, "version-0", Outcome.Of(RecordStatus.UnknownVersion), 2,
            "AAIBA2dDTS0wMDAxBAM=", 319);
        cases.Like(3, "version-2", Outcome.Of(RecordStatus.UnknownVersion), 2,
            "AgIBA2dDTS0wMDAxBAM=", 319);
        cases.Like(3, "version-wide", Outcome.Of(RecordStatus.NotShortest), 2,
            "GAECAQNnQ00tMDAwMQQD", 319);
        cases.Like(4, "voltage-above", Outcome.Of(RecordStatus.OutOfRange), 322,
            "O5rKARkNDToADz3zAA==", 0);
        cases.Like(4, "voltage-below", Outcome.Of(RecordStatus.OutOfRange), 321,
            "IBkNDToADz3zAA==", 0);
        cases.Like(19, "voltage-float", Outcome.Of(RecordStatus.Unsupported), 219,
            "9oKHGWGrABkQGPtAbNAAAAAAAA==", 101);
        cases.Like(19, "voltage-undefined", Outcome.Of(RecordStatus.Unsupported), 219,
            "9oKHGWGrABkQGPc=", 101);
    }

    private static void SignedCommand(VectorCases cases)
    {
        cases.Begin("signed-command", VectorFormat.SignedCommand);
        cases.Whole("example", Outcome.Of(RecordStatus.Ok),
            "0oRDoQEmoFglqAEBAhhAA2dDTS0wMDAxBAcFGmmjgYAGGmmjj5AHAwiCGQOEBFhAKWse9htpyiYFRoyxIh7iIU/ESubuFdEtkyCFWoMpoXmpkSSxNi3GHJID"
            + "hxlGGF7oMFexBewv3LPiXEQ/O1rCFg==");
    }

    private static void SignedRecord(VectorCases cases)
    {
        cases.Begin("signed-record", VectorFormat.SignedRecord);
        cases.Whole("algorithm-es384", Outcome.Of(CoseStatus.UnexpectedHeader),
            "0oREoQE4IqBZAU+0AQECAQNnQ00tMDAwMQQDBQIGWCAm5KskWJRS16xfKby3uo3m16T1YJS5ADVhvvUhHPfpigcbAAABnKazsOgIAQlxY2FyYm9ubWV0ZXIg"
            + "MC4xLjAKAAsBDFggwsohmMMxmRVrnPBaQGQVfwvFDzFolqg6t/o8s/UhDOQNWCCuJMeBc+d2mSMgsEsXznFyPTnTjHe+P9PwanaWSCV/zg4ZE4gP9hCChgEZ"
            + "wtIAGSAaGYVuGgAKuIiGAgAZYS45AmYAABEaAApzZBIYPBMaaaOBgBSChQAZ6mAZw1T2gocZYasAGRAYGgADhAwZGcQaAA8PeBsAAAAD/LP3zIcAGTDVOQE1"
            + "GgADhAwZDL46AA8+VwCFCRnikBnDTvaChxlhJwAZEAIaAAOD9BkahRoADw8UGwAAAAP3UHg8hwAZMFk5ATAaAAOD9BkNDToADz3zAFhAMlTYyFcTYZt/0Zpf"
            + "q4O7ErwxqJthVY2O7M7u0469Gn+v3GMPAil4QSscsxXrQNdpwPsTm6xV/z5nnsLxcfjTFg==");
        cases.Whole("boot-event", Outcome.Of(RecordStatus.Ok),
            "0oRDoQEmoFi9sQEBAgIDZ0NNLTAwMDEEAwUBBlggAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHGwAAAZymsdI8CAEJcWNhcmJvbm1ldGVyIDAu"
            + "MS4wCgALAQxYIMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBAAAA"
            + "AACGAgAAAAAAFYcBAPb29vb2WEDe5Qy3P6MCMHDSRmsQMdZTJeT8SazOGkOKiRMccp0GY6nbrLNpadTltcpeTSHwj0JypwZLSlSlJekuPt1UfExe");
        cases.Whole("cut", Outcome.Of(CoseStatus.Malformed),
            "0oRDoQEmoFkBT7QBAQIBA2dDTS0wMDAxBAMFAgZYICbkqyRYlFLXrF8pvLe6jebXpPVglLkANWG+9SEc9+mKBxsAAAGcprOw6AgBCXFjYXJib25tZXRlciAw"
            + "LjEuMAoACwEMWCDCyiGYwzGZFWuc8FpAZBV/C8UPMWiWqDq3+jyz9SEM5A1YIK4kx4Fz53aZIyCwSxfOcXI9OdOMd74/0/BqdpZIJX/ODhkTiA/2EIKGARnC"
            + "0gAZIBoZhW4aAAq4iIYCABlhLjkCZgAAERoACnNkEhg8Exppo4GAFIKFABnqYBnDVPaChxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUa"
            + "AAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyHABkwWTkBMBoAA4P0GQ0NOgAPPfMAWEDumIRSr13TidK3vESR"
            + "JKSg61ZX8D8zLU/jPo1gWzRbEy3jcHmYNhERXdPPX2du5/PiVT5u3j86uufXJ/9LZJk=");
        cases.Whole("header-empty", Outcome.Of(CoseStatus.UnexpectedHeader),
            "0oRAoFkBT7QBAQIBA2dDTS0wMDAxBAMFAgZYICbkqyRYlFLXrF8pvLe6jebXpPVglLkANWG+9SEc9+mKBxsAAAGcprOw6AgBCXFjYXJib25tZXRlciAwLjEu"
            + "MAoACwEMWCDCyiGYwzGZFWuc8FpAZBV/C8UPMWiWqDq3+jyz9SEM5A1YIK4kx4Fz53aZIyCwSxfOcXI9OdOMd74/0/BqdpZIJX/ODhkTiA/2EIKGARnC0gAZ"
            + "IBoZhW4aAAq4iIYCABlhLjkCZgAAERoACnNkEhg8Exppo4GAFIKFABnqYBnDVPaChxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUaAAOE"
            + "DBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyHABkwWTkBMBoAA4P0GQ0NOgAPPfMAWEBjRh7c3gfKZ8Oh2AVSnZxD"
            + "QN/eEDSS2bPpuF47u4vrUAOAhcPW7lRpdE69fA3JjmV938/pVNN20vXrEl/Vl05h");
        cases.Like(2, "intervals", Outcome.Of(RecordStatus.Ok), 410,
            "7w==", 0);
        cases.Whole("intervals-gas", Outcome.Of(RecordStatus.Ok),
            "0oRDoQEmoFkBlbUBAQIBA2dDTS0wMDAxBAMFAgZYICbkqyRYlFLXrF8pvLe6jebXpPVglLkANWG+9SEc9+mKBxsAAAGcprOw6AgBCXFjYXJib25tZXRlciAw"
            + "LjEuMAoACwEMWCDCyiGYwzGZFWuc8FpAZBV/C8UPMWiWqDq3+jyz9SEM5A1YIK4kx4Fz53aZIyCwSxfOcXI9OdOMd74/0/BqdpZIJX/ODhkTiA/2EIKGARnC"
            + "0gAZIBoZhW4aAAq4iIYCABlhLjkCZgAAERoACnNkEhg8Exppo4GAFIKFABnqYBnDVIoZ4pAaAAHM8BoAATSYGfIwGgABhdgaAAGIlBoABMc+GgBE2lkaPwqG"
            + "MRoAApBAgocZYasAGRAYGgADhAwZGcQaAA8PeBsAAAAD/LP3zIcAGTDVOQE1GgADhAwZDL46AA8+VwCFCRnikBnDTvaChxlhJwAZEAIaAAOD9BkahRoADw8U"
            + "GwAAAAP3UHg8hwAZMFk5ATAaAAOD9BkNDToADz3zABeGGj8KhjEaAETaWRoABCr+GgABi80BAFhAnK4e2ebJn13XkS99sq6aR9uVBpiv2Ppgea4Ont9vTmwi"
            + "z59fKqe8y2cuW84m+dW8iEcOH88sYnDNetohIJmF5g==");
        cases.Whole("key-rotation", Outcome.Of(RecordStatus.Ok),
            "0oRDoQEmoFjssQEBAgIDZ0NNLTAwMDEEAwUDBlggJOuvntg0Uj1WVMANs5uzxCD2r+/EtNIjzDQ3YKxh15cHGwAAAZymtOlACAEJcWNhcmJvbm1ldGVyIDAu"
            + "MS4wCgALAgxYIMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLS"
            + "ABkgGhmFbhoACriIhgIAGWEuOQJmAAAVhw4A9vYDWCBrF9Hy4SxCR/i85uVjpEDydwN9gS3rM6D0oTlF2JjClvZYQFWRmKR3JRICRMp+TeguirGMjRM8k27h"
            + "GvJ4ZdsZSHNTAIu6v7bXj6zeTa3zlKm6Dpvo6P9t/uNrEG4gPwT/2P0=");
        cases.Like(2, "left-over", Outcome.Of(CoseStatus.TrailingBytes), 410,
            "7wA=", 0);
        cases.Like(2, "malleated", Outcome.Of(RecordStatus.Ok), 379,
            "0hyPhWfJ7u+iLDCgmJEYC9qRvD7I2GPKC+Kiw7D+i2I=", 0);
        cases.Whole("payload-bit", Outcome.BadSignature,
            "0oRDoQEmoFkBT7QBAQIBA2dDTS0wMDAxBAMFAgZYICbkqyRYlFLXrF8pvLe6jebXpPVglLkANWG+9SEc9+mKBxsAAAGcprOw6QgBCXFjYXJib25tZXRlciAw"
            + "LjEuMAoACwEMWCDCyiGYwzGZFWuc8FpAZBV/C8UPMWiWqDq3+jyz9SEM5A1YIK4kx4Fz53aZIyCwSxfOcXI9OdOMd74/0/BqdpZIJX/ODhkTiA/2EIKGARnC"
            + "0gAZIBoZhW4aAAq4iIYCABlhLjkCZgAAERoACnNkEhg8Exppo4GAFIKFABnqYBnDVPaChxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUa"
            + "AAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyHABkwWTkBMBoAA4P0GQ0NOgAPPfMAWEDumIRSr13TidK3vESR"
            + "JKSg61ZX8D8zLU/jPo1gWzRbEy3jcHmYNhERXdPPX2du5/PiVT5u3j86uufXJ/9LZJnv");
        cases.Whole("payload-length-wide", Outcome.Of(CoseStatus.Malformed),
            "0oRDoQEmoFoAAAFPtAEBAgEDZ0NNLTAwMDEEAwUCBlggJuSrJFiUUtesXym8t7qN5tek9WCUuQA1Yb71IRz36YoHGwAAAZyms7DoCAEJcWNhcmJvbm1ldGVy"
            + "IDAuMS4wCgALAQxYIMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYB"
            + "GcLSABkgGhmFbhoACriIhgIAGWEuOQJmAAARGgAKc2QSGDwTGmmjgYAUgoUAGepgGcNU9oKHGWGrABkQGBoAA4QMGRnEGgAPD3gbAAAAA/yz98yHABkw1TkB"
            + "NRoAA4QMGQy+OgAPPlcAhQkZ4pAZw072gocZYScAGRACGgADg/QZGoUaAA8PFBsAAAAD91B4PIcAGTBZOQEwGgADg/QZDQ06AA898wBYQO6YhFKvXdOJ0re8"
            + "RJEkpKDrVlfwPzMtT+M+jWBbNFsTLeNweZg2ERFd089fZ27n8+JVPm7ePzq659cn/0tkme8=");
        cases.Whole("payload-refused", Outcome.Of(RecordStatus.CarbonMismatch),
            "0oRDoQEmoFkBT7QBAQIBA2dDTS0wMDAxBAMFAgZYICbkqyRYlFLXrF8pvLe6jebXpPVglLkANWG+9SEc9+mKBxsAAAGcprOw6AgBCXFjYXJib25tZXRlciAw"
            + "LjEuMAoACwEMWCDCyiGYwzGZFWuc8FpAZBV/C8UPMWiWqDq3+jyz9SEM5A1YIK4kx4Fz53aZIyCwSxfOcXI9OdOMd74/0/BqdpZIJX/ODhkTiA/2EIKGARnC"
            + "0gAZIBoZhW4aAAq4iIYCABlhLjkCZgAAERoACnNkEhg8Exppo4GAFIKFABnqYBnDVPaChxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUa"
            + "AAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeD2HABkwWTkBMBoAA4P0GQ0NOgAPPfMAWED+ut/K+q5q9tyNqScn"
            + "oeIRP5o7hjRPmTydwzpeaOiaQWqUwaTi/gEqlTOo+PrexqLh6oiIvl6vbpF0QmgVTLoG");
        cases.Like(2, "signature-63", Outcome.Of(CoseStatus.SignatureLength), 346,
            "Pw==", 63);
        cases.Like(2, "signature-bit", Outcome.BadSignature, 410,
            "7g==", 0);
        cases.Like(2, "signature-zero", Outcome.BadSignature, 347,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", 0);
        cases.Whole("spot-check", Outcome.Of(RecordStatus.Ok),
            "0oRDoQEmoFj/sQEBAgMDZ0NNLTAwMDEEAwUDBlggJOuvntg0Uj1WVMANs5uzxCD2r+/EtNIjzDQ3YKxh15cHGwAAAZyms9fQCAEJcWNhcmJvbm1ldGVyIDAu"
            + "MS4wCgALAQxYIMLKIZjDMZkVa5zwWkBkFX8LxQ8xaJaoOrf6PLP1IQzkDVggriTHgXPndpkjILBLF85xcj0504x3vj/T8Gp2lkglf84OGROID/YQgoYBGcLS"
            + "ABkgGhmFbhoACriIhgIAGWEuOQJmAAAWg1AAESIzRFVmd4iZqrvM3e7/GcNRgoQaABbcbRoAA4QAGRm+GgAPD9yEOgALc48aAAOEABkMvDoADz5XWEC4xVO1"
            + "aAC0zdZKTm/04pLl9ZoWN3NcnR5qBNPf4i+eTGcdLZAlZ7U66017gUFdQgKjxxxguLG2D12mYsk/pE/Q");
        cases.Whole("stack-intervals", Outcome.Of(RecordStatus.Ok),
            "0oRDoQEmoFkBI7UBAQIBA2dDTS0wMDAxBAMFAgZYICbkqyRYlFLXrF8pvLe6jebXpPVglLkANWG+9SEc9+mKBxsAAAGcprOw6AgBCXFjYXJib25tZXRlciAw"
            + "LjEuMAoACwEMWCDCyiGYwzGZFWuc8FpAZBV/C8UPMWiWqDq3+jyz9SEM5A1YIK4kx4Fz53aZIyCwSxfOcXI9OdOMd74/0/BqdpZIJX/ODhkTiA/2EIARGgAK"
            + "c2QSGDwTGmmjgYAUgoUAGepg9ooZ6mAaAAHM8BoAATSYGfIwGgABhdgaAAGIlBoABMc+GgBE2lkaPwqGMRoAApBAgIUJGeKQ9ooZeRj29vb2GgABiIAaAATH"
            + "DPb29oAXhho/CoYxGgBE2lkaAAQq/hoAAYvNARkBpFhALelLmtDaKf2yf08y5/Oe8TtmDFNRUiD/M+wWA1/cbXZFzakqesPKq5umgpD1jY2bkmaLL26h7BaZ"
            + "g4Nw6cEviw==");
        cases.Like(7, "tag-17", Outcome.Of(CoseStatus.NotSign1), 0,
            "0YRDoQEmoFk=", 403);
        cases.Like(7, "tag-missing", Outcome.Of(CoseStatus.NotSign1), 0,
            "hEOhASagWQ==", 403);
        cases.Whole("three-items", Outcome.Of(CoseStatus.NotSign1),
            "0oNDoQEmoFkBT7QBAQIBA2dDTS0wMDAxBAMFAgZYICbkqyRYlFLXrF8pvLe6jebXpPVglLkANWG+9SEc9+mKBxsAAAGcprOw6AgBCXFjYXJib25tZXRlciAw"
            + "LjEuMAoACwEMWCDCyiGYwzGZFWuc8FpAZBV/C8UPMWiWqDq3+jyz9SEM5A1YIK4kx4Fz53aZIyCwSxfOcXI9OdOMd74/0/BqdpZIJX/ODhkTiA/2EIKGARnC"
            + "0gAZIBoZhW4aAAq4iIYCABlhLjkCZgAAERoACnNkEhg8Exppo4GAFIKFABnqYBnDVPaChxlhqwAZEBgaAAOEDBkZxBoADw94GwAAAAP8s/fMhwAZMNU5ATUa"
            + "AAOEDBkMvjoADz5XAIUJGeKQGcNO9oKHGWEnABkQAhoAA4P0GRqFGgAPDxQbAAAAA/dQeDyHABkwWTkBMBoAA4P0GQ0NOgAPPfMA");
        cases.Like(7, "unprotected-key-id", Outcome.Of(CoseStatus.UnexpectedHeader), 6,
            "oQRBMVk=", 403);
    }
}
