using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Domain.Balance;

/// <summary>A park's energy in one slot.</summary>
/// <param name="StartUnixSeconds">Start, UTC.</param>
/// <param name="LengthSeconds">Length.</param>
/// <param name="Flows">The sums over all counted meters that measured in it.</param>
/// <param name="MeasuringMeters">Counted meter channels that measured anything in it.</param>
/// <param name="IsWhole">Whether every counted meter channel measured the slot from beginning to end.</param>
public sealed record ParkSlot(
    long StartUnixSeconds, int LengthSeconds, ParkFlows Flows, int MeasuringMeters, bool IsWhole);

/// <summary>Sorts the slots of meters into slots of a park.</summary>
public static class ParkSeries
{
    /// <summary>Seconds of an hour.</summary>
    public const int HourSeconds = 3600;

    /// <summary>Seconds of a day.</summary>
    public const int DaySeconds = 86_400;

    /// <summary>
    /// The park's slots of a length, ascending; a slot in which no counted meter measured is left out, never filled in.
    /// Each meter's slot goes where its start falls, so meter slots must not be longer than the length asked for.
    /// </summary>
    /// <param name="nodes">The park's nodes.</param>
    /// <param name="slots">Slots of the park's meters, in any order; those of other meters are ignored.</param>
    /// <param name="lengthSeconds">Length of the park's slots, s, 1 to 86 400.</param>
    /// <param name="offsetSeconds">What to add to UTC before cutting: the park's clock for days, 0 for shorter slots.</param>
    public static IReadOnlyList<ParkSlot> Of(
        IReadOnlyList<Node> nodes, IEnumerable<EnergySlot> slots, int lengthSeconds, int offsetSeconds = 0)
    {
        Require.InRange(lengthSeconds, 1, DaySeconds, nameof(lengthSeconds));
        Require.InRange(offsetSeconds, -DaySeconds, DaySeconds, nameof(offsetSeconds));
        var counted = ParkTree.Counted(nodes).ToDictionary(node => (node.MeterId!, node.ChannelId));
        var sums = new SortedDictionary<long, Sum>();
        foreach (var slot in slots)
        {
            if (!counted.TryGetValue((slot.MeterId, slot.ChannelId), out var node)) continue;
            Require.That(slot.LengthSeconds <= lengthSeconds, "a meter's slot is longer than the park's");
            var start = StartOf(slot.StartUnixSeconds, lengthSeconds, offsetSeconds);
            if (!sums.TryGetValue(start, out var sum)) sums.Add(start, sum = new Sum());
            sum.Add(node, slot);
        }
        return sums.Select(pair => new ParkSlot(pair.Key, lengthSeconds, pair.Value.Flows, pair.Value.Measuring,
            pair.Value.Whole(lengthSeconds) == counted.Count)).ToList();
    }

    /// <summary>Start of the slot a moment falls into.</summary>
    public static long StartOf(long unixSeconds, int lengthSeconds, int offsetSeconds)
    {
        var shifted = unixSeconds + offsetSeconds;
        var remainder = shifted % lengthSeconds;
        return shifted - (remainder < 0 ? remainder + lengthSeconds : remainder) - offsetSeconds;
    }

    private sealed class Sum
    {
        private readonly Dictionary<string, long> _measuredMs = [];

        public ParkFlows Flows { get; private set; } = new();

        public int Measuring => _measuredMs.Count;

        public int Whole(int lengthSeconds) => _measuredMs.Values.Count(ms => ms >= lengthSeconds * 1000L);

        public void Add(Node node, EnergySlot slot)
        {
            Flows += ParkFlows.Of(node, slot);
            _measuredMs[node.Id] = _measuredMs.GetValueOrDefault(node.Id) + slot.MeasuredMs;
        }
    }
}
