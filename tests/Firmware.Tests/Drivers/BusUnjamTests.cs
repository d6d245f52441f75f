using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>A bus held low by a chip in the middle of a byte, and when it is clocked free.</summary>
public class BusUnjamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    public void A_chip_that_waits_for_so_many_clocks_is_freed_and_told_to_stop(int clocksWanted)
    {
        var lines = new HeldLines(clocksWanted);
        Assert.True(BusUnjam.TryFree(lines));
        Assert.Equal(1, lines.Stops);
        Assert.Equal(0, lines.Starts);
        Assert.Equal(clocksWanted + 1, lines.Clocks);
    }

    [Fact]
    public void A_line_that_is_shorted_is_said_to_be()
    {
        var lines = new HeldLines(int.MaxValue);
        Assert.False(BusUnjam.TryFree(lines));
        Assert.Equal(BusUnjam.ClocksMax + 1, lines.Clocks);
    }

    [Fact]
    public void A_dead_bus_is_freed_after_ten_failures_and_then_ever_more_rarely()
    {
        var recovery = new BusRecovery();
        var at = new List<int>();
        for (int i = 1; i <= 6000; i++)
            if (recovery.Failed()) at.Add(i);
        Assert.Equal([10, 30, 70, 150, 310, 630, 1270, 2550, 3830, 5110], at);
        Assert.Equal((6000L, 10L), (recovery.Faults, recovery.Recoveries));
        recovery.Succeeded();
        for (int i = 1; i < BusRecovery.FailuresMin; i++) Assert.False(recovery.Failed());
        Assert.True(recovery.Failed());
    }

    [Fact]
    public void A_chip_that_is_missing_among_others_that_answer_frees_nothing()
    {
        var recovery = new BusRecovery();
        for (int i = 0; i < 1000; i++)
        {
            for (int failed = 1; failed < BusRecovery.FailuresMin; failed++) Assert.False(recovery.Failed());
            recovery.Succeeded();
        }
        Assert.Equal(0, recovery.Recoveries);
    }

    // Holds the data line until it has seen so many clocks; sees starts and stops like any chip.
    private sealed class HeldLines(int clocksWanted) : II2cLines
    {
        private bool _data = true, _clock = true;

        public int Clocks { get; private set; }

        public int Starts { get; private set; }

        public int Stops { get; private set; }

        public bool IsDataHigh => _data && Clocks >= clocksWanted;

        public void SetData(bool isHigh)
        {
            bool before = IsDataHigh;
            _data = isHigh;
            if (!_clock || before == IsDataHigh) return;
            if (isHigh) Stops++;
            else Starts++;
        }

        public void SetClock(bool isHigh)
        {
            if (isHigh && !_clock) Clocks++;
            _clock = isHigh;
        }
    }
}
