using System;
using System.Linq;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>What a table is about: what the nearest of the elements around it that says so says.</summary>
internal sealed record DccSubject
{
    private AdjustmentStatus _status;
    private DccElement? _contradiction;

    /// <summary>Quantity by our own kind word; empty where none is named.</summary>
    internal string Quantity { get; private init; } = "";

    /// <summary>Channel, 1 to 8; 0 where none is named.</summary>
    internal int ChannelId { get; private init; }

    /// <summary>Before or after an adjustment.</summary>
    /// <exception cref="CertificateException">It is said to be both.</exception>
    internal AdjustmentStatus RequireStatus() => _contradiction is null ? _status
        : throw _contradiction.Error("says before and after an adjustment at once, so its tables cannot be told apart");

    /// <summary>What holds within an element.</summary>
    internal DccSubject Within(DccElement element)
    {
        var subject = this;
        var own = element.RefTypes.Where(DccNames.IsOwn)
            .ToLookup(word => word.StartsWith(DccNames.OwnChannel, StringComparison.Ordinal));
        if (own.Count > 0)
        {
            if (own[true].Count() > 1 || own[false].Count() > 1)
                throw element.Error("names more than one quantity or channel in its refType");
            subject = subject with
            {
                Quantity = own[false].Select(DccNames.Quantity).FirstOrDefault(""),
                ChannelId = own[true].Select(word => Channel(element, word)).FirstOrDefault(),
            };
        }
        var conditions = element.Maybe("influenceConditions")?.All("influenceCondition") ?? [];
        var said = element.RefTypes.Concat(conditions.Select(each => each.Maybe("status")?.Text ?? ""))
            .Select(Status).OfType<AdjustmentStatus>().Distinct().ToList();
        return said.Count == 0 ? subject : subject with { _status = said[0], _contradiction = said.Count == 1 ? null : element };
    }

    private static int Channel(DccElement element, string word) =>
        word.AsSpan(DccNames.OwnChannel.Length) is [>= '1' and <= '8' and var digit] ? digit - '0'
        : throw element.Error($"names a channel {DccElement.Quote(word)}; they are {DccNames.OwnChannel}1 to {DccNames.OwnChannel}8");

    private static AdjustmentStatus? Status(string word)
    {
        if (Ends(DccNames.BeforeAdjustment) || Ends("beforeRepair")) return AdjustmentStatus.AsFound;
        return Ends(DccNames.AfterAdjustment) || Ends("afterRepair") ? AdjustmentStatus.AsLeft : null;

        bool Ends(string end) => word.EndsWith(end, StringComparison.OrdinalIgnoreCase);
    }
}
