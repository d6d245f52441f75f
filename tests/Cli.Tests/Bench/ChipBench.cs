using CarbonMeter.Cli.Bench;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Metering;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Tests.Cli.Bench;

/// <summary>
/// A bench around the register-level chip alone. Real: the chip model, the driver that configures and reads it, the Core's
/// accumulator with its carry below a milliwatt-hour. Left out, so that a thousand benches take seconds: intervals, signatures,
/// journal, MQTT, ledger, and all samples that are not at the ends of a window or needed before a counter wraps. Windows begin
/// and end up to the stated timing beside where they should, evenly.
/// </summary>
internal sealed class ChipBench : IBench
{
    private const long StartUnixMs = 1_800_000_000_000, QuietSeconds = 100_000;
    private const int CountsBetweenSamplesMax = 1 << 22;

    private readonly VirtualClock _clock = new(StartUnixMs);
    private readonly Circuit _circuit = new(StartUnixMs);
    private readonly Ade7953Chip _chip;
    private readonly Ade7953 _driver;
    private readonly VirtualSource _source;
    private readonly Accumulator _accumulator;
    private readonly FrontEndSample _sample;
    private readonly Random _timing;
    private readonly double _timingMs;
    private ParameterSet _set;

    public ChipBench(BenchPlan plan, VirtualErrors errors)
    {
        _set = plan.Found;
        var inputs = AnalogInputs.Matching(plan.Found);
        _chip = new Ade7953Chip(_clock, _circuit, inputs);
        _driver = new Ade7953(_chip);
        _source = new VirtualSource(_circuit, inputs, errors, plan.Points, errors.Seed + 1);
        _accumulator = new Accumulator(plan.Found.Channels.Length);
        _sample = new FrontEndSample(plan.Found.Channels.Length);
        _timing = new Random(errors.Seed + 2);
        _timingMs = plan.Character.TimingMilliseconds;
        Configure();
    }

    public Task<MeterIdentity> IdentifyAsync(CancellationToken stop) => Task.FromResult(
        new MeterIdentity(ParameterSetCodec.Hash(ParameterSetCodec.Encode(_set)), "chip", new byte[32], _clock.NowMs));

    public Task SetPointAsync(TestPoint point, CancellationToken stop)
    {
        _clock.Advance(1000);
        _source.Set(point, _clock.NowMs);
        _clock.Advance(1000);
        Absorb(new OpenInterval(_set.Channels.Length, false));
        return Task.CompletedTask;
    }

    public Task<BenchReading> ReadMeterAsync(TestPoint point, CancellationToken stop)
    {
        _source.Draw(_clock.NowMs);
        var window = new OpenInterval(_set.Channels.Length, false);
        var lengthMs = point.DurationSeconds * 1000L + Beside() - Beside();
        var scale = new ChannelScale(_set, 0, FrontEndScale.Ade7953);
        var countsPerMs = Math.Max(point.PowerMilliwatts / 3_600_000m / scale.MilliwattHoursPerCount, 1e-6m);
        var stepMs = (long)Math.Min(CountsBetweenSamplesMax / countsPerMs, lengthMs);
        for (var at = 0L; at < lengthMs;)
        {
            var step = Math.Min(stepMs, lengthMs - at);
            _clock.Advance(step);
            Absorb(window);
            at += step;
        }
        var from = _clock.NowMs / 1000;
        return Task.FromResult(new BenchReading(from, from + point.DurationSeconds, _source.Reference(point.DurationSeconds),
            [.. _set.Channels.Select((channel, i) => new ChannelReading(channel.ChannelId,
                window.ImportMilliwattHours[i] - window.ExportMilliwattHours[i], _sample.VoltageMillivolts[i], _sample.CurrentMilliamperes[i]))]));
    }

    public Task WriteParametersAsync(byte[] set, CancellationToken stop)
    {
        _set = ParameterSetCodec.Decode(set, out _)!;
        Configure();
        return Task.CompletedTask;
    }

    /// <summary>The meter's true error at a point as it is now, ppm: a day without noise, drift and rounding to milliwatt-hours.</summary>
    public double TrueErrorPpm(TestPoint point, int channelIndex)
    {
        _clock.Advance(1000);
        _source.SetQuiet(point, _clock.NowMs);
        var before = _chip.ImportCounts(channelIndex);
        _clock.Advance(QuietSeconds * 1000);
        var counts = _chip.ImportCounts(channelIndex) - before;
        var milliwattHours = counts * (decimal)_driver.PicowattHoursPerCount(channelIndex) / 1_000_000_000;
        return (double)((milliwattHours / _source.TrueMilliwattHours(QuietSeconds) - 1) * 1_000_000);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private long Beside() => (long)Math.Round((2 * _timing.NextDouble() - 1) * _timingMs);

    private void Configure()
    {
        _driver.Begin(_set, FrontEndLimits.NoChecksum, true, _clock.UptimeMs);
        while (_driver.Step(_clock.UptimeMs) == FrontEndState.Starting) _clock.Advance(Math.Max(1, _driver.StepDueMs - _clock.UptimeMs));
        Assert.Equal(SampleOutcome.Good, _driver.Sample(_sample));
        _accumulator.TakeBaseline(_sample);
    }

    private void Absorb(OpenInterval into)
    {
        Assert.Equal(SampleOutcome.Good, _driver.Sample(_sample));
        _accumulator.Absorb(_sample, _driver, into);
    }
}
