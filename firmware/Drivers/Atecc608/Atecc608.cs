namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The ATECC608B, a secure element: it makes P-256 keys that never leave it and signs with them. Each call wakes it, has one
/// thing done within its watchdog's time, and lets it idle. A signature takes 160 to 260 ms at its usual clock, and the caller
/// waits for it: for that it is given an <see cref="IDelay"/>. At most <see cref="AttemptsMax"/> attempts; one that never answers
/// costs 2.5 s in all. The bus must run at 100 kHz, because above that the chip cannot be woken. Nothing here locks it:
/// <see cref="AteccProvisioning"/> does. Allocates in its constructor only. Not for use from several threads at once.
/// </summary>
public sealed class Atecc608 : ISecureElement, ITestedPart
{
    /// <summary>The address it is delivered with.</summary>
    public const byte AddressUsual = 0x60;

    /// <summary>Bytes of its configuration.</summary>
    public const int ConfigurationBytes = 128;

    /// <summary>Bytes of its serial number.</summary>
    public const int SerialBytes = 9;

    /// <summary>Bytes of a digest, and of what <see cref="ReadRandom"/> gives.</summary>
    public const int DigestBytes = 32;

    /// <summary>Bytes of a public key (X, Y) and of a signature (r, s).</summary>
    public const int PointBytes = 64;

    /// <summary>Attempts at a command before its status is given back.</summary>
    public const int AttemptsMax = 3;

    private const int BlockBytes = 32, WordBytes = 4, SlotMax = 15;
    private const int ReadBlock = 0x80;
    private const int NewKey = 0x04, PublicKeyOnly = 0x00;
    private const int DigestAsItIs = 0x03, SignDigest = 0x80;

    private readonly AteccLink _link;
    private readonly byte[] _answer = new byte[PointBytes];

    /// <summary>A chip on a bus of 100 kHz; nothing is transferred yet.</summary>
    public Atecc608(II2cBus bus, byte address, IDelay delay)
    {
        Require.NotNull(bus, nameof(bus));
        Require.NotNull(delay, nameof(delay));
        Require.InRange(address, 0x08, 0x77, nameof(address));
        _link = new AteccLink(bus, address, delay);
    }

    /// <summary>Attempts that failed since boot.</summary>
    public long FaultCount { get; private set; }

    /// <summary>Its revision: 0x6002 and 0x6003 are ATECC608, 0x5000 is an ATECC508A.</summary>
    public AteccStatus ReadRevision(out int revision)
    {
        var status = Run(null, AteccCommand.Info, 0, 0, _answer, 0, WordBytes);
        revision = status == AteccStatus.Ok ? _answer[2] << 8 | _answer[3] : 0;
        return status;
    }

    /// <summary>Puts 32 random bytes into a buffer. Before its configuration is locked it gives a fixed pattern instead.</summary>
    public AteccStatus ReadRandom(byte[] random)
    {
        Require.Length(random, DigestBytes, nameof(random));
        return Copied(Run(null, AteccCommand.Random, 0, 0, _answer, 0, DigestBytes), random, 0, DigestBytes);
    }

    /// <summary>Reads its whole configuration.</summary>
    public AteccStatus ReadConfiguration(byte[] configuration)
    {
        Require.Length(configuration, ConfigurationBytes, nameof(configuration));
        for (int block = 0; block < ConfigurationBytes / BlockBytes; block++)
        {
            var status = Run(null, AteccCommand.Read, ReadBlock, block << 3, _answer, 0, BlockBytes);
            if (Copied(status, configuration, block * BlockBytes, BlockBytes) != AteccStatus.Ok) return status;
        }
        return AteccStatus.Ok;
    }

    /// <summary>Reads its serial number: nine bytes, the first 01 23, the last EE.</summary>
    public AteccStatus ReadSerial(byte[] serial)
    {
        Require.Length(serial, SerialBytes, nameof(serial));
        var status = Run(null, AteccCommand.Read, ReadBlock, 0, _answer, 0, BlockBytes);
        for (int i = 0; status == AteccStatus.Ok && i < SerialBytes; i++) serial[i] = _answer[i < 4 ? i : i + 4];
        return status;
    }

    /// <inheritdoc/>
    public bool TryReadSerial(out byte[] serial)
    {
        serial = new byte[SerialBytes];
        return ReadSerial(serial) == AteccStatus.Ok;
    }

