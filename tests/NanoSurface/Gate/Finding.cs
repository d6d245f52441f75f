namespace CarbonMeter.NanoSurface.Gate;

/// <summary>What compiles against the device's libraries, and then breaks or lies on the device.</summary>
public enum DeviceRule
{
    Generics, MultiDimensionalArray, InterfaceMethodBody, CheckedArithmetic, LongArrayIndex, FloatingPoint, SinglePrecisionMath,
    UnguardedDivision, EnumText, LargeTable, ImageLimit, BinarySearchWithoutComparer, UncheckedTransfer, DefaultBusSpeed,
    ConnectInHandler,
}

/// <summary>One refusal: where, what, and by which rule.</summary>
internal sealed record Finding(DeviceRule Rule, string File, int Line, string What)
{
    public override string ToString() =>
        $"{File}:{Line}: {Rule}: {What}\n    why: {Advice.Why(Rule)}\n    instead: {Advice.Instead(Rule)}";
}

/// <summary>The sentences an engineer reads below a refusal.</summary>
internal static class Advice
{
    public static string Why(DeviceRule rule) => Of(rule).Why;

    public static string Instead(DeviceRule rule) => Of(rule).Instead;

    private static (string Why, string Instead) Of(DeviceRule rule) => rule switch
    {
        DeviceRule.Generics => ("the 1.x interpreter crashes while it loads a generic type or delegate, and a generic "
            + "method returns garbage",
            "a class, interface or delegate of its own; arrays or ArrayList for collections"),
        DeviceRule.MultiDimensionalArray => ("the 1.x interpreter crashes while it loads a multi-dimensional array",
            "a jagged array, or one array indexed by row * width + column"),
        DeviceRule.InterfaceMethodBody => ("calling a default interface method throws on the device",
            "an abstract base class, or a static method elsewhere that takes the interface"),
        DeviceRule.CheckedArithmetic => ("checked never throws on the device: sums, products and narrowings wrap silently",
            "bound the inputs with Require.InRange so that the result fits; narrow after a range test"),
        DeviceRule.LongArrayIndex => ("the compiler narrows a long index or length with conv.ovf, which never throws "
            + "on the device: index 2^32 reads element 0",
            "an int index, narrowed after a range test"),
        DeviceRule.FloatingPoint => ("figures are integers from register to ledger: on the device x / 0.0 throws, "
            + "ToString() of a double is broken and System.Math is single precision",
            "a scaled long that names its unit"),
        DeviceRule.SinglePrecisionMath => ("every ESP32 image computes the floating functions of System.Math in single "
            + "precision: Sqrt(2) is 1.41421354",
            "integer arithmetic, such as an integer square root"),
        DeviceRule.UnguardedDivision => ("division by zero throws a bare System.Exception on the device, and MinValue "
            + "/ -1 is not defined there",
            "a constant divisor other than 0 and -1, or Require.InRange(divisor, 1, max, ...), or a test of the same "
            + "local, argument or readonly field on the way to the division"),
        DeviceRule.EnumText => ("the text of an enum value is its number on the device",
            "a switch that names the values"),
        DeviceRule.LargeTable => ("a static table is copied into the managed heap, and a board without PSRAM has by "
            + "estimate 60 to 120 KB of it in all",
            "a smaller table, or values computed when they are needed"),
        DeviceRule.ImageLimit => ("a device image counts its code, its text and its data with 16 bits each, and the "
            + "arms of a switch with 8",
            "an assembly of its own for a part of it; a lookup table for a large switch"),
        DeviceRule.BinarySearchWithoutComparer => ("BinarySearch throws on the device when its comparer is null",
            "an IComparer of its own, or a loop"),
        DeviceRule.UncheckedTransfer => ("a chip that does not acknowledge throws nothing: only the status of the transfer tells, "
            + "and what was read is then void",
            "Read, Write or WriteRead, and a test of Status == I2cTransferStatus.FullTransfer"),
        DeviceRule.DefaultBusSpeed => ("the speed left out is 400 kHz, and the device made last sets that of the whole bus",
            "the bus's one speed from the board file as third argument"),
        DeviceRule.ConnectInHandler => ("the handler runs while the old socket is still being closed: the call never comes back, "
            + "and throws nothing",
            "a note for a worker thread of its own, which closes the old client and connects a new one"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };
}
