using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

// Checks 6 to 10.
internal static partial class BrokenChains
{
    private static IEnumerable<BrokenChain> Time =>
    [
        Invalid("the working standard's certificate had expired", ChainCheck.ParentInForce, "standard-expired",
            chain => chain.Working.Change(certificate => certificate with { ValidUntil = new(2023, 5, 31) })),
        Invalid("the working standard's certificate expired on the way", ChainCheck.ParentInForce, "standard-expired",
            chain => chain.Working.Change(certificate => certificate with { ValidUntil = TestChain.CalibratedOn.AddDays(-1) })),
        Invalid("the provincial certificate had expired", ChainCheck.ParentInForce, "standard-expired",
            chain => chain.Provincial.Change(certificate => certificate with { ValidUntil = new(2022, 12, 31) })),
        Invalid("the working standard was calibrated after the meter", ChainCheck.ParentInForce, "standard-calibrated-later",
            chain => chain.Meter.Change(certificate => certificate with { PerformedFrom = new(2023, 1, 10), PerformedTo = new(2023, 1, 12) })),
        CannotTell("the working standard's certificate states no validity", ChainCheck.ParentInForce, "standard-validity-not-stated",
            chain => chain.Working.Change(certificate => certificate with { ValidUntil = null })),
        CannotTell("the provincial certificate states no validity", ChainCheck.ParentInForce, "standard-validity-not-stated",
            chain => chain.Provincial.Change(certificate => certificate with { ValidUntil = null })),

        Invalid("the calibration ended before it began", ChainCheck.DatesInOrder, "performed-backwards",
            chain => chain.Meter.Change(certificate => certificate with { PerformedFrom = certificate.PerformedTo.AddDays(1) })),
        Invalid("the certificate was issued before the calibration ended", ChainCheck.DatesInOrder, "issued-before-performed",
            chain => chain.Meter.Change(certificate => certificate with { IssuedOn = certificate.PerformedTo.AddDays(-1) })),
        Invalid("the certificate was signed before the calibration ended", ChainCheck.DatesInOrder, "signed-before-performed",
            chain => chain.Meter.SignedAtUnixSeconds = TestChain.Day(2023, 6, 3)),
        Invalid("the certificate was issued after it was received", ChainCheck.DatesInOrder, "dated-in-future",
            chain => chain.Meter.Change(certificate => certificate with { IssuedOn = new(2023, 6, 12) })),
        Invalid("the standard was calibrated after its certificate was received", ChainCheck.DatesInOrder, "dated-in-future",
            chain => chain.Working.LearntAtUnixMs = TestChain.Day(2023, 1, 14) * 1000),

        CannotTell("there is no certificate of the meter", ChainCheck.RecordInValidity, "no-certificate", chain => chain.Meter.Arrives = false),
        CannotTell("the meter's certificate states no validity", ChainCheck.RecordInValidity, "validity-not-stated",
            chain => chain.Meter.Change(certificate => certificate with { ValidUntil = null })),
        Invalid("the record was measured before the calibration", ChainCheck.RecordInValidity, "before-calibration", _ => { })
            with { MeasuredAt = TestChain.Day(2023, 6, 5) - 1 },
        Invalid("the record was measured after the certificate had expired", ChainCheck.RecordInValidity, "expired", _ => { })
            with { MeasuredAt = TestChain.Day(2029, 6, 6) },

        Invalid("the meter was opened after its calibration", ChainCheck.NotOpenedSince, "opened",
            chain => chain.Further.Add(new MeterOpened(chain.MeterId, TestChain.Day(2023, 8, 1), "relay replaced"))),
        Invalid("the meter was opened as soon as the day of its calibration was over", ChainCheck.NotOpenedSince, "opened",
            chain => chain.Further.Add(new MeterOpened(chain.MeterId, TestChain.Day(2023, 6, 6), "seal broken"))),
        Invalid("the firmware is not the one that was calibrated, though approved", ChainCheck.NotOpenedSince, "firmware-changed", chain =>
        {
            chain.Binding = chain.Binding with { FirmwareId = "test-2" };
            chain.Further.Add(new FirmwareApproved("test-2"));
        }),

        Invalid("one sampling is passed off as two periods", ChainCheck.PlausibleCadence, "one-calibration-two-periods",
            chain => chain.AddMeterCertificate("WORK-2023-101", TestChain.CalibratedOn, TestChain.ValidUntil.AddMonths(1))),
        Invalid("the results of one calibration are presented as those of another", ChainCheck.PlausibleCadence, "same-results-other-days",
            chain => chain.AddMeterCertificate("WORK-2023-70", new(2023, 5, 5), new(2029, 5, 5))),
        Invalid("copied results have got trailing zeros", ChainCheck.PlausibleCadence, "same-results-other-days",
            chain => chain.AddMeterCertificate("WORK-2023-70", new(2023, 5, 5), new(2029, 5, 5))
                .Points(point => point with { Error = 0.0300m, CoverageFactor = 2.00m })),
    ];
}
