namespace CarbonMeter.Firmware.Virtual;

/// <summary>An SHT4x behind its bus. Its heater is not modelled and its command not acknowledged.</summary>
public sealed class Sht4xChip : SensirionChip
{
    /// <summary>The usual address.</summary>
    public const byte BusAddress = 0x44;

    /// <summary>From power or reset until it answers, ms.</summary>
    public const int StartUpMs = 1;

    private const int ReplyMs = 1;

    /// <summary>A chip at its address.</summary>
    public Sht4xChip(VirtualClock clock, GasState gas, SeededRandom random, byte address = BusAddress)
        : base(clock, gas, address, random, StartUpMs, noiseSteps: 8)
    {
    }

    /// <summary>While true the humidity element is broken: it stands at the end of its scale.</summary>
    public bool HumidityIsBroken { get; set; }

    /// <inheritdoc/>
    protected override bool TryDo(int command, int argument) => command switch
    {
        0xFD => Measure(9),
        0xF6 => Measure(5),
        0xE0 => Measure(2),
        0x89 => Reply(ReplyMs, 0x1234, 0x5678),
        0x94 => Reset(),
        _ => false,
    };

    private bool Reset()
    {
        BrownOut();
        return true;
    }

    private bool Measure(int ms)
    {
        int[] words = Convert(0, 0xFFFF, (Gas.Celsius + 45) * 65_535 / 175, (Gas.RelativeHumidityPpm / 1e4 + 6) * 65_535 / 125);
        Reply(ms, words[0], HumidityIsBroken ? 0xFFFF : words[1]);
        BeBusy(ms);
        return true;
    }
}