    /// <summary>Whether it has been set up and locked, so that it can hold the meter's keys.</summary>
    public string? Trouble()
    {
        switch (new AteccProvisioning(this).Look())
        {
            case AteccSetUp.Locked: return null;
            case AteccSetUp.Unknown: return PartTest.NoAnswer;
            case AteccSetUp.LockedOtherwise: return "it is locked for something else: replace it";
            default: return "it is not locked yet and can hold no key";
        }
    }

    /// <summary>Makes a new private key in a slot, over what was there, and gives its public half. NotNow: not locked, or not set up for it.</summary>
    public AteccStatus MakeKey(int slot, byte[] publicKey) => Key(NewKey, slot, publicKey);

    /// <summary>The public half of the key in a slot. NotNow: there is none.</summary>
    public AteccStatus ReadPublicKey(int slot, byte[] publicKey) => Key(PublicKeyOnly, slot, publicKey);

    /// <summary>Signs a SHA-256 digest with the key in a slot: r and s, as COSE has them.</summary>
    public AteccStatus Sign(int slot, byte[] sha256, byte[] signature)
    {
        Require.InRange(slot, 0, SlotMax, nameof(slot));
        Require.Length(sha256, DigestBytes, nameof(sha256));
        Require.Length(signature, PointBytes, nameof(signature));
        return Copied(Run(sha256, AteccCommand.Sign, SignDigest, slot, _answer, 0, PointBytes), signature, 0, PointBytes);
    }

    /// <summary>Writes four bytes of the configuration, before it is locked.</summary>
    internal AteccStatus WriteConfiguration(int word, byte[] bytes) => Run(null, AteccCommand.Write, 0, word, bytes, WordBytes, 0);

    /// <summary>Locks for ever: once, without trying again; whether it is locked is to be read.</summary>
    internal AteccStatus Lock(int mode, int crc)
    {
        var status = Once(null, AteccCommand.Lock, mode, crc, _answer, 0, 0);
        _link.Idle();
        return status;
    }

    private AteccStatus Key(int mode, int slot, byte[] publicKey)
    {
        Require.InRange(slot, 0, SlotMax, nameof(slot));
        Require.Length(publicKey, PointBytes, nameof(publicKey));
        return Copied(Run(null, AteccCommand.GenKey, mode, slot, _answer, 0, PointBytes), publicKey, 0, PointBytes);
    }

    private AteccStatus Copied(AteccStatus status, byte[] to, int offset, int count)
    {
        for (int i = 0; status == AteccStatus.Ok && i < count; i++) to[offset + i] = _answer[i];
        return status;
    }

    // Every attempt begins by waking it, and so has the watchdog's whole time.
    private AteccStatus Run(byte[]? digest, AteccCommand command, int parameter1, int parameter2, byte[] data, int dataCount, int answerCount)
    {
        var status = AteccStatus.Silent;
        for (int i = 0; i < AttemptsMax; i++)
        {
            status = Once(digest, command, parameter1, parameter2, data, dataCount, answerCount);
            _link.Idle();
            if (status == AteccStatus.Ok) return status;
            FaultCount++;
            if (!IsWorthAnotherAttempt(status)) return status;
        }
        return status;
    }

    private AteccStatus Once(byte[]? digest, AteccCommand command, int parameter1, int parameter2, byte[] data, int dataCount, int answerCount)
    {
        if (!_link.TryWake()) return AteccStatus.Silent;
        if (digest != null)
        {
            var loaded = _link.Execute(AteccCommand.Nonce, DigestAsItIs, 0, digest, DigestBytes, _answer, 0);
            if (loaded != AteccStatus.Ok) return loaded;
        }
        return _link.Execute(command, parameter1, parameter2, data, dataCount, _answer, answerCount);
    }

    private static bool IsWorthAnotherAttempt(AteccStatus status)
    {
        switch (status)
        {
            case AteccStatus.EccFault:
            case AteccStatus.Woke:
            case AteccStatus.WatchdogSoon:
            case AteccStatus.Misheard:
            case AteccStatus.Silent:
            case AteccStatus.NoAnswer:
            case AteccStatus.Garbled:
                return true;
            default:
                return false;
        }
    }
}
