using System;

namespace CarbonMeter.Firmware.Virtual;

// The register file: what is kept, what is computed, what a read clears and what a write sets going.
public sealed partial class Ade7953Chip
{
    private const int ReadOperation = 0x35, WriteOperation = 0xCA;
    private const int SoftwareReset = 1 << 7, CrcEnable = 1 << 8, CommLock = 1 << 15;
    private const int InterruptCycleEnd = 1 << 18, InterruptReset = 1 << 20, InterruptCrc = 1 << 21;
    private const int ReadWithReset = 1 << 6;
    private const int UnlockKey = 0xAD, UnlockValue = 0x0030;
    private const int UnityGain = 0x400000, NoLoadDefault = 0x00E419;

    // By the low byte of the address: pages 0 (8 bit), 1 (16 bit), and 2 = 3 (24 bit).
    private readonly int[] _byte = new int[256], _word = new int[256], _wide = new int[256];
    private readonly int[] _noLoadInForce = new int[3];
    private int _lastOperation, _lastAddress, _lastData;
    private bool _unlockKeyIsFresh, _isUnlocked;
    private int _writtenOnceAddress, _writtenOnceValue;
    private uint _checksum;

    private void ResetRegisters()
    {
        Array.Clear(_byte);
        Array.Clear(_word);
        Array.Clear(_wide);
        _byte[ChipAddress.LCYCMODE] = ReadWithReset;
        SetWord(ChipAddress.CONFIG, 0x8004);
        SetWord(ChipAddress.CF1DEN, 0x003F);
        SetWord(ChipAddress.CF2DEN, 0x003F);
        SetWord(ChipAddress.CFMODE, 0x0300);
        SetWide(ChipAddress.AP_NOLOAD, NoLoadDefault);
        SetWide(ChipAddress.VAR_NOLOAD, NoLoadDefault);
        SetWide(ChipAddress.OVLVL, 0xFFFFFF);
        SetWide(ChipAddress.OILVL, 0xFFFFFF);
        SetWide(ChipAddress.IRQENA, InterruptReset);
        SetWide(ChipAddress.IRQSTATA, InterruptReset);
        for (int address = ChipAddress.AIGAIN; address <= ChipAddress.AVAGAIN; address++) SetWide(address, UnityGain);
        for (int address = ChipAddress.BIGAIN; address <= ChipAddress.BVAGAIN; address++) SetWide(address, UnityGain);
        _lastOperation = _lastAddress = _lastData = 0;
        _unlockKeyIsFresh = _isUnlocked = false;
        _writtenOnceAddress = 0;
        _checksum = 0xFFFFFFFF;
        _hasLineCycles = false;
        foreach (var counter in _counters) counter.Reset();
        TakeNoLoadThresholds(0b111);
        Configured();
    }

    private int Read(int address)
    {
        int low = address & 0xFF;
        switch (address >> 8)
        {
            case 0: return low switch
            {
                ChipAddress.LAST_OP => _lastOperation,
                ChipAddress.LAST_RWDATA_8 => _lastData,
                _ => _byte[low],
            };
            case 1: return ReadWord(address);
            case 2: return address == 0x27F ? 0 : ReadWide(low | 0x300); // the checksum has no 24-bit twin
            case 3: return ReadWide(address);
            default: return 0; // VERSION and EX_REF as well: nobody published what they read
        }
    }

    private int ReadWord(int address) => address switch
    {
        ChipAddress.PFA => _a.PowerFactor,
        ChipAddress.PFB => _b.PowerFactor,
        ChipAddress.ANGLE_A => _a.Angle,
        ChipAddress.ANGLE_B => _b.Angle,
        ChipAddress.PERIOD => ChipMeasurement.Period(_circuit.Current),
        ChipAddress.LAST_ADD => _lastAddress,
        ChipAddress.LAST_RWDATA_16 => _lastData,
        _ => _word[address & 0xFF],
    };

