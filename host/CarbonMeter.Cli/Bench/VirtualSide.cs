using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Domain.Factors;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Web;

namespace CarbonMeter.Cli.Bench;

/// <summary>
/// A virtual meter with its source and reference, in a time that passes as fast as meter and host can work. The meter's key and
/// its storage are files, so that it is the same meter when a session goes on.
/// </summary>
public sealed class VirtualSide : IBenchSide
{
    private const string FactorSetId = "CN-IM-2022";
    private const int SliceMs = 60_000, IdleMs = 250, BetweenProcessesMs = 60_000;

    // A quarter of what the journal holds: time waits before the meter would have to drop unacknowledged records.
    private const long PendingMax = 50;

    private readonly VirtualMeter _meter;
    private readonly VirtualSource _source;

    private VirtualSide(VirtualMeter meter, VirtualSource source) => (_meter, _source) = (meter, source);

    /// <inheritdoc/>
    public long NowUnixMs => _meter.Clock.NowMs;

    /// <summary>
    /// Makes the meter, or the one made before, registers it with the host and gives it power. Its time is such that the session
    /// has passed when it is over: nothing it signs is dated in the future.
    /// </summary>
    public static VirtualSide Start(BenchFile file, BenchPlan plan, CarbonMeterHost host, string folder, byte[] authorityPublicKey, long nowUnixMs)
    {
        var errors = file.Virtual ?? new VirtualErrors();
        var signer = KeyFile.OpenOrMake(Path.Combine(folder, "meter.key.pem"));
        var id = file.Meter.Id;
        host.Store.Registry.Add(new Domain.Parks.Meter(id, signer.PublicKey, "virtual bench", file.IntervalSeconds));
        var lastMs = host.Store.Queries.Standings().FirstOrDefault(standing => standing.MeterId == id) is { LastSequence: > 0 } standing
            ? LastMadeAtMs(host, id, standing.LastSequence) + BetweenProcessesMs : 0;
        var startMs = Math.Max(lastMs, (nowUnixMs - WholeSessionMs(file, plan)) / 60_000 * 60_000);
        var endPoint = host.MqttEndPoint;
        var meter = new VirtualMeter(new VirtualMeterOptions
        {
            Settings = new MeterSettings
            {
                MeterId = id,
                FirmwareId = "carbonmeter-0.1.0+virtual",
                EarliestCredibleUnixMs = startMs - 366L * 86_400_000,
                Window = MeterSettings.WindowMax,
                // Virtual minutes pass in real milliseconds: whether an answer is late cannot be told by the meter's clock.
                AcknowledgeTimeoutMs = 0,
                LivePeriodMs = 0,
                CheckpointPeriodMs = file.IntervalSeconds * 1000,
            },
            Parameters = plan.Found,
            Factors = GridFactors.Find(FactorSetId)!,
            Signer = signer,
            AuthorityPublicKey = authorityPublicKey,
            MakeLink = () => new TcpLink(new TcpLinkOptions { MeterId = id, Host = endPoint.Address.ToString(), Port = endPoint.Port }),
            StartUnixMs = startMs,
            StoragePath = Path.Combine(folder, "storage.bin"),
            Seed = errors.Seed,
        });
        // Another stream of noise every time a session goes on.
        var source = new VirtualSource(meter.Circuit, meter.Inputs, errors, plan.Points, unchecked(errors.Seed * 31 + (int)(startMs / 1000)));
        meter.PowerOn();
        return new VirtualSide(meter, source);
    }

    /// <inheritdoc/>
    public async Task WaitUntilAsync(long unixMs, CancellationToken stop)
    {
        while (NowUnixMs < unixMs)
        {
            _meter.AdvanceTo(Math.Min(unixMs, NowUnixMs + SliceMs));
            while (_meter.Meter is { Pending: > PendingMax })
            {
                await Task.Delay(1, stop);
                _meter.Step();
            }
        }
    }

    /// <inheritdoc/>
    public async Task IdleAsync(CancellationToken stop)
    {
        await Task.Delay(2, stop);
        _meter.AdvanceTo(NowUnixMs + IdleMs);
    }

    /// <inheritdoc/>
    public Task SetAsync(TestPoint point, CancellationToken stop)
    {
        _source.Set(point, NowUnixMs);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Announce(long fromUnixSeconds, long toUnixSeconds) => _source.Draw(NowUnixMs);

    /// <inheritdoc/>
    public Task<ReferenceReading> ReadReferenceAsync(TestPoint point, long fromUnixSeconds, long toUnixSeconds, CancellationToken stop) =>
        Task.FromResult(_source.Reference(toUnixSeconds - fromUnixSeconds));

    /// <inheritdoc/>
    public Task OpenBottleAsync(GasBottle bottle, CancellationToken stop) =>
        throw new BenchException("the virtual meter has no gas channel.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _meter.DisposeAsync();

    private static long LastMadeAtMs(CarbonMeterHost host, string meterId, long sequence)
    {
        CoseSign1.TryParse(host.Store.Ledger.Find(meterId, sequence)!.Bytes, out var message, out _);
        return RecordCodec.DecodePayload(message!.Payload, out _)!.MadeAtUnixMs;
    }

    // As found and every round as left, each window with the interval before it and the settling, and half of it again for waiting.
    private static long WholeSessionMs(BenchFile file, BenchPlan plan)
    {
        var between = plan.Points.Sum(point => point.Repetitions * 2L * file.IntervalSeconds + file.SettleSeconds);
        return (plan.SeriesSeconds + between) * (1 + BenchSession.RoundsMax) * 1500 + 3_600_000;
    }
}
