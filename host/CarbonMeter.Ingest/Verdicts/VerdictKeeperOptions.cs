namespace CarbonMeter.Ingest.Verdicts;

/// <summary>Limits of the keeper of verdicts.</summary>
public sealed class VerdictKeeperOptions
{
    /// <summary>Bindings judged and written at once, 1 to 10 000: records are not committed while a batch is written.</summary>
    public int BatchBindings { get; set; } = 100;

    /// <summary>
    /// How long a fact may wait that was added by another program, ms, 1 to 600 000: of those added by this one the keeper is told.
    /// </summary>
    public int PollMs { get; set; } = 500;

    /// <summary>Longest pause between attempts while judging fails, ms, 1 to 600 000.</summary>
    public int RetryMsMax { get; set; } = 5_000;

    /// <summary>Throws where a limit is outside its range.</summary>
    internal void Validate()
    {
        Require.InRange(BatchBindings, 1, 10_000, nameof(BatchBindings));
        Require.InRange(PollMs, 1, 600_000, nameof(PollMs));
        Require.InRange(RetryMsMax, 1, 600_000, nameof(RetryMsMax));
    }
}
