using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace CarbonMeter.NanoSurface.Gate;

/// <summary>One IL instruction; <see cref="Operand"/> is its number, index or token, <see cref="Targets"/> where it may jump.</summary>
internal sealed record Instruction(int Offset, OpCode Code, long Operand, int[] Targets)
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public string Name => Code.Name!;

    public bool HasToken => Code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
        or OperandType.InlineType;

    public EntityHandle Token => MetadataTokens.EntityHandle((int)Operand);

    /// <summary>Whether control can reach the instruction below.</summary>
    public bool FallsThrough => Code.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);

    public static Instruction[] Decode(BlobReader reader)
    {
        var instructions = new List<Instruction>();
        while (reader.RemainingBytes > 0)
        {
            int offset = reader.Offset;
            short value = reader.ReadByte();
            if (value == 0xFE) value = (short)(0xFE00 | reader.ReadByte());
            OpCode code = Codes[value];
            instructions.Add(Read(ref reader, offset, code));
        }
        return [.. instructions];
    }

    private static Instruction Read(ref BlobReader reader, int offset, OpCode code)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineNone: return new(offset, code, ImpliedOperand(code.Name!), []);
            case OperandType.ShortInlineBrTarget: return Branch(reader.ReadSByte(), reader.Offset);
            case OperandType.InlineBrTarget: return Branch(reader.ReadInt32(), reader.Offset);
            case OperandType.ShortInlineI: return new(offset, code, code == OpCodes.Ldc_I4_S ? reader.ReadSByte() : reader.ReadByte(), []);
            case OperandType.ShortInlineVar: return new(offset, code, reader.ReadByte(), []);
            case OperandType.InlineVar: return new(offset, code, reader.ReadUInt16(), []);
            case OperandType.InlineI8: return new(offset, code, reader.ReadInt64(), []);
            // The value of a floating literal does not matter: that there is one does.
            case OperandType.InlineR: return new(offset, code, reader.ReadInt64(), []);
            case OperandType.InlineSwitch:
                int[] distances = new int[reader.ReadInt32()];
                for (int i = 0; i < distances.Length; i++) distances[i] = reader.ReadInt32();
                int end = reader.Offset;
                return new(offset, code, 0, [.. distances.Select(distance => end + distance)]);
            default: return new(offset, code, reader.ReadInt32(), []);
        }

        Instruction Branch(int distance, int from) => new(offset, code, 0, [from + distance]);
    }

    // ldc.i4.7, ldarg.0, ldloc.3, stloc.1: the number is part of the name.
    private static long ImpliedOperand(string name)
    {
        if (name == "ldc.i4.m1") return -1;
        if (!name.StartsWith("ldc.i4.", StringComparison.Ordinal) && !name.StartsWith("ldarg.", StringComparison.Ordinal)
            && !name.StartsWith("ldloc.", StringComparison.Ordinal) && !name.StartsWith("stloc.", StringComparison.Ordinal)) return 0;
        return name[^1] - '0';
    }
}
