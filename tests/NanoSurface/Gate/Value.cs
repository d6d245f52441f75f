namespace CarbonMeter.NanoSurface.Gate;

/// <summary>What the flow analysis knows of a value on the evaluation stack.</summary>
internal abstract record Value
{
    public static readonly Value Unknown = new UnknownValue();

    private sealed record UnknownValue : Value;
}

internal sealed record Constant(long Number) : Value;

/// <summary>
/// A value that can be named again: an argument, a local, a static, or a field or property of one, as
/// <c>arg0.~_divisor</c>. A tilde marks what a call may change behind the method's back.
/// </summary>
internal sealed record Place(string Key) : Value
{
    public Place Member(string name, bool isSteady) => new($"{Key}.{(isSteady ? "" : "~")}{name}");

    public static bool MayChangeInCall(string key) => key.Contains('~', StringComparison.Ordinal);

    /// <summary>Whether <paramref name="key"/> is this place or a part of it.</summary>
    public bool Covers(string key) => key == Key || key.StartsWith(Key + ".", StringComparison.Ordinal);
}

/// <summary>The address of a place; a call that gets it may write there.</summary>
internal sealed record Address(Place Target) : Value;

internal enum Relation { Equal, Greater, GreaterUnsigned }

/// <summary>A comparison, or its opposite.</summary>
internal sealed record Comparison(Relation Relation, Value Left, Value Right, bool Negated = false) : Value
{
    /// <summary>The places that cannot be zero where this condition has the stated outcome.</summary>
    public static IEnumerable<string> NonZeroWhen(Value condition, bool outcome)
    {
        if (condition is Place place) return outcome ? [place.Key] : [];
        if (condition is not Comparison comparison) return [];
        bool holds = outcome != comparison.Negated;
        return (comparison.Left, comparison.Right) switch
        {
            // The compiler writes !condition as a comparison of the condition with zero.
            (Comparison inner, Constant { Number: 0 }) when comparison.Relation == Relation.Equal => NonZeroWhen(inner, !holds),
            (Place left, Constant { Number: var right }) when LeftIsNonZero(comparison.Relation, right, holds) => [left.Key],
            (Constant { Number: var left }, Place right) when RightIsNonZero(comparison.Relation, left, holds) => [right.Key],
            (Place left, Place) when comparison.Relation == Relation.GreaterUnsigned && holds => [left.Key],
            _ => [],
        };
    }

    private static bool LeftIsNonZero(Relation relation, long right, bool holds) => (relation, holds) switch
    {
        (Relation.Equal, true) => right != 0,
        (Relation.Equal, false) => right == 0,
        (Relation.Greater, true) => right >= 0,
        (Relation.Greater, false) => right < 0,
        (_, true) => true,
        _ => false,
    };

    private static bool RightIsNonZero(Relation relation, long left, bool holds) => (relation, holds) switch
    {
        (Relation.Equal, true) => left != 0,
        (Relation.Equal, false) => left == 0,
        (Relation.Greater, true) => left <= 0,
        (Relation.Greater, false) => left > 0,
        (_, false) => left != 0,
        _ => false,
    };
}
