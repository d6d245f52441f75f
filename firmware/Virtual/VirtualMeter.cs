using System;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>What a virtual meter is made of and where its time begins.</summary>
public sealed record VirtualMeterOptions
{
    /// <summary>Smallest and usual storage of a board: 256 KiB of it is about 200 records.</summary>
    public const int StorageBytesDefault = 256 * 1024;

    /// <summary>What the meter was commissioned with.</summary>
    public required MeterSettings Settings { get; init; }

    /// <summary>Its calibration; the chip's analog inputs match it.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>Its first factor set.</summary>
    public required FactorSet Factors { get; init; }

    /// <summary>The key it was commissioned with; it makes others itself where it is told to rotate its key.</summary>
    public required ISigner Signer { get; init; }

    /// <summary>The host's authority, 64 bytes X, Y.</summary>
    public required byte[] AuthorityPublicKey { get; init; }

    /// <summary>Makes the way to the host; called at every start of the meter, since a connection does not outlive it.</summary>
    public required Func<ILink> MakeLink { get; init; }

    /// <summary>Where time begins, unix ms.</summary>
    public required long StartUnixMs { get; init; }

    /// <summary>Rms voltage at the meter, mV.</summary>
    public int VoltageMillivolts { get; init; } = 230_000;

    /// <summary>Size of its storage, bytes; of the state's alone where the ring has its own.</summary>
    public int StorageBytes { get; init; } = StorageBytesDefault;

    /// <summary>Size of a storage of its own for the ring of records, bytes; 0: the ring shares the other.</summary>
    public int RingStorageBytes { get; init; }

    /// <summary>File its storage is kept in, its keys and a ring's storage in others beside it, so that they live on after the process; null: in memory alone.</summary>
    public string? StoragePath { get; init; }

    /// <summary>
    /// What the firmware sees of the storage; called at every start of the meter, null = the storage itself. For faults that a
    /// test puts in between.
    /// </summary>
    public Func<VirtualStorage, INonVolatile>? AroundStorage { get; init; }

    /// <summary>Whether it has a battery-backed clock beside the network's time.</summary>
    public bool HasBackupClock { get; init; }

    /// <summary>The same for the storage of the ring, where it has one of its own.</summary>
    public Func<VirtualStorage, INonVolatile>? AroundRingStorage { get; init; }

    /// <summary>Seed of its randomness and of its bus faults.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>
/// A whole meter: the real Core and driver on a register-level chip, storage and a link, in a time somebody else drives.
/// Power, processor and bus can be taken away and given back like those of a board on a wall.
/// </summary>
public sealed class VirtualMeter : RunningMeter
{
    private readonly VirtualMeterOptions _options;
    private readonly byte[] _factors;
    private readonly byte[] _parameters;
    private readonly IVerifier _authority;
    private readonly SeededRandom _random;

    /// <summary>A meter that has no power yet.</summary>
    public VirtualMeter(VirtualMeterOptions options) : base(options.StartUnixMs, options.MakeLink)
    {
        _options = options;
        _factors = FactorSetCodec.Encode(options.Factors);
        _parameters = ParameterSetCodec.Encode(options.Parameters);
        _authority = new ManagedVerifier(options.AuthorityPublicKey);
        _random = new SeededRandom(options.Seed);
        Metering = options.Parameters.FrontEnd == Ade7880.FrontEndName
            ? new ThreePhaseMetering(Clock, options.Parameters, options.VoltageMillivolts)
            : new SinglePhaseMetering(Clock, options.Parameters, options.VoltageMillivolts);
        Bus = new FaultyI2cBus(Metering.OnBus, new SeededRandom(options.Seed + 1));
        Storage = new VirtualStorage(options.StorageBytes, options.StoragePath);
        Keys = new VirtualKeys(options.Signer, options.StoragePath is null ? null : options.StoragePath + ".keys");
        if (options.RingStorageBytes > 0)
            RingStorage = new VirtualStorage(options.RingStorageBytes, options.StoragePath is null ? null : options.StoragePath + ".ring");
        Storage.WhenCut = Keys.Storage.WhenCut = CutStorages;
        if (RingStorage is not null) RingStorage.WhenCut = CutStorages;
        Time = new VirtualTimeSource(Clock);
        if (options.HasBackupClock) BackupClock = new Ds3231Chip(Clock) { IsPowered = false };
    }

