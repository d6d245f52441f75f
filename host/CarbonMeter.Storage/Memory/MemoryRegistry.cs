using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;

namespace CarbonMeter.Storage.Memory;

/// <summary>A registry that lives as long as the process; the facts it makes are handed on, in the caller's time.</summary>
public sealed class MemoryRegistry(Action<TraceabilityFact>? learn = null) : IRegistry
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Park> _parks = new(StringComparer.Ordinal);
    private readonly Dictionary<(string ParkId, string Id), Node> _nodes = [];
    private readonly SortedDictionary<string, Meter> _meters = new(StringComparer.Ordinal);

    public IReadOnlyList<Park> Parks()
    {
        lock (_gate) return [.. _parks.Values];
    }

    public IReadOnlyList<Node> Nodes(string parkId)
    {
        lock (_gate) return RegistryRules.InTreeOrder(_nodes.Values.Where(node => node.ParkId == parkId));
    }

    public IReadOnlyList<Meter> Meters()
    {
        lock (_gate) return [.. _meters.Values];
    }

    public Meter? FindMeter(string meterId)
    {
        lock (_gate) return _meters.GetValueOrDefault(meterId);
    }

    public void Put(Park park)
    {
        RegistryRules.Check(park);
        lock (_gate) _parks[park.Id] = park;
    }

    public void Put(Node node)
    {
        lock (_gate)
        {
            RegistryRules.Check(node, [.. _parks.Values], [.. _nodes.Values.Where(other => other.ParkId == node.ParkId)]);
            _nodes[(node.ParkId, node.Id)] = node;
        }
    }

    public void Add(Meter meter)
    {
        lock (_gate)
        {
            RegistryRules.Check(meter, _meters.GetValueOrDefault(meter.Id));
            if (!_meters.ContainsKey(meter.Id)) learn?.Invoke(RegistryRules.EnrolmentOf(meter));
            _meters[meter.Id] = meter;
        }
    }
}

/// <summary>Factor sets that live as long as the process.</summary>
public sealed class MemoryFactorSets : IFactorSets
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredFactorSet> _sets = new(StringComparer.Ordinal);

    public FactorSet? Find(byte[] hash)
    {
        lock (_gate) return _sets.GetValueOrDefault(Convert.ToHexString(hash))?.Set;
    }

    public byte[] Add(byte[] bytes)
    {
        var kept = new StoredFactorSet(FactorSetCodec.Hash(bytes), bytes, KeptFactorSet.Decode(bytes));
        lock (_gate) _sets[Convert.ToHexString(kept.Hash)] = kept;
        return kept.Hash;
    }

    public IReadOnlyList<StoredFactorSet> All()
    {
        lock (_gate) return KeptFactorSet.InOrder(_sets.Values);
    }
}
