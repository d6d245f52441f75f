using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

public class SoundChainTests
{
    [Fact]
    public void A_sound_chain_is_valid_and_names_its_four_certificates()
    {
        var chain = new TestChain();
        var verdict = chain.Verdict();
        Assert.Empty(verdict.Failing());
        Assert.Empty(verdict.Warnings);
        Assert.Equal(["WORK-2023-100", "PROV-2023-5", "NMI-2022-77", "NMI-2022-1"], verdict.Chain.Select(link => link.CertificateId));
        Assert.Equal([0, 1, 2, 3], verdict.Chain.Select(link => link.Level));
        Assert.All(verdict.Chain, link => Assert.Equal(Outcome.Valid, link.Outcome));
        Assert.Equal(chain.Meter.Hash, verdict.Chain[0].CertificateHash);
    }

    [Fact]
    public void It_is_valid_from_the_day_of_calibration_to_the_end_of_validity()
    {
        var spans = new TestChain().Spans();
        Assert.Equal([long.MinValue, TestChain.Day(2023, 6, 5), TestChain.Day(2029, 6, 6)], spans.Select(span => span.FromUnixSeconds));
        Assert.Equal([Outcome.Invalid, Outcome.Valid, Outcome.Invalid], spans.Select(span => span.Verdict.Outcome));
        Assert.Equal("before-calibration", Assert.Single(spans[0].Verdict.Failing()).Reason);
        Assert.Equal("expired", Assert.Single(spans[2].Verdict.Failing()).Reason);
    }
}
