using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

/// <summary>A second quantity has a chain of its own, and the worse of both speaks.</summary>
public class GasChainTests
{
    private readonly TestChain _chain = new();
    private readonly TestChain.Link _bottle;
    private readonly TestChain.Link _gas;

    public GasChainTests()
    {
        _chain.Laboratories[0] = _chain.Laboratories[0] with { Scopes = [.. _chain.Laboratories[0].Scopes, Scope(1_000)] };
        _chain.Laboratories[2] = _chain.Laboratories[2] with { Scopes = [.. _chain.Laboratories[2].Scopes, Scope(10_000)] };
        _bottle = new TestChain.Link(TestChain.Certificate("NMI-GAS-8", TestChain.NationalLaboratory, new(2023, 2, 1), new(2025, 1, 31),
            TestChain.Item("Gas", "GBW", "B-8"), 1) with
        {
            Tables = [Gas(0, 1m)],
        });
        _gas = _chain.AddMeterCertificate("WORK-2023-GAS", new(2023, 7, 3), new(2024, 7, 2));
        _gas.Parent = _bottle;
        _gas.LearntAtUnixMs = TestChain.Day(2023, 7, 10) * 1000;
        _gas.Certificate = _gas.Certificate with { Tables = [Gas(0, 3m)] };
        _chain.Links.Insert(0, _bottle);
    }

    private static LaboratoryScope Scope(decimal capabilityPpm) => new(
        Quantities.CarbonDioxideFraction, 0, 2_000, "\\ppm", capabilityPpm, [], new(2020, 1, 1), new(2030, 1, 1));

    // Zero gas has no relative uncertainty; it is left out of what is compared by it.
    private static CalibrationTable Gas(int channel, decimal expandedPercent) => new(Quantities.CarbonDioxideFraction, channel,
        AdjustmentStatus.NotAdjusted, "\\ppm", "\\micro\\mole\\per\\mole",
        [.. new[] { 0m, 400m, 1_000m }.Select(value => new CalibrationPoint(value, 0, (value == 0 ? 100 : value) * expandedPercent / 100, 2, []))]);

    [Fact]
    public void Both_chains_are_walked_and_neither_certificate_ends_the_other()
    {
        var verdict = _chain.Verdict();
        Assert.Empty(verdict.Failing());
        Assert.Equal(["WORK-2023-100", "PROV-2023-5", "NMI-2022-77", "NMI-2022-1", "WORK-2023-GAS", "NMI-GAS-8"], verdict.Chain.Select(link => link.CertificateId));
        Assert.Equal([0, 1, 2, 3, 0, 1], verdict.Chain.Select(link => link.Level));
        Assert.Single(verdict.Channels);
    }

    [Fact]
    public void A_broken_chain_of_one_quantity_speaks_for_the_record()
    {
        Assert.Equal("expired", Assert.Single(_chain.Verdict(TestChain.Day(2024, 7, 3)).Failing()).Reason);
        _bottle.Change(certificate => certificate with { ValidUntil = new(2023, 6, 30) });
        Assert.Equal("standard-expired", Assert.Single(_chain.Verdict().Failing()).Reason);
    }

    [Theory]
    [InlineData(0.9, "uncertainty-shrinks")]
    [InlineData(3, null)]
    public void Relative_uncertainties_are_compared_at_the_fractions_around(double percent, string? reason)
    {
        _gas.Change(certificate => certificate with { Tables = [Gas(0, (decimal)percent)] });
        _chain.Laboratories[2] = _chain.Laboratories[2] with { Scopes = [.. _chain.Laboratories[2].Scopes.SkipLast(1), Scope(1)] };
        Assert.Equal(reason, _chain.Verdict().Failing().SingleOrDefault()?.Reason);
    }

    [Fact]
    public void A_fraction_beyond_the_bottles_is_out_of_range()
    {
        _gas.Points(point => point with { Reference = point.Reference * 1.2m });
        Assert.Equal("standard-outside-range", Assert.Single(_chain.Verdict().Failing()).Reason);
    }

    [Fact]
    public void A_bottle_of_something_unnamed_is_taken_by_its_unit()
    {
        _bottle.Tables(table => table with { Quantity = "" });
        Assert.Empty(_chain.Verdict().Failing());
        _bottle.Tables(table => table with { Unit = "\\kelvin", ErrorUnit = "\\kelvin" });
        Assert.Equal("quantity-not-calibrated-above", Assert.Single(_chain.Verdict().Failing()).Reason);
    }
}
