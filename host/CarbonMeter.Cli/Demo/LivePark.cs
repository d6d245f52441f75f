using System;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Crypto;
using CarbonMeter.Records;
using CarbonMeter.Web;
using Spectre.Console;

namespace CarbonMeter.Cli.Demo;

/// <summary>The built-in park in real time, after its replay.</summary>
public sealed class LivePark(VirtualPark park, BuiltInPark source, CarbonMeterHost host, ISigner authority)
{
    private const int TickMs = 200;
    private const int LivePeriodMs = 2000;
    private const long CommandLifeSeconds = 3600;

    private long _rowEndMs;

    /// <summary>Runs until stopped: every meter lives at the wall clock's time and sends a record a minute.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var settings in park.Settings)
        {
            settings.LivePeriodMs = LivePeriodMs;
            settings.CheckpointPeriodMs = 10_000;
        }
        AdvanceToNow();
        await SendSettings();
        Terminal.Error.WriteLine("The meters now live in real time and sign a record a minute. Ctrl-C ends the demo.");
        try
        {
            while (true)
            {
                AdvanceToNow();
                await Task.Delay(TickMs, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Terminal.Error.WriteLine("Stopping: the meters sign and deliver what they have.");
        }
    }

    private void AdvanceToNow()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        while (_rowEndMs <= now)
        {
            var startMs = Math.Max(_rowEndMs, park.Meters[0].Clock.NowMs);
            var row = source.RowAt(startMs / 1000 / BuiltInPark.RowSeconds * BuiltInPark.RowSeconds);
            _rowEndMs = (row.StartUnixSeconds + BuiltInPark.RowSeconds) * 1000;
            for (var i = 0; i < park.Meters.Count; i++)
            {
                park.Meters[i].AdvanceTo(startMs);
                park.Meters[i].Circuit.SetPower(0, row.Milliwatts[i], startMs);
            }
            if (_rowEndMs > now) break;
            foreach (var meter in park.Meters) meter.AdvanceTo(_rowEndMs);
        }
        foreach (var meter in park.Meters)
        {
            meter.AdvanceTo(Math.Max(now, meter.Clock.NowMs));
            meter.Step();
        }
    }

    // A signed command, like any a host sends: from the next boundary on a record holds one interval.
    private async Task SendSettings()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        foreach (var meter in park.Map.Meters)
        {
            var payload = CommandCodec.EncodePayload(new Command
            {
                MeterId = meter.Id,
                Counter = now,
                IssuedAtUnixSeconds = now,
                ExpiresAtUnixSeconds = now + CommandLifeSeconds,
                Code = CommandCode.SetIntervals,
                LengthSeconds = park.Map.IntervalSeconds,
                IntervalsPerRecord = 1,
            });
            await host.Ingress.SendCommandAsync(meter.Id, CoseSign1.Encode(payload, authority));
        }
    }
}
