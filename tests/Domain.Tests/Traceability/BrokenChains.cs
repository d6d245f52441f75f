using System.Security.Cryptography;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

/// <summary>A chain that is sound but for one thing, and what the judge has to say of it.</summary>
internal sealed record BrokenChain(string Name, ChainCheck Check, Outcome Outcome, string Reason, Action<TestChain> Break)
{
    internal long MeasuredAt { get; init; } = TestChain.MeasuredAtUnixSeconds;
}

/// <summary>The broken chains: one thing wrong each, and exactly one check that says so.</summary>
internal static partial class BrokenChains
{
    internal static IReadOnlyList<BrokenChain> All { get; } = [.. Identity, .. Time, .. Competence, .. Metrology, .. Binding];

    private static readonly byte[] OtherHash = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly byte[] OtherKey = [.. Enumerable.Repeat((byte)9, 64)];

    private static BrokenChain Invalid(string name, ChainCheck check, string reason, Action<TestChain> change) =>
        new(name, check, Outcome.Invalid, reason, change);

    private static BrokenChain CannotTell(string name, ChainCheck check, string reason, Action<TestChain> change) =>
        new(name, check, Outcome.CannotTell, reason, change);

    internal static void Change(this TestChain.Link link, Func<Certificate, Certificate> change) => link.Certificate = change(link.Certificate);

    /// <summary>Changes how a certificate names its standard.</summary>
    private static void Cite(this TestChain.Link link, Func<UsedStandard, UsedStandard> change) =>
        link.AfterLinking = linked => linked with { Standards = [change(linked.Standards[0]), .. linked.Standards.Skip(1)] };

    private static void Cite(this TestChain.Link link, Func<CertificateReference, CertificateReference> change) =>
        link.Cite((UsedStandard standard) => standard with { Certificate = change(standard.Certificate!) });

    internal static void Points(this TestChain.Link link, Func<CalibrationPoint, CalibrationPoint> change) => link.Change(certificate => certificate with
    {
        Tables = [.. certificate.Tables.Select(table => table with { Points = [.. table.Points.Select(change)] })],
    });

    internal static void Tables(this TestChain.Link link, Func<CalibrationTable, CalibrationTable> change) =>
        link.Change(certificate => certificate with { Tables = [.. certificate.Tables.Select(change)] });

    private static void Scope(this TestChain chain, string laboratory, Func<LaboratoryScope, LaboratoryScope> change)
    {
        int at = chain.Laboratories.FindIndex(one => one.Code == laboratory);
        chain.Laboratories[at] = chain.Laboratories[at] with { Scopes = [.. chain.Laboratories[at].Scopes.Select(change)] };
    }

    internal static void Use(this TestChain chain, params Condition[] use) => chain.Instrument = chain.Instrument! with { Use = use };

    /// <summary>An earlier certificate of the meter, of 2022, with another error and, on demand, another parameter set.</summary>
    private static TestChain.Link AddEarlier(this TestChain chain, decimal errorPercent = 0.02m, byte[]? parameterSet = null)
    {
        var earlier = chain.AddMeterCertificate("WORK-2022-9", new(2022, 9, 5), new(2028, 9, 4));
        earlier.Change(certificate => certificate with
        {
            Tables = [TestChain.EnergyTable(1, AdjustmentStatus.NotAdjusted, errorPercent, 0.1m, 0.1m)],
            Meter = certificate.Meter! with { ParameterSetHash = parameterSet ?? certificate.Meter.ParameterSetHash },
        });
        return earlier;
    }

    private static byte[] HashOf(byte[] bytes) => SHA256.HashData(bytes);
}
