using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace CarbonMeter.NanoSurface.Gate;

/// <summary>A method with its decoded instructions; none if it has no body.</summary>
internal sealed class MethodBody
{
    public MethodBody(DeviceModule module, MethodDefinitionHandle handle)
    {
        Module = module;
        Handle = handle;
        Definition = module.Reader.GetMethodDefinition(handle);
        Shape = module.MemberOf(handle)!;
        Block = module.BodyOf(Definition);
        Instructions = Block is null ? [] : Instruction.Decode(Block.GetILReader());
    }

    public DeviceModule Module { get; }
    public MethodDefinitionHandle Handle { get; }
    public MethodDefinition Definition { get; }
    public MemberShape Shape { get; }
    public MethodBodyBlock? Block { get; }
    public Instruction[] Instructions { get; }

    public ImmutableArray<TypeShape> Locals => Block is null || Block.LocalSignature.IsNil
        ? [] : Module.Reader.GetStandaloneSignature(Block.LocalSignature).DecodeLocalSignature(Module.Shapes, null);

    /// <summary>The key of a <see cref="Place"/> with the names of the source: <c>this._divisor</c> for <c>arg0.~_divisor</c>.</summary>
    public string SourceName(string key)
    {
        string[] parts = [.. key.Replace("~", "", StringComparison.Ordinal).Split('.').Select(Readable)];
        if (TryIndex(parts[0], "arg", out int argument)) parts[0] = ArgumentName(argument);
        else if (TryIndex(parts[0], "loc", out int local)) parts[0] = Module.LocalName(Handle, local) ?? "a computed value";
        return string.Join(".", parts);
    }

    private string ArgumentName(int index)
    {
        if (Shape.IsInstance && index == 0) return "this";
        int number = Shape.IsInstance ? index : index + 1;
        return Definition.GetParameters().Select(Module.Reader.GetParameter).Where(parameter => parameter.SequenceNumber == number)
            .Select(parameter => Module.Reader.GetString(parameter.Name)).First();
    }

    // The field of an automatic property is called <Name>k__BackingField, a getter get_Name.
    private static string Readable(string part) => part.StartsWith('<') ? part[1..part.IndexOf('>', StringComparison.Ordinal)]
        : part.StartsWith("get_", StringComparison.Ordinal) ? part["get_".Length..] : part;

    private static bool TryIndex(string part, string prefix, out int index)
    {
        index = 0;
        return part.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(part.AsSpan(prefix.Length), out index);
    }
}
