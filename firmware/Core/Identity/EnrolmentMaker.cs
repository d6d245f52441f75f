using CarbonMeter.Crypto;
using CarbonMeter.Firmware.SerialConsole;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Identity;

/// <summary>Makes the request by which a meter introduces itself to a host: docs/formats/enrolment.md.</summary>
public sealed class EnrolmentMaker : IEnrolment
{
    private readonly string _boardName;
    private readonly string _firmwareId;
    private readonly ISecureElement? _element;
    private readonly ITimeSource _clock;

    /// <summary>For a board with its firmware, its secure element where it has one, and whoever may know the time.</summary>
    public EnrolmentMaker(string boardName, string firmwareId, ISecureElement? element, ITimeSource clock)
    {
        Require.NotNull(boardName, nameof(boardName));
        Require.NotNull(firmwareId, nameof(firmwareId));
        Require.NotNull(clock, nameof(clock));
        _boardName = boardName;
        _firmwareId = firmwareId;
        _element = element;
        _clock = clock;
    }

    /// <inheritdoc/>
    public byte[]? Request(ISigner signer, string meterId)
    {
        Enrolment enrolment = new Enrolment
        {
            MeterId = meterId,
            PublicKey = signer.PublicKey,
            KeyClass = signer.KeyClass,
            BoardName = _boardName,
            FirmwareId = _firmwareId,
            MadeAtUnixMs = Reading.Missing,
        };
        if (signer.KeyClass == KeyClass.SecureElement)
        {
            if (_element == null || !_element.TryReadSerial(out byte[] serial)) return null;
            enrolment.SecureElementSerial = serial;
        }
        if (_clock.TryRead(out long unixMs) && unixMs >= 0 && unixMs <= MeterRecord.UnixMsMax) enrolment.MadeAtUnixMs = Reading.Of(unixMs);
        return CoseSign1.TryEncode(EnrolmentCodec.EncodePayload(enrolment), signer, out byte[] message) ? message : null;
    }
}
