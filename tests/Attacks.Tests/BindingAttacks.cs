using System.Security.Cryptography;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Attacks.Tests;

/// <summary>Records that are what a meter signed, made with what was not certified: kept, and not certified.</summary>
public sealed class BindingAttacks
{
    private const string Certificate = "WORK-2023-100";
    private static readonly long RevokedFrom = TestChain.Day(2023, 9, 1);
    private readonly TestMeter _meter = new("CM-0001");

    private TestChain Chain => new(_meter.Id, _meter.PublicKey, _meter.ParameterSetHash, _meter.FirmwareId);

    [Fact]
    public void Rolled_back_parameter_set()
    {
        byte[] old = _meter.ParameterSetHash;
        _meter.ParameterSetHash = SHA256.HashData("as left by the calibration"u8);
        using var host = Certified(Chain);
        host.AssertCertified(Received(host, _meter.Run()));
        _meter.ParameterSetHash = old;
        AttackTable.Reads($"Certificate {Certificate} is of parameter set …, the record was made under …. "
            + "Put the certified set back, or have the meter calibrated under this one.", host.FailingCheckOf(Received(host, _meter.Run())));
    }

    [Fact]
    public void Changed_CT_ratio()
    {
        _meter.ParameterSetHash = HashOf(currentFullScaleMilliamperes: 100_000);
        using var host = Certified(Chain);
        host.AssertCertified(Received(host, _meter.Run()));
        _meter.ParameterSetHash = HashOf(currentFullScaleMilliamperes: 50_000);
        host.Accept(_meter, _meter.Event(EventCode.ParameterChange));
        var halved = Received(host, _meter.Run());
        AttackTable.Reads("calibration parameters changed by command", EventWords.Describe(host.Queries.Events("CM-0001", 1)[0]));
        AttackTable.Reads($"Certificate {Certificate} is of parameter set …, the record was made under …. "
            + "Put the certified set back, or have the meter calibrated under this one.", host.FailingCheckOf(halved));
    }

    [Fact]
    public void Rolled_back_firmware()
    {
        using var host = Certified(Chain);
        host.Learn(new FirmwareApproved("test-0"));
        host.Learn(new FirmwareWithdrawn("test-0", RevokedFrom, "counts a phase twice"));
        _meter.FirmwareId = "test-0";
        var failing = Failing(host, Received(host, _meter.Run()));
        AttackTable.Reads($"Certificate {Certificate} is of firmware test-1, the record was made by test-0. "
            + "Have the meter calibrated under this firmware, or put the certified one back.", failing[ChainCheck.NotOpenedSince]);
        AttackTable.Reads("The approval of firmware test-0 is withdrawn from 2023-09-01 00:00:00 UTC on: counts a phase twice. "
            + "Load an approved one and have the meter calibrated.", failing[ChainCheck.FirmwareApproved]);
        Assert.Equal(2, failing.Count);
    }

    [Fact]
    public void Firmware_of_one_s_own()
    {
        using var host = Certified(Chain);
        _meter.FirmwareId = "home-made";
        var failing = Failing(host, Received(host, _meter.Run()));
        AttackTable.Reads("Firmware home-made is not approved. Approve it if it is the released one; "
            + "else load an approved one and find out how it came there.", failing[ChainCheck.FirmwareApproved]);
        Assert.Equal([ChainCheck.NotOpenedSince, ChainCheck.FirmwareApproved], failing.Keys.Order());
    }

    [Fact]
    public void Revoked_key_used()
    {
        var chain = Chain;
        using var host = Certified(chain);
        var record = Received(host, _meter.Run());
        host.AssertCertified(record);
        host.Learn(new KeyRevoked(_meter.Id, chain.Binding.PublicKeyHash, RevokedFrom, "board stolen"));
        AttackTable.Reads("The key of meter CM-0001 is not believed from 2023-09-01 00:00:00 UTC on: board stolen. Give the meter a new key.",
            host.FailingCheckOf(record));
    }

