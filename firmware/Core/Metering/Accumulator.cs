using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Metering;

/// <summary>
/// From free-running counters to energy. A difference of two readings is taken modulo the counter's width, so nothing is lost
/// when a reading fails or comes twice; what stays below a milliwatt-hour is carried on and never rounded away.
/// </summary>
public sealed class Accumulator
{
    /// <summary>Picowatt-hours in a milliwatt-hour.</summary>
    public const long PicoPerMilli = 1_000_000_000;

    /// <summary>For this many channels.</summary>
    public Accumulator(int channelCount)
    {
        ActiveCounter = new int[channelCount];
        ReactiveCounter = new int[channelCount];
        ImportCarry = new long[channelCount];
        ExportCarry = new long[channelCount];
        ReactiveCarry = new long[channelCount];
    }

    /// <summary>Whether the counters below are a reading to go on from.</summary>
    public bool HasBaseline { get; set; }

    /// <summary>The active counters as last absorbed.</summary>
    public int[] ActiveCounter { get; }

    /// <summary>The reactive counters as last absorbed.</summary>
    public int[] ReactiveCounter { get; }

    /// <summary>Import below a milliwatt-hour, pWh, 0 to 999 999 999.</summary>
    public long[] ImportCarry { get; }

    /// <summary>Export below a milliwatt-hour, pWh, 0 to 999 999 999.</summary>
    public long[] ExportCarry { get; }

    /// <summary>Reactive energy below a millivar-hour, pvarh, of either sign.</summary>
    public long[] ReactiveCarry { get; }

    /// <summary>Takes a sample as the new reading to go on from, without energy.</summary>
    public void TakeBaseline(FrontEndSample sample)
    {
        for (int i = 0; i < ActiveCounter.Length; i++)
        {
            ActiveCounter[i] = sample.ActiveCounter[i];
            ReactiveCounter[i] = sample.ReactiveCounter[i];
        }
        HasBaseline = true;
    }

    /// <summary>Adds what the counters gained since the last reading to an interval: import and export apart, by this step's sign.</summary>
    public void Absorb(FrontEndSample sample, IFrontEnd frontEnd, OpenInterval into)
    {
        Require.That(HasBaseline, "there is no reading to go on from");
        for (int i = 0; i < ActiveCounter.Length; i++)
        {
            long perCount = frontEnd.PicowattHoursPerCount(i);
            long active = frontEnd.ActiveGain(i, ActiveCounter[i], ReactiveCounter[i], sample) * perCount;
            if (active >= 0)
            {
                long carry = ImportCarry[i] + active;
                long whole = carry / PicoPerMilli;
                ImportCarry[i] = carry - whole * PicoPerMilli;
                into.ImportMilliwattHours[i] = Bounded(into.ImportMilliwattHours[i] + whole);
            }
            else
            {
                long carry = ExportCarry[i] - active;
                long whole = carry / PicoPerMilli;
                ExportCarry[i] = carry - whole * PicoPerMilli;
                into.ExportMilliwattHours[i] = Bounded(into.ExportMilliwattHours[i] + whole);
            }
            long reactive = ReactiveCarry[i] + frontEnd.ReactiveGain(i, ReactiveCounter[i], sample) * perCount;
            long wholeReactive = reactive / PicoPerMilli;
            ReactiveCarry[i] = reactive - wholeReactive * PicoPerMilli;
            into.ReactiveMillivarHours[i] = Bounded(into.ReactiveMillivarHours[i] + wholeReactive);
        }
        TakeBaseline(sample);
    }

    // Half the range of a counter is at most 4e9 mWh, and the shortest way to the bound takes a thousand samples of nothing else.
    private static long Bounded(long milliwattHours)
    {
        Require.InRange(milliwattHours, -Energy.MilliwattHoursMax, Energy.MilliwattHoursMax, "energy of the interval");
        return milliwattHours;
    }
}
