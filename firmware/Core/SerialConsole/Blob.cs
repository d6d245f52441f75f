namespace CarbonMeter.Firmware.SerialConsole;

/// <summary>Bytes that come in pieces, in order. Room is taken when a blob begins and given back when it is used.</summary>
internal sealed class Blob
{
    /// <summary>Largest blob: a signed command with a factor set in it.</summary>
    public const int SizeBytesMax = 2176 + Crypto.CoseSign1.OverheadBytesMax;

    private byte[]? _bytes;
    private int _count;

    public void Begin(int sizeBytes)
    {
        _bytes = new byte[sizeBytes];
        _count = 0;
    }

    /// <summary>Puts a piece at the end; false where none was begun, it belongs elsewhere, or there is no room for it.</summary>
    public bool TryPut(long at, byte[] piece)
    {
        if (_bytes == null || at != _count || piece.Length > _bytes.Length - _count) return false;
        for (int i = 0; i < piece.Length; i++) _bytes[_count++] = piece[i];
        return true;
    }

    /// <summary>The whole blob, which is gone then; null where it is not whole.</summary>
    public byte[]? Take()
    {
        if (_bytes == null || _count != _bytes.Length) return null;
        byte[] bytes = _bytes;
        _bytes = null;
        return bytes;
    }
}
