using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Signatures;

public class ReasonTests
{
    [Fact]
    public void Every_reason_is_a_sentence_in_both_languages()
    {
        var keys = typeof(SignatureReasons).GetFields().Where(static field => field.IsLiteral).Select(static field => (string)field.GetRawConstantValue()!);
        Assert.Equal(keys.Order(), SignatureReasons.Words.Keys.Order());
        Assert.All(SignatureReasons.Words.Values, static words => Assert.True(words.English.Length > 10 && words.Chinese.Any(static one => one > '\u4e00')));
    }
}
