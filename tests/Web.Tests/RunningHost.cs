using System.Net.Http.Json;
using System.Text.Json;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Mqtt;
using CarbonMeter.TestSupport;
using CarbonMeter.Web;
using CarbonMeter.Web.Ingress;

namespace CarbonMeter.Tests.Web;

/// <summary>A real host on free loopback ports with a ledger of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private RunningHost(CarbonMeterHost host, string folder)
    {
        Host = host;
        Folder = folder;
        Http = new HttpClient { BaseAddress = host.HttpUri };
    }

    internal CarbonMeterHost Host { get; }
    internal string Folder { get; }
    internal HttpClient Http { get; }

    internal static async Task<RunningHost> StartAsync(string? folder = null, Action<HostOptions>? configure = null)
    {
        folder ??= Directory.CreateTempSubdirectory("carbonmeter-web-").FullName;
        var options = OptionsFor(folder);
        configure?.Invoke(options);
        var host = await CarbonMeterHost.StartAsync(options);
        host.Store.FactorSets.Add(TestMeter.FactorSetBytes);
        return new RunningHost(host, folder);
    }

    internal static HostOptions OptionsFor(string folder) =>
        new() { DataFolder = folder, HttpPort = 0, Mqtt = new MqttOptions { Port = 0 } };

    /// <summary>Connects a registered meter.</summary>
    internal Task<MqttClient> ConnectAsync(string meterId) => MqttClient.ConnectAsync(new MqttClientOptions
    {
        ClientId = meterId,
        Port = Host.MqttEndPoint.Port,
    });

    /// <summary>Registers a meter and sends its records over MQTT; returns when all are acknowledged, that is durable.</summary>
    internal async Task SendAsync(TestMeter meter, params SignedRecord[] records)
    {
        if (Host.Store.Registry.FindMeter(meter.Id) is null) Host.Store.Registry.Add(meter.Registration);
        await using var client = await ConnectAsync(meter.Id);
        var sent = records.Select(record => client.PublishAsync(MeterTopic.Of(meter.Id, MeterTopic.Record), record.Bytes,
            MqttQos.AtLeastOnce));
        await Task.WhenAll(sent).WaitAsync(Patience);
    }

    internal async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Gets what must be refused: the problem, whose status and type are as RFC 9457 has them.</summary>
    internal async Task<JsonElement> RefusedAsync(string path, int status)
    {
        using var answer = await Http.GetAsync(path);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem;
    }

    internal static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        long giveUpMs = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!await holds())
        {
            Assert.True(Environment.TickCount64 < giveUpMs, $"not within {Patience}: {what}");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
