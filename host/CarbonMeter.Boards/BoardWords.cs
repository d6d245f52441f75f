using System;
using System.Collections.Generic;

namespace CarbonMeter.Boards;

/// <summary>How a board file spells what a board holds as numbers; docs/formats/board.md.</summary>
public static class BoardWords
{
    /// <summary>Chips, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Chips { get; } = ["virtual", "ESP32", "ESP32-S2", "ESP32-S3", "ESP32-C3", "ESP32-C6"];

    /// <summary>Networks, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Networks { get; } = ["virtual", "wifi", "ethernet"];

    /// <summary>Bus kinds from 1.</summary>
    public static IReadOnlyList<string> Buses { get; } = ["i2c", "spi", "uart"];

    /// <summary>Part kinds from 1.</summary>
    public static IReadOnlyList<string> Parts { get; } =
    [
        "ADE7953", "ADE7880", "INA228", "M5-AC-MEASURE", "SCD30", "SCD4x", "STC31", "SDP3x", "SHT4x", "BMx280", "ATECC608", "DS3231",
        "MB85RC256", "SSD1306",
    ];

    /// <summary>Modes of an SDP3x, in the order of its option.</summary>
    public static IReadOnlyList<string> Modes { get; } = ["differential-pressure", "mass-flow"];

    /// <summary>Kinds of voltage inputs from 1.</summary>
    public static IReadOnlyList<string> VoltageInputs { get; } = ["divider", "transformer", "direct", "built-in"];

    /// <summary>Kinds of current sensors from 1.</summary>
    public static IReadOnlyList<string> Sensors { get; } = ["ct-voltage", "ct-current", "shunt", "built-in"];

    /// <summary>Phases, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Phases { get; } = ["DC", "L1", "L2", "L3"];

    /// <summary>Roles from 1.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["grid-connection", "pv", "wind", "chp", "storage", "load", "feeder"];

    /// <summary>Bases of a reference state: 0 wet, 1 dry.</summary>
    public static IReadOnlyList<string> Bases { get; } = ["wet", "dry"];

    /// <summary>Amplifications, in the order of the gain setting.</summary>
    public static IReadOnlyList<int> Gains { get; } = [1, 2, 4, 8, 16, 22];

    /// <summary>The word of a chip.</summary>
    public static string Of(BoardChip chip) => Chips[(int)chip];

    /// <summary>The word of a network.</summary>
    public static string Of(BoardNetwork network) => Networks[(int)network];

    /// <summary>The word of a kind of part.</summary>
    public static string Of(BoardPartKind kind) => Parts[(int)kind - 1];

    /// <summary>The word of a kind of bus.</summary>
    public static string Of(BoardBusKind kind) => Buses[(int)kind - 1];

    /// <summary>The word of a phase, 0 to 3.</summary>
    public static string OfPhase(int phase) => Phases[phase];

    /// <summary>The word of a role; empty for none.</summary>
    public static string Of(BoardRole role) => role == BoardRole.None ? "" : Roles[(int)role - 1];

    internal static int IndexOf(IReadOnlyList<string> words, string word)
    {
        for (var index = 0; index < words.Count; index++)
            if (string.Equals(words[index], word, StringComparison.Ordinal)) return index;
        return -1;
    }
}
