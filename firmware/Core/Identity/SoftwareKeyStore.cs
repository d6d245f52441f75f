using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Journal;

namespace CarbonMeter.Firmware.Identity;

/// <summary>
/// The meter's keys in software, wrapped at rest, for boards without a secure element. Each place has two blocks that are
/// written in turn, so that a cut at any byte leaves the old key or the new one; what a key leaves behind is overwritten. Beside them the
/// mark of the meter's identity.
/// </summary>
public sealed class SoftwareKeyStore : IKeyStore, IIdentityMark
{
    /// <summary>Bytes of storage it takes.</summary>
    public const int SizeBytes = Places * BlocksOfPlace * BlockBytes + BlockBytes;

    private const int Places = 2, BlocksOfPlace = 2;
    private const int GenerationAt = 0, ContentAt = 8, NonceAt = 9, SecretAt = NonceAt + KeyWrap.NonceBytes;
    private const int TagAt = SecretAt + KeyDrawer.SecretBytes;
    private const int BlockBytes = TagAt + KeyWrap.TagBytes;
    private const int HoldsKey = 1, HoldsNone = 2, HoldsMark = 3;
    private const int MarkPlace = Places;
    private const int ReadAttemptsMax = 4;

    private readonly INonVolatile _storage;
    private readonly KeyWrap _wrap;
    private readonly KeyDrawer _drawer;
    private readonly IHmacSha256? _hmac;
    private readonly byte[] _block = new byte[BlockBytes];
    private readonly byte[] _check = new byte[BlockBytes];

    /// <summary>
    /// A store over at least <see cref="SizeBytes"/> of storage, under the chip's own id (1 to 64 bytes, the same at every start) and a
    /// secret that is kept elsewhere (<see cref="WrapSecret"/>). Another id or secret, and the keys are gone. Its signers make their
    /// nonces with the given HMAC; null: with our own.
    /// </summary>
    public SoftwareKeyStore(INonVolatile storage, byte[] chipId, byte[] secret, KeyDrawer drawer, IHmacSha256? hmac = null)
    {
        Require.NotNull(storage, nameof(storage));
        Require.NotNull(drawer, nameof(drawer));
        Require.InRange(storage.SizeBytes, SizeBytes, int.MaxValue, "storage size");
        _storage = storage;
        _wrap = new KeyWrap(chipId, secret);
        _drawer = drawer;
        _hmac = hmac;
    }

    /// <inheritdoc/>
    public bool TryMake(int place, out byte[] publicKey)
    {
        publicKey = new byte[0];
        if (!TryFindNewest(place, out int newest, out long generation) || !_drawer.TryDrawPrivateKey(out byte[] privateKey)) return false;
        int block = newest == 0 ? 1 : 0;
        bool isKept = TryPut(place, block, generation + 1, HoldsKey, privateKey) && TryWipe(place, 1 - block);
        if (isKept) publicKey = P256.PublicKey(privateKey);
        System.Array.Clear(privateKey, 0, privateKey.Length);
        return isKept;
    }

    /// <inheritdoc/>
    public bool TryOpen(int place, out ISigner? signer)
    {
        signer = null;
        if (!TryFindNewest(place, out int newest, out _)) return false;
        if (newest < 0) return true;
        if (!TryGet(place, newest, out bool isWhole) || !isWhole) return false;
        if (_block[ContentAt] != HoldsKey) return true;
        byte[] nonce = Nonce();
        _wrap.Apply(_block, SecretAt, nonce);
        byte[] privateKey = new byte[KeyDrawer.SecretBytes];
        System.Array.Copy(_block, SecretAt, privateKey, 0, privateKey.Length);
        System.Array.Clear(_block, 0, BlockBytes);
        signer = new SoftwareSigner(privateKey, KeyClass.SoftwareWrapped, _hmac);
        System.Array.Clear(privateKey, 0, privateKey.Length);
        return true;
    }

