using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using CarbonMeter.Mqtt;
using CarbonMeter.Web.Live;

namespace CarbonMeter.Web.Api;

/// <summary>The host's counters in Prometheus' text format, version 0.0.4.</summary>
internal static class MetricsText
{
    internal static string Of(WebParts parts, TimeProvider clock)
    {
        var text = new Writer();
        Ingest(text, parts);
        Verdicts(text, parts);
        Mqtt(text, parts.Mqtt);
        Meters(text, parts);
        Gas(text, parts);
        Health(text, parts);
        Calibration(text, parts, clock);
        Process(text);
        return text.ToString();
    }

    private static void Ingest(Writer text, WebParts parts)
    {
        var counters = parts.Pipeline.Counters;
        text.Head("carbonmeter_ingest_messages_total", "counter", "Messages by what became of them, counted when durable.");
        text.Add("carbonmeter_ingest_messages_total", counters.Accepted, ("outcome", "accepted"));
        text.Add("carbonmeter_ingest_messages_total", counters.AcceptedAfterGap, ("outcome", "acceptedAfterGap"));
        text.Add("carbonmeter_ingest_messages_total", counters.Duplicates, ("outcome", "duplicate"));
        text.Head("carbonmeter_ingest_quarantined_total", "counter", "Messages put into quarantine, by reason.");
        foreach (var (reason, count) in counters.ByReason())
            text.Add("carbonmeter_ingest_quarantined_total", count, ("reason", Name(reason)));
        text.Single("carbonmeter_ingest_commits_total", "counter", "Batches made durable.", counters.Commits);
        text.Single("carbonmeter_ingest_commit_failures_total", "counter", "Attempts to make a batch durable that failed.",
            counters.CommitFailures);
        text.Single("carbonmeter_ingest_completion_faults_total", "counter", "Senders that could not be told an outcome.",
            counters.CompletionFaults);
        text.Single("carbonmeter_ingest_released_total", "counter", "Messages that left the quarantine.", counters.Released);
        text.Single("carbonmeter_ingest_held_failures_total", "counter", "Times messages in quarantine could not be looked at.",
            counters.HeldFailures);
        text.Single("carbonmeter_ingest_in_flight", "gauge", "Messages taken and not yet completed.", parts.Pipeline.InFlight);
        text.Single("carbonmeter_ingest_healthy", "gauge", "1 while commits succeed.", parts.Pipeline.Health.IsHealthy ? 1 : 0);
        var (records, quarantined) = parts.Store.Queries.Counts();
        text.Single("carbonmeter_ledger_records", "gauge", "Records in the ledger.", records);
        text.Single("carbonmeter_ledger_quarantined", "gauge", "Messages in quarantine.", quarantined);
    }

    private static void Verdicts(Writer text, WebParts parts)
    {
        var progress = parts.Keeper.Progress;
        text.Single("carbonmeter_verdicts_healthy", "gauge", "1 while judging succeeds.", parts.Keeper.Health.IsHealthy ? 1 : 0);
        text.Single("carbonmeter_verdicts_bindings", "gauge", "Bindings of records: what they say they were made with.", progress.BindingsTotal);
        text.Single("carbonmeter_verdicts_bindings_done", "gauge", "Bindings whose verdict reflects the facts judging works with.",
            progress.BindingsDone);
        text.Single("carbonmeter_verdicts_fact", "gauge", "Newest fact that all verdicts reflect.", progress.JudgedThroughFact);
        text.Single("carbonmeter_facts", "gauge", "Facts that are known.", parts.Store.Facts.NewestNumber());
    }

