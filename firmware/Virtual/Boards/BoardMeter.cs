using System;
using CarbonMeter.Boards;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Settings;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>What a virtual meter of a board is made of and where its time begins.</summary>
public sealed record BoardMeterOptions
{
    /// <summary>The board.</summary>
    public required Board Board { get; init; }

    /// <summary>What the meter was commissioned with.</summary>
    public required MeterSettings Settings { get; init; }

    /// <summary>Its first factor set.</summary>
    public required FactorSet Factors { get; init; }

    /// <summary>The key of a board without a secure element; of no effect on one that has it.</summary>
    public required ISigner SoftwareKey { get; init; }

    /// <summary>The host's authority, 64 bytes X, Y.</summary>
    public required byte[] AuthorityPublicKey { get; init; }

    /// <summary>Makes the way to the host; called at every start.</summary>
    public required Func<ILink> MakeLink { get; init; }

    /// <summary>Where time begins, unix ms.</summary>
    public required long StartUnixMs { get; init; }

    /// <summary>Seed of its randomness.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>
/// A virtual meter of any board: the drivers its data asks for, over models of its parts; its state in the FRAM where there is one,
/// its key in the secure element where there is one, which is locked and given its key as the meter is made.
/// </summary>
public sealed class BoardMeter : RunningMeter
{
    private const int SensorPeriodMs = 1000;
    private const int StateBytes = 32 * 1024;
    private const int ProvisioningMs = 60_000;

    private readonly BoardMeterOptions _options;
    private readonly byte[] _factors, _parameters;
    private readonly SeededRandom _random;
    private readonly VirtualStorage _ring = new(VirtualMeterOptions.StorageBytesDefault);
    private readonly VirtualStorage? _stateFile;
    private readonly VirtualKeys? _softwareKeys;
    private readonly VirtualDelay _delay;

    /// <summary>A meter that has no power yet.</summary>
    /// <exception cref="NotSupportedException">The board has a part that nobody has a model or a driver for.</exception>
    public BoardMeter(BoardMeterOptions options) : base(options.StartUnixMs - ProvisioningMs, options.MakeLink)
    {
        _options = options;
        _factors = FactorSetCodec.Encode(options.Factors);
        Parameters = BoardParameters.Default(options.Board);
        _parameters = ParameterSetCodec.Encode(Parameters);
        _random = new SeededRandom(options.Seed);
        _delay = new VirtualDelay(Clock);
        World = new VirtualBoard(options.Board, Clock, options.Seed);
        Time = new VirtualTimeSource(Clock);
        if (World.Fram is null) _stateFile = new VirtualStorage(StateBytes);
        if (World.SecureElement is null) _softwareKeys = new VirtualKeys(options.SoftwareKey);
        PublicKey = World.SecureElement is null ? options.SoftwareKey.PublicKey : Provision();
        Clock.AdvanceTo(options.StartUnixMs);
    }

    /// <summary>Its parts, its wires and its gas.</summary>
    public VirtualBoard World { get; }

    /// <summary>The parameter set it starts with: the board's own.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The key its first record is signed with, 64 bytes X, Y.</summary>
    public byte[] PublicKey { get; }

    /// <summary>The network's time.</summary>
    public VirtualTimeSource Time { get; }

    /// <inheritdoc/>
    protected override bool IsPowered => World.IsPowered;

    /// <inheritdoc/>
    protected override bool IsStoragePowered => _ring.IsPowered;

    /// <inheritdoc/>
    protected override void SupplyChips(bool isOn) => World.Supply(isOn);

    /// <inheritdoc/>
    protected override void SupplyStorages(bool isOn)
    {
        foreach (var storage in new[] { _ring, _stateFile, _softwareKeys?.Storage })
        {
            if (isOn) storage?.PowerOn();
            else storage?.PowerOff();
        }
    }

    /// <inheritdoc/>
    protected override void DisposeStorages()
    {
        _ring.Dispose();
        _stateFile?.Dispose();
        _softwareKeys?.Storage.Dispose();
        World.Fram?.Storage.Dispose();
    }

    /// <inheritdoc/>
    protected override Meter MakeMeter(ILink link, RestartReason reason)
    {
        var assembly = Assemble();
        INonVolatile state = assembly.Fram is { } fram
            ? new StorageSlice(fram, SettingsStore.SizeBytes, fram.SizeBytes - SettingsStore.SizeBytes) : _stateFile!;
        IKeyStore keys = assembly.SecureElement is { } element ? new AteccKeyStore(element) : _softwareKeys!;
        ITimeSource[] times = assembly.Clock is { } clock ? [Time, clock] : [Time];
        var parts = new MeterParts(assembly.FrontEnd, state, link, times, keys, new ManagedVerifier(_options.AuthorityPublicKey), _random)
        {
            RingStorage = _ring,
            IsStateOnFlash = assembly.Fram is null,
            IdentityMark = _softwareKeys,
            GasSensors = assembly.Sensors,
        };
        return new Meter(_options.Settings, parts, _factors, _parameters, reason);
    }

    private BoardAssembly Assemble()
    {
        var assembly = new BoardAssembly(_options.Board, World, _delay, SensorPeriodMs);
        return assembly.Fault is null ? assembly : throw new NotSupportedException($"board {_options.Board.Name}: {assembly.Fault}.");
    }

    // What an engineer does once with a new secure element.
    private byte[] Provision()
    {
        World.Supply(true);
        var element = Assemble().SecureElement!;
        var provisioning = new AteccProvisioning(element);
        provisioning.Prepare();
        var outcome = provisioning.Lock(provisioning.Confirmation() ?? "");
        if (outcome != AteccLockOutcome.Locked || !new AteccKeyStore(element).TryMake(0, out var publicKey))
            throw new InvalidOperationException($"board {_options.Board.Name}: its secure element could not be set up ({outcome}).");
        World.Supply(false);
        return publicKey;
    }
}
