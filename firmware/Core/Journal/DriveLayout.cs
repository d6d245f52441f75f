namespace CarbonMeter.Firmware.Journal;

/// <summary>
/// How the files of a board's internal drive are cut: one block of flash each, so that a write rewrites one block. The ring takes
/// half of the drive; the rest is for littlefs' own copies, the state where there is no FRAM, settings and certificates.
/// </summary>
public static class DriveLayout
{
    /// <summary>Bytes of a file: one block of flash.</summary>
    public const int FileBytes = 4096;

    /// <summary>Files that hold the journal's state where there is no FRAM.</summary>
    public const int StateFiles = 10;

    private const int Flash4M = 4 << 20, Flash8M = 8 << 20;
    private const int Drive4M = 256 << 10, Drive8M = 2 << 20, Drive16M = 3 << 20;

    /// <summary>Files of the ring on a board with so much flash (drive: 256 KiB, 2 MiB or 3 MiB by the partition tables).</summary>
    public static int RingFiles(int flashBytes)
    {
        int driveBytes = flashBytes <= Flash4M ? Drive4M : flashBytes <= Flash8M ? Drive8M : Drive16M;
        return driveBytes / 2 / FileBytes;
    }
}
