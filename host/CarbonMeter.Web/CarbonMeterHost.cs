using System;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Domain.Factors;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Ingest;
using CarbonMeter.Ingest.Verdicts;
using CarbonMeter.Mqtt;
using CarbonMeter.Records;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.Web.Ingress;
using CarbonMeter.Web.Knowledge;
using CarbonMeter.Web.Live;
using Microsoft.AspNetCore.Builder;

namespace CarbonMeter.Web;

/// <summary>
/// A running host: ledger, pipeline, MQTT endpoint, API and page. Disposing ends it in the order that loses nothing: no more
/// records are taken, what was taken is committed, then API and ledger close. What was not acknowledged the meters send again.
/// </summary>
public sealed class CarbonMeterHost : IAsyncDisposable
{
    /// <summary>The ledger's file name in the data folder.</summary>
    public const string LedgerFile = "ledger.db";

    private readonly MqttServer _mqtt;
    private readonly WebApplication _web;
    private bool _disposed;

    private CarbonMeterHost(WebParts parts, MqttServer mqtt, WebApplication web)
    {
        (Store, Pipeline, Keeper, Ingress, Live) = (parts.Store, parts.Pipeline, parts.Keeper, parts.Ingress, parts.Live);
        _mqtt = mqtt;
        _web = web;
        HttpUri = WebServer.UriOf(web);
    }

    /// <summary>The ledger with its registry and factor sets.</summary>
    public SqliteStore Store { get; }

    /// <summary>From received messages to durable records, with its counters.</summary>
    public IngestPipeline Pipeline { get; }

    /// <summary>Judges whether what is measured is certified; wake it after adding facts.</summary>
    public VerdictKeeper Keeper { get; }

    /// <summary>Which meters are connected; the way to send one a command.</summary>
    public MqttIngestApplication Ingress { get; }

    /// <summary>What the meters measure at this moment: unsigned, never evidence.</summary>
    public LiveReadings Live { get; }

    /// <summary>Where meters connect, with the port the system chose if it was to choose.</summary>
    public IPEndPoint MqttEndPoint => _mqtt.EndPoint;

    /// <summary>What the MQTT endpoint has seen.</summary>
    public MqttCounters MqttCounters => _mqtt.Counters;

    /// <summary>Where the page is, with the port the system chose if it was to choose; for example
    /// http://127.0.0.1:8080/.</summary>
    public Uri HttpUri { get; }

    /// <summary>Starts everything; when it returns, meters may connect and the page answers.</summary>
    /// <exception cref="LedgerException">The ledger cannot be opened, or another host uses it.</exception>
    /// <exception cref="MqttException">The MQTT options cannot be used, or its port is taken.</exception>
    /// <exception cref="IOException">The data folder cannot be made, or the HTTP port is taken.</exception>
    public static async Task<CarbonMeterHost> StartAsync(HostOptions options, CancellationToken stop = default)
    {
        var store = SqliteStore.Open(Path.Combine(MakeFolder(options.DataFolder), LedgerFile), options.Clock, options.Ledger);
        VerdictKeeper? keeper = null;
        IngestPipeline? pipeline = null;
        MqttServer? mqtt = null;
        try
        {
            KeepBuiltInFactorSets(store.FactorSets);
            var knowledge = new KnowledgeCache(store.Facts, options.Certificates);
            keeper = new VerdictKeeper(knowledge.Facts, store.Verdicts, knowledge.MakeJudge, options.Clock, options.Verdicts);
            pipeline = new IngestPipeline(store.Registry, store.FactorSets, store.Ledger, options.Ingest);
            pipeline.BindingsAdded += keeper.Wake;
            keeper.Start();
            pipeline.Start();
            var ingress = new MqttIngestApplication(store.Registry, pipeline, options.Clock);
            mqtt = await MqttServer.StartAsync(options.Mqtt, ingress, options.Loggers);
            var live = new LiveReadings(ingress);
            var parts = new WebParts(store, pipeline, knowledge, keeper, ingress, mqtt.Counters, live);
            return new CarbonMeterHost(parts, mqtt, await WebServer.StartAsync(options, parts, stop));
        }
        catch
        {
            if (mqtt is not null) await mqtt.DisposeAsync();
            pipeline?.Dispose();
            keeper?.Dispose();
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _mqtt.DisposeAsync();
        Pipeline.Dispose();
        await _web.StopAsync();
        await _web.DisposeAsync();
        Keeper.Dispose();
        Store.Dispose();
    }

    private static string MakeFolder(string folder)
    {
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {folder} cannot be made: {cause.Message} Give a folder that may be written.",
                cause);
        }
    }

    private static void KeepBuiltInFactorSets(IFactorSets kept)
    {
        var known = new System.Collections.Generic.HashSet<string>(StringComparer.Ordinal);
        foreach (var stored in kept.All()) known.Add(Convert.ToHexStringLower(stored.Hash));
        foreach (var set in GridFactors.All)
        {
            byte[] bytes = FactorSetCodec.Encode(set);
            // Each addition is flushed to the disk: only what is new is written.
            if (!known.Contains(Convert.ToHexStringLower(FactorSetCodec.Hash(bytes)))) kept.Add(bytes);
        }
    }
}
