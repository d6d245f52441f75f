using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Web;

/// <summary>
/// A host whose three meters have calibration chains on a common working standard, and a clock that stands until a test moves it:
/// what was known when is then known to the second.
/// </summary>
internal sealed class CertifiedPark : IAsyncDisposable
{
    internal const string ParkId = "park";
    internal const long From = TestMeter.FirstStartUnixSeconds;
    internal const long To = From + 4 * 3_600;

    /// <summary>When the records came: 2023-11-16.</summary>
    internal const long ReceivedAt = From + 86_400;

    private readonly ManualClock _clock = new() { UnixSeconds = ReceivedAt };

    private CertifiedPark() { }

    internal RunningHost Running { get; private set; } = null!;
    internal TestMeter Grid { get; } = new("grid-1", seed: 1);
    internal TestMeter Pv { get; } = new("pv-1", seed: 2);
    internal TestMeter Load { get; } = new("load-1", seed: 3);
    internal Dictionary<string, TestChain> Chains { get; } = [];

    internal long NowUnixSeconds { get => _clock.UnixSeconds; set => _clock.UnixSeconds = value; }

    internal string Summary(string query = "") => $"/api/v1/parks/{ParkId}/summary?from={From}&to={To}{query}";

    internal static async Task<CertifiedPark> StartAsync()
    {
        var park = new CertifiedPark();
        park.Running = await RunningHost.StartAsync(configure: options =>
        {
            (options.Clock, options.Certificates) = (park._clock, new TestCertificates());
            options.Verdicts.PollMs = 20;
        });
        var registry = park.Running.Host.Store.Registry;
        registry.Put(new Park(ParkId, "Park", 0));
        foreach (var (meter, role) in new[] { (park.Grid, NodeRole.GridConnection), (park.Pv, NodeRole.Pv), (park.Load, NodeRole.Load) })
        {
            await park.Running.SendAsync(meter, [.. Enumerable.Range(0, 16).Select(_ => meter.Run(change: role == NodeRole.Pv ? Generated : null))]);
            registry.Put(new Node(ParkId, meter.Id, null, role, "Node " + meter.Id, role == NodeRole.Pv, meter.Id, 1));
            park.Chains[meter.Id] = ChainOf(meter);
        }
        return park;
    }

    /// <summary>Tells the host facts and waits until every verdict reflects them.</summary>
    internal async Task LearnAsync(params TraceabilityFact[] facts)
    {
        var host = Running.Host;
        long last = host.Store.Facts.Append(facts, NowUnixSeconds * 1000);
        host.Keeper.Wake();
        await RunningHost.UntilAsync(() =>
        {
            var progress = host.Store.Verdicts.Progress();
            return Task.FromResult(progress.JudgedThroughFact >= last && progress.RunningForFact is null
                && progress.BindingsDone == progress.BindingsTotal);
        }, "judged");
    }

    /// <summary>Tells the host the chains of all meters.</summary>
    internal Task LearnChainsAsync() =>
        LearnAsync([.. Chains.Values.SelectMany(chain => chain.Facts()).Select(recorded => recorded.Fact)]);

    /// <summary>A sound chain of a meter; the standards are the same for all.</summary>
    internal static TestChain ChainOf(TestMeter meter)
    {
        var chain = new TestChain(meter.Id, meter.Registration.PublicKey, meter.ParameterSetHash, meter.FirmwareId);
        chain.Meter.Certificate = chain.Meter.Certificate with { Id = "WORK-" + meter.Id };
        return chain;
    }

    public async ValueTask DisposeAsync() => await Running.DisposeAsync();

    // A generator exports what a load would import.
    private static void Generated(IntervalRecord run)
    {
        foreach (var channel in run.Intervals.SelectMany(interval => interval.Channels))
            (channel.ExportMilliwattHours, channel.ImportMilliwattHours, channel.CarbonNanograms) = (channel.ImportMilliwattHours / 2, 0, 0);
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _unixSeconds;

        internal long UnixSeconds { get => Volatile.Read(ref _unixSeconds); set => Volatile.Write(ref _unixSeconds, value); }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(UnixSeconds);
    }
}
