using System;
using System.Device.Gpio;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.App;

/// <summary>The wires of an I2C bus as two open-drain pins, for as long as it is freed. A managed write takes longer than half a clock.</summary>
internal sealed class GpioLines : II2cLines, IDisposable
{
    private readonly GpioController _gpio;
    private readonly GpioPin _data, _clock;

    public GpioLines(GpioController gpio, int dataPin, int clockPin)
    {
        _gpio = gpio;
        _data = gpio.OpenPin(dataPin, PinMode.OutputOpenDrain);
        _clock = gpio.OpenPin(clockPin, PinMode.OutputOpenDrain);
    }

    public bool IsDataHigh => _data.Read() == PinValue.High;

    public void SetData(bool isHigh) => _data.Write(isHigh ? PinValue.High : PinValue.Low);

    public void SetClock(bool isHigh) => _clock.Write(isHigh ? PinValue.High : PinValue.Low);

    public void Dispose()
    {
        _gpio.ClosePin(_data.PinNumber);
        _gpio.ClosePin(_clock.PinNumber);
    }
}
