using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

// Checks 1 to 5.
internal static partial class BrokenChains
{
    private static IEnumerable<BrokenChain> Identity =>
    [
        Invalid("the working standard's certificate is not the file that was cited", ChainCheck.HashAsCited, "citation-other-bytes",
            chain => chain.Meter.Cite((CertificateReference reference) => reference with { Hash = OtherHash })),
        Invalid("the national standard's certificate is not the file that was cited", ChainCheck.HashAsCited, "citation-other-bytes",
            chain => chain.Provincial.Cite((CertificateReference reference) => reference with { Hash = OtherHash })),
        CannotTell("the working standard is cited by a checksum nobody can check", ChainCheck.HashAsCited, "citation-without-hash",
            chain => chain.Meter.Cite((CertificateReference reference) => reference with { Procedure = "CRC-32", Hash = null })),
        Invalid("the stored file of the meter's certificate was changed", ChainCheck.HashAsCited, "stored-bytes-changed", chain =>
        {
            chain.Meter.Arrives = false;
            chain.Further.Add(new CertificateAdded(OtherHash, chain.Meter.Bytes));
        }),

        Invalid("the meter's certificate was edited after it was signed", ChainCheck.Signature, "signature-content-changed",
            chain => chain.Meter.Signature = Outcome.Invalid),
        Invalid("the provincial certificate was edited after it was signed", ChainCheck.Signature, "signature-content-changed",
            chain => chain.Provincial.Signature = Outcome.Invalid),
        CannotTell("nobody trusts the signer of the working standard's certificate", ChainCheck.Signature, "signature-no-trusted-authority",
            chain => chain.Working.Signature = Outcome.CannotTell),

        CannotTell("the meter is not in the register", ChainCheck.ItemIdentity, "instrument-unknown", chain => chain.Instrument = null),
        Invalid("the certificate is of a meter with another serial number", ChainCheck.ItemIdentity, "item-differs",
            chain => chain.Instrument = chain.Instrument! with { Serial = "SN-SWAPPED" }),
        Invalid("the certificate is of another model", ChainCheck.ItemIdentity, "item-differs",
            chain => chain.Instrument = chain.Instrument! with { Model = "CM-4" }),
        Invalid("the certificate is of another maker's meter", ChainCheck.ItemIdentity, "item-differs",
            chain => chain.Meter.Change(certificate => certificate with { Items = [certificate.Items[0] with { Manufacturer = "Other" }] })),
        CannotTell("the certificate states no serial number", ChainCheck.ItemIdentity, "item-without-serial", chain => chain.Meter.Change(
            certificate => certificate with { Items = [certificate.Items[0] with { Identifications = [new("owner", "7")] }] })),
        Invalid("the standard has another serial number than its certificate", ChainCheck.ItemIdentity, "standard-differs",
            chain => chain.Meter.Cite((UsedStandard standard) => standard with { Identifications = [new("manufacturer", "SN-X")] })),
        Invalid("the standard is of another model than its certificate", ChainCheck.ItemIdentity, "standard-differs",
            chain => chain.Working.Cite((UsedStandard standard) => standard with { Model = "P-2" })),
        Invalid("the owner's number went over to another standard", ChainCheck.ItemIdentity, "standard-differs", chain =>
        {
            var owners = new Identification("owner", "17");
            chain.Working.Change(certificate => certificate with
            {
                Items = [certificate.Items[0] with { Identifications = [.. certificate.Items[0].Identifications, owners] }],
            });
            chain.Meter.Cite((UsedStandard standard) => standard with { Identifications = [new("manufacturer", "SN-OLD"), owners] });
        }),
        CannotTell("the standard is named by a number its certificate does not have", ChainCheck.ItemIdentity, "standard-not-comparable",
            chain => chain.Provincial.Cite((UsedStandard standard) => standard with { Identifications = [new("owner", "7")] })),

        Invalid("two signed certificates bear one number", ChainCheck.UniqueId, "id-shared",
            chain => chain.Links.Add(new TestChain.Link(chain.Working.Certificate with { ResponsiblePersons = ["B. Person"] }))),
        CannotTell("another file bears the same number, and its signature cannot be told", ChainCheck.UniqueId, "id-shared-unproven",
            chain => chain.Links.Add(new TestChain.Link(chain.Provincial.Certificate with { ResponsiblePersons = ["B. Person"] })
            {
                Signature = Outcome.CannotTell,
            })),

        Invalid("the meter's certificate is revoked before the record", ChainCheck.NotSuperseded, "revoked",
            chain => chain.Further.Add(new CertificateRevoked(chain.Meter.Hash, TestChain.Day(2023, 9, 1), "wrong meter on the bench"))),
        Invalid("the working standard's certificate is revoked before the record", ChainCheck.NotSuperseded, "revoked",
            chain => chain.Further.Add(new CertificateRevoked(chain.Working.Hash, TestChain.Day(2023, 9, 1), "dropped"))),
        Invalid("the national standard's certificate was revoked before the calibration", ChainCheck.NotSuperseded, "standard-revoked-before-use",
            chain => chain.Further.Add(new CertificateRevoked(chain.National.Hash, TestChain.Day(2023, 3, 1), "drifted"))),
        Invalid("the working standard had a newer certificate", ChainCheck.NotSuperseded, "standard-superseded", chain =>
        {
            var newer = new TestChain.Link(chain.Working.Certificate with
            {
                Id = "PROV-2023-40",
                PerformedFrom = new(2023, 5, 2),
                PerformedTo = new(2023, 5, 3),
                IssuedOn = new(2023, 5, 4),
                PreviousReport = new CertificateReference("PROV-2023-5", "SHA-256", chain.Working.Hash),
            }) { Parent = chain.Provincial };
            chain.Links.Add(newer);
        }),
        Invalid("the previous report is of another instrument", ChainCheck.NotSuperseded, "previous-report-of-other-item", chain =>
            chain.Meter.Change(certificate => certificate with
            {
                PreviousReport = new CertificateReference("PROV-2023-5", "SHA-256", chain.Working.Hash),
            })),
        Invalid("the previous report is of a later calibration", ChainCheck.NotSuperseded, "previous-report-later", chain =>
        {
            var later = chain.AddMeterCertificate("WORK-2024-1", new(2024, 1, 8), new(2030, 1, 7));
            later.LearntAtUnixMs = TestChain.Day(2024, 1, 20) * 1000;
            later.Points(point => point with { Error = 0.01m });
            chain.Meter.Change(certificate => certificate with
            {
                PreviousReport = new CertificateReference("WORK-2024-1", "SHA-256", later.Hash),
            });
        }),
    ];
}
