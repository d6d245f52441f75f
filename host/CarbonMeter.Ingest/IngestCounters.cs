using System;
using System.Collections.Generic;
using System.Threading;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Ingest;

/// <summary>
/// What the pipeline has done since it started. Each counter is written by one thread alone, nearly all by the writer; read from any thread at any time.
/// A message counts when its outcome is durable.
/// </summary>
public sealed class IngestCounters
{
    private static readonly int s_reasons = (int)QuarantineReason.UnknownKey + 1;
    private readonly long[] _quarantined = new long[s_reasons];
    private string? _lastCompletionFault, _lastHeldFailure;
    private long _accepted, _acceptedAfterGap, _duplicates, _commits, _commitFailures, _completionFaults, _released, _heldFailures;

    /// <summary>Records joined to their predecessor.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Records whose predecessor is missing.</summary>
    public long AcceptedAfterGap => Volatile.Read(ref _acceptedAfterGap);

    /// <summary>Messages that were in the ledger already.</summary>
    public long Duplicates => Volatile.Read(ref _duplicates);

    /// <summary>Batches made durable.</summary>
    public long Commits => Volatile.Read(ref _commits);

    /// <summary>Attempts to make a batch durable that failed.</summary>
    public long CommitFailures => Volatile.Read(ref _commitFailures);

    /// <summary>Messages whose sender could not be told their outcome because its code threw: a fault of this program.</summary>
    public long CompletionFaults => Volatile.Read(ref _completionFaults);

    /// <summary>The last of these; null where there was none.</summary>
    public string? LastCompletionFault => Volatile.Read(ref _lastCompletionFault);

    /// <summary>Messages that left the quarantine: what they waited for came.</summary>
    public long Released => Volatile.Read(ref _released);

    /// <summary>Times the store could not be asked for messages that wait in quarantine; they are looked at again later.</summary>
    public long HeldFailures => Volatile.Read(ref _heldFailures);

    /// <summary>What the store said last then; null where it never failed.</summary>
    public string? LastHeldFailure => Volatile.Read(ref _lastHeldFailure);

    /// <summary>Messages put into quarantine for a reason.</summary>
    public long Quarantined(QuarantineReason reason) => Volatile.Read(ref _quarantined[(int)reason]);

    /// <summary>Every reason with its count.</summary>
    public IEnumerable<(QuarantineReason Reason, long Count)> ByReason()
    {
        foreach (var reason in Enum.GetValues<QuarantineReason>()) yield return (reason, Quarantined(reason));
    }

    internal void Count(IngestMessage message)
    {
        var outcome = message.Outcome;
        if (message.HeldFor is not null && outcome.Result != IngestResult.Quarantined) Add(ref _released);
        switch (outcome.Result)
        {
            case IngestResult.Accepted: Add(ref _accepted); break;
            case IngestResult.AcceptedAfterGap: Add(ref _acceptedAfterGap); break;
            case IngestResult.Duplicate: Add(ref _duplicates); break;
            default: Add(ref _quarantined[(int)outcome.Reason!.Value]); break;
        }
    }

    /// <summary>Of the thread that looks at held messages, and of no other.</summary>
    internal void CountHeldFailure(Exception failure)
    {
        Volatile.Write(ref _lastHeldFailure, failure.Message);
        Add(ref _heldFailures);
    }

    internal void CountCommit() => Add(ref _commits);

    internal void CountCommitFailure() => Add(ref _commitFailures);

    internal void CountCompletionFault(Exception fault)
    {
        Volatile.Write(ref _lastCompletionFault, fault.ToString());
        Add(ref _completionFaults);
    }

    // One writer: no interlocked instruction is needed, only that readers see whole values.
    private static void Add(ref long counter) => Volatile.Write(ref counter, counter + 1);
}
