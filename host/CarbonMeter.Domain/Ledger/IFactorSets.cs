using System.Collections.Generic;
using CarbonMeter.Records;

namespace CarbonMeter.Domain.Ledger;

/// <summary>The factor sets the host knows, by the SHA-256 of their bytes (docs/formats/factor-set.md).</summary>
public interface IFactorSets
{
    /// <summary>The set with this hash (32 bytes); null where the host does not know it.</summary>
    FactorSet? Find(byte[] hash);

    /// <summary>Keeps a set and returns its hash; harmless where it is already kept. Throws where the bytes are not a factor set.</summary>
    byte[] Add(byte[] bytes);

    /// <summary>All sets, by id and reference year.</summary>
    IReadOnlyList<StoredFactorSet> All();
}

/// <summary>A factor set as kept.</summary>
/// <param name="Hash">SHA-256 of its bytes.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Set">What they say.</param>
public sealed record StoredFactorSet(byte[] Hash, byte[] Bytes, FactorSet Set);
