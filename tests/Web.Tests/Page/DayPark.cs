using System.Text;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Mqtt;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;
using CarbonMeter.Web;
using CarbonMeter.Web.Ingress;

namespace CarbonMeter.Tests.Web.Page;

/// <summary>
/// A host with a park of six meters for the page: two days of quarter hours over MQTT, with sun, wind, an engine and a battery,
/// a hole in the wind meter with its reason, one forged message, and five meters that send live readings. Most of the sun comes
/// when the load cannot take it, so the two definitions of the green share disagree.
/// </summary>
internal sealed class DayPark : IAsyncDisposable
{
    internal const string ParkId = "works";
    internal const int OffsetMinutes = 8 * 60;
    private const int QuarterSeconds = 900;
    private const int Quarters = 2 * 96;
    // 2023-11-15 00:00 by the park's clock.
    internal const long Midnight = TestMeter.FirstStartUnixSeconds - OffsetMinutes * 60;

    private readonly List<MqttClient> _connected = [];
    private CarbonMeterHost? _again;

    private DayPark(RunningHost running) { Running = running; }

    internal RunningHost Running { get; }

    /// <summary>The evening of the second day, five minutes before the data end.</summary>
    internal static TimeProvider Evening { get; } = new Still(DateTimeOffset.FromUnixTimeSeconds(Midnight + Quarters * QuarterSeconds - 300));

    internal string Uri => Running.Host.HttpUri.ToString();

    /// <summary>Starts it; without a clock of its own the host lives in the present, where these days are long past.</summary>
    internal static async Task<DayPark> StartAsync(TimeProvider? clock = null)
    {
        var park = new DayPark(await RunningHost.StartAsync(configure: options =>
            (options.Clock, options.Certificates) = (clock ?? options.Clock, new TestCertificates())));
        await park.FillAsync();
        return park;
    }

    /// <summary>Stops the host, as a power cut would look from the browser.</summary>
    internal ValueTask StopHostAsync() => Running.Host.DisposeAsync();

    /// <summary>Starts it again where it was: same ledger, same port.</summary>
    internal async Task StartHostAgainAsync()
    {
        var options = RunningHost.OptionsFor(Running.Folder);
        options.HttpPort = Running.Host.HttpUri.Port;
        options.Certificates = new TestCertificates();
        _again = await CarbonMeterHost.StartAsync(options);
    }

    private async Task FillAsync()
    {
        var registry = Running.Host.Store.Registry;
        registry.Put(new Park(ParkId, "North works <b>&amp;</b>", OffsetMinutes));
        (string Id, NodeRole Role, string Name, bool IsGreen)[] nodes =
        [
            ("grid", NodeRole.GridConnection, "Grid connection", false), ("pv", NodeRole.Pv, "Roof", true),
            ("wind", NodeRole.Wind, "Turbine", true), ("chp", NodeRole.Chp, "Gas engine", false),
            ("battery", NodeRole.Storage, "Battery", false), ("load", NodeRole.Load, "Halls", false),
        ];
        var chains = new List<TestChain>();
        foreach (var (id, role, name, isGreen) in nodes)
        {
            var meter = new TestMeter("m-" + id) { LengthSeconds = QuarterSeconds, NextStartUnixSeconds = Midnight };
            await Running.SendAsync(meter, [.. Records(meter, id)]);
            registry.Put(new Node(ParkId, id, null, role, name, isGreen, meter.Id, 1));
            if (id != "wind") chains.Add(ChainOf(meter, id));
            if (id != "chp") await SendLiveAsync(meter.Id, Power(id, 46));
        }
        await LearnAsync(chains);
        var forged = new TestMeter("m-forged");
        registry.Add(forged.Registration);
        var record = forged.Run();
        record.Bytes[^1] ^= 1;
        await Running.SendAsync(forged, record);
    }

    // The turbine has no certificate, that of the battery ends in the morning of the second day, and the roof's is a demonstration.
    private static TestChain ChainOf(TestMeter meter, string node)
    {
        var chain = CertifiedPark.ChainOf(meter);
        chain.Meter.Certificate = chain.Meter.Certificate with
        {
            ValidUntil = node == "battery" ? new(2023, 11, 15) : TestChain.ValidUntil, IsDemonstration = node == "pv",
        };
        return chain;
    }

