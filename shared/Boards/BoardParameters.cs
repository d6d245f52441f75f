using CarbonMeter.Records;

namespace CarbonMeter.Boards;

/// <summary>
/// The parameter set of a board that has not been calibrated: full scale from its analog constants, gains of one, uncertainty
/// missing. Its budget for gas is that of the sensors' data sheets and of a single-point pitot tube, as standard uncertainties;
/// part of it from general knowledge (docs/formats/board.md).
/// </summary>
public static class BoardParameters
{
    /// <summary>What a parameter set without channels is for.</summary>
    public const string NoFrontEnd = "NONE";

    private const int NoLoadRatio = 10_000;
    private const int ProbePpm = 50_000, AreaPpm = 10_000, FlowPpm = 30_000, FlowMillipascals = 100, TemperaturePpm = 2000, PressurePpm = 1000;

    /// <summary>What a parameter set for a metering part calls its front end. Throws for a part that measures no energy.</summary>
    public static string FrontEndOf(BoardPartKind kind)
    {
        switch (kind)
        {
            case BoardPartKind.Ade7953: return "ADE7953";
            case BoardPartKind.Ade7880: return "ADE7880";
            case BoardPartKind.Ina228: return "INA228";
            default:
                Require.That(kind == BoardPartKind.M5AcMeasure, "a part that measures no energy has no front end");
                return "M5-AC-MEASURE";
        }
    }

    /// <summary>The set a board starts with.</summary>
    public static ParameterSet Default(Board board)
    {
        Require.NotNull(board, nameof(board));
        ParameterSet set = new ParameterSet
        {
            Id = board.Name + "-default",
            FrontEnd = NoFrontEnd,
            VoltageFullScaleMillivolts = 1,
            Channels = new ChannelParameters[board.Channels.Length],
            Gas = board.Gas is null ? null : GasOf(board, board.Gas),
        };
        if (board.Channels.Length == 0) return set;
        BoardPartKind kind = board.Parts[board.Channels[0].Part].Kind;
        set.FrontEnd = FrontEndOf(kind);
        VoltageInput[] inputs = new VoltageInput[board.Channels.Length];
        for (int i = 0; i < board.Channels.Length; i++)
        {
            BoardChannel channel = board.Channels[i];
            set.Channels[i] = new ChannelParameters
            {
                ChannelId = channel.Id,
                CurrentFullScaleMilliamperes = BoardScale.CurrentFullScaleMilliamperes(channel, kind),
                Pga = channel.Pga,
                NoLoadRatio = kind == BoardPartKind.Ade7953 || kind == BoardPartKind.Ade7880 ? NoLoadRatio : 0,
            };
            inputs[i] = new VoltageInput { FullScaleMillivolts = BoardScale.VoltageFullScaleMillivolts(board.VoltageInputs[channel.VoltageInput - 1], kind) };
        }
        set.VoltageFullScaleMillivolts = inputs[0].FullScaleMillivolts;
        if (kind == BoardPartKind.Ade7880 || (kind == BoardPartKind.Ina228 && inputs.Length > 1)) set.VoltageInputs = inputs;
        return set;
    }

    private static GasParameters GasOf(Board board, BoardGas gas)
    {
        bool hasDuct = gas.AreaSquareMillimetres > 0;
        return new GasParameters
        {
            // Where only the concentration is measured nothing is multiplied with these, and the format has no "none" for them.
            AreaSquareMillimetres = hasDuct ? gas.AreaSquareMillimetres : 1,
            CoefficientPpm = hasDuct ? gas.CoefficientPpm : 1,
            BackgroundPpm = gas.BackgroundPpm,
            ReferenceTemperatureMillikelvins = gas.ReferenceTemperatureMillikelvins,
            ReferencePressurePascals = gas.ReferencePressurePascals,
            Basis = gas.IsDry ? GasBasis.Dry : GasBasis.Wet,
            Budget = BudgetOf(board),
        };
    }

    private static GasBudget BudgetOf(Board board)
    {
        GasBudget budget = new GasBudget
        {
            CoefficientPpm = ProbePpm, AreaPpm = AreaPpm, DifferentialPressureRelativePpm = FlowPpm, DifferentialPressureAbsoluteMillipascals = FlowMillipascals,
            TemperaturePpm = TemperaturePpm, PressurePpm = PressurePpm,
        };
        for (int i = 0; i < board.Parts.Length; i++)
        {
            switch (board.Parts[i].Kind)
            {
                case BoardPartKind.Stc31: SetCarbonDioxide(budget, 30_000, 5000); break;
                case BoardPartKind.Scd30: SetCarbonDioxide(budget, 30_000, 30); break;
                case BoardPartKind.Scd4x: SetCarbonDioxide(budget, 50_000, 40); break;
            }
        }
        return budget;
    }

    private static void SetCarbonDioxide(GasBudget budget, int relativePpm, int absolutePpm)
    {
        budget.CarbonDioxideRelativePpm = relativePpm;
        budget.CarbonDioxideAbsolutePpm = absolutePpm;
    }
}
