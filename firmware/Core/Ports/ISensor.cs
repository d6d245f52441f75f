namespace CarbonMeter.Firmware;

/// <summary>Why a sensor gave no figure; the values are the reasons of the sensor-gap event (docs/formats/record.md).</summary>
public enum SensorFault
{
    /// <summary>None: it works.</summary>
    None = 0,
    /// <summary>It does not acknowledge its address, or the bus failed.</summary>
    Silent = 1,
    /// <summary>It answered, and a checksum did not fit.</summary>
    BadChecksum = 2,
    /// <summary>It answers, and has no new figure long after one was due.</summary>
    Late = 3,
    /// <summary>The same raw figure to the last bit for longer than is credible: it is stuck.</summary>
    Stuck = 4,
    /// <summary>A figure outside what the sensor can measure.</summary>
    OutOfRange = 5,
    /// <summary>It is not set up as it was: a reset or a brown-out has taken its settings.</summary>
    NotSetUp = 6,
    /// <summary>It says itself that it is not well: self test, status bits, identity.</summary>
    Unwell = 7,
}

/// <summary>
/// A sensor of the gas channel. It is stepped, takes the time as an argument, never waits, bounds every loop, and allocates
/// in its constructor only. A figure is given once, when it is new; between two figures there is nothing to read.
/// </summary>
public interface ISensor
{
    /// <summary>The part's name, for example "SCD30"; 1 to 16 printable ASCII characters without space.</summary>
    string Name { get; }

    /// <summary>When Step is next due, by the meter's uptime.</summary>
    long StepDueMs { get; }

    /// <summary>
    /// Does what is due: sets up, starts a measurement, fetches one. True where it put new figures into the reading; those it
    /// does not measure are left untouched. After a fault it begins again by itself.
    /// </summary>
    bool Step(long uptimeMs, SensorReading reading);

    /// <summary>What is wrong since the last good figure; <see cref="SensorFault.None"/> where nothing is.</summary>
    SensorFault Fault { get; }

    /// <summary>Failed attempts since boot: every transfer, checksum or figure that had to be thrown away.</summary>
    long FaultCount { get; }

    /// <summary>Tells it the surrounding it needs to correct its own figure; those that are missing are not known.</summary>
    void Compensate(SensorReading surrounding);
}
