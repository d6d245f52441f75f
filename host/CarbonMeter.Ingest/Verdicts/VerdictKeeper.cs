using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Ingest.Verdicts;

/// <summary>Makes the judge of what is known: from facts, in the order of knowing, to the timeline of a binding. Pure.</summary>
public delegate Func<RecordBinding, IReadOnlyList<VerdictSpan>> MakeJudge(IReadOnlyList<RecordedFact> facts);

/// <summary>Whether judging succeeds.</summary>
/// <param name="IsHealthy">False from a failed batch to the next that succeeds.</param>
/// <param name="Failure">What failed last; null while healthy.</param>
/// <param name="Attempts">How often the batch that is due has failed.</param>
public sealed record VerdictHealth(bool IsHealthy, string? Failure, int Attempts)
{
    internal static readonly VerdictHealth Good = new(true, null, 0);
}

/// <summary>
/// Keeps the verdicts up with what is known. After a fact it goes through the bindings by number, a batch at a time, and a new
/// binding is judged by the facts the others are judged by. How far it has come is kept with the verdicts of each batch, so it
/// goes on where it was ended. It stands beside the ingest: nothing that is acknowledged waits for it.
/// </summary>
/// <param name="facts">What is known.</param>
/// <param name="verdicts">Where bindings are found and verdicts kept.</param>
/// <param name="makeJudge">The judge.</param>
/// <param name="clock">The host's clock.</param>
/// <param name="options">Limits; the defaults where null.</param>
public sealed class VerdictKeeper(
    ITraceabilityFacts facts, IVerdicts verdicts, MakeJudge makeJudge, TimeProvider clock, VerdictKeeperOptions? options = null) : IDisposable
{
    private const int RetryMsFirst = 10;

    private readonly VerdictKeeperOptions _options = Validated(options ?? new VerdictKeeperOptions());
    private readonly Lock _running = new();
    private readonly object _gate = new();
    private readonly List<RecordedFact> _facts = [];
    private Func<RecordBinding, IReadOnlyList<VerdictSpan>>? _judge;
    private long _judgeOfFact = -1;
    private bool _isWoken;
    private bool _stopping;
    private Thread? _thread;
    private VerdictHealth _health = VerdictHealth.Good;

    /// <summary>Whether judging succeeds, and what the last failure was.</summary>
    public VerdictHealth Health => Volatile.Read(ref _health);

    /// <summary>How far judging has come.</summary>
    /// <exception cref="Domain.Ledger.LedgerException">The store cannot be read.</exception>
    public JudgingProgress Progress => verdicts.Progress();

    /// <summary>Starts judging on a thread of its own.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_thread is not null || _stopping) return;
            _thread = new Thread(Run) { Name = "verdict keeper", IsBackground = true };
            _thread.Start();
        }
    }

    /// <summary>Says that there is a new fact or binding. It only saves waiting: what is new is found without it too.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Judges one batch, on the caller's thread; false where all bindings reflect all facts.</summary>
    /// <exception cref="Domain.Ledger.LedgerException">The store failed; the same batch is tried again by the next call.</exception>
    public bool RunOnce()
    {
        lock (_running)
        {
            var progress = verdicts.Progress();
            if (progress.RunningForFact is null && facts.NewestNumber() is var newest && newest > progress.JudgedThroughFact)
                progress = progress with { RunningForFact = newest, BindingsDone = 0 };
            else if (progress.RunningForFact is null && progress.BindingsDone >= progress.BindingsTotal) return false;
            var batch = verdicts.Bindings(progress.BindingsDone, _options.BatchBindings);
            var judge = JudgeOf(progress.RunningForFact ?? progress.JudgedThroughFact);
            verdicts.Decide([.. batch.Select(binding => (binding.Number, Judged(judge, binding)))], After(progress, batch),
                clock.GetUtcNow().ToUnixTimeMilliseconds());
            return true;
        }
    }

    /// <summary>Ends judging after the batch that is under way.</summary>
    public void Dispose()
    {
        Thread? thread;
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
            thread = _thread;
        }
        thread?.Join();
    }

    private static JudgingProgress After(JudgingProgress progress, IReadOnlyList<NumberedBinding> batch)
    {
        int done = batch.Count == 0 ? progress.BindingsDone : batch[^1].Number;
        if (progress.RunningForFact is not { } fact || done < progress.BindingsTotal) return progress with { BindingsDone = done };
        return new JudgingProgress(fact, null, done, progress.BindingsTotal);
    }

    private static IReadOnlyList<VerdictSpan> Judged(Func<RecordBinding, IReadOnlyList<VerdictSpan>> judge, NumberedBinding binding)
    {
        try
        {
            return judge(binding.Binding);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The judge is to answer whatever it is asked: without the binding the fault could not be found.
            throw new InvalidOperationException(
                $"Binding {binding.Number} of meter {binding.Binding.MeterId} cannot be judged: {fault.Message}", fault);
        }
    }

    // Facts are only ever added and numbered without a gap, so what was read before is not read again.
    private Func<RecordBinding, IReadOnlyList<VerdictSpan>> JudgeOf(long fact)
    {
        if (_judge is not null && _judgeOfFact == fact) return _judge;
        if (_facts.Count < fact) _facts.AddRange(facts.Facts(null, _facts.Count));
        _judge = makeJudge([.. _facts.TakeWhile(recorded => recorded.Number <= fact)]);
        _judgeOfFact = fact;
        return _judge;
    }

    private void Run()
    {
        int pauseMs = RetryMsFirst;
        while (!Volatile.Read(ref _stopping))
        {
            try
            {
                if (RunOnce())
                {
                    MarkGood();
                    continue;
                }
                MarkGood();
                Pause(_options.PollMs, untilWoken: true);
                pauseMs = RetryMsFirst;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // Shown until a batch succeeds; nothing was decided, and the same batch comes again.
                Volatile.Write(ref _health, new VerdictHealth(false, failure.Message, _health.Attempts + 1));
                Pause(pauseMs, untilWoken: false);
                pauseMs = Math.Min(pauseMs * 2, _options.RetryMsMax);
            }
        }
    }

    private void MarkGood()
    {
        if (!_health.IsHealthy) Volatile.Write(ref _health, VerdictHealth.Good);
    }

    private void Pause(int ms, bool untilWoken)
    {
        long until = Environment.TickCount64 + ms;
        lock (_gate)
        {
            for (long left = ms; left > 0 && !_stopping && !(untilWoken && _isWoken); left = until - Environment.TickCount64)
                Monitor.Wait(_gate, (int)left);
            if (untilWoken) _isWoken = false;
        }
    }

    private static VerdictKeeperOptions Validated(VerdictKeeperOptions options)
    {
        options.Validate();
        return options;
    }
}
