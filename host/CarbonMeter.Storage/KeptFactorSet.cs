using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;

namespace CarbonMeter.Storage;

/// <summary>What stores of factor sets have in common.</summary>
internal static class KeptFactorSet
{
    internal static FactorSet Decode(byte[] bytes) => FactorSetCodec.Decode(bytes, out var status)
        ?? throw new ArgumentException($"these bytes are not a factor set: {status}", nameof(bytes));

    internal static IReadOnlyList<StoredFactorSet> InOrder(IEnumerable<StoredFactorSet> sets) =>
        [.. sets.OrderBy(kept => kept.Set.Id, StringComparer.Ordinal).ThenBy(kept => kept.Set.ReferenceYear)];
}
