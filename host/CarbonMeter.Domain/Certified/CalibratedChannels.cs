using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;

namespace CarbonMeter.Domain.Certified;

/// <summary>The calibrated channels of verdicts, each made once, and why a slot is not covered by its own.</summary>
internal sealed class CalibratedChannels
{
    private readonly Dictionary<(ChainVerdict, int), CalibratedChannel?> _made = new(new ByReference());

    /// <summary>The calibration that covers a slot that carries energy, or what keeps it out of the certified sums.</summary>
    internal bool TryGet(JudgedSlot judged, [NotNullWhen(true)] out CalibratedChannel? channel, out CheckResult? reason)
    {
        (channel, reason) = (null, null);
        if (judged.Verdict is not { } verdict) return false;
        if (verdict.Outcome != Outcome.Valid)
        {
            reason = verdict.Checks.First(check => check.Outcome == verdict.Outcome);
            return false;
        }
        channel = Of(verdict, judged.Slot.ChannelId);
        var fault = LoadFaults.Of(channel, judged.Slot.Load);
        if (channel is not null && fault == LoadFault.None) return true;
        reason = LoadFaults.Check(fault, judged.Slot.ChannelId, verdict.Chain.FirstOrDefault()?.CertificateHash);
        return false;
    }

    /// <summary>Of judged slots those whose energy is certified.</summary>
    internal IEnumerable<EnergySlot> Certified(IEnumerable<JudgedSlot> slots) => slots
        .Where(judged => judged.Slot is { ImportMilliwattHours: 0, ExportMilliwattHours: 0 } || TryGet(judged, out _, out _))
        .Select(judged => judged.Slot);

    private CalibratedChannel? Of(ChainVerdict verdict, int channelId)
    {
        if (_made.TryGetValue((verdict, channelId), out var made)) return made;
        var figures = verdict.Channels.FirstOrDefault(channel => channel.ChannelId == channelId);
        return _made[(verdict, channelId)] = figures is null ? null : CalibratedChannel.Of(figures);
    }

    // Verdicts are large, and those that say the same are mostly the same object.
    private sealed class ByReference : IEqualityComparer<(ChainVerdict Verdict, int ChannelId)>
    {
        public bool Equals((ChainVerdict Verdict, int ChannelId) x, (ChainVerdict Verdict, int ChannelId) y) =>
            ReferenceEquals(x.Verdict, y.Verdict) && x.ChannelId == y.ChannelId;

        public int GetHashCode((ChainVerdict Verdict, int ChannelId) key) =>
            System.HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Verdict), key.ChannelId);
    }
}
