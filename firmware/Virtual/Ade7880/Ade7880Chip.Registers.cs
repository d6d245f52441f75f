using System;
using System.Collections.Generic;

namespace CarbonMeter.Firmware.Virtual;

// The register file: what is kept, what is computed, what a read clears and what a write sets going.
public sealed partial class Ade7880Chip
{
    private const int ReadOperation = 0x35, WriteOperation = 0xCA;
    private const int SoftwareReset = 1 << 7, ReadWithReset = 1 << 6, LockedToI2c = 0x02;
    private const int StatusReset = 1 << 15, StatusChecksum = 1 << 25;
    private const int StatusAfterReset = 0x01A08000; // as a capture of a Shelly 3EM shows it, RSTDONE among them
    private const int ProtectKey = 0xAD, ProtectOn = 0x80, Running = 1;
    private const int MemoryMask = 0x0FFFFFFF;
    // A setting in the memory takes effect only when two more have followed it through the pipeline.
    private const int PipelineLength = 2;

    private readonly int[] _registers = new int[PhaseAddress.Count];
    private readonly Queue<(int Address, int Value)> _pipeline = new();
    private int _lastOperation, _lastAddress, _lastData;
    private bool _protectKeyIsFresh, _isProtected;
    private uint _checksum, _checksumWhenRun;

    /// <summary>Whether the memory of the signal processor refuses writes.</summary>
    public bool IsProtected => _isProtected;

    private bool IsRunning => (Get(PhaseAddress.RUN) & Running) != 0;

    private void ResetRegisters()
    {
        Array.Clear(_registers);
        _pipeline.Clear();
        Set(PhaseAddress.STATUS1, StatusAfterReset);
        Set(PhaseAddress.OILVL, 0xFFFFFF);
        Set(PhaseAddress.OVLVL, 0xFFFFFF);
        Set(PhaseAddress.LINECYC, 0xFFFF);
        Set(PhaseAddress.ZXTOUT, 0xFFFF);
        Set(PhaseAddress.COMPMODE, 0x01FF);
        Set(PhaseAddress.CFMODE, 0x0EA0);
        Set(PhaseAddress.CONFIG, 0x0002);
        Set(PhaseAddress.MMODE, 0x1C);
        Set(PhaseAddress.ACCMODE, 0x80);
        Set(PhaseAddress.LCYCMODE, 0x78);
        Set(PhaseAddress.CFCYC, 0x01);
        Set(PhaseAddress.VERSION, 0x01);
        Set(PhaseAddress.RESERVED, 0x08);
        Set(PhaseAddress.HCONFIG, 0x08);
        Set(PhaseAddress.CONFIG3, 0x01);
        Set(PhaseAddress.WTHR, 3);
        Set(PhaseAddress.VARTHR, 3);
        Set(PhaseAddress.VATHR, 3);
        Set(PhaseAddress.HX, 3);
        Set(PhaseAddress.HX + 1, 5);
        Set(PhaseAddress.HX + 2, 7);
        Set(PhaseAddress.LPOILVL, 0x07);
        _lastOperation = _lastAddress = _lastData = 0;
        _protectKeyIsFresh = _isProtected = false;
        foreach (var counter in _counters) counter.Reset();
        Configured();
    }

    private int Read(int address)
    {
        switch (address)
        {
            case PhaseAddress.LAST_OP: return _lastOperation;
            case PhaseAddress.LAST_ADD: return _lastAddress;
            case PhaseAddress.LAST_RWDATA8 or PhaseAddress.LAST_RWDATA16 or PhaseAddress.LAST_RWDATA32: return _lastData;
            case PhaseAddress.CHECKSUM: return (int)_checksum;
            case PhaseAddress.PHSIGN: return Signs();
            case >= PhaseAddress.AIRMS and < PhaseAddress.NIRMS:
                var rms = _phases[(address - PhaseAddress.AIRMS) >> 1];
                return (address - PhaseAddress.AIRMS & 1) == 0 ? rms.CurrentCodes : rms.VoltageCodes;
            case >= PhaseAddress.AWATTHR and <= PhaseAddress.CVAHR: return TakeEnergy(address);
            case >= PhaseAddress.AWATT and < PhaseAddress.AWATT + 3: return Shown(_phases[address - PhaseAddress.AWATT].ActiveCodes);
            case >= PhaseAddress.AVA and <= PhaseAddress.CVA: return Shown(_phases[address - PhaseAddress.AVA].ApparentCodes);
            case >= PhaseAddress.ANGLE0 and <= PhaseAddress.ANGLE2: return Angle(address - PhaseAddress.ANGLE0);
            case >= PhaseAddress.APF and <= PhaseAddress.CPF: return _phases[address - PhaseAddress.APF].PowerFactor;
            case >= PhaseAddress.APERIOD and <= PhaseAddress.CPERIOD: return _phases[address - PhaseAddress.APERIOD].Period;
            default: return Get(address);
        }
    }

