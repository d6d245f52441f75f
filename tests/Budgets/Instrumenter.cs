using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace CarbonMeter.Budgets;

/// <summary>
/// Rewrites a compiled assembly so that it counts the IL instructions it carries out, block by block, and reports what it
/// allocates. The device interprets the same IL one instruction at a time, so the count is what its time is made of. What the
/// class library does inside a call is not counted: on the device that is native code, and here hardly anything calls it.
/// </summary>
internal static class Instrumenter
{
    /// <summary>Writes the instrumented form of an assembly.</summary>
    public static void Rewrite(string from, string to)
    {
        using var module = ModuleDefinition.ReadModule(from);
        var count = module.ImportReference(typeof(Tracker).GetField(nameof(Tracker.Instructions)));
        var track = module.ImportReference(typeof(Tracker).GetMethod(nameof(Tracker.Track)));
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            method.Body.SimplifyMacros();
            var blocks = Blocks(method.Body);
            TrackAllocations(method.Body, track);
            foreach (var (leader, instructions) in blocks) Count(method.Body, leader, instructions, count);
            method.Body.OptimizeMacros();
        }
        module.Write(to);
    }

    /// <summary>The first instruction of every block and how many it has; nothing jumps into the middle of one.</summary>
    private static List<(Instruction Leader, int Instructions)> Blocks(MethodBody body)
    {
        var leaders = new HashSet<Instruction> { body.Instructions[0] };
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target) leaders.Add(target);
            if (instruction.Operand is Instruction[] targets) leaders.UnionWith(targets);
            bool ends = instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;
            if (ends && instruction.Next is { } next) leaders.Add(next);
        }
        foreach (var handler in body.ExceptionHandlers)
            leaders.UnionWith(new[] { handler.TryStart, handler.HandlerStart, handler.FilterStart, handler.HandlerEnd }.OfType<Instruction>());
        var blocks = new List<(Instruction, int)>();
        int length = 0;
        for (int i = body.Instructions.Count - 1; i >= 0; i--)
        {
            length++;
            if (!leaders.Contains(body.Instructions[i])) continue;
            blocks.Add((body.Instructions[i], length));
            length = 0;
        }
        return blocks;
    }

    private static void TrackAllocations(MethodBody body, MethodReference track)
    {
        var il = body.GetILProcessor();
        foreach (var instruction in body.Instructions.ToArray())
        {
            bool allocates = instruction.OpCode.Code switch
            {
                Code.Newarr or Code.Box => true,
                Code.Newobj => !((MethodReference)instruction.Operand).DeclaringType.IsValueType,
                _ => false,
            };
            if (!allocates) continue;
            var call = il.Create(OpCodes.Call, track);
            il.InsertAfter(instruction, call);
            il.InsertAfter(instruction, il.Create(OpCodes.Dup));
        }
    }

    // The leader itself becomes the counting, and its copy follows: whatever jumps to it counts first.
    private static void Count(MethodBody body, Instruction leader, int instructions, FieldReference count)
    {
        var il = body.GetILProcessor();
        var copy = il.Create(OpCodes.Nop);
        (copy.OpCode, copy.Operand) = (leader.OpCode, leader.Operand);
        (leader.OpCode, leader.Operand) = (OpCodes.Ldsfld, count);
        il.InsertAfter(leader, copy);
        il.InsertAfter(leader, il.Create(OpCodes.Stsfld, count));
        il.InsertAfter(leader, il.Create(OpCodes.Add));
        il.InsertAfter(leader, il.Create(OpCodes.Ldc_I8, (long)instructions));
    }
}
