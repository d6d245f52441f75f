using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Units;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>Checks 11 to 13: whether the laboratory could do what it certifies.</summary>
internal static class CompetenceChecks
{
    private const decimal PpbPerPpm = 1_000m;

    private sealed record Usable(LaboratoryScope Scope, Extent Range, long CapabilityPpb);

    internal static void Judge(CertificateView view)
    {
        var (findings, certificate) = (view.Findings, view.Certificate);
        if (view.Laboratory is not { } laboratory)
        {
            if (certificate.LaboratoryCode is { } code)
                findings.CannotTell(ChainCheck.Accredited, Reason.LaboratoryUnknown, view, code);
            else
                findings.CannotTell(ChainCheck.Accredited, Reason.LaboratoryNotStated, view, certificate.LaboratoryName);
            SkipTheRest(findings);
            return;
        }
        if (laboratory.IsNationalInstitute && laboratory.Scopes.Count == 0)
        {
            foreach (var check in new[] { ChainCheck.Accredited, ChainCheck.WithinCapability, ChainCheck.MethodAllowed })
                findings.Valid(check, Reason.NationalInstitute, laboratory.Name);
            return;
        }
        var scopes = UsableScopes(view, laboratory);
        if (scopes.Count == 0) SkipTheRest(findings);
        else JudgePoints(view, laboratory, scopes);
    }

    private static void SkipTheRest(Findings findings)
    {
        findings.NotJudged(ChainCheck.WithinCapability, ChainCheck.Accredited);
        findings.NotJudged(ChainCheck.MethodAllowed, ChainCheck.Accredited);
    }

    private static List<Usable> UsableScopes(CertificateView view, Laboratory laboratory)
    {
        var certificate = view.Certificate;
        LaboratoryScope[] ofQuantity = [.. laboratory.Scopes.Where(scope => scope.Quantity == view.Quantity)];
        LaboratoryScope[] inForce = [.. ofQuantity.Where(
            scope => scope.AccreditedFrom <= certificate.PerformedFrom && certificate.PerformedTo <= scope.AccreditedTo)];
        var usable = inForce.Select(scope => Read(view, scope)).OfType<Usable>().ToList();
        if (ofQuantity.Length == 0)
            view.Findings.Invalid(ChainCheck.Accredited, Reason.QuantityNotAccredited, view, laboratory.Name, view.Quantity);
        else if (inForce.Length == 0)
            view.Findings.Invalid(ChainCheck.Accredited, Reason.NotAccreditedThen, view, laboratory.Name, view.Quantity,
                Days.Text(certificate.PerformedFrom), Days.Text(certificate.PerformedTo));
        else if (usable.Count == 0)
            view.Findings.CannotTell(ChainCheck.Accredited, Reason.ScopeUnitUnknown, view, laboratory.Name, inForce[0].Unit);
        return usable;
    }

    // The range of active energy is that of the current it is calibrated at.
    private static Usable? Read(CertificateView view, LaboratoryScope scope)
    {
        string quantity = view.Quantity == Quantities.ActiveEnergy ? Quantities.Current : view.Quantity;
        if (DsiUnit.Parse(scope.Unit) is not { } unit || QuantityUnits.Of(quantity)?.HasDimensionOf(unit) != true) return null;
        long capability = (ExactNumber.Of(scope.CapabilityPpm) * ExactNumber.Of(PpbPerPpm)).FloorToLong();
        return new Usable(scope, Extent.Of(scope.RangeFrom, scope.RangeTo, unit), capability);
    }

    private static void JudgePoints(CertificateView view, Laboratory laboratory, List<Usable> scopes)
    {
        foreach (var point in view.Figures.AsLeft)
        {
            bool isCovered = false;
            long leastPpb = long.MaxValue;
            foreach (var scope in scopes)
            {
                // A point without a current is what check 15 complains of.
                if (point.Axis is { } axis && !scope.Range.Holds(axis)) continue;
                isCovered = true;
                leastPpb = Math.Min(leastPpb, scope.CapabilityPpb);
            }
            if (!isCovered)
                view.Findings.Invalid(
                    ChainCheck.Accredited, Reason.RangeNotAccredited, view, laboratory.Name, point.Axis!.Value.Text);
            else if (point.StandardPpb is not null && point.ExpandedPpb < leastPpb)
                view.Findings.Invalid(ChainCheck.WithinCapability, Reason.BetterThanCapability, view, laboratory.Name,
                    Extent.Percent(point.ExpandedPpb), Extent.Percent(leastPpb));
        }
        JudgeMethod(view, laboratory, scopes);
    }

    private static void JudgeMethod(CertificateView view, Laboratory laboratory, List<Usable> scopes)
    {
        if (scopes.Exists(scope => scope.Scope.Methods.Count == 0)) return;
        var used = view.Certificate.Methods;
        string[] allowed = [.. scopes.SelectMany(scope => scope.Scope.Methods).Distinct()];
        if (used.Count == 0)
            view.Findings.CannotTell(ChainCheck.MethodAllowed, Reason.MethodNotStated, view);
        else if (!used.Any(method => allowed.Any(one => IsEdition(method, one))))
            view.Findings.Invalid(ChainCheck.MethodAllowed, Reason.MethodNotAllowed, view, laboratory.Name,
                string.Join(", ", used), string.Join(", ", allowed));
    }

    // "JJG 596" allows itself and its editions, "JJG 596-2012" and "JJG 596:2012", but not "JJG 5960".
    private static bool IsEdition(string method, string allowed)
    {
        var (used, name) = (Plain(method), Plain(allowed));
        return used.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && (used.Length == name.Length || used[name.Length] is '-' or ':' or '—');
    }

    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
