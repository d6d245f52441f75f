namespace CarbonMeter.Firmware.Drivers;

// What a wiring check needs beyond a sample.
public sealed partial class Ade7880
{
    private const int MillidegreesPerTurn = 360_000;
    private const int RootSquaredBits = 62;
    private const int ReactiveSignAt = 4;

    /// <summary>
    /// Reactive power from apparent and active power, with the sign the chip gives the fundamental's, good to half a degree; and the
    /// angle counters, where each current is multiplied with its own phase's voltage: which voltage they look at elsewhere is not
    /// known. The angles among the voltages are those that TryReadVoltages read last.
    /// </summary>
    public bool TryProbe(WiringProbe probe)
    {
        Require.NotNull(probe, nameof(probe));
        Require.That(_state == FrontEndState.Ready, "the front end is probed before it is ready");
        int channelCount = _parameters.Channels.Length;
        Require.InRange(probe.LagMillidegrees.Length, channelCount, Records.MeterRecord.ChannelsMax, "channels of the probe");
        bool isStraight = true;
        for (int i = 0; i < channelCount; i++) isStraight &= _voltagePhase[i] == _parameters.Channels[i].ChannelId - 1;
        probe.HasReactivePower = true;
        probe.HasLag = isStraight;
        TellVoltages(probe);
        if (!_bus.TryReadConfirmed(Ade7880Register.Signs, out int signs)) return false;
        for (int i = 0; i < channelCount; i++)
        {
            if (!TryProbeReactive(probe, i, signs)) return false;
            if (isStraight && !TryProbeLag(probe, i)) return false;
        }
        return true;
    }

    private bool TryProbeReactive(WiringProbe probe, int index, int signs)
    {
        var channel = _parameters.Channels[index];
        int phase = channel.ChannelId - 1;
        if (!_bus.TryReadConfirmed(Ade7880Register.CurrentRmsA + 2 * phase, out int current)) return false;
        if (!_bus.TryReadConfirmed(Ade7880Register.VoltageRmsA + 2 * _voltagePhase[index], out int voltage)) return false;
        if (!_bus.TryReadConfirmed(Ade7880Register.ActivePowerA + phase, out int power)) return false;
        long active = Ade7880Conversion.ActivePowerMilliwatts(power << 8 >> 8, _fullScaleMilliwatts[index]);
        long apparent = (long)Ade7880Conversion.VoltageMillivolts(voltage & RmsMask, _voltageFullScale[index])
            * Ade7880Conversion.CurrentMilliamperes(current & RmsMask, channel) / 1000;
        long reactive = OtherSide(apparent, active < 0 ? -active : active);
        bool isNegative = (signs >> ReactiveSignAt + phase & 1) != 0;
        probe.ReactivePowerMillivars[index] = isNegative ? -_direction[index] * reactive : _direction[index] * reactive;
        return true;
    }

    private bool TryProbeLag(WiringProbe probe, int index)
    {
        int phase = _parameters.Channels[index].ChannelId - 1;
        if (!_bus.TryReadConfirmed(Ade7880Register.AngleA + phase, out int angle)) return false;
        if (!_bus.TryReadConfirmed(Ade7880Register.PeriodA + phase, out int period)) return false;
        if (!Ade7880Conversion.IsPeriod(period))
        {
            probe.HasLag = false;
            return true;
        }
        Require.InRange(period, 1, 0xFFFF, nameof(period));
        int lag = (int)((long)angle * MillidegreesPerTurn / period);
        if (_direction[index] < 0) lag += MillidegreesPerTurn / 2;
        probe.LagMillidegrees[index] = lag % MillidegreesPerTurn;
        return true;
    }

    // The root of the difference of two squares, bit by bit from above; 0 where rounding made the side longer than the longest.
    private static long OtherSide(long longest, long side)
    {
        if (side >= longest) return 0;
        int shift = 0;
        while (longest >> shift > int.MaxValue) shift++;
        longest >>= shift;
        side >>= shift;
        long square = longest * longest - side * side, root = 0;
        for (long bit = 1L << RootSquaredBits / 2 - 1; bit > 0; bit >>= 1)
            if ((root + bit) * (root + bit) <= square) root += bit;
        return root << shift;
    }
}
