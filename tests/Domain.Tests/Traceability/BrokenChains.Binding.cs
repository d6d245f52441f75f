using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Domain.Traceability;

// Checks 22 to 24.
internal static partial class BrokenChains
{
    private static IEnumerable<BrokenChain> Binding =>
    [
        CannotTell("the certificate names no meter id, parameter set, key and firmware", ChainCheck.ParameterSetBound, "binding-not-stated",
            chain => chain.Meter.Change(certificate => certificate with { Meter = null })),
        Invalid("the record was made under another parameter set", ChainCheck.ParameterSetBound, "parameter-set-other",
            chain => chain.Binding = chain.Binding with { ParameterSetHash = OtherHash }),
        Invalid("the certificate names what is no hash as the parameter set", ChainCheck.ParameterSetBound, "parameter-set-other",
            chain => chain.Meter.Change(certificate => certificate with { Meter = certificate.Meter! with { ParameterSetHash = [] } })),

        CannotTell("no firmware is approved yet", ChainCheck.FirmwareApproved, "firmware-register-empty", chain => chain.KnowsFirmware = false),
        Invalid("the firmware is not approved", ChainCheck.FirmwareApproved, "firmware-not-approved", chain =>
        {
            chain.KnowsFirmware = false;
            chain.Further.Add(new FirmwareApproved("test-2"));
        }),
        Invalid("the firmware's approval was withdrawn before the record", ChainCheck.FirmwareApproved, "firmware-withdrawn",
            chain => chain.Further.Add(new FirmwareWithdrawn(chain.Binding.FirmwareId, TestChain.Day(2023, 9, 1), "counts twice"))),

        CannotTell("no key of the meter is registered", ChainCheck.KeyRegistered, "key-register-empty", chain => chain.KnowsKey = false),
        Invalid("the record is signed with a key that is none of the meter's", ChainCheck.KeyRegistered, "key-not-registered", chain =>
        {
            chain.KnowsKey = false;
            chain.Further.Add(new KeyEnrolled(chain.MeterId, OtherKey, 1, null));
        }),
        Invalid("the key is another meter's too", ChainCheck.KeyRegistered, "key-of-other-meter",
            chain => chain.Further.Add(new KeyEnrolled("CM-CLONE", chain.PublicKey, 1, null))),
        Invalid("the key was revoked before the record", ChainCheck.KeyRegistered, "key-revoked",
            chain => chain.Further.Add(new KeyRevoked(chain.MeterId, chain.Binding.PublicKeyHash, TestChain.Day(2023, 9, 1), "board stolen"))),
        Invalid("the certificate is of a meter with another key", ChainCheck.KeyRegistered, "key-not-certified",
            chain => chain.Meter.Change(certificate => certificate with { Meter = certificate.Meter! with { PublicKeyHash = OtherHash } })),
        CannotTell("the key was replaced without the word of the old one", ChainCheck.KeyRegistered, "key-replaced-unconfirmed", chain =>
        {
            chain.Further.Add(new KeyEnrolled(chain.MeterId, OtherKey, 100, null));
            chain.Binding = chain.Binding with { PublicKeyHash = HashOf(OtherKey) };
        }),
        CannotTell("the key was announced by one that had been stolen", ChainCheck.KeyRegistered, "key-announced-by-revoked", chain =>
        {
            chain.Further.Add(new KeyEnrolled(chain.MeterId, OtherKey, 100, HashOf(OtherKey)));
            chain.Further.Add(new KeyRevoked(chain.MeterId, chain.Binding.PublicKeyHash, TestChain.Day(2023, 2, 1), "board stolen"));
            chain.Binding = chain.Binding with { PublicKeyHash = HashOf(OtherKey) };
        }),
    ];
}
