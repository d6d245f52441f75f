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
    private const string Columns = "SELECT @meterId, sequence, hash, bytes, received_unix_ms, gap_before FROM records "
        + "WHERE meter = (SELECT number FROM meters WHERE id = @meterId) ";

    /// <summary>
    /// The chain's state after the newest record. It is read from that record itself, so it can never disagree with it.
    /// </summary>
    internal static ChainState? HeadOf(SqliteFile file, string meterId) => file.Use("Reading", connection =>
        Read(connection, "ORDER BY sequence DESC LIMIT 1", new { meterId }, meterId).FirstOrDefault() is { } newest
            ? ChainState.After(KeptRecord.Decode(newest.Bytes), newest.Hash)
            : null);

    internal static StoredRecord? Find(SqliteFile file, string meterId, long sequence) => file.Use("Reading", connection =>
        Read(connection, "AND sequence = @sequence", new { meterId, sequence }, meterId).FirstOrDefault());

    internal static IReadOnlyList<StoredRecord> After(SqliteConnection connection, string meterId, long afterSequence, int limit) =>
        Read(connection, "AND sequence > @afterSequence ORDER BY sequence LIMIT @limit", new { meterId, afterSequence, limit }, meterId);

    private static List<StoredRecord> Read(SqliteConnection connection, string which, object parameters, string meterId) =>
    [
        .. connection.Query<(string, long Sequence, byte[] Hash, byte[] Bytes, long ReceivedAtUnixMs, long GapBefore)>(
            Columns + which, parameters).Select(row => new StoredRecord(
                meterId, row.Sequence, row.Hash, row.Bytes, row.ReceivedAtUnixMs, row.GapBefore != 0)),
    ];
}
