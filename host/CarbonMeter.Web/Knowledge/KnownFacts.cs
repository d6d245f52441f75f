using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Web.Knowledge;

/// <summary>Everything known at a moment.</summary>
internal sealed class KnownFacts
{
    private readonly Dictionary<string, FactorUncertaintyStated> _factors = new(StringComparer.Ordinal);

    internal KnownFacts(TraceabilityKnowledge chains, IReadOnlyList<RecordedFact> facts)
    {
        Chains = chains;
        LastNumber = facts.Count == 0 ? 0 : facts[^1].Number;
        foreach (var stated in facts.Select(recorded => recorded.Fact).OfType<FactorUncertaintyStated>())
            _factors[Convert.ToHexString(stated.FactorSetHash)] = stated;
    }

    /// <summary>Certificates, laboratories, meters, keys.</summary>
    internal TraceabilityKnowledge Chains { get; }

    /// <summary>Number of the last fact in it; 0: none.</summary>
    internal long LastNumber { get; }

    /// <summary>What is stated of a factor set's figures; null: nothing.</summary>
    internal FactorUncertaintyStated? FactorUncertaintyOf(byte[] factorSetHash) =>
        _factors.GetValueOrDefault(Convert.ToHexString(factorSetHash));

    /// <summary>Whether a chain holds a certificate that says that it is a demonstration.</summary>
    internal bool IsDemonstration(ChainVerdict? verdict) =>
        verdict is not null && verdict.Chain.Any(link => IsDemonstration(link.CertificateHash));

    /// <summary>Whether a certificate says that it is a demonstration.</summary>
    internal bool IsDemonstration(byte[] certificateHash) => Chains.Find(certificateHash)?.Certificate?.IsDemonstration ?? false;
}
