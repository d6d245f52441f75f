using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace CarbonMeter.NanoSurface.Gate;

internal sealed record Division(Instruction At, string What);

/// <summary>
/// Follows a method's IL along every path and keeps, per instruction, which named values cannot be zero there: after a
/// test on that branch, after <c>Require.InRange</c> with bounds on one side of zero, after <c>Require.That</c> with one
/// comparison, after storing a constant. Where paths meet only what all of them know is kept.
/// </summary>
internal sealed class NonZeroFlow
{
    private readonly MethodBody _method;
    private readonly NonZeroFields _fields;
    private readonly Dictionary<int, int> _indexAt = [];
    private readonly State?[] _states;

    private NonZeroFlow(MethodBody method, NonZeroFields fields)
    {
        _method = method;
        _fields = fields;
        for (int i = 0; i < method.Instructions.Length; i++) _indexAt[method.Instructions[i].Offset] = i;
        _states = new State?[method.Instructions.Length];
    }

    public static IEnumerable<Division> UnguardedDivisions(MethodBody method, NonZeroFields fields)
    {
        if (!method.Instructions.Any(IsDivision)) return [];
        var flow = new NonZeroFlow(method, fields);
        flow.Run();
        return flow.Judge();
    }

    /// <summary>What holds at every return; null if the method never returns.</summary>
    public static ImmutableHashSet<string>? FactsAtReturn(MethodBody method, NonZeroFields fields)
    {
        var flow = new NonZeroFlow(method, fields);
        flow.Run();
        var returns = method.Instructions.Select((instruction, index) => (instruction, state: flow._states[index]))
            .Where(each => each.instruction.Code == OpCodes.Ret && each.state is not null).Select(each => each.state!.NonZero).ToList();
        return returns.Count == 0 ? null : returns.Aggregate((all, next) => all.Intersect(next));
    }

    private static bool IsDivision(Instruction instruction) => instruction.Name is "div" or "div.un" or "rem" or "rem.un";

    private IEnumerable<Division> Judge()
    {
        for (int i = 0; i < _states.Length; i++)
        {
            if (_states[i] is not { } state || !IsDivision(_method.Instructions[i])) continue;
            Value divisor = state.Stack[^1];
            bool isSigned = _method.Instructions[i].Name is "div" or "rem";
            if (isSigned && divisor is Constant { Number: -1 }) yield return new(_method.Instructions[i], "division by -1");
            else if (!state.IsNonZero(divisor)) yield return new(_method.Instructions[i], $"the divisor ({Describe(divisor)}) may be zero");
        }
    }

    private string Describe(Value divisor) => divisor switch
    {
        Constant => "the constant 0",
        Place place => _method.SourceName(place.Key),
        _ => "a computed value",
    };

    private void Run()
    {
        var pending = new Queue<int>();
        Reach(0, State.Empty, pending);
        foreach (ExceptionRegion region in _method.Block?.ExceptionRegions ?? [])
        {
            // A handler can be entered from anywhere in its block, so nothing is known there.
            bool hasException = region.Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter;
            State entry = hasException ? State.Empty.Push(Value.Unknown) : State.Empty;
            Reach(_indexAt[region.HandlerOffset], entry, pending);
            if (region.Kind == ExceptionRegionKind.Filter) Reach(_indexAt[region.FilterOffset], entry, pending);
        }
        while (pending.TryDequeue(out int index)) Step(index, pending);
    }

    private void Step(int index, Queue<int> pending)
    {
        Instruction instruction = _method.Instructions[index];
        State before = _states[index]!;
        State after = new Evaluator(_method, _fields).Apply(instruction, before);
        if (instruction.Name.StartsWith("leave", StringComparison.Ordinal)) after = AfterFinally(after);
        Value condition = Evaluator.Condition(instruction, before);
        foreach (int target in instruction.Targets)
            Reach(_indexAt[target], Branch(after, condition, Evaluator.JumpsWhen(instruction)), pending);
        if (instruction.FallsThrough && index + 1 < _states.Length)
            Reach(index + 1, Branch(after, condition, !Evaluator.JumpsWhen(instruction)), pending);
    }

    // A way out of a try runs its finally in between: what any of them may write is forgotten.
    private State AfterFinally(State state)
    {
        foreach (ExceptionRegion region in _method.Block!.ExceptionRegions)
        {
            if (region.Kind != ExceptionRegionKind.Finally) continue;
            state = state.Forget(Place.MayChangeInCall);
            for (int i = _indexAt[region.HandlerOffset]; i < _states.Length
                && _method.Instructions[i].Offset < region.HandlerOffset + region.HandlerLength; i++)
                if (Evaluator.WrittenBy(_method.Instructions[i]) is { } place) state = state.Forget(place.Covers);
        }
        return state;
    }

    private static State Branch(State state, Value condition, bool outcome) =>
        state with { NonZero = state.NonZero.Union(Comparison.NonZeroWhen(condition, outcome)) };

    private void Reach(int index, State state, Queue<int> pending)
    {
        State merged = _states[index] is { } known ? known.Merge(state) : state;
        if (_states[index] is { } old && old.SameAs(merged)) return;
        _states[index] = merged;
        pending.Enqueue(index);
    }
}

/// <summary>The evaluation stack and the names that cannot be zero, before an instruction.</summary>
internal sealed record State(ImmutableArray<Value> Stack, ImmutableHashSet<string> NonZero)
{
    public static readonly State Empty = new([], []);

    public State Push(Value value) => this with { Stack = Stack.Add(value) };

    public State Pop(int count) => this with { Stack = Stack.RemoveRange(Stack.Length - count, count) };

    public bool IsNonZero(Value value) => value switch
    {
        Constant constant => constant.Number != 0,
        Place place => NonZero.Contains(place.Key),
        _ => false,
    };

    public State With(Place place, bool isNonZero) => isNonZero ? this with { NonZero = NonZero.Add(place.Key) } : this;

    public State Forget(Predicate<string> isGone) => this with
    {
        NonZero = NonZero.Except(NonZero.Where(key => isGone(key))),
        Stack = [.. Stack.Select(value => Mentions(value, isGone) ? Value.Unknown : value)],
    };

    public State Merge(State other) => new(
        [.. Stack.Zip(other.Stack, (mine, theirs) => mine == theirs ? mine : Value.Unknown)], NonZero.Intersect(other.NonZero));

    public bool SameAs(State other) => Stack.SequenceEqual(other.Stack) && NonZero.SetEquals(other.NonZero);

    private static bool Mentions(Value value, Predicate<string> isGone) => value switch
    {
        Place place => isGone(place.Key),
        Address address => isGone(address.Target.Key),
        Comparison comparison => Mentions(comparison.Left, isGone) || Mentions(comparison.Right, isGone),
        _ => false,
    };
}
