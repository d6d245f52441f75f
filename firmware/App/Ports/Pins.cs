using System.Device.Gpio;

namespace CarbonMeter.Firmware.App;

/// <summary>The external watchdog: every edge on its input feeds it.</summary>
internal sealed class WatchdogPin : IWatchdog
{
    private readonly GpioPin _pin;

    public WatchdogPin(GpioController gpio, int pin)
    {
        _pin = gpio.OpenPin(pin, PinMode.Output);
    }

    public void Feed() => _pin.Toggle();
}

/// <summary>The contact of the case: pulled low while it is shut.</summary>
internal sealed class EnclosurePin : IEnclosure
{
    private readonly GpioPin _pin;

    public EnclosurePin(GpioController gpio, int pin)
    {
        _pin = gpio.OpenPin(pin, PinMode.InputPullUp);
    }

    public bool IsOpen => _pin.Read() == PinValue.High;
}
