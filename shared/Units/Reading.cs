using System;

namespace CarbonMeter.Units;

/// <summary>A figure that may be missing. The unit stands in the name of what holds it.</summary>
public readonly struct Reading
{
    private readonly long _value;

    private Reading(long value) { _value = value; IsPresent = true; }

    /// <summary>No sample gave this figure.</summary>
    public static Reading Missing => default;

    /// <summary>Whether there is a figure.</summary>
    public bool IsPresent { get; }

    /// <summary>The figure; throws where it is missing, since a missing value is never a zero.</summary>
    public long Value
    {
        get
        {
            Require.That(IsPresent, "the reading is missing");
            return _value;
        }
    }

    /// <summary>A figure that was measured.</summary>
    public static Reading Of(long value) => new Reading(value);
}
