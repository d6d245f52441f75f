using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Storage;

/// <summary>
/// How much of what is refused a ledger keeps of each meter. Messages that the meter's key did not sign may take half of it, so
/// that nobody without the key can push evidence out.
/// </summary>
public sealed class LedgerLimits
{
    /// <summary>Refused messages kept of a meter, 2 to 1 000 000. The default holds a hundred days of records of fifteen minutes.</summary>
    public int QuarantineMessagesMax { get; set; } = 10_000;

    /// <summary>Bytes of refused messages kept of a meter, 64 KiB to 64 GiB; 64 MiB by default.</summary>
    public long QuarantineBytesMax { get; set; } = 64L << 20;

    /// <summary>Throws where a limit is outside its range.</summary>
    internal LedgerLimits Validated()
    {
        Require.InRange(QuarantineMessagesMax, 2, 1_000_000, nameof(QuarantineMessagesMax));
        Require.InRange(QuarantineBytesMax, 64L << 10, 64L << 30, nameof(QuarantineBytesMax));
        return this;
    }

    /// <summary>Whether one more message would exceed what may be kept beside so many of so many bytes.</summary>
    internal bool IsFull(long messages, long bytes, int addedBytes, QuarantineReason reason)
    {
        int share = QuarantineReasons.IsSigned(reason) ? 1 : 2;
        return messages >= QuarantineMessagesMax / share || bytes + addedBytes > QuarantineBytesMax / share;
    }
}
