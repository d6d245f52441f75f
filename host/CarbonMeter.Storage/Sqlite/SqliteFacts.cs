using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>Facts, one a row; other programs may add some while a host runs.</summary>
internal sealed class SqliteFacts(SqliteFile file, SettledMoment settled) : ITraceabilityFacts
{
    private const string Newest = "SELECT ifnull(max(number), 0) FROM facts";

    /// <summary>
    /// Adds a fact (?2) at a moment (?1), moved forward where it would run backwards or not lie after a moment that was asked
    /// about; ?3 is the meter whose key it tells, or null.
    /// </summary>
    internal const string InsertSql = """
        INSERT INTO facts(recorded_unix_ms, fact, key_of_meter) VALUES (
          max(?1, ifnull((SELECT recorded_unix_ms FROM facts ORDER BY number DESC LIMIT 1), 0), (SELECT unix_ms + 1 FROM settled)), ?2, ?3)
        """;

    public long Append(IReadOnlyList<TraceabilityFact> facts, long nowUnixMs) => file.Write(connection =>
    {
        foreach (var fact in facts) Append(connection, fact, nowUnixMs);
        return Schema.Scalar(connection, Newest);
    });

    /// <summary>Adds a fact in the transaction that is open.</summary>
    internal static void Append(SqliteConnection connection, TraceabilityFact fact, long nowUnixMs) => connection.Execute(
        InsertSql.Replace("?1", "@nowUnixMs").Replace("?2", "@text").Replace("?3", "@meter"),
        new { nowUnixMs, text = FactJson.Write(fact), meter = KeyOf(fact) });

    /// <summary>The meter whose key a fact tells; null where it tells none.</summary>
    internal static string? KeyOf(TraceabilityFact fact) => (fact as KeyEnrolled)?.MeterId;

    internal static IReadOnlyList<KeyEnrolled> KeysOf(SqliteConnection connection, string meterId) =>
    [
        .. connection.Query<string>("SELECT fact FROM facts WHERE key_of_meter = @meterId ORDER BY number", new { meterId })
            .Select(text => (KeyEnrolled)FactJson.Read(text)),
    ];

    public IReadOnlyList<RecordedFact> Facts(long? knownAtUnixMs = null, long afterNumber = 0)
    {
        settled.Settle(knownAtUnixMs);
        return file.Use("Reading", connection => (IReadOnlyList<RecordedFact>)
        [
            .. connection.Query<(long Number, long RecordedAtUnixMs, string Fact)>("""
                SELECT number, recorded_unix_ms, fact FROM facts WHERE number > @afterNumber AND recorded_unix_ms <= @knownAt ORDER BY number
                """, new { afterNumber, knownAt = knownAtUnixMs ?? long.MaxValue })
                .Select(row => new RecordedFact(row.Number, row.RecordedAtUnixMs, FactJson.Read(row.Fact))),
        ]);
    }

    public long NewestNumber() => file.Use("Reading", connection =>
        Schema.Scalar(connection, Newest));
}
