using CarbonMeter.Cbor;

namespace Shared.Tests.Cbor;

public class CborReaderTests
{
    // Every way not to be deterministic CBOR that RFC 8949 leaves open, and the types this system does not use.
    [Theory]
    [InlineData("", CborStatus.Truncated)]
    [InlineData("18", CborStatus.Truncated)]
    [InlineData("1901", CborStatus.Truncated)]
    [InlineData("1A010000", CborStatus.Truncated)]
    [InlineData("1B01000000000000", CborStatus.Truncated)]
    [InlineData("4201", CborStatus.Truncated)]
    [InlineData("6261", CborStatus.Truncated)]
    [InlineData("8201", CborStatus.Truncated)]
    [InlineData("A101", CborStatus.Truncated)]
    [InlineData("A2010203", CborStatus.Truncated)]
    [InlineData("C1", CborStatus.Truncated)]
    [InlineData("F8", CborStatus.Truncated)]
    [InlineData("9A7FFFFFFF", CborStatus.Truncated)]
    [InlineData("BA7FFFFFFF", CborStatus.Truncated)]
    [InlineData("5A7FFFFFFF", CborStatus.Truncated)]
    [InlineData("1800", CborStatus.NotShortest)]
    [InlineData("1817", CborStatus.NotShortest)]
    [InlineData("1900FF", CborStatus.NotShortest)]
    [InlineData("1A0000FFFF", CborStatus.NotShortest)]
    [InlineData("1B00000000FFFFFFFF", CborStatus.NotShortest)]
    [InlineData("3817", CborStatus.NotShortest)]
    [InlineData("3900FF", CborStatus.NotShortest)]
    [InlineData("3A0000FFFF", CborStatus.NotShortest)]
    [InlineData("3B00000000FFFFFFFF", CborStatus.NotShortest)]
    [InlineData("580101", CborStatus.NotShortest)]
    [InlineData("59000101", CborStatus.NotShortest)]
    [InlineData("780161", CborStatus.NotShortest)]
    [InlineData("980101", CborStatus.NotShortest)]
    [InlineData("B8010102", CborStatus.NotShortest)]
    [InlineData("D81201", CborStatus.NotShortest)]
    [InlineData("D9001201", CborStatus.NotShortest)]
    [InlineData("F814", CborStatus.NotShortest)]
    [InlineData("5F4101FF", CborStatus.Indefinite)]
    [InlineData("7F6161FF", CborStatus.Indefinite)]
    [InlineData("9F01FF", CborStatus.Indefinite)]
    [InlineData("BF0102FF", CborStatus.Indefinite)]
    [InlineData("FF", CborStatus.Indefinite)]
    [InlineData("81FF", CborStatus.Indefinite)]
    [InlineData("5BFFFFFFFFFFFFFFFF", CborStatus.TooLong)]
    [InlineData("5B0000000100000000", CborStatus.TooLong)]
    [InlineData("9BFFFFFFFFFFFFFFFF", CborStatus.TooLong)]
    [InlineData("8181818181818181818181818181818181" + "01", CborStatus.TooLong)]
    [InlineData("A202010102", CborStatus.KeyOrder)]
    [InlineData("A201010102", CborStatus.KeyOrder)]
    [InlineData("A220000001", CborStatus.KeyOrder)]             // -1 before 0
    [InlineData("A21818001700", CborStatus.KeyOrder)]
    [InlineData("A262616100616200", CborStatus.KeyOrder)]        // shorter text sorts first
    [InlineData("81A201000100", CborStatus.KeyOrder)]
    [InlineData("61FF", CborStatus.NotUtf8)]
    [InlineData("6180", CborStatus.NotUtf8)]
    [InlineData("61C3", CborStatus.NotUtf8)]
    [InlineData("62C080", CborStatus.NotUtf8)]
    [InlineData("62C341", CborStatus.NotUtf8)]
    [InlineData("63E08080", CborStatus.NotUtf8)]
    [InlineData("63EDA080", CborStatus.NotUtf8)]                // a surrogate
    [InlineData("64F0808080", CborStatus.NotUtf8)]
    [InlineData("64F4908080", CborStatus.NotUtf8)]              // above U+10FFFF
    [InlineData("64F5808080", CborStatus.NotUtf8)]
    [InlineData("0000", CborStatus.TrailingBytes)]
    [InlineData("8000", CborStatus.TrailingBytes)]
    [InlineData("F90000", CborStatus.Unsupported)]
    [InlineData("FA47C35000", CborStatus.Unsupported)]
    [InlineData("FB3FF199999999999A", CborStatus.Unsupported)]
    [InlineData("F7", CborStatus.Unsupported)]
    [InlineData("E0", CborStatus.Unsupported)]
    [InlineData("F820", CborStatus.Unsupported)]
    [InlineData("1C", CborStatus.Unsupported)]
    [InlineData("1F", CborStatus.Unsupported)]
    [InlineData("3F", CborStatus.Unsupported)]
    [InlineData("DF00", CborStatus.Unsupported)]
    [InlineData("5C", CborStatus.Unsupported)]
    [InlineData("FC", CborStatus.Unsupported)]
    public void Check_refuses_what_is_not_canonical(string hex, CborStatus expected) =>
        Assert.Equal(expected, CborCheck.Canonical(Hex(hex)));

