using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;

namespace CarbonMeter.Storage;

/// <summary>What a registry refuses, whichever store it is kept in.</summary>
internal static class RegistryRules
{
    private const int UtcOffsetMinutesMax = 840;

    internal static void Check(Park park)
    {
        CheckId(park.Id, "park id");
        Require.InRange(park.UtcOffsetMinutes, -UtcOffsetMinutesMax, UtcOffsetMinutesMax, "UTC offset in minutes");
    }

    internal static void Check(Node node, IReadOnlyList<Park> parks, IReadOnlyList<Node> nodes)
    {
        CheckId(node.Id, "node id");
        Require.That(parks.Any(park => park.Id == node.ParkId), $"there is no park {node.ParkId}");
        Require.That(Enum.IsDefined(node.Role), $"{(int)node.Role} is not a node role");
        if (node.MeterId is not null)
        {
            CheckId(node.MeterId, "meter id");
            Require.InRange(node.ChannelId, 1, MeterRecord.ChannelsMax, "channel id");
        }
        string? above = node.ParentId;
        for (int level = 0; above is not null; level++)
        {
            Require.That(above != node.Id && level <= nodes.Count, $"node {node.Id} would hang below itself");
            var parent = nodes.FirstOrDefault(other => other.Id == above);
            Require.That(parent is not null, $"there is no node {above} in park {node.ParkId}");
            above = parent!.ParentId;
        }
    }

    internal static void Check(Meter meter, Meter? known)
    {
        CheckId(meter.Id, "meter id");
        Require.That(P256.IsPublicKey(meter.PublicKey), $"the public key of meter {meter.Id} is not a point on P-256");
        Require.That(RecordRules.IsDivisorOfHour(meter.ExpectedIntervalSeconds),
            $"an interval of {meter.ExpectedIntervalSeconds} s does not divide an hour, or is shorter than 10 s");
        Require.That(known is null || known.PublicKey.AsSpan().SequenceEqual(meter.PublicKey),
            $"meter {meter.Id} is registered with another key; a new key needs a new meter id");
    }

    /// <summary>What registering a meter tells: its first record, and all until it announces another key, are signed with this one.</summary>
    internal static KeyEnrolled EnrolmentOf(Meter meter) => new(meter.Id, meter.PublicKey, 1, null);

    /// <summary>Parents before children, siblings by id.</summary>
    internal static IReadOnlyList<Node> InTreeOrder(IEnumerable<Node> nodes)
    {
        var below = nodes.OrderBy(node => node.Id, StringComparer.Ordinal).ToLookup(node => node.ParentId);
        var ordered = new List<Node>(below[null]);
        for (int index = 0; index < ordered.Count; index++) ordered.AddRange(below[ordered[index].Id]);
        return ordered;
    }

    private static void CheckId(string id, string what) =>
        Require.That(MeterId.IsValid(id), $"{what} \"{id}\": 1 to {MeterId.LengthMax} printable ASCII characters without space, /, + and #");
}
