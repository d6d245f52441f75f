using System.Net;
using System.Net.Sockets;
using CarbonMeter.Domain.Factors;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Mqtt;
using CarbonMeter.TestSupport;
using CarbonMeter.Web;
using CarbonMeter.Web.Ingress;

namespace CarbonMeter.Tests.Web;

public class HostTests
{
    [Fact]
    public void Nothing_listens_beyond_loopback_unless_told()
    {
        var options = new HostOptions { DataFolder = "unused" };
        Assert.True(IPAddress.IsLoopback(options.HttpAddress));
        Assert.True(IPAddress.IsLoopback(options.Mqtt.Address));
    }

    [Fact]
    public async Task A_host_starts_on_free_ports_and_knows_the_built_in_factors()
    {
        await using var running = await RunningHost.StartAsync();
        Assert.True(running.Host.HttpUri.IsLoopback);
        Assert.NotEqual(0, running.Host.HttpUri.Port);
        Assert.NotEqual(0, running.Host.MqttEndPoint.Port);
        Assert.Equal(GridFactors.All.Count + 1, running.Host.Store.FactorSets.All().Count);
    }

    [Theory]
    [InlineData("0.0.0.0", "localhost")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    public async Task The_pages_address_is_one_a_browser_can_open(string listen, string host)
    {
        var address = IPAddress.Parse(listen);
        await using var running = await RunningHost.StartAsync(configure: options => options.HttpAddress = address);
        Assert.Equal(host, running.Host.HttpUri.Host);
        using var answer = await running.Http.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_second_host_on_the_same_ledger_is_told_so()
    {
        await using var running = await RunningHost.StartAsync();
        var refused = await Assert.ThrowsAsync<LedgerException>(() =>
            CarbonMeterHost.StartAsync(RunningHost.OptionsFor(running.Folder)));
        Assert.Contains("in use by another host", refused.Message);
    }

    [Fact]
    public async Task A_taken_port_is_named_and_the_ledger_is_free_again()
    {
        var folder = Directory.CreateTempSubdirectory("carbonmeter-web-").FullName;
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var options = RunningHost.OptionsFor(folder);
        options.HttpPort = port;
        var http = await Assert.ThrowsAsync<IOException>(() => CarbonMeterHost.StartAsync(options));
        Assert.Contains($"127.0.0.1:{port}", http.Message);
        options = RunningHost.OptionsFor(folder);
        options.Mqtt.Port = port;
        var mqtt = await Assert.ThrowsAsync<MqttException>(() => CarbonMeterHost.StartAsync(options));
        Assert.Contains($"127.0.0.1:{port}", mqtt.Message);
        await using var running = await RunningHost.StartAsync(folder);
        Assert.True(running.Host.Pipeline.Health.IsHealthy);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            var refused = await Assert.ThrowsAsync<IOException>(() =>
                CarbonMeterHost.StartAsync(RunningHost.OptionsFor(Path.Combine(file, "data"))));
            Assert.Contains(file, refused.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Stopping_commits_what_was_taken()
    {
        var meter = new TestMeter("m-1");
        var records = Enumerable.Range(0, 40).Select(_ => meter.Run(1)).ToArray();
        // The writer waits a second for company, so that the records are taken and not yet durable when the host is stopped.
        var running = await RunningHost.StartAsync(configure: options => options.Ingest.LingerMs = 1_000);
        var folder = running.Folder;
        running.Host.Store.Registry.Add(meter.Registration);
        await using (var client = await running.ConnectAsync(meter.Id))
        {
            foreach (var record in records)
                Assert.True(client.TryPublish(MeterTopic.Of(meter.Id, MeterTopic.Record), record.Bytes, MqttQos.AtLeastOnce));
            await RunningHost.UntilAsync(() => Task.FromResult(running.Host.Pipeline.InFlight == records.Length), "all taken");
            Assert.Null(running.Host.Store.Ledger.Find(meter.Id, records.Length));
            await running.Host.DisposeAsync();
        }
        await using var again = await RunningHost.StartAsync(folder);
        Assert.Equal(records.Length, again.Host.Store.Queries.Records(meter.Id, 0, 100).Count);
    }
}