    /// <inheritdoc/>
    public bool TryForget(int place)
    {
        if (!TryFindNewest(place, out int newest, out long generation)) return false;
        if (newest < 0) return true;
        if (!TryGet(place, newest, out bool isWhole) || !isWhole) return false;
        if (_block[ContentAt] == HoldsNone) return TryWipe(place, 1 - newest);
        return TryPut(place, 1 - newest, generation + 1, HoldsNone, new byte[KeyDrawer.SecretBytes]) && TryWipe(place, newest);
    }

    /// <inheritdoc/>
    public bool TryRead(out long identity)
    {
        identity = 0;
        if (!TryGet(MarkPlace, 0, out bool isWhole)) return false;
        if (isWhole && _block[ContentAt] == HoldsMark) identity = Bytes.Long(_block, GenerationAt);
        return true;
    }

    /// <inheritdoc/>
    public bool TryKeep(long identity)
    {
        Require.InRange(identity, 1, long.MaxValue, nameof(identity));
        return TryPut(MarkPlace, 0, identity, HoldsMark, new byte[KeyDrawer.SecretBytes]);
    }

    // -1 and generation 0 where neither block is whole.
    private bool TryFindNewest(int place, out int newest, out long generation)
    {
        Require.InRange(place, 0, Places - 1, nameof(place));
        newest = -1;
        generation = 0;
        for (int block = 0; block < BlocksOfPlace; block++)
        {
            if (!TryGet(place, block, out bool isWhole)) return false;
            long found = isWhole ? Bytes.Long(_block, GenerationAt) : 0;
            if (found <= generation) continue;
            newest = block;
            generation = found;
        }
        return true;
    }

    // A block that is not whole has to read the same twice: one disturbed transfer must not look like a key that is gone.
    private bool TryGet(int place, int block, out bool isWhole)
    {
        isWhole = false;
        for (int attempt = 0; attempt < ReadAttemptsMax; attempt++)
        {
            System.Array.Copy(_block, _check, BlockBytes);
            if (!_storage.TryRead(AddressOf(place, block), _block, 0, BlockBytes)) return false;
            isWhole = IsWhole(place);
            if (isWhole || attempt > 0 && ConstantTime.Equals(_block, _check)) return true;
        }
        return false;
    }

    private bool IsWhole(int place)
    {
        byte[] tag = _wrap.Tag(_block, TagAt, place);
        int difference = 0;
        for (int i = 0; i < tag.Length; i++) difference |= tag[i] ^ _block[TagAt + i];
        return difference == 0;
    }

    private bool TryPut(int place, int block, long generation, int content, byte[] secret)
    {
        if (!_drawer.TryDrawSecret(out byte[] nonce)) return false;
        Bytes.Put(_block, GenerationAt, generation);
        _block[ContentAt] = (byte)content;
        System.Array.Copy(nonce, 0, _block, NonceAt, KeyWrap.NonceBytes);
        System.Array.Copy(secret, 0, _block, SecretAt, KeyDrawer.SecretBytes);
        _wrap.Apply(_block, SecretAt, Nonce());
        byte[] tag = _wrap.Tag(_block, TagAt, place);
        System.Array.Copy(tag, 0, _block, TagAt, tag.Length);
        return TryWrite(place, block);
    }

    private bool TryWipe(int place, int block)
    {
        System.Array.Clear(_block, 0, BlockBytes);
        return TryWrite(place, block);
    }

    private bool TryWrite(int place, int block)
    {
        int address = AddressOf(place, block);
        return _storage.TryWrite(address, _block, 0, BlockBytes)
            && _storage.TryRead(address, _check, 0, BlockBytes) && ConstantTime.Equals(_block, _check);
    }

    private byte[] Nonce()
    {
        byte[] nonce = new byte[KeyWrap.NonceBytes];
        System.Array.Copy(_block, NonceAt, nonce, 0, nonce.Length);
        return nonce;
    }

    private static int AddressOf(int place, int block) => (place * BlocksOfPlace + block) * BlockBytes;
}
