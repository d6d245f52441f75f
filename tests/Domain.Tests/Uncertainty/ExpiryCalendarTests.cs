using CarbonMeter.Domain.Certified;
using CarbonMeter.Domain.Traceability;
using static CarbonMeter.Tests.Domain.Uncertainty.Sources;

namespace CarbonMeter.Tests.Domain.Uncertainty;

public class ExpiryCalendarTests
{
    private const long Now = 1_700_000_000, Day = 86_400;

    private static readonly Dictionary<string, Laboratory> Laboratories = new()
    {
        ["WORKS"] = new Laboratory("WORKS", "Works", false, [], [Scope(new(2023, 11, 30)), Scope(new(2023, 11, 20))]),
        ["NATION"] = new Laboratory("NATION", "Nation", true, [], []),
    };

    private static LaboratoryScope Scope(DateOnly to) => new(Quantities.ActiveEnergy, 0, 100, "\\ampere", 100, [], new(2020, 1, 1), to);

    private static ChainVerdict Verdict(Outcome outcome, string reason, params ChainLink[] chain) =>
        new(outcome, [new CheckResult(ChainCheck.NotSuperseded, outcome, reason, [], null)], chain, [], []);

    private static ChainLink Link(int level, int certificate, long? toDays) => new(
        level, Hash(certificate), "C-" + certificate, "laboratory", Outcome.Valid, 0, toDays is { } days ? Now + days * Day : null);

    private static IReadOnlyList<Expiry> Calendar(int days, params (string, IReadOnlyList<VerdictSpan>)[] meters) =>
        ExpiryCalendar.Of(meters, Laboratories, hash => hash[3] == 1 ? "WORKS" : "NATION", Now, days);

    private static IReadOnlyList<VerdictSpan> Always(ChainVerdict verdict) => [new(long.MinValue, long.MaxValue, verdict)];

    [Fact]
    public void What_several_meters_stand_on_is_told_once_and_the_soonest_first()
    {
        var a = Always(Verdict(Outcome.Valid, "fine", Link(0, 10, 80), Link(1, 2, 30), Link(2, 3, null)));
        var b = Always(Verdict(Outcome.Valid, "fine", Link(0, 11, 91), Link(1, 2, 30), Link(2, 3, null)));
        Assert.Equal([(ExpiryKind.StandardCertificate, "C-2", "a b"), (ExpiryKind.MeterCertificate, "C-10", "a")],
            Calendar(90, ("b", b), ("a", a)).Select(expiry => (expiry.Kind, expiry.Subject, string.Join(' ', expiry.MeterIds))));
        Assert.Equal([Now + 30 * Day, Now + 80 * Day, Now + 91 * Day], Calendar(91, ("b", b), ("a", a)).Select(expiry => expiry.AtUnixSeconds));
    }

    [Fact]
    public void An_accreditation_ends_with_its_last_scope()
    {
        var expiry = Assert.Single(Calendar(90, ("a", Always(Verdict(Outcome.Valid, "fine", Link(0, 1, null))))));
        Assert.Equal((ExpiryKind.Accreditation, "WORKS", new DateTimeOffset(2023, 12, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()),
            (expiry.Kind, expiry.Subject, expiry.AtUnixSeconds));
    }

    [Fact]
    public void An_end_that_is_no_expiry_is_told_with_its_reason()
    {
        var chain = Link(0, 10, 80);
        IReadOnlyList<VerdictSpan> timeline =
        [
            new(long.MinValue, Now + 5 * Day, Verdict(Outcome.Valid, "fine", chain)),
            new(Now + 5 * Day, long.MaxValue, Verdict(Outcome.Invalid, "revoked", chain)),
        ];
        var first = Calendar(90, ("a", timeline))[0];
        Assert.Equal((ExpiryKind.Verdict, "a", "revoked"), (first.Kind, first.Subject, first.Reason!.Reason));
        // The end of the meter's own certificate is told once.
        IReadOnlyList<VerdictSpan> expiring =
        [
            new(long.MinValue, Now + 80 * Day, Verdict(Outcome.Valid, "fine", chain)),
            new(Now + 80 * Day, long.MaxValue, Verdict(Outcome.Invalid, "expired", chain)),
        ];
        Assert.Equal(ExpiryKind.MeterCertificate, Assert.Single(Calendar(90, ("a", expiring))).Kind);
        // A certificate that is followed by another one loses nothing.
        IReadOnlyList<VerdictSpan> followed =
        [
            new(long.MinValue, Now + 5 * Day, Verdict(Outcome.Valid, "fine", Link(0, 10, null))),
            new(Now + 5 * Day, long.MaxValue, Verdict(Outcome.Valid, "fine", Link(0, 11, null))),
        ];
        Assert.Empty(Calendar(90, ("a", followed)));
    }

    [Fact]
    public void What_is_not_certified_now_has_nothing_to_lose()
    {
        Assert.Empty(Calendar(90, ("a", Always(Verdict(Outcome.CannotTell, "missing", Link(0, 10, 5))))));
        Assert.Empty(Calendar(90, ("a", [])));
    }

    [Fact]
    public void What_ended_already_does_not_run_out_and_the_last_day_counts()
    {
        var timeline = Always(Verdict(Outcome.Valid, "fine", Link(1, 2, 0), Link(2, 3, -4)));
        Assert.Empty(Calendar(90, ("a", timeline)));
        Assert.Single(Calendar(30, ("a", Always(Verdict(Outcome.Valid, "fine", Link(1, 2, 30))))));
    }
}
