using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using CarbonMeter.Web.Page;

namespace CarbonMeter.Tests.Web;

public class PageHostingTests
{
    [Fact]
    public async Task Every_file_of_the_page_is_served_with_its_type_and_a_tag()
    {
        await using var running = await RunningHost.StartAsync();
        Assert.Contains("favicon.svg", PageFiles.Names);
        foreach (var name in PageFiles.Names)
        {
            using var answer = await running.Http.GetAsync("/" + name);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotEqual("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
            using var again = new HttpRequestMessage(HttpMethod.Get, "/" + name);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var unchanged = await running.Http.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
    }

    [Fact]
    public async Task Large_files_are_compressed_for_those_who_take_it()
    {
        await using var running = await RunningHost.StartAsync();
        string? large = null;
        byte[] plain = [];
        foreach (var name in PageFiles.Names)
        {
            plain = await running.Http.GetByteArrayAsync("/" + name);
            if (plain.Length >= 1_024) large = name;
            if (large is not null) break;
        }
        Assert.SkipWhen(large is null, "no file of the page is large enough");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + large);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var answer = await running.Http.SendAsync(request);
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        using var unpacked = new MemoryStream();
        await using (var gzip = new GZipStream(await answer.Content.ReadAsStreamAsync(),
            CompressionMode.Decompress)) await gzip.CopyToAsync(unpacked);
        Assert.Equal(plain, unpacked.ToArray());
    }

    [Theory]
    [InlineData("/favicon.svg")]
    [InlineData("/api/v1/parks")]
    [InlineData("/no/such/thing")]
    [InlineData("/api/v1/meters/nobody")]
    [InlineData("/api/v1/parks/empty/summary?from=x")]
    public async Task Every_answer_keeps_browsers_from_doing_more_than_they_should(string path)
    {
        await using var running = await RunningHost.StartAsync();
        using var answer = await running.Http.GetAsync(path);
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
    }
}
