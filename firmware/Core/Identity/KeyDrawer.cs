using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware.Identity;

/// <summary>
/// Draws secrets from a source of entropy: four times as many bytes as a secret has, judged, then hashed together with who
/// draws. A source that stands still, repeats itself or prefers a value is refused; one that only looks random is not recognised.
/// </summary>
public sealed class KeyDrawer
{
    /// <summary>Bytes of a secret, and of a private key.</summary>
    public const int SecretBytes = 32;

    private const int Blocks = 4;
    private const int RawBytes = Blocks * SecretBytes;
    // Of honest bytes: five alike in a row once in 3e7 draws, a value more than ten times in 128 once in 5e8.
    private const int RunMax = 4, TimesMax = 10;
    private const int DrawsMax = 4;

    private readonly IEntropy _entropy;
    private readonly byte[] _personalisation;
    private readonly byte[] _raw = new byte[RawBytes];
    private readonly byte[] _times = new byte[256];
    private byte[] _lastSeed = new byte[0];
    private byte _drawn;

    /// <summary>A drawer; the personalisation keeps two devices with one and the same faulty source from drawing the same key.</summary>
    public KeyDrawer(IEntropy entropy, byte[] personalisation)
    {
        Require.NotNull(entropy, nameof(entropy));
        Require.NotNull(personalisation, nameof(personalisation));
        _entropy = entropy;
        _personalisation = personalisation;
    }

    /// <summary>Times the source gave nothing, or nothing that could be believed.</summary>
    public long Refusals { get; private set; }

    /// <summary>Draws 32 secret bytes. False where the source is not to be believed.</summary>
    public bool TryDrawSecret(out byte[] secret)
    {
        secret = new byte[0];
        for (int i = 0; i < DrawsMax; i++)
        {
            if (!TrySeed(out byte[] seed)) continue;
            var hmac = new HmacSha256(seed);
            hmac.Append(_personalisation);
            hmac.Append(new byte[] { _drawn++ });
            secret = hmac.Finish();
            System.Array.Clear(seed, 0, seed.Length);
            return true;
        }
        return false;
    }

    /// <summary>Draws a private key, from 1 to n - 1 of P-256. False where the source is not to be believed.</summary>
    public bool TryDrawPrivateKey(out byte[] privateKey)
    {
        // Above n - 1 lies one in 2^32 of all: the second draw is all but never needed.
        for (int i = 0; i < DrawsMax; i++)
        {
            if (!TryDrawSecret(out privateKey)) return false;
            if (P256.IsPrivateKey(privateKey)) return true;
        }
        privateKey = new byte[0];
        return false;
    }

    private bool TrySeed(out byte[] seed)
    {
        seed = new byte[0];
        bool isFilled = _entropy.TryFill(_raw);
        bool isBelieved = isFilled && IsCredible();
        if (isBelieved)
        {
            seed = Sha256.Hash(_raw);
            byte[] name = Sha256.Hash(seed);
            isBelieved = _lastSeed.Length == 0 || !ConstantTime.Equals(name, _lastSeed);
            _lastSeed = name;
        }
        System.Array.Clear(_raw, 0, RawBytes);
        if (!isBelieved) Refusals++;
        return isBelieved;
    }

    private bool IsCredible()
    {
        System.Array.Clear(_times, 0, _times.Length);
        int run = 0, most = 0;
        for (int i = 0; i < RawBytes; i++)
        {
            run = i > 0 && _raw[i] == _raw[i - 1] ? run + 1 : 1;
            if (run > RunMax) return false;
            int times = ++_times[_raw[i]];
            if (times > most) most = times;
        }
        System.Array.Clear(_times, 0, _times.Length);
        return most <= TimesMax && !HasTwins();
    }

    private bool HasTwins()
    {
        for (int a = 0; a < Blocks; a++)
            for (int b = a + 1; b < Blocks; b++)
            {
                int difference = 0;
                for (int i = 0; i < SecretBytes; i++) difference |= _raw[a * SecretBytes + i] ^ _raw[b * SecretBytes + i];
                if (difference == 0) return true;
            }
        return false;
    }
}
