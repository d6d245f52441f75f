namespace CarbonMeter.Firmware;

/// <summary>Asks the parts of a board whether they are there and well. Nothing it does changes what is measured.</summary>
public interface ISelfTest
{
    /// <summary>Parts the board should have.</summary>
    int Count { get; }

    /// <summary>A part's name, printable ASCII without space.</summary>
    string PartName(int index);

    /// <summary>Tests a part; true where it is found and well, else the words say what is wrong, in printable ASCII.</summary>
    bool TryTest(int index, out string words);
}
