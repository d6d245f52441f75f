using System;
using CarbonMeter.Records;

namespace CarbonMeter.Domain.Ledger;

/// <summary>The loads at which a channel carried energy: what its uncertainty is looked up by.</summary>
/// <param name="CurrentMilliamperesMin">Least rms current of an interval that carries energy, mA.</param>
/// <param name="CurrentMilliamperesMax">Greatest of these, mA.</param>
/// <param name="PowerFactorPpmMin">Least power factor of these, without sign, 0 to 1 000 000 ppm; null where one of them does
/// not tell it.</param>
public sealed record LoadRange(long CurrentMilliamperesMin, long CurrentMilliamperesMax, int? PowerFactorPpmMin);

/// <summary>
/// A load range in the making. What one interval that carries energy does not tell is unknown for all of them: a range that
/// left it out would claim too much.
/// </summary>
public struct LoadSum
{
    private long _currentMin;
    private long _currentMax;
    private int _powerFactorMin;
    private bool _currentIsUnknown;
    private bool _powerFactorIsUnknown;

    /// <summary>Intervals that carry active energy.</summary>
    public int Intervals { get; private set; }

    /// <summary>Least current, mA; null where none carries energy or it is unknown.</summary>
    public readonly long? CurrentMilliamperesMin => Intervals == 0 || _currentIsUnknown ? null : _currentMin;

    /// <summary>Greatest current, mA; null where none carries energy or it is unknown.</summary>
    public readonly long? CurrentMilliamperesMax => Intervals == 0 || _currentIsUnknown ? null : _currentMax;

    /// <summary>Least power factor without sign, ppm; null where none carries energy or it is unknown.</summary>
    public readonly int? PowerFactorPpmMin => Intervals == 0 || _powerFactorIsUnknown ? null : _powerFactorMin;

    /// <summary>The range; null where none carries energy or the current is unknown.</summary>
    public readonly LoadRange? Range => CurrentMilliamperesMin is { } min ? new LoadRange(min, _currentMax, PowerFactorPpmMin) : null;

    /// <summary>Whether a channel carried active energy in an interval.</summary>
    public static bool CarriesEnergy(ChannelInterval channel) =>
        channel.ImportMilliwattHours != 0 || channel.ExportMilliwattHours != 0;

    /// <summary>Adds an interval of the channel.</summary>
    public void Add(ChannelInterval channel)
    {
        if (!CarriesEnergy(channel)) return;
        var (current, powerFactor) = (channel.CurrentMilliamperes, channel.PowerFactorPpm);
        AddCurrent(current.IsPresent, current.IsPresent ? current.Value : 0, current.IsPresent ? current.Value : 0);
        AddPowerFactor(powerFactor.IsPresent, powerFactor.IsPresent ? (int)Math.Abs(powerFactor.Value) : 0);
        Intervals++;
    }

    /// <summary>Adds what was added up elsewhere.</summary>
    public void Add(in LoadSum other)
    {
        if (other.Intervals == 0) return;
        AddCurrent(!other._currentIsUnknown, other._currentMin, other._currentMax);
        AddPowerFactor(!other._powerFactorIsUnknown, other._powerFactorMin);
        Intervals += other.Intervals;
    }

    /// <summary>What was added up before, from its own figures.</summary>
    public static LoadSum Of(int intervals, long? currentMilliamperesMin, long? currentMilliamperesMax, int? powerFactorPpmMin) => new()
    {
        Intervals = intervals,
        _currentMin = currentMilliamperesMin ?? 0,
        _currentMax = currentMilliamperesMax ?? 0,
        _powerFactorMin = powerFactorPpmMin ?? 0,
        _currentIsUnknown = intervals > 0 && currentMilliamperesMin is null,
        _powerFactorIsUnknown = intervals > 0 && powerFactorPpmMin is null,
    };

    private void AddCurrent(bool isKnown, long min, long max)
    {
        _currentIsUnknown |= !isKnown;
        if (Intervals == 0 || min < _currentMin) _currentMin = min;
        if (Intervals == 0 || max > _currentMax) _currentMax = max;
    }

    private void AddPowerFactor(bool isKnown, int min)
    {
        _powerFactorIsUnknown |= !isKnown;
        if (Intervals == 0 || min < _powerFactorMin) _powerFactorMin = min;
    }
}
