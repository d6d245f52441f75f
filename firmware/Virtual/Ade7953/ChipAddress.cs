namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// The ADE7953's addresses as the model knows them. They are written down here a second time, apart from the driver's
/// register enum, on purpose: a wrong address in either is found by the other. 24-bit registers stand with their 0x3xx address.
/// </summary>
internal static class ChipAddress
{
    public const int DISNOLOAD = 0x001, LCYCMODE = 0x004, PGA_V = 0x007, PGA_IA = 0x008, PGA_IB = 0x009, WRITE_PROTECT = 0x040,
        LAST_OP = 0x0FD, UNLOCK_KEY = 0x0FE, LAST_RWDATA_8 = 0x0FF;
    public const int LINECYC = 0x101, CONFIG = 0x102, CF1DEN = 0x103, CF2DEN = 0x104, CFMODE = 0x107, PHCALA = 0x108, PHCALB = 0x109,
        PFA = 0x10A, PFB = 0x10B, ANGLE_A = 0x10C, ANGLE_B = 0x10D, PERIOD = 0x10E, ALT_OUTPUT = 0x110, UNLOCKED = 0x120,
        LAST_ADD = 0x1FE, LAST_RWDATA_16 = 0x1FF;
    public const int ACCMODE = 0x301, AP_NOLOAD = 0x303, VAR_NOLOAD = 0x304, VA_NOLOAD = 0x305, AVA = 0x310, BVA = 0x311,
        AWATT = 0x312, BWATT = 0x313, AVAR = 0x314, BVAR = 0x315, IRMSA = 0x31A, IRMSB = 0x31B, VRMS = 0x31C,
        AENERGYA = 0x31E, AENERGYB = 0x31F, RENERGYA = 0x320, RENERGYB = 0x321, APENERGYA = 0x322, APENERGYB = 0x323,
        OVLVL = 0x324, OILVL = 0x325, IRQENA = 0x32C, IRQSTATA = 0x32D, RSTIRQSTATA = 0x32E, IRQENB = 0x32F, CRC = 0x37F;
    public const int AIGAIN = 0x380, AVGAIN = 0x381, AWGAIN = 0x382, AVARGAIN = 0x383, AVAGAIN = 0x384, AIRMSOS = 0x386, VRMSOS = 0x388,
        AWATTOS = 0x389, AVAROS = 0x38A, AVAOS = 0x38B, BIGAIN = 0x38C, BVGAIN = 0x38D, BWGAIN = 0x38E, BVARGAIN = 0x38F, BVAGAIN = 0x390,
        BIRMSOS = 0x392, BWATTOS = 0x395, BVAROS = 0x396, BVAOS = 0x397, LAST_RWDATA_24 = 0x3FF;
    public const int VERSION = 0x702, EX_REF = 0x800;
}
