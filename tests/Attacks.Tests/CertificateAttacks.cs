using CarbonMeter.Certificates;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Attacks.Tests;

/// <summary>Attacks on certificates, as files: written, signed by laboratories, tampered with, and judged by what the operator trusts.</summary>
public sealed class CertificateAttacks
{
    private const string Id = "WORK-2023-100";
    private readonly TestMeter _meter = new("CM-0001");
    private readonly SignedChain _chain;

    public CertificateAttacks() => _chain = new SignedChain(_meter);

    [Fact]
    public void Edited_certificate()
    {
        byte[] signed = _chain.Sign(_chain.Meter);
        byte[] edited = SignedChain.Edited(signed, "0.03", "0.01");
        AttackTable.Reads("The certificate was changed after it was signed.", FailingCheckUnder([edited]));
        // Beside the true one it changes nothing.
        Assert.Equal(Outcome.Valid, OutcomeUnder([signed, edited]));
    }

    [Fact]
    public void Later_end_written_into_a_certificate()
    {
        byte[] signed = _chain.Sign(_chain.Meter);
        AttackTable.Reads("The certificate was changed after it was signed.",
            FailingCheckUnder([SignedChain.Edited(signed, "2023-06-05", "2023-08-05")], ChainCheck.Signature));
    }

    [Fact]
    public void Certificate_without_a_signature() =>
        AttackTable.Reads("The certificate bears no signature.", FailingCheckUnder([SignedChain.Write(_chain.Meter)]));

    [Fact]
    public void Certificate_of_an_untrusted_laboratory()
    {
        using var selfMade = DemonstrationAuthority.Create("Self-made", TestChain.Day(2020, 1, 1), TestChain.Day(2030, 12, 31));
        using var signer = _chain.Signer(selfMade, TestChain.WorkingLaboratory);
        AttackTable.Reads("CN=DEMONSTRATION Works Laboratory, OU=WORK-003, O=DEMONSTRATION: no calibration took place "
            + "chains to no authority that is trusted here.", FailingCheckUnder([SignedChain.Sign(_chain.Meter, signer)]));
    }

    [Fact]
    public void Certificate_in_another_laboratory_s_name() =>
        AttackTable.Reads("CN=DEMONSTRATION Provincial Institute, OU=PROV-002, O=DEMONSTRATION: no calibration took place "
            + "does not sign for the laboratory WORK-003.", FailingCheckUnder([_chain.Sign(_chain.Meter, TestChain.ProvincialLaboratory)]));

    [Fact]
    public void Certificate_signed_with_a_stolen_key()
    {
        using var stolen = _chain.Signer(TestChain.WorkingLaboratory);
        byte[] list = _chain.Authority.IssueRevocationList([new Revocation(stolen.Certificate, TestChain.Day(2023, 6, 6), IsKeyStolen: true)],
            1, TestChain.Day(2023, 6, 8), TestChain.Day(2023, 7, 8));
        AttackTable.Reads("The X.509 certificate of CN=DEMONSTRATION Works Laboratory, OU=WORK-003, O=DEMONSTRATION: no calibration took place "
            + "was revoked on 2023-06-06T00:00:00Z, before it signed.",
            FailingCheckUnder([SignedChain.Sign(_chain.Meter, stolen)], further: new RevocationListAdded(list)));
    }

    [Fact]
    public void One_batch_passed_off_as_twelve_months()
    {
        // Twelve certificates, a month apart, all of the laboratory and well signed, with the figures of one day on the bench.
        var months = Enumerable.Range(0, 12).Select(back => _chain.Meter with
        {
            Id = $"WORK-{100 - back}",
            PerformedFrom = _chain.Meter.PerformedFrom.AddMonths(-back),
            PerformedTo = _chain.Meter.PerformedTo.AddMonths(-back),
            IssuedOn = _chain.Meter.IssuedOn!.Value.AddMonths(-back),
        }).Select(month => _chain.Sign(month));
        AttackTable.Reads("Certificate WORK-100 of 2023-06-05 has exactly the results of WORK-89 of 2022-07-05: one of them was copied. "
            + "Ask the laboratory; revoke the wrong one from its first day.", FailingCheckUnder([.. months]));
    }

    [Fact]
    public void One_calibration_with_two_ends() =>
        AttackTable.Reads($"Certificates {Id} and WORK-2023-101 are of one calibration, on 2023-06-05, but say different ends of validity. "
            + "Ask the laboratory; revoke the wrong one from its first day.", FailingCheckUnder(
            [
                _chain.Sign(_chain.Meter with { Id = "WORK-2023-101", ValidUntil = TestChain.ValidUntil.AddYears(1) }),
                _chain.Sign(_chain.Meter with { IssuedOn = _chain.Meter.IssuedOn!.Value.AddDays(1) }),
            ]));

