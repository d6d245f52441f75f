using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Cli.Bench;

/// <summary>
/// The physics of a virtual bench: a circuit that is set to test points, the errors and the noise of the front end on it, and a
/// reference that is as wrong as its uncertainty allows. Noise, a gain and an offset, is drawn anew for each reading and stands
/// still during it; drift, a gain, is drawn each time a point is set.
/// </summary>
public sealed class VirtualSource
{
    private const decimal MilliwattSecondsPerMilliwattHour = 3600;

    private readonly Circuit _circuit;
    private readonly AnalogInputs _inputs;
    private readonly VirtualErrors _errors;
    private readonly Random _noise;
    private readonly Dictionary<string, double> _referenceErrors;
    private double _driftPpm;

    /// <summary>A source on a circuit. The noise's seed differs from session to session that goes on, the errors do not.</summary>
    public VirtualSource(Circuit circuit, AnalogInputs inputs, VirtualErrors errors, IReadOnlyList<TestPoint> points, int noiseSeed)
    {
        (_circuit, _inputs, _errors) = (circuit, inputs, errors);
        _noise = new Random(noiseSeed);
        var drawn = new Random(errors.Seed);
        var shared = Normal(drawn) * Math.Sqrt(errors.ReferenceErrorShared);
        _referenceErrors = points.ToDictionary(point => point.Name, point =>
            (shared + Normal(drawn) * Math.Sqrt(1 - errors.ReferenceErrorShared)) * (errors.ReferenceErrorPpm ?? point.ReferenceStandardUncertaintyPpm), StringComparer.Ordinal);
        inputs.VoltageGainErrorPpm = errors.VoltageGainErrorPpm;
        for (var i = 0; i < Circuit.ChannelCount; i++)
        {
            inputs.CurrentLagErrorDegrees[i] = ErrorsOf(i).CurrentLagErrorDegrees;
            inputs.CurrentNoiseMilliamperes[i] = ErrorsOf(i).CurrentNoiseMilliamperes;
        }
    }

    /// <summary>The point that is set.</summary>
    public TestPoint? Point { get; private set; }

    /// <summary>Sets another point from a moment on, unix ms: from now on everything has drifted a little differently.</summary>
    public void Set(TestPoint point, long atMs)
    {
        Point = point;
        _driftPpm = (2 * _noise.NextDouble() - 1) * _errors.DriftPpm;
        Draw(atMs);
    }

    /// <summary>Draws the noise of the next reading, from a moment on.</summary>
    public void Draw(long atMs) => Apply(_driftPpm, 1, atMs);

    /// <summary>Sets a point without noise and drift: what the meter does in the long run.</summary>
    public void SetQuiet(TestPoint point, long atMs)
    {
        Point = point;
        Apply(0, 0, atMs);
    }

    /// <summary>Energy that flows through each channel in a time, mWh.</summary>
    public decimal TrueMilliwattHours(decimal seconds)
    {
        var lag = _circuit.Last.A.LagDegrees * Math.PI / 180;
        var milliwatts = (decimal)(_circuit.Last.VoltageMillivolts / 1000.0 * _circuit.Last.A.CurrentMilliamperes * Math.Cos(lag));
        return milliwatts * seconds / MilliwattSecondsPerMilliwattHour;
    }

    /// <summary>What the reference reads of the point that is set.</summary>
    public ReferenceReading Reference(decimal seconds) => new(
        TrueMilliwattHours(seconds) * (1 + (decimal)_referenceErrors[Point!.Name] / 1_000_000),
        _circuit.Last.VoltageMillivolts, (decimal)_circuit.Last.A.CurrentMilliamperes);

    private void Apply(double driftPpm, double noise, long atMs)
    {
        for (var i = 0; i < Circuit.ChannelCount; i++)
        {
            var channel = ErrorsOf(i);
            _inputs.CurrentGainErrorPpm[i] = channel.CurrentGainErrorPpm + driftPpm + noise * Normal(_noise) * _errors.ReadingNoisePpm;
            _inputs.LeakedMilliwatts[i] = channel.ActiveOffsetMilliwatts + noise * Normal(_noise) * _errors.OffsetNoiseMilliwatts;
        }
        var lag = Math.Acos(Point!.PowerFactorPpm / 1e6) * 180 / Math.PI * (Point.IsCapacitive ? -1 : 1) + _errors.SourceAngleErrorDegrees;
        _circuit.SetVoltage((int)Point.VoltageMillivolts, atMs);
        _circuit.SetFrequency(Point.FrequencyMillihertz, atMs);
        for (var i = 0; i < Circuit.ChannelCount; i++) _circuit.SetCurrent(i, Point.CurrentMilliamperes, lag, atMs);
    }

    private VirtualChannelErrors ErrorsOf(int index) => index < _errors.Channels.Count ? _errors.Channels[index] : new VirtualChannelErrors();

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
