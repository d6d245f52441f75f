using System.Reflection.Emit;

namespace CarbonMeter.NanoSurface.Gate;

/// <summary>What one instruction does to a <see cref="State"/>. What it does not know becomes <see cref="Value.Unknown"/>.</summary>
internal sealed class Evaluator(MethodBody method, NonZeroFields fields)
{
    /// <summary>What a branch asks, as a value; unknown for every other instruction.</summary>
    public static Value Condition(Instruction instruction, State before)
    {
        string name = instruction.Name.Replace(".s", "", StringComparison.Ordinal);
        if (name is "brtrue" or "brfalse") return before.Stack[^1];
        if (instruction.Code.StackBehaviourPop != StackBehaviour.Pop1_pop1 || instruction.Targets.Length == 0) return Value.Unknown;
        return Compare(name, before.Stack[^2], before.Stack[^1]);
    }

    /// <summary>The outcome of <see cref="Condition"/> on which the branch is taken.</summary>
    public static bool JumpsWhen(Instruction instruction) => !instruction.Name.StartsWith("brfalse", StringComparison.Ordinal);

    /// <summary>The local or argument that an instruction writes, or whose address it takes.</summary>
    public static Place? WrittenBy(Instruction instruction) => instruction.Name.Split('.')[0] switch
    {
        "stloc" or "ldloca" => new Place("loc" + (int)instruction.Operand),
        "starg" or "ldarga" => new Place("arg" + (int)instruction.Operand),
        _ => null,
    };

    public State Apply(Instruction instruction, State before)
    {
        string name = instruction.Name.Split('.')[0];
        int at = (int)instruction.Operand;
        switch (name)
        {
            case "ldc" when !instruction.Name.StartsWith("ldc.r", StringComparison.Ordinal):
                return before.Push(new Constant(instruction.Operand));
            case "ldarg": return before.Push(new Place("arg" + at));
            case "ldloc": return before.Push(new Place("loc" + at));
            case "ldarga": return before.Push(new Address(new Place("arg" + at)));
            case "ldloca": return before.Push(new Address(new Place("loc" + at)));
            case "starg": return Store(before, new Place("arg" + at));
            case "stloc": return Store(before, new Place("loc" + at));
            case "dup": return before.Push(before.Stack[^1]);
            case "ldlen":
                return before.Pop(1).Push(before.Stack[^1] is Place array ? array.Member("Length", isSteady: true) : Value.Unknown);
            case "ldind": return before.Pop(1).Push(before.Stack[^1] is Address address ? address.Target : Value.Unknown);
            case "stind" or "stobj" or "cpobj" or "initobj": return StoreThrough(instruction, before);
            case "conv": return before.Pop(1).Push(Convert(instruction.Name, before.Stack[^1]));
            case "ceq" or "cgt" or "clt":
                return before.Pop(2).Push(Compare(instruction.Name, before.Stack[^2], before.Stack[^1]));
            case "ldfld" or "ldflda" or "ldsfld" or "ldsflda": return LoadField(instruction, before);
            case "stfld" or "stsfld": return StoreField(instruction, before);
            case "call" or "callvirt" or "newobj": return Call(instruction, before);
            case "ret": return State.Empty;
            case "leave": return before with { Stack = [] };
            default: return Generic(instruction, before);
        }
    }

    private static State Generic(Instruction instruction, State before)
    {
        State after = before.Pop(Math.Min(before.Stack.Length, Count(instruction.Code.StackBehaviourPop)));
        for (int i = Count(instruction.Code.StackBehaviourPush); i > 0; i--) after = after.Push(Value.Unknown);
        return after;
    }

    private static int Count(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 or StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 or StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi
            or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1
            or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref
            or StackBehaviour.Popref_popi_pop1 => 3,
        _ => 1,
    };

    private static State Store(State before, Place place)
    {
        bool isNonZero = before.IsNonZero(before.Stack[^1]);
        return before.Pop(1).Forget(place.Covers).With(place, isNonZero);
    }

    // Through an unknown address any local whose address was taken, and any field, may have been written.
    private static State StoreThrough(Instruction instruction, State before)
    {
        int count = instruction.Name == "initobj" ? 1 : 2;
        State after = before.Pop(count);
        return before.Stack[^count] is Address address ? after.Forget(address.Target.Covers) : after.Forget(_ => true);
    }

    /// <summary>A widening keeps a number as it is; a narrowing may turn it into zero.</summary>
    private static Value Convert(string name, Value value) => value switch
    {
        Constant => value,
        Place when name is "conv.i8" or "conv.u8" => value,
        Place place when place.Key.EndsWith(".Length", StringComparison.Ordinal) && name == "conv.i4" => value,
        _ => Value.Unknown,
    };