    // Fundamental reactive energy stands three further on than the order of the counters: total reactive has no registers.
    private int TakeEnergy(int address)
    {
        int at = address - PhaseAddress.AWATTHR;
        if (at is >= 6 and < 9) return 0;
        var counter = _counters[at < 6 ? at : at - 3];
        int energy = counter.Register;
        if ((Get(PhaseAddress.LCYCMODE) & ReadWithReset) != 0) counter.Clear();
        return energy;
    }

    private void Write(int address, int value)
    {
        bool keyWasFresh = _protectKeyIsFresh;
        _protectKeyIsFresh = address == PhaseAddress.DSPWP_SEL && value == ProtectKey;
        switch (address)
        {
            case PhaseAddress.DSPWP_SEL: return;
            case PhaseAddress.DSPWP_SET:
                if (keyWasFresh) _isProtected = value == ProtectOn;
                return;
            case PhaseAddress.STATUS0 or PhaseAddress.STATUS1:
                Set(address, Get(address) & ~value); // a one clears
                return;
            case PhaseAddress.CONFIG when (value & SoftwareReset) != 0:
                Reset();
                return;
        }
        if (IsReadOnly(address)) return;
        if (!PhaseAddress.IsMemory(address))
        {
            Set(address, value);
            Configured();
            return;
        }
        // Protected writes are acknowledged and ignored.
        if (_isProtected) return;
        _pipeline.Enqueue((address, value));
        if (_pipeline.Count <= PipelineLength) return;
        var (first, firstValue) = _pipeline.Dequeue();
        Set(first, firstValue);
        Configured();
    }

    private static bool IsReadOnly(int address) => PhaseAddress.IsAboutLast(address) || address switch
    {
        >= PhaseAddress.AIRMS and <= PhaseAddress.ISUM => true,
        >= PhaseAddress.AWATTHR and <= PhaseAddress.CVAHR => true,
        >= PhaseAddress.AWATT and <= PhaseAddress.CHECKSUM => true,
        >= PhaseAddress.ANGLE0 and <= PhaseAddress.ANGLE2 => true,
        >= PhaseAddress.APF and <= PhaseAddress.CPERIOD => true,
        PhaseAddress.PHSIGN or PhaseAddress.VERSION or PhaseAddress.RESERVED => true,
        _ => false,
    };

    /// <summary>What follows from any change of a setting.</summary>
    private void Configured()
    {
        Measure();
        _checksum = Checksum();
        // What it is compared with is taken when Run is set.
        if (!IsRunning) _checksumWhenRun = _checksum;
        if (_checksum != _checksumWhenRun) Set(PhaseAddress.STATUS1, Get(PhaseAddress.STATUS1) | StatusChecksum);
    }

    private uint Checksum()
    {
        var checksum = ConfigurationChecksum.OfAde7880();
        checksum.Add(Get(PhaseAddress.MASK0), 4);
        checksum.Add(Get(PhaseAddress.MASK1), 4);
        checksum.Add(Get(PhaseAddress.COMPMODE), 2);
        checksum.Add(Get(PhaseAddress.GAIN), 2);
        checksum.Add(Get(PhaseAddress.CFMODE), 2);
        for (int address = PhaseAddress.CF1DEN; address <= PhaseAddress.CF3DEN; address++) checksum.Add(Get(address), 2);
        checksum.Add(Get(PhaseAddress.CONFIG), 2);
        checksum.Add(Get(PhaseAddress.MMODE), 1);
        checksum.Add(Get(PhaseAddress.ACCMODE), 1);
        checksum.Add(Get(PhaseAddress.LCYCMODE), 1);
        checksum.Add(Get(PhaseAddress.HSDC_CFG), 1);
        for (int address = PhaseAddress.AIGAIN; address < PhaseAddress.LAST_MEMORY; address++) checksum.Add(Get(address), 4);
        return checksum.Finish();
    }

    private void Remember(int operation, int address, int data)
    {
        _lastOperation = operation;
        _lastAddress = address;
        _lastData = data;
    }

    private int Get(int address) => _registers[PhaseAddress.Index(address)];

    private void Set(int address, int value) => _registers[PhaseAddress.Index(address)] = address switch
    {
        _ when PhaseAddress.IsMemory(address) => value & MemoryMask,
        >= PhaseAddress.APHCAL and <= PhaseAddress.CPHCAL => value & 0x3FF,
        _ => PhaseAddress.WidthBytes(address) switch { 1 => value & 0xFF, 2 => value & 0xFFFF, _ => value },
    };

    // 24 bits, sign-extended to 28.
    private int GetSigned(int address) => Get(address) << 8 >> 8;
}
