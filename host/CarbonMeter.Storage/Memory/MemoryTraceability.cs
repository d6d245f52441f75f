using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Storage.Memory;

/// <summary>Facts and verdicts that live as long as the process, beside the ledger whose bindings they are about.</summary>
public sealed class MemoryTraceability(MemoryLedger ledger) : ITraceabilityFacts, IVerdicts
{
    // The text is what says whether two verdicts are the same.
    private sealed record Kept(int BindingNumber, VerdictSpan Span, string Text, long DecidedAtUnixMs, long? SupersededAtUnixMs);

    private readonly List<Kept> _verdicts = [];
    private JudgingProgress _progress = new(0, null, 0, 0);
    private long _decidedUnixMs;

    public long Append(IReadOnlyList<TraceabilityFact> facts, long nowUnixMs)
    {
        lock (ledger.Gate)
        {
            foreach (var fact in facts) ledger.Learn(fact, nowUnixMs);
            return ledger.Facts.Count;
        }
    }

    public IReadOnlyList<RecordedFact> Facts(long? knownAtUnixMs = null, long afterNumber = 0)
    {
        lock (ledger.Gate)
        {
            ledger.Settle(knownAtUnixMs);
            return [.. ledger.Facts.Where(fact => fact.Number > afterNumber && fact.RecordedAtUnixMs <= (knownAtUnixMs ?? long.MaxValue))];
        }
    }

    public long NewestNumber()
    {
        lock (ledger.Gate) return ledger.Facts.Count;
    }

    public IReadOnlyList<NumberedBinding> Bindings(int afterNumber = 0, int limit = int.MaxValue) =>
        [.. ledger.Bindings.Where(binding => binding.Number > afterNumber).Take(limit)];

    public IReadOnlyList<KeptVerdict> Verdicts(IReadOnlyList<int> bindingNumbers, long? asOfUnixMs = null)
    {
        lock (ledger.Gate)
        {
            ledger.Settle(asOfUnixMs);
            long asOf = asOfUnixMs ?? long.MaxValue;
            return [.. _verdicts.Where(kept => bindingNumbers.Contains(kept.BindingNumber) && kept.DecidedAtUnixMs <= asOf
                    && (kept.SupersededAtUnixMs is not { } superseded || superseded > asOf))
                .OrderBy(kept => kept.BindingNumber).ThenBy(kept => kept.Span.FromUnixSeconds).Select(Show)];
        }
    }

    public IReadOnlyList<KeptVerdict> History(int bindingNumber)
    {
        lock (ledger.Gate)
            return [.. _verdicts.Where(kept => kept.BindingNumber == bindingNumber)
                .OrderBy(kept => kept.DecidedAtUnixMs).ThenBy(kept => kept.Span.FromUnixSeconds).Select(Show)];
    }

    public JudgingProgress Progress()
    {
        lock (ledger.Gate) return _progress with { BindingsTotal = ledger.BindingCount };
    }

    public void Decide(
        IReadOnlyList<(int BindingNumber, IReadOnlyList<VerdictSpan> Spans)> verdicts, JudgingProgress progress, long nowUnixMs)
    {
        lock (ledger.Gate)
        {
            foreach (var (binding, spans) in verdicts) VerdictRules.Check(binding, ledger.BindingCount, spans);
            _decidedUnixMs = After(nowUnixMs, _decidedUnixMs);
            foreach (var (binding, spans) in verdicts) Replace(binding, spans);
            _progress = progress;
        }
    }

    private void Replace(int binding, IReadOnlyList<VerdictSpan> spans)
    {
        var wanted = spans.Select(span => new Kept(binding, span, VerdictJson.Write(span.Verdict), _decidedUnixMs, null)).ToList();
        for (int index = 0; index < _verdicts.Count; index++)
        {
            var held = _verdicts[index];
            if (held.BindingNumber != binding || held.SupersededAtUnixMs is not null) continue;
            if (wanted.RemoveAll(span => Same(span, held)) == 0) _verdicts[index] = held with { SupersededAtUnixMs = _decidedUnixMs };
        }
        _verdicts.AddRange(wanted);
    }

    private long After(long nowUnixMs, long lastUnixMs) => Math.Max(Math.Max(nowUnixMs, lastUnixMs), ledger.SettledUnixMs + 1);

    private static bool Same(Kept one, Kept other) => one.Text == other.Text
        && one.Span.FromUnixSeconds == other.Span.FromUnixSeconds && one.Span.ToUnixSeconds == other.Span.ToUnixSeconds;

    private static KeptVerdict Show(Kept kept) => new(kept.BindingNumber, kept.Span, kept.DecidedAtUnixMs, kept.SupersededAtUnixMs);
}
