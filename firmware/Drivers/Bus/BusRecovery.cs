namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// When a bus is to be freed: once nothing on it has answered for ten transfers, and then at growing distances, so that a bus
/// without any chip is not clocked all day. A chip that is missing among others that answer never gets that far.
/// </summary>
public sealed class BusRecovery
{
    /// <summary>Transfers in a row that have to fail first.</summary>
    public const int FailuresMin = 10;

    /// <summary>Largest number of failed transfers between two attempts.</summary>
    public const int FailuresMax = 1280;

    private int _failures;
    private int _due = FailuresMin;

    /// <summary>Transfers that failed since boot.</summary>
    public long Faults { get; private set; }

    /// <summary>Times the bus was to be freed since boot.</summary>
    public long Recoveries { get; private set; }

    /// <summary>A transfer was acknowledged to its end.</summary>
    public void Succeeded()
    {
        _failures = 0;
        _due = FailuresMin;
    }

    /// <summary>A transfer failed. True where the bus is to be freed now.</summary>
    public bool Failed()
    {
        Faults++;
        if (++_failures < _due) return false;
        _failures = 0;
        _due = _due > FailuresMax / 2 ? FailuresMax : _due * 2;
        Recoveries++;
        return true;
    }
}
