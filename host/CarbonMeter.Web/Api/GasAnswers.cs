using System.Collections.Generic;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Web.Api;

/// <summary>CO2 that the meters of a park measured in gas, over a span. It is in none of the park's other figures.</summary>
/// <param name="ParkId">The park.</param>
/// <param name="FromUnixSeconds">Beginning of the span as used, unix s.</param>
/// <param name="ToUnixSeconds">End of the span as used, unix s.</param>
/// <param name="AsOfUnixMs">The past moment whose knowledge it is drawn from, unix ms; null: now.</param>
/// <param name="Length">hour or day.</param>
/// <param name="Meters">The meters that have a gas channel; empty where there are none.</param>
public sealed record ParkGasAnswer(string ParkId, long FromUnixSeconds, long ToUnixSeconds, long? AsOfUnixMs, string Length,
    IReadOnlyList<GasMeterAnswer> Meters);

/// <summary>What the gas channel of one meter measured, and how the meter stands now.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="NodeId">Where it hangs.</param>
/// <param name="NodeName">The node's name.</param>
/// <param name="Role">What the node does with energy; a stack hangs on a feeder.</param>
/// <param name="Place">Where the meter hangs, in words.</param>
/// <param name="ElectricityChannels">Channels it measures electricity by; 0: it measures gas alone.</param>
/// <param name="Figures">What it measured over the span.</param>
/// <param name="AskedMs">Length of the intervals that begin and end within the span, ms: what could have been measured.</param>
/// <param name="CompletenessPpm">Time in which the mass was measured over that, ppm rounded down; null where none is asked.</param>
/// <param name="CarbonDioxideCompletenessPpm">The same for the concentration.</param>
/// <param name="References">
/// What volume and concentration refer to within the span, in order; empty where no record is of it.
/// </param>
/// <param name="GapCount">Times in which a sensor gave no figure, as the meter tells them.</param>
/// <param name="Gaps">Of these the newest, at most 50, newest first.</param>
/// <param name="IsConnected">Whether the meter is connected now.</param>
/// <param name="LastReceivedAtUnixMs">When its last record came, unix ms, host's clock; null: never.</param>
/// <param name="Records">Records in the ledger, over all time.</param>
/// <param name="Slots">Hour by hour (UTC) or day by day (the park's clock), ascending; without intervals of the meter left out.</param>
public sealed record GasMeterAnswer(string MeterId, string NodeId, string NodeName, NodeRole Role, string Place,
    int ElectricityChannels, GasFiguresAnswer Figures, long AskedMs, int? CompletenessPpm, int? CarbonDioxideCompletenessPpm,
    IReadOnlyList<GasReferenceAnswer> References, int GapCount, IReadOnlyList<GasGapAnswer> Gaps, bool IsConnected,
    long? LastReceivedAtUnixMs, long Records, IReadOnlyList<GasSlotAnswer> Slots);

/// <summary>Gas figures over a span: masses and volumes are decimal digits.</summary>
/// <param name="MassMilligrams">Mass of CO2 above the background, mg, over the time measured; null where none was measured.</param>
/// <param name="ExpandedMilligrams">
/// Expanded uncertainty (k = 2) of that part of the mass it is stated for, mg, rounded up; null where it is stated for none.
/// </param>
/// <param name="ExpandedPpm">The same in ppm of that part, rounded up.</param>
/// <param name="MassWithoutUncertaintyMilligrams">
/// Part of the mass for which the meter stated no uncertainty, mg; null where no mass was measured.
/// </param>
/// <param name="VolumeLitres">
/// Volume of gas at the reference state, litres; null where none was measured, or where the reference changed within the span.
/// </param>
/// <param name="MeanCarbonDioxidePpm">Mean mole fraction of CO2, ppm, rounded; null where none was measured.</param>
/// <param name="MassMeasuredMs">Time in which the mass was measured, ms.</param>
/// <param name="CarbonDioxideMeasuredMs">Length of the intervals that have a mole fraction, ms.</param>
public sealed record GasFiguresAnswer(string? MassMilligrams, string? ExpandedMilligrams, long? ExpandedPpm,
    string? MassWithoutUncertaintyMilligrams, string? VolumeLitres, long? MeanCarbonDioxidePpm, long MassMeasuredMs,
    long CarbonDioxideMeasuredMs);

/// <summary>What gas figures refer to, as the records say.</summary>
/// <param name="FromUnixSeconds">First interval it holds for, unix s.</param>
/// <param name="ToUnixSeconds">End of the last one, unix s.</param>
/// <param name="ReferenceMillikelvins">Reference temperature, mK.</param>
/// <param name="ReferencePascals">Reference pressure, Pa.</param>
/// <param name="Basis">wet or dry.</param>
/// <param name="BackgroundPpm">Mole fraction of CO2 in the air taken in, ppm, taken off before the mass is formed.</param>
public sealed record GasReferenceAnswer(long FromUnixSeconds, long ToUnixSeconds, int ReferenceMillikelvins, int ReferencePascals,
    string Basis, int BackgroundPpm);

/// <summary>Time in which a sensor of the gas channel gave no figure.</summary>
/// <param name="Sequence">The event record that tells it.</param>
/// <param name="FromUnixMs">Its beginning, unix ms, meter's clock.</param>
/// <param name="ToUnixMs">Its end, or the meter's restart that came before it; null: it goes on, as far as told.</param>
/// <param name="Part">The sensor; null where the meter does not name it.</param>
/// <param name="Reason">Why, docs/formats/record.md, event 17.</param>
/// <param name="English">The event in plain English.</param>
/// <param name="Chinese">The event in simplified Chinese.</param>
public sealed record GasGapAnswer(long Sequence, long FromUnixMs, long? ToUnixMs, string? Part, int Reason, string English,
    string Chinese);

/// <summary>What a gas channel measured in one slot.</summary>
/// <param name="StartUnixSeconds">Its start, unix s.</param>
/// <param name="Figures">The figures.</param>
public sealed record GasSlotAnswer(long StartUnixSeconds, GasFiguresAnswer Figures);

/// <summary>What a gas channel reads now, unsigned: never evidence. A figure the meter does not say is null.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="CarbonDioxidePpm">Mole fraction of CO2, ppm.</param>
/// <param name="TemperatureMillikelvins">Temperature, mK.</param>
/// <param name="MassMicrogramsPerSecond">Flow of CO2 above the background, ug/s.</param>
public sealed record GasLiveAnswer(string MeterId, long? CarbonDioxidePpm, long? TemperatureMillikelvins, long? MassMicrogramsPerSecond);
