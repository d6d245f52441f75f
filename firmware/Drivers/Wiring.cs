using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Drivers;

/// <summary>How a parameter set says the current transformers are wired, for front ends that cannot put one on another voltage.</summary>
internal static class Wiring
{
    /// <summary>Whether every channel stays with the one voltage there is. Pure.</summary>
    public static bool IsOnOwnVoltage(ParameterSet parameters)
    {
        if (parameters.VoltageInputs != null) return false;
        if (parameters.Wires == null) return true;
        for (int i = 0; i < parameters.Wires.Length; i++)
            if (parameters.Wires[i].VoltageInput != 1) return false;
        return true;
    }

    /// <summary>1, or -1 where a channel's current transformer looks the other way. Pure.</summary>
    public static int DirectionOf(ParameterSet parameters, int channelIndex) =>
        parameters.Wires == null ? 1 : parameters.Wires[channelIndex].Direction;
}
