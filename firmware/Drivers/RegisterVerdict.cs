namespace CarbonMeter.Firmware.Drivers;

/// <summary>What a register was found to hold.</summary>
internal enum RegisterVerdict
{
    /// <summary>What it should.</summary>
    AsExpected,
    /// <summary>Something else, and the chip confirms that it was this register and this value.</summary>
    Different,
    /// <summary>It could not be read, or not confirmed.</summary>
    BusFailed,
}
