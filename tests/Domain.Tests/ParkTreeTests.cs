using CarbonMeter.Domain.Parks;
using static CarbonMeter.Tests.Domain.TestPark;

namespace CarbonMeter.Tests.Domain;

public class ParkTreeTests
{
    private static ParkFault[] Faults(params Node[] nodes) =>
        ParkTree.Validate(nodes, Meters(nodes)).Select(issue => issue.Fault).ToArray();

    [Fact]
    public void A_sound_tree_has_no_issues() => Assert.Empty(Faults(
        Grid, Of("feeder", NodeRole.Feeder, parent: "grid"), Of("pv", NodeRole.Pv, green: true, parent: "feeder"),
        Of("hall", NodeRole.Load, parent: "feeder"), Of("lamp", NodeRole.Load, parent: "hall"), Battery));

    [Fact]
    public void Each_fault_is_found()
    {
        Assert.Equal([ParkFault.DuplicateNode], Faults(Pv, Pv with { MeterId = "other" }));
        Assert.Equal([ParkFault.UnknownParent], Faults(Pv with { ParentId = "nowhere" }));
        Assert.Equal([ParkFault.ChannelUsedTwice], Faults(Pv, Load with { MeterId = Pv.MeterId }));
        Assert.Equal([ParkFault.ChannelOutOfRange], Faults(Pv with { ChannelId = 9 }));
        Assert.Equal([ParkFault.UnknownRole], Faults(Load with { Role = (NodeRole)99 }));
        Assert.Equal([ParkFault.GreenWithoutGeneration], Faults(Load with { IsGreen = true }));
        Assert.Equal([ParkFault.Unmetered], Faults(Load with { MeterId = null }));
        Assert.Equal([ParkFault.MixedBelowMeter], Faults(Load, Pv with { ParentId = "load" }));
        Assert.Equal([ParkFault.UnknownMeter], ParkTree.Validate([Load], new HashSet<string>()).Select(issue => issue.Fault));
    }

    [Fact]
    public void A_circle_is_found_and_counts_for_nothing()
    {
        var a = Of("a", NodeRole.Feeder, parent: "b", meter: null);
        var b = Of("b", NodeRole.Feeder, parent: "a", meter: null);
        Assert.Equal([ParkFault.Circle, ParkFault.Circle], Faults(a, b));
        var load = Of("load", NodeRole.Load, parent: "load");
        Assert.Contains(ParkFault.Circle, Faults(load));
        Assert.Empty(ParkTree.Counted([load]));
    }

    [Fact]
    public void A_part_of_a_metered_load_is_not_counted_again()
    {
        var part = Of("lamp", NodeRole.Load, parent: "load");
        Assert.Equal([Load], ParkTree.Counted([Load, part]));
        // Without a meter above, the parts are all there is.
        Assert.Equal([part], ParkTree.Counted([Load with { MeterId = null }, part]));
    }

    [Fact]
    public void A_part_is_found_through_a_feeder_between() => Assert.Equal([Load], ParkTree.Counted(
        [Load, Of("line", NodeRole.Feeder, parent: "load"), Of("lamp", NodeRole.Load, parent: "line")]));

    [Fact]
    public void A_channel_counts_once() => Assert.Equal([Pv], ParkTree.Counted([Pv, Load with { MeterId = Pv.MeterId }]));

    [Fact]
    public void Two_channels_of_one_meter_both_count() =>
        Assert.Equal(2, ParkTree.Counted([Pv, Load with { MeterId = Pv.MeterId, ChannelId = 2 }]).Count);
}
