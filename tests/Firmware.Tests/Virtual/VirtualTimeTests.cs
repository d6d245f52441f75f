using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Virtual;

public class VirtualTimeTests
{
    [Fact]
    public void The_clock_moves_when_it_is_moved_and_never_back()
    {
        var clock = new VirtualClock(1_000_000);
        clock.Advance(500);
        Assert.Equal((1_000_500L, 500L), (clock.NowMs, clock.UptimeMs));
        clock.RestartUptime();
        clock.AdvanceTo(2_000_000);
        Assert.Equal((2_000_000L, 999_500L), (clock.NowMs, clock.UptimeMs));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.AdvanceTo(1_999_999));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(-1));
    }

    [Fact]
    public void A_time_source_can_be_right_absent_off_and_absurd()
    {
        var clock = new VirtualClock(1_700_000_000_000);
        var source = new VirtualTimeSource(clock, TimeOrigin.BatteryBackedClock);
        Assert.Equal(TimeOrigin.BatteryBackedClock, source.Origin);
        Assert.Equal(1_700_000_000_000, Read(source));
        source.OffsetMs = -250;
        clock.Advance(1000);
        Assert.Equal(1_700_000_000_750, Read(source));
        source.Freeze(2_085_978_496_000);
        clock.Advance(1000);
        Assert.Equal(2_085_978_496_000, Read(source));
        source.Thaw();
        Assert.Equal(1_700_000_001_750, Read(source));
        source.IsAvailable = false;
        Assert.False(source.TryRead(out _));
    }

    private static long Read(VirtualTimeSource source)
    {
        Assert.True(source.TryRead(out long unixMs));
        return unixMs;
    }
}
