using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability;
using Dapper;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>Facts, one a row; other programs may add some while a host runs.</summary>
internal sealed class SqliteFacts(SqliteFile file, SettledMoment settled) : ITraceabilityFacts
{
    public long Append(IReadOnlyList<TraceabilityFact> facts, long nowUnixMs) => file.Write(connection =>
    {
        var (number, last) = connection.QueryFirstOrDefault<(long, long)>(
            "SELECT number, recorded_unix_ms FROM facts ORDER BY number DESC LIMIT 1");
        if (facts.Count == 0) return number;
        long recorded = SettledMoment.After(connection, nowUnixMs, last);
        foreach (var fact in facts)
        {
            number++;
            connection.Execute("INSERT INTO facts(number, recorded_unix_ms, fact) VALUES (@number, @recorded, @text)",
                new { number, recorded, text = FactJson.Write(fact) });
        }
        return number;
    });

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
        Schema.Scalar(connection, "SELECT ifnull(max(number), 0) FROM facts"));
}
