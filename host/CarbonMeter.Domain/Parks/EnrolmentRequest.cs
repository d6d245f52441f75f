using System;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Records;

namespace CarbonMeter.Domain.Parks;

/// <summary>
/// A meter's request to be registered (docs/formats/enrolment.md) that is what it should be and is signed with the key it holds. Key class,
/// board and firmware in it are the meter's own word.
/// </summary>
/// <param name="Content">What it says.</param>
/// <param name="Bytes">The signed message, as it came.</param>
public sealed record EnrolmentRequest(Enrolment Content, byte[] Bytes)
{
    /// <summary>The fingerprint of its key, 64 lower-case hexadecimal digits.</summary>
    public string Fingerprint => Convert.ToHexStringLower(KeyFingerprint.Of(Content.PublicKey));

    /// <summary>Reads a request; null, and why in words, where these bytes are none that a host may take.</summary>
    public static EnrolmentRequest? Read(byte[] bytes, out string refused)
    {
        if (!CoseSign1.TryParse(bytes, out var message, out var cose))
        {
            refused = $"it is no signed message ({cose})";
            return null;
        }
        var content = EnrolmentCodec.DecodePayload(message!.Payload, out var status);
        if (content is null)
        {
            refused = $"it is no enrolment request ({status})";
            return null;
        }
        using var verifier = new PlatformVerifier(content.PublicKey);
        var isSigned = message.IsSignedBy(verifier);
        refused = isSigned ? "" : "it is not signed with the key it holds: it was changed on the way, or made by somebody who has not that key";
        return isSigned ? new EnrolmentRequest(content, bytes) : null;
    }
}
