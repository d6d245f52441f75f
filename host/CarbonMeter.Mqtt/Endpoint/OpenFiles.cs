using System;
using System.IO;

namespace CarbonMeter.Mqtt.Endpoint;

/// <summary>How many connections the process's limit of open files leaves room for.</summary>
internal static class OpenFiles
{
    // Database, logs, the web server's own connections and the runtime need descriptors too.
    private const int Reserved = 512;
    private const string LimitsFile = "/proc/self/limits", LimitName = "Max open files";

    public static int ConnectionsMax()
    {
        if (!File.Exists(LimitsFile)) return int.MaxValue;
        foreach (string line in File.ReadLines(LimitsFile))
        {
            if (!line.StartsWith(LimitName, StringComparison.Ordinal)) continue;
            string soft = line[LimitName.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
            return int.TryParse(soft, out int files) ? Math.Max(files - Reserved, files / 2) : int.MaxValue;
        }
        return int.MaxValue;
    }
}
