using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace CarbonMeter.Benchmarks;

/// <summary>The yardstick: what the machine's bare OpenSSL takes for one P-256 verification at this moment.</summary>
internal static class OpenSsl
{
    /// <summary>Microseconds of processor time per verification, by "openssl speed".</summary>
    internal static double VerifyMicroseconds()
    {
        var start = new ProcessStartInfo("openssl", ["speed", "-mr", "-seconds", "2", "ecdsap256"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("openssl did not start");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // +F4:<number>:<bits>:<seconds per signature>:<seconds per verification>
        string line = text.Split('\n').First(line => line.StartsWith("+F4:", StringComparison.Ordinal));
        double value = double.Parse(line.Trim().Split(':')[4], CultureInfo.InvariantCulture);
        return value < 1 ? value * 1e6 : 1e6 / value;
    }
}
