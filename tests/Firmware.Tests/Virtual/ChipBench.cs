using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Virtual;

/// <summary>A chip on a bench: a clock, a circuit, inputs, and reads and writes by address.</summary>
internal sealed class ChipBench
{
    public const long StartMs = 1_700_000_000_000;
    private readonly byte[] _write = new byte[6], _read = new byte[4];

    /// <summary>By default the worked example of a 333 mV transformer for 100 A behind a 1000:1 divider.</summary>
    public ChipBench(int fullScaleMillivolts = 353_553, int fullScaleMilliamperes = 106_170, bool started = true)
    {
        Clock = new VirtualClock(StartMs);
        Circuit = new Circuit(StartMs);
        Inputs = new AnalogInputs(fullScaleMillivolts, fullScaleMilliamperes, fullScaleMilliamperes);
        Chip = new Ade7953Chip(Clock, Circuit, Inputs);
        if (started) Start();
    }

    public VirtualClock Clock { get; }
    public Circuit Circuit { get; }
    public AnalogInputs Inputs { get; }
    public Ade7953Chip Chip { get; }

    /// <summary>Past start-up, unlocked, counting freely without clearing, no-load detection off.</summary>
    public void Start()
    {
        Clock.Advance(Ade7953Chip.StartUpMs);
        Unlock();
        Write(0x004, 0x00);
        Write(0x001, 0x07);
    }

    public void Unlock()
    {
        Write(0x0FE, 0xAD);
        Write(0x120, 0x0030);
    }

    public void Power(long milliwatts, int channel = 0) => Circuit.SetPower(channel, milliwatts, Clock.NowMs);

    public bool TryWrite(int address, int value)
    {
        int width = Width(address);
        _write[0] = (byte)(address >> 8);
        _write[1] = (byte)address;
        for (int i = 0; i < width; i++) _write[2 + i] = (byte)(value >> 8 * (width - 1 - i));
        return Chip.TryTransfer(0x38, _write, 2 + width, _read, 0);
    }

    public void Write(int address, int value) => Assert.True(TryWrite(address, value));

    public bool TryRead(int address, out uint value)
    {
        _write[0] = (byte)(address >> 8);
        _write[1] = (byte)address;
        value = 0;
        int width = Width(address);
        if (!Chip.TryTransfer(0x38, _write, 2, _read, width)) return false;
        for (int i = 0; i < width; i++) value = value << 8 | _read[i];
        return true;
    }

    public uint Read(int address)
    {
        Assert.True(TryRead(address, out uint value));
        return value;
    }

    public int ReadSigned(int address)
    {
        int unused = 32 - 8 * Width(address);
        return (int)(Read(address) << unused) >> unused;
    }

    private static int Width(int address) => (address >> 8) is 1 or 2 or 3 ? (address >> 8) + 1 : 1;
}
