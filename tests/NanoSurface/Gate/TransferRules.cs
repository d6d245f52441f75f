namespace CarbonMeter.NanoSurface.Gate;

/// <summary>
/// What goes wrong on an I2C bus without a word: nanoFramework throws nothing where a chip does not acknowledge, so a status
/// nobody looks at is a reading nobody made.
/// </summary>
internal static class TransferRules
{
    private const string DeviceType = "System.Device.I2c.I2cDevice";
    private const string SettingsType = "System.Device.I2c.I2cConnectionSettings";
    private const string ResultType = "System.Device.I2c.I2cTransferResult";

    /// <summary>What is wrong with a call, and by which rule; null where nothing is.</summary>
    public static (DeviceRule Rule, string What)? Judge(MethodBody method, int index, MemberShape callee)
    {
        if (callee.Owner.Name == DeviceType && callee.Name == "ReadByte")
            return (DeviceRule.UncheckedTransfer, "I2cDevice.ReadByte() gives no status");
        if (callee.Owner.Name == SettingsType && callee is { Name: ".ctor", Parameters.Length: < 3 })
            return (DeviceRule.DefaultBusSpeed, "I2cConnectionSettings without a speed");
        return callee.Result.Name == ResultType && !IsLookedAt(method, index)
            ? (DeviceRule.UncheckedTransfer, $"the status of {callee.FullName} is not looked at") : null;
    }

    // Handed on (returned, passed, stored in a field) it is the next one's to look at, who is judged too.
    private static bool IsLookedAt(MethodBody method, int index)
    {
        Instruction? next = After(method, index);
        if (next is null || next.Name == "pop") return false;
        if (!next.Name.StartsWith("stloc", StringComparison.Ordinal)) return true;
        for (int i = 0; i < method.Instructions.Length; i++)
        {
            Instruction use = method.Instructions[i];
            if (!use.Name.StartsWith("ldloc", StringComparison.Ordinal) || use.Operand != next.Operand) continue;
            if (!use.Name.StartsWith("ldloca", StringComparison.Ordinal)) return true;
            if (After(method, i) is { HasToken: true } call && method.Module.MemberOf(call.Token) is { Name: "get_Status" }) return true;
        }
        return false;
    }

    // The branches of a conditional expression meet behind it.
    private static Instruction? After(MethodBody method, int index)
    {
        Instruction? next = At(index + 1);
        for (int hops = 0; next is { Name: "br" or "br.s" } && hops < method.Instructions.Length; hops++)
        {
            int target = next.Targets[0];
            next = Array.Find(method.Instructions, instruction => instruction.Offset == target);
        }
        return next;

        Instruction? At(int at) => at < method.Instructions.Length ? method.Instructions[at] : null;
    }
}
