using CarbonMeter.Firmware.Clock;

namespace CarbonMeter.Firmware.Tests.Whole;

public sealed class ClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(199)]
    [InlineData(1000)]
    public void Small_difference_is_slewed_away_however_often_the_loop_runs(int stepMs)
    {
        var clock = new WallClock(0, 2_000_000_000_000, 1_800_000_000_000, 0);
        clock.Offer(1_800_000_000_000);
        Assert.Equal(ClockVerdict.Kept, clock.Offer(1_800_000_000_500));
        long last = clock.UnixMs;
        for (long uptime = 0; uptime <= 200_000; uptime += stepMs)
        {
            clock.Advance(uptime);
            Assert.True(clock.UnixMs >= last);
            last = clock.UnixMs;
        }
        clock.Advance(200_000);
        Assert.Equal(1_800_000_200_500, clock.UnixMs);
    }
}
