namespace CarbonMeter.DeviceTests;

using System;

/// <summary>The guards, and the arithmetic of the interpreter that the guards rely on.</summary>
internal static class RequireCases
{
    public static void Run(Runner runner)
    {
        runner.Run("require.range", Range);
        runner.Run("require.null", () => Check.Refused(() => Require.NotNull(null, "x")));
        runner.Run("require.length", () => Check.Refused(() => Require.Length(new byte[3], 4, "x")));
        runner.Run("require.segment", Segment);
        runner.Run("require.that", () => Check.Refused(() => Require.That(false, "x")));
        runner.Run("arithmetic.long", LongArithmetic);
        runner.Run("arithmetic.narrowing", Narrowing);
        runner.Run("arithmetic.shifts", Shifts);
        runner.Run("arithmetic.division", Division);
    }

    private static void Range()
    {
        Require.InRange(long.MinValue, long.MinValue, long.MaxValue, "x");
        Require.InRange(3, 3, 3, "x");
        Check.Refused(() => Require.InRange(2, 3, 4, "x"));
        Check.Refused(() => Require.InRange(5, 3, 4, "x"));
    }

    private static void Segment()
    {
        byte[] bytes = new byte[4];
        Require.Segment(bytes, 4, 0, "x");
        Require.Segment(bytes, 1, 3, "x");
        Check.Refused(() => Require.Segment(bytes, 1, 4, "x"));
        Check.Refused(() => Require.Segment(bytes, -1, 2, "x"));
        // A sum of offset and count would wrap here.
        Check.Refused(() => Require.Segment(bytes, 2, int.MaxValue, "x"));
    }

    private static void LongArithmetic()
    {
        long energy = Runtime(4_000_000_000_000);
        long intensity = Runtime(2_000_000);
        Check.Equal(8_000_000_000_000_000_000, energy * intensity);
        Require.InRange(intensity, 1, 2_000_000, nameof(intensity));
        Check.Equal(4_000_000_000_000, energy * intensity / intensity);
        Check.Equal(long.MinValue, Runtime(long.MaxValue) + 1);
        Check.Equal(1, (long)((ulong)Runtime(-1) * (ulong)Runtime(-1)));
    }

    private static void Narrowing()
    {
        Check.Equal(0x34, (byte)Runtime(0x1234));
        Check.Equal(-1, (int)Runtime(0xFFFFFFFF));
        Check.Equal(0xFFFFFFFF, (uint)Runtime(-1));
        Check.Equal(-32768, (short)Runtime(0x8000));
    }

    private static void Shifts()
    {
        Check.Equal(-1, Runtime(-1) >> 63);
        Check.Equal(1, Runtime(-1) >>> 63);
        Check.Equal(long.MinValue, Runtime(1) << 63);
        Check.Equal(2, Runtime(1) << (int)Runtime(65));
        Check.Equal(-0x0100_0000, (int)(Runtime(0xFF00_0000) << 0));
    }

    private static void Division()
    {
        Check.Equal(-3, Runtime(-7) / 2);
        Check.Equal(-1, Runtime(-7) % 2);
        Check.Equal(0x7FFF_FFFF_FFFF_FFFF, (long)((ulong)Runtime(-1) / 2));
    }

    // Keeps the compiler from computing the result itself: it is the interpreter that is under test.
    private static long Runtime(long value) => DateTime.UtcNow.Ticks >= 0 ? value : 0;
}
