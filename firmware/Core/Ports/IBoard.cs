using CarbonMeter.Units;

namespace CarbonMeter.Firmware;

/// <summary>What the board itself can do and tell.</summary>
public interface IBoard
{
    /// <summary>Restarts the processor. It comes back as a restart by software; where it returns, the restart did not happen.</summary>
    void Restart();

    /// <summary>Fills in what the board knows of itself; what it does not know is left missing.</summary>
    void Read(BoardFigures figures);
}

/// <summary>Figures of the board for the health reading. Filled again and again; a figure nobody gave is missing.</summary>
public sealed class BoardFigures
{
    /// <summary>Free bytes of the managed heap.</summary>
    public Reading FreeHeapBytes { get; set; }

    /// <summary>Free bytes outside the managed heap, where sockets and TLS live.</summary>
    public Reading FreeNativeBytes { get; set; }

    /// <summary>Largest free block outside the managed heap, bytes.</summary>
    public Reading LargestNativeBlockBytes { get; set; }

    /// <summary>Transfers on the buses that failed since boot.</summary>
    public Reading BusFaults { get; set; }

    /// <summary>Times a bus had to be freed by clocking since boot.</summary>
    public Reading BusRecoveries { get; set; }

    /// <summary>Forgets every figure.</summary>
    public void Clear()
    {
        FreeHeapBytes = Reading.Missing;
        FreeNativeBytes = Reading.Missing;
        LargestNativeBlockBytes = Reading.Missing;
        BusFaults = Reading.Missing;
        BusRecoveries = Reading.Missing;
    }
}

/// <summary>The contact of the meter's enclosure.</summary>
public interface IEnclosure
{
    /// <summary>Whether the contact says open at this moment; it may bounce.</summary>
    bool IsOpen { get; }
}
