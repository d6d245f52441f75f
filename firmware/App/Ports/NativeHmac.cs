using System;
using System.Security.Cryptography;
using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// HMAC-SHA256 by the chip's own library. That takes a whole message in an array of its own length and gives the code in a new
/// one; it gets a copy of the key each time, because one version is said to clear what it was handed (unverified).
/// </summary>
internal sealed class NativeHmac : IHmacSha256
{
    private const int MessageBytesMax = 128;

    private readonly byte[] _message = new byte[MessageBytesMax];
    private byte[] _key = new byte[0], _keyLent = new byte[0];
    private int _count;

    /// <inheritdoc/>
    public void SetKey(byte[] key)
    {
        Erase();
        if (_key.Length != key.Length)
        {
            _key = new byte[key.Length];
            _keyLent = new byte[key.Length];
        }
        Array.Copy(key, _key, key.Length);
    }

    /// <inheritdoc/>
    public void Append(byte[] bytes)
    {
        Require.InRange(bytes.Length, 0, MessageBytesMax - _count, "message length");
        Array.Copy(bytes, 0, _message, _count, bytes.Length);
        _count += bytes.Length;
    }

    /// <inheritdoc/>
    public void FinishInto(byte[] code)
    {
        byte[] message = new byte[_count];
        Array.Copy(_message, message, _count);
        Array.Copy(_key, _keyLent, _key.Length);
        byte[] found = HMACSHA256.HashData(_keyLent, message);
        Require.Length(found, Sha256.SizeBytes, "code of the chip's library");
        Array.Copy(found, code, found.Length);
        Array.Clear(found, 0, found.Length);
        Array.Clear(message, 0, message.Length);
        Array.Clear(_keyLent, 0, _keyLent.Length);
        Begin();
    }

    /// <inheritdoc/>
    public void Erase()
    {
        Array.Clear(_key, 0, _key.Length);
        Begin();
    }

    private void Begin()
    {
        Array.Clear(_message, 0, MessageBytesMax);
        _count = 0;
    }
}
