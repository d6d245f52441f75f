using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Tests;

/// <summary>The texts in the file: facts are kept for ever in a form that must not change, verdicts once for all who share them.</summary>
public sealed class KeptTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Facts_are_kept_in_this_form_for_ever()
    {
        string[] expected =
        [
            """{"fact":"certificateAdded","hash":"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=","bytes":"AP88eG1s"}""",
            """{"fact":"certificateRevoked","hash":"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=","fromUnixSeconds":-5,"why":"the bench was found \"wet\" <&> 湿"}""",
            """{"fact":"laboratoryPut","laboratory":{"code":"CNAS L0001","name":"省计量院","isNationalInstitute":true,"signerNames":["CN=省计量院, C=CN"],"scopes":[{"quantity":"activeEnergy","rangeFrom":0.010,"rangeTo":120.00,"unit":"\\ampere","capabilityPpm":250.5,"methods":["JJG 596"],"accreditedFrom":"2024-02-29","accreditedTo":"2030-01-01"}]}}""",
            """{"fact":"anchorTrusted","certificateDer":"AQID","name":"root"}""",
            """{"fact":"anchorDistrusted","certificateHash":"AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=","why":"stolen"}""",
            """{"fact":"revocationListAdded","listDer":"CQ=="}""",
            """{"fact":"instrumentPut","instrument":{"meterId":"m1","manufacturer":"maker","model":"model","serial":"serial","classLimitPpm":10000,"use":[{"quantity":"current","from":0.1,"to":60,"unit":"\\ampere"}]}}""",
            """{"fact":"firmwareApproved","firmwareId":"test-1"}""",
            """{"fact":"firmwareWithdrawn","firmwareId":"test-1","fromUnixSeconds":1700000000,"why":"counts twice"}""",
            $$"""{"fact":"keyEnrolled","meterId":"m1","publicKey":"{{new string('A', 86)}}==","fromSequence":1,"byRecordHash":null}""",
            $$"""{"fact":"keyEnrolled","meterId":"m1","publicKey":"{{new string('A', 86)}}==","fromSequence":77,"byRecordHash":"AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM="}""",
            """{"fact":"keyRevoked","meterId":"m1","publicKeyHash":"BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ=","fromUnixSeconds":1700000000,"why":"copied"}""",
            """{"fact":"meterOpened","meterId":"m1","atUnixSeconds":1700000000,"why":"seal broken"}""",
            """{"fact":"enrolmentReceived","meterId":"m1","request":"0oQ="}""",
            """{"fact":"factorUncertaintyStated","factorSetHash":"BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=","standardUncertaintyPpm":25000,"source":"national inventory report"}""",
        ];
        Assert.Equal(expected, TraceabilityContract.EveryFact.Select(FactJson.Write));
        Assert.Equal(expected, expected.Select(text => FactJson.Write(FactJson.Read(text))));
    }

    [Fact]
    public void Every_fact_there_is_has_a_name_to_be_kept_by()
    {
        var kinds = typeof(TraceabilityFact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TraceabilityFact)));
        Assert.Equal(kinds.ToHashSet(), FactJson.Names.Select(named => named.Type).ToHashSet());
        Assert.Equal(kinds.ToHashSet(), TraceabilityContract.EveryFact.Select(fact => fact.GetType()).ToHashSet());
        Assert.Equal(FactJson.Names.Length, FactJson.Names.Select(named => named.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"fact":"somethingNew"}""")]
    [InlineData("""{"fact":"firmwareApproved"}""")]
    [InlineData("""{"fact":"firmwareApproved","firmwareId":null}""")]
    [InlineData("""{"fact":"firmwareApproved","firmwareId":"a","more":1}""")]
    public void A_fact_that_cannot_be_read_back_is_said_and_not_left_out(string text)
    {
        using var store = SqliteStore.Open(Path);
        store.Facts.Append([new FirmwareApproved("a")], 1_000);
        Run("UPDATE facts SET fact = ?1", text);
        Assert.Contains("cannot be read back", Assert.Throws<LedgerException>(() => store.Facts.Facts()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_verdicts_are_kept_once()
    {
        const int bindings = 10_000;
        using var store = SqliteStore.Open(Path);
        var meter = new TestMeter("m1");
        var record = meter.Run();
        store.Ledger.Commit([.. Enumerable.Range(0, bindings).Select(number =>
            record.Entry() with { MeterId = $"m{number}", Binding = record.Binding with { MeterId = $"m{number}" } })]);
        store.Verdicts.Decide([.. Enumerable.Range(1, bindings).Select(number =>
            (number, Judgement.Always(Judgement.Of(Outcome.CannotTell, number == 7 ? "another" : "no certificate"))))], new JudgingProgress(1, null, bindings, bindings), 1_000);
        Assert.Equal(2L, Run("SELECT count(*) FROM verdict_texts"));
        var verdicts = store.Verdicts.Verdicts([.. Enumerable.Range(1, bindings)]);
        Assert.Equal(bindings, verdicts.Count);
        Assert.Equal("another", verdicts[6].Span.Verdict.Checks[0].Reason);
        Assert.Same(verdicts[0].Span.Verdict, verdicts[^1].Span.Verdict);
    }

    [Fact]
    public void Facts_and_verdicts_are_there_again_after_the_file_was_closed()
    {
        using (var store = SqliteStore.Open(Path))
        {
            store.Ledger.Commit([new TestMeter("m1").Run().Entry()]);
            store.Facts.Append(TraceabilityContract.EveryFact, 1_000);
            store.Verdicts.Decide([(1, Judgement.Always(Judgement.Of(Outcome.Valid)))], new JudgingProgress(3, 4, 1, 1), 1_000);
        }
        using (var store = SqliteStore.Open(Path))
        {
            Assert.Equal(1, store.Ledger.BindingCount);
            Assert.Equal(TraceabilityContract.EveryFact.Count, store.Facts.Facts().Count);
            Assert.Equal(Outcome.Valid, Assert.Single(store.Verdicts.Verdicts([1])).Span.Verdict.Outcome);
            Assert.Equal(new JudgingProgress(3, 4, 1, 1), store.Verdicts.Progress());
        }
    }

    [Fact]
    public void What_stands_beside_the_host_adds_facts_and_settles_moments_for_it()
    {
        using var host = SqliteStore.Open(Path);
        using var beside = SqliteStore.OpenBeside(Path);
        Assert.Equal(1, beside.Facts.Append([new FirmwareApproved("a")], 1_000));
        Assert.Single(host.Facts.Facts());
        var meter = new TestMeter("m1");
        host.Ledger.Commit([meter.Run().Entry(receivedAtUnixMs: 1_000)]);
        Assert.Equal(15, beside.Queries.Totals([], 0, long.MaxValue / 2, 5_000)[0].Intervals);
        host.Ledger.Commit([meter.Run().Entry(receivedAtUnixMs: 2_000)]);
        Assert.Equal(15, beside.Queries.Totals([], 0, long.MaxValue / 2, 5_000)[0].Intervals);
        Assert.Equal(30, beside.Queries.Totals([], 0, long.MaxValue / 2)[0].Intervals);
    }

    private object? Run(string sql, params object[] values)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (int index = 0; index < values.Length; index++) command.Parameters.AddWithValue($"?{index + 1}", values[index]);
        return command.ExecuteScalar();
    }
}
