using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>Check 10: several certificates of a meter that cannot all be of calibrations that took place.</summary>
internal sealed class CadenceCheck
{
    private readonly Dictionary<CertificateView, CertificateView> _otherPeriod = [];
    private readonly Dictionary<CertificateView, CertificateView> _sameResults = [];

    internal CadenceCheck(CertificateView[] counting)
    {
        if (counting.Length < 2) return;
        foreach (var group in counting.GroupBy(view => (view.Certificate.PerformedFrom, view.Certificate.PerformedTo)))
            Pair(group, view => view.Certificate.ValidUntil, _otherPeriod);
        foreach (var group in counting.Where(view => view.Figures.Tables.Count > 0).GroupBy(view => Results(view.Figures)))
            Pair(group, view => (view.Certificate.PerformedFrom, view.Certificate.PerformedTo), _sameResults);
    }

    internal void Judge(CertificateView view, Findings findings)
    {
        string days = Days.Text(view.Certificate.PerformedTo);
        if (_otherPeriod.TryGetValue(view, out var other))
            findings.Invalid(ChainCheck.PlausibleCadence, Reason.OneCalibrationTwoPeriods, view, other.Id, days);
        else if (_sameResults.TryGetValue(view, out other))
            findings.Invalid(ChainCheck.PlausibleCadence, Reason.SameResultsOtherDays, view, days, other.Id,
                Days.Text(other.Certificate.PerformedTo));
    }

    // Each of a group with one that differs from it: the first, or for those like the first, the first unlike it.
    private static void Pair<T>(
        IEnumerable<CertificateView> group, Func<CertificateView, T> of, Dictionary<CertificateView, CertificateView> pairs)
    {
        CertificateView[] all = [.. group];
        var unlike = Array.Find(all, view => !Equals(of(view), of(all[0])));
        if (unlike is null) return;
        foreach (var view in all) pairs[view] = Equals(of(view), of(all[0])) ? unlike : all[0];
    }

    private static string Results(QuantityFigures figures)
    {
        var text = new StringBuilder();
        foreach (var table in figures.Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"{table.ChannelId} {table.Status} {table.Unit} {table.ErrorUnit}\n");
            foreach (var point in table.Points)
                foreach (decimal figure in new[] { point.Reference, point.Error, point.ExpandedUncertainty, point.CoverageFactor })
                    text.Append(CultureInfo.InvariantCulture, $"{Plain(figure)} ");
        }
        return text.ToString();
    }

    // A trailing zero makes no other result.
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
