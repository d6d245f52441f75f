using System.Reflection.Metadata;

namespace CarbonMeter.NanoSurface.Gate;

/// <summary>
/// Connecting inside an event handler. The handler runs on a thread of the client or the network stack, while the old socket is
/// still being closed: the call then never comes back and throws nothing. What a handler calls is followed through the
/// methods of its own assembly; through an interface or a delegate it is not.
/// </summary>
internal static class HandlerRules
{
    private static readonly string[] Namespaces =
        ["nanoFramework.M2Mqtt.", "nanoFramework.Networking.", "System.Device.Wifi.", "System.Net."];

    // A lambda without captures is kept in a static field on the way: dup, stsfld.
    private const int LookAhead = 4;

    private static readonly string[] Verbs = ["Connect", "Reconnect", "ScanAndConnect", "SetupAndConnect"];

    /// <summary>Every call that connects and that some event handler reaches, with the method and place it stands in.</summary>
    public static IEnumerable<(MethodBody Method, Instruction At, string What)> Findings(DeviceModule module)
    {
        var bodies = module.Methods.ToDictionary(method => (EntityHandle)method.Handle);
        foreach (MethodBody handler in module.Methods.SelectMany(HandlersSubscribedIn).Distinct().Where(bodies.ContainsKey).Select(handle => bodies[handle]))
            foreach (var (method, at) in Reached(handler, bodies).SelectMany(method => method.Instructions.Select(at => (method, at))))
                if (Callee(method, at) is { } callee && Connects(callee))
                    yield return (method, at, $"{callee.FullName} reached from the event handler {handler.Shape.FullName}");
    }

    // handler -> ldftn, newobj of the delegate, call of an event's add_.
    private static IEnumerable<EntityHandle> HandlersSubscribedIn(MethodBody method)
    {
        for (int i = 0; i + 2 < method.Instructions.Length; i++)
        {
            if (method.Instructions[i].Name is not ("ldftn" or "ldvirtftn")) continue;
            for (int next = i + 1; next < method.Instructions.Length && next <= i + LookAhead; next++)
            {
                if (Callee(method, method.Instructions[next]) is not { } callee) continue;
                if (!callee.Name.StartsWith("add_", StringComparison.Ordinal)) continue;
                yield return method.Instructions[i].Token;
                break;
            }
        }
    }

    private static IEnumerable<MethodBody> Reached(MethodBody start, Dictionary<EntityHandle, MethodBody> bodies)
    {
        var seen = new HashSet<MethodBody> { start };
        var open = new Queue<MethodBody>([start]);
        while (open.TryDequeue(out MethodBody? method))
        {
            foreach (Instruction instruction in method.Instructions)
                if (instruction.Name is "call" or "callvirt" or "newobj" && bodies.TryGetValue(instruction.Token, out MethodBody? called) && seen.Add(called))
                    open.Enqueue(called);
        }
        return seen;
    }

    private static MemberShape? Callee(MethodBody method, Instruction instruction) =>
        instruction.Name is "call" or "callvirt" ? method.Module.MemberOf(instruction.Token) : null;

    private static bool Connects(MemberShape callee) =>
        Namespaces.Any(space => callee.Owner.Name.StartsWith(space, StringComparison.Ordinal))
        && Verbs.Any(verb => callee.Name.StartsWith(verb, StringComparison.Ordinal));
}
