using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

/// <summary>Which certificate counts when, and what cuts the time.</summary>
public class TimelineTests
{
    private static readonly long Recalibrated = TestChain.Day(2024, 3, 4);
    private static readonly long Afterwards = TestChain.Day(2024, 9, 1);

    private static string CertificateAt(IReadOnlyList<VerdictSpan> spans, long measuredAt) => spans.At(measuredAt).Chain[0].CertificateId;

    /// <summary>A second calibration of the meter in March 2024, with a working standard calibrated anew before.</summary>
    private static TestChain.Link Recalibrate(TestChain chain, decimal errorPercent = 0.01m)
    {
        var standard = new TestChain.Link(chain.Working.Certificate with
        {
            Id = "PROV-2024-2",
            PerformedFrom = new(2024, 1, 8),
            PerformedTo = new(2024, 1, 9),
            IssuedOn = new(2024, 1, 10),
            ValidUntil = new(2025, 1, 8),
            PreviousReport = new CertificateReference("PROV-2023-5", "SHA-256", chain.Working.Hash),
            Tables = [TestChain.EnergyTable(0, AdjustmentStatus.NotAdjusted, 0.012m, 0.02m)],
        }) { Parent = chain.Provincial, LearntAtUnixMs = TestChain.Day(2024, 1, 20) * 1000 };
        chain.Links.Add(standard);
        var link = chain.AddMeterCertificate("WORK-2024-40", new(2024, 3, 4), new(2030, 3, 4));
        link.Parent = standard;
        link.LearntAtUnixMs = TestChain.Day(2024, 3, 10) * 1000;
        link.Certificate = link.Certificate with { Tables = [TestChain.EnergyTable(1, AdjustmentStatus.NotAdjusted, errorPercent, 0.1m, 0.1m)] };
        return link;
    }

    [Fact]
    public void A_newer_certificate_counts_from_its_last_day_of_performance()
    {
        var chain = new TestChain();
        Recalibrate(chain);
        var spans = chain.Spans();
        Assert.Equal("WORK-2023-100", CertificateAt(spans, Recalibrated - 1));
        Assert.Equal("WORK-2024-40", CertificateAt(spans, Recalibrated));
        Assert.All([spans.At(Recalibrated - 1), spans.At(Recalibrated)], verdict => Assert.Empty(verdict.Failing()));
        Assert.Equal(Outcome.Valid, spans.At(TestChain.Day(2030, 3, 5) - 1).Outcome);
        Assert.Equal(Outcome.Invalid, spans.At(TestChain.Day(2030, 3, 5)).Outcome);
    }

    [Fact]
    public void A_revoked_standard_ends_what_was_calibrated_with_it_from_that_moment_on()
    {
        var chain = new TestChain();
        long revokedAt = TestChain.Day(2023, 9, 1) + 3_600;
        chain.Further.Add(new CertificateRevoked(chain.Working.Hash, revokedAt, "dropped"));
        var spans = chain.Spans();
        Assert.Equal(Outcome.Valid, spans.At(revokedAt - 1).Outcome);
        var after = spans.At(revokedAt);
        Assert.Equal("revoked", Assert.Single(after.Failing()).Reason);
        Assert.Equal([Outcome.Valid, Outcome.Invalid, Outcome.Valid, Outcome.Valid], after.Chain.Select(link => link.Outcome));
        Assert.Equal(revokedAt, after.Chain[1].ValidToUnixSeconds);
    }

    [Fact]
    public void A_standard_revoked_from_before_it_was_used_makes_all_of_it_invalid()
    {
        var chain = new TestChain();
        chain.Further.Add(new CertificateRevoked(chain.Provincial.Hash, TestChain.Day(2023, 6, 5) + 1, "drifted"));
        foreach (var span in chain.Spans()) Assert.Equal(Outcome.Invalid, span.Verdict.Outcome);
    }

