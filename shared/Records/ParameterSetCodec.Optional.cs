namespace CarbonMeter.Records;

// Keys 9 to 11, which a set may leave out: a set without them is what it was before they were defined, byte for byte.
public static partial class ParameterSetCodec
{
    private const int VoltageInputsKey = 9;
    private const int GasKey = 10;
    private const int WiresKey = 11;
    private const int VoltageInputFieldCount = 3;
    private const int WireFieldCount = 2;
    private const int GasFieldCount = 11;
    private const int BudgetFieldCount = 8;
    private const int WiredInputMax = 3;
    private const int PpmMax = 1_000_000;
    private const int CoefficientPpmMax = 10_000_000;
    private const int SpanPpmMin = 500_000;
    private const int SpanPpmMax = 1_500_000;

    private static void ReadOptional(PayloadReader reader, ParameterSet set, int count)
    {
        if (count > 0 && reader.Cbor.TryReadKey(VoltageInputsKey))
        {
            count--;
            VoltageInput[] inputs = new VoltageInput[reader.List(MeterRecord.ChannelsMax)];
            for (int index = 0; index < inputs.Length; index++) inputs[index] = ReadVoltageInput(reader);
            set.VoltageInputs = inputs;
        }
        if (count > 0 && reader.Cbor.TryReadKey(GasKey))
        {
            count--;
            set.Gas = ReadGas(reader);
        }
        if (count > 0 && reader.Cbor.TryReadKey(WiresKey))
        {
            count--;
            Wire[] wires = new Wire[reader.List(MeterRecord.ChannelsMax)];
            for (int index = 0; index < wires.Length; index++) wires[index] = ReadWire(reader);
            set.Wires = wires;
        }
        if (count <= 0) return;
        // More keys were announced: either the bytes end here, or what follows is no key of this format in its place.
        reader.Cbor.ReadKey(0);
        reader.Fail(RecordStatus.KeyOrder);
    }

    private static VoltageInput ReadVoltageInput(PayloadReader reader)
    {
        reader.Array(VoltageInputFieldCount);
        return new VoltageInput
        {
            FullScaleMillivolts = (int)reader.Cbor.ReadInteger(1, FullScaleMax),
            RmsOffset = (int)reader.Cbor.ReadInteger(OffsetMin, OffsetMax),
            Gain = (int)reader.Cbor.ReadInteger(GainMin, GainMax),
        };
    }

    private static void WriteVoltageInputs(PayloadWriter writer, VoltageInput[] inputs)
    {
        writer.Cbor.WriteInteger(VoltageInputsKey);
        writer.List(inputs.Length, MeterRecord.ChannelsMax, "voltage inputs");
        for (int index = 0; index < inputs.Length; index++)
        {
            writer.Cbor.WriteArray(VoltageInputFieldCount);
            writer.Integer(inputs[index].FullScaleMillivolts, 1, FullScaleMax, "voltage full scale");
            writer.Integer(inputs[index].RmsOffset, OffsetMin, OffsetMax, "voltage rms offset");
            writer.Integer(inputs[index].Gain, GainMin, GainMax, "voltage gain");
        }
    }

    private static Wire ReadWire(PayloadReader reader)
    {
        reader.Array(WireFieldCount);
        Wire wire = new Wire
        {
            VoltageInput = (int)reader.Cbor.ReadInteger(1, WiredInputMax),
            Direction = (int)reader.Cbor.ReadInteger(-1, 1),
        };
        if (wire.Direction == 0) reader.Fail(RecordStatus.OutOfRange);
        return wire;
    }

    private static void WriteWires(PayloadWriter writer, Wire[] wires)
    {
        writer.Cbor.WriteInteger(WiresKey);
        writer.List(wires.Length, MeterRecord.ChannelsMax, "wires");
        for (int index = 0; index < wires.Length; index++)
        {
            writer.Cbor.WriteArray(WireFieldCount);
            writer.Integer(wires[index].VoltageInput, 1, WiredInputMax, "voltage input of a wire");
            Require.That(wires[index].Direction != 0, "direction of a wire");
            writer.Integer(wires[index].Direction, -1, 1, "direction of a wire");
        }
    }

