using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// FRAM in memory, and in a file as well where one is given, that can lose its power at any byte written and fail in both
/// forms: nothing happened, or it happened but was reported as failed.
/// </summary>
public sealed class VirtualStorage : INonVolatile, IDisposable
{
    private readonly byte[] _bytes;
    private readonly SafeFileHandle? _file;
    private long _bytesUntilCut = long.MaxValue;
    private int _writesToRefuse, _writesToDeny, _readsToRefuse;

    /// <summary>
    /// Storage of a size, all zeros. A file keeps what is written over the end of the process; it must be of that size or not there yet.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is of another size.</exception>
    /// <exception cref="IOException">The file cannot be opened, read or made.</exception>
    public VirtualStorage(int sizeBytes, string? path = null)
    {
        Require.InRange(sizeBytes, 1, 256 * 1024 * 1024, nameof(sizeBytes));
        _bytes = new byte[sizeBytes];
        if (path is null) return;
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            Load(path);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Chance by which a write fails and nothing happens, ppm; needs <see cref="Chance"/>.</summary>
    public int WriteRefusedPpm { get; set; }

    /// <summary>Chance by which a write happens but is reported as failed, ppm; needs <see cref="Chance"/>.</summary>
    public int WriteDeniedPpm { get; set; }

    /// <summary>Chance by which a read fails, ppm; needs <see cref="Chance"/>.</summary>
    public int ReadRefusedPpm { get; set; }

    /// <summary>Where chance comes from; null = none.</summary>
    public SeededRandom? Chance { get; set; }

    /// <inheritdoc/>
    public int SizeBytes => _bytes.Length;

    /// <summary>False from a power cut until <see cref="PowerOn"/>.</summary>
    public bool IsPowered { get; private set; } = true;

    /// <summary>Bytes that were really written so far.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Writes asked for so far.</summary>
    public long Writes { get; private set; }

    /// <summary>Reads asked for so far.</summary>
    public long Reads { get; private set; }

    /// <summary>Reads and writes that failed or were reported as failed, a power cut included.</summary>
    public long Faults { get; private set; }

    /// <summary>Called when an ordered cut comes: for what loses its power together with it.</summary>
    public Action? WhenCut { get; set; }

    /// <summary>What it holds, to look at.</summary>
    public ReadOnlySpan<byte> Content => _bytes;

    /// <summary>Power fails after so many more bytes: the write they end in is torn there, and every access fails from then on.</summary>
    public void CutAfterBytes(long count)
    {
        Require.InRange(count, 0, long.MaxValue - 1, nameof(count));
        _bytesUntilCut = count;
    }

    /// <summary>Power fails now.</summary>
    public void PowerOff() => IsPowered = false;

    /// <summary>Power is back; a cut that was ordered and has not come is off.</summary>
    public void PowerOn()
    {
        IsPowered = true;
        _bytesUntilCut = long.MaxValue;
    }

    /// <summary>The next writes fail, and nothing happens.</summary>
    public void RefuseWrites(int count) => _writesToRefuse = count;

    /// <summary>The next writes happen but are reported as failed.</summary>
    public void DenyWrites(int count) => _writesToDeny = count;

    /// <summary>The next reads fail.</summary>
    public void RefuseReads(int count) => _readsToRefuse = count;

    /// <summary>Makes it blank behind everybody's back, as a drive that formats itself does.</summary>
    public void Erase()
    {
        Array.Clear(_bytes);
        Keep(0, _bytes.Length);
    }

    /// <summary>Changes bits of a byte behind everybody's back.</summary>
    public void FlipBits(int address, byte mask)
    {
        _bytes[address] ^= mask;
        Keep(address, 1);
    }

    /// <inheritdoc/>
    public bool TryRead(int address, byte[] buffer, int offset, int count)
    {
        CheckAddresses(address, buffer, offset, count);
        Reads++;
        if (!IsPowered || Counted(ref _readsToRefuse) || Happens(ReadRefusedPpm)) return Failed();
        Buffer.BlockCopy(_bytes, address, buffer, offset, count);
        return true;
    }

    /// <inheritdoc/>
    public bool TryWrite(int address, byte[] buffer, int offset, int count)
    {
        CheckAddresses(address, buffer, offset, count);
        Writes++;
        if (!IsPowered || Counted(ref _writesToRefuse) || Happens(WriteRefusedPpm)) return Failed();
        int kept = (int)Math.Min(count, _bytesUntilCut);
        Buffer.BlockCopy(buffer, offset, _bytes, address, kept);
        Keep(address, kept);
        BytesWritten += kept;
        if (_bytesUntilCut != long.MaxValue) _bytesUntilCut -= kept;
        // Cut after exactly the last byte: it is all there, but nobody was left to say so.
        if (_bytesUntilCut == 0)
        {
            IsPowered = false;
            WhenCut?.Invoke();
            return Failed();
        }
        return !Counted(ref _writesToDeny) && !Happens(WriteDeniedPpm) || Failed();
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Load(string path)
    {
        long lengthBytes = RandomAccess.GetLength(_file!);
        if (lengthBytes == 0)
        {
            RandomAccess.Write(_file!, _bytes, 0);
            return;
        }
        if (lengthBytes != _bytes.Length)
            throw new InvalidDataException($"{path} holds {lengthBytes} bytes; the storage has {_bytes.Length}.");
        for (int at = 0; at < _bytes.Length;)
        {
            int count = RandomAccess.Read(_file!, _bytes.AsSpan(at), at);
            if (count == 0) throw new InvalidDataException($"{path} ends at byte {at} of {_bytes.Length}.");
            at += count;
        }
    }

    // No flush to the disk: what has to survive here is the end of the process, not of the machine.
    private void Keep(int address, int count)
    {
        if (_file is not null && count > 0) RandomAccess.Write(_file, _bytes.AsSpan(address, count), address);
    }

    private void CheckAddresses(int address, byte[] buffer, int offset, int count)
    {
        Require.Segment(_bytes, address, count, "storage");
        Require.Segment(buffer, offset, count, nameof(buffer));
    }

    private static bool Counted(ref int left)
    {
        if (left <= 0) return false;
        left--;
        return true;
    }

    private bool Happens(int ppm) => Chance is { } chance && chance.Happens(ppm);

    private bool Failed()
    {
        Faults++;
        return false;
    }
}
