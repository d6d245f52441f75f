using System.Collections.Generic;
using CarbonMeter.Records;

namespace CarbonMeter.Domain.Factors;

/// <summary>The factor sets the host knows: those built in and those added to it.</summary>
public interface IFactorSets
{
    /// <summary>All, ordered by id.</summary>
    IReadOnlyList<FactorSet> All { get; }

    /// <summary>The set whose bytes have this SHA-256 hash (32 bytes); null where none has.</summary>
    FactorSet? FindByHash(byte[] hash);

    /// <summary>The set with an id; null where none has it.</summary>
    FactorSet? FindById(string id);
}
