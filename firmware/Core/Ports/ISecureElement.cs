namespace CarbonMeter.Firmware;

/// <summary>A secure element, as far as others than its key store need it.</summary>
public interface ISecureElement
{
    /// <summary>Reads its serial number, 1 to 16 bytes. False where it did not answer.</summary>
    bool TryReadSerial(out byte[] serial);
}
