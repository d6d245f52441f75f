using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Boards;

/// <summary>What a kind of part asks of its bus; docs/formats/board.md says which figures are not checked against a data sheet.</summary>
internal sealed record PartFacts(IReadOnlyList<int> Addresses, int SpeedHertzMax, bool IsSpiToo = false)
{
    public const int SpiHertzMax = 5_000_000;

    private static readonly IReadOnlyDictionary<BoardPartKind, PartFacts> s_all = new Dictionary<BoardPartKind, PartFacts>
    {
        [BoardPartKind.Ade7953] = new([0x38], 400_000, IsSpiToo: true),
        [BoardPartKind.Ade7880] = new([0x38], 400_000),
        [BoardPartKind.Ina228] = new([.. Enumerable.Range(0x40, 16)], 400_000),
        [BoardPartKind.M5AcMeasure] = new([0x42], 100_000),
        [BoardPartKind.Scd30] = new([0x61], 100_000),
        [BoardPartKind.Scd4x] = new([0x62], 400_000),
        [BoardPartKind.Stc31] = new([0x29], 400_000),
        [BoardPartKind.Sdp3x] = new([0x21, 0x22, 0x23, 0x25, 0x26], 400_000),
        [BoardPartKind.Sht4x] = new([0x44, 0x45], 400_000),
        [BoardPartKind.Bmx280] = new([0x76, 0x77], 400_000),
        [BoardPartKind.Atecc608] = new([0x60, 0x35, 0x36], 100_000),
        [BoardPartKind.Ds3231] = new([0x68], 400_000),
        [BoardPartKind.Mb85rc256] = new([.. Enumerable.Range(0x50, 8)], 400_000),
        [BoardPartKind.Ssd1306] = new([0x3C, 0x3D], 400_000),
    };

    public static PartFacts Of(BoardPartKind kind) => s_all[kind];

    public static bool IsFrontEnd(BoardPartKind kind) => kind <= BoardPartKind.M5AcMeasure;

    public static bool IsGasSensor(BoardPartKind kind) => kind is >= BoardPartKind.Scd30 and <= BoardPartKind.Bmx280;

    public static bool IsCarbonDioxide(BoardPartKind kind) => kind is BoardPartKind.Scd30 or BoardPartKind.Scd4x or BoardPartKind.Stc31;
}