    private int ReadWide(int address)
    {
        switch (address)
        {
            case ChipAddress.ACCMODE: return _wide[address & 0xFF] | ModeStatus();
            case ChipAddress.AVA: return Codes(_a.ApparentCodes);
            case ChipAddress.BVA: return Codes(_b.ApparentCodes);
            case ChipAddress.AWATT: return Codes(_a.ActiveCodes);
            case ChipAddress.BWATT: return Codes(_b.ActiveCodes);
            case ChipAddress.AVAR: return Codes(_a.ReactiveCodes);
            case ChipAddress.BVAR: return Codes(_b.ReactiveCodes);
            case ChipAddress.IRMSA: return _a.CurrentCodes;
            case ChipAddress.IRMSB: return _b.CurrentCodes;
            case ChipAddress.VRMS: return _voltageCodes;
            case >= ChipAddress.AENERGYA and <= ChipAddress.APENERGYB:
                var counter = _counters[address - ChipAddress.AENERGYA];
                int energy = counter.Register;
                if ((_byte[ChipAddress.LCYCMODE] & ReadWithReset) != 0) counter.Clear();
                return energy;
            case ChipAddress.RSTIRQSTATA:
                int status = GetWide(ChipAddress.IRQSTATA);
                SetWide(ChipAddress.IRQSTATA, 0);
                return status;
            case ChipAddress.CRC: return (int)_checksum;
            case ChipAddress.LAST_RWDATA_24: return _lastData;
            default: return IsSigned(address) ? _wide[address & 0xFF] << 8 >> 8 : _wide[address & 0xFF];
        }
    }

    private void Write(int address, int value)
    {
        bool keyWasFresh = _unlockKeyIsFresh;
        _unlockKeyIsFresh = address == ChipAddress.UNLOCK_KEY && value == UnlockKey;
        if (_unlockKeyIsFresh) return;
        int twin = (address >> 8) == 2 ? address | 0x100 : address;
        bool wasWrittenOnce = _writtenOnceAddress == twin && _writtenOnceValue == value;
        _writtenOnceAddress = 0;
        // Protected writes are acknowledged and ignored; the protection itself stays open (DS53 p57).
        if (IsProtected(twin) || IsReadOnly(twin)) return;
        if (twin == ChipAddress.UNLOCKED)
        {
            if (!keyWasFresh || value != UnlockValue) return;
            _isUnlocked = true;
        }
        if (twin is ChipAddress.CF1DEN or ChipAddress.CF2DEN && !wasWrittenOnce)
        {
            _writtenOnceAddress = twin;
            _writtenOnceValue = value;
            return;
        }
        if (twin == ChipAddress.CONFIG && (value & SoftwareReset) != 0)
        {
            Reset();
            return;
        }
        int before = LoadWord(twin);
        StoreWord(twin, value);
        if (twin == ChipAddress.DISNOLOAD) TakeNoLoadThresholds(before & ~value);
        if (twin is ChipAddress.LCYCMODE or ChipAddress.LINECYC) BeginWindows();
        Configured();
    }

    // A threshold counts from when its detection is switched on again: off, write, on is the data sheet's order.
    private void TakeNoLoadThresholds(int mask)
    {
        for (int i = 0; i < 3; i++)
            if ((mask >> i & 1) != 0) _noLoadInForce[i] = GetWide(ChipAddress.AP_NOLOAD + i);
    }

    /// <summary>What follows from any change of a setting.</summary>
    private void Configured()
    {
        Measure();
        if ((GetWord(ChipAddress.CONFIG) & CrcEnable) == 0)
        {
            _checksum = 0xFFFFFFFF;
            return;
        }
        uint now = Checksum();
        if (_checksum != 0xFFFFFFFF && now != _checksum) SetWide(ChipAddress.IRQSTATA, GetWide(ChipAddress.IRQSTATA) | InterruptCrc);
        _checksum = now;
    }

