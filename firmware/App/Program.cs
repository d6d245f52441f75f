using System;
using System.Threading;
using nanoFramework.Runtime.Native;

namespace CarbonMeter.Firmware.App;

/// <summary>Starts the board's device and calls it round and round.</summary>
public static class Program
{
    // Long enough to read the line and to put a missing file onto the drive before the next start.
    private const int RestartPauseMs = 30_000;

    /// <summary>A fault that gets this far is a mistake of ours or a board that is not as its file says: told, then begun anew.</summary>
    public static void Main()
    {
        var mark = new RestartMark(DriveFile.RestartMark);
        try
        {
            RestartReason reason = mark.Take();
            Device device = BoardDevice.Make(mark, reason, Environment.TickCount64);
            while (true)
            {
                device.Step(Environment.TickCount64);
                Thread.Sleep(device.PauseMs(Environment.TickCount64));
            }
        }
        catch (Exception fault)
        {
            Log.Fault("stopped", fault);
            Thread.Sleep(RestartPauseMs);
            // Not marked: a restart by software promises to have been away for a shorter time than this.
            Power.RebootDevice();
        }
    }
}
