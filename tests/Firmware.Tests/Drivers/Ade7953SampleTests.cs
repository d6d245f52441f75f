using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Tests.Drivers;

public sealed class Ade7953SampleTests
{
    [Fact]
    public void Every_count_the_chip_makes_is_read()
    {
        var bench = Bench.Ready();
        bench.Circuit.SetPower(0, 1_000_000, bench.Clock.NowMs);
        bench.Circuit.SetPower(1, -250_000, bench.Clock.NowMs);
        bench.Clock.Advance(20_000);
        Assert.Equal(SampleOutcome.Good, bench.Read());
        Assert.True(bench.Chip.ImportCounts(0) > 100_000);
        Assert.Equal(bench.Chip.ImportCounts(0), bench.Sample.ActiveCounter[0]);
        Assert.Equal(0x1000000 - bench.Chip.ExportCounts(1), bench.Sample.ActiveCounter[1]);
    }
}
