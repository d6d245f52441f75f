using System;
using System.Collections.Generic;
using System.Threading;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Web.Knowledge;

/// <summary>
/// What the host knows of calibration, put in order once for every new fact, for the judge and for those who ask. What was known at
/// a past moment is put in order anew; certificates and signatures are read once however often they are looked at.
/// </summary>
internal sealed class KnowledgeCache
{
    private readonly Lock _gate = new();
    private readonly ICertificateReader _reader;
    private KnownFacts? _newest;

    internal KnowledgeCache(ITraceabilityFacts facts, ICertificateReader reader)
    {
        Facts = new SharedFacts(facts);
        _reader = new CachedCertificateReader(reader);
    }

    /// <summary>The facts, read once.</summary>
    internal ITraceabilityFacts Facts { get; }

    /// <summary>What was known at a moment, unix ms; null: now.</summary>
    internal KnownFacts At(long? asOfUnixMs)
    {
        if (asOfUnixMs is not null)
        {
            var past = Facts.Facts(asOfUnixMs);
            return Newest(past) ?? Make(past);
        }
        lock (_gate)
        {
            long newest = Facts.NewestNumber();
            return _newest?.LastNumber == newest ? _newest : _newest = Make(Facts.Facts());
        }
    }

    /// <summary>The judge of what is known from facts.</summary>
    internal Func<RecordBinding, IReadOnlyList<VerdictSpan>> MakeJudge(IReadOnlyList<RecordedFact> facts)
    {
        var chains = (Newest(facts) ?? Make(facts)).Chains;
        return binding => TraceabilityJudge.Judge(chains, binding);
    }

    // Facts are numbered without a gap: the same number of them are the same.
    private KnownFacts? Newest(IReadOnlyList<RecordedFact> facts)
    {
        lock (_gate) return _newest is not null && _newest.LastNumber == (facts.Count == 0 ? 0 : facts[^1].Number) ? _newest : null;
    }

    private KnownFacts Make(IReadOnlyList<RecordedFact> facts) => new(TraceabilityKnowledge.At(facts, null, _reader), facts);
}
