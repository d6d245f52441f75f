using CarbonMeter.TestSupport;
using System.Text.Json;
using CarbonMeter.Cbor;

namespace Shared.Tests.Cbor;

public class CborWriterTests
{
    [Theory]
    [InlineData(0, "00")]
    [InlineData(23, "17")]
    [InlineData(24, "1818")]
    [InlineData(255, "18FF")]
    [InlineData(256, "190100")]
    [InlineData(65535, "19FFFF")]
    [InlineData(65536, "1A00010000")]
    [InlineData(4294967295, "1AFFFFFFFF")]
    [InlineData(4294967296, "1B0000000100000000")]
    [InlineData(long.MaxValue, "1B7FFFFFFFFFFFFFFF")]
    [InlineData(-1, "20")]
    [InlineData(-24, "37")]
    [InlineData(-25, "3818")]
    [InlineData(-256, "38FF")]
    [InlineData(-257, "390100")]
    [InlineData(long.MinValue, "3B7FFFFFFFFFFFFFFF")]
    public void Integers_take_their_shortest_form(long value, string hex)
    {
        var writer = new CborWriter(1);
        writer.WriteInteger(value);
        Assert.Equal(hex, Convert.ToHexString(writer.ToArray()));
        Assert.Equal(hex.Length / 2, writer.LengthBytes);
        Assert.Equal(value, new CborReader(writer.ToArray()).ReadInteger(long.MinValue, long.MaxValue));
    }

    [Fact]
    public void Published_examples_read_and_write_back_where_the_types_are_ours()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(OutsideData.Require("vectors/cbor/appendix_a.json")));
        int written = 0, refused = 0;
        foreach (JsonElement example in file.RootElement.EnumerateArray())
        {
            string hex = example.GetProperty("hex").GetString()!;
            byte[] bytes = Convert.FromHexString(hex);
            CborStatus status = CborCheck.Canonical(bytes);
            if (IsOutside(hex))
            {
                // Simple value 24 in two bytes was an example of RFC 7049; RFC 8949 made it an error.
                Assert.True(status is CborStatus.Indefinite or CborStatus.Unsupported || (hex == "f818" && status == CborStatus.NotShortest), hex);
                refused++;
                continue;
            }
            Assert.True(status == CborStatus.Ok, $"{hex}: {status}");
            // Integers beyond a long and tags other than 18 are sound, but no reader of ours asks for them.
            if (hex is "1bffffffffffffffff" or "3bffffffffffffffff" || (bytes[0] & 0xE0) == 0xC0) continue;
            CborTree tree = CborTree.Decode(bytes) ?? throw new InvalidOperationException(hex);
            Assert.Equal(hex, Convert.ToHexStringLower(CborTree.Encode(tree)));
            if (example.TryGetProperty("decoded", out JsonElement decoded)) AssertSame(decoded, tree);
            written++;
        }
        Assert.Equal((82, 35, 38), (file.RootElement.GetArrayLength(), written, refused));
    }

    [Fact]
    public void Reset_forgets_what_was_written()
    {
        var writer = new CborWriter(4);
        writer.WriteText("forgotten");
        writer.Reset();
        writer.WriteNull();
        Assert.Equal("F6", Convert.ToHexString(writer.ToArray()));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        var writer = new CborWriter(16);
        Assert.Throws<ArgumentException>(() => writer.WriteText("\ud83d"));
        Assert.Throws<ArgumentException>(() => writer.WriteText("\ud83dx"));
        Assert.Throws<ArgumentException>(() => writer.WriteText("\udd0c\ud83d"));
        Assert.Equal(0, writer.LengthBytes);
        writer.WriteText("\ud83d\udd0c");
        Assert.Equal("64F09F948C", Convert.ToHexString(writer.ToArray()));
    }

    [Fact]
    public void Arguments_outside_their_range_are_refused()
    {
        var writer = new CborWriter(16);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CborWriter(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteArray(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteMap(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteTag(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteBytes([1, 2, 3], 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WriteBytes(new byte[1 << 24]));
    }

    // Floats, bignums excepted: they are tagged byte strings. Undefined, other simple values and indefinite lengths.
    private static bool IsOutside(string hex) =>
        hex[0] == 'f' && hex is not ("f4" or "f5" or "f6") || hex.Contains("5f4") || hex.Contains("7f6") || hex.Contains("9f")
        || hex.StartsWith("bf", StringComparison.Ordinal) || hex.Contains("61bf") || hex.StartsWith("c1fb", StringComparison.Ordinal);

    private static void AssertSame(JsonElement expected, CborTree actual)
    {
        switch (actual)
        {
            case CborTree.Integer integer: Assert.Equal(expected.GetInt64(), integer.Value); break;
            case CborTree.Text text: Assert.Equal(expected.GetString(), text.Value); break;
            case CborTree.Boolean boolean: Assert.Equal(expected.GetBoolean(), boolean.Value); break;
            case CborTree.Null: Assert.Equal(JsonValueKind.Null, expected.ValueKind); break;
            case CborTree.Array array:
                Assert.Equal(expected.GetArrayLength(), array.Items.Length);
                for (int i = 0; i < array.Items.Length; i++) AssertSame(expected[i], array.Items[i]);
                break;
            case CborTree.Map map:
                foreach ((CborTree key, CborTree value) in map.Pairs) AssertSame(expected.GetProperty(((CborTree.Text)key).Value), value);
                break;
            default: Assert.Fail($"{actual} has no counterpart in JSON"); break;
        }
    }
}
