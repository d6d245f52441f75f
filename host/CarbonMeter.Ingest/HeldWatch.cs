using System;
using System.Threading;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Ingest;

/// <summary>The thread that looks at held messages from time to time; a store that fails is asked again the next time.</summary>
internal sealed class HeldWatch : IDisposable
{
    private readonly object _gate = new();
    private readonly HeldMessages _held;
    private readonly IngestCounters _counters;
    private readonly int _periodMs;
    private readonly Thread _thread;
    private bool _hasRoom;
    private bool _stopping;

    internal HeldWatch(HeldMessages held, IngestCounters counters, int periodMs)
    {
        _held = held;
        _counters = counters;
        _periodMs = periodMs;
        held.RoomMade = Wake;
        _thread = new Thread(Run) { Name = "held messages", IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }
        _thread.Join();
    }

    private void Wake()
    {
        lock (_gate)
        {
            _hasRoom = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        do
        {
            try
            {
                _held.LookAgain();
            }
            catch (LedgerException failure)
            {
                _counters.CountHeldFailure(failure);
            }
        }
        while (WaitForNext());
    }

    /// <summary>Sleeps for a period, or until there is room for what had none; false at the end.</summary>
    private bool WaitForNext()
    {
        lock (_gate)
        {
            if (!_hasRoom && !_stopping) Monitor.Wait(_gate, _periodMs);
            _hasRoom = false;
            return !_stopping;
        }
    }
}
