using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Storage.Sqlite;

namespace CarbonMeter.Benchmarks.Load;

/// <summary>What was found after the host had been killed again and again under load.</summary>
/// <param name="Kills">How often it was killed.</param>
/// <param name="Records">Records the meters had.</param>
/// <param name="AcknowledgedAtKills">Records acknowledged at each kill.</param>
/// <param name="MissingAtKills">Records acknowledged before a kill and not in the ledger right after it.</param>
/// <param name="Missing">Records not in the ledger at the end.</param>
/// <param name="Surplus">Records counted beyond those there are.</param>
/// <param name="IntervalsCounted">Intervals in the ledger's rollups at the end.</param>
/// <param name="Quarantined">Messages in quarantine at the end.</param>
internal sealed record KillReport(int Kills, long Records, IReadOnlyList<long> AcknowledgedAtKills,
    long MissingAtKills, long Missing, long Surplus, long IntervalsCounted, long Quarantined);

/// <summary>Kills the host in the middle of a load, starts it again, lets the meters send again, and looks at the ledger.</summary>
internal static class KillRun
{
    private const int Window = 10, ReconnectMs = 50;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    internal static async Task<KillReport> RunAsync(int meterCount, int recordsPerMeter, int kills)
    {
        var fleet = Fleet.Make(meterCount, recordsPerMeter);
        string folder = Directory.CreateTempSubdirectory("carbonmeter-").FullName;
        try
        {
            string ledgerPath = Path.Combine(folder, "ledger.db"), registryPath = Path.Combine(folder, "meters.txt");
            fleet.WriteRegistry(registryPath);
            int port = FreePort();
            var meters = fleet.Meters.Select(meter => new LoadConnection(meter, Window)).ToArray();
            using var limit = new CancellationTokenSource(s_limit);
            var host = HostProcess.Start(ledgerPath, registryPath, port: port);
            var load = Task.WhenAll(meters.Select(meter => RunToTheEndAsync(meter, new IPEndPoint(IPAddress.Loopback, port), limit.Token)));
            var acknowledgedAtKills = new List<long>();
            long missingAtKills = 0;
            for (int kill = 1; kill <= kills; kill++)
            {
                await WaitForAsync(meters, fleet.Records * kill / (kills + 1), load, limit.Token);
                host.Kill();
                host.Dispose();
                int[] acknowledged = [.. meters.Select(meter => meter.Acknowledged)];
                acknowledgedAtKills.Add(acknowledged.Sum(count => (long)count));
                missingAtKills += Missing(ledgerPath, fleet, acknowledged);
                host = HostProcess.Start(ledgerPath, registryPath, port: port);
            }
            await load;
            host.Dispose();
            return Report(ledgerPath, fleet, acknowledgedAtKills, missingAtKills);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A meter that loses its connection comes back and sends what was not acknowledged.
    private static async Task RunToTheEndAsync(LoadConnection meter, IPEndPoint host, CancellationToken stop)
    {
        while (!meter.IsDone)
        {
            try
            {
                await meter.RunAsync(host);
            }
            catch (Exception fault) when (fault is SocketException or IOException)
            {
                await Task.Delay(ReconnectMs, stop);
            }
        }
    }

    private static async Task WaitForAsync(LoadConnection[] meters, long acknowledged, Task load, CancellationToken stop)
    {
        while (meters.Sum(meter => (long)meter.Acknowledged) < acknowledged && !load.IsCompleted) await Task.Delay(5, stop);
    }

    private static long Missing(string ledgerPath, Fleet fleet, int[] acknowledged)
    {
        using var store = SqliteStore.Open(ledgerPath);
        long missing = 0;
        for (int number = 0; number < acknowledged.Length; number++)
        {
            int kept = store.Queries.Records(fleet.Meters[number].Id, 0, int.MaxValue).Count(record => record.Sequence <= acknowledged[number]);
            missing += acknowledged[number] - kept;
        }
        return missing;
    }

    private static KillReport Report(string ledgerPath, Fleet fleet, List<long> acknowledgedAtKills, long missingAtKills)
    {
        long missing = Missing(ledgerPath, fleet, [.. fleet.Meters.Select(meter => meter.Ends.Length)]);
        using var store = SqliteStore.Open(ledgerPath);
        var (records, quarantined) = store.Queries.Counts();
        long intervals = store.Queries.Series([], SlotLength.Hour, 0, long.MaxValue / 2).Sum(slot => (long)slot.Intervals);
        return new KillReport(acknowledgedAtKills.Count, fleet.Records, acknowledgedAtKills, missingAtKills, missing,
            records + missing - fleet.Records, intervals, quarantined);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
