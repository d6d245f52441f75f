namespace CarbonMeter.DeviceTests;

using CarbonMeter.Cbor;

/// <summary>Deterministic CBOR: every width of an integer both ways, and one refusal of each sort.</summary>
internal static class CborCases
{
    public static void Run(Runner runner)
    {
        runner.Run("cbor.integers", Integers);
        runner.Run("cbor.structure", Structure);
        runner.Run("cbor.text", Text);
        runner.Run("cbor.refusals", Refusals);
    }

    private static void Integers()
    {
        long[] values =
        [
            0, 23, 24, 255, 256, 65_535, 65_536, 4_294_967_295, 4_294_967_296, long.MaxValue,
            -1, -24, -25, -256, -257, -65_536, -65_537, -4_294_967_296, -4_294_967_297, long.MinValue,
        ];
        string[] encoded =
        [
            "00", "17", "1818", "18ff", "190100", "19ffff", "1a00010000", "1affffffff", "1b0000000100000000", "1b7fffffffffffffff",
            "20", "37", "3818", "38ff", "390100", "39ffff", "3a00010000", "3affffffff", "3b0000000100000000", "3b7fffffffffffffff",
        ];
        for (int i = 0; i < values.Length; i++)
        {
            CborWriter writer = new CborWriter(16);
            writer.WriteInteger(values[i]);
            Check.Bytes(encoded[i], writer.ToArray());
            CborReader reader = new CborReader(Hex.Bytes(encoded[i]));
            Check.Equal(values[i], reader.ReadInteger(long.MinValue, long.MaxValue));
            reader.End();
            Check.Equal((int)CborStatus.Ok, (int)reader.Status);
        }
    }

    private static void Structure()
    {
        CborWriter writer = new CborWriter(8);
        writer.WriteTag(18);
        writer.WriteArray(3);
        writer.WriteMap(1);
        writer.WriteInteger(1);
        writer.WriteNull();
        writer.WriteBytes(new byte[] { 1, 2, 3 });
        writer.WriteBoolean(true);
        Check.Bytes("d283a101f643010203f5", writer.ToArray());
        CborReader reader = new CborReader(writer.ToArray());
        reader.ReadTag(18);
        Check.Equal(3, reader.ReadArray(3));
        Check.Equal(1, reader.ReadMap(1));
        reader.ReadKey(1);
        Check.True(reader.TryReadNull(), "null follows the key");
        Check.Bytes("010203", reader.ReadBytes(3, 3));
        Check.True(reader.ReadBoolean(), "true ends the array");
        reader.End();
        Check.Equal((int)CborStatus.Ok, (int)reader.Status);
    }

    private static void Text()
    {
        // One character of each width of UTF-8; the last is a surrogate pair.
        string text = "a\u00fc\u6c34\ud800\udd51";
        CborWriter writer = new CborWriter(16);
        writer.WriteText(text);
        Check.Bytes("6a61c3bce6b0b4f0908591", writer.ToArray());
        Check.Equal(text, new CborReader(writer.ToArray()).ReadText(10));
    }

    private static void Refusals()
    {
        Refuse("", CborStatus.Truncated);
        Refuse("1b00000000", CborStatus.Truncated);
        Refuse("1817", CborStatus.NotShortest);
        Refuse("1b00000000ffffffff", CborStatus.NotShortest);
        Refuse("9fff", CborStatus.Indefinite);
        Refuse("f93c00", CborStatus.Unsupported);
        Refuse("61ff", CborStatus.NotUtf8);
        Refuse("a201000100", CborStatus.KeyOrder);
        Refuse("0000", CborStatus.TrailingBytes);
    }

    private static void Refuse(string hex, CborStatus expected) => Check.Equal((int)expected, (int)CborCheck.Canonical(Hex.Bytes(hex)));
}
