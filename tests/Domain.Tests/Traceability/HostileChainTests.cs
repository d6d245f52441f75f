using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Outcome = CarbonMeter.Domain.Traceability.Outcome;

namespace CarbonMeter.Tests.Domain.Traceability;

/// <summary>Whatever is in the certificates, there is an answer.</summary>
public class HostileChainTests
{
    private static readonly Action<TestChain>[] Nasty =
    [
        chain => chain.Meter.Change(certificate => certificate with { PerformedFrom = DateOnly.MinValue, PerformedTo = DateOnly.MaxValue, ValidUntil = DateOnly.MaxValue }),
        chain => chain.Working.Change(certificate => certificate with { PerformedTo = DateOnly.MinValue, IssuedOn = DateOnly.MaxValue }),
        chain => chain.Meter.Points(decimal.MaxValue),
        chain => chain.Working.Points(decimal.MaxValue),
        chain => chain.Provincial.Points(decimal.MinValue),
        chain => chain.Meter.Points(0),
        chain => chain.Working.Points(0),
        chain => chain.National.Points(0.0000000000000000000000000001m),
        chain => chain.Meter.Change(certificate => certificate with { Tables = [] }),
        chain => chain.Working.Change(certificate => certificate with { Tables = [.. certificate.Tables.Select(table => table with { Points = [] })] }),
        chain => chain.Meter.Change(certificate => certificate with { Tables = [.. certificate.Tables.Select(table => table with { Points = [] })] }),
        chain => chain.Provincial.Change(certificate => certificate with { Items = [] }),
        chain => chain.Meter.Change(certificate => certificate with { Items = [new(null, null, [])], Statements = [], Methods = [], Environment = [] }),
        chain => chain.Working.Change(certificate => certificate with { Id = "", LaboratoryName = "", CountryCode = "" }),
        chain => chain.Meter.Change(certificate => certificate with { Meter = new MeterBinding(chain.MeterId, [], [1], "") }),
        chain => chain.Meter.Change(certificate => certificate with { Tables = [.. certificate.Tables, .. certificate.Tables], Environment = [new(Quantities.Temperature, decimal.MinValue, decimal.MaxValue, "\\kelvin")] }),
        chain => chain.Meter.Change(certificate => certificate with { Tables = [.. certificate.Tables, certificate.Tables[0] with { Quantity = Quantities.CarbonDioxideFraction, Unit = "\\ppm", ErrorUnit = "\\ppm" }] }),
        chain => chain.Working.Change(certificate => certificate with { Tables = [.. certificate.Tables.Select(table => table with { Quantity = "", Unit = "\\joule" })] }),
        chain => chain.Further.Add(new CertificateRevoked(chain.Working.Hash, long.MinValue, "")),
        chain => chain.Further.Add(new CertificateRevoked(chain.Meter.Hash, long.MaxValue, "")),
        chain => chain.Further.Add(new MeterOpened(chain.MeterId, long.MinValue, "")),
        chain => chain.Further.Add(new MeterOpened(chain.MeterId, long.MaxValue, "")),
        chain => chain.Further.Add(new FirmwareWithdrawn(chain.Binding.FirmwareId, long.MinValue, "")),
        chain => chain.Instrument = chain.Instrument! with { ClassLimitPpm = int.MaxValue, Use = [new("", 0, 0, ""), new(Quantities.Current, decimal.MaxValue, decimal.MinValue, "\\ampere")] },
        chain => chain.Laboratories[2] = chain.Laboratories[2] with { Scopes = [new(Quantities.ActiveEnergy, decimal.MaxValue, decimal.MinValue, "\\ampere", decimal.MaxValue, [""], DateOnly.MinValue, DateOnly.MaxValue)] },
        chain => chain.Binding = new RecordBinding(chain.MeterId, [], "", []),
        chain => chain.Binding = chain.Binding with { MeterId = "nobody" },
    ];