    private async Task LearnAsync(List<TestChain> chains)
    {
        var host = Running.Host;
        long last = host.Store.Facts.Append([.. chains.SelectMany(chain => chain.Facts()).Select(recorded => recorded.Fact)], 0);
        host.Keeper.Wake();
        await RunningHost.UntilAsync(() => Task.FromResult(host.Store.Verdicts.Progress() is var progress
            && progress.JudgedThroughFact >= last && progress.BindingsDone == progress.BindingsTotal), "judged");
    }

    private static IEnumerable<SignedRecord> Records(TestMeter meter, string node)
    {
        for (int quarter = 0; quarter < Quarters; quarter += 4)
        {
            // The wind meter is without power from 04:00 to 06:00 of the second day.
            if (node == "wind" && quarter == 96 + 16)
            {
                long from = meter.NextStartUnixSeconds;
                meter.NextStartUnixSeconds += 8 * QuarterSeconds;
                yield return meter.Event(EventCode.Gap, change: gap =>
                {
                    (gap.FromUnixMs, gap.ToUnixMs) = (Reading.Of(from * 1000), Reading.Of(meter.NextStartUnixSeconds * 1000));
                });
                quarter += 4;
                continue;
            }
            int first = quarter;
            yield return meter.Run(4, run =>
            {
                for (int index = 0; index < 4; index++) Measure(run.Intervals[index].Channels[0], Power(node, first + index));
            });
        }
    }

    private static void Measure(ChannelInterval channel, long milliwatts)
    {
        channel.ImportMilliwattHours = Math.Max(0, milliwatts) / 4;
        channel.ExportMilliwattHours = Math.Max(0, -milliwatts) / 4;
        channel.CarbonNanograms = channel.ImportMilliwattHours * 684_900;
    }

    /// <summary>Mean power of a node's meter in a quarter hour, mW, positive = import; the grid closes the balance.</summary>
    private static long Power(string node, int quarter)
    {
        double hour = quarter % 96 / 4.0;
        double pv = hour is > 8 and < 16.5 ? Math.Sin(Math.PI * (hour - 8) / 8.5) * 1000 : 0;
        double wind = 60 + 30 * Math.Sin(quarter * 0.11);
        double load = 410 + 240 / (1 + Math.Exp(-(hour - 7.5) * 3)) - 240 / (1 + Math.Exp(-(hour - 18) * 2));
        double battery = hour is >= 11 and < 14 ? 120 : hour is >= 18 and < 21 ? -110 : 0;
        return node switch
        {
            "pv" => -Milliwatts(pv),
            "wind" => -Milliwatts(wind),
            "chp" => -Milliwatts(90),
            "battery" => Milliwatts(battery),
            "load" => Milliwatts(load),
            _ => Milliwatts(load) + Milliwatts(battery) - Milliwatts(pv) - Milliwatts(wind) - Milliwatts(90),
        };
    }

    // Whole watts times a quarter hour are whole milliwatt-hours, so the balance closes exactly.
    private static long Milliwatts(double kilowatts) => (long)Math.Round(kilowatts * 1000) * 1000;

    private async Task SendLiveAsync(string meterId, long milliwatts)
    {
        var client = await Running.ConnectAsync(meterId);
        _connected.Add(client);
        var json = Encoding.UTF8.GetBytes($$"""{"at":1700000000000,"seq":1,"channels":[{"id":1,"powerMilliwatts":{{milliwatts}}}]}""");
        client.TryPublish(MeterTopic.Of(meterId, MeterTopic.Live), json, MqttQos.AtMostOnce);
        await RunningHost.UntilAsync(() => Task.FromResult(Running.Host.Live.All().Any(live => live.MeterId == meterId && live.Reading is not null)),
            "a live reading of " + meterId);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _connected) await client.DisposeAsync();
        if (_again is not null) await _again.DisposeAsync();
        await Running.DisposeAsync();
    }

    private sealed class Still(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