    private static void Mqtt(Writer text, MqttCounters counters)
    {
        text.Single("carbonmeter_mqtt_connections", "gauge", "Connections open now.", counters.ConnectionsNow);
        text.Single("carbonmeter_mqtt_connections_max", "gauge", "Connections the endpoint will hold.", counters.ConnectionsMax);
        text.Single("carbonmeter_mqtt_sessions", "gauge", "Clients admitted and connected.", counters.SessionsNow);
        text.Single("carbonmeter_mqtt_accepted_total", "counter", "TCP connections accepted.", counters.ConnectionsAccepted);
        text.Single("carbonmeter_mqtt_admitted_total", "counter", "Clients admitted.", counters.Admitted);
        text.Single("carbonmeter_mqtt_publishes_total", "counter", "Publishes taken.", counters.Publishes);
        text.Single("carbonmeter_mqtt_duplicates_in_flight_total", "counter", "Publishes sent again while unacknowledged.",
            counters.DuplicatesInFlight);
        text.Single("carbonmeter_mqtt_received_bytes_total", "counter", "Bytes of complete packets received.",
            counters.BytesReceived);
        text.Single("carbonmeter_mqtt_acknowledgements_total", "counter", "PUBACKs sent.", counters.Acknowledgements);
        text.Single("carbonmeter_mqtt_deliveries_total", "counter", "Publishes sent to clients.", counters.Deliveries);
        text.Single("carbonmeter_mqtt_pauses_total", "counter", "Times reading from a connection paused.", counters.Pauses);
        text.Single("carbonmeter_mqtt_accept_failures_total", "counter", "Failures to accept a connection.",
            counters.AcceptFailures);
        text.Head("carbonmeter_mqtt_refused_total", "counter",
            "Connections that ended before their client was admitted, by reason.");
        foreach (var reason in Enum.GetValues<MqttCloseReason>())
            text.Add("carbonmeter_mqtt_refused_total", counters.Refused(reason), ("reason", Name(reason)));
        text.Head("carbonmeter_mqtt_closed_total", "counter", "Connections of admitted clients that ended, by reason.");
        foreach (var reason in Enum.GetValues<MqttCloseReason>())
            text.Add("carbonmeter_mqtt_closed_total", counters.Closed(reason), ("reason", Name(reason)));
    }

    private static void Meters(Writer text, WebParts parts)
    {
        text.Single("carbonmeter_unknown_meters_refused_total", "counter", "CONNECTs of ids that are not registered.",
            parts.Ingress.UnknownMetersRefused);
        var standings = parts.Store.Queries.Standings();
        text.Head("carbonmeter_meter_records", "gauge", "Records of a meter in the ledger.");
        foreach (var standing in standings) text.Add("carbonmeter_meter_records", standing.Records, ("meter", standing.MeterId));
        text.Head("carbonmeter_meter_quarantine_dropped_total", "counter",
            "Messages of a meter refused when its quarantine was full: they are not kept.");
        foreach (var standing in standings)
            text.Add("carbonmeter_meter_quarantine_dropped_total", standing.QuarantineDropped, ("meter", standing.MeterId));
        text.Head("carbonmeter_meter_last_seen_seconds", "gauge",
            "When the last record of a meter came, unix time; a meter that never sent one is left out.");
        foreach (var standing in standings.Where(standing => standing.LastReceivedAtUnixMs is not null))
            text.Add("carbonmeter_meter_last_seen_seconds", standing.LastReceivedAtUnixMs!.Value / 1000m,
                ("meter", standing.MeterId));
        text.Head("carbonmeter_meter_connected", "gauge", "1 while a meter is connected.");
        foreach (var standing in standings)
            text.Add("carbonmeter_meter_connected", parts.Ingress.PresenceOf(standing.MeterId)?.IsConnected == true ? 1 : 0,
                ("meter", standing.MeterId));
    }

    private static void Gas(Writer text, WebParts parts)
    {
        text.Head("carbonmeter_gas_mass_milligrams_total", "counter",
            "CO2 a meter has measured in gas since it began, by its signed register; meters without a gas channel are left out.");
        foreach (var meter in parts.Store.Registry.Meters())
            if (parts.Store.Ledger.HeadOf(meter.Id)?.Gas is { } gas)
                text.Add("carbonmeter_gas_mass_milligrams_total", gas.MassMilligrams, ("meter", meter.Id));
    }

