using System.Collections.Generic;

namespace CarbonMeter.Domain.Parks;

/// <summary>What a node of a park does with energy.</summary>
public enum NodeRole
{
    /// <summary>The point where the park meets the grid: import is drawn from it, export fed into it.</summary>
    GridConnection = 1,
    /// <summary>Photovoltaic generation: export of its meter is generation.</summary>
    Pv = 2,
    /// <summary>Wind generation.</summary>
    Wind = 3,
    /// <summary>Combined heat and power.</summary>
    Chp = 4,
    /// <summary>Storage: import charges, export discharges.</summary>
    Storage = 5,
    /// <summary>Consumption.</summary>
    Load = 6,
    /// <summary>A line that only groups what hangs below it: not counted itself.</summary>
    Feeder = 7,
}

/// <summary>A park and where its day begins.</summary>
/// <param name="Id">Id, printable ASCII, at most 32 characters.</param>
/// <param name="Name">Name for people.</param>
/// <param name="UtcOffsetMinutes">Offset of the park's clock from UTC, minutes, -840 to 840.</param>
public sealed record Park(string Id, string Name, int UtcOffsetMinutes);

/// <summary>A node of a park's tree.</summary>
/// <param name="ParkId">The park it belongs to.</param>
/// <param name="Id">Id within the park, printable ASCII, at most 32 characters.</param>
/// <param name="ParentId">The node above; null for one directly below the park.</param>
/// <param name="Role">What it does with energy.</param>
/// <param name="Name">Name for people.</param>
/// <param name="IsGreen">Whether its generation counts as green: PV, wind, biogas CHP.</param>
/// <param name="MeterId">The meter that measures it; null where none does.</param>
/// <param name="ChannelId">The channel of that meter, 1 to 8.</param>
public sealed record Node(
    string ParkId, string Id, string? ParentId, NodeRole Role, string Name, bool IsGreen, string? MeterId, int ChannelId);

/// <summary>A meter the host knows.</summary>
/// <param name="Id">Meter id (docs/formats/record.md).</param>
/// <param name="PublicKey">The P-256 public key it was enrolled with, X followed by Y, 64 bytes; its records may announce others.</param>
/// <param name="Place">Where it hangs, in words.</param>
/// <param name="ExpectedIntervalSeconds">Interval length it was set to; completeness is judged by it.</param>
public sealed record Meter(string Id, byte[] PublicKey, string Place, int ExpectedIntervalSeconds);

/// <summary>Parks, nodes and meters as the operator registered them.</summary>
public interface IRegistry
{
    /// <summary>All parks.</summary>
    IReadOnlyList<Park> Parks();

    /// <summary>The nodes of a park, parents before children.</summary>
    IReadOnlyList<Node> Nodes(string parkId);

    /// <summary>All meters.</summary>
    IReadOnlyList<Meter> Meters();

    /// <summary>One meter, or null where the id is unknown.</summary>
    Meter? FindMeter(string meterId);

    /// <summary>Adds a park or replaces its name and offset.</summary>
    void Put(Park park);

    /// <summary>Adds a node or replaces it; refuses a parent that does not exist or that would close a circle.</summary>
    void Put(Node node);

    /// <summary>
    /// Adds a meter and enrols its key (<see cref="Traceability.KeyEnrolled"/>); refuses an id that is registered with another key,
    /// since that would rewrite who signed.
    /// </summary>
    void Add(Meter meter);
}
