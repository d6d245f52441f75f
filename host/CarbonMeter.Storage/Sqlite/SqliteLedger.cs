using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using SQLitePCL;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>
/// The writer: one connection held open, its statements prepared once, one transaction a batch. Records are appended in the
/// order of arrival; rollups and standings are added up in memory first and written once a batch. The connection is below
/// ADO.NET and without SQLite's own lock, which would be taken dozens of times a record: the gate here is taken once a batch.
/// </summary>
internal sealed class SqliteLedger : ILedger, IDisposable
{
    // Pages the write-ahead log holds before they are copied into the file: hot pages are then copied once, not each time.
    private const int CheckpointPages = 2_000;

    // Each meter's newest records have a page of the index of their own: a thousand meters' worth should not be read again.
    private const int CacheKibibytes = 32_768;

    // Entries fetched at a time: enough to overlap, few enough to be still there when it is their turn.
    private const int FetchedAhead = 16;

    private readonly SqliteFile _file;
    private readonly LedgerLimits _limits;
    private readonly sqlite3 _database;
    private readonly WriterStatements _sql;
    private readonly GasStatement _gas;
    private readonly Dictionary<string, MeterStand> _meters = new(StringComparer.Ordinal);
    private readonly List<MeterStand> _touched = [];
    private long _settledUnixMs;
    private int _bindingCount;
    private int _newestBinding;
    private int _fetched;
    private bool _closed;

