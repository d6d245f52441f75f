using CarbonMeter.Firmware.Display;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Tests.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Core;

public class StatusPageTests
{
    private readonly Ssd1306Chip _chip = new();
    private readonly StatusPage _page;
    private long _uptimeMs;

    public StatusPageTests() { _page = new StatusPage(new Ssd1306(_chip, 0x3C)); }

    [Fact]
    public void A_running_meter_shows_power_energy_and_how_it_stands()
    {
        var bench = MeterBench.Running();
        bench.Run(10);
        bench.Load(3_000_000, -1_476_500);
        bench.Run(3600);
        bench.Drain();
        string[] shown = Shown(bench.Meter.Meter, "CM-0001");
        Assert.Equal("CM-0001", shown[0]);
        Assert.Matches("^POWER +152[34] W$", shown[1]);
        Assert.Matches("^IMPORT +(2.999|3.000|3.001) KWH$", shown[2]);
        Assert.Matches("^EXPORT +1.47[567] KWH$", shown[3]);
        Assert.Equal(["PENDING             0", "LINK             OPEN", "CLOCK             SET", "RUNNING"], shown[4..]);
        Assert.All(shown, row => Assert.InRange(row.Length, 0, 21));
    }

    [Fact]
    public void A_meter_cut_off_says_so()
    {
        var bench = MeterBench.Running();
        bench.OnLink = link => link.IsReachable = false;
        bench.Meter.Time.IsAvailable = false;
        bench.Meter.StopProcessor();
        bench.Meter.StartProcessor(RestartReason.Watchdog);
        bench.Load(-2_000_000, 0);
        bench.Run(2000);
        string[] shown = Shown(bench.Meter.Meter, "CM-0001");
        Assert.Matches("^POWER +-2000 W$", shown[1]);
        Assert.Matches("^PENDING +[1-9][0-9]*$", shown[4]);
        Assert.Matches("^LINK +(CLOSED|OPENING)$", shown[5]);
        Assert.Equal("CLOCK         NOT SET", shown[6]);
    }

    [Fact]
    public void A_board_that_is_no_meter_yet_says_so() =>
        Assert.Equal(["CARRIER-1P", "NOT COMMISSIONED", "", "", "", "", "", ""], Shown(null, "carrier-1p"));

    private string[] Shown(Meter? meter, string name)
    {
        for (int i = 0; i < 20; i++)
        {
            _page.Step(_uptimeMs, meter, name);
            _uptimeMs += 20;
        }
        return ScreenText.Read(_chip)!;
    }
}
