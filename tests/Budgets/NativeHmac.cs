using System.Security.Cryptography;
using CarbonMeter.Crypto;

namespace CarbonMeter.Budgets;

/// <summary>What stands for the device's native HMAC: like there, none of its instructions are interpreted.</summary>
internal sealed class NativeHmac : IHmacSha256
{
    private byte[] _key = [];
    private readonly List<byte> _message = [];

    public void SetKey(byte[] key)
    {
        _key = (byte[])key.Clone();
        _message.Clear();
    }

    public void Append(byte[] bytes) => _message.AddRange(bytes);

    public void FinishInto(byte[] code)
    {
        HMACSHA256.HashData(_key, _message.ToArray()).CopyTo(code, 0);
        _message.Clear();
    }

    public void Erase()
    {
        Array.Clear(_key);
        _message.Clear();
    }
}
