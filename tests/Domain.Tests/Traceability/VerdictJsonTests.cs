using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Tests.Domain.Traceability;

public class VerdictJsonTests
{
    private static readonly byte[] Own = [.. Enumerable.Repeat((byte)0xab, 32)];
    private static readonly byte[] Parent = [.. Enumerable.Repeat((byte)0x01, 32)];

    private static readonly ChainVerdict Example = new(
        Outcome.CannotTell,
        [
            new(ChainCheck.HashAsCited, Outcome.Valid, "hash-as-cited", [], Parent),
            new(ChainCheck.Signature, Outcome.CannotTell, "signature-no-trusted-authority", ["CN=\"Somebody\"", "二"], Own),
            new(ChainCheck.KeyRegistered, Outcome.Invalid, "key-unknown", [], null),
        ],
        [new(0, Own, "W-1", "Works", Outcome.CannotTell, 1_686_000_000, 1_800_000_000), new(1, Parent, "P-1", "Institute", Outcome.Valid, long.MinValue, null)],
        [new(1, 230_000, [new(100, 500_000, [new(Own, 1_234), new(Parent, 5)]), new(5_000, 1_000_000, [])])],
        [new(ChainCheck.DriftWithinBudget, Outcome.Invalid, "drift-found", ["0.4"], Own)]);

    [Fact]
    public void What_is_written_reads_as_the_same_and_writes_as_the_same()
    {
        var read = VerdictJson.Read(VerdictJson.Write(Example));
        Assert.Equivalent(Example, read, strict: true);
        Assert.Equal(VerdictJson.Write(Example), VerdictJson.Write(read));
    }

    [Fact]
    public void The_text_is_as_documented()
    {
        Assert.StartsWith("""
            {"version":1,"outcome":"cannotTell","chain":[{"level":0,"certificate":0,"id":"W-1","laboratory":"Works","outcome":"cannotTell","from":1686000000,"to":1800000000},
            """.Trim(), VerdictJson.Write(Example), StringComparison.Ordinal);
        Assert.Contains("\"parts\":[[0,1234],[1,5]]", VerdictJson.Write(Example), StringComparison.Ordinal);
        Assert.EndsWith($"\"certificates\":[\"{Convert.ToHexStringLower(Own)}\",\"{Convert.ToHexStringLower(Parent)}\"]}}",
            VerdictJson.Write(Example), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"version":2}""")]
    [InlineData("""{"version":1,"certificates":[],"outcome":"perhaps","checks":[],"chain":[],"channels":[],"warnings":[]}""")]
    [InlineData("""{"version":1,"certificates":["zz"],"outcome":"valid","checks":[],"chain":[],"channels":[],"warnings":[]}""")]
    [InlineData("""{"version":1,"certificates":[],"outcome":"valid","checks":[{"check":1,"outcome":"valid","reason":"x","certificate":0}],"chain":[],"channels":[],"warnings":[]}""")]
    [InlineData("""{"version":1,"certificates":[],"outcome":"valid","checks":[{"check":1,"outcome":"valid","reason":null}],"chain":[],"channels":[],"warnings":[]}""")]
    public void What_is_no_verdict_is_refused(string text) => Assert.Throws<FormatException>(() => VerdictJson.Read(text));
}
