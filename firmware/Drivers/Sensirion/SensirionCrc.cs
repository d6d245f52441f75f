namespace CarbonMeter.Firmware.Drivers;

/// <summary>The checksum behind every word of a Sensirion part: CRC-8, polynomial 0x31, begun with 0xFF, nothing reflected.</summary>
public static class SensirionCrc
{
    private const int Polynomial = 0x31, Initial = 0xFF;

    /// <summary>The checksum of one word of 16 bits, high byte first.</summary>
    public static int Of(int high, int low) => Take(Take(Initial, high), low);

    private static int Take(int crc, int value)
    {
        crc ^= value & 0xFF;
        for (int i = 0; i < 8; i++) crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1 ^ Polynomial) & 0xFF;
        return crc;
    }
}
