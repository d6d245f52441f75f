using System;
using System.Collections.Generic;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;

namespace CarbonMeter.TestSupport;

/// <summary>How a commit fails.</summary>
internal enum CommitFault
{
    None,
    /// <summary>Failed and did not happen.</summary>
    NotDone,
    /// <summary>Happened but was reported failed.</summary>
    DoneButReportedFailed,
    /// <summary>Reported done but lost: no store may do this; with it a test shows that it would notice.</summary>
    ReportedDoneButLost,
}

/// <summary>A ledger whose commits fail as the test says.</summary>
internal sealed class FaultyLedger(ILedger inner) : ILedger
{
    /// <summary>Asked before each commit.</summary>
    internal Func<CommitFault> NextFault { get; set; } = () => CommitFault.None;

    /// <summary>Called before each commit, on the committing thread.</summary>
    internal Action? BeforeCommit { get; set; }

    internal int Attempts { get; private set; }

    /// <summary>What the last commit was given.</summary>
    internal IReadOnlyList<LedgerEntry> LastBatch { get; private set; } = [];

    public void Commit(IReadOnlyList<LedgerEntry> batch)
    {
        Attempts++;
        LastBatch = [.. batch];
        BeforeCommit?.Invoke();
        var fault = NextFault();
        if (fault is CommitFault.None or CommitFault.DoneButReportedFailed) inner.Commit(batch);
        if (fault is CommitFault.NotDone or CommitFault.DoneButReportedFailed) throw new LedgerException($"injected: {fault}");
    }

    public int BindingCount => inner.BindingCount;

    public ChainState? HeadOf(string meterId) => inner.HeadOf(meterId);

    public StoredRecord? Find(string meterId, long sequence) => inner.Find(meterId, sequence);

    public IReadOnlyList<KeyEnrolled> KeysOf(string meterId) => inner.KeysOf(meterId);

    public IReadOnlyList<QuarantinedMessage> Quarantined(QuarantineReason reason, string? meterId, long afterId, int limit) =>
        inner.Quarantined(reason, meterId, afterId, limit);
}
