using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// The meter's end of a pseudo-terminal: whoever opens <see cref="Path"/> has a real serial device before him, with all that the
/// operating system does to one. Linux alone has it in this form.
/// </summary>
public sealed class PseudoTerminal : ISerialPort, IDisposable
{
    private const int ReadWrite = 2, NoControllingTerminal = 0x100, NonBlocking = 0x800;
    private const int NowAction = 0, TerminalSettingsBytes = 256, PathBytes = 128;
    private const int TryAgain = 11, Interrupted = 4;

    private readonly int _master, _slave;
    private readonly byte[] _unsent = new byte[256];
    private int _unsentAt, _unsentCount;

    /// <summary>Makes a pair of terminals; nothing is translated or echoed on the way.</summary>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    /// <exception cref="Win32Exception">The system gave none.</exception>
    public PseudoTerminal()
    {
        if (!IsSupported) throw new PlatformNotSupportedException("Pseudo-terminals are made on Linux alone.");
        _master = Checked(posix_openpt(ReadWrite | NoControllingTerminal | NonBlocking), "posix_openpt");
        Checked(grantpt(_master), "grantpt");
        Checked(unlockpt(_master), "unlockpt");
        var path = new byte[PathBytes];
        if (ptsname_r(_master, path, path.Length) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError(), "ptsname_r failed");
        Path = Encoding.ASCII.GetString(path, 0, Array.IndexOf(path, (byte)0));
        // Held open, so that a computer that goes away does not hang up the line.
        _slave = Checked(open(Path, ReadWrite | NoControllingTerminal), "open");
        var settings = new byte[TerminalSettingsBytes];
        Checked(tcgetattr(_slave, settings), "tcgetattr");
        cfmakeraw(settings);
        Checked(tcsetattr(_slave, NowAction, settings), "tcsetattr");
    }

    /// <summary>Whether this system has them.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>The device to open, for example /dev/pts/3.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public int Read(byte[] buffer)
    {
        var count = (int)read(_master, buffer, buffer.Length);
        if (count >= 0) return count;
        var error = Marshal.GetLastPInvokeError();
        return error is TryAgain or Interrupted ? 0 : throw new Win32Exception(error, "the pseudo-terminal cannot be read");
    }

    /// <inheritdoc/>
    public bool TryWrite(byte[] bytes, int offset, int count)
    {
        Require.Segment(bytes, offset, count, nameof(bytes));
        Require.InRange(count, 0, _unsent.Length, nameof(count));
        if (!TrySendRest()) return false;
        Array.Copy(bytes, offset, _unsent, 0, count);
        (_unsentAt, _unsentCount) = (0, count);
        TrySendRest();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = close(_slave);
        _ = close(_master);
    }

    // The system may take a part; the rest goes before anything else.
    private bool TrySendRest()
    {
        while (_unsentAt < _unsentCount)
        {
            var sent = (int)write(_master, ref _unsent[_unsentAt], _unsentCount - _unsentAt);
            if (sent < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                return error is TryAgain or Interrupted ? false : throw new Win32Exception(error, "the pseudo-terminal cannot be written");
            }
            _unsentAt += sent;
        }
        return true;
    }

    private static int Checked(int result, string what) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), what + " failed");

    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int grantpt(int file);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlockpt(int file);

    [DllImport("libc", SetLastError = true)]
    private static extern int ptsname_r(int file, byte[] path, nint pathBytes);

    [DllImport("libc", SetLastError = true)]
    private static extern int open(string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int file);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(int file, byte[] buffer, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(int file, ref byte first, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcgetattr(int file, byte[] settings);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcsetattr(int file, int when, byte[] settings);

    [DllImport("libc")]
    private static extern void cfmakeraw(byte[] settings);
}