    private static Value Compare(string name, Value left, Value right) => name switch
    {
        "ceq" or "beq" => new Comparison(Relation.Equal, left, right),
        "bne.un" => new Comparison(Relation.Equal, left, right, Negated: true),
        "cgt" or "bgt" => new Comparison(Relation.Greater, left, right),
        "cgt.un" or "bgt.un" => new Comparison(Relation.GreaterUnsigned, left, right),
        "clt" or "blt" => new Comparison(Relation.Greater, right, left),
        "clt.un" or "blt.un" => new Comparison(Relation.GreaterUnsigned, right, left),
        "ble" => new Comparison(Relation.Greater, left, right, Negated: true),
        "ble.un" => new Comparison(Relation.GreaterUnsigned, left, right, Negated: true),
        "bge" => new Comparison(Relation.Greater, right, left, Negated: true),
        "bge.un" => new Comparison(Relation.GreaterUnsigned, right, left, Negated: true),
        _ => Value.Unknown,
    };

    private State LoadField(Instruction instruction, State before)
    {
        bool isStatic = instruction.Name.StartsWith("lds", StringComparison.Ordinal);
        MemberShape field = method.Module.MemberOf(instruction.Token)!;
        Place? place = FieldPlace(isStatic ? null : before.Stack[^1], field.FullName, isStatic);
        State after = isStatic ? before : before.Pop(1);
        if (place is null) return after.Push(Value.Unknown);
        after = after.With(place, fields.IsNonZero(field.FullName));
        return after.Push(instruction.Name is "ldflda" or "ldsflda" ? new Address(place) : place);
    }

    private Place? FieldPlace(Value? owner, string fullName, bool isStatic)
    {
        bool isSteady = fields.IsSteady(fullName);
        if (isStatic) return new Place((isSteady ? "" : "~") + fullName);
        string name = fullName[(fullName.LastIndexOf('.') + 1)..];
        return owner switch
        {
            Place place => place.Member(name, isSteady),
            Address address => address.Target.Member(name, isSteady),
            // The owner has no name, but what is never zero in any object is not zero in this one.
            _ when fields.IsNonZero(fullName) => new Place("any." + fullName),
            _ => null,
        };
    }

    private State StoreField(Instruction instruction, State before)
    {
        bool isStatic = instruction.Name == "stsfld";
        MemberShape field = method.Module.MemberOf(instruction.Token)!;
        Value value = before.Stack[^1];
        Place? place = FieldPlace(isStatic ? null : before.Stack[^2], field.FullName, isStatic);
        // Two names may mean one object: a store to the field forgets it under every name.
        State after = before.Pop(isStatic ? 1 : 2).Forget(key =>
            key.Split('.').Any(part => part.TrimStart('~') == field.Name) || (isStatic && key.TrimStart('~') == field.FullName));
        return place is null ? after : after.With(place, before.IsNonZero(value));
    }

    private State Call(Instruction instruction, State before)
    {
        MemberShape callee = method.Module.MemberOf(instruction.Token)!;
        bool isNew = instruction.Name == "newobj";
        int count = callee.Parameters.Length + (callee.IsInstance && !isNew ? 1 : 0);
        Value[] arguments = [.. before.Stack.Skip(before.Stack.Length - count)];
        State after = before.Pop(count);
        if (callee.Owner.Name == "CarbonMeter.Require") return AfterRequire(callee, arguments, after);
        bool isGetter = callee.Name.StartsWith("get_", StringComparison.Ordinal) && callee.Parameters.Length == 0;
        if (isGetter)
        {
            Value read = Get(callee, arguments, ref after);
            return after.Push(read);
        }
        after = after.Forget(Place.MayChangeInCall);
        foreach (Value argument in arguments)
            if (argument is Address address) after = after.Forget(address.Target.Covers);
        return isNew || callee.Result.Name != "System.Void" ? after.Push(Value.Unknown) : after;
    }

    /// <summary>A property is read as the field it returns, where that is known; else it is a name that calls may change.</summary>
    private Value Get(MemberShape getter, Value[] arguments, ref State state)
    {
        if (fields.NumberOf(getter.FullName) is { } number) return new Constant(number);
        Value? owner = arguments.Length == 0 ? null : arguments[0];
        if (fields.FieldOf(getter.FullName) is { } field)
        {
            Place? place = FieldPlace(owner, field, owner is null);
            if (place is not null) state = state.With(place, fields.IsNonZero(field));
            return place ?? Value.Unknown;
        }
        return owner switch
        {
            Place place => place.Member(getter.Name, isSteady: false),
            Address address => address.Target.Member(getter.Name, isSteady: false),
            null => new Place("~" + getter.FullName),
            _ => Value.Unknown,
        };
    }

    private static State AfterRequire(MemberShape callee, Value[] arguments, State after) => (callee.Name, arguments) switch
    {
        ("InRange", [Place place, Constant min, ..]) when min.Number > 0 => after.With(place, true),
        ("InRange", [Place place, _, Constant max, ..]) when max.Number < 0 => after.With(place, true),
        ("That", [var condition, ..]) => after with { NonZero = after.NonZero.Union(Comparison.NonZeroWhen(condition, true)) },
        _ => after,
    };
}
