using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Ingest.Verdicts;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Benchmarks.Load;

/// <summary>A calibration chain for each meter, up to one national standard that all share, and the product's judge of it.</summary>
internal static class Chains
{
    /// <summary>Everything the judge asks for, for meters with these keys; what they share comes once.</summary>
    internal static IReadOnlyList<TraceabilityFact> FactsOf(IEnumerable<(string MeterId, byte[] PublicKey)> meters)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var facts = new List<TraceabilityFact>();
        foreach (var fact in meters.SelectMany(meter => ChainOf(meter.MeterId, meter.PublicKey).Facts()).Select(recorded => recorded.Fact))
            if (known.Add(NameOf(fact))) facts.Add(fact);
        return facts;
    }

    /// <summary>The certificate of the working standard that all chains go through.</summary>
    internal static byte[] WorkingStandardHash => new TestChain().Working.Hash;

    internal static VerdictKeeper KeeperOf(SqliteStore store)
    {
        var reader = new CachedCertificateReader(new TestCertificates());
        return new VerdictKeeper(store.Facts, store.Verdicts, facts =>
        {
            var knowledge = TraceabilityKnowledge.At(facts, null, reader);
            return binding => TraceabilityJudge.Judge(knowledge, binding);
        }, TimeProvider.System);
    }

    private static TestChain ChainOf(string meterId, byte[] publicKey)
    {
        var chain = new TestChain(meterId, publicKey);
        chain.Meter.Certificate = chain.Meter.Certificate with { Id = "WORK-2023-" + meterId };
        return chain;
    }

    private static string NameOf(TraceabilityFact fact) => fact switch
    {
        CertificateAdded added => Convert.ToHexString(added.Hash),
        LaboratoryPut put => put.Laboratory.Code,
        InstrumentPut put => "instrument " + put.Instrument.MeterId,
        KeyEnrolled key => "key " + key.MeterId,
        _ => fact.ToString(),
    };
}
