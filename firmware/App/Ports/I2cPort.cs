using System;
using System.Device.Gpio;
using System.Device.I2c;
using CarbonMeter.Boards;
using CarbonMeter.Firmware.Drivers;
using nanoFramework.Hardware.Esp32;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// An I2C controller of the ESP32. Every transfer's status is looked at: a missing acknowledge throws nothing on nanoFramework.
/// All devices have the bus's one speed, since the device made last sets that of the whole controller. A transfer that hangs
/// blocks every thread for up to a second. For one thread.
/// </summary>
internal sealed class I2cPort : II2cBus
{
    private const int AddressCount = 128;
    private const int StandardHertz = 100_000, FastHertz = 400_000;

    private readonly BoardBus _bus;
    private readonly GpioController _gpio;
    private readonly I2cDevice?[] _devices = new I2cDevice?[AddressCount];
    private readonly BusRecovery _recovery = new BusRecovery();

    public I2cPort(BoardBus bus, GpioController gpio)
    {
        _bus = bus;
        _gpio = gpio;
        TakePins();
    }

    /// <summary>Transfers that failed since boot, wake-ups left out.</summary>
    public long Faults => _recovery.Faults;

    /// <summary>Times the bus had to be freed since boot.</summary>
    public long Recoveries => _recovery.Recoveries;

    /// <inheritdoc/>
    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        bool isDone = TryOnce(address, write, writeCount, read, readCount);
        // Nobody acknowledges the general call that wakes an ATECC608: that is how it should be.
        if (address == 0) return isDone;
        if (isDone) _recovery.Succeeded();
        else if (_recovery.Failed()) Recover();
        return isDone;
    }

    private bool TryOnce(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        try
        {
            I2cDevice device = DeviceAt(address);
            I2cTransferResult result = readCount == 0 ? device.Write(new SpanByte(write, 0, writeCount))
                : writeCount == 0 ? device.Read(new SpanByte(read, 0, readCount))
                : device.WriteRead(new SpanByte(write, 0, writeCount), new SpanByte(read, 0, readCount));
            return result.Status == I2cTransferStatus.FullTransfer;
        }
        catch (Exception fault)
        {
            // What is not a missing acknowledge throws, and leaves the driver's command half built: with a new device it is whole.
            Log.Fault("i2c", fault);
            Drop(address);
            return false;
        }
    }

    private I2cDevice DeviceAt(byte address)
    {
        I2cDevice? device = _devices[address];
        if (device == null)
        {
            I2cBusSpeed speed = _bus.SpeedHertz <= StandardHertz ? I2cBusSpeed.StandardMode
                : _bus.SpeedHertz <= FastHertz ? I2cBusSpeed.FastMode : I2cBusSpeed.FastModePlus;
            device = I2cDevice.Create(new I2cConnectionSettings(_bus.Port, address, speed));
            _devices[address] = device;
        }
        return device;
    }

    private void Drop(int address)
    {
        I2cDevice? device = _devices[address];
        _devices[address] = null;
        if (device != null) device.Dispose();
    }

    private void Recover()
    {
        for (int address = 0; address < AddressCount; address++) Drop(address);
        using (var lines = new GpioLines(_gpio, _bus.DataPin, _bus.ClockPin))
            if (!BusUnjam.TryFree(lines)) Log.Line("i2c: " + _bus.Name + " is held low");
        TakePins();
    }

    private void TakePins()
    {
        Configuration.SetPinFunction(_bus.DataPin, _bus.Port == 1 ? DeviceFunction.I2C1_DATA : DeviceFunction.I2C2_DATA);
        Configuration.SetPinFunction(_bus.ClockPin, _bus.Port == 1 ? DeviceFunction.I2C1_CLOCK : DeviceFunction.I2C2_CLOCK);
    }
}
