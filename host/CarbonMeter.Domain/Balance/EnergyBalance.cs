using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Balance;

/// <summary>What flows onto a park's lines beside what leaves them. In a perfect world the two are equal.</summary>
/// <param name="InMilliwattHours">Grid import, generation, discharge, and what loads give back; mWh.</param>
/// <param name="OutMilliwattHours">Grid export, load, charge, and what generators draw; mWh.</param>
public sealed record EnergyBalance(Int128 InMilliwattHours, Int128 OutMilliwattHours)
{
    /// <summary>In less out, mWh: above zero energy vanished (losses, a load without a meter), below zero it appeared.</summary>
    public Int128 ResidualMilliwattHours => InMilliwattHours - OutMilliwattHours;

    /// <summary>The larger of in and out, mWh: what the residual is measured against.</summary>
    public Int128 ThroughputMilliwattHours => Int128.Max(InMilliwattHours, OutMilliwattHours);

    /// <summary>Size of the residual in ppm of the throughput, rounded down, 0 to 1 000 000; null where nothing flowed.</summary>
    public int? ResidualPpm => Ppm.Floor(Int128.Abs(ResidualMilliwattHours), ThroughputMilliwattHours);

    /// <summary>The balance of one stretch of time.</summary>
    public static EnergyBalance Of(ParkFlows flows) => new(flows.In, flows.Out);
}

/// <summary>The balance over a span, drawn over whole slots only: a meter that was silent is a hole, not an imbalance.</summary>
/// <param name="Total">Over all whole slots together.</param>
/// <param name="WorstStartUnixSeconds">Start of the whole slot with the largest residual; null where there is none.</param>
/// <param name="Worst">That slot's balance.</param>
/// <param name="WholeSlots">Slots that every counted meter measured from beginning to end.</param>
/// <param name="Slots">Slots in which any counted meter measured.</param>
public sealed record BalanceReport(
    EnergyBalance Total, long? WorstStartUnixSeconds, EnergyBalance? Worst, int WholeSlots, int Slots)
{
    /// <summary>Draws the balance of a park's slots.</summary>
    public static BalanceReport Of(IReadOnlyList<ParkSlot> slots)
    {
        var whole = slots.Where(slot => slot.IsWhole).ToList();
        var worst = whole.MaxBy(slot => Int128.Abs(EnergyBalance.Of(slot.Flows).ResidualMilliwattHours));
        return new BalanceReport(EnergyBalance.Of(ParkFlows.Sum(whole.Select(slot => slot.Flows))),
            worst?.StartUnixSeconds, worst is null ? null : EnergyBalance.Of(worst.Flows), whole.Count, slots.Count);
    }
}