    internal SqliteLedger(SqliteFile file, LedgerLimits limits)
    {
        _file = file;
        _limits = limits;
        const int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX;
        int code = raw.sqlite3_open_v2(file.Path, out _database, flags, null);
        try
        {
            if (code != raw.SQLITE_OK) throw SqliteFailure.From(file.Path, "Opening", _database, code);
            Pragma("synchronous = FULL");
            // Meters and bindings are referred to by numbers the writer has just read or given: to look each up again for every row
            // took a fifth of a commit.
            Pragma("foreign_keys = OFF");
            Pragma("busy_timeout = 10000");
            Pragma($"wal_autocheckpoint = {CheckpointPages}");
            Pragma($"cache_size = -{CacheKibibytes}");
            _sql = new WriterStatements(file.Path, _database);
            _gas = new GasStatement(file.Path, _database);
            _bindingCount = _newestBinding = _sql.CountBindings();
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <summary>Sets or asks for a setting of the writer's connection; what it answers, 0 where that is nothing.</summary>
    internal long Pragma(string pragma)
    {
        using var statement = new Statement(_file.Path, _database, "PRAGMA " + pragma);
        if (!statement.Read()) return 0;
        long value = statement.Long(0);
        statement.Reset();
        return value;
    }

    public void Commit(IReadOnlyList<LedgerEntry> batch)
    {
        lock (_file.WriteGate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            try
            {
                _sql.Begin.Run();
                _settledUnixMs = _sql.ReadSettled();
                for (int index = 0; index < batch.Count; index++)
                {
                    if (index % FetchedAhead == 0) Fetch(batch, index);
                    Append(batch[index]);
                }
                WriteSums();
                _sql.Commit.Run();
                Volatile.Write(ref _bindingCount, _newestBinding);
            }
            catch
            {
                _newestBinding = _bindingCount;
                // What the transaction saw is void, the cached standings and slots with it. SQLite may have rolled back already.
                _meters.Clear();
                _sql.RollbackIfOpen();
                throw;
            }
            finally
            {
                _touched.Clear();
            }
        }
    }

    public int BindingCount => Volatile.Read(ref _bindingCount);

    public ChainState? HeadOf(string meterId) => RecordReader.HeadOf(_file, meterId);

    public StoredRecord? Find(string meterId, long sequence) => RecordReader.Find(_file, meterId, sequence);

    public IReadOnlyList<KeyEnrolled> KeysOf(string meterId) =>
        _file.Use("Reading", connection => SqliteFacts.KeysOf(connection, meterId));

    public IReadOnlyList<QuarantinedMessage> Quarantined(QuarantineReason reason, string? meterId, long afterId, int limit) =>
        RecordReader.Quarantined(_file, reason, meterId, afterId, limit);

    public void Dispose()
    {
        lock (_file.WriteGate)
        {
            _closed = true;
            _sql.Dispose();
            _gas.Dispose();
            _database.Dispose();
        }
    }

    // Another thread made the entries, so each of their objects has to come from memory: asked for together, their ways overlap.
    private void Fetch(IReadOnlyList<LedgerEntry> batch, int from)
    {
        int touched = 0;
        for (int index = from; index < Math.Min(from + FetchedAhead, batch.Count); index++)
        {
            var entry = batch[index];
            touched += entry.MeterId.Length + entry.Bytes.Length + (entry.Hash?.Length ?? 0);
            if (entry.Summary is { } record && record.Hours is [var sum, ..]) touched += sum.Intervals;
        }
        _fetched = touched;
    }

    private void Append(LedgerEntry entry)
    {
        var meter = StandOf(entry.MeterId);
        if (entry.WasHeld) Release(meter, entry.Bytes);
        if (entry.Summary is not null) AppendAccepted(meter, entry, entry.Summary);
        else if (entry.Reason is { } reason) AppendQuarantined(meter, entry.Bytes, entry.ReceivedAtUnixMs, reason, entry.Detail ?? "");
    }

    private void AppendAccepted(MeterStand meter, LedgerEntry entry, RecordSummary record)
    {
        byte[] hash = entry.Hash!;
        long received = Math.Max(entry.ReceivedAtUnixMs, _settledUnixMs + 1);
        int inserted = _sql.InsertRecord.Bind(1, meter.Number).Bind(2, record.Sequence).Bind(3, (long)record.Kind)
            .Bind(4, entry.GapBefore ? 1 : 0).Bind(5, received)
            .Bind(8, BindingNumberOf(meter, entry.Binding!)).Run(6, hash, 7, entry.Bytes);
        if (inserted == 0)
        {
            KeepFork(meter, entry, record, hash);
            return;
        }
        if (entry.Fact is not null) AppendFact(entry.Fact, received);
        if (record.Sequence < meter.LastSequence) _sql.ClearGap.Bind(1, meter.Number).Bind(2, record.Sequence + 1).Run();
        meter.LastSequence = Math.Max(meter.LastSequence, record.Sequence);
        meter.LastReceivedUnixMs = Math.Max(meter.LastReceivedUnixMs ?? 0, received);
        meter.Records++;
        Touch(meter);
        long keptEnd = meter.LastEndUnixSeconds ?? long.MinValue;
        meter.Hours.Add(meter.BindingNumber, record, received, keptEnd);
        meter.Days.Add(meter.BindingNumber, record, received, keptEnd);
        if (record.FirstStartUnixSeconds is { } start) meter.FirstStartUnixSeconds = Math.Min(meter.FirstStartUnixSeconds ?? start, start);
        if (record.EndUnixSeconds is { } end) meter.LastEndUnixSeconds = Math.Max(meter.LastEndUnixSeconds ?? end, end);
        _gas.Add(meter.Number, record, received);
    }

    private void AppendFact(TraceabilityFact fact, long nowUnixMs) =>
        _sql.InsertFact.Bind(1, nowUnixMs).Bind(2, FactJson.Write(fact)).Bind(3, SqliteFacts.KeyOf(fact)).Run();

    private void Release(MeterStand meter, byte[] bytes)
    {
        if (_sql.DeleteQuarantined.Bind(1, meter.Number).Bind(2, SHA256.HashData(bytes)).Run() == 0) return;
        meter.Quarantined--;
        meter.QuarantinedBytes -= bytes.Length;
        Touch(meter);
    }

    private int BindingNumberOf(MeterStand meter, RecordBinding binding)
    {
        if (!ReferenceEquals(binding, meter.Binding))
        {
            if (!binding.Equals(meter.Binding)) meter.BindingNumber = _sql.NumberOf(meter.Number, binding);
            meter.Binding = binding;
            _newestBinding = Math.Max(_newestBinding, meter.BindingNumber);
        }
        return meter.BindingNumber;
    }

    // Whoever judged the record did not see the one that is here; the ledger does not lose either of them.
    private void KeepFork(MeterStand meter, LedgerEntry entry, RecordSummary record, byte[] hash)
    {
        byte[] kept = _sql.ReadHash(meter.Number, record.Sequence);
        if (RecordHash.AreEqual(kept, hash)) return;
        AppendQuarantined(meter, entry.Bytes, entry.ReceivedAtUnixMs, QuarantineReason.Fork,
            ForkDetail.Of(record.Sequence, kept, hash));
    }

    private void AppendQuarantined(MeterStand meter, byte[] bytes, long receivedAtUnixMs, QuarantineReason reason, string detail)
    {
        byte[] hash = SHA256.HashData(bytes);
        if (_limits.IsFull(meter.Quarantined, meter.QuarantinedBytes, bytes.Length, reason))
        {
            if (_sql.IsQuarantined(meter.Number, hash)) return;
            meter.Dropped++;
            Touch(meter);
            return;
        }
        int inserted = _sql.InsertQuarantined.Bind(1, meter.Number).Bind(2, receivedAtUnixMs).Bind(3, (long)reason).Bind(4, detail)
            .Bind(5, hash).Bind(6, bytes).Run();
        if (inserted == 0) return;
        meter.Quarantined++;
        meter.QuarantinedBytes += bytes.Length;
        if (reason == QuarantineReason.Fork) meter.Forks++;
        Touch(meter);
    }

    private MeterStand StandOf(string meterId)
    {
        if (_meters.TryGetValue(meterId, out var meter)) return meter;
        _sql.InsertMeter.Bind(1, meterId).Run();
        meter = _sql.ReadMeter(meterId);
        _meters.Add(meterId, meter);
        return meter;
    }

    private void Touch(MeterStand meter)
    {
        if (meter.IsTouched) return;
        meter.IsTouched = true;
        _touched.Add(meter);
    }

    private void WriteSums()
    {
        foreach (var meter in _touched)
        {
            meter.Hours.Write();
            meter.Days.Write();
            _sql.UpdateMeter.Bind(1, meter.Number).Bind(2, meter.Records).Bind(3, meter.LastSequence)
                .Bind(4, meter.LastReceivedUnixMs).Bind(5, meter.FirstStartUnixSeconds).Bind(6, meter.LastEndUnixSeconds)
                .Bind(7, meter.Quarantined).Bind(8, meter.Forks).Bind(9, meter.QuarantinedBytes).Bind(10, meter.Dropped).Run();
            meter.IsTouched = false;
        }
    }
}
