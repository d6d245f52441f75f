using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Health;

namespace CarbonMeter.Firmware;

/// <summary>What a board gives a meter. The meter sees these interfaces and nothing else.</summary>
public sealed class MeterParts
{
    /// <summary>The parts; time sources are asked in their order.</summary>
    public MeterParts(
        IFrontEnd frontEnd, INonVolatile storage, ILink link, ITimeSource[] timeSources, IKeyStore keys, IVerifier authority, IRandomSource random)
    {
        FrontEnd = frontEnd;
        Storage = storage;
        Link = link;
        TimeSources = timeSources;
        Keys = keys;
        Authority = authority;
        Random = random;
    }

    /// <summary>The metering chip.</summary>
    public IFrontEnd FrontEnd { get; }

    /// <summary>Where the journal's state lives, and its ring of records where <see cref="RingStorage"/> is null.</summary>
    public INonVolatile Storage { get; }

    /// <summary>Where the ring of signed records lives; null: behind the state.</summary>
    public INonVolatile? RingStorage { get; set; }

    /// <summary>Whether the state lives on flash, which every commit wears: it then needs a checkpoint period.</summary>
    public bool IsStateOnFlash { get; set; }

    /// <summary>Whether the drive the ring lies on was found with nothing on it: it was formatted.</summary>
    public bool IsDriveFresh { get; set; }

    /// <summary>The mark beside the keys; null where the board has no room for one.</summary>
    public IIdentityMark? IdentityMark { get; set; }

    /// <summary>The way to the host.</summary>
    public ILink Link { get; }

    /// <summary>Who may know the time, best first.</summary>
    public ITimeSource[] TimeSources { get; }

    /// <summary>The meter's keys.</summary>
    public IKeyStore Keys { get; }

    /// <summary>Verifies the host's commands.</summary>
    public IVerifier Authority { get; }

    /// <summary>Jitter.</summary>
    public IRandomSource Random { get; }

    /// <summary>The sensors of the gas channel, those that count first where two give one quantity; none where there is no such channel.</summary>
    public ISensor[] GasSensors { get; set; } = new ISensor[0];

    /// <summary>The board, where it can tell how it is; null = its figures are missing.</summary>
    public IBoard? Board { get; set; }

    /// <summary>Who keeps the network, for the health reading; null where nobody does.</summary>
    public NetworkKeeper? Network { get; set; }

    /// <summary>The contact of the enclosure; null where there is none.</summary>
    public IEnclosure? Enclosure { get; set; }
}
