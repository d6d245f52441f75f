using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CarbonMeter.Benchmarks;

/// <summary>
/// Free memory as a machine has it that has run for a day. A virtual machine may give free memory back to its owner; the first
/// touch of a page then takes ten microseconds instead of a fraction of one, and a ledger that grows by a gigabyte touches many.
/// This touches some memory and gives every other piece back to the system: the pieces between keep them too small to be given
/// away, so that what the host is handed has been touched before. Nothing of the host changes.
/// </summary>
internal sealed unsafe partial class UsedMemory : IDisposable
{
    private const long PieceBytes = 64 << 10, PageBytes = 4096;
    private const int DontNeed = 4, NoHugePage = 15;
    private static readonly long s_sizeBytes = 6L << 30;
    private readonly byte* _memory;

    private UsedMemory(byte* memory, double firstTouchMicroseconds)
    {
        _memory = memory;
        FirstTouchMicroseconds = firstTouchMicroseconds;
    }

    /// <summary>What touching a page of 4 kB for the first time took on average.</summary>
    internal double FirstTouchMicroseconds { get; }

    internal static UsedMemory Prepare()
    {
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)s_sizeBytes, (nuint)PageBytes);
        Advise(memory, (nuint)s_sizeBytes, NoHugePage);
        long begin = Stopwatch.GetTimestamp();
        for (long at = 0; at < s_sizeBytes; at += PageBytes) memory[at] = 1;
        double micros = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
        for (long at = 0; at < s_sizeBytes; at += 2 * PieceBytes)
            Advise(memory + at, (nuint)PieceBytes, DontNeed);
        return new UsedMemory(memory, micros * PageBytes / s_sizeBytes);
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    private static void Advise(byte* from, nuint sizeBytes, int advice)
    {
        if (MemoryAdvise(from, sizeBytes, advice) != 0) throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    private static partial int MemoryAdvise(void* from, nuint sizeBytes, int advice);
}