    [Theory]
    [InlineData("A201010202")]
    [InlineData("A200002000")]                                  // 0, -1
    [InlineData("A21700181800")]
    [InlineData("A3000018FF002000")]
    [InlineData("A261620062616100")]
    [InlineData("8181818181818181818181818181818101")]
    [InlineData("D8FF00")]
    [InlineData("1BFFFFFFFFFFFFFFFF")]
    [InlineData("3BFFFFFFFFFFFFFFFF")]
    [InlineData("64F09F948C")]
    [InlineData("63EE8080")]
    [InlineData("64F48FBFBF")]
    public void Check_accepts_what_is_canonical(string hex) => Assert.Equal(CborStatus.Ok, CborCheck.Canonical(Hex(hex)));

    [Fact]
    public void First_failure_stays_and_silences_what_follows()
    {
        var reader = new CborReader(Hex("8401F541AA6161"));
        Assert.Equal(4, reader.ReadArray(4));
        Assert.Equal(0, reader.ReadInteger(2, 9));
        Assert.Equal(CborStatus.OutOfRange, reader.Status);
        Assert.Equal(CborType.None, reader.PeekType());
        Assert.False(reader.ReadBoolean());
        Assert.Empty(reader.ReadBytes(0, 9));
        Assert.Equal("", reader.ReadText(9));
        Assert.Equal(0, reader.ReadArray(9));
        Assert.Equal(0, reader.ReadMap(9));
        Assert.Equal(0, reader.ReadInteger(0, 9));
        Assert.False(reader.TryReadNull());
        reader.ReadKey(1);
        reader.ReadTag(1);
        reader.End();
        Assert.Equal(CborStatus.OutOfRange, reader.Status);
    }

    [Fact]
    public void Bounds_given_by_the_caller_are_kept()
    {
        Assert.Equal(CborStatus.OutOfRange, After("18FF", reader => reader.ReadInteger(0, 254)));
        Assert.Equal(CborStatus.Ok, After("18FF", reader => reader.ReadInteger(255, 255)));
        Assert.Equal(CborStatus.OutOfRange, After("20", reader => reader.ReadInteger(0, 254)));
        Assert.Equal(CborStatus.OutOfRange, After("1B8000000000000000", reader => reader.ReadInteger(long.MinValue, long.MaxValue)));
        Assert.Equal(CborStatus.OutOfRange, After("3B8000000000000000", reader => reader.ReadInteger(long.MinValue, long.MaxValue)));
        Assert.Equal(CborStatus.TooLong, After("43010203", reader => reader.ReadBytes(0, 2)));
        Assert.Equal(CborStatus.OutOfRange, After("43010203", reader => reader.ReadBytes(4, 9)));
        Assert.Equal(CborStatus.TooLong, After("63616263", reader => reader.ReadText(2)));
        Assert.Equal(CborStatus.TooLong, After("83010203", reader => reader.ReadArray(2)));
        Assert.Equal(CborStatus.TooLong, After("A201020304", reader => reader.ReadMap(1)));
        Assert.Equal(CborStatus.Truncated, After("8301", reader => reader.ReadArray(9)));
        Assert.Equal(CborStatus.Truncated, After("A2010203", reader => reader.ReadMap(9)));
        Assert.Equal(CborStatus.TrailingBytes, After("0000", reader => reader.ReadInteger(0, 0)));
    }

    // Integers with nine bytes to go are read another way than the last ones.
    [Fact]
    public void An_integer_is_judged_the_same_whatever_follows()
    {
        var statuses = new HashSet<CborStatus>();
        byte[] firsts = [0x00, 0x01, 0x17, 0x18, 0x7F, 0x80, 0xFF];
        for (int initial = 0; initial < 256; initial++)
        {
            int width = (initial & 31) is >= 24 and <= 27 ? 1 << ((initial & 31) - 24) : 0;
            foreach (byte first in firsts)
            foreach (byte rest in firsts)
            foreach (var (min, max) in new[] { (long.MinValue, long.MaxValue), (0, 65_535), (-256, 255) })
            {
                byte[] item = [(byte)initial, .. new byte[] { first, rest, rest, rest, rest, rest, rest, rest }.Take(width)];
                var bare = new CborReader(item);
                var followed = new CborReader([.. item, .. new byte[9]]);
                Assert.Equal(bare.ReadInteger(min, max), followed.ReadInteger(min, max));
                Assert.Equal((bare.Status, bare.Position), (followed.Status, followed.Position));
                statuses.Add(bare.Status);
            }
        }
        Assert.Equal(6, statuses.Count);    // Ok, NotShortest, Indefinite, WrongType, OutOfRange, Unsupported
    }

