using System;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Ingest;

/// <summary>Limits of the pipeline. The defaults suit one machine from a demonstration to ten thousand meters.</summary>
public sealed class IngestOptions
{
    /// <summary>Messages taken in and not yet completed, 1 to 1 000 000; beyond that the pipeline takes no more. Bounds its memory.</summary>
    public int InFlightMax { get; set; } = 16_384;

    /// <summary>
    /// How long the writer waits for company after the first message of a batch, ms, 0 to 1000. Ten milliseconds make a
    /// commit, and its flush to the disk, serve many records; a meter that reports every quarter of an hour does not notice.
    /// </summary>
    public int LingerMs { get; set; } = 10;

    /// <summary>Longest pause between attempts to commit while the store fails, ms, 1 to 600 000.</summary>
    public int RetryMsMax { get; set; } = 5_000;

    /// <summary>
    /// How often what lies in quarantine for want of a key, a factor set or a registration is looked for, ms, 100 to 3 600 000.
    /// </summary>
    public int LookAgainMs { get; set; } = 5_000;

    /// <summary>
    /// Told of each message that is durably in quarantine, a fork among them: the place to raise an alarm. On the writer's
    /// thread, so it must neither block nor throw.
    /// </summary>
    public Action<LedgerEntry>? Quarantined { get; set; }

    /// <summary>Throws where a limit is outside its range.</summary>
    internal void Validate()
    {
        Require.InRange(InFlightMax, 1, 1_000_000, nameof(InFlightMax));
        Require.InRange(LingerMs, 0, 1_000, nameof(LingerMs));
        Require.InRange(RetryMsMax, 1, 600_000, nameof(RetryMsMax));
        Require.InRange(LookAgainMs, 100, 3_600_000, nameof(LookAgainMs));
    }
}
