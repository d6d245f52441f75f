using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Identity;
using CarbonMeter.Firmware.Tests.Drivers;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Core;

public class EnrolmentMakerTests
{
    private readonly AteccBench _bench = AteccBench.Locked();
    private readonly VirtualTimeSource _time;

    public EnrolmentMakerTests() { _time = new VirtualTimeSource(_bench.Clock); }

    [Fact]
    public void A_key_in_a_secure_element_introduces_itself_with_its_serial_number()
    {
        var store = new AteccKeyStore(_bench.Driver);
        Assert.True(store.TryMake(0, out byte[] publicKey));
        Assert.True(store.TryOpen(0, out var signer));
        var enrolment = Opened(Maker(_bench.Driver).Request(signer!, "CM-0007")!);
        Assert.Equal(("CM-0007", "carrier-1p", "carbonmeter-0.1.0", KeyClass.SecureElement),
            (enrolment.MeterId, enrolment.BoardName, enrolment.FirmwareId, enrolment.KeyClass));
        Assert.Equal(publicKey, enrolment.PublicKey);
        Assert.True(_bench.Driver.TryReadSerial(out byte[] serial));
        Assert.Equal(serial, enrolment.SecureElementSerial);
        Assert.InRange(_bench.Clock.NowMs - enrolment.MadeAtUnixMs.Value, 0, 1000);
    }

    [Fact]
    public void A_software_key_has_no_serial_number_and_an_unset_clock_no_time()
    {
        using var signer = PlatformSigner.Create(KeyClass.SoftwareWrapped);
        _time.IsAvailable = false;
        var enrolment = Opened(Maker(_bench.Driver).Request(signer, "CM-0007")!);
        Assert.Null(enrolment.SecureElementSerial);
        Assert.False(enrolment.MadeAtUnixMs.IsPresent);
    }

    [Fact]
    public void A_secure_element_that_does_not_answer_makes_no_request()
    {
        var store = new AteccKeyStore(_bench.Driver);
        Assert.True(store.TryMake(0, out _));
        Assert.True(store.TryOpen(0, out var signer));
        Assert.Null(Maker(null).Request(signer!, "CM-0007"));
        _bench.Chip.PowerOff();
        Assert.Null(Maker(_bench.Driver).Request(signer!, "CM-0007"));
    }

    private EnrolmentMaker Maker(ISecureElement? element) => new("carrier-1p", "carbonmeter-0.1.0", element, _time);

    private static Enrolment Opened(byte[] request)
    {
        Assert.True(CoseSign1.TryParse(request, out var message, out _));
        var enrolment = EnrolmentCodec.DecodePayload(message!.Payload, out var status);
        Assert.Equal(RecordStatus.Ok, status);
        using var verifier = new PlatformVerifier(enrolment!.PublicKey);
        Assert.True(message.IsSignedBy(verifier));
        return enrolment;
    }
}
