using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Web;

namespace CarbonMeter.Cli.Bench;

/// <summary>
/// A bench with a whole meter on it, reached as any host reaches one: signed records in, signed commands out. Beside it stands a
/// source with a reference, virtual or read by a person.
/// </summary>
public sealed class WiredBench : IBench, IGasBench
{
    private const int WindowLeadMs = 1500, AnnounceMs = 500;

    private readonly IBenchSide _side;
    private readonly MeterLine _line;
    private readonly BenchFile _file;
    private byte[] _inForce = [];

    /// <summary>A bench. The meter has patience's time to answer anything.</summary>
    public WiredBench(BenchFile file, CarbonMeterHost host, ISigner authority, IBenchSide side, TimeSpan patience)
    {
        (_file, _side) = (file, side);
        _line = new MeterLine(host, file.Meter.Id, authority, side, patience);
    }

    /// <summary>Waits for the meter and sets it to the intervals of a session.</summary>
    public Task BeginAsync(CancellationToken stop) => _line.SetIntervalsAsync(_file.IntervalSeconds, 1, stop);

    /// <summary>Sets it to the intervals it shall have afterwards.</summary>
    public Task EndAsync(CancellationToken stop) => _line.SetIntervalsAsync(_file.Leave.IntervalSeconds, _file.Leave.IntervalsPerRecord, stop);

    /// <inheritdoc/>
    public async Task<MeterIdentity> IdentifyAsync(CancellationToken stop)
    {
        var identity = await _line.IdentifyAsync(stop);
        _inForce = identity.ParameterSetHash;
        return identity;
    }

    /// <inheritdoc/>
    public async Task SetPointAsync(TestPoint point, CancellationToken stop)
    {
        await _side.SetAsync(point, stop);
        await _side.WaitUntilAsync(_side.NowUnixMs + _file.SettleSeconds * 1000L, stop);
    }

    /// <inheritdoc/>
    public async Task<BenchReading> ReadMeterAsync(TestPoint point, CancellationToken stop)
    {
        var (from, to) = await PassWindowAsync(point.DurationSeconds, stop);
        var reference = await _side.ReadReferenceAsync(point, from, to, stop);
        var intervals = await _line.IntervalsAsync(from, to, _file.IntervalSeconds, _inForce, stop);
        var ids = intervals[0].ChannelIds;
        return new BenchReading(from, to, reference, [.. ids.Select((id, i) => new ChannelReading(id,
            intervals.Sum(one => one.Interval.Channels[i].ImportMilliwattHours - one.Interval.Channels[i].ExportMilliwattHours),
            intervals.Average(one => (decimal)one.Interval.Channels[i].VoltageMillivolts.Value),
            intervals.Average(one => (decimal)one.Interval.Channels[i].CurrentMilliamperes.Value)))]);
    }

    /// <inheritdoc/>
    public Task WriteParametersAsync(byte[] set, CancellationToken stop) => _line.SetParametersAsync(set, stop);

    /// <inheritdoc/>
    public async Task SetBottleAsync(GasBottle bottle, CancellationToken stop)
    {
        await _side.OpenBottleAsync(bottle, stop);
        await _side.WaitUntilAsync(_side.NowUnixMs + _file.SettleSeconds * 1000L, stop);
    }

    /// <inheritdoc/>
    public async Task<GasReading> ReadGasAsync(int durationSeconds, CancellationToken stop)
    {
        var (from, to) = await PassWindowAsync(durationSeconds, stop);
        var intervals = await _line.IntervalsAsync(from, to, _file.IntervalSeconds, _inForce, stop);
        if (intervals.Any(one => one.Interval.Gas?.CarbonDioxidePpm.IsPresent is not true)) throw new BenchException("the meter's records carry no CO2 figure: it has no gas channel, or the sensor does not answer.");
        return new GasReading(from, to, intervals.Average(one => (decimal)one.Interval.Gas!.CarbonDioxidePpm.Value));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _side.DisposeAsync();

    private async Task<(long From, long To)> PassWindowAsync(int durationSeconds, CancellationToken stop)
    {
        long length = _file.IntervalSeconds;
        var from = (_side.NowUnixMs + WindowLeadMs + length * 1000 - 1) / (length * 1000) * length;
        var to = from + durationSeconds;
        await _side.WaitUntilAsync(from * 1000 - AnnounceMs, stop);
        _side.Announce(from, to);
        await _side.WaitUntilAsync(to * 1000 + AnnounceMs, stop);
        return (from, to);
    }
}