    [Fact]
    public void Any_breakages_together_give_a_total_answer_and_the_same_one_again()
    {
        Action<TestChain>[] breakages = [.. BrokenChains.All.Select(broken => broken.Break), .. Nasty];
        int judged = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(
            Gen.ArrayOf(Gen.Choose(0, breakages.Length - 1)).Resize(6).ToArbitrary(), chosen =>
            {
                var chain = new TestChain();
                foreach (int index in chosen)
                {
                    // Some take each other's ground away, such as a standard that is no longer named.
                    try { breakages[index](chain); _ = chain.Facts(); }
                    catch (Exception gone) when (gone is ArgumentOutOfRangeException or NullReferenceException or InvalidOperationException) { return true; }
                }
                var knowledge = chain.Knowledge();
                var spans = TraceabilityJudge.Judge(knowledge, chain.Binding);
                Verdicts.AssertTotal(spans);
                judged++;
                return Text(spans) == Text(TraceabilityJudge.Judge(knowledge, chain.Binding)) && Text(spans) == Text(chain.Spans());
            }));
        Assert.InRange(judged, 800, 1_000);
    }

    [Fact]
    public void Certificates_that_rely_on_each_other_are_a_circle()
    {
        var chain = new TestChain();
        var reader = new NamedCertificates();
        byte[] meter = reader.Add(chain.Meter.Certificate, [1], cites: (chain.Working.Certificate, [2]));
        byte[] working = reader.Add(chain.Working.Certificate, [2], cites: (chain.Provincial.Certificate, [3]));
        byte[] provincial = reader.Add(chain.Provincial.Certificate, [3], cites: (chain.Working.Certificate, [2]));
        var facts = chain.Facts().Where(fact => fact.Fact is not CertificateAdded)
            .Concat(new[] { meter, working, provincial }.Select(bytes => new RecordedFact(9, TestChain.LearntAtUnixMs, new CertificateAdded(NamedCertificates.Hash(bytes), bytes))));
        var verdict = TraceabilityJudge.Judge(TraceabilityKnowledge.At([.. facts], null, reader), chain.Binding).At(TestChain.MeasuredAtUnixSeconds);
        Assert.Equal(["NMI-2022-77", "PROV-2023-5"], verdict.Failing().Single(check => check.Reason == "circle").Arguments);
        Assert.Equal(3, verdict.Chain.Count);
    }

    [Fact]
    public void A_certificate_that_relies_on_itself_is_a_circle()
    {
        var chain = new TestChain();
        var reader = new NamedCertificates();
        byte[] meter = reader.Add(chain.Meter.Certificate, [1], cites: (chain.Meter.Certificate, [1]));
        var facts = chain.Facts().Where(fact => fact.Fact is not CertificateAdded)
            .Append(new RecordedFact(9, TestChain.LearntAtUnixMs, new CertificateAdded(NamedCertificates.Hash(meter), meter)));
        var spans = TraceabilityJudge.Judge(TraceabilityKnowledge.At([.. facts], null, reader), chain.Binding);
        Verdicts.AssertTotal(spans);
        Assert.Contains(spans.At(TestChain.MeasuredAtUnixSeconds).Failing(), check => check.Reason == "circle");
    }

    private static readonly Dictionary<string, Func<TestChain, int, TestChain.Link>> Bundles = new()
    {
        { "one calibration each", (chain, index) => chain.AddMeterCertificate($"B-{index}", new DateOnly(1990, 1, 1).AddDays(index), new DateOnly(2030, 1, 1).AddDays(index)) },
        { "one day for all", (chain, index) => chain.AddMeterCertificate($"B-{index}", TestChain.CalibratedOn, TestChain.ValidUntil.AddDays(index)) },
        { "one number for all", (chain, index) => Numbered(chain.AddMeterCertificate("B", TestChain.CalibratedOn, TestChain.ValidUntil), index) },
        { "one number for all, none signed", (chain, index) => Unsigned(Numbered(chain.AddMeterCertificate("B", TestChain.CalibratedOn, TestChain.ValidUntil), index)) },
        { "all follow the working standard", (chain, index) => Following(chain, chain.AddMeterCertificate($"B-{index}", TestChain.CalibratedOn, TestChain.ValidUntil)) },
    };

    public static TheoryData<string> BundleNames { get; } = [.. Bundles.Keys];

    [Theory, MemberData(nameof(BundleNames))]
    public void Ten_thousand_certificates_of_one_meter_are_judged_in_memory_that_grows_with_their_number(string name)
    {
        long few = Allocated(Bundles[name], 1_000);
        long many = Allocated(Bundles[name], 10_000);
        // Ten times as many certificates: ten times the memory, give or take, and not a hundred times.
        Assert.True(many < few * 20, $"{few} bytes for a thousand, {many} for ten thousand");
    }

    private static long Allocated(Func<TestChain, int, TestChain.Link> add, int count)
    {
        var chain = new TestChain();
        var reader = new NamedCertificates();
        var facts = chain.Facts().ToList();
        byte[] working = chain.Working.Bytes;
        for (int index = 0; index < count; index++)
        {
            var link = add(chain, index);
            byte[] bytes = reader.Add(link.Certificate, BitConverter.GetBytes(index), (chain.Working.Certificate, working), link.Signature);
            facts.Add(new RecordedFact(facts.Count + 1, TestChain.LearntAtUnixMs, new CertificateAdded(NamedCertificates.Hash(bytes), bytes)));
        }
        var knowledge = TraceabilityKnowledge.At(facts, null, reader);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var spans = TraceabilityJudge.Judge(knowledge, chain.Binding);
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(long.MaxValue, spans[^1].ToUnixSeconds);
        return after - before;
    }

    private static TestChain.Link Numbered(TestChain.Link link, int index)
    {
        link.Change(certificate => certificate with { ResponsiblePersons = [$"{index}"] });
        return link;
    }

    private static TestChain.Link Unsigned(TestChain.Link link)
    {
        link.Signature = Outcome.Invalid;
        return link;
    }

    private static TestChain.Link Following(TestChain chain, TestChain.Link link)
    {
        link.Change(certificate => certificate with { PreviousReport = new CertificateReference("PROV-2023-5", "SHA-256", WorkingHash(chain)) });
        return link;
    }

    // Made once: a chain's bytes are encoded anew each time they are asked for.
    private static byte[] WorkingHash(TestChain chain) => WorkingHashes.GetValue(chain, one => one.Working.Hash);

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<TestChain, byte[]> WorkingHashes = [];

    private static string Text(IReadOnlyList<VerdictSpan> spans) =>
        string.Join('\n', spans.Select(span => $"{span.FromUnixSeconds} {VerdictJson.Write(span.Verdict)}"));
}
