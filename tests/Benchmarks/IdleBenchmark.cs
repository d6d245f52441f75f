using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using CarbonMeter.Benchmarks.Load;
using CarbonMeter.Domain.Parks;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Benchmarks;

/// <summary>Resident memory of the host for each meter that is connected and silent.</summary>
internal static class IdleBenchmark
{
    private const int Connections = 10_000, WarmUpConnections = 500, AtATime = 200;

    internal static async Task RunAsync(TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("carbonmeter-").FullName;
        var sockets = new List<Socket>();
        try
        {
            string registryPath = Path.Combine(folder, "meters.txt");
            string key = Convert.ToHexString(new TestMeter("key").Registration.PublicKey);
            File.WriteAllLines(registryPath, Enumerable.Range(0, WarmUpConnections + Connections).Select(number => $"idle-{number:D5} {key}"));
            using var host = HostProcess.Start(Path.Combine(folder, "ledger.db"), registryPath);
            // The first connections pay for code and pools that all share.
            await ConnectAsync(host, sockets, 0, WarmUpConnections);
            long before = host.Sample(collected: true).ResidentBytes;
            await ConnectAsync(host, sockets, WarmUpConnections, Connections);
            await Task.Delay(TimeSpan.FromSeconds(3));
            long settled = host.Sample().ResidentBytes, collected = host.Sample(collected: true).ResidentBytes;
            output.WriteLine($"{Connections} idle connections: {(double)(settled - before) / Connections / 1000:F2} kB resident each, "
                + $"{(double)(collected - before) / Connections / 1000:F2} kB after a collection (target at most 6 kB); "
                + $"host {settled / 1e6:F0} MB in all");
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ConnectAsync(HostProcess host, List<Socket> sockets, int from, int count)
    {
        for (int done = 0; done < count; done += AtATime)
        {
            sockets.AddRange(await Task.WhenAll(Enumerable.Range(from + done, Math.Min(AtATime, count - done))
                .Select(number => LoadConnection.ConnectAsync(host.EndPoint, $"idle-{number:D5}"))));
        }
    }
}
