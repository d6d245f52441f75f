using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using CarbonMeter.Domain.Traceability;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>
/// Verdicts beside the records. A span is a row that is never changed but for the moment it was superseded; the text of a verdict
/// is kept once, however many bindings share it.
/// </summary>
internal sealed class SqliteVerdicts(SqliteFile file, SettledMoment settled) : IVerdicts
{
    // Read and decoded once as long as it is in use.
    private const int DecodedMax = 4_096;
    private readonly ConcurrentDictionary<long, ChainVerdict> _decoded = new();

    public IReadOnlyList<NumberedBinding> Bindings(int afterNumber = 0, int limit = int.MaxValue) => file.Use("Reading", connection =>
        (IReadOnlyList<NumberedBinding>)
        [
            .. connection.Query<(long Number, string MeterId, byte[] ParameterSet, string Firmware, byte[] Key)>("""
                SELECT bindings.number, id, parameter_set_hash, firmware_id, public_key_hash
                FROM bindings JOIN meters ON meters.number = meter WHERE bindings.number > @afterNumber ORDER BY bindings.number LIMIT @limit
                """, new { afterNumber, limit }).Select(row => new NumberedBinding(
                    (int)row.Number, new RecordBinding(row.MeterId, row.ParameterSet, row.Firmware, row.Key))),
        ]);

    public IReadOnlyList<KeptVerdict> Verdicts(IReadOnlyList<int> bindingNumbers, long? asOfUnixMs = null)
    {
        settled.Settle(asOfUnixMs);
        if (bindingNumbers.Count == 0) return [];
        var wanted = bindingNumbers.ToHashSet();
        return file.Use("Reading", connection => Read(connection, """
            WHERE binding BETWEEN @first AND @last AND decided_unix_ms <= @asOf AND ifnull(superseded_unix_ms > @asOf, 1)
            ORDER BY binding, from_unix_s
            """, new { first = wanted.Min(), last = wanted.Max(), asOf = asOfUnixMs ?? long.MaxValue }, wanted.Contains));
    }

    public IReadOnlyList<KeptVerdict> History(int bindingNumber) => file.Use("Reading", connection => Read(
        connection, "WHERE binding = @bindingNumber ORDER BY decided_unix_ms, from_unix_s", new { bindingNumber }, _ => true));

    public JudgingProgress Progress() => file.Use("Reading", connection =>
    {
        var (through, running, done, total) = connection.QuerySingle<(long, long?, long, long)>("""
            SELECT judged_through_fact, running_for_fact, bindings_done, (SELECT ifnull(max(number), 0) FROM bindings) FROM judging
            """);
        return new JudgingProgress(through, running, (int)done, (int)total);
    });

    public void Decide(
        IReadOnlyList<(int BindingNumber, IReadOnlyList<VerdictSpan> Spans)> verdicts, JudgingProgress progress, long nowUnixMs) =>
        file.Write(connection =>
        {
            int bindings = (int)Schema.Scalar(connection, "SELECT ifnull(max(number), 0) FROM bindings");
            long decided = SettledMoment.After(connection, nowUnixMs, Schema.Scalar(connection, "SELECT decided_unix_ms FROM judging"));
            var texts = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var (binding, spans) in verdicts)
            {
                VerdictRules.Check(binding, bindings, spans);
                Replace(connection, binding, [.. spans.Select(span => new Row(
                    span.FromUnixSeconds, span.ToUnixSeconds, TextNumber(connection, texts, VerdictJson.Write(span.Verdict))))], decided);
            }
            connection.Execute("""
                UPDATE judging SET judged_through_fact = @JudgedThroughFact, running_for_fact = @RunningForFact,
                  bindings_done = @BindingsDone, decided_unix_ms = @decided
                """, new { progress.JudgedThroughFact, progress.RunningForFact, progress.BindingsDone, decided });
            return 0;
        });

    private sealed record Row(long From, long To, long Verdict);

    private static void Replace(SqliteConnection connection, int binding, IReadOnlyList<Row> spans, long decided)
    {
        var held = connection.Query<(long Number, long From, long To, long Verdict)>("""
            SELECT number, from_unix_s, to_unix_s, verdict FROM verdicts WHERE binding = @binding AND superseded_unix_ms IS NULL
            """, new { binding }).ToDictionary(row => new Row(row.From, row.To, row.Verdict), row => row.Number);
        var added = spans.Where(span => !held.Remove(span)).ToList();
        foreach (long number in held.Values)
            connection.Execute("UPDATE verdicts SET superseded_unix_ms = @decided WHERE number = @number", new { decided, number });
        foreach (var span in added)
        {
            connection.Execute("""
                INSERT INTO verdicts(binding, from_unix_s, to_unix_s, verdict, decided_unix_ms) VALUES (@binding, @From, @To, @Verdict, @decided)
                """, new { binding, span.From, span.To, span.Verdict, decided });
        }
    }

    private static long TextNumber(SqliteConnection connection, Dictionary<string, long> known, string text)
    {
        if (known.TryGetValue(text, out long number)) return number;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        connection.Execute("INSERT INTO verdict_texts(hash, text) VALUES (@hash, @text) ON CONFLICT DO NOTHING", new { hash, text });
        number = connection.QuerySingle<long>("SELECT number FROM verdict_texts WHERE hash = @hash", new { hash });
        known.Add(text, number);
        return number;
    }

    private IReadOnlyList<KeptVerdict> Read(SqliteConnection connection, string which, object parameters, Func<int, bool> isWanted) =>
    [
        .. connection.Query<(long Binding, long From, long To, long Verdict, long Decided, long? Superseded)>(
            "SELECT binding, from_unix_s, to_unix_s, verdict, decided_unix_ms, superseded_unix_ms FROM verdicts " + which, parameters)
            .Where(row => isWanted((int)row.Binding)).AsList()
            .Select(row => new KeptVerdict((int)row.Binding,
                new VerdictSpan(row.From, row.To, Decoded(connection, row.Verdict)), row.Decided, row.Superseded)),
    ];

    private ChainVerdict Decoded(SqliteConnection connection, long number)
    {
        if (_decoded.TryGetValue(number, out var verdict)) return verdict;
        if (_decoded.Count >= DecodedMax) _decoded.Clear();
        return _decoded[number] = VerdictJson.Read(
            connection.QuerySingle<string>("SELECT text FROM verdict_texts WHERE number = @number", new { number }));
    }
}
