using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

public class BrokenChainTests
{
    public static TheoryData<string> Names { get; } = [.. BrokenChains.All.Select(broken => broken.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Exactly_the_check_fails_that_looks_at_what_is_broken(string name)
    {
        var broken = BrokenChains.All.Single(one => one.Name == name);
        var chain = new TestChain();
        broken.Break(chain);
        var verdict = chain.Verdict(broken.MeasuredAt);
        var failing = Assert.Single(verdict.Failing());
        Assert.Equal((broken.Check, broken.Outcome, broken.Reason), (failing.Check, failing.Outcome, failing.Reason));
        Assert.Equal(broken.Outcome, verdict.Outcome);
    }

    [Fact]
    public void There_are_broken_chains_for_every_check() =>
        Assert.Equal(Enum.GetValues<ChainCheck>(), BrokenChains.All.Select(broken => broken.Check).Distinct().Order());
}
