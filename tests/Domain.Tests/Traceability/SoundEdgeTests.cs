using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

/// <summary>What is just good enough: the other side of the broken chains.</summary>
public class SoundEdgeTests
{
    private static readonly DateOnly From = TestChain.CalibratedOn.AddDays(-1), To = TestChain.CalibratedOn;

    private static Condition Celsius(decimal from, decimal to) => new(Quantities.Temperature, from, to, "\\degreecelsius");

    private static readonly Dictionary<string, Action<TestChain>> Edges = new()
    {
        ["the standard's certificate ends on the last day of the calibration"] = chain => chain.Working.Change(certificate => certificate with { ValidUntil = To }),
        ["the standard was calibrated until the first day of the calibration"] = chain => chain.Working.Change(
            certificate => certificate with { PerformedFrom = From, PerformedTo = From, IssuedOn = From }),
        ["everything happened on one day"] = chain => chain.Meter.Change(certificate => certificate with { PerformedFrom = To, IssuedOn = To, ValidUntil = TestChain.ValidUntil }),
        ["it was received while it was that day already somewhere on earth"] = chain => chain.Meter.LearntAtUnixMs = (TestChain.Day(2023, 6, 7) - 14 * 3_600) * 1000,
        ["it was signed while it was that day already somewhere on earth"] = chain => chain.Meter.SignedAtUnixSeconds = TestChain.Day(2023, 6, 5) - 14 * 3_600,
        ["no day of issue is stated"] = chain => chain.Meter.Change(certificate => certificate with { IssuedOn = null }),

        ["the laboratory was accredited for just these days"] = chain => Scope(chain, scope => scope with { AccreditedFrom = From, AccreditedTo = To }),
        ["it was accredited for just this range"] = chain => Scope(chain, scope => scope with { RangeFrom = 0.1m, RangeTo = 25m }),
        ["in milliamperes"] = chain => Scope(chain, scope => scope with { RangeFrom = 100m, RangeTo = 25_000m, Unit = "\\milli\\ampere" }),
        ["it states just what it is capable of"] = chain => Scope(chain, scope => scope with { CapabilityPpm = 1_000m }),
        ["the scope of the points is one of two"] = chain => chain.Laboratories[2] = chain.Laboratories[2] with
        {
            Scopes = [chain.Laboratories[2].Scopes[0] with { RangeTo = 1m }, chain.Laboratories[2].Scopes[0] with { RangeFrom = 1m, CapabilityPpm = 1_000m }],
        },
        ["the scope names no method"] = chain => Scope(chain, scope => scope with { Methods = [] }),
        ["the method is written in another way"] = chain => chain.Meter.Change(certificate => certificate with { Methods = ["GUM", "jjg596:2012"] }),
        ["a national institute lists no scopes"] = chain => chain.Laboratories[0] = chain.Laboratories[0] with { Scopes = [] },
        ["the national standard states neither validity nor surroundings"] = chain => chain.National.Change(
            certificate => certificate with { ValidUntil = null, Environment = [] }),

        ["names are written in another way"] = chain => chain.Instrument = chain.Instrument! with { Manufacturer = " ACME", Model = "cm-3 " },
        ["the certificate states no manufacturer"] = chain => chain.Meter.Change(certificate => certificate with { Items = [certificate.Items[0] with { Manufacturer = null }] }),
        ["the standard's owner gave it another number since"] = chain =>
        {
            chain.Working.Change(certificate => certificate with { Items = [Numbered(certificate.Items[0], "16")] });
            chain.Meter.AfterLinking = linked => linked with
            {
                Standards = [linked.Standards[0] with { Identifications = Numbered(chain.Working.Certificate.Items[0], "17").Identifications }],
            };
        },
        ["the meter is one of two items"] = chain => chain.Meter.Change(certificate => certificate with { Items = [TestChain.Item("Acme", "CT", "7"), .. certificate.Items] }),

        ["the use is just what was calibrated"] = chain => chain.Use(TestChain.Amperes(0.1m, 25m), TestChain.Volts(207m, 253m), TestChain.PowerFactor(0.5m, 1m)),
        ["the use counts power factors with signs"] = chain => chain.Use(TestChain.PowerFactor(-1m, -0.5m)),
        ["the temperature of use is that of the calibration"] = chain => chain.Use(Celsius(22.5m, 23.5m)),
        ["it was as warm and damp as it may be"] = chain => chain.Meter.Change(certificate => certificate with
        {
            Environment = [Celsius(18m, 28m), new(Quantities.RelativeHumidity, 0m, 80m, "\\percent")],
        }),
        ["a condition nobody judges is in a unit nobody knows"] = chain => chain.Meter.Change(certificate => certificate with
        {
            Environment = [.. certificate.Environment, new("immersionDepth", 1m, 1m, "furlong")],
        }),

        ["the uncertainty is a third of the class limit"] = chain => chain.Instrument = chain.Instrument! with { ClassLimitPpm = 3_000 },
        ["the error is the class limit"] = chain => chain.Meter.Points(point => point with { Error = -0.5m }),
        ["error and uncertainty together are the class limit"] = chain =>
        {
            chain.Meter.Points(point => point with { Error = 0.4m });
            chain.Meter.Change(certificate => certificate with { Statements = [certificate.Statements[0] with { Convention = "guard-band" }] });
        },
        ["no class is claimed, and none kept"] = chain =>
        {
            chain.Instrument = chain.Instrument! with { ClassLimitPpm = 0 };
            chain.Meter.Points(point => point with { Error = 3m });
        },
        ["the drift is the budget"] = chain =>
        {
            var earlier = chain.AddMeterCertificate("WORK-2022-9", new(2022, 9, 5), new(2028, 9, 4));
            earlier.Points(point => point with { Error = -0.47m });
        },
        ["the previous report is the one before"] = chain =>
        {
            var earlier = chain.AddMeterCertificate("WORK-2022-9", new(2022, 9, 5), new(2028, 9, 4));
            earlier.Points(point => point with { Error = 0.02m });
            chain.Meter.Change(certificate => certificate with { PreviousReport = new CertificateReference("WORK-2022-9", "SHA-256", earlier.Hash) });
        },
        ["the standard was calibrated anew while the meter was on the bench"] = chain => chain.Links.Add(new TestChain.Link(chain.Working.Certificate with
        {
            Id = "PROV-2023-40",
            PerformedFrom = To,
            PerformedTo = To,
            IssuedOn = To,
            PreviousReport = new CertificateReference("PROV-2023-5", "SHA-256", chain.Working.Hash),
        }) { Parent = chain.Provincial }),
        ["two laboratories use one number"] = chain => chain.Links.Add(new TestChain.Link(chain.Working.Certificate with { LaboratoryCode = TestChain.NationalLaboratory })),
        ["the meter was opened on the last day of its calibration"] = chain => chain.Further.Add(new MeterOpened(chain.MeterId, TestChain.Day(2023, 6, 6) - 1, "adjusted")),
        ["a standard is named twice, and another without a certificate"] = chain => chain.Meter.AfterLinking = linked => linked with
        {
            Standards = [linked.Standards[0], linked.Standards[0], new UsedStandard("thermometer", null, null, [], null)],
        },
        ["a thermometer's certificate is cited that is not here"] = chain => chain.Meter.AfterLinking = linked => linked with
        {
            Standards = [.. linked.Standards, new UsedStandard("thermometer", null, null, [], new CertificateReference("T-1", "SHA-256", new byte[32]))],
        },
        ["the chain is as long as it may be"] = chain =>
        {
            for (int step = 0; step < 12; step++)
            {
                var between = new TestChain.Link(chain.Working.Certificate with { Id = $"PROV-2023-5-{step}", PerformedFrom = new(2023, 1, 16) })
                {
                    Parent = chain.Meter.Parent,
                };
                chain.Links.Add(between);
                chain.Meter.Parent = between;
            }
        },
    };

    public static TheoryData<string> Names { get; } = [.. Edges.Keys];

    [Theory, MemberData(nameof(Names))]
    public void It_is_good_enough_that(string name)
    {
        var chain = new TestChain();
        Edges[name](chain);
        Assert.Empty(chain.Verdict().Failing());
    }

    [Fact]
    public void A_standard_revoked_at_the_end_of_the_day_of_its_use_had_been_sound_in_use()
    {
        var chain = new TestChain();
        chain.Further.Add(new CertificateRevoked(chain.Working.Hash, TestChain.Day(2023, 6, 6), "dropped"));
        Assert.Empty(chain.Verdict(TestChain.Day(2023, 6, 6) - 1).Failing());
        Assert.Equal("revoked", Assert.Single(chain.Verdict(TestChain.Day(2023, 6, 6)).Failing()).Reason);
    }

    private static CalibratedItem Numbered(CalibratedItem item, string owners) =>
        item with { Identifications = [item.Identifications[0], new Identification("owner", owners)] };

    private static void Scope(TestChain chain, Func<LaboratoryScope, LaboratoryScope> change) =>
        chain.Laboratories[2] = chain.Laboratories[2] with { Scopes = [.. chain.Laboratories[2].Scopes.Select(change)] };
}
