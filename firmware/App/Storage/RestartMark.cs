using System;
using System.IO;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// A file that stands for a restart the meter makes itself: nanoFramework does not say why the processor started. Gone once
/// it has been read, so that the next start is not taken for another one.
/// </summary>
internal sealed class RestartMark
{
    private readonly string _path;

    public RestartMark(string path)
    {
        _path = path;
    }

    /// <summary>Why the processor started: by software where the mark stood, else nobody knows.</summary>
    public RestartReason Take()
    {
        if (!File.Exists(_path)) return RestartReason.Unknown;
        File.Delete(_path);
        return RestartReason.Software;
    }

    /// <summary>Sets the mark. Without it the restart counts as one nobody knows the reason of.</summary>
    public void Set()
    {
        try
        {
            File.WriteAllBytes(_path, new byte[1]);
        }
        catch (Exception fault)
        {
            Log.Fault("restart mark", fault);
        }
    }
}
