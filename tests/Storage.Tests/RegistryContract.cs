using CarbonMeter.Domain.Parks;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace CarbonMeter.Storage.Tests;

/// <summary>What every registry and every store of factor sets must do.</summary>
public abstract class RegistryContract
{
    protected abstract IStoreUnderTest Open();

    private static Node Node(string id, string? parent = null, NodeRole role = NodeRole.Load) =>
        new("park", id, parent, role, id, false, null, 1);

    [Fact]
    public void Parks_nodes_and_meters_come_back_as_put()
    {
        using var store = Open();
        var registry = store.Registry;
        registry.Put(new Park("park", "Ein Park", 480));
        registry.Put(new Park("park", "A park", 60));
        var node = new Node("park", "pv", null, NodeRole.Pv, "Roof", true, "m1", 3);
        registry.Put(node);
        var meter = new TestMeter("m1").Registration;
        registry.Add(meter);
        Assert.Equal(new Park("park", "A park", 60), Assert.Single(registry.Parks()));
        Assert.Equal(node, Assert.Single(registry.Nodes("park")));
        Assert.Equivalent(meter, registry.FindMeter("m1"));
        Assert.Equivalent(meter, Assert.Single(registry.Meters()));
        Assert.Null(registry.FindMeter("m2"));
        Assert.Empty(registry.Nodes("elsewhere"));
    }

    [Fact]
    public void Nodes_come_with_parents_before_children()
    {
        using var store = Open();
        store.Registry.Put(new Park("park", "", 0));
        foreach (var node in new[] { Node("z"), Node("y", "z"), Node("a", "y"), Node("b", "z") }) store.Registry.Put(node);
        Assert.Equal(["z", "b", "y", "a"], store.Registry.Nodes("park").Select(node => node.Id));
    }

    [Fact]
    public void A_node_may_hang_neither_in_the_air_nor_below_itself()
    {
        using var store = Open();
        store.Registry.Put(new Park("park", "", 0));
        store.Registry.Put(Node("top"));
        store.Registry.Put(Node("mid", "top"));
        store.Registry.Put(Node("low", "mid"));
        Assert.Throws<ArgumentException>(() => store.Registry.Put(Node("x", "nowhere")));
        Assert.Throws<ArgumentException>(() => store.Registry.Put(Node("top", "low")));
        Assert.Throws<ArgumentException>(() => store.Registry.Put(Node("mid", "mid")));
        Assert.Throws<ArgumentException>(() => store.Registry.Put(Node("a") with { ParkId = "nowhere" }));
        Assert.Equal(["top", "mid", "low"], store.Registry.Nodes("park").Select(node => node.Id));
        store.Registry.Put(Node("low", "top"));
        Assert.Equal("top", store.Registry.Nodes("park").Single(node => node.Id == "low").ParentId);
    }

    [Fact]
    public void Ids_offsets_channels_and_keys_outside_their_range_are_refused()
    {
        using var store = Open();
        store.Registry.Put(new Park("park", "", 0));
        Assert.Throws<ArgumentException>(() => store.Registry.Put(new Park("a/b", "", 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Registry.Put(new Park("b", "", 841)));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Registry.Put(Node("n") with { MeterId = "m", ChannelId = 9 }));
        Assert.Throws<ArgumentException>(() => store.Registry.Put(Node("n") with { Role = (NodeRole)99 }));
        var meter = new TestMeter("m1").Registration;
        Assert.Throws<ArgumentException>(() => store.Registry.Add(meter with { PublicKey = new byte[64] }));
        Assert.Throws<ArgumentException>(() => store.Registry.Add(meter with { ExpectedIntervalSeconds = 61 }));
        Assert.Throws<ArgumentException>(() => store.Registry.Add(meter with { Id = "has space" }));
        Assert.Empty(store.Registry.Meters());
    }

    [Fact]
    public void A_meter_keeps_its_key()
    {
        using var store = Open();
        var meter = new TestMeter("m1").Registration;
        store.Registry.Add(meter);
        store.Registry.Add(meter with { Place = "cellar" });
        Assert.Equal("cellar", store.Registry.FindMeter("m1")!.Place);
        Assert.Throws<ArgumentException>(() => store.Registry.Add(new TestMeter("m1").Registration));
        Assert.Equal(meter.PublicKey, store.Registry.FindMeter("m1")!.PublicKey);
    }

    [Fact]
    public void Factor_sets_are_kept_by_the_hash_of_their_bytes()
    {
        using var store = Open();
        byte[] hash = store.FactorSets.Add(TestMeter.FactorSetBytes);
        Assert.Equal(FactorSetCodec.Hash(TestMeter.FactorSetBytes), hash);
        Assert.Equal(hash, store.FactorSets.Add(TestMeter.FactorSetBytes));
        Assert.Equal("TEST-2022", store.FactorSets.Find(hash)!.Id);
        Assert.Null(store.FactorSets.Find(new byte[32]));
        Assert.Throws<ArgumentException>(() => store.FactorSets.Add([1, 2, 3]));
        var earlier = new FactorSet
        {
            Id = "TEST-2021", Region = "Test", ReferenceYear = 2021, Published = "2023-01-01", Source = "tests",
            Periods = [new FactorPeriod { Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(700_000) }],
        };
        store.FactorSets.Add(FactorSetCodec.Encode(earlier));
        Assert.Equal(["TEST-2021", "TEST-2022"], store.FactorSets.All().Select(kept => kept.Set.Id));
        Assert.Equal(TestMeter.FactorSetBytes, store.FactorSets.All()[1].Bytes);
    }
}