    // What meters say of themselves, unsigned: for watching over them, never evidence.
    private static void Health(Writer text, WebParts parts)
    {
        var meters = parts.Live.All().Where(meter => meter.Reading?.Health is not null).ToArray();
        Said("uptime_seconds", "Time since a meter's processor started, as it says.", health => health.UptimeMs / 1000m);
        Said("boots", "Starts of a meter's processor, as it says.", health => health.Boots);
        Said("free_heap_bytes", "Free bytes of a meter's managed heap, as it says.", health => health.FreeHeapBytes);
        Said("free_native_bytes", "Free bytes outside a meter's managed heap, as it says.", health => health.FreeNativeBytes);
        Said("largest_native_block_bytes", "Largest free block outside a meter's managed heap, as it says.",
            health => health.LargestNativeBlockBytes);
        Said("sample_faults", "Readings of a meter's front end that failed since it started, as it says.", health => health.SampleFaults);
        Said("storage_faults", "Writes of a meter's journal that failed since it started, as it says.", health => health.StorageFaults);
        Said("link_failures", "Connections a meter lost or did not get since it started, as it says.", health => health.LinkFailures);
        Said("network_losses", "Networks a meter lost since it started, as it says.", health => health.NetworkLosses);
        Said("bus_faults", "Transfers on a meter's buses that failed since it started, as it says.", health => health.BusFaults);

        void Said(string name, string help, Func<LiveHealth, decimal?> figure)
        {
            text.Head("carbonmeter_meter_" + name, "gauge", help);
            foreach (var meter in meters)
                if (figure(meter.Reading!.Health!) is { } value) text.Add("carbonmeter_meter_" + name, value, ("meter", meter.MeterId));
        }
    }

    private static void Calibration(Writer text, WebParts parts, TimeProvider clock)
    {
        var verdicts = parts.Store.Verdicts;
        var newest = verdicts.Bindings().GroupBy(numbered => numbered.Binding.MeterId, StringComparer.Ordinal)
            .ToDictionary(group => group.Max(numbered => numbered.Number), group => group.Key);
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        text.Head("carbonmeter_meter_chain_outcome", "gauge",
            "Verdict on what a meter would measure now: 0 valid, 1 cannot tell, 2 invalid; one not judged yet is left out.");
        foreach (var held in verdicts.Verdicts([.. newest.Keys])
            .Where(held => held.Span.FromUnixSeconds <= now && held.Span.ToUnixSeconds > now))
            text.Add("carbonmeter_meter_chain_outcome", (int)held.Span.Verdict.Outcome, ("meter", newest[held.BindingNumber]));
    }

    private static void Process(Writer text)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        text.Single("process_cpu_seconds_total", "counter", "Processor time used.",
            (decimal)process.TotalProcessorTime.TotalMilliseconds / 1000);
        text.Single("process_resident_memory_bytes", "gauge", "Resident memory.", process.WorkingSet64);
        text.Single("process_start_time_seconds", "gauge", "When the process started, unix time.",
            new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000m);
        text.Single("dotnet_managed_memory_bytes", "gauge", "Managed memory in use.", GC.GetTotalMemory(false));
    }

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed class Writer
    {
        private readonly StringBuilder _text = new(16 * 1024);

        internal void Head(string name, string type, string help) =>
            _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ')
                .Append(type).Append('\n');

        internal void Add(string name, decimal value, (string Name, string Value)? label = null)
        {
            _text.Append(name);
            if (label is { } pair) _text.Append('{').Append(pair.Name).Append("=\"").Append(Escaped(pair.Value)).Append("\"}");
            _text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        internal void Single(string name, string type, string help, decimal value)
        {
            Head(name, type, help);
            Add(name, value);
        }

        public override string ToString() => _text.ToString();

        // A meter id may hold a quotation mark or a backslash.
        private static string Escaped(string value) => value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
    }
}
