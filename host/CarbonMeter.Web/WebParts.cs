using CarbonMeter.Ingest;
using CarbonMeter.Ingest.Verdicts;
using CarbonMeter.Mqtt;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.Web.Ingress;
using CarbonMeter.Web.Knowledge;
using CarbonMeter.Web.Live;

namespace CarbonMeter.Web;

/// <summary>What the API speaks of.</summary>
internal sealed record WebParts(
    SqliteStore Store, IngestPipeline Pipeline, KnowledgeCache Knowledge, VerdictKeeper Keeper, MqttIngestApplication Ingress,
    MqttCounters Mqtt, LiveReadings Live);
