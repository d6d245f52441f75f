using System;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Ingest;

/// <summary>What became of a message.</summary>
public enum IngestResult
{
    /// <summary>In the ledger, joined to its predecessor.</summary>
    Accepted = 0,
    /// <summary>In the ledger; its predecessor is not.</summary>
    AcceptedAfterGap = 1,
    /// <summary>Was in the ledger already.</summary>
    Duplicate = 2,
    /// <summary>In quarantine, with its bytes and a reason.</summary>
    Quarantined = 3,
}

/// <summary>What became of a message and, where it is in quarantine, why.</summary>
public readonly record struct IngestOutcome(IngestResult Result, QuarantineReason? Reason = null);

/// <summary>One message on its way through the pipeline. Whoever hands it in derives from it and is told how it ended.</summary>
public abstract class IngestMessage
{
    /// <param name="meterId">The meter whose connection it came by.</param>
    /// <param name="bytes">The message; the pipeline keeps the array.</param>
    /// <param name="receivedAtUnixMs">The host's clock.</param>
    protected IngestMessage(string meterId, byte[] bytes, long receivedAtUnixMs)
    {
        MeterId = meterId;
        Bytes = bytes;
        ReceivedAtUnixMs = receivedAtUnixMs;
    }

    /// <summary>The meter whose connection it came by.</summary>
    public string MeterId { get; }

    /// <summary>The message as received.</summary>
    public byte[] Bytes { get; }

    /// <summary>When it was received, by the host's clock.</summary>
    public long ReceivedAtUnixMs { get; }

    internal IngestOutcome Outcome { get; set; }

    /// <summary>What the ledger is to keep; null for a duplicate.</summary>
    internal LedgerEntry? Entry { get; set; }

    /// <summary>Why it lay in quarantine before it was judged this time; null for one that has just come.</summary>
    internal virtual QuarantineReason? HeldFor => null;

    /// <summary>Whether it lies in quarantine for the same reason as before: nothing is to be written.</summary>
    internal bool IsUnchanged => HeldFor is { } reason && Outcome == new IngestOutcome(IngestResult.Quarantined, reason);

    /// <summary>How many keys of its meter the ledger knew when its key was found to be none of them.</summary>
    internal int KeysKnown { get; set; }

    /// <summary>The factor set it names, where that is not known.</summary>
    internal byte[]? MissingFactorSet { get; set; }

    /// <summary>The lane's mark of an accepted record that is not durable yet.</summary>
    internal InFlightRecord? InFlight { get; set; }

    /// <summary>
    /// Called once, after the outcome is durable; this is the moment to acknowledge. On the writer's thread, so it must neither
    /// block nor throw.
    /// </summary>
    public abstract void Complete(IngestOutcome outcome);

    /// <summary>
    /// Called once after <see cref="IngestPipeline.TryHandle"/> returned false, when there is room again: hand the message in
    /// again. On the writer's thread, so it must neither block nor throw.
    /// </summary>
    public abstract void RoomMade();
}
