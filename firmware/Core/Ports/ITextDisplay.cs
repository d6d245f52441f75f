namespace CarbonMeter.Firmware;

/// <summary>A small display of rows of text. It is stepped, never waits, and nobody depends on it.</summary>
public interface ITextDisplay
{
    /// <summary>Rows it has.</summary>
    int RowCount { get; }

    /// <summary>Signs a row has.</summary>
    int ColumnCount { get; }

    /// <summary>What a row is to show from now on; what is longer is cut off. Nothing is transferred yet.</summary>
    void Put(int row, string text);

    /// <summary>Transfers at most one row of what has changed.</summary>
    void Step(long uptimeMs);

    /// <summary>Transfers that failed since boot.</summary>
    long FaultCount { get; }
}
