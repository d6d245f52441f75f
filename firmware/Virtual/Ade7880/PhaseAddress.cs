namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// The ADE7880's addresses as the model knows them, and their widths. They are written down here a second time, apart from the
/// driver's register enum, on purpose: a wrong address in either is found by the other. Of each trio only phase A.
/// </summary>
internal static class PhaseAddress
{
    public const int AIGAIN = 0x4380, AVGAIN = 0x4381, APGAIN = 0x4389, AWATTOS = 0x438A, AIRMSOS = 0x438F, AVRMSOS = 0x4390,
        VLEVEL = 0x439F, AFWATTOS = 0x43A2, AFVAROS = 0x43A5, LAST_MEMORY = 0x43BF, AIRMS = 0x43C0, AVRMS = 0x43C1, NIRMS = 0x43C6,
        ISUM = 0x43C7;
    public const int RUN = 0xE228;
    public const int AWATTHR = 0xE400, AFWATTHR = 0xE403, AFVARHR = 0xE409, AVAHR = 0xE40C, CVAHR = 0xE40E;
    public const int STATUS0 = 0xE502, STATUS1 = 0xE503, OILVL = 0xE507, OVLVL = 0xE508, MASK0 = 0xE50A, MASK1 = 0xE50B, AWATT = 0xE513,
        AVA = 0xE519, CVA = 0xE51B, CHECKSUM = 0xE51F, LAST_RWDATA32 = 0xE5FF;
    public const int ANGLE0 = 0xE601, ANGLE2 = 0xE603, LINECYC = 0xE60C, ZXTOUT = 0xE60D, COMPMODE = 0xE60E, GAIN = 0xE60F, CFMODE = 0xE610,
        CF1DEN = 0xE611, CF2DEN = 0xE612, CF3DEN = 0xE613, APHCAL = 0xE614, CPHCAL = 0xE616, PHSIGN = 0xE617, CONFIG = 0xE618;
    public const int MMODE = 0xE700, ACCMODE = 0xE701, LCYCMODE = 0xE702, CFCYC = 0xE705, HSDC_CFG = 0xE706, VERSION = 0xE707,
        DSPWP_SET = 0xE7E3, RESERVED = 0xE7E4, LAST_RWDATA8 = 0xE7FD, DSPWP_SEL = 0xE7FE;
    public const int HCONFIG = 0xE900, APF = 0xE902, CPF = 0xE904, APERIOD = 0xE905, CPERIOD = 0xE907, APNOLOAD = 0xE908, LAST_ADD = 0xE9FE,
        LAST_RWDATA16 = 0xE9FF;
    public const int CONFIG3 = 0xEA00, LAST_OP = 0xEA01, WTHR = 0xEA02, VARTHR = 0xEA03, VATHR = 0xEA04, HX = 0xEA08, LPOILVL = 0xEC00,
        CONFIG2 = 0xEC01;

    private const int PageSize = 256, FirstHighPage = 0xE4, LastHighPage = 0xEC;

    /// <summary>Registers the model has room for.</summary>
    public const int Count = (2 + LastHighPage - FirstHighPage + 1) * PageSize;

    /// <summary>Where a register is kept; -1 where there is no such page.</summary>
    public static int Index(int address)
    {
        int page = address >> 8, low = address & 0xFF;
        return page switch
        {
            0x43 => low,
            0xE2 => PageSize + low,
            >= FirstHighPage and <= LastHighPage => (page - FirstHighPage + 2) * PageSize + low,
            _ => -1,
        };
    }

    /// <summary>Bytes of a register on the bus.</summary>
    public static int WidthBytes(int address) => (address >> 8) switch
    {
        0x43 or 0xE4 or 0xE5 or 0xE8 => 4,
        0xE2 or 0xE6 or 0xE9 => 2,
        _ => 1,
    };

    /// <summary>Whether a register is a setting in the memory of the signal processor.</summary>
    public static bool IsMemory(int address) => address is >= AIGAIN and <= LAST_MEMORY;

    /// <summary>Whether a register is one of those that say what was done last.</summary>
    public static bool IsAboutLast(int address) =>
        address is LAST_OP or LAST_ADD or LAST_RWDATA8 or LAST_RWDATA16 or LAST_RWDATA32;
}
