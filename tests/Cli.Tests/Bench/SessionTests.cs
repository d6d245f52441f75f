using System.Text.Json.Nodes;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Cli;
using CarbonMeter.Cli.Bench;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Tests.Cli.Bench;

public sealed class SessionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("session-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);

    private BenchFile Read(JsonNode file)
    {
        File.WriteAllText(PathOf("bench.json"), file.ToJsonString());
        return BenchFile.Read(PathOf("bench.json"));
    }

    private static BenchReading Reading(long from) => new(from, from + 60, new ReferenceReading(1.5m, 230_000, 5000), [new ChannelReading(1, -2, 230_001.25m, 5000)]);

    private static JournalLine Taken(int series, string point, long from) => new() { Reading = new ReadingTaken(series, point, Reading(from)) };

    [Fact]
    public void A_journal_comes_back_as_it_was_without_a_line_that_was_torn()
    {
        using (var journal = SessionJournal.Open(PathOf("j")))
        {
            journal.Add(new JournalLine { Begun = new SessionBegun("00", "m", true) });
            journal.Add(Taken(0, "a", 60));
            journal.Add(Taken(0, "a", 120));
            journal.Add(Taken(1, "a", 180));
            journal.Add(new JournalLine { Discarded = new PointDiscarded(1, "a", "why") });
            journal.Add(Taken(1, "a", 240));
            journal.Add(new JournalLine { Adjusting = new SetWorkedOut(0, "a1") });
        }
        var whole = File.ReadAllBytes(PathOf("j"));
        File.AppendAllText(PathOf("j"), """{"reading":{"series":1,"po""");
        using var again = SessionJournal.Open(PathOf("j"));
        Assert.Equal(7, again.Lines.Count);
        Assert.Equal([60L, 120L], again.Readings(0, "a").Select(reading => reading.FromUnixSeconds));
        Assert.Equal(240L, Assert.Single(again.Readings(1, "a")).FromUnixSeconds);
        Assert.Equal(Reading(60).Channels[0], again.Readings(0, "a")[0].Channels[0]);
        Assert.Equal([0xA1], again.SetOf(1)!);
        Assert.Null(again.SetOf(0));
        Assert.Null(again.SetOf(2));
        again.Add(Taken(1, "a", 300));
        again.Dispose();
        var now = File.ReadAllBytes(PathOf("j"));
        Assert.Equal(whole, now[..whole.Length]);
        Assert.Equal(8, File.ReadAllLines(PathOf("j")).Length);
    }

    [Fact]
    public void A_file_that_is_no_journal_is_refused_and_left_alone()
    {
        File.WriteAllText(PathOf("j"), "{\"begun\":null}\nsomething else\n");
        Assert.Contains("line 2", Assert.Throws<InputException>(() => SessionJournal.Open(PathOf("j"))).Message, StringComparison.Ordinal);
        Assert.Equal("{\"begun\":null}\nsomething else\n", File.ReadAllText(PathOf("j")));
    }

    private sealed class Bottles(int failAfter) : IGasBench
    {
        private GasBottle? _open;

        public int Reads { get; private set; }

        public Task SetBottleAsync(GasBottle bottle, CancellationToken stop)
        {
            _open = bottle;
            return Task.CompletedTask;
        }

        // 12 ppm of offset, 2 % of gain.
        public Task<GasReading> ReadGasAsync(int durationSeconds, CancellationToken stop)
        {
            if (Reads == failAfter) throw new BenchException("the bench was switched off");
            return Task.FromResult(new GasReading(Reads * 60L, ++Reads * 60L, 12 + _open!.FractionPpm * 1.02m));
        }
    }

    private static JsonObject WithGas()
    {
        var file = BenchText.Short();
        file["gas"] = JsonNode.Parse("""
            [{ "name": "span", "fractionPpm": 2000, "uncertaintyPpm": 10, "certificate": { "id": "GBW-1", "file": "span.xml" }, "durationSeconds": 60, "repetitions": 3 },
             { "name": "zero", "fractionPpm": 0, "uncertaintyPpm": 1, "certificate": { "id": "GBW-0", "sha256": "1111111111111111111111111111111111111111111111111111111111111111" }, "durationSeconds": 60, "repetitions": 3 }]
            """);
        return file;
    }

    [Fact]
    public async Task Bottles_are_read_once_and_stand_in_the_certificate()
    {
        File.WriteAllText(PathOf("span.xml"), "a bottle's certificate");
        var file = Read(WithGas());
        using var journal = new SessionJournal();
        await Assert.ThrowsAsync<BenchException>(() => new GasSession(file.Gas, new Bottles(4), journal).RunAsync(CancellationToken.None));
        var rest = new Bottles(2);
        var gas = await new GasSession(file.Gas, rest, journal).RunAsync(CancellationToken.None);
        Assert.Equal(2, rest.Reads);
        Assert.Equal((12m, 1.02m), (gas.Calibration.OffsetPpm, gas.Calibration.Gain));

        var result = await ChipSessionAsync(file);
        var certificate = CertificateDraft.Of(file, result, gas, true, DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(result.ToUnixSeconds).UtcDateTime));
        var written = DccReader.Read(DccWriter.Write(certificate, "customer"));
        var table = written.Tables.Single(one => one.Quantity == Quantities.CarbonDioxideFraction);
        var point = Assert.Single(table.Points);
        Assert.Equal((2000m, 52m, AdjustmentStatus.NotAdjusted), (point.Reference, point.Error, table.Status));
        Assert.InRange(point.ExpandedUncertainty, 10m, 10.1m);
        Assert.Equal(3, written.Standards.Count);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData("a bottle's certificate"u8), written.Standards[1].Certificate!.Hash);
    }

    [Fact]
    public async Task Drift_is_counted_from_the_certificate_before()
    {
        var file = Read(BenchText.Short());
        var result = await ChipSessionAsync(file);
        var certificate = CertificateDraft.Of(file, result, null, true, DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(result.ToUnixSeconds).UtcDateTime));
        // A meter that has not moved since: as found now what was as left then.
        foreach (var left in result.AsLeft!.Results) Assert.InRange(Drift.Of(left, certificate)!.Value, -0.5m, 0.5m);
        foreach (var found in result.AsFound.Results)
        {
            var left = result.AsLeft.Results.Single(one => one.Point.Name == found.Point.Name && one.ChannelId == found.ChannelId);
            Assert.InRange(Drift.Of(found, certificate)!.Value - (found.Figures!.ErrorPpm - left.Figures!.ErrorPpm), -0.5m, 0.5m);
        }
        Assert.Null(Drift.Of(result.AsLeft.Results[0] with { ChannelId = 3 }, certificate));
        Assert.Null(Drift.Of(result.AsLeft.Results[0], null));
    }

    [Fact]
    public async Task A_meter_that_runs_under_another_set_is_not_touched()
    {
        var file = Read(BenchText.Short());
        await using var chip = new ChipBench(file.Plan(), file.Virtual!);
        using var journal = new SessionJournal();
        var other = file.Plan();
        other.Found.Id = "other";
        var error = await Assert.ThrowsAsync<BenchException>(() => new BenchSession(other, chip, journal).RunAsync(CancellationToken.None));
        Assert.Contains("State the set the meter has", error.Message, StringComparison.Ordinal);
        Assert.Empty(journal.Lines);
    }

    private static async Task<SessionResult> ChipSessionAsync(BenchFile file)
    {
        await using var chip = new ChipBench(file.Plan(), file.Virtual!);
        using var journal = new SessionJournal();
        return await new BenchSession(file.Plan(), chip, journal).RunAsync(CancellationToken.None);
    }
}
