using System.Globalization;
using System.Text.Json;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Web;

public class CertifiedTests
{
    private const long Day = 86_400;

    private static long Number(JsonElement element, params string[] names)
    {
        foreach (string name in names) element = element.GetProperty(name);
        return element.GetInt64();
    }

    private static CertificateRevoked RevokedFrom(CertifiedPark park, long fromUnixSeconds) =>
        new(park.Chains["load-1"].Working.Hash, fromUnixSeconds, "dropped on the floor");

    [Fact]
    public async Task Before_anything_is_known_nothing_is_certified_and_the_reason_is_said()
    {
        await using var park = await CertifiedPark.StartAsync();
        await park.LearnAsync(new FirmwareApproved("other"));
        var answer = await park.Running.GetAsync(park.Summary());
        var certified = answer.GetProperty("certified");
        Assert.Equal(0, Number(certified, "flows", "load", "milliwattHours"));
        Assert.Equal(3, certified.GetProperty("uncertified").GetArrayLength());
        foreach (var energy in certified.GetProperty("uncertified").EnumerateArray())
        {
            Assert.NotEqual("valid", energy.GetProperty("reason").GetProperty("outcome").GetString());
            Assert.NotEmpty(energy.GetProperty("reason").GetProperty("english").GetString()!);
            Assert.NotEmpty(energy.GetProperty("reason").GetProperty("chinese").GetString()!);
        }
        Assert.Equal(Number(answer, "flows", "loadMilliwattHours"), Number(certified, "share", "uncertifiedLoadMilliwattHours"));
        Assert.False(certified.GetProperty("share").GetProperty("volumetric").GetProperty("isCertain").GetBoolean());
    }

    [Fact]
    public async Task With_sound_chains_everything_is_certified_and_has_an_uncertainty()
    {
        await using var park = await CertifiedPark.StartAsync();
        await park.LearnChainsAsync();
        var answer = await park.Running.GetAsync(park.Summary());
        var certified = answer.GetProperty("certified");
        foreach (string flow in new[] { "gridImport", "gridExport", "pv", "green", "load", "loadExport" })
        {
            var figure = certified.GetProperty("flows").GetProperty(flow);
            Assert.Equal(Number(answer, "flows", flow + "MilliwattHours"), Number(figure, "milliwattHours"));
            // 0.1 % of the certificate at every load, and a little for what was measured below its lowest current.
            Assert.InRange(Number(figure, "expandedPpm"), 1_000, flow is "gridExport" or "loadExport" ? 60_000 : 1_600);
        }
        Assert.Empty(certified.GetProperty("uncertified").EnumerateArray());
        Assert.Equal(answer.GetProperty("carbon").GetProperty("nanograms").GetString(), certified.GetProperty("carbon").GetProperty("nanograms").GetString());
        Assert.Equal(answer.GetProperty("share").GetProperty("hourlyPpm").GetInt32(), Number(certified, "share", "hourly", "sharePpm"));
        var band = certified.GetProperty("share").GetProperty("volumetric");
        Assert.True(Number(band, "lowPpm") < Number(band, "sharePpm") && Number(band, "sharePpm") < Number(band, "highPpm"));
        Assert.Equal(JsonValueKind.Number, certified.GetProperty("balanceExpandedMilliwattHours").ValueKind);
        Assert.All(answer.GetProperty("meters").EnumerateArray(), meter =>
            Assert.Equal(Number(meter, "importMilliwattHours"), Number(meter, "certifiedImport", "milliwattHours")));
        Assert.False(certified.GetProperty("isDemonstration").GetBoolean());
        Assert.False(certified.GetProperty("judging").GetProperty("isRunning").GetBoolean());
        Assert.Equal(3, Number(certified, "judging", "bindingsTotal"));
    }

