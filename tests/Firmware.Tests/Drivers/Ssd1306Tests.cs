using System.Text;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Drivers;

public class Ssd1306Tests
{
    private readonly Ssd1306Chip _chip = new();
    private readonly FaultyI2cBus _bus;
    private readonly Ssd1306 _display;
    private long _uptimeMs;

    public Ssd1306Tests()
    {
        _bus = new FaultyI2cBus(_chip, new SeededRandom(1));
        _display = new Ssd1306(_bus, 0x3C);
        _chip.BrownOut(new SeededRandom(2)); // as it gets its power
    }

    [Fact]
    public void Signs_are_dots_where_they_belong()
    {
        _display.Put(0, "A1?");
        _display.Put(7, "-W");
        Run(10);
        string[] picture = _chip.Picture()!;
        string[] first =
        [
            "..#.....#....###..",
            ".#.#...##...#...#.",
            "#...#.#.#.......#.",
            "#...#...#.....##..",
            "#####...#.....#...",
            "#...#...#.........",
            "#...#.#####...#...",
            "..................",
        ];
        Assert.Equal(first, picture[..8].Select(line => line[..18]));
        Assert.All(picture[..8], line => Assert.Equal(-1, line[18..].IndexOf('#')));
        Assert.All(picture[8..56], line => Assert.Equal(-1, line.IndexOf('#')));
        Assert.Equal("#####.#.#.#.", picture[56 + 3][..12]);
    }

    [Fact]
    public void Every_sign_is_another_and_small_letters_are_capitals()
    {
        var seen = new HashSet<string>();
        foreach (char sign in SmallFont.Signs) Assert.True(seen.Add(Dots(sign)), sign.ToString());
        Assert.Equal(Dots('Q'), Dots('q'));
        Assert.Equal(Dots('?'), Dots('§'));
        foreach (char sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ -.:/+%?") Assert.Contains(sign, SmallFont.Signs);
    }

    [Fact]
    public void Text_is_read_back_from_the_dots_and_cut_at_the_edge()
    {
        _display.Put(3, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        _display.Put(4, "0123456789 -.:/+%?");
        Run(10);
        string[] text = ScreenText.Read(_chip)!;
        Assert.Equal("ABCDEFGHIJKLMNOPQRSTU", text[3]);
        Assert.Equal("0123456789 -.:/+%?", text[4]);
        _display.Put(3, "SHORT");
        Run(1);
        Assert.Equal("SHORT", ScreenText.Read(_chip)![3]);
    }

    [Fact]
    public void Only_what_has_changed_is_sent_a_row_at_a_time()
    {
        _display.Put(2, "ONE");
        Run(1);
        Assert.Equal(1, _bus.Transfers); // set up
        Run(8);
        Assert.Equal(1 + 2 * 8, _bus.Transfers); // every row once
        Run(5);
        Assert.Equal(17, _bus.Transfers);
        _display.Put(2, "ONE");
        Run(3);
        Assert.Equal(17, _bus.Transfers);
        _display.Put(2, "TWO");
        Run(3);
        Assert.Equal(19, _bus.Transfers);
    }

    [Fact]
    public void A_row_that_changes_at_every_step_does_not_keep_the_others_away()
    {
        for (int row = 0; row < 8; row++) _display.Put(row, "ROW " + row);
        for (int i = 0; i < 20; i++)
        {
            _display.Put(0, "TICK " + i);
            Run(1);
        }
        Assert.Equal("ROW 7", ScreenText.Read(_chip)![7]);
    }

    [Fact]
    public void A_display_that_is_not_there_is_left_alone_for_a_while()
    {
        _bus.IsStuck = true;
        Run(1000, stepMs: 20);
        Assert.InRange(_bus.Transfers, 1, 3);
        Assert.Equal(_bus.Transfers, _display.FaultCount);
        _bus.IsStuck = false;
        _display.Put(0, "BACK");
        Run(1000, stepMs: 20);
        Assert.Equal("BACK", ScreenText.Read(_chip)![0]);
    }

    [Fact]
    public void A_brown_out_is_over_after_a_minute()
    {
        _display.Put(0, "HELLO");
        Run(10);
        _chip.BrownOut(new SeededRandom(3));
        Assert.Null(_chip.Picture());
        Run(61_000 / 20, stepMs: 20);
        Assert.Equal(["HELLO", "", "", "", "", "", "", ""], ScreenText.Read(_chip)!);
    }

    private void Run(int steps, int stepMs = 1)
    {
        for (int i = 0; i < steps; i++)
        {
            _display.Step(_uptimeMs);
            _uptimeMs += stepMs;
        }
    }

    private static string Dots(char sign)
    {
        var dots = new StringBuilder();
        for (int column = 0; column < SmallFont.Columns; column++) dots.Append(SmallFont.Dots(sign, column).ToString("X2"));
        return dots.ToString();
    }
}
