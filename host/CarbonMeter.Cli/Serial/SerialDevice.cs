using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace CarbonMeter.Cli.Serial;

/// <summary>A serial port of this computer at 115 200 baud, 8N1, raw, for this process alone. Linux and macOS.</summary>
internal sealed class SerialDevice : IDisposable
{
    private const int ReadWrite = 2, FlushBoth = 2, LockExclusive = 2, LockNonBlocking = 4, TerminalSettingsBytes = 256;
    private const short PollIn = 1, PollHangUp = 0x10, PollError = 8;
    private const int NoEntry = 2, AccessDenied = 13, Busy = 16, NoDevice = 19, NotATerminal = 25, NoSuchDevice = 6, Interrupted = 4;

    // The same request under two numbers, and the same speed under two names.
    private static readonly bool s_isMac = OperatingSystem.IsMacOS();
    private static readonly int s_noControllingTerminal = s_isMac ? 0x20000 : 0x100;
    private static readonly int s_nonBlocking = s_isMac ? 4 : 0x800;
    private static readonly nint s_speed = s_isMac ? 115_200 : 0x1002;
    private static readonly nuint s_exclusive = s_isMac ? 0x2000740Du : 0x540Cu;

    private readonly string _path;
    private readonly int _file;

    private SerialDevice(string path, int file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Opens a port; what is still on its way from before is thrown away.</summary>
    /// <exception cref="InputException">There is no such port, it is none, or it may not be opened.</exception>
    /// <exception cref="IOException">Somebody else has it, or the system refused.</exception>
    internal static SerialDevice Open(string path)
    {
        if (OperatingSystem.IsWindows())
            throw new InputException("--port: serial ports are opened on Linux and macOS; on Windows run carbonctl in WSL with the port attached (usbipd).");
        var file = open(path, ReadWrite | s_noControllingTerminal | s_nonBlocking);
        if (file < 0) throw Refusal(path, Marshal.GetLastPInvokeError());
        try
        {
            if (flock(file, LockExclusive | LockNonBlocking) != 0) throw Taken(path);
            var settings = new byte[TerminalSettingsBytes];
            if (tcgetattr(file, settings) != 0) throw Refusal(path, Marshal.GetLastPInvokeError());
            cfmakeraw(settings);
            _ = cfsetspeed(settings, s_speed);
            if (tcsetattr(file, 0, settings) != 0) throw Refusal(path, Marshal.GetLastPInvokeError());
            _ = ioctl(file, s_exclusive);
            _ = tcflush(file, FlushBoth);
            return new SerialDevice(path, file);
        }
        catch
        {
            _ = close(file);
            throw;
        }
    }

    /// <summary>Sends text in full.</summary>
    internal void Write(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var at = 0; at < bytes.Length;)
        {
            var sent = (int)write(_file, ref bytes[at], bytes.Length - at);
            if (sent > 0) at += sent;
            else if (!Wait(4, TimeSpan.FromSeconds(2))) throw new IOException($"{_path}: takes no more bytes. Is the meter plugged in?");
        }
    }

    /// <summary>Reads what has arrived, waiting for the first byte; 0 where none came in that time.</summary>
    internal int Read(byte[] buffer, TimeSpan patience)
    {
        if (!Wait(PollIn, patience)) return 0;
        var count = (int)read(_file, buffer, buffer.Length);
        return count > 0 ? count : throw new IOException($"{_path}: was unplugged.");
    }

    /// <inheritdoc/>
    public void Dispose() => _ = close(_file);

    private bool Wait(short events, TimeSpan patience)
    {
        var poll = new PollEntry { File = _file, Events = events };
        var ready = SerialDevice.poll(ref poll, 1, (int)patience.TotalMilliseconds);
        if (ready < 0 && Marshal.GetLastPInvokeError() != Interrupted) throw Refusal(_path, Marshal.GetLastPInvokeError());
        if (ready > 0 && (poll.Returned & events) == 0 && (poll.Returned & (PollHangUp | PollError)) != 0) throw new IOException($"{_path}: was unplugged.");
        return ready > 0;
    }

    private static Exception Refusal(string path, int error) => error switch
    {
        NoEntry or NoDevice or NoSuchDevice => new InputException($"--port {path}: there is no such port. ls /dev/ttyUSB* /dev/ttyACM* /dev/tty.usb* lists them."),
        AccessDenied => new InputException($"--port {path}: this user may not open it. On Linux: sudo usermod -aG dialout $USER, then log in again."),
        NotATerminal => new InputException($"--port {path}: is not a serial port."),
        Busy => Taken(path),
        _ => new IOException($"{path}: {new Win32Exception(error).Message}"),
    };

    private static IOException Taken(string path) => new($"{path}: another program has this port. Close the serial monitor or the other carbonctl.");

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        internal int File;
        internal short Events;
        internal short Returned;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open(string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int file);

    [DllImport("libc", SetLastError = true)]
    private static extern int flock(int file, int operation);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(int file, byte[] buffer, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(int file, ref byte first, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int poll(ref PollEntry entries, nuint count, int timeoutMs);

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(int file, nuint request);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcgetattr(int file, byte[] settings);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcsetattr(int file, int when, byte[] settings);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcflush(int file, int queue);

    [DllImport("libc")]
    private static extern void cfmakeraw(byte[] settings);

    [DllImport("libc")]
    private static extern int cfsetspeed(byte[] settings, nint speed);
}
