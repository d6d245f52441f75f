using CarbonMeter.Crypto;

namespace CarbonMeter.Firmware.Identity;

/// <summary>
/// The software keys of a board whose secret may have to wait: it is opened when the keys are first asked for, and again each
/// time until that succeeds. A source of randomness that is not to be believed yet, or a spoilt secret, is so a store that does
/// not answer, and the meter keeps its console.
/// </summary>
public sealed class SoftwareKeys : IKeyStore, IIdentityMark
{
    private readonly INonVolatile _keys;
    private readonly INonVolatile _secret;
    private readonly byte[] _chipId;
    private readonly KeyDrawer _drawer;
    private readonly IHmacSha256? _hmac;
    private SoftwareKeyStore? _store;

    /// <summary>Keys and the secret they are wrapped with, on storages of their own; nothing is read yet.</summary>
    /// <param name="keys">At least <see cref="SoftwareKeyStore.SizeBytes"/>.</param>
    /// <param name="secret">At least <see cref="WrapSecret.SizeBytes"/>, in another file or another chip.</param>
    /// <param name="chipId">The chip's own id, 1 to 64 bytes, the same at every start.</param>
    /// <param name="entropy">Where keys come from.</param>
    /// <param name="hmac">What the runtime has for the nonces of signatures; null: our own.</param>
    public SoftwareKeys(INonVolatile keys, INonVolatile secret, byte[] chipId, IEntropy entropy, IHmacSha256? hmac = null)
    {
        Require.NotNull(keys, nameof(keys));
        Require.NotNull(secret, nameof(secret));
        Require.InRange(keys.SizeBytes, SoftwareKeyStore.SizeBytes, int.MaxValue, "storage for keys");
        Require.InRange(secret.SizeBytes, WrapSecret.SizeBytes, int.MaxValue, "storage for their secret");
        Require.InRange(chipId.Length, 1, 64, "chip id length");
        _keys = keys;
        _secret = secret;
        _chipId = chipId;
        _drawer = new KeyDrawer(entropy, chipId);
        _hmac = hmac;
    }

    /// <summary>Times the source of randomness gave nothing that could be believed.</summary>
    public long Refusals => _drawer.Refusals;

    /// <inheritdoc/>
    public bool TryMake(int place, out byte[] publicKey)
    {
        publicKey = new byte[0];
        SoftwareKeyStore? store = Store();
        return store != null && store.TryMake(place, out publicKey);
    }

    /// <inheritdoc/>
    public bool TryOpen(int place, out ISigner? signer)
    {
        signer = null;
        SoftwareKeyStore? store = Store();
        return store != null && store.TryOpen(place, out signer);
    }

    /// <inheritdoc/>
    public bool TryForget(int place)
    {
        SoftwareKeyStore? store = Store();
        return store != null && store.TryForget(place);
    }

    /// <inheritdoc/>
    public bool TryRead(out long identity)
    {
        identity = 0;
        SoftwareKeyStore? store = Store();
        return store != null && store.TryRead(out identity);
    }

    /// <inheritdoc/>
    public bool TryKeep(long identity)
    {
        SoftwareKeyStore? store = Store();
        return store != null && store.TryKeep(identity);
    }

    private SoftwareKeyStore? Store()
    {
        if (_store == null && WrapSecret.TryOpen(_secret, _drawer, out byte[] secret))
        {
            _store = new SoftwareKeyStore(_keys, _chipId, secret, _drawer, _hmac);
            System.Array.Clear(secret, 0, secret.Length);
        }
        return _store;
    }
}
