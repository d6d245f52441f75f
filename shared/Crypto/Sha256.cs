namespace CarbonMeter.Crypto;

using System;

/// <summary>
/// SHA-256 (FIPS 180-4), fed in pieces. Used on the device, whose libraries offer HMAC but no plain hash; about
/// 11 000 interpreted instructions for each 64-byte block. One instance can hash any number of messages.
/// </summary>
/// <remarks>A message may be at most 2^60 bytes long, which no caller can reach. Not safe for use by two threads.</remarks>
public sealed class Sha256
{
    /// <summary>Bytes in a digest.</summary>
    public const int SizeBytes = 32;

    internal const int BlockBytes = 64;

    private static readonly uint[] s_constants =
    {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    };

    private static readonly uint[] s_start =
    {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };

    private readonly uint[] _state = new uint[8];
    private readonly uint[] _schedule = new uint[64];
    private readonly byte[] _pending = new byte[BlockBytes];
    private long _lengthBytes;

    public Sha256() => Reset();

    /// <summary>The digest of a whole array.</summary>
    public static byte[] Hash(byte[] bytes)
    {
        Require.NotNull(bytes, nameof(bytes));
        return Hash(bytes, 0, bytes.Length);
    }

    /// <summary>The digest of part of an array.</summary>
    public static byte[] Hash(byte[] bytes, int offset, int count)
    {
        Sha256 hash = new Sha256();
        hash.Append(bytes, offset, count);
        return hash.Finish();
    }

    /// <summary>Starts a new message.</summary>
    public void Reset()
    {
        Array.Copy(s_start, _state, _state.Length);
        _lengthBytes = 0;
    }

    /// <summary>Adds a whole array to the message.</summary>
    public void Append(byte[] bytes)
    {
        Require.NotNull(bytes, nameof(bytes));
        Append(bytes, 0, bytes.Length);
    }

    /// <summary>Adds part of an array to the message.</summary>
    public void Append(byte[] bytes, int offset, int count)
    {
        Require.Segment(bytes, offset, count, nameof(bytes));
        int pending = (int)_lengthBytes & (BlockBytes - 1);
        _lengthBytes += count;
        while (count > 0)
        {
            if (pending == 0 && count >= BlockBytes)
            {
                Compress(bytes, offset);
                offset += BlockBytes;
                count -= BlockBytes;
                continue;
            }
            int taken = count < BlockBytes - pending ? count : BlockBytes - pending;
            Array.Copy(bytes, offset, _pending, pending, taken);
            pending += taken;
            offset += taken;
            count -= taken;
            if (pending < BlockBytes) return;
            Compress(_pending, 0);
            pending = 0;
        }
    }

    /// <summary>The digest of the message; the instance is then ready for the next one.</summary>
    public byte[] Finish()
    {
        byte[] digest = new byte[SizeBytes];
        FinishInto(digest, 0);
        return digest;
    }

    internal void FinishInto(byte[] digest, int offset)
    {
        int pending = (int)_lengthBytes & (BlockBytes - 1);
        long lengthBits = _lengthBytes << 3;
        _pending[pending++] = 0x80;
        if (pending > BlockBytes - 8)
        {
            Array.Clear(_pending, pending, BlockBytes - pending);
            Compress(_pending, 0);
            pending = 0;
        }
        Array.Clear(_pending, pending, BlockBytes - 8 - pending);
        for (int i = 0; i < 8; i++) _pending[BlockBytes - 1 - i] = (byte)(lengthBits >> (8 * i));
        Compress(_pending, 0);
        for (int i = 0; i < SizeBytes; i++) digest[offset + i] = (byte)(_state[i >> 2] >> (24 - 8 * (i & 3)));
        Reset();
    }

    /// <summary>Continues from where another instance is, without hashing its beginning again.</summary>
    internal void CopyFrom(Sha256 other)
    {
        Array.Copy(other._state, _state, _state.Length);
        Array.Copy(other._pending, _pending, BlockBytes);
        _lengthBytes = other._lengthBytes;
    }

    /// <summary>Overwrites what remains of the message in memory.</summary>
    internal void Erase()
    {
        Array.Clear(_schedule, 0, _schedule.Length);
        Array.Clear(_pending, 0, _pending.Length);
        Reset();
    }

    private void Compress(byte[] block, int offset)
    {
        uint[] w = _schedule;
        for (int i = 0; i < 16; i++, offset += 4)
            w[i] = (uint)(block[offset] << 24 | block[offset + 1] << 16 | block[offset + 2] << 8 | block[offset + 3]);
        for (int i = 16; i < 64; i++)
        {
            uint x = w[i - 15], y = w[i - 2];
            w[i] = w[i - 16] + w[i - 7] + ((x >> 7 | x << 25) ^ (x >> 18 | x << 14) ^ x >> 3)
                + ((y >> 17 | y << 15) ^ (y >> 19 | y << 13) ^ y >> 10);
        }
        uint[] k = s_constants;
        uint a = _state[0], b = _state[1], c = _state[2], d = _state[3];
        uint e = _state[4], f = _state[5], g = _state[6], h = _state[7];
        for (int i = 0; i < 64; i++)
        {
            uint t = h + ((e >> 6 | e << 26) ^ (e >> 11 | e << 21) ^ (e >> 25 | e << 7)) + (g ^ e & (f ^ g)) + k[i] + w[i];
            uint u = ((a >> 2 | a << 30) ^ (a >> 13 | a << 19) ^ (a >> 22 | a << 10)) + (a & b | c & (a | b));
            h = g; g = f; f = e; e = d + t;
            d = c; c = b; b = a; a = t + u;
        }
        _state[0] += a; _state[1] += b; _state[2] += c; _state[3] += d;
        _state[4] += e; _state[5] += f; _state[6] += g; _state[7] += h;
    }
}
