using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CarbonMeter.Domain.Parks;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Benchmarks.Load;

/// <summary>One meter of the load: its id and its records, already wrapped as MQTT PUBLISH packets and laid end to end.</summary>
/// <param name="Id">Meter id.</param>
/// <param name="Packets">All packets; record n (from 0) carries packet id n mod 65535 + 1.</param>
/// <param name="Ends">Where each packet ends.</param>
internal sealed record FleetMeter(string Id, byte[] Packets, int[] Ends);

/// <summary>Meters with records made and signed before the clock runs.</summary>
internal sealed class Fleet
{
    internal const int IntervalsPerRecord = 15;

    private Fleet(IReadOnlyList<FleetMeter> meters, IReadOnlyList<Meter> registrations)
    {
        Meters = meters;
        Registrations = registrations;
    }

    internal IReadOnlyList<FleetMeter> Meters { get; }

    internal IReadOnlyList<Meter> Registrations { get; }

    internal int RecordsPerMeter => Meters[0].Ends.Length;

    internal long Records => (long)Meters.Count * RecordsPerMeter;

    /// <summary>Mean size of a record's packet, in bytes.</summary>
    internal double PacketBytesMean => Meters.Average(meter => (double)meter.Packets.Length / meter.Ends.Length);

    /// <summary>Chained, signed records of fifteen intervals for each of so many meters.</summary>
    internal static Fleet Make(int meterCount, int recordsPerMeter)
    {
        var meters = new FleetMeter[meterCount];
        var registrations = new Meter[meterCount];
        Parallel.For(0, meterCount, number =>
        {
            var meter = new TestMeter($"bench-{number:D5}", seed: number);
            registrations[number] = meter.Registration;
            meters[number] = Pack(meter, recordsPerMeter);
        });
        return new Fleet(meters, registrations);
    }

    /// <summary>Writes what a host has to know of the meters.</summary>
    internal void WriteRegistry(string path) => File.WriteAllLines(path,
        Registrations.Select(meter => $"{meter.Id} {Convert.ToHexString(meter.PublicKey)}"));

    /// <summary>Reads it back.</summary>
    internal static IEnumerable<Meter> ReadRegistry(string path) => File.ReadLines(path).Select(line => line.Split(' '))
        .Select(parts => new Meter(parts[0], Convert.FromHexString(parts[1]), "benchmark", 60));

    private static FleetMeter Pack(TestMeter meter, int recordCount)
    {
        var packets = new MemoryStream();
        int[] ends = new int[recordCount];
        byte[] topic = Encoding.ASCII.GetBytes($"cm/v1/{meter.Id}/record");
        for (int number = 0; number < recordCount; number++)
        {
            byte[] bytes = meter.Run(IntervalsPerRecord).Bytes;
            MqttBytes.Publish(packets, topic, (ushort)(number % 65_535 + 1), bytes);
            ends[number] = (int)packets.Length;
        }
        return new FleetMeter(meter.Id, packets.ToArray(), ends);
    }
}

/// <summary>The few MQTT 3.1.1 packets the load needs.</summary>
internal static class MqttBytes
{
    internal static byte[] Connect(string clientId)
    {
        byte[] id = Encoding.ASCII.GetBytes(clientId);
        // Clean session, keep-alive of one hour.
        return [0x10, (byte)(12 + id.Length), 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 2, 0x0E, 0x10, 0, (byte)id.Length, .. id];
    }

    internal static void Publish(Stream packets, byte[] topic, ushort packetId, byte[] payload)
    {
        packets.WriteByte(0x32);
        int length = 2 + topic.Length + 2 + payload.Length;
        for (; length > 127; length >>= 7) packets.WriteByte((byte)(length & 0x7F | 0x80));
        packets.WriteByte((byte)length);
        packets.Write([0, (byte)topic.Length]);
        packets.Write(topic);
        packets.Write([(byte)(packetId >> 8), (byte)packetId]);
        packets.Write(payload);
    }
}
