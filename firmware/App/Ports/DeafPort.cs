namespace CarbonMeter.Firmware.App;

/// <summary>The console of a board without one: nobody says anything, and nobody listens.</summary>
internal sealed class DeafPort : ISerialPort
{
    /// <inheritdoc/>
    public int Read(byte[] buffer) => 0;

    /// <inheritdoc/>
    public bool TryWrite(byte[] bytes, int offset, int count) => true;
}
