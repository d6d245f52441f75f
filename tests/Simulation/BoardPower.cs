using CarbonMeter.Firmware.Metering;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Simulation.Tests;

/// <summary>
/// Takes a whole board's power, chip included, and works out what can then be measured by nobody: what the chip counted after
/// the last reading that the storage confirmed, and what it counted before its first reading afterwards.
/// </summary>
internal sealed class BoardPower(VirtualMeter meter, ParameterSet parameters)
{
    // By then the first reading is durable as well.
    private const int SettledMs = 8_000;
    private const int CounterMask = (1 << 24) - 1;

    private readonly long[] _baseTotal = new long[parameters.Channels.Length], _durableTotal = new long[parameters.Channels.Length];
    private readonly int[] _baseCounter = new int[parameters.Channels.Length];
    private long _measuringSinceMs = meter.Clock.NowMs;
    private long _lostAtMs, _countersLoadedAtMs;
    private bool _isStarting;

    /// <summary>Counts of each channel that no meter could have seen; negative = exported.</summary>
    public long[] UnmeasuredCounts { get; } = new long[parameters.Channels.Length];

    /// <summary>When power went and came back, unix ms.</summary>
    public List<(long FromUnixMs, long ToUnixMs)> Outages { get; } = [];

    /// <summary>Whether the counters in the journal are surely of this life of the chip.</summary>
    public bool IsMeasuring => !_isStarting && meter.Clock.NowMs - _measuringSinceMs > SettledMs;

    /// <summary>Takes the power now.</summary>
    public void Lose()
    {
        _lostAtMs = meter.Clock.NowMs;
        for (int channel = 0; channel < _baseTotal.Length; channel++) _durableTotal[channel] = Total(channel);
        meter.PowerOff();
    }

    /// <summary>Gives it back. What the journal then holds says up to where the chip had been read.</summary>
    public void Return()
    {
        meter.PowerOn();
        meter.Step();
        var state = meter.Meter!.State;
        for (int channel = 0; channel < _baseTotal.Length; channel++)
        {
            int counterAtLoss = (int)(_baseCounter[channel] + _durableTotal[channel] - _baseTotal[channel]) & CounterMask;
            _durableTotal[channel] -= Counters.Difference(state.Counters.ActiveCounter[channel], counterAtLoss, 24);
        }
        _countersLoadedAtMs = state.CountersAtUnixMs;
        _isStarting = true;
        Outages.Add((_lostAtMs, meter.Clock.NowMs));
    }

    /// <summary>Lets time go on; in small steps until the first reading, to know what the chip had counted by then.</summary>
    public void AdvanceTo(long unixMs)
    {
        while (_isStarting && meter.Clock.NowMs < unixMs)
        {
            meter.AdvanceTo(meter.Clock.NowMs + 1);
            if (meter.Meter is { } running && running.State.CountersAtUnixMs != _countersLoadedAtMs) FirstReading(running.State.Counters);
        }
        meter.AdvanceTo(unixMs);
    }

    private void FirstReading(Accumulator counters)
    {
        _isStarting = false;
        _measuringSinceMs = meter.Clock.NowMs;
        for (int channel = 0; channel < _baseTotal.Length; channel++)
        {
            _baseTotal[channel] = Total(channel);
            _baseCounter[channel] = counters.ActiveCounter[channel];
            UnmeasuredCounts[channel] += _baseTotal[channel] - _durableTotal[channel];
        }
    }

    private long Total(int channel)
    {
        int chipChannel = parameters.Channels[channel].ChannelId - 1;
        return meter.Chip.ImportCounts(chipChannel) - meter.Chip.ExportCounts(chipChannel);
    }
}
