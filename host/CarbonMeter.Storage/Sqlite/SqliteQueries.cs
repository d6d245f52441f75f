using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Records;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>The reading side: every question on a pooled connection of its own, in one snapshot of the file.</summary>
internal sealed class SqliteQueries(SqliteFile file, SettledMoment settled) : ILedgerQueries
{
    public IReadOnlyList<EnergySlot> Series(IReadOnlyList<string> meterIds, SlotLength length, long fromUnixSeconds,
        long toUnixSeconds, long? receivedByUnixMs = null)
    {
        settled.Settle(receivedByUnixMs);
        return InSnapshot(connection =>
        {
            var slots = new SlotReader(connection, MeterNumbers.Read(connection, meterIds), receivedByUnixMs);
            return KeptRecord.InOrder(slots.Read(length, fromUnixSeconds, toUnixSeconds));
        });
    }

    public IReadOnlyList<GasSlot> GasHours(
        IReadOnlyList<string> meterIds, long fromUnixSeconds, long toUnixSeconds, long? receivedByUnixMs = null)
    {
        settled.Settle(receivedByUnixMs);
        return InSnapshot(connection => (IReadOnlyList<GasSlot>)[.. GasStore.Read(
            connection, MeterNumbers.Read(connection, meterIds), fromUnixSeconds, toUnixSeconds, receivedByUnixMs ?? long.MaxValue)]);
    }

    public IReadOnlyList<EnergyTotals> Totals(
        IReadOnlyList<string> meterIds, long fromUnixSeconds, long toUnixSeconds, long? receivedByUnixMs = null)
    {
        settled.Settle(receivedByUnixMs);
        return InSnapshot(connection =>
        {
            var slots = new SlotReader(connection, MeterNumbers.Read(connection, meterIds), receivedByUnixMs);
            return TotalsPlan.Sum(TotalsPlan.Pieces(fromUnixSeconds, toUnixSeconds)
                .SelectMany(piece => slots.Read(piece.Length, piece.From, piece.To)));
        });
    }

    public (long FromUnixSeconds, long ToUnixSeconds)? Span(IReadOnlyList<string> meterIds) => InSnapshot(connection =>
    {
        var rows = connection.Query<(string Id, long? First, long? Last)>(
            "SELECT id, first_start_unix_s, last_end_unix_s FROM meters WHERE first_start_unix_s IS NOT NULL");
        var wanted = meterIds.Count == 0 ? null : meterIds.ToHashSet(StringComparer.Ordinal);
        var found = rows.Where(row => wanted is null || wanted.Contains(row.Id)).ToList();
        return found.Count == 0 ? ((long, long)?)null : (found.Min(row => row.First!.Value), found.Max(row => row.Last!.Value));
    });

    public IReadOnlyList<MeterStanding> Standings() => InSnapshot(connection => (IReadOnlyList<MeterStanding>)
    [
        .. connection.Query<StandingRow>("""
            SELECT id.id AS MeterId, ifnull(records, 0) AS Records, ifnull(last_sequence, 0) AS LastSequence,
              last_received_unix_ms AS LastReceivedAtUnixMs, last_end_unix_s AS LastIntervalEndUnixSeconds,
              (SELECT count(*) FROM records WHERE meter = meters.number AND gap_before = 1) AS ChainGaps,
              ifnull(quarantined, 0) AS QuarantinedMessages, ifnull(forks, 0) AS Forks,
              ifnull(quarantine_dropped, 0) AS QuarantineDropped
            FROM (SELECT id FROM meters UNION SELECT id FROM registered_meters) AS id LEFT JOIN meters ON meters.id = id.id
            ORDER BY id.id
            """).Select(row => new MeterStanding(row.MeterId, row.Records, row.LastSequence, row.LastReceivedAtUnixMs,
                row.LastIntervalEndUnixSeconds, row.ChainGaps, row.QuarantinedMessages, row.Forks, row.QuarantineDropped)),
    ]);

    public IReadOnlyList<StoredRecord> Records(string meterId, long afterSequence, int limit) =>
        InSnapshot(connection => RecordReader.After(connection, meterId, afterSequence, limit));

    public IReadOnlyList<StoredEvent> Events(string? meterId, int limit) => file.Use("Reading", connection =>
    {
        string of = meterId is null ? "" : "AND meter = (SELECT number FROM meters WHERE id = @meterId)";
        var bytes = connection.Query<byte[]>(
            $"SELECT bytes FROM records WHERE kind = 2 {of} ORDER BY number DESC LIMIT @limit", new { meterId, limit });
        return (IReadOnlyList<StoredEvent>)[.. bytes.Select(KeptRecord.Decode).OfType<EventRecord>().Select(KeptRecord.Event)];
    });

    public IReadOnlyList<QuarantinedMessage> Quarantine(long beforeId, int limit) => file.Use("Reading", connection =>
    {
        var rows = connection.Query<(long Id, string MeterId, long ReceivedAtUnixMs, long Reason, string Detail, byte[] Bytes)>("""
            SELECT quarantine.number, meters.id, received_unix_ms, reason, detail, bytes
            FROM quarantine JOIN meters ON meters.number = meter
            WHERE quarantine.number < @beforeId ORDER BY quarantine.number DESC LIMIT @limit
            """, new { beforeId, limit });
        return (IReadOnlyList<QuarantinedMessage>)[.. rows.Select(row => new QuarantinedMessage(
            row.Id, row.MeterId, row.ReceivedAtUnixMs, (QuarantineReason)row.Reason, row.Detail, row.Bytes))];
    });

    public (long Records, long Quarantined) Counts() => file.Use("Reading", connection =>
        connection.QuerySingle<(long, long)>("SELECT ifnull(sum(records), 0), ifnull(sum(quarantined), 0) FROM meters"));

    // Several statements that must see the same moment: a commit between them would be counted in one and missed in the other.
    private T InSnapshot<T>(Func<SqliteConnection, T> read) => file.Use("Reading", connection =>
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        return read(connection);
    });

    // SQLite gives computed columns no type when there is no row, so they cannot be matched to a constructor.
    private sealed class StandingRow
    {
        public string MeterId { get; set; } = "";
        public long Records { get; set; }
        public long LastSequence { get; set; }
        public long? LastReceivedAtUnixMs { get; set; }
        public long? LastIntervalEndUnixSeconds { get; set; }
        public long ChainGaps { get; set; }
        public long QuarantinedMessages { get; set; }
        public long Forks { get; set; }
        public long QuarantineDropped { get; set; }
    }
}
