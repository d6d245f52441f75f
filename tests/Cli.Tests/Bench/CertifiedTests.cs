using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CarbonMeter.Certificates;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Storage.Sqlite;

namespace CarbonMeter.Tests.Cli.Bench;

/// <summary>What the bench issues is what the judge asks for.</summary>
public sealed class CertifiedTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly DateOnly LastYear = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-300);

    private static readonly Laboratory
        National = new("NMI", "National institute", true, [], [Scope(10)]),
        Works = new("WORKS", "Works laboratory", false, [], [Scope(200)]);

    private static LaboratoryScope Scope(decimal capabilityPpm) => new(Quantities.ActiveEnergy, 0.01m, 200, @"\ampere", capabilityPpm,
        ["JJG 596", "JJG 1085"], LastYear.AddYears(-5), LastYear.AddYears(5));

    private static Certificate Reference() => new()
    {
        Hash = [],
        Id = "REF-1",
        SchemaVersion = "3.2.0",
        PerformedFrom = LastYear,
        PerformedTo = LastYear,
        IssuedOn = LastYear.AddDays(1),
        ValidUntil = LastYear.AddYears(2),
        LaboratoryCode = National.Code,
        LaboratoryName = National.Name,
        CountryCode = "CN",
        ResponsiblePersons = ["somebody"],
        Methods = ["JJG 1085-2013"],
        Items = [new CalibratedItem("Maker", "R-1", [new Identification("manufacturer", "R-0001")])],
        Environment = [new Condition(Quantities.Temperature, 22, 24, @"\degreecelsius")],
        Tables =
        [
            new CalibrationTable(Quantities.ActiveEnergy, 0, AdjustmentStatus.NotAdjusted, @"\kilo\watt\hour", @"\percent",
                [.. from amperes in new[] { 0.1m, 100m }
                    from factor in new[] { 0.5m, 1m }
                    select new CalibrationPoint(amperes * 0.23m * factor, 0.001m, 0.01m, 2,
                    [
                        new(Quantities.Current, amperes, amperes, @"\ampere"), new(Quantities.Voltage, 230, 230, @"\volt"),
                        new(Quantities.PowerFactor, factor, factor, @"\one"),
                    ])]),
        ],
        IsDemonstration = true,
    };

    [Fact]
    public async Task A_certificate_from_the_bench_makes_the_meter_s_records_valid_by_all_24_checks()
    {
        using var ctl = new CarbonCtl();
        long from = Now.AddYears(-2).ToUnixTimeSeconds(), to = Now.AddYears(5).ToUnixTimeSeconds();
        using var authority = DemonstrationAuthority.Create("Root", from, to);
        using var national = authority.IssueSigner(National.Code, National.Name, from, to);
        using var works = authority.IssueSigner(Works.Code, Works.Name, from, to);
        var reference = CertificateSigner.Sign(DccWriter.Write(Reference(), "works"), national, Now.AddDays(-299).ToUnixTimeSeconds());
        await File.WriteAllBytesAsync(ctl.PathOf("reference.xml"), reference);
        works.Write(ctl.PathOf("works.pem"), "secret");
        ctl.Write("password", "secret\n");
        var file = BenchText.Example();
        file["reference"] = JsonNode.Parse("""{ "name": "Reference meter", "manufacturer": "Maker", "model": "R-1", "serial": "R-0001", "certificate": { "id": "REF-1", "file": "reference.xml" } }""");
        file["laboratory"]!["code"] = Works.Code;
        var run = await ctl.RunAsync("calibrate", "--bench", ctl.Write("bench.json", file.ToJsonString()), "--out", "session", "--virtual",
            "--lab-key", "works.pem", "--lab-password-file", "password");
        Assert.True(run.ExitCode == 0, run.Error);

        using var store = SqliteStore.OpenBeside(ctl.PathOf("session/ledger.db"));
        var certificate = await File.ReadAllBytesAsync(ctl.PathOf("session/certificate.xml"));
        var meter = store.Registry.FindMeter("CM-0007")!;
        TraceabilityFact[] facts =
        [
            new AnchorTrusted(authority.CertificateDer, "root"), new RevocationListAdded(authority.IssueRevocationList([], 1, from, to)),
            new LaboratoryPut(National), new LaboratoryPut(Works),
            new CertificateAdded(SHA256.HashData(reference), reference), new CertificateAdded(SHA256.HashData(certificate), certificate),
            new KeyEnrolled(meter.Id, meter.PublicKey, 1, null), new FirmwareApproved("carbonmeter-0.1.0+virtual"),
            new InstrumentPut(new Instrument(meter.Id, "CarbonMeter", "CM-1", "26-0007", 10_000,
            [
                new(Quantities.Current, 0.25m, 60, @"\ampere"), new(Quantities.Voltage, 220, 240, @"\volt"), new(Quantities.PowerFactor, 0.5m, 1, @"\one"),
            ])),
        ];
        var now = Now.AddMinutes(10).ToUnixTimeMilliseconds();
        var knowledge = TraceabilityKnowledge.At([.. facts.Select((fact, i) => new RecordedFact(i + 1, now, fact))], null, new CertificateReader());

        var bindings = store.Verdicts.Bindings();
        var asLeft = TraceabilityJudge.Judge(knowledge, bindings[^1].Binding).Single(span => span.FromUnixSeconds <= Now.ToUnixTimeSeconds() && span.ToUnixSeconds > Now.ToUnixTimeSeconds()).Verdict;
        Assert.All(asLeft.Checks, check => Assert.True(check.Outcome == Outcome.Valid, $"{check.Check}: {check.Reason} {string.Join(", ", check.Arguments)}"));
        Assert.Equal(["DEMO-CM-0007-1", "REF-1"], asLeft.Chain.Select(link => link.CertificateId));
        Assert.Equal(2, asLeft.Channels.Count);
        Assert.All(asLeft.Channels, channel => Assert.Equal(7, channel.Points.Count));

        // What it measured before the adjustment is not what was certified.
        var asFound = TraceabilityJudge.Judge(knowledge, bindings[0].Binding)[^1].Verdict;
        Assert.Contains(asFound.Checks, check => check is { Check: ChainCheck.ParameterSetBound, Outcome: Outcome.Invalid });
    }
}
