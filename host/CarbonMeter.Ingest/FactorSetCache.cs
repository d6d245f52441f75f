using System;
using System.Collections.Concurrent;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;

namespace CarbonMeter.Ingest;

/// <summary>Factor sets in use, decoded once for all meters. A set that is not known yet is asked for again each time.</summary>
internal sealed class FactorSetCache(IFactorSets sets)
{
    private readonly ConcurrentDictionary<string, FactorSet> _known = new(StringComparer.Ordinal);

    internal FactorSet? Find(byte[] hash)
    {
        string key = Convert.ToHexString(hash);
        if (_known.TryGetValue(key, out var set)) return set;
        set = sets.Find(hash);
        if (set is not null) _known[key] = set;
        return set;
    }
}
