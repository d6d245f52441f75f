using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Balance;
using CarbonMeter.Domain.Green;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;

namespace CarbonMeter.Domain.Certified;

/// <summary>Adds judged slots up to the certified part of a park's figures.</summary>
internal sealed class CertifiedSums
{
    private static readonly UncertainAmount Nothing = new(0, []);

    private readonly Dictionary<(string MeterId, int ChannelId), Node> _counted;
    private readonly IReadOnlySet<long> _wholeHours;
    private readonly Func<EnergySlot, int?> _factorUncertaintyPpm;
    private readonly CalibratedChannels _calibrated = new();
    private readonly Dictionary<Node, (UncertainSum Import, UncertainSum Export)> _meters = [];
    private readonly Dictionary<long, (UncertainSum Green, UncertainSum Load)> _hours = [];
    private readonly UncertifiedSums _uncertified = new();
    private readonly UncertainSum _balanceIn = new(), _balanceOut = new(), _carbon = new(), _factors = new();
    private Int128 _carbonWithoutStatement, _uncertifiedLoad, _uncertifiedGreen;
    private bool _isBalanceCertified = true;

    /// <param name="nodes">The park's nodes.</param>
    /// <param name="series">Its hours: which of them the balance is drawn over.</param>
    /// <param name="factorUncertaintyPpm">Standard uncertainty stated for the factor of a slot's carbon, ppm; null: none.</param>
    internal CertifiedSums(
        IReadOnlyList<Node> nodes, IReadOnlyList<ParkSlot> series, Func<EnergySlot, int?> factorUncertaintyPpm)
    {
        _counted = ParkTree.Counted(nodes).ToDictionary(node => (node.MeterId!, node.ChannelId));
        _wholeHours = series.Where(slot => slot.IsWhole).Select(slot => slot.StartUnixSeconds).ToHashSet();
        _factorUncertaintyPpm = factorUncertaintyPpm;
        foreach (var node in _counted.Values) _meters.Add(node, (new(), new()));
    }

    /// <summary>Adds a slot; that of a meter that does not count is ignored.</summary>
    internal void Add(JudgedSlot judged)
    {
        var slot = judged.Slot;
        if (!_counted.TryGetValue((slot.MeterId, slot.ChannelId), out var node)) return;
        bool isEmpty = slot.ImportMilliwattHours == 0 && slot.ExportMilliwattHours == 0;
        if (isEmpty) return;
        long hour = ParkSeries.StartOf(slot.StartUnixSeconds, ParkSeries.HourSeconds, 0);
        if (!_calibrated.TryGet(judged, out var channel, out var reason))
        {
            _uncertified.Add(node, slot, reason);
            _isBalanceCertified &= !_wholeHours.Contains(hour);
            if (Flows.IsGreen(node)) _uncertifiedGreen += slot.ExportMilliwattHours;
            if (node.Role != NodeRole.Load) return;
            // Load that is not certified is load all the same, without parts.
            _uncertifiedLoad += slot.ImportMilliwattHours;
            HourOf(hour).Load.Add(Nothing with { Value = slot.ImportMilliwattHours });
            return;
        }
        var import = channel.Of(slot.ImportMilliwattHours, slot.MeasuredMs, slot.Load!);
        var export = channel.Of(slot.ExportMilliwattHours, slot.MeasuredMs, slot.Load!);
        AddCertified(node, hour, import, export);
        if (node.Role == NodeRole.GridConnection) AddCarbon(slot, import);
    }

    /// <summary>What it adds up to.</summary>
    internal CertifiedSummary Summary(GreenRules rules) => new(
        FlowSums().ToDictionary(pair => pair.Key, pair => pair.Value.Expanded),
        CarbonUncertainty.Of(_carbon, _factors, _carbonWithoutStatement), Share(rules),
        _isBalanceCertified ? Balance().Expanded.Expanded : null,
        [.. _meters.Select(pair => new CertifiedMeter(pair.Key, pair.Value.Import.Expanded, pair.Value.Export.Expanded))],
        _uncertified.All());

    private void AddCertified(Node node, long hour, UncertainAmount import, UncertainAmount export)
    {
        _meters[node].Import.Add(import);
        _meters[node].Export.Add(export);
        if (Flows.IsGreen(node)) HourOf(hour).Green.Add(export);
        if (node.Role == NodeRole.Load) HourOf(hour).Load.Add(import);
        if (!_wholeHours.Contains(hour)) return;
        (Flows.Leaves(Flows.OfImport(node)) ? _balanceOut : _balanceIn).Add(import);
        (Flows.Leaves(Flows.OfExport(node)) ? _balanceOut : _balanceIn).Add(export);
    }

    // A sum of sums is the sum, so what flows is added up of the meters at the end.
    private Dictionary<Flow, UncertainSum> FlowSums()
    {
        var flows = Flows.All.ToDictionary(flow => flow, _ => new UncertainSum());
        foreach (var (node, (import, export)) in _meters)
        {
            flows[Flows.OfImport(node)].Add(import);
            flows[Flows.OfExport(node)].Add(export);
            if (Flows.IsGreen(node)) flows[Flow.Green].Add(export);
        }
        return flows;
    }

    private UncertainSum Balance()
    {
        var balance = new UncertainSum();
        balance.Add(_balanceIn);
        balance.Subtract(_balanceOut);
        return balance;
    }

    private void AddCarbon(EnergySlot slot, UncertainAmount import)
    {
        if (slot.CarbonNanograms == 0) return;
        // 1 ng per mWh is 1 mg per kWh. Rounded up for the parts; the carbon itself is the ledger's.
        long intensity = (long)Exact.CeilingDivide(slot.CarbonNanograms, slot.ImportMilliwattHours);
        _carbon.Add(import.Times(intensity) with { Value = slot.CarbonNanograms });
        if (_factorUncertaintyPpm(slot) is { } ppm) _factors.Add(CarbonUncertainty.FactorPart(slot.CarbonNanograms, ppm));
        else _carbonWithoutStatement += slot.CarbonNanograms;
    }

    private CertifiedShare Share(GreenRules rules)
    {
        UncertainSum green = new(), load = new(), matched = new();
        foreach (var hour in _hours.Values)
        {
            green.Add(hour.Green);
            load.Add(hour.Load);
            matched.Add(hour.Green.Value < hour.Load.Value ? hour.Green : hour.Load);
        }
        ShareBand? volumetric = ShareBand.Of(green, load), hourly = ShareBand.Of(matched, load);
        return new CertifiedShare(green.Value, _uncertifiedGreen, load.Value, _uncertifiedLoad, matched.Value, volumetric, hourly,
            ClassOf(volumetric, rules), ClassOf(hourly, rules));
    }

    // What is not known of the load cannot be known of a share of it, and green generation that is not certified might lift it.
    private CertainClass ClassOf(ShareBand? band, GreenRules rules)
    {
        if (band is null) return new CertainClass(null, false);
        var judged = band.Judge(rules);
        bool isHighest = judged.ClassId is not null && judged.ClassId == rules.Classes[0].Id;
        return judged with { IsCertain = judged.IsCertain && _uncertifiedLoad == 0 && (_uncertifiedGreen == 0 || isHighest) };
    }

    private (UncertainSum Green, UncertainSum Load) HourOf(long hour)
    {
        if (!_hours.TryGetValue(hour, out var sums)) _hours.Add(hour, sums = (new(), new()));
        return sums;
    }
}
