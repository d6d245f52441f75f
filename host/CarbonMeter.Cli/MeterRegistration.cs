using System;
using System.IO;
using System.Linq;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Storage.Sqlite;

namespace CarbonMeter.Cli;

/// <summary>A meter as it is to be registered; what is null stays as it is known, or takes what is usual.</summary>
internal sealed record NewMeter(string Id, byte[] PublicKey)
{
    /// <summary>The factor set it was given, so that the host has it as well.</summary>
    internal byte[]? FactorSet { get; init; }

    /// <summary>The request it was registered by, kept beside it.</summary>
    internal EnrolmentRequest? Request { get; init; }

    internal string? Place { get; init; }
    internal int? IntervalSeconds { get; init; }
    internal string? ParkId { get; init; }
    internal int UtcOffsetMinutes { get; init; } = 480;
    internal NodeRole? Role { get; init; }
    internal bool IsGreen { get; init; }
}

/// <summary>Puts meters into the registry of a ledger, beside a host that may be running.</summary>
internal static class MeterRegistration
{
    internal const int IntervalSecondsUsual = 60;

    /// <summary>Registers a meter, and its node where it belongs to a park.</summary>
    /// <exception cref="InputException">The id is registered with another key.</exception>
    internal static void Register(DirectoryInfo folder, NewMeter added)
    {
        DataFolder.Make(folder);
        var path = Path.Combine(folder.FullName, DataFolder.LedgerFile);
        using var store = File.Exists(path) ? SqliteStore.OpenBeside(path) : SqliteStore.Open(path);
        var registry = store.Registry;
        try
        {
            var known = registry.FindMeter(added.Id);
            registry.Add(new Meter(added.Id, added.PublicKey, added.Place ?? known?.Place ?? "",
                added.IntervalSeconds ?? known?.ExpectedIntervalSeconds ?? IntervalSecondsUsual));
            if (added.Request is { } request) Keep(store, request);
            if (added.FactorSet is { } factors) store.FactorSets.Add(factors);
            if (added.ParkId is not { } parkId || added.Role is not { } role) return;
            if (registry.Parks().All(park => park.Id != parkId)) registry.Put(new Park(parkId, parkId, added.UtcOffsetMinutes));
            var isGreen = added.IsGreen || role is NodeRole.Pv or NodeRole.Wind;
            registry.Put(new Node(parkId, added.Id, null, role, added.Id, isGreen, added.Id, 1));
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message);
        }
    }

    // Registering again with the same request, as after a cut in between, tells nothing new.
    private static void Keep(SqliteStore store, EnrolmentRequest request)
    {
        var isKnown = store.Facts.Facts().Select(recorded => recorded.Fact).OfType<EnrolmentReceived>()
            .Any(known => known.MeterId == request.Content.MeterId && known.Request.AsSpan().SequenceEqual(request.Bytes));
        if (!isKnown) store.Facts.Append([new EnrolmentReceived(request.Content.MeterId, request.Bytes)], DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }
}
