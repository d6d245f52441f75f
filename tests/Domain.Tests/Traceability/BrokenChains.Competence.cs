using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

// Checks 11 to 13, 20 and 21.
internal static partial class BrokenChains
{
    private static IEnumerable<BrokenChain> Competence =>
    [
        CannotTell("the certificate states no laboratory code", ChainCheck.Accredited, "laboratory-not-stated",
            chain => chain.Working.Change(certificate => certificate with { LaboratoryCode = null })),
        CannotTell("the laboratory is not in the register", ChainCheck.Accredited, "laboratory-unknown",
            chain => chain.Laboratories.RemoveAll(laboratory => laboratory.Code == TestChain.ProvincialLaboratory)),
        CannotTell("the range of the accreditation is in another quantity's unit", ChainCheck.Accredited, "scope-unit-unknown",
            chain => chain.Scope(TestChain.WorkingLaboratory, scope => scope with { Unit = "\\volt" })),
        Invalid("the laboratory is accredited for another quantity", ChainCheck.Accredited, "quantity-not-accredited",
            chain => chain.Scope(TestChain.WorkingLaboratory, scope => scope with { Quantity = Quantities.Voltage })),
        Invalid("the accreditation had ended", ChainCheck.Accredited, "not-accredited-then",
            chain => chain.Scope(TestChain.ProvincialLaboratory, scope => scope with { AccreditedTo = new(2022, 12, 31) })),
        Invalid("the accreditation began on the last day of the calibration", ChainCheck.Accredited, "not-accredited-then",
            chain => chain.Scope(TestChain.WorkingLaboratory, scope => scope with { AccreditedFrom = TestChain.CalibratedOn })),
        Invalid("the laboratory is not accredited for so high a current", ChainCheck.Accredited, "range-not-accredited",
            chain => chain.Scope(TestChain.WorkingLaboratory, scope => scope with { RangeTo = 24.9m })),

        Invalid("the laboratory states less uncertainty than it is capable of", ChainCheck.WithinCapability, "better-than-capability",
            chain => chain.Scope(TestChain.WorkingLaboratory, scope => scope with { CapabilityPpm = 1_000.1m })),
        Invalid("the provincial laboratory states less than it is capable of", ChainCheck.WithinCapability, "better-than-capability",
            chain => chain.Scope(TestChain.ProvincialLaboratory, scope => scope with { CapabilityPpm = 500 })),
        Invalid("a coverage factor makes an uncertainty look large enough", ChainCheck.WithinCapability, "better-than-capability", chain =>
        {
            chain.Scope(TestChain.WorkingLaboratory, scope => scope with { CapabilityPpm = 900 });
            chain.Meter.Points(point => point with { CoverageFactor = 3 });
        }),

        CannotTell("the certificate names no method", ChainCheck.MethodAllowed, "method-not-stated",
            chain => chain.Meter.Change(certificate => certificate with { Methods = [] })),
        Invalid("the method is none the laboratory may use", ChainCheck.MethodAllowed, "method-not-allowed",
            chain => chain.Meter.Change(certificate => certificate with { Methods = ["GUM", "JJG 5960-2012"] })),

        CannotTell("the certificate states no temperature", ChainCheck.EnvironmentWithinLimits, "environment-not-stated",
            chain => chain.Meter.Change(certificate => certificate with { Environment = [] })),
        Invalid("the calibration was made in the cold", ChainCheck.EnvironmentWithinLimits, "environment-outside",
            chain => chain.Meter.Change(certificate => certificate with { Environment = [new(Quantities.Temperature, 290.15m, 291.2m, "\\kelvin")] })),
        Invalid("the working standard was calibrated in damp air", ChainCheck.EnvironmentWithinLimits, "environment-outside", chain =>
            chain.Working.Change(certificate => certificate with
            {
                Environment = [certificate.Environment[0], new(Quantities.RelativeHumidity, 0.6m, 0.85m, "\\one")],
            })),

        CannotTell("the national standard's certificate is not here", ChainCheck.EndsAtNationalStandard, "standard-certificate-missing",
            chain => chain.National.Arrives = false),
        CannotTell("the working standard's certificate is not here", ChainCheck.EndsAtNationalStandard, "standard-certificate-missing",
            chain => chain.Working.Arrives = false),
        CannotTell("the national standard's certificate cannot be read", ChainCheck.EndsAtNationalStandard, "standard-unreadable", chain =>
        {
            byte[] junk = [1, 2, 3];
            chain.Provincial.Cite((CertificateReference reference) => reference with { Hash = HashOf(junk) });
            chain.Further.Add(new CertificateAdded(HashOf(junk), junk));
        }),
        CannotTell("the standard is named without its certificate", ChainCheck.EndsAtNationalStandard, "standard-without-certificate",
            chain => chain.Working.Cite((UsedStandard standard) => standard with { Certificate = null })),
        Invalid("the chain stops at a laboratory that is no national institute", ChainCheck.EndsAtNationalStandard, "chain-stops",
            chain => chain.Working.Parent = null),
        Invalid("the meter was calibrated with nothing", ChainCheck.EndsAtNationalStandard, "chain-stops", chain => chain.Meter.Parent = null),
        Invalid("two standards are named for one quantity", ChainCheck.EndsAtNationalStandard, "two-paths", chain =>
        {
            var second = new TestChain.Link(chain.Working.Certificate with { Id = "PROV-2023-6", Items = [TestChain.Item("Works", "W-1", "SN-W2")] })
            {
                Parent = chain.Provincial,
            };
            chain.Links.Insert(0, second);
            chain.Meter.Change(certificate => certificate with { Standards = [TestChain.Standard(second.Certificate, second.Hash)] });
        }),
        Invalid("the chain is longer than anybody follows", ChainCheck.EndsAtNationalStandard, "chain-too-long", chain =>
        {
            for (int step = 0; step < 16; step++)
            {
                var between = new TestChain.Link(chain.Working.Certificate with { Id = $"PROV-2023-5-{step}", PerformedFrom = new(2023, 1, 16) })
                {
                    Parent = chain.Meter.Parent,
                };
                chain.Links.Add(between);
                chain.Meter.Parent = between;
            }
        }),
    ];
}
