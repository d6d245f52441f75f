using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Parks;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CarbonMeter.Storage.Sqlite;

/// <summary>The registry's tables; other programs may write them while a host runs.</summary>
internal sealed class SqliteRegistry(SqliteFile file, TimeProvider clock) : IRegistry
{
    public IReadOnlyList<Park> Parks() => file.Use("Reading", ReadParks);

    public IReadOnlyList<Node> Nodes(string parkId) =>
        file.Use("Reading", connection => RegistryRules.InTreeOrder(ReadNodes(connection, parkId)));

    public IReadOnlyList<Meter> Meters() => file.Use("Reading", connection => ReadMeters(connection, "ORDER BY id", null));

    public Meter? FindMeter(string meterId) => file.Use("Reading", connection => FindMeter(connection, meterId));

    public void Put(Park park)
    {
        RegistryRules.Check(park);
        file.Write(connection => connection.Execute("""
            INSERT INTO parks(id, name, utc_offset_minutes) VALUES (@Id, @Name, @UtcOffsetMinutes)
            ON CONFLICT DO UPDATE SET name = @Name, utc_offset_minutes = @UtcOffsetMinutes
            """, park));
    }

    public void Put(Node node) => file.Write(connection =>
    {
        RegistryRules.Check(node, ReadParks(connection), ReadNodes(connection, node.ParkId));
        return connection.Execute("""
            INSERT INTO nodes(park_id, id, parent_id, role, name, is_green, meter_id, channel_id)
            VALUES (@ParkId, @Id, @ParentId, @Role, @Name, @IsGreen, @MeterId, @ChannelId)
            ON CONFLICT DO UPDATE SET parent_id = @ParentId, role = @Role, name = @Name, is_green = @IsGreen,
              meter_id = @MeterId, channel_id = @ChannelId
            """, node);
    });

    public void Add(Meter meter) => file.Write(connection =>
    {
        var known = FindMeter(connection, meter.Id);
        RegistryRules.Check(meter, known);
        if (known is null) SqliteFacts.Append(connection, RegistryRules.EnrolmentOf(meter), clock.GetUtcNow().ToUnixTimeMilliseconds());
        return connection.Execute("""
            INSERT INTO registered_meters(id, public_key, place, expected_interval_s)
            VALUES (@Id, @PublicKey, @Place, @ExpectedIntervalSeconds)
            ON CONFLICT DO UPDATE SET place = @Place, expected_interval_s = @ExpectedIntervalSeconds
            """, meter);
    });

    private static IReadOnlyList<Park> ReadParks(SqliteConnection connection) =>
    [
        .. connection.Query<(string Id, string Name, long Offset)>("SELECT id, name, utc_offset_minutes FROM parks ORDER BY id")
            .Select(row => new Park(row.Id, row.Name, (int)row.Offset)),
    ];

    private static IReadOnlyList<Node> ReadNodes(SqliteConnection connection, string parkId) =>
    [
        .. connection.Query<(string Id, string? ParentId, long Role, string Name, long IsGreen, string? MeterId, long Channel)>(
            "SELECT id, parent_id, role, name, is_green, meter_id, channel_id FROM nodes WHERE park_id = @parkId", new { parkId })
            .Select(row => new Node(
                parkId, row.Id, row.ParentId, (NodeRole)row.Role, row.Name, row.IsGreen != 0, row.MeterId, (int)row.Channel)),
    ];

    private static Meter? FindMeter(SqliteConnection connection, string meterId) =>
        ReadMeters(connection, "WHERE id = @meterId", new { meterId }).FirstOrDefault();

    private static IReadOnlyList<Meter> ReadMeters(SqliteConnection connection, string which, object? parameters) =>
    [
        .. connection.Query<(string Id, byte[] PublicKey, string Place, long Seconds)>(
            "SELECT id, public_key, place, expected_interval_s FROM registered_meters " + which, parameters)
            .Select(row => new Meter(row.Id, row.PublicKey, row.Place, (int)row.Seconds)),
    ];
}
