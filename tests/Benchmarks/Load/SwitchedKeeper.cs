using System;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Ingest.Verdicts;
using CarbonMeter.Storage.Sqlite;

namespace CarbonMeter.Benchmarks.Load;

/// <summary>The keeper of verdicts, to be switched on and off within one run.</summary>
internal sealed class SwitchedKeeper(SqliteStore store) : IDisposable
{
    private VerdictKeeper? _keeper;

    internal void Start()
    {
        _keeper ??= Chains.KeeperOf(store);
        _keeper.Start();
    }

    internal void Stop()
    {
        _keeper?.Dispose();
        _keeper = null;
    }

    internal void Wake() => _keeper?.Wake();

    /// <summary>Learns something new and has every binding judged by it, on this thread.</summary>
    internal void JudgeAll()
    {
        Stop();
        using var keeper = Chains.KeeperOf(store);
        while (keeper.RunOnce())
        {
        }
        store.Facts.Append([new FirmwareApproved("another")], 1);
        while (keeper.RunOnce())
        {
        }
    }

    public void Dispose() => Stop();
}
