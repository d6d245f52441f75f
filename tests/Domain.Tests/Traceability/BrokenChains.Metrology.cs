using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

// Checks 14 to 19.
internal static partial class BrokenChains
{
    private static readonly Condition Hertz = new(Quantities.Frequency, 49.5m, 50.5m, "\\hertz");

    private static CertificateStatement Statement(string? convention, bool? conforms = true) => new("", null, ["class 0.5S"], convention, conforms);

    private static IEnumerable<BrokenChain> Metrology =>
    [
        CannotTell("the meter's results are in a unit nobody knows", ChainCheck.UnitsMatch, "unit-unknown",
            chain => chain.Meter.Tables(table => table with { Unit = "kWh" })),
        CannotTell("the standard's currents are in a unit nobody knows", ChainCheck.UnitsMatch, "unit-unknown",
            chain => chain.Working.Points(point => point with { Conditions = [point.Conditions[0] with { Unit = "Amp" }, .. point.Conditions.Skip(1)] })),
        Invalid("the meter's energy is in amperes", ChainCheck.UnitsMatch, "unit-wrong",
            chain => chain.Meter.Tables(table => table with { Unit = "\\ampere" })),
        Invalid("the provincial standard's energy is in watts", ChainCheck.UnitsMatch, "unit-wrong",
            chain => chain.Provincial.Tables(table => table with { Unit = "\\kilo\\watt" })),
        Invalid("the error is in seconds", ChainCheck.UnitsMatch, "unit-wrong",
            chain => chain.Meter.Tables(table => table with { ErrorUnit = "\\second" })),
        Invalid("a current is in volts", ChainCheck.UnitsMatch, "unit-wrong",
            chain => chain.Meter.Points(point => point with { Conditions = [point.Conditions[0] with { Unit = "\\volt" }, .. point.Conditions.Skip(1)] })),
        Invalid("the working standard was calibrated for another quantity", ChainCheck.UnitsMatch, "quantity-not-calibrated-above",
            chain => chain.Working.Tables(table => table with { Quantity = Quantities.Voltage, Unit = "\\volt" })),

        CannotTell("the register does not say what the meter is used for", ChainCheck.RangeCovered, "use-not-stated", chain => chain.Use()),
        CannotTell("the register says it in a unit of something else", ChainCheck.RangeCovered, "use-unit-unknown",
            chain => chain.Use(new Condition(Quantities.Current, 0.1m, 20m, "\\watt"))),
        CannotTell("the certificate says nothing of the frequency", ChainCheck.RangeCovered, "range-not-stated", chain => chain.Use(Hertz)),
        CannotTell("the standard's certificate states no power factor", ChainCheck.RangeCovered, "range-not-stated",
            chain => chain.Working.Points(point => point with { Conditions = [.. point.Conditions.Take(2)] })),
        CannotTell("the meter's certificate states no current", ChainCheck.RangeCovered, "range-not-stated", chain =>
        {
            chain.Use(TestChain.PowerFactor(0.5m, 1m));
            chain.Meter.Points(point => point with { Conditions = [.. point.Conditions.Skip(1)] });
        }),
        Invalid("the meter's certificate has results of something else only", ChainCheck.RangeCovered, "quantity-not-calibrated",
            chain => chain.Meter.Tables(table => table with { Quantity = Quantities.Voltage, Unit = "\\volt" })),
        Invalid("the meter is used above the highest calibrated current", ChainCheck.RangeCovered, "outside-calibrated-range",
            chain => chain.Use(TestChain.Amperes(0.1m, 25.001m))),
        Invalid("the meter is used below the lowest calibrated current", ChainCheck.RangeCovered, "outside-calibrated-range",
            chain => chain.Use(TestChain.Amperes(0.09m, 20m))),
        Invalid("the meter is used at power factors that were not calibrated", ChainCheck.RangeCovered, "outside-calibrated-range",
            chain => chain.Use(TestChain.PowerFactor(0.4m, 1m))),
        Invalid("the meter is used at a voltage far from that of the calibration", ChainCheck.RangeCovered, "outside-calibrated-range",
            chain => chain.Use(TestChain.Volts(206.9m, 230m))),
        Invalid("the meter is used in the frost", ChainCheck.RangeCovered, "outside-calibrated-range",
            chain => chain.Use(new Condition(Quantities.Temperature, -10m, 23m, "\\degreecelsius"))),
        Invalid("one of two channels was calibrated over less than the use", ChainCheck.RangeCovered, "outside-calibrated-range",
            chain => chain.Meter.Change(certificate => certificate with
            {
                Tables = [.. certificate.Tables, TestChain.EnergyTable(2, AdjustmentStatus.NotAdjusted, 0.03m, 0.1m, 0.5m)],
            })),
        Invalid("the meter was compared above the range of its standard", ChainCheck.RangeCovered, "standard-outside-range",
            chain => chain.Meter.Points(point => point with { Conditions = [point.Conditions[0] with { To = 26m }, .. point.Conditions.Skip(1)] })),
        Invalid("the working standard was compared below the range of its standard", ChainCheck.RangeCovered, "standard-outside-range",
            chain => chain.Provincial.Tables(table => table with { Points = [.. table.Points.Skip(2)] })),

        Invalid("the meter is said to be better than its standard", ChainCheck.UncertaintyGrows, "uncertainty-shrinks",
            chain => chain.Meter.Points(point => point with { ExpandedUncertainty = 0.019m })),
        Invalid("the provincial standard is said to be better than the national one", ChainCheck.UncertaintyGrows, "uncertainty-shrinks",
            chain => chain.Provincial.Points(point => point with { ExpandedUncertainty = 0.00199m })),
        CannotTell("between two points of the standard one is worse than the meter", ChainCheck.UncertaintyGrows, "uncertainty-between", chain =>
        {
            chain.Working.Points(point => point with { ExpandedUncertainty = point.Conditions[0].From == 5m ? 0.15m : 0.02m });
            chain.Meter.Points(point => point.Conditions[0].From == 5m ? point with { Conditions = [TestChain.Amperes(2m, 2m), .. point.Conditions.Skip(1)] } : point);
        }),
        CannotTell("the standard's uncertainties cannot be made relative", ChainCheck.UncertaintyGrows, "uncertainty-not-comparable", chain =>
            chain.Working.Tables(table => table with
            {
                ErrorUnit = "\\joule",
                Points = [.. table.Points.Select(point => point with { Reference = 0 })],
            })),
        Invalid("the uncertainty is more than a third of the class limit", ChainCheck.UncertaintyGrows, "uncertainty-too-large-for-class",
            chain => chain.Instrument = chain.Instrument! with { ClassLimitPpm = 2_999 }),
        Invalid("the uncertainty is 0", ChainCheck.UncertaintyGrows, "uncertainty-unusable",
            chain => chain.Meter.Points(point => point with { ExpandedUncertainty = 0 })),
        Invalid("the coverage factor is below 1", ChainCheck.UncertaintyGrows, "uncertainty-unusable",
            chain => chain.Working.Points(point => point with { CoverageFactor = 0.5m })),

        Invalid("the error is beyond the class limit", ChainCheck.WithinClass, "outside-class",
            chain => chain.Meter.Points(point => point with { Error = -0.5001m })),
        Invalid("error and uncertainty are beyond it, and the rule is a guard band", ChainCheck.WithinClass, "outside-class", chain =>
        {
            chain.Meter.Points(point => point with { Error = 0.401m });
            chain.Meter.Change(certificate => certificate with { Statements = [Statement("Guard band")] });
        }),
        CannotTell("no decision rule is stated", ChainCheck.WithinClass, "decision-rule-not-stated",
            chain => chain.Meter.Change(certificate => certificate with { Statements = [Statement(null)] })),
        CannotTell("the decision rule is one nobody knows", ChainCheck.WithinClass, "decision-rule-unknown",
            chain => chain.Meter.Change(certificate => certificate with { Statements = [Statement("as agreed")] })),
        Invalid("the laboratory says that the meter does not conform", ChainCheck.WithinClass, "declared-not-conforming",
            chain => chain.Meter.Change(certificate => certificate with { Statements = [Statement("simple-acceptance", false)] })),

        CannotTell("only the results before an adjustment are stated", ChainCheck.DriftWithinBudget, "as-left-missing",
            chain => chain.Meter.Tables(table => table with { Status = AdjustmentStatus.AsFound })),
        Invalid("the meter has drifted and was not adjusted", ChainCheck.DriftWithinBudget, "drift-not-adjusted",
            chain => chain.AddEarlier(errorPercent: -0.48m)),

        Invalid("a report issued again hides the drift since the calibration before", ChainCheck.DriftWithinBudget, "drift-not-adjusted", chain =>
        {
            chain.AddEarlier(errorPercent: -0.48m);
            chain.AddMeterCertificate("WORK-2023-100-A", TestChain.CalibratedOn, TestChain.ValidUntil);
        }),

        Invalid("the meter was adjusted, but its parameter set is the old one", ChainCheck.CorrectionApplied, "adjusted-without-new-set", chain =>
        {
            chain.AddEarlier();
            chain.Meter.Change(certificate => certificate with
            {
                Tables =
                [
                    TestChain.EnergyTable(1, AdjustmentStatus.AsFound, 0.2m, 0.1m, 0.1m),
                    TestChain.EnergyTable(1, AdjustmentStatus.AsLeft, 0.01m, 0.1m, 0.1m),
                ],
            });
        }),
        Invalid("the parameter set is a new one, but nobody adjusted the meter", ChainCheck.CorrectionApplied, "new-set-without-adjustment",
            chain => chain.AddEarlier(parameterSet: OtherHash)),
    ];
}
