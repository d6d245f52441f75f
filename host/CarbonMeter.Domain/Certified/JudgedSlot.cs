using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Domain.Certified;

/// <summary>
/// A slot that lies in one span of the timeline of its binding. An hour that the edge of a span cuts comes as its intervals, so
/// that the slots of a span of time hold each interval once.
/// </summary>
/// <param name="Slot">What was measured, of an hour at most.</param>
/// <param name="Verdict">The verdict on it; null: its binding is not judged yet.</param>
public sealed record JudgedSlot(EnergySlot Slot, ChainVerdict? Verdict);
