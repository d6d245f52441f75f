namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The ADE7953's registers that the driver uses, by their I2C addresses (data sheet Rev. C, p60 on). The page says the
/// width: 0x0xx 8 bits, 0x1xx 16, 0x3xx 32, of which 24 count, sign-extended where signed. The comments keep the chip's spelling.
/// </summary>
internal enum Ade7953Register
{
    NoLoadDisable = 0x001,          // DISNOLOAD
    LineCycleMode = 0x004,          // LCYCMODE
    VoltageInputGain = 0x007,       // PGA_V
    CurrentInputGainA = 0x008,      // PGA_IA
    CurrentInputGainB = 0x009,      // PGA_IB
    WriteProtect = 0x040,           // WRITE_PROTECT
    LastOperation = 0x0FD,          // LAST_OP
    UnlockKey = 0x0FE,              // no name; opens the next one
    LastData8 = 0x0FF,              // LAST_RWDATA

    LineCycles = 0x101,             // LINECYC
    Config = 0x102,                 // CONFIG
    PulseMode = 0x107,              // CFMODE
    PhaseA = 0x108,                 // PHCALA
    PhaseB = 0x109,                 // PHCALB
    PowerFactorA = 0x10A,           // PFA
    PowerFactorB = 0x10B,           // PFB
    Period = 0x10E,                 // Period
    RequiredSetting = 0x120,        // no name; the chip keeps its specification only with 0x0030 in it
    LastAddress = 0x1FE,            // LAST_ADD
    LastData16 = 0x1FF,             // LAST_RWDATA

    AccumulationMode = 0x301,       // ACCMODE
    ActiveNoLoad = 0x303,           // AP_NOLOAD
    ReactiveNoLoad = 0x304,         // VAR_NOLOAD
    ApparentNoLoad = 0x305,         // VA_NOLOAD
    ActivePowerA = 0x312,           // AWATT
    ActivePowerB = 0x313,           // BWATT
    CurrentRmsA = 0x31A,            // IRMSA
    CurrentRmsB = 0x31B,            // IRMSB
    VoltageRms = 0x31C,             // VRMS
    ActiveEnergyA = 0x31E,          // AENERGYA
    ActiveEnergyB = 0x31F,          // AENERGYB
    ReactiveEnergyA = 0x320,        // RENERGYA
    ReactiveEnergyB = 0x321,        // RENERGYB
    InterruptStatus = 0x32D,        // IRQSTATA
    InterruptStatusTaken = 0x32E,   // RSTIRQSTATA: the same, cleared as it is read
    Checksum = 0x37F,               // CRC: the only one of full 32 bits

    CurrentGainA = 0x380,           // AIGAIN
    VoltageGainA = 0x381,           // AVGAIN
    ActiveGainA = 0x382,            // AWGAIN
    ReactiveGainA = 0x383,          // AVARGAIN
    ApparentGainA = 0x384,          // AVAGAIN
    CurrentRmsOffsetA = 0x386,      // AIRMSOS
    VoltageRmsOffset = 0x388,       // VRMSOS
    ActiveOffsetA = 0x389,          // AWATTOS
    ReactiveOffsetA = 0x38A,        // AVAROS
    ApparentOffsetA = 0x38B,        // AVAOS
    CurrentGainB = 0x38C,           // BIGAIN
    VoltageGainB = 0x38D,           // BVGAIN
    ActiveGainB = 0x38E,            // BWGAIN
    ReactiveGainB = 0x38F,          // BVARGAIN
    ApparentGainB = 0x390,          // BVAGAIN
    CurrentRmsOffsetB = 0x392,      // BIRMSOS
    ActiveOffsetB = 0x395,          // BWATTOS
    ReactiveOffsetB = 0x396,        // BVAROS
    ApparentOffsetB = 0x397,        // BVAOS
    LastData32 = 0x3FF,             // LAST_RWDATA
}