    [Fact]
    public void Two_certificates_with_one_number() =>
        AttackTable.Reads($"Two different files, both signed, bear number {Id} of laboratory WORK-003. "
            + "Ask the laboratory which one counts, and have the other revoked by it.", FailingCheckUnder(
            [_chain.Sign(_chain.Meter), _chain.Sign(_chain.Meter with { ResponsiblePersons = ["B. Person"] })]));

    [Fact]
    public void Standard_exchanged_for_a_better_one()
    {
        // The certificate of the standard that was used is held back, and one with its number and other figures is handed in.
        var facts = _chain.Facts.ToList();
        int at = facts.FindIndex(recorded => recorded.Fact is CertificateAdded added && new CertificateReader().Read(added.Bytes).Id == "PROV-2023-5");
        var standard = new CertificateReader().Read(((CertificateAdded)facts[at].Fact).Bytes);
        facts[at] = SignedChain.Added(_chain.Sign(standard with { ValidUntil = standard.ValidUntil!.Value.AddDays(-1), Hash = [] }));
        AttackTable.Reads($"The file known as PROV-2023-5 is not the one that certificate {Id} cites: it was changed, or issued again. "
            + "Get the original file from its laboratory.", FailingCheckUnder(facts, [_chain.Sign(_chain.Meter)]));
    }

    [Fact]
    public void Revoked_standard_kept_in_use()
    {
        var working = _chain.Facts.Select(recorded => recorded.Fact).OfType<CertificateAdded>().Last();
        AttackTable.Reads($"The calibration of certificate {Id} relies on PROV-2023-5, which was revoked from 2023-05-01 00:00:00 UTC on: dropped. "
            + "Have it calibrated again with a sound standard.",
            FailingCheckUnder([_chain.Sign(_chain.Meter)], further: new CertificateRevoked(working.Hash, TestChain.Day(2023, 5, 1), "dropped")));
    }

    [Fact]
    public void Laboratory_beyond_its_accreditation()
    {
        var laboratory = _chain.Laboratories.Single(known => known.Code == TestChain.WorkingLaboratory);
        AttackTable.Reads($"Certificate {Id} has a point at 25, outside the range Works Laboratory is accredited for. "
            + "Have it calibrated by a laboratory that is, or complete the register.", FailingCheckUnder([_chain.Sign(_chain.Meter)],
            further: new LaboratoryPut(laboratory with { Scopes = [laboratory.Scopes[0] with { RangeTo = 10m }] })));
    }

    [Fact]
    public void Certificate_better_than_its_standard() =>
        AttackTable.Reads($"Certificate {Id} states an uncertainty of 0.001 %, but Works Laboratory is accredited for no less than 0.01 %. "
            + "Ask the laboratory for a corrected certificate.", FailingCheckUnder([_chain.Sign(_chain.Meter with
            {
                Tables = [TestChain.EnergyTable(1, AdjustmentStatus.NotAdjusted, 0.03m, 0.001m, 0.1m)],
            })], ChainCheck.WithinCapability));

    [Fact]
    public void Certificate_dated_ahead() =>
        AttackTable.Reads($"Certificate {Id} bears the date 2023-06-12, but was received on 2023-06-10 00:00:00 UTC already. "
            + "Ask its laboratory for a corrected certificate, and check this host's clock.",
            FailingCheckUnder([_chain.SignNow(_chain.Meter with { IssuedOn = new(2023, 6, 12) })]));

    [Fact]
    public void Signature_dated_ahead() =>
        AttackTable.Reads("The certificate says it was signed at 2023-06-12T08:00:00Z, but was received at 2023-06-10T00:00:00Z.",
            FailingCheckUnder([_chain.Sign(_chain.Meter with { IssuedOn = new(2023, 6, 12) })], ChainCheck.Signature));

    private CheckResult FailingCheckUnder(byte[][] certificates, ChainCheck? check = null, TraceabilityFact? further = null) =>
        FailingCheckUnder(further is null ? _chain.Facts : _chain.Facts.Append(SignedChain.At(further)), certificates, check);

    // The only check that fails or, where the attack has several consequences, the one that is asked for.
    private CheckResult FailingCheckUnder(IEnumerable<RecordedFact> facts, byte[][] certificates, ChainCheck? check = null)
    {
        var failing = VerdictUnder(facts, certificates).Checks.Where(found => found.Outcome != Outcome.Valid).ToArray();
        return check is null ? Assert.Single(failing) : Assert.Single(failing, found => found.Check == check);
    }

    private Outcome OutcomeUnder(byte[][] certificates) => VerdictUnder(_chain.Facts, certificates).Outcome;

    private ChainVerdict VerdictUnder(IEnumerable<RecordedFact> facts, byte[][] certificates)
    {
        var goBack = _meter.Remember();
        using var host = new AttackedHost(new CertificateReader(), _meter);
        host.Learn(facts.Concat(certificates.Select(SignedChain.Added)));
        var record = _meter.Run();
        host.Accept(_meter, record);
        goBack();
        return host.VerdictOn(record);
    }
}
