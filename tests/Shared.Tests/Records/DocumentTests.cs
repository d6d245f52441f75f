using System.Text.RegularExpressions;
using CarbonMeter.Boards;
using CarbonMeter.Crypto;

namespace CarbonMeter.Records;

/// <summary>What the format documents show is what the code does.</summary>
public partial class DocumentTests
{
    [Theory]
    [InlineData("record.md", 3)]
    [InlineData("factor-set.md", 1)]
    [InlineData("parameter-set.md", 4)]
    [InlineData("command.md", 1)]
    [InlineData("enrolment.md", 1)]
    [InlineData("board.md", 1)]
    public void Hex_of_a_document_is_that_of_its_vector(string document, int examples)
    {
        var matches = ExampleInDocument().Matches(TextOf(document));
        Assert.Equal(examples, matches.Count);
        foreach (Match match in matches)
        {
            var shown = Convert.FromHexString(match.Groups[2].Value.Replace("\n", ""));
            Assert.Equal(Vector.Read(match.Groups[1].Value).Bytes, shown);
        }
    }

    [Fact]
    public void Examples_built_from_the_model_are_the_vectors()
    {
        Assert.Equal(Bytes("factor-set/example"), FactorSetCodec.Encode(Examples.FactorSet()));
        Assert.Equal(Bytes("parameter-set/example"), ParameterSetCodec.Encode(Examples.ParameterSet()));
        Assert.Equal(Bytes("board/example"), BoardCodec.Encode(Examples.Board()));
        Assert.Equal(Bytes("parameter-set/three-phase"), ParameterSetCodec.Encode(Examples.ThreePhase()));
        Assert.Equal(Bytes("parameter-set/wired"), ParameterSetCodec.Encode(Examples.Wired()));
        Assert.Equal(Bytes("parameter-set/stack"), ParameterSetCodec.Encode(Examples.Stack()));
        Assert.Equal(Bytes("signed-record/boot-event"), Signed(RecordCodec.EncodePayload(Examples.Boot())));
        Assert.Equal(Bytes("signed-record/intervals"), Signed(RecordCodec.EncodePayload(Examples.Intervals())));
        Assert.Equal(Bytes("signed-record/key-rotation"), Signed(RecordCodec.EncodePayload(Examples.KeyRotation())));
        Assert.Equal(Bytes("signed-record/spot-check"), Signed(RecordCodec.EncodePayload(Examples.SpotCheck())));
        Assert.Equal(Bytes("signed-enrolment/example"), Signed(EnrolmentCodec.EncodePayload(Examples.Enrolment())));
        Assert.Equal(Bytes("signed-command/example"), Signed(CommandCodec.EncodePayload(Examples.Command())));
    }

    [Fact]
    public void Hashes_in_the_documents_are_those_of_the_examples()
    {
        AssertShown("factor-set.md", FactorSetCodec.Hash(Bytes("factor-set/example")));
        foreach (var name in new[] { "example", "three-phase", "wired", "stack" })
            AssertShown("parameter-set.md", ParameterSetCodec.Hash(Bytes("parameter-set/" + name)));
        AssertShown("enrolment.md", KeyFingerprint.Of(VectorTests.ExampleSigner.PublicKey));
        AssertShown("record.md", RecordHash.Of(Bytes("record/boot-event")));
        AssertShown("record.md", RecordHash.Of(Bytes("record/intervals")));
        AssertShown("record.md", RecordHash.Of(Bytes("record/key-rotation")));
    }

    [Fact]
    public void Limit_of_intervals_in_the_document_is_the_codecs()
    {
        var text = TextOf("record.md");
        Assert.Equal(60, RecordCodec.IntervalsThatFit(4, false));
        Assert.Contains($"of five channels {Fit(5, false)}, of six {Fit(6, false)}, of seven {Fit(7, false)}, of eight {Fit(8, false)}.", text);
        Assert.Equal(60, RecordCodec.IntervalsThatFit(3, true));
        Assert.Contains($"With gas, sixty of up to three; of four channels {Fit(4, true)}, of five {Fit(5, true)}, of six {Fit(6, true)}, " +
            $"of seven {Fit(7, true)}, of eight {Fit(8, true)}.", text);
        static int Fit(int channelCount, bool hasGas) => RecordCodec.IntervalsThatFit(channelCount, hasGas);
    }

    [Fact]
    public void Size_of_the_largest_parameter_set_is_the_documents() =>
        Assert.Contains($"The largest set takes {Bytes("parameter-set/largest-of-all").Length} bytes", TextOf("parameter-set.md"));

    private static byte[] Signed(byte[] payload) => CoseSign1.Encode(payload, VectorTests.ExampleSigner);

    private static string TextOf(string document) => File.ReadAllText(Path.Combine(Vector.Root, "docs", "formats", document));

    private static byte[] Bytes(string file) => Vector.Read(file).Bytes;

    private static void AssertShown(string document, byte[] hash) =>
        Assert.Contains($"`{Convert.ToHexStringLower(hash)}`", TextOf(document));

    [GeneratedRegex(@"`tests/vectors/([a-z/-]+)\.txt`:\n\n```hex\n([0-9a-f\n]+)```")]
    private static partial Regex ExampleInDocument();
}
