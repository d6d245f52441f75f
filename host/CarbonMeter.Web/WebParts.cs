using CarbonMeter.Ingest;
using CarbonMeter.Mqtt;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.Web.Ingress;
using CarbonMeter.Web.Live;

namespace CarbonMeter.Web;

/// <summary>What the API speaks of.</summary>
internal sealed record WebParts(
    SqliteStore Store, IngestPipeline Pipeline, MqttIngestApplication Ingress, MqttCounters Mqtt, LiveReadings Live);
