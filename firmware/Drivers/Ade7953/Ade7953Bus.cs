namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Registers of an ADE7953 over either bus. Neither has a check of its own, so what matters is confirmed by what the chip says
/// it did last: operation, address and data (data sheet p57). Asking for these three does not change them.
/// </summary>
internal sealed class Ade7953Bus
{
    private const int DataBytesMax = 4;
    private const int WriteOperation = 0xCA;
    private const int WideMask = 0xFFFFFF;
    // The rest of ACCMODE is status: signs and no-load of this moment.
    private const int AccumulationModeMask = 0x3FF;

    private readonly IAde7953Wires _wires;
    private readonly byte[] _data = new byte[DataBytesMax];

    public Ade7953Bus(II2cBus bus)
    {
        _wires = new Ade7953I2cWires(bus);
    }

    public Ade7953Bus(ISpiBus bus)
    {
        _wires = new Ade7953SpiWires(bus);
    }

    /// <summary>Reads once, unconfirmed.</summary>
    public bool TryRead(Ade7953Register register, out int value)
    {
        int address = (int)register;
        int widthBytes = WidthBytes(address);
        value = 0;
        if (!_wires.TryRead(address, _data, widthBytes)) return false;
        for (int i = 0; i < widthBytes; i++) value = value << 8 | _data[i];
        return true;
    }

    /// <summary>
    /// Reads and confirms. Data and address are asked for, not the register again: a counter has moved on by then, and a
    /// bus that answers all ones would agree with itself but not with the address.
    /// </summary>
    public bool TryReadConfirmed(Ade7953Register register, out int value)
    {
        if (!TryReadAndAsk(register, out value)) return false;
        if (value != AllOnesOf(register)) return true;
        // Unless it was this register that was last read before, and only then the bus fell silent for a moment. So with
        // another one in between once more: two silences cannot bring about its address.
        var other = register == Ade7953Register.VoltageInputGain ? Ade7953Register.CurrentInputGainA : Ade7953Register.VoltageInputGain;
        return TryRead(other, out _) && TryReadAndAsk(register, out value);
    }

    private bool TryReadAndAsk(Ade7953Register register, out int value) =>
        TryRead(register, out value)
        && TryRead(LastData(register), out int lastData) && lastData == value
        && TryRead(Ade7953Register.LastAddress, out int lastAddress) && lastAddress == (int)register;

    /// <summary>Writes once, unconfirmed.</summary>
    public bool TryWrite(Ade7953Register register, int value)
    {
        int address = (int)register;
        int widthBytes = WidthBytes(address);
        for (int i = 0; i < widthBytes; i++) _data[i] = (byte)(value >> 8 * (widthBytes - 1 - i));
        return _wires.TryWrite(address, _data, widthBytes);
    }

    /// <summary>Writes, and has the chip say that it was written to, where and what.</summary>
    public bool TryWriteConfirmed(Ade7953Register register, int value) =>
        TryWrite(register, value)
        && TryRead(Ade7953Register.LastOperation, out int lastOperation) && lastOperation == WriteOperation
        && TryRead(Ade7953Register.LastAddress, out int lastAddress) && lastAddress == (int)register
        && TryRead(LastData(register), out int lastData) && ((lastData ^ value) & MaskOf(register)) == 0;

    /// <summary>
    /// Compares a register with what it should hold. A match needs one transfer, since no fault makes the expected value by
    /// itself; only a difference has to be confirmed.
    /// </summary>
    public RegisterVerdict Judge(Ade7953Register register, int expected, out int found) =>
        JudgeMasked(register, expected, MaskOf(register), out found);

    /// <summary>Compares those bits of a register that are set in a mask.</summary>
    public RegisterVerdict JudgeMasked(Ade7953Register register, int expected, int mask, out int found)
    {
        if (!TryRead(register, out found)) return RegisterVerdict.BusFailed;
        if (((found ^ expected) & mask) == 0) return RegisterVerdict.AsExpected;
        if (!TryReadConfirmed(register, out found)) return RegisterVerdict.BusFailed;
        return ((found ^ expected) & mask) == 0 ? RegisterVerdict.AsExpected : RegisterVerdict.Different;
    }

    // 24-bit registers show their sign in the upper byte.
    private static int MaskOf(Ade7953Register register)
    {
        if (register == Ade7953Register.Checksum) return -1;
        if (register == Ade7953Register.AccumulationMode) return AccumulationModeMask;
        return WidthBytes((int)register) switch { 1 => 0xFF, 2 => 0xFFFF, _ => WideMask };
    }

    private static int AllOnesOf(Ade7953Register register) => WidthBytes((int)register) switch { 1 => 0xFF, 2 => 0xFFFF, _ => -1 };

    private static Ade7953Register LastData(Ade7953Register register) => WidthBytes((int)register) switch
    {
        1 => Ade7953Register.LastData8,
        2 => Ade7953Register.LastData16,
        _ => Ade7953Register.LastData32,
    };

    private static int WidthBytes(int address) => (address >> 8) switch { 0 => 1, 1 => 2, _ => 4 };
}
