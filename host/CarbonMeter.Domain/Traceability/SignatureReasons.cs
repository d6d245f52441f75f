using System.Collections.Generic;

namespace CarbonMeter.Domain.Traceability;

/// <summary>
/// The reasons of a <see cref="SignatureVerdict"/>: keys, and the sentences they stand for. {0}, {1} are the verdict's
/// arguments: names, serial numbers, times (UTC) and names of elements.
/// </summary>
public static class SignatureReasons
{
    /// <summary>Valid, and every authority on the way has a revocation list that covers the time of signing.</summary>
    public const string Holds = "signature-holds";

    /// <summary>Valid, but the authorities {0} have no revocation list here.</summary>
    public const string HoldsWithoutRevocationList = "signature-holds-without-list";

    /// <summary>English and Chinese sentences by key.</summary>
    public static IReadOnlyDictionary<string, (string English, string Chinese)> Words { get; } =
        new Dictionary<string, (string English, string Chinese)>
        {
            [Holds] = ("The signature is intact and by a signer of the laboratory.", "签名完好,签名者属于该实验室。"),
            [HoldsWithoutRevocationList] = (
                "The signature is intact and by a signer of the laboratory; no revocation list of {0} is known here.",
                "签名完好,签名者属于该实验室;此处没有 {0} 的证书吊销列表。"),
        };
}
