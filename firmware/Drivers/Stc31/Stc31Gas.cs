namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The mixture of two gases an STC31 is told it is in; the values are the chip's. Those from 0x10 on exist on the STC31-C alone
/// and take longer. In any other mixture, flue gas above all, the figure means nothing: the chip measures heat conduction.
/// </summary>
public enum Stc31Gas
{
    /// <summary>CO2 in nitrogen, 0 to 100 % by volume.</summary>
    InNitrogenTo100 = 0x00,
    /// <summary>CO2 in air, 0 to 100 %.</summary>
    InAirTo100 = 0x01,
    /// <summary>CO2 in nitrogen, 0 to 25 %.</summary>
    InNitrogenTo25 = 0x02,
    /// <summary>CO2 in air, 0 to 25 %.</summary>
    InAirTo25 = 0x03,
    /// <summary>STC31-C, less disturbed by humidity: CO2 in nitrogen, 0 to 100 %.</summary>
    CInNitrogenTo100 = 0x10,
    /// <summary>STC31-C: CO2 in air, 0 to 100 %.</summary>
    CInAirTo100 = 0x11,
    /// <summary>STC31-C: CO2 in nitrogen, 0 to 40 %.</summary>
    CInNitrogenTo40 = 0x12,
    /// <summary>STC31-C: CO2 in air, 0 to 40 %.</summary>
    CInAirTo40 = 0x13,
}
