using CarbonMeter.Domain.Parks;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

[assembly: AssemblyFixture(typeof(CarbonMeter.Tests.Web.ParkFixture))]

namespace CarbonMeter.Tests.Web;

/// <summary>
/// One host for all tests that only read: a park of four meters whose records came over MQTT as they would from real ones, four
/// hours long, with a hole of two hours in one meter, an event that gives its reason, and one message in quarantine.
/// </summary>
public sealed class ParkFixture : IAsyncLifetime
{
    internal const string ParkId = "park-1";
    internal const long From = TestMeter.FirstStartUnixSeconds;
    internal const long To = From + 4 * 3_600;
    internal const long HoleFrom = From + 3_600;
    internal const long HoleTo = From + 3 * 3_600;
    internal const int OffsetMinutes = 8 * 60;

    private RunningHost? _running;

    internal RunningHost Running => _running!;
    internal TestMeter Grid { get; } = new("grid-1", seed: 1);
    internal TestMeter Pv { get; } = new("pv-1", seed: 2);
    internal TestMeter Load { get; } = new("load-\"A\"\\?", seed: 3);
    internal TestMeter Silent { get; } = new("silent-1", seed: 4);

    /// <summary>What was sent and accepted.</summary>
    internal Dictionary<string, SignedRecord[]> Records { get; private set; } = [];

    /// <summary>What was sent and must not be accepted.</summary>
    internal SignedRecord Forged { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _running = await RunningHost.StartAsync();
        var registry = _running.Host.Store.Registry;
        Records = new Dictionary<string, SignedRecord[]>
        {
            [Grid.Id] = [Grid.Event(), .. Runs(Grid, 16)],
            [Pv.Id] = [.. Runs(Pv, 16, Generated)],
            [Load.Id] = [.. Runs(Load, 4), Gap(), .. Runs(Load, 4)],
        };
        foreach (var meter in new[] { Grid, Pv, Load }) await _running.SendAsync(meter, Records[meter.Id]);
        registry.Add(Silent.Registration);
        Forged = Silent.Run();
        Forged.Bytes[^1] ^= 1;
        await _running.SendAsync(Silent, Forged);
        registry.Put(new Park(ParkId, "First park", OffsetMinutes));
        registry.Put(new Node(ParkId, "grid", null, NodeRole.GridConnection, "Grid", false, Grid.Id, 1));
        registry.Put(new Node(ParkId, "pv", "grid", NodeRole.Pv, "Roof", true, Pv.Id, 1));
        registry.Put(new Node(ParkId, "load", "grid", NodeRole.Load, "Works", false, Load.Id, 1));
        registry.Put(new Node(ParkId, "chp", "grid", NodeRole.Chp, "Not yet metered", true, null, 1));
        registry.Put(new Park("empty", "No meters", 0));
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null) await _running.DisposeAsync();
    }

    private static IEnumerable<SignedRecord> Runs(TestMeter meter, int count, Action<IntervalRecord>? change = null) =>
        Enumerable.Range(0, count).Select(_ => meter.Run(change: change)).ToArray();

    // A generator exports what a load would import.
    private static void Generated(IntervalRecord run)
    {
        foreach (var channel in run.Intervals.SelectMany(interval => interval.Channels))
        {
            channel.ExportMilliwattHours = channel.ImportMilliwattHours / 2 * 3;
            channel.ImportMilliwattHours = 0;
            channel.CarbonNanograms = 0;
        }
    }

    private SignedRecord Gap()
    {
        Load.NextStartUnixSeconds = HoleTo;
        return Load.Event(EventCode.Gap, change: gap =>
        {
            gap.FromUnixMs = Reading.Of(HoleFrom * 1000);
            gap.ToUnixMs = Reading.Of(HoleTo * 1000);
        });
    }
}
