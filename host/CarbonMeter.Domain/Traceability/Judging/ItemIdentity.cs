using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>Whether two descriptions are of one instrument.</summary>
/// <param name="Outcome">Cannot tell: there is no number by the same issuer on both sides.</param>
/// <param name="Left">What one side says, where they differ.</param>
/// <param name="Right">What the other says.</param>
internal readonly record struct ItemIdentity(Outcome Outcome, string Left, string Right)
{
    /// <summary>Issuer of a serial number.</summary>
    internal const string ManufacturerIssuer = "manufacturer";

    /// <summary>The best of several items: one of them has to be it.</summary>
    internal static ItemIdentity Among(
        IReadOnlyList<CalibratedItem> items, string? manufacturer, string? model, IReadOnlyList<Identification> numbers)
    {
        var best = new ItemIdentity(Outcome.CannotTell, "", "");
        for (int index = 0; index < items.Count; index++)
        {
            var found = Compare(items[index], manufacturer, model, numbers);
            if (index == 0 || found.Outcome < best.Outcome) best = found;
        }
        return best;
    }

    private static ItemIdentity Compare(
        CalibratedItem item, string? manufacturer, string? model, IReadOnlyList<Identification> numbers)
    {
        if (Differ(item.Manufacturer, manufacturer)) return new(Outcome.Invalid, item.Manufacturer!, manufacturer!);
        if (Differ(item.Model, model)) return new(Outcome.Invalid, item.Model!, model!);
        // The maker's number decides where both sides have it; others, such as an owner's, may change.
        string[] issuers = [.. item.Identifications.Select(number => number.Issuer).Intersect(numbers.Select(number => number.Issuer))];
        if (issuers.Contains(ManufacturerIssuer)) issuers = [ManufacturerIssuer];
        if (issuers.Length == 0) return new(Outcome.CannotTell, "", "");
        var (left, right) = (By(item.Identifications, issuers), By(numbers, issuers));
        return left.Intersect(right).Any() ? new(Outcome.Valid, "", "") : new(Outcome.Invalid, Numbers(left), Numbers(right));
    }

    private static bool Differ(string? left, string? right) => left is not null && right is not null
        && !left.Trim().Equals(right.Trim(), StringComparison.OrdinalIgnoreCase);

    private static Identification[] By(IReadOnlyList<Identification> numbers, string[] issuers) =>
        [.. numbers.Where(number => issuers.Contains(number.Issuer))];

    private static string Numbers(Identification[] numbers) => string.Join(", ", numbers.Select(number => number.Value));
}
