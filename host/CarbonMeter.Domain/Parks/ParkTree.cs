using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Parks;

/// <summary>What is wrong, or worth knowing, about a park's tree.</summary>
public enum ParkFault
{
    /// <summary>Two nodes of the park have the same id.</summary>
    DuplicateNode = 1,
    /// <summary>The parent does not exist.</summary>
    UnknownParent = 2,
    /// <summary>Following the parents leads back to the node.</summary>
    Circle = 3,
    /// <summary>Two nodes read the same channel of the same meter: its energy would count twice.</summary>
    ChannelUsedTwice = 4,
    /// <summary>The meter is not registered.</summary>
    UnknownMeter = 5,
    /// <summary>The channel is not 1 to 8.</summary>
    ChannelOutOfRange = 6,
    /// <summary>The role is none that this version knows.</summary>
    UnknownRole = 7,
    /// <summary>A node that generates or stores hangs below a metered load, generator or store: that meter sees a difference.</summary>
    MixedBelowMeter = 8,
    /// <summary>Marked green although it generates nothing.</summary>
    GreenWithoutGeneration = 9,
    /// <summary>No meter measures it: its energy is missing from every figure.</summary>
    Unmetered = 10,
}

/// <summary>One finding about a park's tree.</summary>
/// <param name="NodeId">The node it is about.</param>
/// <param name="Fault">What it is.</param>
/// <param name="Text">The finding in words, with what to do.</param>
public sealed record ParkIssue(string NodeId, ParkFault Fault, string Text);

/// <summary>
/// Judges a park's tree and says which of its meters count. The convention an installer has to know: seen from the node,
/// a meter's <b>import</b> is energy that flows into it and its <b>export</b> energy that flows out of it. So a load
/// imports, a generator exports, a store imports while it charges. The grid connection is named from the park's side:
/// import is drawn from the grid, export is fed into it.
/// </summary>
public static class ParkTree
{
    /// <summary>Everything that is wrong or worth knowing; empty for a sound tree. Never throws, whatever the nodes say.</summary>
    /// <param name="nodes">The nodes of one park.</param>
    /// <param name="meterIds">The registered meters.</param>
    public static IReadOnlyList<ParkIssue> Validate(IReadOnlyList<Node> nodes, IReadOnlySet<string> meterIds)
    {
        var issues = new List<ParkIssue>();
        var byId = ById(nodes);
        var ids = new HashSet<string>();
        var channels = new Dictionary<(string, int), string>();
        foreach (var node in nodes)
        {
            void Add(ParkFault fault, string text) => issues.Add(new ParkIssue(node.Id, fault, text));
            if (!ids.Add(node.Id)) Add(ParkFault.DuplicateNode, $"node {node.Id} is there twice: give one of them another id");
            if (node.ParentId is not null && !byId.ContainsKey(node.ParentId))
                Add(ParkFault.UnknownParent, $"node {node.Id} hangs below {node.ParentId}, which does not exist");
            if (IsOnCircle(node, byId)) Add(ParkFault.Circle, $"node {node.Id} hangs below itself: change a parent on the way up");
            if (node.Role is < NodeRole.GridConnection or > NodeRole.Feeder)
                Add(ParkFault.UnknownRole, $"node {node.Id} has role {(int)node.Role}, which this version does not know");
            if (node.IsGreen && !Generates(node.Role))
                Add(ParkFault.GreenWithoutGeneration, $"node {node.Id} is marked green, but a {node.Role} generates nothing");
            if (Metered(Ancestors(node, byId)).FirstOrDefault(above => Mixes(above.Role, node.Role)) is { } mixed)
                Add(ParkFault.MixedBelowMeter, $"node {node.Id} ({node.Role}) hangs below the meter of {mixed.Id} ({mixed.Role}), " +
                    "which then measures a difference: measure both beside each other");
            JudgeMeter(node, meterIds, channels, Add);
        }
        return issues;
    }

    /// <summary>
    /// The nodes whose meters count, each channel once: metered, of a role that counts, and not below a metered node of the
    /// same role, whose meter has seen that energy already. A node on a circle does not count.
    /// </summary>
    public static IReadOnlyList<Node> Counted(IReadOnlyList<Node> nodes)
    {
        var byId = ById(nodes);
        var channels = new HashSet<(string, int)>();
        return nodes.Where(node => node.MeterId is not null
            && node.Role is >= NodeRole.GridConnection and < NodeRole.Feeder
            && !IsOnCircle(node, byId)
            && !Metered(Ancestors(node, byId)).Any(above => above.Role == node.Role)
            && channels.Add((node.MeterId, node.ChannelId))).ToList();
    }

    /// <summary>Whether a role generates.</summary>
    public static bool Generates(NodeRole role) => role is NodeRole.Pv or NodeRole.Wind or NodeRole.Chp;

    private static void JudgeMeter(
        Node node, IReadOnlySet<string> meterIds, Dictionary<(string, int), string> channels, System.Action<ParkFault, string> add)
    {
        if (node.MeterId is null)
        {
            if (node.Role != NodeRole.Feeder)
                add(ParkFault.Unmetered, $"node {node.Id} ({node.Role}) has no meter: its energy is missing from every figure");
            return;
        }
        if (!meterIds.Contains(node.MeterId))
            add(ParkFault.UnknownMeter, $"node {node.Id} names meter {node.MeterId}, which is not registered");
        if (node.ChannelId is < 1 or > Records.MeterRecord.ChannelsMax)
            add(ParkFault.ChannelOutOfRange, $"node {node.Id} names channel {node.ChannelId}; channels are 1 to 8");
        if (!channels.TryAdd((node.MeterId, node.ChannelId), node.Id))
            add(ParkFault.ChannelUsedTwice, $"nodes {channels[(node.MeterId, node.ChannelId)]} and {node.Id} both read " +
                $"channel {node.ChannelId} of meter {node.MeterId}: its energy is counted for the first only");
    }

    // A grid connection and a feeder carry whatever hangs below them, and a part of a load is a load: everything else mixes.
    private static bool Mixes(NodeRole above, NodeRole below) =>
        above is not (NodeRole.GridConnection or NodeRole.Feeder) && below != NodeRole.Feeder && above != below;

    private static IEnumerable<Node> Metered(IEnumerable<Node> nodes) => nodes.Where(node => node.MeterId is not null);

    private static Dictionary<string, Node> ById(IReadOnlyList<Node> nodes)
    {
        var byId = new Dictionary<string, Node>();
        foreach (var node in nodes) byId.TryAdd(node.Id, node);
        return byId;
    }

    private static bool IsOnCircle(Node node, Dictionary<string, Node> byId) => Ancestors(node, byId).Any(above => above.Id == node.Id);

    // At most as many steps as there are nodes, so that a circle ends.
    private static IEnumerable<Node> Ancestors(Node node, Dictionary<string, Node> byId)
    {
        var parentId = node.ParentId;
        for (var step = 0; step < byId.Count; step++)
        {
            if (parentId is null || !byId.TryGetValue(parentId, out var parent)) yield break;
            yield return parent;
            parentId = parent.ParentId;
        }
    }
}
