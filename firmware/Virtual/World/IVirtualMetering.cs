using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>The metering side of a virtual meter: a chip on its wires, and the driver a board has for it.</summary>
public interface IVirtualMetering
{
    /// <summary>The chip as its bus sees it.</summary>
    II2cBus OnBus { get; }

    /// <summary>Whether the chip has power.</summary>
    bool IsPowered { get; }

    /// <summary>Gives the chip power: a reset.</summary>
    void PowerOn();

    /// <summary>Takes the chip's power.</summary>
    void PowerOff();

    /// <summary>A driver that knows nothing yet, over a bus on which the chip is.</summary>
    IFrontEnd MakeDriver(II2cBus bus);
}

/// <summary>One voltage and two currents under an ADE7953.</summary>
public sealed class SinglePhaseMetering : IVirtualMetering
{
    /// <summary>A chip without power whose inputs match a parameter set.</summary>
    public SinglePhaseMetering(VirtualClock clock, ParameterSet parameters, int voltageMillivolts)
    {
        Circuit = new Circuit(clock.NowMs, voltageMillivolts);
        Inputs = AnalogInputs.Matching(parameters);
        Chip = new Ade7953Chip(clock, Circuit, Inputs);
        Chip.PowerOff();
    }

    /// <summary>The wires it measures.</summary>
    public Circuit Circuit { get; }

    /// <summary>Its analog inputs, where errors can be put in.</summary>
    public AnalogInputs Inputs { get; }

    /// <summary>Its chip.</summary>
    public Ade7953Chip Chip { get; }

    /// <inheritdoc/>
    public II2cBus OnBus => Chip;

    /// <inheritdoc/>
    public bool IsPowered => Chip.IsPowered;

    /// <inheritdoc/>
    public void PowerOn() => Chip.PowerOn();

    /// <inheritdoc/>
    public void PowerOff() => Chip.PowerOff();

    /// <inheritdoc/>
    public IFrontEnd MakeDriver(II2cBus bus) => new Ade7953(bus);
}

/// <summary>Three voltages and three currents under an ADE7880.</summary>
public sealed class ThreePhaseMetering : IVirtualMetering
{
    /// <summary>A chip without power whose inputs match a parameter set, every clamp where it belongs.</summary>
    public ThreePhaseMetering(VirtualClock clock, ParameterSet parameters, int voltageMillivolts)
    {
        Circuit = new ThreePhaseCircuit(clock.NowMs, voltageMillivolts);
        Inputs = ThreePhaseInputs.Matching(parameters);
        Chip = new Ade7880Chip(clock, Circuit, Inputs);
        Chip.PowerOff();
    }

    /// <summary>The wires it measures, and the clamps around them.</summary>
    public ThreePhaseCircuit Circuit { get; }

    /// <summary>Its analog inputs, where errors can be put in.</summary>
    public ThreePhaseInputs Inputs { get; }

    /// <summary>Its chip.</summary>
    public Ade7880Chip Chip { get; }

    /// <inheritdoc/>
    public II2cBus OnBus => Chip;

    /// <inheritdoc/>
    public bool IsPowered => Chip.IsPowered;

    /// <inheritdoc/>
    public void PowerOn() => Chip.PowerOn();

    /// <inheritdoc/>
    public void PowerOff() => Chip.PowerOff();

    /// <inheritdoc/>
    public IFrontEnd MakeDriver(II2cBus bus) => new Ade7880(bus);
}
