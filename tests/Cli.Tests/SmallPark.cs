using System.Globalization;
using System.Text;

namespace CarbonMeter.Tests.Cli;

/// <summary>A park of three meters over a few quarter hours, with a hole in the middle.</summary>
internal static class SmallPark
{
    public const string Map = """
        {
          // Comments are allowed in a map.
          "park": { "id": "small", "name": "Small park", "utcOffsetMinutes": 480 },
          "factorSet": "CN-IM-2022",
          "intervalsPerRecord": 4,
          "meters": [
            { "id": "g", "role": "gridConnection", "name": "Grid", "currentFullScaleMilliamperes": 2000000,
              "import": { "column": "buy" }, "export": { "column": "sell", "sign": -1 } },
            { "id": "p", "role": "pv", "name": "PV", "currentFullScaleMilliamperes": 1000000, "export": { "column": "sun" } },
            { "id": "l", "role": "load", "name": "Load", "currentFullScaleMilliamperes": 2000000, "import": { "column": "use" } },
          ]
        }
        """;

    /// <summary>Rows of 00:00 to 02:45, without those of 01:00 to 01:45.</summary>
    public static string Csv()
    {
        var text = new StringBuilder("Time,buy,sell,sun,use\n");
        for (var quarter = 0; quarter < 12; quarter++)
        {
            if (quarter is >= 4 and < 8) continue;
            var isSunny = quarter >= 8;
            var (buy, sell, sun, use) = isSunny ? ("0", "-40.5", "100.5", "60") : ("20.25", "0", "10", "30.25");
            text.AppendLine(CultureInfo.InvariantCulture, $"2024-06-01 {quarter / 4:D2}:{quarter % 4 * 15:D2}:00+00:00,{buy},{sell},{sun},{use}");
        }
        return text.ToString();
    }
}
