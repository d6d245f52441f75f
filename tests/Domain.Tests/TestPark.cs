using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Tests.Domain;

/// <summary>Short ways to say nodes and slots.</summary>
internal static class TestPark
{
    public const long Start = 1_700_000_000 / 3600 * 3600;

    public static readonly Park Park = new("p", "Park", 480);

    public static readonly Node Grid = Of("grid", NodeRole.GridConnection);
    public static readonly Node Pv = Of("pv", NodeRole.Pv, green: true);
    public static readonly Node Chp = Of("chp", NodeRole.Chp);
    public static readonly Node Battery = Of("battery", NodeRole.Storage);
    public static readonly Node Load = Of("load", NodeRole.Load);
    public static readonly Node[] All = [Grid, Pv, Chp, Battery, Load];

    public static Node Of(string id, NodeRole role, bool green = false, string? parent = null, string? meter = "", int channel = 1) =>
        new("p", id, parent, role, id, green, meter == "" ? "m-" + id : meter, channel);

    public static HashSet<string> Meters(params Node[] nodes) => nodes.Where(node => node.MeterId is not null).Select(node => node.MeterId!).ToHashSet();

    public static Meter[] Registered(int lengthSeconds = 900) =>
        All.Select(node => new Meter(node.MeterId!, new byte[64], "", lengthSeconds)).ToArray();

    /// <summary>A whole hour slot, kWh in and out.</summary>
    public static EnergySlot Hour(Node node, int hour, long importKilowattHours, long exportKilowattHours = 0, long carbonNanograms = 0) =>
        new(node.MeterId!, node.ChannelId, Start + hour * 3600L, 3600, importKilowattHours * 1_000_000, exportKilowattHours * 1_000_000,
            0, carbonNanograms, 3_600_000, 4, 4);
}
