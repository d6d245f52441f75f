using System.Collections.Generic;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Web.Api;

/// <summary>A park as registered.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="UtcOffsetMinutes">Offset of the park's clock from UTC, minutes.</param>
/// <param name="DataFromUnixSeconds">First interval in the ledger, unix s; null: none yet.</param>
/// <param name="DataToUnixSeconds">End of the last interval in the ledger, unix s; null: none yet.</param>
/// <param name="Nodes">Its tree, parents before children.</param>
/// <param name="Issues">What is wrong with the tree.</param>
public sealed record ParkAnswer(string Id, string Name, int UtcOffsetMinutes, long? DataFromUnixSeconds, long? DataToUnixSeconds,
    IReadOnlyList<NodeAnswer> Nodes, IReadOnlyList<IssueAnswer> Issues);

/// <summary>A node of a park's tree.</summary>
/// <param name="Id">Id within the park.</param>
/// <param name="ParentId">The node above; null for one directly below the park.</param>
/// <param name="Role">What it does with energy.</param>
/// <param name="Name">Name for people.</param>
/// <param name="IsGreen">Whether its generation counts as green.</param>
/// <param name="MeterId">The meter that measures it; null where none does.</param>
/// <param name="ChannelId">The channel of that meter, 1 to 8.</param>
/// <param name="IsCounted">Whether its meter counts in the park's figures.</param>
public sealed record NodeAnswer(string Id, string? ParentId, NodeRole Role, string Name, bool IsGreen, string? MeterId,
    int ChannelId, bool IsCounted);

/// <summary>A park's energy slot by slot.</summary>
/// <param name="ParkId">The park.</param>
/// <param name="Length">interval, hour or day.</param>
/// <param name="LengthSeconds">Length of a slot, s.</param>
/// <param name="FromUnixSeconds">Beginning of the span as used, unix s.</param>
/// <param name="ToUnixSeconds">End of the span as used, unix s.</param>
/// <param name="Slots">Ascending; a slot in which no counted meter measured is left out, never filled in.</param>
public sealed record SeriesAnswer(string ParkId, string Length, int LengthSeconds, long FromUnixSeconds, long ToUnixSeconds,
    IReadOnlyList<SlotAnswer> Slots);

/// <summary>A park's energy in one slot.</summary>
/// <param name="StartUnixSeconds">Its start, unix s.</param>
/// <param name="IsWhole">Whether every counted meter measured it from beginning to end.</param>
/// <param name="Flows">Energy by what it does, mWh.</param>
/// <param name="CarbonNanograms">Carbon of the grid import, ng, decimal digits.</param>
/// <param name="Certified">The certified part of the energy, decided by the hour as in the summary; null in series of
/// intervals.</param>
public sealed record SlotAnswer(
    long StartUnixSeconds, bool IsWhole, FlowsAnswer Flows, string CarbonNanograms, FlowsAnswer? Certified);

/// <summary>A park's power at this moment, from unsigned live readings: never evidence.</summary>
/// <param name="ParkId">The park.</param>
/// <param name="AtUnixMs">The host's clock, unix ms.</param>
/// <param name="FreshSeconds">Readings older than this, or of a meter that is not connected, are left out, s.</param>
/// <param name="GridImportMilliwatts">Drawn from the grid, mW; null where no grid meter reads.</param>
/// <param name="GridExportMilliwatts">Fed into the grid, mW; null where no grid meter reads.</param>
/// <param name="PvMilliwatts">Photovoltaics, mW; null where none reads.</param>
/// <param name="WindMilliwatts">Wind, mW; null where none reads.</param>
/// <param name="ChpMilliwatts">Combined heat and power, mW; null where none reads.</param>
/// <param name="GreenMilliwatts">Of the generation, that of nodes marked green, mW; null where none reads.</param>
/// <param name="ChargeMilliwatts">Storage charging, mW; null where none reads.</param>
/// <param name="DischargeMilliwatts">Storage discharging, mW; null where none reads.</param>
/// <param name="LoadMilliwatts">Loads, mW; null where none reads.</param>
/// <param name="SilentMeters">Counted meters without a fresh reading: their power is in no figure.</param>
/// <param name="Gas">What gas channels read, of meters with a fresh reading.</param>
public sealed record ParkLiveAnswer(string ParkId, long AtUnixMs, int FreshSeconds, long? GridImportMilliwatts,
    long? GridExportMilliwatts, long? PvMilliwatts, long? WindMilliwatts, long? ChpMilliwatts, long? GreenMilliwatts,
    long? ChargeMilliwatts, long? DischargeMilliwatts, long? LoadMilliwatts, IReadOnlyList<string> SilentMeters,
    IReadOnlyList<GasLiveAnswer> Gas);
