using System.Reflection;
using System.Reflection.Emit;
using CarbonMeter.Crypto;

namespace Shared.Tests.Crypto;

/// <summary>
/// What signing does with secret numbers, judged by the compiled instructions: the arithmetic has no branch at all, and
/// the loops around it close on their counters alone. A branch that somebody adds to save time shows here.
/// </summary>
public class ConstantTimeShapeTests
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    [Theory]
    [InlineData(typeof(P256Field), "Multiply")]
    [InlineData(typeof(P256Field), "MultiplyPair")]
    [InlineData(typeof(P256Field), "Combine")]
    [InlineData(typeof(P256Field), "Sum")]
    [InlineData(typeof(P256Scalar), "Multiply")]
    [InlineData(typeof(P256Group), "Double")]
    [InlineData(typeof(P256Group), "AddAffine")]
    [InlineData(typeof(P256Group), "Finish")]
    [InlineData(typeof(P256Modulus), "Canonical")]
    [InlineData(typeof(P256Modulus), "Invert")]
    public void Arithmetic_runs_straight_through(Type type, string method) => Assert.Empty(Branches(type, method));

    [Theory]
    [InlineData(typeof(P256Comb), "LookUp", 2)]
    [InlineData(typeof(P256Scalar), "Add", 1)]
    [InlineData(typeof(P256Modulus), "AddMasked", 1)]
    [InlineData(typeof(P256Modulus), "Borrow", 1)]
    [InlineData(typeof(ModularInverse), "Divide", 2)]
    [InlineData(typeof(ModularInverse), "Step", 1)]
    [InlineData(typeof(ModularInverse), "UpdateRemainders", 1)]
    [InlineData(typeof(ModularInverse), "UpdateQuotients", 1)]
    public void Loops_only_close_on_their_counters(Type type, string method, int loops)
    {
        (OpCode Code, bool Backward)[] branches = [.. Branches(type, method)];
        // A loop is one jump forward to its test, without a condition, and one back to its body.
        Assert.Equal(loops, branches.Count(branch => branch.Backward));
        Assert.DoesNotContain(branches, branch => !branch.Backward && branch.Code.FlowControl == FlowControl.Cond_Branch);
    }

    private static IEnumerable<(OpCode Code, bool Backward)> Branches(Type type, string method)
    {
        byte[] il = type.GetMethod(method, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)!
            .GetMethodBody()!.GetILAsByteArray()!;
        for (int at = 0; at < il.Length;)
        {
            int value = il[at++];
            if (value == 0xFE) value = 0xFE00 | il[at++];
            OpCode code = OpCodesByValue[value];
            Assert.NotEqual(OperandType.InlineSwitch, code.OperandType);
            bool isShort = code.OperandType == OperandType.ShortInlineBrTarget;
            if (isShort || code.OperandType == OperandType.InlineBrTarget)
                yield return (code, (isShort ? (sbyte)il[at] : BitConverter.ToInt32(il, at)) < 0);
            at += OperandBytes(code.OperandType);
        }
    }

    private static int OperandBytes(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