    [Fact]
    public async Task A_factors_uncertainty_is_not_stated_until_somebody_states_it()
    {
        await using var park = await CertifiedPark.StartAsync();
        await park.LearnChainsAsync();
        var carbon = (await park.Running.GetAsync(park.Summary())).GetProperty("certified").GetProperty("carbon");
        Assert.Equal(JsonValueKind.Null, carbon.GetProperty("factorExpandedNanograms").ValueKind);
        Assert.Equal(JsonValueKind.Null, carbon.GetProperty("expandedNanograms").ValueKind);
        Assert.Equal(carbon.GetProperty("nanograms").GetString(), carbon.GetProperty("nanogramsWithoutFactorStatement").GetString());
        long asOf = park.NowUnixSeconds++;
        park.NowUnixSeconds++;
        await park.LearnAsync(new FactorUncertaintyStated(FactorSetCodec.Hash(TestMeter.FactorSetBytes), 25_000, "a study"));
        var answer = await park.Running.GetAsync(park.Summary());
        var stated = answer.GetProperty("certified").GetProperty("carbon");
        var nanograms = Int128.Parse(stated.GetProperty("nanograms").GetString()!, CultureInfo.InvariantCulture);
        var factor = Int128.Parse(stated.GetProperty("factorExpandedNanograms").GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal((nanograms + 19) / 20, factor);
        Assert.True(Int128.Parse(stated.GetProperty("expandedNanograms").GetString()!, CultureInfo.InvariantCulture) > factor);
        var use = Assert.Single(answer.GetProperty("factorSets").EnumerateArray());
        Assert.Equal((25_000, "a study"), (Number(use, "standardUncertaintyPpm"), use.GetProperty("uncertaintySource").GetString()));
        var before = (await park.Running.GetAsync(park.Summary($"&asOf={asOf}"))).GetProperty("certified").GetProperty("carbon");
        Assert.Equal(JsonValueKind.Null, before.GetProperty("factorExpandedNanograms").ValueKind);
    }

    [Fact]
    public async Task A_revocation_ends_what_is_certified_from_its_moment_on_and_as_of_before_nothing_changed()
    {
        await using var park = await CertifiedPark.StartAsync();
        park.NowUnixSeconds += 100;
        await park.LearnChainsAsync();
        park.NowUnixSeconds += 100;
        long asOf = park.NowUnixSeconds - 50;
        string asKnownBefore = (await park.Running.GetAsync(park.Summary($"&asOf={asOf}"))).GetRawText();
        // In the middle of the second hour, and of an interval of it: the interval is lost whole.
        long revokedFrom = CertifiedPark.From + 5_430;
        await park.LearnAsync(RevokedFrom(park, revokedFrom));

        var answer = await park.Running.GetAsync(park.Summary());
        var certified = answer.GetProperty("certified");
        var expected = park.Load.Id;
        long kept = await CertifiedByRecordAsync(park, expected, revokedFrom - 30);
        Assert.Equal(kept, Number(certified, "flows", "load", "milliwattHours"));
        foreach (string length in new[] { "hour", "day" })
        {
            var slots = await park.Running.GetAsync($"/api/v1/parks/{CertifiedPark.ParkId}/series?from={CertifiedPark.From}&to={CertifiedPark.To}&length={length}");
            Assert.Equal(kept, slots.GetProperty("slots").EnumerateArray().Sum(slot => Number(slot, "certified", "loadMilliwattHours")));
        }
        var energy = certified.GetProperty("uncertified").EnumerateArray().First(energy => energy.GetProperty("meterId").GetString() == expected);
        Assert.Equal(Number(answer, "flows", "loadMilliwattHours") - kept, Number(energy, "importMilliwattHours"));
        Assert.Equal(revokedFrom - 30, Number(energy, "fromUnixSeconds"));
        var reason = energy.GetProperty("reason");
        Assert.Equal((5, "notSuperseded", "revoked"), (reason.GetProperty("number").GetInt32(), reason.GetProperty("check").GetString(), reason.GetProperty("reason").GetString()));
        Assert.Contains("dropped on the floor", reason.GetProperty("english").GetString());
        Assert.Contains("dropped on the floor", reason.GetProperty("chinese").GetString());

        Assert.Equal(asKnownBefore, (await park.Running.GetAsync(park.Summary($"&asOf={asOf}"))).GetRawText());
        var before = JsonDocument.Parse(asKnownBefore).RootElement;
        Assert.Equal(Number(answer, "flows", "loadMilliwattHours"), Number(before, "certified", "flows", "load", "milliwattHours"));
        Assert.Equal(asOf * 1000, Number(before, "asOfUnixMs"));
        // Before the chains were known nothing was certified, and before the records came there was nothing.
        var early = await park.Running.GetAsync(park.Summary($"&asOf={CertifiedPark.ReceivedAt + 50}"));
        Assert.Equal(0, Number(early, "certified", "flows", "load", "milliwattHours"));
        Assert.NotEqual(0, Number(early, "flows", "loadMilliwattHours"));
        Assert.Equal(0, Number(await park.Running.GetAsync(park.Summary($"&asOf={CertifiedPark.ReceivedAt - 50}")), "flows", "loadMilliwattHours"));
        var series = await park.Running.GetAsync($"/api/v1/parks/{CertifiedPark.ParkId}/series?from={CertifiedPark.From}&to={CertifiedPark.To}&asOf={CertifiedPark.ReceivedAt - 50}");
        Assert.Empty(series.GetProperty("slots").EnumerateArray());
    }

    private static async Task<long> CertifiedByRecordAsync(CertifiedPark park, string meterId, long untilUnixSeconds)
    {
        long sum = 0;
        for (int sequence = 1; sequence <= 16; sequence++)
        {
            var record = await park.Running.GetAsync($"/api/v1/meters/{meterId}/records/{sequence}");
            foreach (var interval in record.GetProperty("intervals").EnumerateArray())
            {
                if (Number(interval, "startUnixSeconds") < untilUnixSeconds)
                    sum += Number(interval.GetProperty("channels")[0], "importMilliwattHours");
            }
        }
        return sum;
    }

    [Fact]
    public async Task A_record_has_its_verdict_and_its_uncertainty()
    {
        await using var park = await CertifiedPark.StartAsync();
        await park.LearnChainsAsync();
        var record = await park.Running.GetAsync("/api/v1/meters/load-1/records/1");
        var verdict = record.GetProperty("verdict");
        Assert.Equal("valid", verdict.GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Null, verdict.GetProperty("reason").ValueKind);
        var channel = Assert.Single(verdict.GetProperty("channels").EnumerateArray());
        Assert.Equal(record.GetProperty("intervals").EnumerateArray().Sum(interval => Number(interval.GetProperty("channels")[0], "importMilliwattHours")),
            Number(channel, "import", "milliwattHours"));
        Assert.InRange(Number(channel, "import", "expandedPpm"), 1_000, 1_600);
        Assert.Equal(0, Number(channel, "intervalsOutside"));

        park.NowUnixSeconds++;
        await park.LearnAsync(RevokedFrom(park, CertifiedPark.From));
        verdict = (await park.Running.GetAsync("/api/v1/meters/load-1/records/1")).GetProperty("verdict");
        Assert.Equal(("invalid", "revoked"), (verdict.GetProperty("outcome").GetString(), verdict.GetProperty("reason").GetProperty("reason").GetString()));
        Assert.Equal(JsonValueKind.Null, verdict.GetProperty("channels").ValueKind);
    }

    [Fact]
    public async Task A_chain_is_told_link_by_link_with_all_its_checks()
    {
        await using var park = await CertifiedPark.StartAsync();
        await park.LearnChainsAsync();
        var chain = await park.Running.GetAsync("/api/v1/meters/load-1/chain");
        Assert.Equal(CertifiedPark.To - 1, Number(chain, "atUnixSeconds"));
        Assert.Equal("test-1", chain.GetProperty("binding").GetProperty("firmwareId").GetString());
        var verdict = chain.GetProperty("verdict");
        Assert.Equal("valid", verdict.GetProperty("outcome").GetString());
        Assert.Equal(["WORK-load-1", "PROV-2023-5", "NMI-2022-77", "NMI-2022-1"],
            verdict.GetProperty("links").EnumerateArray().Select(link => link.GetProperty("certificateId").GetString()));
        Assert.Equal("Acme CM-3 SN-load-1", verdict.GetProperty("links")[0].GetProperty("instrument").GetString());
        Assert.Equal(Enumerable.Range(1, 24), verdict.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("number").GetInt32()));
        Assert.All(verdict.GetProperty("checks").EnumerateArray(), check =>
        {
            Assert.NotEmpty(check.GetProperty("english").GetString()!);
            Assert.NotEqual(check.GetProperty("english").GetString(), check.GetProperty("chinese").GetString());
        });
        Assert.Equal(TestChain.Day(2023, 6, 5), Number(verdict, "fromUnixSeconds"));
        var point = verdict.GetProperty("channels")[0].GetProperty("points")[0];
        Assert.InRange(Number(point, "expandedPpm"), 1_000, 1_001);   // 0.1 % as the certificate has it
        Assert.Equal(4, point.GetProperty("parts").GetArrayLength());

        var before = (await park.Running.GetAsync("/api/v1/meters/load-1/chain?at=2023-06-01")).GetProperty("verdict");
        Assert.Equal("invalid", before.GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Null, before.GetProperty("fromUnixSeconds").ValueKind);
        Assert.Contains(before.GetProperty("checks").EnumerateArray(), check => check.GetProperty("reason").GetString() == "before-calibration");
        var unknown = await park.Running.GetAsync($"/api/v1/meters/load-1/chain?asOf={CertifiedPark.ReceivedAt - Day}");
        Assert.Equal(JsonValueKind.Null, unknown.GetProperty("verdict").ValueKind);
    }

