namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// Registers of an ADE7880 over I2C: two bytes of address, then 1, 2 or 4 of data, most significant first. The bus has no check
/// of its own, so what matters is confirmed by what the chip says it did last: operation, address and data. That asking for
/// these three leaves them alone is taken from the ADE7953; not yet tried on hardware.
/// </summary>
internal sealed class Ade7880Bus
{
    // The chip's only address; an ADE7953 has the same.
    private const byte DeviceAddress = 0x38;
    private const int AddressBytes = 2, DataBytesMax = 4;
    private const int WriteOperation = 0xCA;
    private const int MemoryPage = 0x43;
    // Signed settings are sign-extended to 28 bits, and the upper four are zero (ZPSE); VLEVEL has 28 bits.
    private const int MemoryMask = 0x0FFFFFFF;
    private const int PhaseMask = 0x3FF;

    private readonly II2cBus _bus;
    private readonly byte[] _write = new byte[AddressBytes + DataBytesMax];
    private readonly byte[] _read = new byte[DataBytesMax];

    public Ade7880Bus(II2cBus bus)
    {
        _bus = bus;
    }

    /// <summary>Reads once, unconfirmed.</summary>
    public bool TryRead(Ade7880Register register, out int value)
    {
        int address = (int)register;
        int widthBytes = WidthBytes(address);
        value = 0;
        Put(address);
        if (!_bus.TryTransfer(DeviceAddress, _write, AddressBytes, _read, widthBytes)) return false;
        for (int i = 0; i < widthBytes; i++) value = value << 8 | _read[i];
        return true;
    }

    /// <summary>
    /// Reads and confirms. Data and address are asked for, not the register again: a counter has moved on by then, and a
    /// bus that answers all ones would agree with itself but not with the address.
    /// </summary>
    public bool TryReadConfirmed(Ade7880Register register, out int value)
    {
        if (!TryReadAndAsk(register, out value)) return false;
        if (value != AllOnesOf(register)) return true;
        // Unless it was this register that was last read before, and only then the bus fell silent for a moment. So with
        // another one in between once more: two silences cannot bring about its address.
        var other = register == Ade7880Register.InputGain ? Ade7880Register.ComputationMode : Ade7880Register.InputGain;
        return TryRead(other, out _) && TryReadAndAsk(register, out value);
    }

    private bool TryReadAndAsk(Ade7880Register register, out int value) =>
        TryRead(register, out value)
        && TryRead(LastData(register), out int lastData) && lastData == value
        && TryRead(Ade7880Register.LastAddress, out int lastAddress) && lastAddress == (int)register;

    /// <summary>Writes once, unconfirmed.</summary>
    public bool TryWrite(Ade7880Register register, int value)
    {
        int address = (int)register;
        int widthBytes = WidthBytes(address);
        Put(address);
        for (int i = 0; i < widthBytes; i++) _write[AddressBytes + i] = (byte)(value >> 8 * (widthBytes - 1 - i));
        return _bus.TryTransfer(DeviceAddress, _write, AddressBytes + widthBytes, _read, 0);
    }

    /// <summary>Writes, and has the chip say that it was written to, where and what.</summary>
    public bool TryWriteConfirmed(Ade7880Register register, int value) =>
        TryWrite(register, value)
        && TryRead(Ade7880Register.LastOperation, out int lastOperation) && lastOperation == WriteOperation
        && TryRead(Ade7880Register.LastAddress, out int lastAddress) && lastAddress == (int)register
        && TryRead(LastData(register), out int lastData) && ((lastData ^ value) & MaskOf(register)) == 0;

    /// <summary>
    /// Compares a register with what it should hold. A match needs one transfer, since no fault makes the expected value by
    /// itself; only a difference has to be confirmed.
    /// </summary>
    public RegisterVerdict Judge(Ade7880Register register, int expected, out int found) =>
        JudgeMasked(register, expected, MaskOf(register), out found);

    /// <summary>Compares those bits of a register that are set in a mask.</summary>
    public RegisterVerdict JudgeMasked(Ade7880Register register, int expected, int mask, out int found)
    {
        if (!TryRead(register, out found)) return RegisterVerdict.BusFailed;
        if (((found ^ expected) & mask) == 0) return RegisterVerdict.AsExpected;
        if (!TryReadConfirmed(register, out found)) return RegisterVerdict.BusFailed;
        return ((found ^ expected) & mask) == 0 ? RegisterVerdict.AsExpected : RegisterVerdict.Different;
    }

    /// <summary>Whether a register lies in the memory of the signal processor, whose writes go through a pipeline.</summary>
    public static bool IsMemory(Ade7880Register register) => (int)register >> 8 == MemoryPage;

    private void Put(int address)
    {
        _write[0] = (byte)(address >> 8);
        _write[1] = (byte)address;
    }

    private static int MaskOf(Ade7880Register register)
    {
        if (register >= Ade7880Register.PhaseA && register < Ade7880Register.PhaseA + 3) return PhaseMask;
        if (IsMemory(register)) return MemoryMask;
        return AllOnesOf(register);
    }

    private static int AllOnesOf(Ade7880Register register) => WidthBytes((int)register) switch { 1 => 0xFF, 2 => 0xFFFF, _ => -1 };

    private static Ade7880Register LastData(Ade7880Register register) => WidthBytes((int)register) switch
    {
        1 => Ade7880Register.LastData8,
        2 => Ade7880Register.LastData16,
        _ => Ade7880Register.LastData32,
    };

    private static int WidthBytes(int address) => (address >> 8) switch
    {
        0x43 or 0xE4 or 0xE5 or 0xE8 => 4,
        0xE2 or 0xE6 or 0xE9 => 2,
        _ => 1,
    };
}