    /// <summary>Its wires and its metering chip: three phases where its parameter set is for an ADE7880, else one.</summary>
    public IVirtualMetering Metering { get; }

    /// <summary>The wires, the clamps and the chip of a meter of three phases; an error of any other.</summary>
    public ThreePhaseMetering ThreePhases => Of<ThreePhaseMetering>();

    /// <summary>The wires a meter of one phase measures; an error of any other.</summary>
    public Circuit Circuit => Of<SinglePhaseMetering>().Circuit;

    /// <summary>Its analog inputs, where errors can be put in; an error of any other.</summary>
    public AnalogInputs Inputs => Of<SinglePhaseMetering>().Inputs;

    /// <summary>Its metering chip; an error of any other.</summary>
    public Ade7953Chip Chip => Of<SinglePhaseMetering>().Chip;

    /// <summary>The bus between, where faults can be put in.</summary>
    public FaultyI2cBus Bus { get; }

    /// <summary>Its storage, which can lose power at any byte.</summary>
    public VirtualStorage Storage { get; }

    /// <summary>The storage of its ring of records, where the ring has its own.</summary>
    public VirtualStorage? RingStorage { get; }

    /// <summary>Whether the drive with the ring is found with nothing on it at the next start.</summary>
    public bool IsDriveFresh { get; set; }

    /// <summary>Its keys, on storage of their own that loses power together with the other.</summary>
    public VirtualKeys Keys { get; }

    /// <summary>What tells it the time.</summary>
    public VirtualTimeSource Time { get; }

    /// <summary>Its battery-backed clock, where it has one.</summary>
    public Ds3231Chip? BackupClock { get; }

    /// <summary>Called at every start of the firmware with its parts, for what a board has beyond the usual.</summary>
    public Action<MeterParts>? OnParts { get; set; }

    /// <inheritdoc/>
    protected override bool IsPowered => Metering.IsPowered;

    /// <inheritdoc/>
    protected override bool IsStoragePowered => Storage.IsPowered;

    /// <inheritdoc/>
    protected override void SupplyChips(bool isOn)
    {
        if (isOn) Metering.PowerOn();
        else Metering.PowerOff();
        BackupClock?.IsPowered = isOn;
    }

    /// <inheritdoc/>
    protected override void SupplyStorages(bool isOn)
    {
        if (!isOn)
        {
            CutStorages();
            return;
        }
        Storage.PowerOn();
        Keys.Storage.PowerOn();
        RingStorage?.PowerOn();
    }

    /// <inheritdoc/>
    protected override void DisposeStorages()
    {
        Storage.Dispose();
        Keys.Storage.Dispose();
        RingStorage?.Dispose();
    }

    /// <inheritdoc/>
    protected override Meter MakeMeter(ILink link, RestartReason reason)
    {
        var storage = _options.AroundStorage?.Invoke(Storage) ?? Storage;
        ITimeSource[] times = BackupClock is null ? [Time] : [Time, new Ds3231(BackupClock)];
        var parts = new MeterParts(Metering.MakeDriver(Bus), storage, link, times, Keys, _authority, _random)
        {
            RingStorage = RingStorage is null ? null : _options.AroundRingStorage?.Invoke(RingStorage) ?? RingStorage,
            IsDriveFresh = IsDriveFresh,
            IdentityMark = Keys,
        };
        OnParts?.Invoke(parts);
        return new Meter(_options.Settings, parts, _factors, _parameters, reason);
    }

    private T Of<T>() where T : class, IVirtualMetering =>
        Metering as T ?? throw new InvalidOperationException($"The meter is under {_options.Parameters.FrontEnd}, and its wires are others.");

    private void CutStorages()
    {
        Storage.PowerOff();
        Keys.Storage.PowerOff();
        RingStorage?.PowerOff();
    }
}
