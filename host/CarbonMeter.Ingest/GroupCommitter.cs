using System;
using System.Collections.Generic;
using System.Threading;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Ingest;

/// <summary>Whether commits succeed.</summary>
/// <param name="IsHealthy">False from a failed commit to the next that succeeds.</param>
/// <param name="Failure">What the store said last; null while healthy.</param>
/// <param name="Attempts">How often the waiting batch has failed.</param>
public sealed record IngestHealth(bool IsHealthy, string? Failure, int Attempts)
{
    internal static readonly IngestHealth Good = new(true, null, 0);
}

/// <summary>
/// One queue, one writer; a batch is whatever waits. It is tried until the ledger takes it, whatever the ledger answered
/// before: committing again is harmless, so it does not matter whether a failed attempt happened or not, and no chain has to be
/// judged anew.
/// </summary>
internal sealed class GroupCommitter(ILedger ledger, IngestOptions options, IngestCounters counters) : IDisposable
{
    private const int RetryMsFirst = 10;

    private readonly object _gate = new();
    private readonly Queue<IngestMessage> _outside = new();
    private readonly List<LedgerEntry> _entries = [];
    private List<IngestMessage> _queue = [];
    private List<IngestMessage> _batch = [];
    private int _inFlight;
    private int _bindingCount = ledger.BindingCount;
    private bool _writerSleeps;
    private bool _stopping;
    private Thread? _writer;
    private IngestHealth _health = IngestHealth.Good;

    internal event Action? BindingsAdded;

    /// <summary>Told of each message that is durably in quarantine.</summary>
    internal required Action<IngestMessage> Quarantined { get; init; }

    internal IngestHealth Health => Volatile.Read(ref _health);

    internal int InFlight => Volatile.Read(ref _inFlight);

    internal void Start()
    {
        lock (_gate)
        {
            if (_writer is not null || _stopping) return;
            _writer = new Thread(Run) { Name = "ledger writer", IsBackground = true };
            _writer.Start();
        }
    }

    /// <summary>A place for one message; false where there is none: the message is told when there is.</summary>
    internal bool TryReserve(IngestMessage message)
    {
        lock (_gate)
        {
            if (_inFlight < options.InFlightMax)
            {
                _inFlight++;
                return true;
            }
            _outside.Enqueue(message);
            return false;
        }
    }

    /// <summary>Gives places back and tells as many of those who wait for one.</summary>
    internal void Release(int count)
    {
        lock (_gate) _inFlight -= count;
        for (int place = 0; place < count; place++)
        {
            IngestMessage? message;
            lock (_gate)
            {
                if (!_outside.TryDequeue(out message)) return;
            }
            Tell(message, static waiting => waiting.RoomMade());
        }
    }

    internal void Enqueue(IngestMessage message)
    {
        lock (_gate)
        {
            _queue.Add(message);
            if (_writerSleeps) Monitor.Pulse(_gate);
        }
    }

    /// <summary>One attempt at one batch; false where nothing waited.</summary>
    internal bool CommitWaiting()
    {
        if (_batch.Count == 0 && !TakeBatch()) return false;
        if (_entries.Count > 0) Commit();
        foreach (var message in _batch)
        {
            message.InFlight?.MarkDurable();
            counters.Count(message);
            Tell(message, static done => done.Complete(done.Outcome));
            if (message.Outcome.Result != IngestResult.Quarantined) continue;
            Quarantined(message);
            Tell(message, done => options.Quarantined?.Invoke(done.Entry!));
        }
        int completed = _batch.Count;
        _batch.Clear();
        _entries.Clear();
        Release(completed);
        TellOfBindings();
        return true;
    }

    public void Dispose()
    {
        Thread? writer;
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
            writer = _writer;
        }
        writer?.Join();
    }

    private void Run()
    {
        int retryMs = RetryMsFirst;
        while (WaitForWork())
        {
            try
            {
                CommitWaiting();
                retryMs = RetryMsFirst;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // Counted and shown by Commit; the batch stays, nobody was told anything, and the queue's limit holds.
                if (!PauseBeforeRetry(retryMs)) return;
                retryMs = Math.Min(retryMs * 2, options.RetryMsMax);
            }
        }
    }

    private void Commit()
    {
        try
        {
            ledger.Commit(_entries);
            counters.CountCommit();
            if (!_health.IsHealthy) Volatile.Write(ref _health, IngestHealth.Good);
        }
        catch (Exception failure)
        {
            counters.CountCommitFailure();
            Volatile.Write(ref _health, new IngestHealth(false, failure.Message, _health.Attempts + 1));
            throw;
        }
    }

    private bool TakeBatch()
    {
        lock (_gate) (_batch, _queue) = (_queue, _batch);
        foreach (var message in _batch)
        {
            if (message.Entry is not null) _entries.Add(message.Entry);
        }
        return _batch.Count > 0;
    }

    /// <summary>Sleeps until there is work and its company had time to come; false at the end.</summary>
    private bool WaitForWork()
    {
        lock (_gate)
        {
            while (_queue.Count == 0 && _batch.Count == 0 && !_stopping)
            {
                _writerSleeps = true;
                Monitor.Wait(_gate);
                _writerSleeps = false;
            }
            if (_stopping) return _queue.Count + _batch.Count > 0;
        }
        if (options.LingerMs > 0) Thread.Sleep(options.LingerMs);
        return true;
    }

    private bool PauseBeforeRetry(int ms)
    {
        long until = Environment.TickCount64 + ms;
        lock (_gate)
        {
            for (long left = ms; left > 0 && !_stopping; left = until - Environment.TickCount64)
                Monitor.Wait(_gate, (int)left);
            return !_stopping;
        }
    }

    private void TellOfBindings()
    {
        int count = ledger.BindingCount;
        if (count == _bindingCount) return;
        _bindingCount = count;
        Tell(BindingsAdded, static listeners => listeners?.Invoke());
    }

    // The writer must outlive a fault in the code of whoever handed the message in.
    private void Tell<T>(T whom, Action<T> what)
    {
        try
        {
            what(whom);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            counters.CountCompletionFault(fault);
        }
    }
}
