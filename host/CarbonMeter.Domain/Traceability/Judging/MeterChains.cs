using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>A certificate of a meter with its way to the top, and what was found whenever something was measured.</summary>
internal sealed class MeterChain
{
    private readonly Lazy<IReadOnlyList<ChannelUncertainty>> _channels;

    internal MeterChain(ChainWalk walk, Findings found, CheckResult? warning)
    {
        (Walk, Found) = (walk, found);
        Warnings = warning is null ? [.. walk.Warnings] : [warning, .. walk.Warnings];
        _channels = new Lazy<IReadOnlyList<ChannelUncertainty>>(() => ChannelParts.Channels(walk));
    }

    internal ChainWalk Walk { get; }

    /// <summary>What was found of the meter's certificate itself.</summary>
    internal Findings Found { get; }

    internal IReadOnlyList<CheckResult> Warnings { get; }

    /// <summary>Uncertainty by channel; to be asked only of a sound chain of active energy.</summary>
    internal IReadOnlyList<ChannelUncertainty> Channels => _channels.Value;

    internal CertificateView View => Walk.Nodes[0].View;
}

/// <summary>The certificates of a meter for one quantity, and which of them counts when (section 2 of chain.md).</summary>
internal sealed class MeterChains
{
    private readonly List<MeterChain> _counting = [];
    private readonly List<MeterChain> _void = [];

    private MeterChains(string quantity) => Quantity = quantity;

    internal string Quantity { get; }

    internal IEnumerable<MeterChain> All => _counting.Concat(_void);

    /// <summary>The quantities of a meter with their certificates; active energy is always among them.</summary>
    internal static IReadOnlyList<MeterChains> Of(TraceabilityKnowledge knowledge, string meterId)
    {
        KnownCertificate[] certificates = [.. knowledge.CertificatesOf(meterId).Where(known => known.Certificate is not null)];
        bool measuresGas = certificates.Any(
            known => known.Certificate!.Tables.Any(table => table.Quantity == Quantities.CarbonDioxideFraction));
        KnownCertificate[] electric = With(certificates, Quantities.ActiveEnergy);
        // A meter whose certificates all speak of something else is told so, by check 15.
        var energy = Of(knowledge, meterId, electric.Length > 0 ? electric : certificates, Quantities.ActiveEnergy);
        if (!measuresGas) return [energy];
        var gas = With(certificates, Quantities.CarbonDioxideFraction);
        return [energy, Of(knowledge, meterId, gas, Quantities.CarbonDioxideFraction)];
    }

    /// <summary>The chain that counts for what is measured at a moment; before the first one, the first; null: there is none.</summary>
    internal MeterChain? At(long unixSeconds) =>
        Last(_counting, unixSeconds) ?? Last(_void, unixSeconds) ?? _counting.FirstOrDefault() ?? _void.FirstOrDefault();

    private static KnownCertificate[] With(KnownCertificate[] certificates, string quantity) =>
        [.. certificates.Where(known => QuantityFigures.Has(known.Certificate!, quantity))];

    private static MeterChains Of(TraceabilityKnowledge knowledge, string meterId, KnownCertificate[] certificates, string quantity)
    {
        var instrument = knowledge.Instruments.GetValueOrDefault(meterId);
        var chains = new MeterChains(quantity);
        CertificateView[] views = [.. certificates.Select(known => new CertificateView(knowledge, known, quantity))
            .OrderBy(view => view.Certificate.PerformedTo).ThenBy(view => view.Certificate.PerformedFrom)
            .ThenBy(view => view.Certificate.IssuedOn ?? view.Certificate.PerformedTo)
            .ThenBy(view => view.Known.ReceivedAtUnixMs).ThenBy(view => view.Known.Number)];
        CertificateView[] counting = [.. views.Where(view => !view.IsVoid)];
        var cadence = new CadenceCheck(counting);
        var (before, after) = Neighbours(counting);
        for (int index = 0; index < counting.Length; index++)
            chains._counting.Add(Chain(knowledge, counting[index], instrument, before[index], after[index], cadence));
        foreach (var view in views.Where(view => view.IsVoid))
            chains._void.Add(Chain(knowledge, view, instrument, null, null, null));
        return chains;
    }

    private static MeterChain Chain(TraceabilityKnowledge knowledge, CertificateView view, Instrument? instrument,
        CertificateView? before, CertificateView? after, CadenceCheck? cadence)
    {
        var found = new Findings();
        int classLimitPpm = view.Quantity == Quantities.ActiveEnergy ? instrument?.ClassLimitPpm ?? 0 : 0;
        MeterChecks.Judge(view, instrument, found);
        DriftCheck.Judge(view, before, classLimitPpm, found);
        cadence?.Judge(view, found);
        var warning = after is null ? null : DriftCheck.OfMeter(view, after, classLimitPpm);
        return new MeterChain(ChainWalk.From(knowledge, view), found, warning);
    }

    // The calibrations before and after each one; a report issued anew is no calibration of its own.
    private static (CertificateView?[] Before, CertificateView?[] After) Neighbours(CertificateView[] sorted)
    {
        var (before, after) = (new CertificateView?[sorted.Length], new CertificateView?[sorted.Length]);
        for (int index = 1; index < sorted.Length; index++)
            before[index] = IsSameDay(sorted[index - 1], sorted[index]) ? before[index - 1] : sorted[index - 1];
        for (int index = sorted.Length - 2; index >= 0; index--)
            after[index] = IsSameDay(sorted[index + 1], sorted[index]) ? after[index + 1] : sorted[index + 1];
        return (before, after);
    }

    private static bool IsSameDay(CertificateView a, CertificateView b) => a.Certificate.PerformedTo == b.Certificate.PerformedTo;

    private static MeterChain? Last(List<MeterChain> sorted, long unixSeconds)
    {
        int low = 0, high = sorted.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle].View.From <= unixSeconds) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? null : sorted[low - 1];
    }
}
