using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>Reads records as kept.</summary>
internal static class RecordReader
{
    // Sequences looked up by one statement.
    private const int WindowMax = 1_000;

    private const string Columns = "SELECT sequence, hash, bytes, received_unix_ms, gap_before, binding FROM records ";

    private const string OfMeter = "WHERE meter = (SELECT number FROM meters WHERE id = @meterId) AND sequence = ";

    /// <summary>
    /// The chain's state after the newest record. It is read from that record itself, so it can never disagree with it.
    /// </summary>
    internal static ChainState? HeadOf(SqliteFile file, string meterId) => file.Use("Reading", connection =>
        Read(connection, Columns + OfMeter + "(SELECT last_sequence FROM meters WHERE id = @meterId)", new { meterId }, meterId)
            .FirstOrDefault() is { } newest ? ChainState.After(KeptRecord.Decode(newest.Bytes), newest.Hash) : null);

    internal static StoredRecord? Find(SqliteFile file, string meterId, long sequence) => file.Use("Reading", connection =>
        Read(connection, Columns + OfMeter + "@sequence", new { meterId, sequence }, meterId).FirstOrDefault());

    internal static IReadOnlyList<QuarantinedMessage> Quarantined(
        SqliteFile file, QuarantineReason reason, string? meterId, long afterId, int limit) => file.Use("Reading", connection =>
        (IReadOnlyList<QuarantinedMessage>)
        [
            .. connection.Query<(long Id, string MeterId, long ReceivedUnixMs, long Reason, string Detail, byte[] Bytes)>("""
                SELECT quarantine.number, id, received_unix_ms, reason, detail, bytes FROM quarantine JOIN meters ON meters.number = meter
                WHERE reason = @reason AND quarantine.number > @afterId AND (@meterId IS NULL OR id = @meterId)
                ORDER BY quarantine.number LIMIT @limit
                """, new { reason = (int)reason, meterId, afterId, limit }).Select(row => new QuarantinedMessage(
                    row.Id, row.MeterId, row.ReceivedUnixMs, (QuarantineReason)row.Reason, row.Detail, row.Bytes)),
        ]);

    internal static IReadOnlyList<StoredRecord> After(SqliteConnection connection, string meterId, long afterSequence, int limit)
    {
        var meter = connection.QueryFirstOrDefault<(long Number, long Last)>(
            "SELECT number, last_sequence FROM meters WHERE id = @meterId", new { meterId });
        if (afterSequence >= meter.Last) return [];
        return [.. Between(connection, meter.Number, meterId, afterSequence + 1, meter.Last, limit).Take(limit)];
    }

    /// <summary>A meter's records from one sequence to another, both included, oldest first, read as they are asked for.</summary>
    internal static IEnumerable<StoredRecord> Between(
        SqliteConnection connection, long meter, string meterId, long first, long last, int windowMax = WindowMax)
    {
        // The index begins with the sequence, so one meter's records lie apart in it: each is looked up by itself.
        const string window = """
            WITH RECURSIVE wanted(n) AS (SELECT @first UNION ALL SELECT n + 1 FROM wanted WHERE n < @to)
            SELECT sequence, hash, bytes, received_unix_ms, gap_before, binding FROM wanted
            CROSS JOIN records ON records.sequence = n AND meter = @meter ORDER BY n
            """;
        const string next = """
            SELECT sequence FROM records WHERE sequence BETWEEN @first AND @last AND meter = @meter ORDER BY sequence LIMIT 1
            """;
        while (first <= last)
        {
            long to = Math.Min(last, first + Math.Clamp(windowMax, 1, WindowMax) - 1);
            var records = Read(connection, window, new { meter, first, to }, meterId);
            foreach (var record in records) yield return record;
            first = to + 1;
            // A long gap is not walked through: the index says where the meter goes on.
            if (records.Count == 0) first = connection.QueryFirstOrDefault<long?>(next, new { meter, first, last }) ?? last + 1;
        }
    }

    private static List<StoredRecord> Read(SqliteConnection connection, string sql, object parameters, string meterId) =>
    [
        .. connection.Query<(long Sequence, byte[] Hash, byte[] Bytes, long ReceivedAtUnixMs, long GapBefore, long Binding)>(sql, parameters)
            .Select(row => new StoredRecord(
                meterId, row.Sequence, row.Hash, row.Bytes, row.ReceivedAtUnixMs, row.GapBefore != 0, (int)row.Binding)),
    ];
}