    [Fact]
    public void What_is_known_is_handed_back_and_nothing_else()
    {
        byte[] known = [1, 2, 3, 4, 5];
        Assert.Same(known, new CborReader(Hex("450102030405")).ReadBytes(5, 5, known));
        Assert.Equal(Hex("0102030406"), new CborReader(Hex("450102030406")).ReadBytes(5, 5, known));
        Assert.Equal(Hex("01020304"), new CborReader(Hex("4401020304")).ReadBytes(0, 5, known));
        Assert.Empty(new CborReader(Hex("4501020304")).ReadBytes(5, 5, known));
        string text = new('a', 2);
        Assert.Same(text, new CborReader(Hex("626161")).ReadText(9, text));
        Assert.Equal("ab", new CborReader(Hex("626162")).ReadText(9, text));
        var latin = new CborReader(Hex("61E9"));
        Assert.Equal("", latin.ReadText(9, "\u00E9"));
        Assert.Equal(CborStatus.NotUtf8, latin.Status);
    }

    [Fact]
    public void Another_type_than_expected_is_refused()
    {
        Assert.Equal(CborStatus.WrongType, After("40", reader => reader.ReadInteger(0, 9)));
        Assert.Equal(CborStatus.WrongType, After("60", reader => reader.ReadBytes(0, 9)));
        Assert.Equal(CborStatus.WrongType, After("40", reader => reader.ReadText(9)));
        Assert.Equal(CborStatus.WrongType, After("A0", reader => reader.ReadArray(9)));
        Assert.Equal(CborStatus.WrongType, After("80", reader => reader.ReadMap(9)));
        Assert.Equal(CborStatus.WrongType, After("F6", reader => reader.ReadBoolean()));
        Assert.Equal(CborStatus.WrongType, After("01", reader => reader.ReadBoolean()));
        Assert.Equal(CborStatus.WrongType, After("D1", reader => reader.ReadTag(18)));
        Assert.Equal(CborStatus.KeyOrder, After("02", reader => reader.ReadKey(1)));
        Assert.Equal(CborStatus.KeyOrder, After("20", reader => reader.ReadKey(0)));
        Assert.Equal(CborStatus.KeyOrder, After("6131", reader => reader.ReadKey(1)));
        Assert.Equal(CborStatus.NotShortest, After("1801", reader => reader.ReadKey(1)));
        Assert.Equal(CborStatus.Ok, After("20", reader => reader.ReadKey(-1)));
    }

    [Fact]
    public void Null_is_read_only_where_it_stands()
    {
        var reader = new CborReader(Hex("82F601"));
        reader.ReadArray(2);
        Assert.True(reader.TryReadNull());
        Assert.False(reader.TryReadNull());
        Assert.Equal(2, reader.Position);
        Assert.Equal(1, reader.ReadInteger(1, 1));
        reader.End();
        Assert.Equal(CborStatus.Ok, reader.Status);
    }

    [Theory]
    [InlineData("A10907", 9, true)]
    [InlineData("A10A07", 9, false)]
    [InlineData("A1180907", 9, false)]      // not the shortest form: left for whoever reads it to refuse
    [InlineData("A12007", 0, false)]
    [InlineData("A1614107", 1, false)]
    public void Key_is_taken_only_where_it_stands(string hex, int key, bool taken)
    {
        var reader = new CborReader(Hex(hex));
        reader.ReadMap(1);
        Assert.Equal(taken, reader.TryReadKey(key));
        Assert.Equal(taken ? 2 : 1, reader.Position);
        Assert.Equal(CborStatus.Ok, reader.Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.TryReadKey(24));
    }

    [Fact]
    public void No_key_is_taken_at_the_end()
    {
        var reader = new CborReader(Hex("A0"));
        reader.ReadMap(0);
        Assert.False(reader.TryReadKey(9));
        Assert.Equal(CborStatus.Ok, reader.Status);
    }

    [Fact]
    public void Part_of_an_array_is_read_up_to_its_end()
    {
        var reader = new CborReader(Hex("FF4201020304"), 1, 2);
        reader.ReadBytes(0, 9);
        Assert.Equal(CborStatus.Truncated, reader.Status);
        reader = new CborReader(Hex("FF4201020304"), 1, 3);
        Assert.Equal([1, 2], reader.ReadBytes(2, 2));
        reader.End();
        Assert.Equal(CborStatus.Ok, reader.Status);
        Assert.Equal(4, reader.Position);
    }

    private delegate void Read(CborReader reader);

    private static CborStatus After(string hex, Read read)
    {
        var reader = new CborReader(Hex(hex));
        read(reader);
        reader.End();
        return reader.Status;
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}
