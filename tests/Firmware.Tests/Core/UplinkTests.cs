using System.Text.Json;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>The way to the host: pauses, window, repetition, live readings.</summary>
public class UplinkTests
{
    [Fact]
    public void Pauses_double_up_to_the_longest_with_jitter_on_top()
    {
        var bench = new MeterBench(settings => (settings.BackOffMsMin, settings.BackOffMsMax) = (1000, 32_000)) { OnLink = link => link.IsReachable = false };
        bench.Meter.PowerOn();
        var attempts = new List<long>();
        int known = 0;
        while (attempts.Count < 10)
        {
            bench.Meter.AdvanceTo(bench.NowMs + 10);
            bench.Meter.Step();
            if (bench.Link.Attempts > known) attempts.Add(bench.NowMs);
            known = bench.Link.Attempts;
        }
        long pause = 1000;
        for (int i = 1; i < attempts.Count; i++)
        {
            // The end of an attempt is seen one step later.
            Assert.InRange(attempts[i] - attempts[i - 1], pause, 2 * pause + 40);
            pause = Math.Min(2 * pause, 32_000);
        }
        bench.Link.IsReachable = true;
        bench.Run(70);
        Assert.Equal(0, bench.Meter.Meter!.Pending);
    }

    [Fact]
    public void A_host_that_only_takes_connections_is_not_asked_every_second()
    {
        var bench = MeterBench.Running();
        bench.Link.LoseRecords(1_000_000);
        bench.Run(600);
        Assert.InRange(bench.Link.Attempts, 5, 20);
    }

    [Fact]
    public void No_more_than_the_window_is_on_its_way_and_records_come_in_order()
    {
        var bench = MeterBench.Running(settings => (settings.IntervalSeconds, settings.IntervalsPerRecord, settings.Window, settings.AcknowledgeTimeoutMs) = (10, 1, 4, 0));
        bench.Acknowledges = false;
        bench.Run(300);
        Assert.Equal([1, 2, 3, 4], bench.Arrivals);
        bench.AcknowledgeAll(countMax: 2);
        bench.Run(2);
        Assert.Equal([1, 2, 3, 4, 5, 6], bench.Arrivals);
        Assert.Equal(bench.State.Sequence - 2, bench.Meter.Meter!.Pending);
    }

    [Fact]
    public void Acknowledgements_out_of_order_and_twice_give_room_back_once()
    {
        var bench = MeterBench.Running(settings => (settings.IntervalSeconds, settings.IntervalsPerRecord, settings.AcknowledgeTimeoutMs) = (10, 1, 0));
        bench.Acknowledges = false;
        bench.Run(100);
        bench.AcknowledgeAll(newestFirst: true);
        bench.Acknowledges = true;
        bench.Link.DuplicateRecords(20);
        bench.Run(300);
        bench.Drain();
        bench.AssertChain();
        Assert.Equal(bench.State.Sequence, bench.Records.Count());
    }

    [Fact]
    public void An_acknowledgement_that_does_not_come_ends_the_connection_and_everything_is_sent_again()
    {
        var bench = MeterBench.Running(settings => (settings.AcknowledgeTimeoutMs, settings.BackOffMsMax) = (20_000, 2000));
        bench.Acknowledges = false;
        bench.Run(15);
        int sent = bench.Arrivals.Count;
        Assert.Equal(1, bench.Link.Attempts);
        bench.Run(15);
        Assert.Equal(2, bench.Link.Attempts);
        Assert.Equal(2 * sent, bench.Arrivals.Count);
        bench.Acknowledges = true;
        bench.Run(1000);
        bench.Drain();
        bench.AssertChain();
    }

    [Fact]
    public void Drops_losses_and_repetitions_lose_nothing()
    {
        var bench = MeterBench.Running(settings => (settings.IntervalSeconds, settings.IntervalsPerRecord, settings.BackOffMsMax) = (10, 2, 3000));
        bench.Link.RecordLostPpm = 100_000;
        bench.Link.RecordDuplicatedPpm = 100_000;
        bench.Link.AcknowledgementLostPpm = 100_000;
        bench.Load(2_000_000, -1_000_000);
        for (int i = 0; i < 60; i++)
        {
            bench.Run(60);
            if (i % 7 == 0) bench.Link.Drop(deliverWhatIsOnItsWay: i % 2 == 0);
        }
        bench.Link.RecordLostPpm = bench.Link.RecordDuplicatedPpm = bench.Link.AcknowledgementLostPpm = 0;
        bench.Run(100);
        bench.AssertChain();
        Assert.Equal(bench.State.Sequence, bench.Records.Max(record => record.Sequence));
        Assert.True(bench.Arrivals.Count > bench.Records.Count());
    }

    [Fact]
    public void A_live_reading_is_as_the_format_shows()
    {
        var bench = MeterBench.Running(startMs: MeterBench.StartMs - 5000);
        bench.Run(5);
        bench.Load(1_500_000, -300_000);
        bench.Acknowledges = false;
        bench.Run(101);
        byte[]? newest = null;
        while (bench.Link.TakeLive() is { } live) newest = live;
        using var json = JsonDocument.Parse(newest!);
        var root = json.RootElement;
        Assert.Equal(["at", "seq", "channels", "frequencyMillihertz", "pending", "health"], root.EnumerateObject().Select(member => member.Name));
        Assert.InRange(bench.NowMs - root.GetProperty("at").GetInt64(), 0, 5000);
        Assert.Equal(bench.State.Sequence, root.GetProperty("seq").GetInt64());
        Assert.Equal(bench.Meter.Meter!.Pending, root.GetProperty("pending").GetInt64());
        Assert.InRange(root.GetProperty("frequencyMillihertz").GetInt32(), 49_980, 50_020);
        var channels = root.GetProperty("channels").EnumerateArray().ToArray();
        Assert.Equal(["id", "powerMilliwatts", "voltageMillivolts", "currentMilliamperes", "powerFactorPpm", "importMilliwattHours", "exportMilliwattHours"],
            channels[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal([1, 2], channels.Select(channel => channel.GetProperty("id").GetInt32()));
        Assert.InRange(channels[0].GetProperty("powerMilliwatts").GetInt64(), 1_499_900, 1_500_100);
        Assert.InRange(channels[1].GetProperty("powerMilliwatts").GetInt64(), -300_100, -299_900);
        // 1.5 kW for up to 101 s, over interval boundaries, before any record holds it.
        Assert.InRange(channels[0].GetProperty("importMilliwattHours").GetInt64(), 39_000, 42_100);
        Assert.InRange(channels[1].GetProperty("exportMilliwattHours").GetInt64(), 7_800, 8_420);
        // A front end that does not answer: what it would show is left out.
        bench.Meter.Bus.IsStuck = true;
        bench.Run(10);
        while (bench.Link.TakeLive() is { } live) newest = live;
        using var silent = JsonDocument.Parse(newest!);
        Assert.False(silent.RootElement.TryGetProperty("frequencyMillihertz", out _));
        Assert.Equal(["id", "importMilliwattHours", "exportMilliwattHours"],
            silent.RootElement.GetProperty("channels")[0].EnumerateObject().Select(member => member.Name));
    }
}
