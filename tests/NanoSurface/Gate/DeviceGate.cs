using System.Reflection;
using System.Reflection.Metadata;
using CarbonMeter.NanoSurface.Product;

namespace CarbonMeter.NanoSurface.Gate;

/// <summary>
/// Looks through a compiled assembly for what the device's libraries let through and the device then breaks on. It reads
/// IL instead of C#, so that what the compiler adds by itself is judged too.
/// </summary>
internal sealed class DeviceGate
{
    /// <summary>A table of this size is refused: static tables are copied into the managed heap.</summary>
    public const int TableSizeBytesMax = 5 * 1024;

    private readonly List<Finding> _findings = [];
    private readonly DeviceModule _module;
    private readonly NonZeroFields _nonZero;

    private DeviceGate(DeviceModule module, NonZeroFields nonZero)
    {
        _module = module;
        _nonZero = nonZero;
    }

    /// <summary>Judges one assembly. <paramref name="nonZero"/> remembers its fields for the assemblies that use it.</summary>
    public static Finding[] Judge(DeviceAssembly assembly, NonZeroFields nonZero)
    {
        using var module = new DeviceModule(assembly);
        var gate = new DeviceGate(module, nonZero);
        foreach (TypeDefinitionHandle type in module.Reader.TypeDefinitions) gate.JudgeType(type);
        nonZero.Learn(module);
        foreach (MethodBody method in module.Methods) gate.JudgeMethod(method);
        foreach (var (method, at, what) in HandlerRules.Findings(module)) gate.Add(DeviceRule.ConnectInHandler, gate.At(method, at), what);
        foreach (string excess in ImageSize.Of(module).Excesses()) gate.Add(DeviceRule.ImageLimit, (assembly.Name, 0), excess);
        return [.. gate._findings.DistinctBy(finding => (finding.Rule, finding.File, finding.Line))
            .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line)];
    }

    private void JudgeType(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _module.Reader.GetTypeDefinition(handle);
        string name = TypeShapes.NameOf(_module.Reader, handle);
        if (type.GetGenericParameters().Count > 0) Add(DeviceRule.Generics, _module.SourceOfType(handle), $"{name} is generic");
        var bases = type.GetInterfaceImplementations().Select(each => _module.Reader.GetInterfaceImplementation(each).Interface);
        foreach (EntityHandle parent in bases.Append(type.BaseType))
            AddTraits(_module.TypeOf(parent).Traits, _module.SourceOfType(handle), $"base of {name}");
        foreach (FieldDefinitionHandle fieldHandle in type.GetFields())
        {
            FieldDefinition field = _module.Reader.GetFieldDefinition(fieldHandle);
            string fieldName = _module.Reader.GetString(field.Name);
            TypeTraits traits = field.DecodeSignature(_module.Shapes, null).Traits;
            AddTraits(traits, _module.SourceOfMember(handle, fieldName), $"field {name}.{fieldName}");
        }
        if ((type.Attributes & TypeAttributes.Interface) == 0) return;
        foreach (MethodDefinitionHandle method in type.GetMethods())
            if (_module.Reader.GetMethodDefinition(method).RelativeVirtualAddress != 0)
            {
                string methodName = _module.MemberOf(method)!.FullName;
                Add(DeviceRule.InterfaceMethodBody, _module.SourceOf(method, 0), $"{methodName} has a body");
            }
    }

    private void JudgeMethod(MethodBody method)
    {
        (string, int) start = _module.SourceOf(method.Handle, 0);
        string name = method.Shape.FullName;
        if (method.Definition.GetGenericParameters().Count > 0) Add(DeviceRule.Generics, start, $"{name} is generic");
        AddTraits(method.Shape.Traits, start, $"signature of {name}");
        foreach (TypeShape local in method.Locals) AddTraits(local.Traits, start, $"a local of type {local.Name} in {name}");
        for (int i = 0; i < method.Instructions.Length; i++) JudgeInstruction(method, i);
        foreach (Division division in NonZeroFlow.UnguardedDivisions(method, _nonZero))
            Add(DeviceRule.UnguardedDivision, At(method, division.At), division.What);
    }

    private void JudgeInstruction(MethodBody method, int index)
    {
        Instruction instruction = method.Instructions[index];
        string name = instruction.Name;
        (string, int) at = At(method, instruction);
        // C# writes conv.ovf.i and conv.ovf.i.un by itself for a long index or length, checked or not; a checked
        // conversion to a number of the language always names its size, as in conv.ovf.i4.
        if (name is "conv.ovf.i" or "conv.ovf.i.un") Add(DeviceRule.LongArrayIndex, at, "an index or length wider than int");
        else if (name.Contains(".ovf", StringComparison.Ordinal)) Add(DeviceRule.CheckedArithmetic, at, $"checked arithmetic ({name})");
        if (IsFloating(name)) Add(DeviceRule.FloatingPoint, at, $"a floating-point value ({name})");
        int arms = instruction.Targets.Length;
        if (arms > ImageSize.SwitchArmsMax) Add(DeviceRule.ImageLimit, at, $"a switch of {arms} arms, more than {ImageSize.SwitchArmsMax}");
        if (!instruction.HasToken) return;
        TypeShape type = _module.TypeOf(instruction.Token);
        if (_module.MemberOf(instruction.Token) is { } member) JudgeUse(method, index, member);
        else AddTraits(type.Traits, at, type.Name);
        if (name == "box") JudgeBoxing(method, index);
        if (name == "constrained." && _module.IsEnum(type.Name) && Callee(method, index + 1) is { Name: "ToString" })
            Add(DeviceRule.EnumText, at, $"ToString() of {type.Name}");
        if (name == "ldtoken" && instruction.Token.Kind == HandleKind.FieldDefinition) JudgeTable(method, instruction);
    }

    private static bool IsFloating(string name) => name.Contains(".r4", StringComparison.Ordinal)
        || name.Contains(".r8", StringComparison.Ordinal) || name is "conv.r.un" or "ckfinite";

    private void JudgeUse(MethodBody method, int index, MemberShape member)
    {
        Instruction instruction = method.Instructions[index];
        TypeTraits traits = member.Traits;
        if (member.Owner.Name == "System.Math" && traits.HasFlag(TypeTraits.Floating))
        {
            Add(DeviceRule.SinglePrecisionMath, At(method, instruction), member.FullName);
            return;
        }
        // What this assembly defines has been judged where it stands.
        if (instruction.Token.Kind is not (HandleKind.MethodDefinition or HandleKind.FieldDefinition))
            AddTraits(traits, At(method, instruction), $"use of {member.FullName}");
        if (TransferRules.Judge(method, index, member) is { } found) Add(found.Rule, At(method, instruction), found.What);
        if (member.Name == "BinarySearch" && index > 0 && method.Instructions[index - 1].Name == "ldnull")
            Add(DeviceRule.BinarySearchWithoutComparer, At(method, instruction), $"{member.FullName} without a comparer");
    }

    /// <summary>A boxed enum that reaches a formatting call in the same statement becomes text there.</summary>
    private void JudgeBoxing(MethodBody method, int index)
    {
        Instruction box = method.Instructions[index];
        string type = _module.TypeOf(box.Token).Name;
        if (!_module.IsEnum(type)) return;
        int end = _module.StatementEnd(method.Handle, box.Offset);
        for (int i = index + 1; i < method.Instructions.Length && method.Instructions[i].Offset < end; i++)
        {
            if (!MakesText(method, i)) continue;
            Add(DeviceRule.EnumText, At(method, box), $"{type} put into text");
            return;
        }
    }

    private bool MakesText(MethodBody method, int index) => Callee(method, index) is { } callee
        && (callee.Owner.Name is "System.String" or "System.Text.StringBuilder" or "System.Console" or "System.Diagnostics.Debug"
            || callee.Name == "ToString");

    private MemberShape? Callee(MethodBody method, int index) =>
        method.Instructions[index].Name is "call" or "callvirt" ? _module.MemberOf(method.Instructions[index].Token) : null;

    private void JudgeTable(MethodBody method, Instruction load)
    {
        int sizeBytes = _module.TableSizes.GetValueOrDefault((FieldDefinitionHandle)load.Token);
        if (sizeBytes > TableSizeBytesMax)
            Add(DeviceRule.LargeTable, At(method, load), $"a table of {sizeBytes} bytes, more than {TableSizeBytesMax}");
    }

    private void AddTraits(TypeTraits traits, (string, int) at, string what)
    {
        if (traits.HasFlag(TypeTraits.Generic)) Add(DeviceRule.Generics, at, what);
        if (traits.HasFlag(TypeTraits.MultiDimensional)) Add(DeviceRule.MultiDimensionalArray, at, what);
        if (traits.HasFlag(TypeTraits.Floating)) Add(DeviceRule.FloatingPoint, at, what);
    }

    private (string File, int Line) At(MethodBody method, Instruction instruction) =>
        _module.SourceOf(method.Handle, instruction.Offset);

    private void Add(DeviceRule rule, (string File, int Line) at, string what) =>
        _findings.Add(new Finding(rule, at.File, at.Line, what));
}