    [Fact]
    public void One_key_in_two_meters()
    {
        using var host = Certified(Chain);
        var record = Received(host, _meter.Run());
        host.Learn(new KeyEnrolled("CM-0002", _meter.PublicKey, 1, null));
        AttackTable.Reads("Meters CM-0001 and CM-0002 have one key: one of them is a copy, or was enrolled wrongly. "
            + "Inspect both and give each a key of its own.", host.FailingCheckOf(record));
    }

    [Fact]
    public void Swapped_meter_with_the_old_one_s_papers()
    {
        using var host = Certified(Chain);
        var record = Received(host, _meter.Run());
        host.AssertCertified(record);
        host.Learn(new InstrumentPut(Chain.Instrument! with { Serial = "SN-NEW" }));
        AttackTable.Reads($"Certificate {Certificate} is about another instrument: it says SN-CM-0001, the register says SN-NEW. "
            + "Correct the register, or add this meter's certificate.", host.FailingCheckOf(record));
    }

    [Fact]
    public void Another_meter_s_certificate()
    {
        var chain = Chain;
        chain.Meter.Certificate = new TestChain("CM-0002").Meter.Certificate;
        using var host = Certified(chain);
        AttackTable.Reads("No certificate of meter CM-0001 is known here. Add it; records measured before it arrives are judged again.",
            host.FailingCheckOf(Received(host, _meter.Run())));
    }

    [Fact]
    public void Certificate_of_a_meter_with_another_key()
    {
        var chain = Chain;
        var certificate = chain.Meter.Certificate;
        chain.Meter.Certificate = certificate with { Meter = certificate.Meter! with { PublicKeyHash = SHA256.HashData("another"u8) } };
        using var host = Certified(chain);
        AttackTable.Reads($"Certificate {Certificate} is of a meter with key …, which meter CM-0001 never had. "
            + "Check that this certificate belongs to this meter.", host.FailingCheckOf(Received(host, _meter.Run())));
    }

    [Fact]
    public void Interval_from_before_the_calibration()
    {
        using var host = Certified(Chain);
        _meter.NextStartUnixSeconds = TestChain.Day(2023, 5, 1);
        AttackTable.Reads($"Measured before meter CM-0001 was calibrated: its first certificate, {Certificate}, counts from 2023-06-05. "
            + "If there is an earlier certificate, add it.", host.FailingCheckOf(Received(host, _meter.Run())));
    }

    [Fact]
    public void Expired_certificate_kept_in_use()
    {
        using var host = Certified(Chain);
        _meter.NextStartUnixSeconds = TestChain.Day(2029, 6, 6);
        AttackTable.Reads($"Certificate {Certificate} ended on 2029-06-05. Have the meter calibrated, and add the new certificate.",
            host.FailingCheckOf(Received(host, _meter.Run())));
    }

    [Fact]
    public void Seal_broken()
    {
        using var host = Certified(Chain);
        host.Learn(new MeterOpened(_meter.Id, RevokedFrom, "seal found cut"));
        AttackTable.Reads($"Meter CM-0001 was opened on 2023-09-01 00:00:00 UTC: seal found cut. Its certificate {Certificate} ends there: have it calibrated again.",
            host.FailingCheckOf(Received(host, _meter.Run())));
    }

    private static AttackedHost Certified(TestMeter meter, TestChain chain)
    {
        var host = new AttackedHost(meter);
        host.Learn(chain.Facts());
        return host;
    }

    private static byte[] HashOf(int currentFullScaleMilliamperes) => ParameterSetCodec.Hash(ParameterSetCodec.Encode(new ParameterSet
    {
        Id = "CM-0001-1", FrontEnd = "ADE7953", VoltageFullScaleMillivolts = 400_000,
        Channels = [new ChannelParameters { ChannelId = 1, CurrentFullScaleMilliamperes = currentFullScaleMilliamperes }],
    }));

    private static Dictionary<ChainCheck, CheckResult> Failing(AttackedHost host, SignedRecord record) =>
        host.VerdictOn(record).Checks.Where(check => check.Outcome != Outcome.Valid).ToDictionary(check => check.Check);

    private AttackedHost Certified(TestChain chain) => Certified(_meter, chain);

    private SignedRecord Received(AttackedHost host, SignedRecord record)
    {
        host.Accept(_meter, record);
        return record;
    }
}
