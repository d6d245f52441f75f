using System.Linq;

namespace CarbonMeter.Boards;

/// <summary>The gas channel and the sensors it needs.</summary>
internal static class GasCheck
{
    public static void Run(Board board, BoardFaults faults)
    {
        var carbonDioxide = 0;
        for (var i = 0; i < board.Parts.Length; i++)
        {
            var kind = board.Parts[i].Kind;
            if (PartFacts.IsCarbonDioxide(kind) && ++carbonDioxide > 1) faults.Add($"$.parts[{i}].kind", "a gas channel has one CO2 sensor; take this one out.");
            if (board.Gas is null && PartFacts.IsGasSensor(kind))
                faults.Add($"$.parts[{i}]", $"{BoardWords.Of(kind)} is for a gas channel, and there is none; add \"gas\" or take it out.");
        }
        if (board.Gas is null) return;
        if (carbonDioxide == 0) faults.Add("$.gas", "a gas channel needs a CO2 sensor: an SCD30, SCD4x or STC31.");
        var hasDuct = board.Gas.AreaSquareMillimetres > 0;
        var flow = board.Parts.Count(part => part.Kind == BoardPartKind.Sdp3x);
        if (flow > 1) faults.Add("$.gas", "a duct has one SDP3x.");
        if (hasDuct && flow == 0) faults.Add("$.gas", "a duct needs an SDP3x for its differential pressure.");
        if (hasDuct && board.Parts.All(part => part.Kind != BoardPartKind.Bmx280)) faults.Add("$.gas", "a duct needs a BMx280 for its absolute pressure.");
        if (!hasDuct && flow > 0) faults.Add("$.gas", "an SDP3x measures a duct; add ductAreaSquareMillimetres and coefficientPpm.");
    }
}