    private static GasParameters ReadGas(PayloadReader reader)
    {
        Cbor.CborReader cbor = reader.Cbor;
        reader.Array(GasFieldCount);
        return new GasParameters
        {
            AreaSquareMillimetres = (int)cbor.ReadInteger(1, FullScaleMax),
            CoefficientPpm = (int)cbor.ReadInteger(1, CoefficientPpmMax),
            BackgroundPpm = (int)cbor.ReadInteger(0, PpmMax),
            CarbonDioxideZeroPpm = (int)cbor.ReadInteger(-PpmMax, PpmMax),
            CarbonDioxideSpanPpm = (int)cbor.ReadInteger(SpanPpmMin, SpanPpmMax),
            DifferentialPressureZeroMillipascals = (int)cbor.ReadInteger(-PpmMax, PpmMax),
            ReferenceTemperatureMillikelvins = (int)cbor.ReadInteger(1, GasInterval.TemperatureMillikelvinsMax),
            ReferencePressurePascals = (int)cbor.ReadInteger(1, GasInterval.PressurePascalsMax),
            Basis = (GasBasis)(int)cbor.ReadInteger(0, 1),
            UncertaintyPpm = reader.Reading(0, RecordCodec.UncertaintyPpmMax),
            Budget = ReadBudget(reader),
        };
    }

    private static GasBudget ReadBudget(PayloadReader reader)
    {
        Cbor.CborReader cbor = reader.Cbor;
        reader.Array(BudgetFieldCount);
        return new GasBudget
        {
            CarbonDioxideRelativePpm = (int)cbor.ReadInteger(0, PpmMax),
            CarbonDioxideAbsolutePpm = (int)cbor.ReadInteger(0, PpmMax),
            CoefficientPpm = (int)cbor.ReadInteger(0, PpmMax),
            AreaPpm = (int)cbor.ReadInteger(0, PpmMax),
            DifferentialPressureRelativePpm = (int)cbor.ReadInteger(0, PpmMax),
            DifferentialPressureAbsoluteMillipascals = (int)cbor.ReadInteger(0, PpmMax),
            TemperaturePpm = (int)cbor.ReadInteger(0, PpmMax),
            PressurePpm = (int)cbor.ReadInteger(0, PpmMax),
        };
    }

    private static void WriteGas(PayloadWriter writer, GasParameters gas)
    {
        writer.Cbor.WriteInteger(GasKey);
        writer.Cbor.WriteArray(GasFieldCount);
        writer.Integer(gas.AreaSquareMillimetres, 1, FullScaleMax, "area");
        writer.Integer(gas.CoefficientPpm, 1, CoefficientPpmMax, "flow coefficient");
        writer.Integer(gas.BackgroundPpm, 0, PpmMax, "background");
        writer.Integer(gas.CarbonDioxideZeroPpm, -PpmMax, PpmMax, "CO2 zero");
        writer.Integer(gas.CarbonDioxideSpanPpm, SpanPpmMin, SpanPpmMax, "CO2 span");
        writer.Integer(gas.DifferentialPressureZeroMillipascals, -PpmMax, PpmMax, "differential pressure zero");
        writer.Integer(gas.ReferenceTemperatureMillikelvins, 1, GasInterval.TemperatureMillikelvinsMax, "reference temperature");
        writer.Integer(gas.ReferencePressurePascals, 1, GasInterval.PressurePascalsMax, "reference pressure");
        writer.Integer((int)gas.Basis, 0, 1, "basis");
        writer.Reading(gas.UncertaintyPpm, 0, RecordCodec.UncertaintyPpmMax, "gas uncertainty");
        GasBudget budget = gas.Budget;
        writer.Cbor.WriteArray(BudgetFieldCount);
        writer.Integer(budget.CarbonDioxideRelativePpm, 0, PpmMax, "relative uncertainty of CO2");
        writer.Integer(budget.CarbonDioxideAbsolutePpm, 0, PpmMax, "absolute uncertainty of CO2");
        writer.Integer(budget.CoefficientPpm, 0, PpmMax, "uncertainty of the coefficient");
        writer.Integer(budget.AreaPpm, 0, PpmMax, "uncertainty of the area");
        writer.Integer(budget.DifferentialPressureRelativePpm, 0, PpmMax, "relative uncertainty of differential pressure");
        writer.Integer(budget.DifferentialPressureAbsoluteMillipascals, 0, PpmMax, "absolute uncertainty of differential pressure");
        writer.Integer(budget.TemperaturePpm, 0, PpmMax, "uncertainty of temperature");
        writer.Integer(budget.PressurePpm, 0, PpmMax, "uncertainty of pressure");
    }

    private static RecordStatus JudgeWiring(ParameterSet set)
    {
        int inputCount = set.VoltageInputs is null ? 1 : set.VoltageInputs.Length;
        if (set.VoltageInputs is not null && inputCount != set.Channels.Length) return RecordStatus.ChannelsDiffer;
        if (set.Wires is null) return RecordStatus.Ok;
        if (set.Wires.Length != set.Channels.Length) return RecordStatus.ChannelsDiffer;
        for (int index = 0; index < set.Wires.Length; index++)
        {
            if (set.Wires[index].VoltageInput > inputCount) return RecordStatus.OutOfRange;
        }
        return RecordStatus.Ok;
    }
}
