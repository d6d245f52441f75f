using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Web.Knowledge;

/// <summary>
/// Facts read once: they are only ever added, and whoever asks gets the same objects, so that the bytes of ten thousand
/// certificates are in memory once.
/// </summary>
internal sealed class SharedFacts(ITraceabilityFacts store) : ITraceabilityFacts
{
    private readonly Lock _gate = new();
    private readonly List<RecordedFact> _read = [];

    public long Append(IReadOnlyList<TraceabilityFact> facts, long nowUnixMs) => store.Append(facts, nowUnixMs);

    public IReadOnlyList<RecordedFact> Facts(long? knownAtUnixMs = null, long afterNumber = 0)
    {
        lock (_gate)
        {
            _read.AddRange(store.Facts(null, _read.Count == 0 ? 0 : _read[^1].Number));
            // The store settles the moment; everything known by it is in memory already.
            if (knownAtUnixMs is not null) store.Facts(knownAtUnixMs, long.MaxValue);
            return [.. _read.Where(fact => fact.Number > afterNumber && !(fact.RecordedAtUnixMs > knownAtUnixMs))];
        }
    }

    public long NewestNumber() => store.NewestNumber();
}
