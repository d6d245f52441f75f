using System.Net;

namespace CarbonMeter.Tests.Web;

public class RefusalTests(ParkFixture park)
{
    private const string Park = $"/api/v1/parks/{ParkFixture.ParkId}";

    [Theory]
    [InlineData(Park + "/summary?from=yesterday", 400, "2023-11-15T00:00:00Z")]
    // A time without an offset could be the park's or the reader's.
    [InlineData(Park + "/summary?from=2023-11-15T00:00:00", 400, "offset")]
    [InlineData(Park + "/summary?from=2023-11-31", 400, "2023-11-31")]
    [InlineData(Park + "/summary?from=-1", 400, "-1")]
    [InlineData(Park + "/summary?from=99999999999", 400, "1970 to 2100")]
    [InlineData(Park + "/summary?from=1700010000&to=1700006400", 400, "before to")]
    [InlineData(Park + "/summary?from=4000000000&to=4000003600", 400, "earlier")]
    [InlineData(Park + "/summary?from=0&to=4102444800", 400, "days at a time")]
    [InlineData(Park + "/series?length=week", 400, "interval, hour or day")]
    [InlineData(Park + "/series?length=interval&from=2023-01-01", 400, "longer slot")]
    [InlineData(Park + "/series?length=hour&from=2020-01-01", 400, "longer slot")]
    [InlineData("/api/v1/parks/nowhere/summary", 404, "park-1")]
    [InlineData("/api/v1/parks/nowhere/series", 404, "nowhere")]
    [InlineData("/api/v1/parks/nowhere/live", 404, "nowhere")]
    [InlineData("/api/v1/meters/nobody", 404, "nobody")]
    [InlineData("/api/v1/meters/nobody/records", 404, "nobody")]
    [InlineData("/api/v1/meters/grid-1/records?after=x", 400, "whole number")]
    [InlineData("/api/v1/meters/grid-1/records?after=-1", 400, "whole number")]
    [InlineData("/api/v1/meters/grid-1/records?limit=0", 400, "whole number")]
    [InlineData("/api/v1/meters/grid-1/records?limit=1001", 400, "1 to 1000")]
    [InlineData("/api/v1/meters/grid-1/records/18", 404, "17")]
    [InlineData("/api/v1/meters/grid-1/records/18.cose", 404, "17")]
    [InlineData("/api/v1/meters/grid-1/records/x", 404, "openapi")]
    [InlineData("/api/v1/quarantine?before=0", 400, "whole number")]
    [InlineData("/api/v1/quarantine?limit=5000", 400, "1 to 1000")]
    [InlineData("/api/v1/quarantine/99/bytes", 404, "99")]
    [InlineData("/api/v1/quarantine/9223372036854775807/bytes", 404, "9223372036854775807")]
    [InlineData("/api/v1/factor-sets/00.cbor", 404, "/api/v1/factor-sets")]
    [InlineData(Park + "/summary?asOf=4000000000", 400, "past moment")]
    [InlineData(Park + "/summary?asOf=never", 400, "\"never\"")]
    [InlineData(Park + "/series?asOf=2023-11-15T00:00:00", 400, "offset")]
    [InlineData("/api/v1/meters/grid-1/chain?at=noon", 400, "2023-11-15T00:00:00Z")]
    [InlineData("/api/v1/meters/grid-1/chain?asOf=4000000000", 400, "past moment")]
    [InlineData("/api/v1/meters/nobody/chain", 404, "nobody")]
    [InlineData("/api/v1/meters/nobody/verdicts", 404, "nobody")]
    [InlineData("/api/v1/certificates?after=x", 400, "whole number")]
    [InlineData("/api/v1/certificates?limit=1001", 400, "1 to 1000")]
    [InlineData("/api/v1/certificates/00", 404, "/api/v1/certificates")]
    [InlineData("/api/v1/certificates/zz.xml", 404, "/api/v1/certificates")]
    [InlineData("/api/v1/calendar?days=0", 400, "1 to 3660")]
    [InlineData("/api/v1/calendar?days=soon", 400, "1 to 3660")]
    [InlineData("/api/v2/parks", 404, "/openapi/v1.json")]
    public async Task What_cannot_be_answered_is_refused_with_what_to_do(string path, int status, string says)
    {
        var problem = await park.Running.RefusedAsync(path, status);
        Assert.Contains(says, problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/healthz", 200)]
    [InlineData("/metrics", 200)]
    [InlineData("/api/v1/parks", 200)]
    [InlineData("/api/v1/meters/nobody", 404)]
    public async Task A_head_is_answered_as_a_get_without_its_body(string path, int status)
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        using var answer = await park.Running.Http.SendAsync(head);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Nothing_can_be_written()
    {
        using var answer = await park.Running.Http.PostAsync("/api/v1/parks", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("only reads", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.MisdirectedRequest)]
    public async Task A_name_from_elsewhere_does_not_open_a_loopback_host(string name, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/parks");
        request.Headers.Host = $"{name}:{park.Running.Host.HttpUri.Port}";
        using var answer = await park.Running.Http.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_proxys_name_opens_it_when_told()
    {
        await using var running = await RunningHost.StartAsync(configure: options => options.HttpNames = ["park.example"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/parks");
        request.Headers.Host = "park.example";
        using var answer = await running.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
