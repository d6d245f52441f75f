namespace CarbonMeter.Records;

/// <summary>
/// Why the bytes of a record, factor set, parameter set or command were refused, or Ok: the first reason found.
/// The values below 16 are those of <see cref="Cbor.CborStatus"/>: the bytes are not the CBOR the format asks for.
/// </summary>
public enum RecordStatus
{
    /// <summary>Accepted.</summary>
    Ok = 0,
    /// <summary>The bytes end too early.</summary>
    Truncated = 1,
    /// <summary>An integer or a length is not in its shortest form.</summary>
    NotShortest = 2,
    /// <summary>An indefinite length.</summary>
    Indefinite = 3,
    /// <summary>Another type of item than the format has there.</summary>
    WrongType = 4,
    /// <summary>A number outside its range, or a byte string below its least length.</summary>
    OutOfRange = 5,
    /// <summary>A string or an array above its limit, or the whole above the size of its format.</summary>
    TooLong = 6,
    /// <summary>A map key that is unknown, doubled or out of order.</summary>
    KeyOrder = 7,
    /// <summary>Text that is not UTF-8.</summary>
    NotUtf8 = 8,
    /// <summary>Bytes left over.</summary>
    TrailingBytes = 9,
    /// <summary>A float, a simple value other than null, or a reserved form.</summary>
    Unsupported = 10,

    /// <summary>A format version other than 1.</summary>
    UnknownVersion = 16,
    /// <summary>A kind that this version, or this codec, does not have.</summary>
    UnknownKind = 17,
    /// <summary>A map or an array with another number of entries than the format gives it.</summary>
    WrongCount = 18,
    /// <summary>Not a meter id (see <see cref="Records.MeterId"/>).</summary>
    BadMeterId = 19,
    /// <summary>Text that is empty, or outside printable ASCII, or has a space where none may be.</summary>
    BadText = 20,
    /// <summary>Channel ids that do not ascend.</summary>
    ChannelOrder = 21,
    /// <summary>Another number of channels than there are registers; in a parameter set, of voltage inputs or wires than channels.</summary>
    ChannelsDiffer = 22,
    /// <summary>The first record of a meter names a predecessor.</summary>
    FirstHasPrevious = 23,
    /// <summary>An interval length that does not divide an hour.</summary>
    LengthNotDivisor = 24,
    /// <summary>A first start that is not a multiple of the interval length.</summary>
    StartNotAligned = 25,
    /// <summary>An interval that was measured for longer than it lasted.</summary>
    MeasuredTooLong = 26,
    /// <summary>A partial flag that contradicts the time measured.</summary>
    PartialFlagWrong = 27,
    /// <summary>Carbon that is not import times intensity.</summary>
    CarbonMismatch = 28,
    /// <summary>An intensity that the factor set does not give for the interval's start (rule 5 of record.md).</summary>
    IntensityNotInSet = 29,
    /// <summary>Gas figures in a record without a gas register.</summary>
    GasWithoutRegister = 30,
    /// <summary>Gas figures of which not one is there.</summary>
    GasEmpty = 31,
    /// <summary>The uncertainty of a gas figure that is not there.</summary>
    GasUncertaintyAlone = 32,

    /// <summary>Factor set: periods that do not begin at 0 or do not ascend.</summary>
    PeriodOrder = 40,
    /// <summary>Factor set: a date that is not a day of the calendar written YYYY-MM-DD.</summary>
    BadDate = 41,

    /// <summary>Command: it expires not after its issue, or later than <see cref="Command.LifeSecondsMax"/> after it.</summary>
    BadExpiry = 50,
    /// <summary>Command: a code this version has no name for; the rest of the command is readable.</summary>
    UnknownCode = 51,
    /// <summary>Command: an argument that is not what its code asks for; the rest of the command is readable.</summary>
    BadArgument = 52,

    /// <summary>Board: it names a bus, a part or a voltage input that it does not have.</summary>
    NothingThere = 60,
    /// <summary>Board: the fields of a bus, a voltage input, a sensor or the gas channel are not those of its kind.</summary>
    KindMismatch = 61,

    /// <summary>Enrolment: a public key that is no point of the curve.</summary>
    NotAKey = 70,
    /// <summary>Enrolment: a key in a secure element without the element's serial number, or a serial number without such a key.</summary>
    SerialMismatch = 71,
}
