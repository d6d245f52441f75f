using System.Text.Json;
using CarbonMeter.Firmware.Health;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>A whole meter under its watchdog: fed while it works, offline for days included; not fed where a part is stuck.</summary>
public class SupervisorTests
{
    private readonly MeterBench _bench = new();
    private readonly CountingWatchdog _dog = new();
    private readonly RecordingBoard _board = new();
    private readonly ScriptedNetwork _network = new();
    private NetworkKeeper? _keeper;
    private Supervisor? _supervisor;

    [Fact]
    public void A_meter_that_works_is_fed_every_second()
    {
        Start();
        Run(600);
        Assert.InRange(_dog.Fed, 550, 620);
        Assert.Equal(0, _board.Restarts);
    }

    [Fact]
    public void Days_without_a_host_are_no_reason_to_restart()
    {
        _bench.OnLink = link => link.IsReachable = false;
        Start();
        Run(2 * 86_400, everyMs: 1000);
        Assert.Equal(Stall.None, _supervisor!.Stalled);
        Assert.Equal(0, _board.Restarts);
        Assert.True(_bench.Link.Attempts > 500);
    }

    [Fact]
    public void A_host_that_acknowledges_nothing_is_no_reason_to_restart()
    {
        _bench.Acknowledges = false;
        Start();
        Run(7200, everyMs: 1000);
        Assert.Equal(Stall.None, _supervisor!.Stalled);
        Assert.True(_bench.Link.Attempts > 10);
    }

    [Fact]
    public void A_connect_that_never_comes_back_ends_the_feeding_and_restarts_the_board_with_everything_saved()
    {
        Start();
        Run(60);
        _bench.Link.Drop();
        _bench.Link.IsOpeningHeld = true;
        Run(ProgressWatch.UplinkMsMax / 1000 + 5);
        Assert.Equal(Stall.Uplink, _supervisor!.Stalled);
        Assert.Equal(1, _board.Restarts);
        int fed = _dog.Fed;
        Run(30);
        Assert.Equal(fed, _dog.Fed);
        Assert.Equal(_bench.NowMs / 60_000, _board.SavedAtMs / 60_000);
    }

    [Fact]
    public void A_front_end_that_answers_nothing_for_a_quarter_of_an_hour_restarts_the_board()
    {
        Start();
        Run(60);
        _bench.Meter.Bus.IsStuck = true;
        Run(ProgressWatch.SamplesMsMax / 1000 - 10);
        Assert.Equal(0, _board.Restarts);
        Run(20);
        Assert.Equal(Stall.Samples, _supervisor!.Stalled);
        Assert.Equal(1, _board.Restarts);
    }

    [Fact]
    public void A_journal_that_takes_nothing_restarts_the_board_although_nothing_can_be_saved()
    {
        Start();
        Run(60);
        _bench.Meter.Storage.RefuseWrites(int.MaxValue);
        Run(ProgressWatch.JournalMsMax / 1000 + 10);
        Assert.Equal(Stall.Journal, _supervisor!.Stalled);
        Assert.Equal(1, _board.Restarts);
    }

    [Fact]
    public void A_restart_for_the_network_waits_until_everything_is_saved()
    {
        _network.Refuses = true;
        Start();
        Run(3500, everyMs: 1000);
        // The journal fails for a while, shorter than what would itself be a stall.
        _bench.Meter.Storage.RefuseWrites(int.MaxValue);
        Run(200, everyMs: 1000);
        Assert.True(_keeper!.WantsRestart);
        Assert.Equal(0, _board.Restarts);
        _bench.Meter.Storage.RefuseWrites(0);
        Run(65, everyMs: 1000);
        Assert.Equal(1, _board.Restarts);
        Assert.InRange(_bench.NowMs - _board.SavedAtMs, 0, 70_000);
    }

    [Fact]
    public void An_enclosure_that_is_opened_is_told_once_and_a_bouncing_contact_is_not()
    {
        var contact = new Contact();
        Start(parts => parts.Enclosure = contact);
        Run(60);
        contact.IsOpen = true;
        _bench.Meter.Step();
        contact.IsOpen = false;
        Run(30);
        Assert.Empty(_bench.EventsOf(EventCode.Tamper));
        contact.IsOpen = true;
        Run(30);
        var told = Assert.Single(_bench.EventsOf(EventCode.Tamper));
        Assert.Equal(2, told.Reason);
        contact.IsOpen = false;
        Run(30);
        contact.IsOpen = true;
        Run(30);
        Assert.Equal(2, _bench.EventsOf(EventCode.Tamper).Count);
    }

    [Fact]
    public void The_live_reading_tells_the_meters_health()
    {
        Start();
        _board.FreeHeapBytes = 61_440;
        Run(30);
        _network.Drop();
        _bench.Meter.Bus.IsStuck = true;
        Run(2);
        _bench.Meter.Bus.IsStuck = false;
        Run(30);
        byte[]? newest = null;
        while (_bench.Link.TakeLive() is { } live) newest = live;
        using var json = JsonDocument.Parse(newest!);
        var health = json.RootElement.GetProperty("health");
        Assert.Equal(["uptimeMs", "boots", "sampleFaults", "storageFaults", "eventsLost", "linkFailures", "commandsNotBelieved", "networkLosses",
            "networkFailures", "freeHeapBytes"], health.EnumerateObject().Select(member => member.Name));
        Assert.InRange(health.GetProperty("uptimeMs").GetInt64(), 55_000, 62_000);
        Assert.Equal(1, health.GetProperty("boots").GetInt64());
        Assert.InRange(health.GetProperty("sampleFaults").GetInt64(), 5, 20);
        Assert.Equal(1, health.GetProperty("networkLosses").GetInt64());
        Assert.Equal(61_440, health.GetProperty("freeHeapBytes").GetInt64());
    }

    private void Start(Action<MeterParts>? change = null)
    {
        _bench.Meter.OnParts = parts =>
        {
            _keeper = new NetworkKeeper(_network, parts.Random, 0);
            (parts.Board, parts.Network) = (_board, _keeper);
            change?.Invoke(parts);
        };
        _bench.Meter.PowerOn();
        _supervisor = new Supervisor(_bench.Meter.Meter!, _bench.Link, _board, _dog, _keeper, 0);
        _board.SavedAt = () => _bench.State.LastUnixMs;
    }

    private void Run(long seconds, int everyMs = 100)
    {
        for (long end = _bench.NowMs + seconds * 1000; _bench.NowMs < end;)
        {
            _bench.Meter.Clock.Advance(everyMs);
            _network.NowMs = _bench.Meter.Clock.UptimeMs;
            _supervisor!.Step(_bench.Meter.Clock.UptimeMs);
            if (_bench.NowMs % 1000 == 0) _bench.TakeRecords();
        }
    }

    private sealed class Contact : IEnclosure
    {
        public bool IsOpen { get; set; }
    }

    private sealed class RecordingBoard : IBoard
    {
        public int Restarts { get; private set; }

        public long SavedAtMs { get; private set; }

        public long? FreeHeapBytes { get; set; }

        public Func<long>? SavedAt { get; set; }

        public void Restart()
        {
            Restarts++;
            SavedAtMs = SavedAt!();
        }

        public void Read(BoardFigures figures) => figures.FreeHeapBytes = FreeHeapBytes is { } bytes ? Reading.Of(bytes) : Reading.Missing;
    }
}
