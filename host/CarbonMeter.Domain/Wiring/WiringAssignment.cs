using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Wiring;

/// <summary>One way in which the CTs can hang: on which phase each is, and which way round.</summary>
public sealed class WiringAssignment : IEquatable<WiringAssignment>
{
    private readonly int[] _phases;
    private readonly bool[] _turned;

    /// <summary>CT number i + 1 is on phase phases[i] (0 to 2), and the wrong way round where turned[i].</summary>
    public WiringAssignment(IEnumerable<int> phases, IEnumerable<bool> turned)
    {
        _phases = [.. phases];
        _turned = [.. turned];
        Require.InRange(_phases.Length, 1, 3, "CTs");
        Require.That(_phases.Length == _turned.Length, "every CT has a phase and a direction");
    }

    /// <summary>The phase each CT is on, 0 to 2, CT1 first.</summary>
    public IReadOnlyList<int> Phases => _phases;

    /// <summary>Which CTs are the wrong way round, CT1 first.</summary>
    public IReadOnlyList<bool> Turned => _turned;

    /// <summary>Whether every CT is on the phase its channel is multiplied with and points the right way.</summary>
    public bool IsAsMeant(WiringQuestion question) => !_turned.Contains(true) && _phases.Select((phase, i) => phase == question.InputOf(i)).All(own => own);

    /// <summary>
    /// Every way to hang the CTs: with three phases one CT on each, 48 for three CTs; with one phase all on it, 2 for each CT.
    /// </summary>
    public static IEnumerable<WiringAssignment> All(int ctCount, int phaseCount)
    {
        var orders = phaseCount == 1 ? [new int[ctCount]] : Orders(ctCount).ToArray();
        return from order in orders
               from directions in Enumerable.Range(0, 1 << ctCount)
               select new WiringAssignment(order, Enumerable.Range(0, ctCount).Select(ct => (directions >> ct & 1) != 0));
    }

    private static IEnumerable<int[]> Orders(int ctCount) =>
        from number in Enumerable.Range(0, (int)Math.Pow(3, ctCount))
        let order = Enumerable.Range(0, ctCount).Select(ct => number / (int)Math.Pow(3, ct) % 3).ToArray()
        where order.Distinct().Count() == ctCount
        select order;

    /// <inheritdoc/>
    public bool Equals(WiringAssignment? other) => other is not null && _phases.SequenceEqual(other._phases) && _turned.SequenceEqual(other._turned);

    /// <inheritdoc/>
    public override bool Equals(object? other) => Equals(other as WiringAssignment);

    /// <inheritdoc/>
    public override int GetHashCode() => _phases.Zip(_turned).Aggregate(_phases.Length, (hash, ct) => hash * 7 + ct.First * 2 + (ct.Second ? 1 : 0));

    /// <summary>For example "CT1=L2- CT2=L1 CT3=L3": a minus marks a CT that is the wrong way round.</summary>
    public override string ToString() => string.Join(' ', _phases.Select((phase, ct) => $"CT{ct + 1}=L{phase + 1}{(_turned[ct] ? "-" : "")}"));
}