    [Fact]
    public void Of_several_revocations_the_earliest_moment_counts_whichever_was_learnt_first()
    {
        var chain = new TestChain();
        chain.Further.Add(new CertificateRevoked(chain.Meter.Hash, Afterwards, "later"));
        chain.Further.Add(new CertificateRevoked(chain.Meter.Hash, TestChain.Day(2024, 1, 1), "earlier"));
        chain.Further.Add(new CertificateRevoked(chain.Meter.Hash, TestChain.Day(2024, 2, 1), "between"));
        var failing = Assert.Single(chain.Verdict(TestChain.Day(2024, 1, 1)).Failing());
        Assert.Equal(["WORK-2023-100", "2024-01-01 00:00:00 UTC", "earlier"], failing.Arguments);
        Assert.Equal(Outcome.Valid, chain.Verdict(TestChain.Day(2024, 1, 1) - 1).Outcome);
    }

    [Fact]
    public void A_certificate_revoked_from_its_first_day_leaves_the_one_before_in_force()
    {
        var chain = new TestChain();
        var newer = Recalibrate(chain);
        chain.Further.Add(new CertificateRevoked(newer.Hash, Recalibrated, "of another meter"));
        var verdict = chain.Verdict(Afterwards);
        Assert.Equal("WORK-2023-100", verdict.Chain[0].CertificateId);
        Assert.Empty(verdict.Failing());
    }

    [Fact]
    public void A_certificate_revoked_later_does_not_bring_the_one_before_back()
    {
        var chain = new TestChain();
        var newer = Recalibrate(chain);
        chain.Further.Add(new CertificateRevoked(newer.Hash, Recalibrated + 1, "out of order"));
        var verdict = chain.Verdict(Afterwards);
        Assert.Equal("WORK-2024-40", verdict.Chain[0].CertificateId);
        Assert.Equal("revoked", Assert.Single(verdict.Failing()).Reason);
    }

    [Fact]
    public void A_forged_certificate_ends_nothing()
    {
        var chain = new TestChain();
        Recalibrate(chain, errorPercent: 4m).Signature = Outcome.Invalid;
        var verdict = chain.Verdict(Afterwards);
        Assert.Equal("WORK-2023-100", verdict.Chain[0].CertificateId);
        Assert.Empty(verdict.Failing());
    }

    [Fact]
    public void A_forged_copy_under_the_same_number_takes_nothing_away()
    {
        var chain = new TestChain();
        chain.Links.Add(new TestChain.Link(chain.Working.Certificate with { LaboratoryName = "Forger" }) { Signature = Outcome.Invalid });
        Assert.Empty(chain.Verdict().Failing());
    }

    [Fact]
    public void A_newer_certificate_of_an_unknown_signer_leaves_it_open()
    {
        var chain = new TestChain();
        Recalibrate(chain).Signature = Outcome.CannotTell;
        Assert.Equal(Outcome.CannotTell, chain.Verdict(Afterwards).Outcome);
        Assert.Equal(Outcome.Valid, chain.Verdict(Recalibrated - 1).Outcome);
    }

    [Fact]
    public void A_report_issued_again_for_the_same_days_and_end_replaces_the_first()
    {
        var chain = new TestChain();
        var again = chain.AddMeterCertificate("WORK-2023-100-A", TestChain.CalibratedOn, TestChain.ValidUntil);
        again.Certificate = again.Certificate with
        {
            IssuedOn = new(2023, 6, 9),
            PreviousReport = new CertificateReference("WORK-2023-100", "SHA-256", chain.Meter.Hash),
        };
        var verdict = chain.Verdict();
        Assert.Equal("WORK-2023-100-A", verdict.Chain[0].CertificateId);
        Assert.Empty(verdict.Failing());
    }

    [Fact]
    public void An_opened_meter_is_certified_again_once_it_is_calibrated_again()
    {
        var chain = new TestChain();
        Recalibrate(chain);
        long opened = TestChain.Day(2023, 12, 24) + 40_000;
        chain.Further.Add(new MeterOpened(chain.MeterId, opened, "seal broken"));
        chain.Further.Add(new MeterOpened(chain.MeterId, opened + 7, "seal broken"));
        // Opened to be adjusted.
        chain.Further.Add(new MeterOpened(chain.MeterId, Recalibrated + 600, "adjusted"));
        var spans = chain.Spans();
        Assert.Equal(Outcome.Valid, spans.At(opened - 1).Outcome);
        Assert.Equal(Outcome.Invalid, spans.At(opened).Outcome);
        Assert.Equal(Outcome.Invalid, spans.At(Recalibrated - 1).Outcome);
        Assert.Equal(Outcome.Valid, spans.At(Recalibrated).Outcome);
        Assert.Equal(5, spans.Count);
    }

