namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The ADE7880's registers that the driver uses (data sheet tables 30 to 33). The page says the width; see
/// <see cref="Ade7880Bus"/>. Of each trio only phase A stands here: B and C follow, at the step that is given. The comments keep
/// the chip's spelling.
/// </summary>
internal enum Ade7880Register
{
    // Memory of the signal processor: 32 bits on the bus, of which 24 count, or 28 of VLEVEL. Settings.
    CurrentGainA = 0x4380,          // AIGAIN; step 2
    VoltageGainA = 0x4381,          // AVGAIN; step 2
    NeutralGain = 0x4386,           // NIGAIN
    IntegratorCoefficient = 0x4388, // DICOEFF
    PowerGainA = 0x4389,            // APGAIN; step 2
    ActiveOffsetA = 0x438A,         // AWATTOS; step 2
    CurrentRmsOffsetA = 0x438F,     // AIRMSOS; step 2
    VoltageRmsOffsetA = 0x4390,     // AVRMSOS; step 2
    VoltageLevel = 0x439F,          // VLEVEL
    FundamentalActiveOffsetA = 0x43A2,   // AFWATTOS; step 1
    FundamentalReactiveOffsetA = 0x43A5, // AFVAROS; step 1

    CurrentRmsA = 0x43C0,           // AIRMS; step 2
    VoltageRmsA = 0x43C1,           // AVRMS; step 2

    Run = 0xE228,                   // Run

    ActiveEnergyA = 0xE400,         // AWATTHR: total, harmonics included; step 1
    ReactiveEnergyA = 0xE409,       // AFVARHR: of the fundamental, there is no other; step 1

    Status1 = 0xE503,               // STATUS1
    ActivePowerA = 0xE513,          // AWATT; step 1
    Checksum = 0xE51F,              // CHECKSUM
    LastData32 = 0xE5FF,            // LAST_RWDATA32

    AngleA = 0xE601,                // ANGLE0; step 1
    ComputationMode = 0xE60E,       // COMPMODE
    InputGain = 0xE60F,             // Gain
    PulseMode = 0xE610,             // CFMODE
    PhaseA = 0xE614,                // APHCAL; step 1
    Signs = 0xE617,                 // PHSIGN
    Config = 0xE618,                // CONFIG

    AccumulationMode = 0xE701,      // ACCMODE
    LineCycleMode = 0xE702,         // LCYCMODE
    Protect = 0xE7E3,               // no name in the table of registers; the protection of the memory
    ChecksumIsValid = 0xE7E4,       // reserved; anything but 0x08, and the checksum means nothing
    LastData8 = 0xE7FD,             // LAST_RWDATA8
    ProtectKey = 0xE7FE,            // no name; opens the one before for the very next write

    PowerFactorA = 0xE902,          // APF; step 1
    PeriodA = 0xE905,               // APERIOD; step 1
    ActiveNoLoad = 0xE908,          // APNOLOAD
    ReactiveNoLoad = 0xE909,        // VARNOLOAD
    ApparentNoLoad = 0xE90A,        // VANOLOAD
    LastAddress = 0xE9FE,           // LAST_ADD
    LastData16 = 0xE9FF,            // LAST_RWDATA16

    Config3 = 0xEA00,               // CONFIG3
    LastOperation = 0xEA01,         // LAST_OP
    ActiveThreshold = 0xEA02,       // WTHR
    ReactiveThreshold = 0xEA03,     // VARTHR
    ApparentThreshold = 0xEA04,     // VATHR
    Config2 = 0xEC01,               // CONFIG2
}
