namespace CarbonMeter.Firmware.Drivers;

// The angles among the voltages, for the wiring check of a meter that is not sealed yet. COMPMODE ANGLESEL takes the counters away
// from the currents, and the checksum covers it: nobody samples in between.
public sealed partial class Ade7880
{
    private const int AngleSelection = 3 << 9, AngleOfVoltages = 1 << 9;
    private const int PhaseA = 0, PhaseC = 2;
    // With that selection the three counters are, in order, from A to C, from B to C and from A to B.
    private const int FromAToC = 0, FromAToB = 2;

    private readonly int[] _voltageLag = new int[WiringProbe.FurtherVoltagesMax];
    private bool _knowsVoltageLag;

    /// <inheritdoc/>
    public bool TryTurnToVoltages(bool toVoltages)
    {
        Require.That(_state == FrontEndState.Ready, "the front end is turned before it is ready");
        if (!_bus.TryReadConfirmed(Ade7880Register.ComputationMode, out int mode)) return false;
        mode = mode & ~AngleSelection | (toVoltages ? AngleOfVoltages : 0);
        return _bus.TryWriteConfirmed(Ade7880Register.ComputationMode, mode & 0xFFFF);
    }

    /// <inheritdoc/>
    public bool TryReadVoltages()
    {
        _knowsVoltageLag = TryReadVoltage(FromAToB, PhaseA, out _voltageLag[0]) && TryReadVoltage(FromAToC, PhaseC, out _voltageLag[1]);
        return _knowsVoltageLag;
    }

    private bool TryReadVoltage(int counter, int phase, out int lag)
    {
        lag = 0;
        if (!_bus.TryReadConfirmed(Ade7880Register.AngleA + counter, out int angle)) return false;
        if (!_bus.TryReadConfirmed(Ade7880Register.PeriodA + phase, out int period) || !Ade7880Conversion.IsPeriod(period)) return false;
        Require.InRange(period, 1, 0xFFFF, nameof(period));
        lag = (int)((long)angle * MillidegreesPerTurn / period) % MillidegreesPerTurn;
        return true;
    }

    private void TellVoltages(WiringProbe probe)
    {
        probe.HasVoltageLag = _knowsVoltageLag;
        for (int i = 0; i < WiringProbe.FurtherVoltagesMax; i++) probe.VoltageLagMillidegrees[i] = _voltageLag[i];
    }
}
