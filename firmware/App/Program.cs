using System.Threading;

namespace CarbonMeter.Firmware.App;

/// <summary>Starts the meter.</summary>
public static class Program
{
    public static void Main()
    {
        Log.Line("CarbonMeter");
        Thread.Sleep(Timeout.Infinite);
    }
}
