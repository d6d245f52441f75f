using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Domain.Certified;

/// <summary>Energy that is not certified, by channel and by what keeps it out.</summary>
internal sealed class UncertifiedSums
{
    private readonly Dictionary<(string NodeId, string Reason), UncertifiedEnergy> _sums = [];

    internal void Add(Node node, EnergySlot slot, CheckResult? reason)
    {
        long end = slot.StartUnixSeconds + slot.LengthSeconds;
        var key = (node.Id, reason is null ? "" : $"{reason.Reason}\n{string.Join('\n', reason.Arguments)}");
        var sum = _sums.GetValueOrDefault(key) ?? new UncertifiedEnergy(node, reason, 0, 0, slot.StartUnixSeconds, end);
        _sums[key] = sum with
        {
            ImportMilliwattHours = sum.ImportMilliwattHours + slot.ImportMilliwattHours,
            ExportMilliwattHours = sum.ExportMilliwattHours + slot.ExportMilliwattHours,
            FromUnixSeconds = Math.Min(sum.FromUnixSeconds, slot.StartUnixSeconds),
            ToUnixSeconds = Math.Max(sum.ToUnixSeconds, end),
        };
    }

    /// <summary>The largest amount first.</summary>
    internal IReadOnlyList<UncertifiedEnergy> All() =>
        [.. _sums.Values.OrderByDescending(sum => sum.ImportMilliwattHours + sum.ExportMilliwattHours)];
}
