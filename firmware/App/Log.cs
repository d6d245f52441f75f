using System;

namespace CarbonMeter.Firmware.App;

/// <summary>Lines for whoever has a cable on: the debug output, never evidence.</summary>
internal static class Log
{
    public static void Line(string text) => Console.WriteLine(text);

    /// <summary>A fault and where it came from.</summary>
    public static void Fault(string where, Exception fault) => Console.WriteLine(where + ": " + fault.Message);
}
