using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Display;
using CarbonMeter.Firmware.Health;
using CarbonMeter.Firmware.SerialConsole;

namespace CarbonMeter.Firmware;

/// <summary>Makes the way to the host, once it is known where the host is.</summary>
public interface ILinkFactory
{
    /// <summary>A closed link for a meter that has been commissioned so.</summary>
    ILink Make(Settings.DeviceSettings settings);
}

/// <summary>What a board gives a device beyond what its console needs.</summary>
public sealed class DeviceParts
{
    /// <summary>The parts no meter is without; time sources are asked in their order, the console's last.</summary>
    public DeviceParts(ConsoleParts console, ConsoleBoard board, INonVolatile storage, ITimeSource[] timeSources, IRandomSource random, ILinkFactory links)
    {
        Console = console;
        Board = board;
        Storage = storage;
        TimeSources = timeSources;
        Random = random;
        Links = links;
    }

    /// <summary>What the console needs: front end, keys, settings among it.</summary>
    public ConsoleParts Console { get; }

    /// <summary>What the board is and was delivered with.</summary>
    public ConsoleBoard Board { get; }

    /// <summary>Where the journal's state lives, and its ring where <see cref="RingStorage"/> is null.</summary>
    public INonVolatile Storage { get; }

    /// <summary>Who may know the time, best first.</summary>
    public ITimeSource[] TimeSources { get; }

    /// <summary>Jitter.</summary>
    public IRandomSource Random { get; }

    /// <summary>Makes the way to the host.</summary>
    public ILinkFactory Links { get; }

    /// <summary>Where the ring of records lives; null: behind the state.</summary>
    public INonVolatile? RingStorage { get; set; }

    /// <summary>Whether the state lives on flash.</summary>
    public bool IsStateOnFlash { get; set; }

    /// <summary>Whether the drive was found with nothing on it.</summary>
    public bool IsDriveFresh { get; set; }

    /// <summary>The mark beside the keys; null where there is no room for one.</summary>
    public IIdentityMark? IdentityMark { get; set; }

    /// <summary>The processor and its memory; null: nothing can be restarted or told.</summary>
    public IBoard? Processor { get; set; }

    /// <summary>The external watchdog; null where there is none.</summary>
    public IWatchdog? Watchdog { get; set; }

    /// <summary>The network; null where nobody has to keep it.</summary>
    public INetwork? Network { get; set; }

    /// <summary>The contact of the enclosure; null where there is none.</summary>
    public IEnclosure? Enclosure { get; set; }

    /// <summary>The display; null where there is none.</summary>
    public ITextDisplay? Display { get; set; }

    /// <summary>The sensors of the gas channel; none where there is no such channel.</summary>
    public ISensor[] GasSensors { get; set; } = new ISensor[0];
}

/// <summary>
/// A board from power on: its console at all times, and once it has been commissioned and sealed the meter under its supervisor.
/// One loop calls <see cref="Step"/> again and again; it never waits.
/// </summary>
public sealed class Device
{
    /// <summary>Longest pause between two steps, ms: what console and link may have to wait.</summary>
    public const int PauseMsMax = 20;

    private readonly DeviceParts _parts;
    private readonly RestartReason _restartReason;
    private readonly NetworkKeeper? _network;
    private readonly StatusPage? _page;
    private readonly ProgressWatch _watch;
    private readonly SensorReading _unused = new SensorReading();
    private readonly MeterProgress _nothing = new MeterProgress();
    private Supervisor? _supervisor;

    /// <summary>A device that starts at an uptime.</summary>
    public Device(DeviceParts parts, RestartReason restartReason, long uptimeMs)
    {
        Require.NotNull(parts, nameof(parts));
        _parts = parts;
        _restartReason = restartReason;
        Console = new DeviceConsole(parts.Console, parts.Board);
        _watch = new ProgressWatch(parts.Watchdog, uptimeMs);
        if (parts.Display != null) _page = new StatusPage(parts.Display);
        if (parts.Network != null) _network = new NetworkKeeper(parts.Network, parts.Random, uptimeMs);
    }

    /// <summary>The console.</summary>
    public DeviceConsole Console { get; }

    /// <summary>The meter; null before it has been commissioned.</summary>
    public Meter? Meter { get; private set; }

    /// <summary>What stands still; None where all is well.</summary>
    public Stall Stalled => _supervisor == null ? Stall.None : _supervisor.Stalled;

    /// <summary>Does everything that is due.</summary>
    public void Step(long uptimeMs)
    {
        Console.Step(uptimeMs);
        if (Meter == null && Console.Commissioning.IsSealed) Begin(uptimeMs);
        if (_page != null) _page.Step(uptimeMs, Meter, Meter == null ? _parts.Board.Name : Console.Commissioning.Settings.Id);
        if (_supervisor != null)
        {
            _supervisor.Step(uptimeMs);
            return;
        }
        // So that the self-test has something to tell of them; their figures count for nothing yet.
        for (int i = 0; i < _parts.GasSensors.Length; i++) _parts.GasSensors[i].Step(uptimeMs, _unused);
        // Nobody measures yet, so nothing can stand still; whoever commissions it needs it running.
        if (_network != null) _network.Step(uptimeMs, true);
        _watch.Step(uptimeMs, _nothing, true);
    }

    /// <summary>Time until the next step, ms, 1 to <see cref="PauseMsMax"/>.</summary>
    public int PauseMs(long uptimeMs)
    {
        long dueInMs = Meter == null ? PauseMsMax : Meter.NextDueMs - uptimeMs;
        return dueInMs < 1 ? 1 : dueInMs > PauseMsMax ? PauseMsMax : (int)dueInMs;
    }

    private void Begin(long uptimeMs)
    {
        Commissioning commissioning = Console.Commissioning;
        var settings = new MeterSettings();
        commissioning.Configure(settings);
        if (_parts.IsStateOnFlash) settings.CheckpointPeriodMs = MeterSettings.FlashCheckpointPeriodMsMin;
        var sources = new ITimeSource[_parts.TimeSources.Length + 1];
        for (int i = 0; i < _parts.TimeSources.Length; i++) sources[i] = _parts.TimeSources[i];
        sources[_parts.TimeSources.Length] = commissioning.Clock;
        ILink link = _parts.Links.Make(commissioning.Settings);
        var parts = new MeterParts(_parts.Console.FrontEnd, _parts.Storage, link, sources, _parts.Console.Keys,
            new ManagedVerifier(commissioning.Settings.Authority), _parts.Random)
        {
            RingStorage = _parts.RingStorage,
            IsStateOnFlash = _parts.IsStateOnFlash,
            IsDriveFresh = _parts.IsDriveFresh,
            IdentityMark = _parts.IdentityMark,
            Board = _parts.Processor,
            Network = _network,
            Enclosure = _parts.Enclosure,
            GasSensors = _parts.GasSensors,
        };
        Meter = new Meter(settings, parts, commissioning.FactorSet, commissioning.ParameterSet, _restartReason);
        commissioning.Meter = Meter;
        _supervisor = new Supervisor(Meter, link, _parts.Processor, _parts.Watchdog, _network, uptimeMs);
    }
}
