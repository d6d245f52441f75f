using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Tests.Drivers;

namespace CarbonMeter.Firmware.Tests.SerialConsole;

/// <summary>A fresh secure element is prepared and locked over the console, and only by its own words.</summary>
public class ElementTests
{
    private readonly AteccBench _atecc = new();
    private readonly ConsoleBench _bench = new();

    public ElementTests()
    {
        _bench.Parts.Element = new AteccElement(_atecc.Driver);
    }

    [Fact]
    public void A_new_element_is_locked_by_its_confirmation_and_then_makes_keys()
    {
        string wanted = _atecc.Provisioning.Confirmation()!.Replace(" ", "%20");
        Assert.Equal([$"ok state=new confirmation={wanted}"], _bench.Ask("element"));
        Assert.StartsWith("error failed it is not prepared", _bench.Ask($"element lock={wanted}").Single());
        Assert.Equal([$"ok state=prepared confirmation={wanted}"], _bench.Ask("element prepare=1"));
        Assert.StartsWith("error failed what was typed", _bench.Ask("element lock=LOCK").Single());
        Assert.Equal(AteccSetUp.Prepared, _atecc.Provisioning.Look());
        Assert.Equal([$"ok state=locked confirmation={wanted}"], _bench.Ask($"element lock={wanted}"));
        Assert.Equal([$"ok state=locked confirmation={wanted}"], _bench.Ask("element prepare=1"));
        Assert.True(new AteccKeyStore(_atecc.Driver).TryMake(0, out byte[] key));
        Assert.Equal(64, key.Length);
    }

    [Fact]
    public void A_board_without_one_says_so()
    {
        _bench.Parts.Element = null;
        Assert.StartsWith("error absent", _bench.Ask("element").Single());
    }
}
