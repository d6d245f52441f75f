using System.Globalization;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>One line of decoded traffic of a real chip: one direction, from a start to the next start or the stop.</summary>
internal sealed record CapturedPart(int Address, bool IsRead, bool IsAcknowledged, byte[] Bytes, string End);

/// <summary>Traffic captured from real chips, which lies beside the repository; the test is skipped where it is not there.</summary>
internal static class CapturedI2c
{
    public static List<CapturedPart> Read(string file)
    {
        var parts = new List<CapturedPart>();
        foreach (string line in File.ReadLines(OutsideData.Require("i2c/" + file)).Skip(1))
        {
            string[] cells = line.Split(',');
            parts.Add(new CapturedPart(int.Parse(cells[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                cells[2] == "R", cells[3] == "1", Convert.FromHexString(cells[4]), cells[6]));
        }
        return parts;
    }
}