    [Fact]
    public void Drift_found_later_is_a_warning_to_the_time_since_the_last_good_calibration()
    {
        var chain = new TestChain();
        var newer = Recalibrate(chain);
        newer.Certificate = newer.Certificate with
        {
            Tables =
            [
                TestChain.EnergyTable(1, AdjustmentStatus.AsFound, 0.6m, 0.1m, 0.1m),
                TestChain.EnergyTable(1, AdjustmentStatus.AsLeft, 0.01m, 0.1m, 0.1m),
            ],
            Meter = newer.Certificate.Meter! with { ParameterSetHash = [.. Enumerable.Repeat((byte)5, 32)] },
        };
        var before = chain.Spans().At(Recalibrated - 1);
        Assert.Equal(Outcome.Valid, before.Outcome);
        var warning = before.Warnings.Single(one => one.Reason == "drift-found");
        Assert.Equal(ChainCheck.DriftWithinBudget, warning.Check);
        Assert.Equal(["WORK-2023-100", "WORK-2024-40", "2024-03-04", "0.57", "0.5"], warning.Arguments);

        chain.Binding = chain.Binding with { ParameterSetHash = newer.Certificate.Meter!.ParameterSetHash };
        var after = chain.Spans().At(Recalibrated);
        Assert.Equal(Outcome.Valid, after.Outcome);
        Assert.Equal("drift-adjusted", after.Checks[17].Reason);
        Assert.Empty(after.Warnings);
    }

    [Fact]
    public void Drift_of_a_standard_found_later_is_a_warning_to_what_was_calibrated_with_it()
    {
        var chain = new TestChain();
        var newer = Recalibrate(chain);
        newer.Parent!.Certificate = newer.Parent.Certificate with { Tables = [TestChain.EnergyTable(0, AdjustmentStatus.NotAdjusted, 0.08m, 0.02m)] };
        var verdict = chain.Verdict();
        Assert.Equal(Outcome.Valid, verdict.Outcome);
        Assert.Equal(["PROV-2023-5", "PROV-2024-2", "2024-01-09", "0.07", "0.04"], Assert.Single(verdict.Warnings).Arguments);
        Assert.Empty(chain.Verdict(Afterwards).Warnings);
    }

    [Fact]
    public void A_key_may_change_by_the_word_of_the_key_before_it()
    {
        var chain = new TestChain();
        byte[] next = [.. Enumerable.Repeat((byte)9, 64)];
        chain.Further.Add(new KeyEnrolled(chain.MeterId, next, 100, new byte[32]));
        chain.Binding = chain.Binding with { PublicKeyHash = System.Security.Cryptography.SHA256.HashData(next) };
        Assert.Empty(chain.Verdict().Failing());
    }

    [Fact]
    public void A_firmware_approved_again_counts_as_if_never_withdrawn()
    {
        var chain = new TestChain();
        chain.Further.Add(new FirmwareWithdrawn(chain.Binding.FirmwareId, TestChain.Day(2023, 8, 1), "suspected"));
        Assert.Equal(Outcome.Invalid, chain.Verdict().Outcome);
        chain.Further.Add(new FirmwareApproved(chain.Binding.FirmwareId));
        Assert.Empty(chain.Verdict().Failing());
    }

    [Fact]
    public void One_sampling_passed_off_as_twelve_months_is_invalid_in_every_month()
    {
        var chain = new TestChain();
        chain.Meter.Arrives = false;
        for (int month = 0; month < 12; month++)
        {
            var monthly = chain.AddMeterCertificate($"M-{month}", TestChain.CalibratedOn, new DateOnly(2023, 7, 31).AddMonths(month));
            monthly.Certificate = monthly.Certificate with { IssuedOn = TestChain.CalibratedOn.AddMonths(month) };
            monthly.LearntAtUnixMs = TestChain.Day(2024, 7, 1) * 1000;
        }
        foreach (var verdict in chain.Spans().Select(span => span.Verdict))
            Assert.Equal("one-calibration-two-periods", verdict.Checks[9].Reason);
    }
}
