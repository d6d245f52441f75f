using System;
using System.Threading.Tasks;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// A meter in a time somebody else drives: the real Core over whatever parts it is given. Power, processor and bus can be taken away
/// and given back like those of a board on a wall.
/// </summary>
public abstract class RunningMeter : IAsyncDisposable
{
    // A loop without progress would be a fault of Core: better a failing test than a hanging one.
    private const int StepsAtOneMomentMax = 10_000;

    private readonly Func<ILink> _makeLink;

    /// <summary>A meter that has no power yet.</summary>
    protected RunningMeter(long startUnixMs, Func<ILink> makeLink)
    {
        Clock = new VirtualClock(startUnixMs);
        _makeLink = makeLink;
    }

    /// <summary>Its world's time.</summary>
    public VirtualClock Clock { get; }

    /// <summary>The way to the host since the last start; null while it has no power.</summary>
    public ILink? Link { get; private set; }

    /// <summary>The firmware while it runs; null while it has no power.</summary>
    public Meter? Meter { get; private set; }

    /// <summary>Whether its chips have power.</summary>
    protected abstract bool IsPowered { get; }

    /// <summary>Whether its storage takes what is written: a power cut in the middle of a write takes that away.</summary>
    protected abstract bool IsStoragePowered { get; }

    /// <summary>Gives power to the chips and the processor.</summary>
    public void PowerOn()
    {
        if (IsPowered) throw new InvalidOperationException("The meter has power already.");
        SupplyChips(true);
        StartProcessor(RestartReason.PowerOn);
    }

    /// <summary>Takes power from the chips and the processor at once, wherever they are.</summary>
    public void PowerOff()
    {
        StopProcessor();
        if (IsPowered) SupplyChips(false);
    }

    /// <summary>Takes the processor away, as a watchdog or a torn write does, while the chips run on.</summary>
    public void StopProcessor()
    {
        Meter = null;
        Link?.Close();
        Link = null;
        SupplyStorages(false);
    }

    /// <summary>Starts the processor; what it knew is in its storage.</summary>
    public void StartProcessor(RestartReason reason)
    {
        if (Meter is not null) StopProcessor();
        SupplyStorages(true);
        Clock.RestartUptime();
        Link = _makeLink();
        Meter = MakeMeter(Link, reason);
    }

    /// <summary>
    /// Lets time run to a moment (unix ms) and the firmware do everything that falls due until then, that moment included.
    /// Stops the processor, and lets only time go on, where a write is torn by a power cut.
    /// </summary>
    public void AdvanceTo(long unixMs)
    {
        int stepsHere = 0;
        while (Meter is not null)
        {
            long due = Clock.NowMs + Math.Max(0, Meter.NextDueMs - Clock.UptimeMs);
            if (due > unixMs) break;
            stepsHere = due > Clock.NowMs ? 0 : stepsHere + 1;
            if (stepsHere > StepsAtOneMomentMax) throw new InvalidOperationException($"The meter makes no progress at {Clock.NowMs}.");
            if (due > Clock.NowMs) Clock.AdvanceTo(due);
            Step();
        }
        if (unixMs > Clock.NowMs) Clock.AdvanceTo(unixMs);
    }

    /// <summary>Lets the firmware look at its link once, without time going on.</summary>
    public void Step()
    {
        Meter?.Step(Clock.UptimeMs);
        if (Meter is not null && !IsStoragePowered) StopProcessor();
    }

    /// <summary>Ends its connection and its storage.</summary>
    public async ValueTask DisposeAsync()
    {
        var link = Link;
        StopProcessor();
        if (link is IAsyncDisposable open) await open.DisposeAsync();
        DisposeStorages();
        GC.SuppressFinalize(this);
    }

    /// <summary>The firmware over the parts, freshly started.</summary>
    protected abstract Meter MakeMeter(ILink link, RestartReason reason);

    /// <summary>Gives power to the chips, or takes it.</summary>
    protected abstract void SupplyChips(bool isOn);

    /// <summary>The same for what is written to.</summary>
    protected abstract void SupplyStorages(bool isOn);

    /// <summary>Closes the files of its storages.</summary>
    protected abstract void DisposeStorages();
}