    private uint Checksum()
    {
        var checksum = ConfigurationChecksum.OfAde7953();
        checksum.Add(_byte[ChipAddress.LCYCMODE], 1);
        checksum.Add(_byte[ChipAddress.PGA_V], 1);
        checksum.Add(_byte[ChipAddress.PGA_IA], 1);
        checksum.Add(_byte[ChipAddress.PGA_IB], 1);
        checksum.Add(_byte[ChipAddress.WRITE_PROTECT], 1);
        checksum.Add(GetWord(ChipAddress.CONFIG), 2);
        checksum.Add(GetWord(ChipAddress.CF1DEN), 2);
        checksum.Add(GetWord(ChipAddress.CF2DEN), 2);
        checksum.Add(GetWord(ChipAddress.CFMODE), 2);
        checksum.Add(GetWord(ChipAddress.PHCALA), 2);
        checksum.Add(GetWord(ChipAddress.PHCALB), 2);
        checksum.Add(GetWord(ChipAddress.ALT_OUTPUT), 2);
        checksum.Add(GetWide(ChipAddress.ACCMODE), 3);
        checksum.Add(GetWide(ChipAddress.IRQENA), 3);
        checksum.Add(GetWide(ChipAddress.IRQENB), 3);
        for (int address = ChipAddress.AIGAIN; address <= ChipAddress.BVAOS; address++) checksum.Add(GetWide(address), 3);
        return checksum.Finish();
    }

    private void Remember(int operation, int address, int data)
    {
        _lastOperation = operation;
        _lastAddress = address;
        _lastData = data;
    }

    private bool IsProtected(int address)
    {
        int protection = _byte[ChipAddress.WRITE_PROTECT];
        if (protection == 0 || address == ChipAddress.WRITE_PROTECT) return false;
        int page = address >> 8;
        return (protection >> (page switch { 1 => 1, 3 => 2, _ => 0 }) & 1) != 0;
    }

    private static bool IsReadOnly(int address) => IsAboutLast(address) || address switch
    {
        >= ChipAddress.PFA and <= ChipAddress.PERIOD => true,
        >= ChipAddress.AVA and <= ChipAddress.APENERGYB => true,
        ChipAddress.IRQSTATA or ChipAddress.RSTIRQSTATA or 0x330 or 0x331 or ChipAddress.CRC => true,
        _ => address > 0x3FF,
    };

    // Reading them would otherwise destroy what they say. The data sheet does not spell it out.
    private static bool IsAboutLast(int address) =>
        address is ChipAddress.LAST_OP or ChipAddress.LAST_RWDATA_8 or ChipAddress.LAST_ADD or ChipAddress.LAST_RWDATA_16 or 0x2FF or ChipAddress.LAST_RWDATA_24;

    private static bool IsSigned(int address) => address is
        (>= ChipAddress.AIRMSOS and <= ChipAddress.AVAOS) or (>= ChipAddress.BIRMSOS and <= ChipAddress.BVAOS);

    private static int Codes(double codes) => (int)Math.Clamp(Math.Round(codes), -0x800000, 0x7FFFFF);

    private int LoadWord(int address) => (address >> 8) switch
    {
        0 => _byte[address & 0xFF],
        1 => _word[address & 0xFF],
        _ => _wide[address & 0xFF],
    };

    private void StoreWord(int address, int value)
    {
        int low = address & 0xFF;
        switch (address >> 8)
        {
            case 0: _byte[low] = value & 0xFF; break;
            case 1: _word[low] = value & (address is ChipAddress.PHCALA or ChipAddress.PHCALB ? 0x3FF : 0xFFFF); break;
            default: _wide[low] = value & 0xFFFFFF; break;
        }
    }

    private int GetWord(int address) => _word[address & 0xFF];

    private void SetWord(int address, int value) => _word[address & 0xFF] = value;

    private int GetWide(int address) => _wide[address & 0xFF];

    private void SetWide(int address, int value) => _wide[address & 0xFF] = value;
}
