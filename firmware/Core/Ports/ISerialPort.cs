namespace CarbonMeter.Firmware;

/// <summary>A serial line as the console sees it: bytes both ways, never waiting.</summary>
public interface ISerialPort
{
    /// <summary>Takes up to buffer.Length bytes that have arrived; gives how many, 0 where there are none.</summary>
    int Read(byte[] buffer);

    /// <summary>Sends count bytes of a buffer; false, and nothing sent, where there is no room.</summary>
    bool TryWrite(byte[] bytes, int offset, int count);
}
