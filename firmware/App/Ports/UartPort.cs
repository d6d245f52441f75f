using System;
using System.IO.Ports;
using CarbonMeter.Boards;
using nanoFramework.Hardware.Esp32;

namespace CarbonMeter.Firmware.App;

/// <summary>The serial line of the console.</summary>
internal sealed class UartPort : ISerialPort
{
    private const int WriteTimeoutMs = 200;

    private readonly SerialPort _port;

    public UartPort(BoardBus bus)
    {
        Configuration.SetPinFunction(bus.DataPin, bus.Port == 1 ? DeviceFunction.COM1_TX : bus.Port == 2 ? DeviceFunction.COM2_TX : DeviceFunction.COM3_TX);
        Configuration.SetPinFunction(bus.InputPin, bus.Port == 1 ? DeviceFunction.COM1_RX : bus.Port == 2 ? DeviceFunction.COM2_RX : DeviceFunction.COM3_RX);
        _port = new SerialPort("COM" + bus.Port.ToString(), bus.SpeedHertz) { WriteTimeout = WriteTimeoutMs };
        _port.Open();
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer)
    {
        int waiting = _port.BytesToRead;
        if (waiting == 0) return 0;
        return _port.Read(buffer, 0, waiting < buffer.Length ? waiting : buffer.Length);
    }

    /// <inheritdoc/>
    public bool TryWrite(byte[] bytes, int offset, int count)
    {
        try
        {
            _port.Write(bytes, offset, count);
            return true;
        }
        catch (Exception fault)
        {
            Log.Fault("console", fault);
            return false;
        }
    }
}
