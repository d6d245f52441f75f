namespace CarbonMeter.Firmware;

/// <summary>
/// Waiting, for a driver whose caller needs the answer at once: a signature is asked for and given in one call. All else is
/// stepped and never waits. Whoever uses it states how long in all it may take.
/// </summary>
public interface IDelay
{
    /// <summary>Waits at least this long, 1 to 1000 ms; other threads run on.</summary>
    void Milliseconds(int ms);
}
