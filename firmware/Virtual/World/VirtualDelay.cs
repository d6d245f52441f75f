namespace CarbonMeter.Firmware.Virtual;

/// <summary>Waiting in a virtual world: the clock goes on by as much.</summary>
public sealed class VirtualDelay(VirtualClock clock) : IDelay
{
    /// <summary>Time waited so far, ms.</summary>
    public long WaitedMs { get; private set; }

    /// <inheritdoc/>
    public void Milliseconds(int ms)
    {
        Require.InRange(ms, 1, 1000, nameof(ms));
        clock.Advance(ms);
        WaitedMs += ms;
    }
}
