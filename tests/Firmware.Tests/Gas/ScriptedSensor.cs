using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Tests.Gas;

/// <summary>A sensor that gives what a test says, every second, or has the fault a test says.</summary>
internal sealed class ScriptedSensor(string name, Action<SensorReading> give) : ISensor
{
    private const int PeriodMs = 1000;

    public string Name => name;

    public long StepDueMs { get; private set; }

    /// <summary>What is wrong with it: every attempt fails while it is not None.</summary>
    public SensorFault Fails { get; set; }

    public SensorFault Fault { get; private set; }

    public long FaultCount { get; private set; }

    /// <summary>Surrounding pressure it was told last.</summary>
    public Reading ToldPressurePascals { get; private set; }

    public bool Step(long uptimeMs, SensorReading reading)
    {
        if (uptimeMs < StepDueMs) return false;
        StepDueMs = uptimeMs + PeriodMs;
        Fault = Fails;
        if (Fails == SensorFault.None)
        {
            give(reading);
            return true;
        }
        FaultCount++;
        return false;
    }

    public void Compensate(SensorReading surrounding) => ToldPressurePascals = surrounding.PressurePascals;
}
