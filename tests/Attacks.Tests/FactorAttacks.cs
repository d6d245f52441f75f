using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace CarbonMeter.Attacks.Tests;

/// <summary>Attacks on what turns energy into carbon.</summary>
public sealed class FactorAttacks
{
    private readonly TestMeter _meter = new("CM-0001");

    [Fact]
    public void Rolled_back_factor()
    {
        using var host = new AttackedHost(_meter);
        _meter.FactorSetHash = host.FactorSets.Add(Set(500_000, TestMeter.FirstStartUnixSeconds + 900, 600_000));
        _meter.IntensityMilligramsPerKilowattHour = 500_000;
        host.Accept(_meter, _meter.Run());
        AttackTable.Reads("500000 mg/kWh, while TEST-2022 gives another figure for an interval of the run from 1700007300",
            host.Refuse(QuarantineReason.IntensityNotInFactorSet, _meter, _meter.Run()));
    }

    [Fact]
    public void Made_up_factor()
    {
        using var host = new AttackedHost(_meter);
        _meter.FactorSetHash = FactorSetCodec.Hash(Set(1, 1_800_000_000, 1));
        _meter.IntensityMilligramsPerKilowattHour = 1;
        AttackTable.Reads("factor set … is not known here", host.Refuse(QuarantineReason.UnknownFactorSet, _meter, _meter.Run()));
    }

    [Fact]
    public void Factor_swapped_after_the_fact()
    {
        using var host = new AttackedHost(_meter);
        var goBack = _meter.Remember();
        host.Accept(_meter, _meter.Run());
        var before = host.Queries.Totals([], 0, long.MaxValue / 2);
        // A set of the same name with a figure more to the liking is another set, and the records name the one they were made under.
        byte[] pleasing = host.FactorSets.Add(Set(1, 1_800_000_000, 1));
        Assert.Equal(before, host.Queries.Totals([], 0, long.MaxValue / 2));
        // The record made anew under it is a second record with the same number, whoever signs it.
        goBack();
        (_meter.FactorSetHash, _meter.IntensityMilligramsPerKilowattHour) = (pleasing, 1);
        AttackTable.Reads("sequence 1 is kept with hash …, this one has …", host.Refuse(QuarantineReason.Fork, _meter, _meter.Run()));
        Assert.Equal(1, host.Standing.Forks);
    }

    private static byte[] Set(long milligramsPerKilowattHour, long thenFromUnixSeconds, long thenMilligramsPerKilowattHour) =>
        FactorSetCodec.Encode(new FactorSet
        {
            Id = "TEST-2022", Region = "Test", ReferenceYear = 2022, Published = "2024-12-20", Source = "made for tests",
            Periods =
            [
                new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(milligramsPerKilowattHour) },
                new FactorPeriod
                {
                    FromUnixSeconds = thenFromUnixSeconds,
                    Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(thenMilligramsPerKilowattHour),
                },
            ],
        });
}
