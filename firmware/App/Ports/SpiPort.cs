using System;
using System.Device.Spi;
using CarbonMeter.Boards;
using CarbonMeter.Firmware.Drivers;
using nanoFramework.Hardware.Esp32;

namespace CarbonMeter.Firmware.App;

/// <summary>A device on an SPI controller of the ESP32, with its chip select. For one thread.</summary>
internal sealed class SpiPort : ISpiBus
{
    private const int TransferBytesMax = 32;

    private readonly SpiDevice _device;
    private readonly byte[] _out = new byte[TransferBytesMax];
    private readonly byte[] _in = new byte[TransferBytesMax];

    public SpiPort(BoardBus bus, int chipSelectPin, SpiMode mode)
    {
        Configuration.SetPinFunction(bus.DataPin, bus.Port == 1 ? DeviceFunction.SPI1_MOSI : DeviceFunction.SPI2_MOSI);
        Configuration.SetPinFunction(bus.InputPin, bus.Port == 1 ? DeviceFunction.SPI1_MISO : DeviceFunction.SPI2_MISO);
        Configuration.SetPinFunction(bus.ClockPin, bus.Port == 1 ? DeviceFunction.SPI1_CLOCK : DeviceFunction.SPI2_CLOCK);
        _device = SpiDevice.Create(new SpiConnectionSettings(bus.Port, chipSelectPin)
        {
            ClockFrequency = bus.SpeedHertz,
            DataBitLength = 8,
            DataFlow = DataFlow.MsbFirst,
            Mode = mode,
        });
    }

    /// <summary>Transfers the controller refused since boot.</summary>
    public long Faults { get; private set; }

    /// <inheritdoc/>
    public bool TryTransfer(byte[] write, int writeCount, byte[] read, int readCount)
    {
        int count = writeCount + readCount;
        Require.InRange(count, 1, TransferBytesMax, "bytes of the transfer");
        for (int i = 0; i < count; i++) _out[i] = i < writeCount ? write[i] : (byte)0;
        try
        {
            // In one go, so that the chip stays selected from the first byte to the last.
            _device.TransferFullDuplex(new SpanByte(_out, 0, count), new SpanByte(_in, 0, count));
        }
        catch (Exception fault)
        {
            Faults++;
            Log.Fault("spi", fault);
            return false;
        }
        for (int i = 0; i < readCount; i++) read[i] = _in[writeCount + i];
        return true;
    }
}