    [Fact]
    public async Task The_link_that_fails_says_so_itself_and_the_history_keeps_what_was_held()
    {
        await using var park = await CertifiedPark.StartAsync();
        await park.LearnChainsAsync();
        park.NowUnixSeconds += 100;
        await park.LearnAsync(RevokedFrom(park, CertifiedPark.From));
        var links = (await park.Running.GetAsync("/api/v1/meters/load-1/chain")).GetProperty("verdict").GetProperty("links").EnumerateArray().ToArray();
        Assert.Equal(["revoked"], links[1].GetProperty("findings").EnumerateArray().Select(check => check.GetProperty("reason").GetString()));
        Assert.Empty(links[0].GetProperty("findings").EnumerateArray());
        Assert.Equal("valid", (await park.Running.GetAsync($"/api/v1/meters/load-1/chain?asOf={park.NowUnixSeconds - 50}"))
            .GetProperty("verdict").GetProperty("outcome").GetString());

        var history = await park.Running.GetAsync("/api/v1/meters/load-1/verdicts");
        Assert.True(history.GetProperty("isAll").GetBoolean());
        var held = history.GetProperty("verdicts").EnumerateArray().ToArray();
        Assert.Contains(held, entry => entry.GetProperty("outcome").GetString() == "valid"
            && entry.GetProperty("supersededAtUnixMs").ValueKind == JsonValueKind.Number
            && entry.GetProperty("supersededAtUnixMs").GetInt64() == park.NowUnixSeconds * 1000);
        Assert.Contains(held, entry => entry.GetProperty("outcome").GetString() == "invalid"
            && entry.GetProperty("reason").GetProperty("reason").GetString() == "revoked"
            && entry.GetProperty("supersededAtUnixMs").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Certificates_are_listed_read_out_and_handed_out_byte_for_byte()
    {
        await using var park = await CertifiedPark.StartAsync();
        var chain = park.Chains["load-1"];
        chain.Meter.Certificate = chain.Meter.Certificate with { IsDemonstration = true };
        await park.LearnChainsAsync();
        await park.LearnAsync(new CertificateAdded(Enumerable.Repeat((byte)7, 32).ToArray(), "no certificate"u8.ToArray()));

        var list = await park.Running.GetAsync("/api/v1/certificates?limit=4");
        Assert.Equal(4, list.GetProperty("certificates").GetArrayLength());
        var rest = await park.Running.GetAsync($"/api/v1/certificates?after={list.GetProperty("nextAfter")}");
        var all = list.GetProperty("certificates").EnumerateArray().Concat(rest.GetProperty("certificates").EnumerateArray()).ToArray();
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("nextAfter").ValueKind);
        Assert.Equal(Enumerable.Range(1, 7), all.Select(head => (int)Number(head, "number")));
        Assert.Contains("not a test certificate", all[6].GetProperty("problem").GetString());
        Assert.Equal(JsonValueKind.Null, all[6].GetProperty("id").ValueKind);

        string hash = Convert.ToHexStringLower(chain.Meter.Hash);
        var detail = await park.Running.GetAsync($"/api/v1/certificates/{hash}");
        var head = detail.GetProperty("certificate");
        Assert.Equal(("WORK-load-1", "load-1", "2029-06-05", true), (head.GetProperty("id").GetString(), head.GetProperty("meterId").GetString(),
            head.GetProperty("validUntil").GetString(), head.GetProperty("isDemonstration").GetBoolean()));
        Assert.Equal("valid", detail.GetProperty("signature").GetProperty("outcome").GetString());
        var standard = Assert.Single(detail.GetProperty("standards").EnumerateArray());
        Assert.Equal((Convert.ToHexStringLower(chain.Working.Hash), true), (standard.GetProperty("certificateHash").GetString(), standard.GetProperty("isKnown").GetBoolean()));
        var table = Assert.Single(detail.GetProperty("tables").EnumerateArray());
        Assert.Equal(("activeEnergy", "notAdjusted", "\\percent", 8), (table.GetProperty("quantity").GetString(),
            table.GetProperty("status").GetString(), table.GetProperty("errorUnit").GetString(), table.GetProperty("points").GetArrayLength()));
        // Figures exactly as printed.
        Assert.Equal(("0.03", "0.1"), (table.GetProperty("points")[0].GetProperty("error").GetString(), table.GetProperty("points")[0].GetProperty("expandedUncertainty").GetString()));

        using var answer = await park.Running.Http.GetAsync($"/api/v1/certificates/{hash.ToUpperInvariant()}.xml");
        Assert.Equal("application/xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(chain.Meter.Bytes, await answer.Content.ReadAsByteArrayAsync());
        var unreadable = await park.Running.GetAsync($"/api/v1/certificates/{Convert.ToHexStringLower(Enumerable.Repeat((byte)7, 32).ToArray())}");
        Assert.Empty(unreadable.GetProperty("tables").EnumerateArray());

        Assert.True((await park.Running.GetAsync(park.Summary())).GetProperty("certified").GetProperty("isDemonstration").GetBoolean());
        var links = (await park.Running.GetAsync("/api/v1/meters/load-1/chain")).GetProperty("verdict").GetProperty("links").EnumerateArray();
        Assert.Equal([true, false, false, false], links.Select(link => link.GetProperty("isDemonstration").GetBoolean()));
    }

    [Fact]
    public async Task The_calendar_says_what_runs_out()
    {
        await using var park = await CertifiedPark.StartAsync();
        await park.LearnChainsAsync();
        var calendar = await park.Running.GetAsync("/api/v1/calendar");
        Assert.Equal((90, park.NowUnixSeconds), (Number(calendar, "days"), Number(calendar, "fromUnixSeconds")));
        // The working standard's certificate is valid until 2024-01-15, to the end of the day.
        var entry = Assert.Single(calendar.GetProperty("entries").EnumerateArray());
        Assert.Equal(("standardCertificate", "PROV-2023-5", TestChain.Day(2024, 1, 16)),
            (entry.GetProperty("kind").GetString(), entry.GetProperty("subject").GetString(), Number(entry, "atUnixSeconds")));
        Assert.Equal(["grid-1", "load-1", "pv-1"], entry.GetProperty("meterIds").EnumerateArray().Select(meter => meter.GetString()));
        Assert.Empty((await park.Running.GetAsync("/api/v1/calendar?days=10")).GetProperty("entries").EnumerateArray());
        var years = (await park.Running.GetAsync("/api/v1/calendar?days=3000")).GetProperty("entries").EnumerateArray().ToArray();
        Assert.Contains(years, expiry => expiry.GetProperty("kind").GetString() == "meterCertificate");
        Assert.Contains(years, expiry => expiry.GetProperty("kind").GetString() == "accreditation");
    }

    [Fact]
    public async Task Those_who_watch_see_verdicts_and_progress()
    {
        await using var park = await CertifiedPark.StartAsync();
        await park.LearnChainsAsync();
        var judging = await park.Running.GetAsync("/api/v1/judging");
        Assert.Equal((false, 3, 3), (judging.GetProperty("isRunning").GetBoolean(), (int)Number(judging, "bindingsDone"), (int)Number(judging, "bindingsTotal")));
        string metrics = await park.Running.Http.GetStringAsync("/metrics");
        Assert.Contains("carbonmeter_meter_chain_outcome{meter=\"load-1\"} 0\n", metrics);
        Assert.Contains("carbonmeter_verdicts_bindings_done 3\n", metrics);
        Assert.Contains("carbonmeter_verdicts_healthy 1\n", metrics);
        park.NowUnixSeconds = TestChain.Day(2029, 6, 6);
        Assert.Contains("carbonmeter_meter_chain_outcome{meter=\"load-1\"} 2\n", await park.Running.Http.GetStringAsync("/metrics"));
        var health = await park.Running.GetAsync("/healthz");
        Assert.StartsWith("3 of 3 bindings judged by facts up to", health.GetProperty("verdicts").GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_host_whose_judging_fails_says_so()
    {
        await using var running = await RunningHost.StartAsync(configure: options =>
        {
            options.Certificates = new FailingReader();
            (options.Verdicts.PollMs, options.Verdicts.RetryMsMax) = (5, 20);
        });
        var meter = new TestMeter("m-1");
        await running.SendAsync(meter, meter.Run());
        running.Host.Store.Facts.Append([new CertificateAdded(new byte[32], [1])], 0);
        await RunningHost.UntilAsync(async () => (await running.Http.GetAsync("/healthz")).StatusCode == System.Net.HttpStatusCode.ServiceUnavailable, "503");
        using var failing = await running.Http.GetAsync("/healthz");
        var judging = JsonDocument.Parse(await failing.Content.ReadAsStringAsync()).RootElement.GetProperty("verdicts");
        Assert.False(judging.GetProperty("isHealthy").GetBoolean());
        Assert.Contains("the reader is broken", judging.GetProperty("detail").GetString());
        Assert.Contains("carbonmeter_verdicts_healthy 0\n", await running.Http.GetStringAsync("/metrics"));
    }

    private sealed class FailingReader : ICertificateReader
    {
        public Certificate Read(byte[] bytes) => throw new InvalidOperationException("the reader is broken");

        public SignatureVerdict JudgeSignature(byte[] bytes, Laboratory? laboratory, TrustStore trust, long receivedAtUnixSeconds) =>
            throw new InvalidOperationException("the reader is broken");
    }
}
