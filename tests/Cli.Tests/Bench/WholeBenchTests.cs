using System.Text.Json.Nodes;
using CarbonMeter.Cli.Bench;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Domain.Factors;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Mqtt;
using CarbonMeter.Records;
using CarbonMeter.Web;

namespace CarbonMeter.Tests.Cli.Bench;

/// <summary>Whole meters on a bench inside this process, where a test can stand beside them.</summary>
public sealed class WholeBenchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("whole-bench-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private BenchFile Read(JsonNode file)
    {
        var path = Path.Combine(_folder, "bench.json");
        File.WriteAllText(path, file.ToJsonString());
        return BenchFile.Read(path);
    }

    private Task<CarbonMeterHost> StartHostAsync() =>
        CarbonMeterHost.StartAsync(new HostOptions { DataFolder = _folder, HttpPort = 0, Mqtt = new MqttOptions { Port = 0 } });

    /// <summary>The thousand benches run on a chip without the firmware around it; here both go through the same session.</summary>
    [Fact]
    public async Task A_whole_meter_and_the_chip_alone_come_to_the_same_registers()
    {
        var text = BenchText.Short();
        foreach (var point in text["points"]!.AsArray()) point!["durationSeconds"] = 900;
        var file = Read(text);
        var plan = file.Plan();
        await using var chip = new ChipBench(plan with { Character = plan.Character with { TimingMilliseconds = 0 } }, file.Virtual!);
        using var inMemory = new SessionJournal();
        var alone = await new BenchSession(plan, chip, inMemory).RunAsync(CancellationToken.None);

        await using var host = await StartHostAsync();
        using var authority = PlatformSigner.Create(KeyClass.Development);
        var side = VirtualSide.Start(file, plan, host, _folder, authority.PublicKey, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        await using var bench = new WiredBench(file, host, authority, side, Patience);
        using var journal = new SessionJournal();
        await bench.BeginAsync(CancellationToken.None);
        var whole = await new BenchSession(plan, bench, journal).RunAsync(CancellationToken.None);

        RequireSame(alone.AsFound, whole.AsFound);
        RequireSame(alone.AsLeft!, whole.AsLeft!);
        for (var i = 0; i < 2; i++)
        {
            ChannelParameters a = alone.Adjustment!.Set.Channels[i], b = whole.Adjustment!.Set.Channels[i];
            Assert.Equal(a.Phase, b.Phase);
            // What a milliwatt-hour does to the gain at 10 A and to the offset at 0.25 A, and twice that.
            Assert.Equal(a.ActiveGain, b.ActiveGain, 4_194_304 * 2 / 575_000.0);
            Assert.Equal(a.ActiveOffset, b.ActiveOffset, 2 * 4.0 * 512 * 4_862_401 / (353.55 * 106.17 * 1000));
            Assert.Equal(a.CurrentFullScaleMilliamperes, b.CurrentFullScaleMilliamperes, 0.0);
        }
        Assert.Equal(alone.Adjustment!.Set.VoltageFullScaleMillivolts, whole.Adjustment!.Set.VoltageFullScaleMillivolts);
    }

    // Both round to a milliwatt-hour at either end of a window, elsewhere.
    private static void RequireSame(Series alone, Series whole)
    {
        foreach (var (a, b) in alone.Results.Zip(whole.Results))
        {
            Assert.Equal((a.Point, a.ChannelId), (b.Point, b.ChannelId));
            var milliwattHour = 1_000_000 / a.Figures!.Mean.ReferenceMilliwattHours;
            Assert.Equal((double)a.Figures.ErrorPpm, (double)b.Figures!.ErrorPpm, (double)(4 * milliwattHour) + 1);
        }
    }

    /// <summary>A person sets the source and types what the reference read; the meter only hears the host.</summary>
    [Fact]
    public async Task A_person_at_the_reference_calibrates_a_meter()
    {
        var file = Read(BenchText.Short());
        var plan = file.Plan();
        await using var host = await StartHostAsync();
        using var authority = PlatformSigner.Create(KeyClass.Development);
        await using var meter = MakeMeter(file, plan, host, authority.PublicKey);
        var source = new VirtualSource(meter.Circuit, meter.Inputs, file.Virtual!, plan.Points, 1);
        meter.PowerOn();
        using var person = new Person(plan, source, meter);
        await using var bench = new WiredBench(file, host, authority, new ManualSide(person, person.Hears, new MeterTime(meter)), Patience);
        using var journal = new SessionJournal();
        await bench.BeginAsync(CancellationToken.None);
        var result = await new BenchSession(plan, bench, journal).RunAsync(CancellationToken.None);
        await bench.EndAsync(CancellationToken.None);
        Assert.Empty(result.Faults);
        Assert.All(result.AsFound.Results, one => Assert.True(Math.Abs(one.Figures!.ErrorPpm) > 1000));
        Assert.All(result.AsLeft!.Results, one => Assert.True(Math.Abs(one.Figures!.ErrorPpm) < 400, $"{one}"));
        Assert.Contains("0.25 A through every channel", person.Heard, StringComparison.Ordinal);
        Assert.Contains("power factor 0.5 inductive", person.Heard, StringComparison.Ordinal);
        // Each answer was given in two ways, and one was not understood at first.
        Assert.Contains("not a number above 0", person.Heard, StringComparison.Ordinal);
    }

    private static VirtualMeter MakeMeter(BenchFile file, BenchPlan plan, CarbonMeterHost host, byte[] authorityPublicKey)
    {
        var signer = PlatformSigner.Create(KeyClass.Development);
        host.Store.Registry.Add(new CarbonMeter.Domain.Parks.Meter(file.Meter.Id, signer.PublicKey, "bench", 60));
        var endPoint = host.MqttEndPoint;
        return new VirtualMeter(new VirtualMeterOptions
        {
            Settings = new MeterSettings { MeterId = file.Meter.Id, AcknowledgeTimeoutMs = 0, LivePeriodMs = 0 },
            Parameters = plan.Found,
            Factors = GridFactors.Find("CN-IM-2022")!,
            Signer = signer,
            AuthorityPublicKey = authorityPublicKey,
            MakeLink = () => new TcpLink(new TcpLinkOptions { MeterId = file.Meter.Id, Host = endPoint.Address.ToString(), Port = endPoint.Port }),
            StartUnixMs = 1_800_000_000_000,
        });
    }

    /// <summary>Time that goes on only where somebody waits for it, and takes the meter along.</summary>
    private sealed class MeterTime(VirtualMeter meter) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(meter.Clock.NowMs);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            // A moment of real time as well, for what is on its way between meter and host.
            return System.CreateTimer(_ =>
            {
                meter.AdvanceTo(meter.Clock.NowMs + (long)dueTime.TotalMilliseconds);
                callback(state);
            }, null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Does what is asked for on the screen, and types.</summary>
    private sealed class Person : TextReader
    {
        private readonly BenchPlan _plan;
        private readonly VirtualSource _source;
        private readonly VirtualMeter _meter;
        private readonly StringWriter _hears = new();
        private int _answers;

        public Person(BenchPlan plan, VirtualSource source, VirtualMeter meter) => (_plan, _source, _meter) = (plan, source, meter);

        public TextWriter Hears => _hears;

        public string Heard => _hears.ToString();

        public override string? ReadLine()
        {
            var lines = Heard.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (lines[^1].StartsWith("Press Enter", StringComparison.Ordinal))
            {
                var name = lines[^2].Split('"')[1];
                _source.Set(_plan.Points.Single(point => point.Name == name), _meter.Clock.NowMs);
                return "";
            }
            if (!lines[^1].Contains("mean power", StringComparison.Ordinal)) return "";
            var milliwattHours = _source.TrueMilliwattHours(60);
            return (_answers++ % 3) switch
            {
                0 => "what?",
                1 => FormattableString.Invariant($"{milliwattHours / 1000} Wh"),
                _ => FormattableString.Invariant($"{milliwattHours * 60 / 1_000_000} kW"),
            };
        }

        protected override void Dispose(bool disposing)
        {
            _hears.Dispose();
            base.Dispose(disposing);
        }
    }
}
