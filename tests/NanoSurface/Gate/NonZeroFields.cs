using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace CarbonMeter.NanoSurface.Gate;

/// <summary>
/// The readonly fields that can never be zero where they are read, because every constructor stores a value that is not
/// zero; and the properties that do nothing but return a field or a number. Fields of structs do not count: <c>default</c>
/// runs no constructor.
/// </summary>
internal sealed class NonZeroFields
{
    private readonly HashSet<string> _nonZero = [];
    private readonly HashSet<string> _steady = [];
    private readonly Dictionary<string, string> _fieldOfGetter = [];
    private readonly Dictionary<string, long> _numberOfGetter = [];

    public bool IsNonZero(string fieldName) => _nonZero.Contains(fieldName);

    /// <summary>Whether a field, or the field a property returns, is readonly.</summary>
    public bool IsSteady(string fieldName) => _steady.Contains(fieldName);

    public string? FieldOf(string getterName) => _fieldOfGetter.GetValueOrDefault(getterName);

    public long? NumberOf(string getterName) => _numberOfGetter.TryGetValue(getterName, out long number) ? number : null;

    public void Learn(DeviceModule module)
    {
        foreach (MethodBody method in module.Methods) LearnGetter(method);
        foreach (TypeDefinitionHandle type in module.Reader.TypeDefinitions)
            foreach (FieldDefinitionHandle field in module.Reader.GetTypeDefinition(type).GetFields())
                if (IsReadonly(module, field)) _steady.Add(module.MemberOf(field)!.FullName);
        // A constructor may copy a field of another type that is only now known: go round until nothing is added.
        int before;
        do
        {
            before = _nonZero.Count;
            foreach (TypeDefinitionHandle type in module.Reader.TypeDefinitions) LearnFields(module, type);
        }
        while (_nonZero.Count > before);
    }

    private void LearnGetter(MethodBody method)
    {
        if (!method.Shape.Name.StartsWith("get_", StringComparison.Ordinal) || method.Shape.Parameters.Length > 0) return;
        // An override may return something else.
        if ((method.Definition.Attributes & (MethodAttributes.Virtual | MethodAttributes.Final)) == MethodAttributes.Virtual) return;
        Instruction[] code = [.. method.Instructions.Where(instruction => instruction.Name is not ("ldarg.0" or "conv.i8"))];
        if (code is not [var load, { Name: "ret" }]) return;
        if (load.Name is "ldfld" or "ldsfld") _fieldOfGetter[method.Shape.FullName] = method.Module.MemberOf(load.Token)!.FullName;
        if (load.Name.StartsWith("ldc.i", StringComparison.Ordinal)) _numberOfGetter[method.Shape.FullName] = load.Operand;
    }

    private void LearnFields(DeviceModule module, TypeDefinitionHandle handle)
    {
        TypeDefinition type = module.Reader.GetTypeDefinition(handle);
        string typeName = TypeShapes.NameOf(module.Reader, handle);
        var fields = type.GetFields().Where(field => IsReadonly(module, field)).ToList();
        if (fields.Count == 0) return;
        var constructors = module.Methods.Where(method => method.Shape.Owner.Name == typeName
            && method.Shape.Name is ".ctor" or ".cctor").ToList();
        var facts = constructors
            .Select(constructor => (Constructor: constructor, AtEnd: NonZeroFlow.FactsAtReturn(constructor, this))).ToList();
        foreach (FieldDefinitionHandle field in fields)
        {
            bool isStatic = (module.Reader.GetFieldDefinition(field).Attributes & FieldAttributes.Static) != 0;
            if (!isStatic && module.IsStruct(typeName)) continue;
            string name = module.MemberOf(field)!.FullName;
            string key = isStatic ? name : "arg0." + module.MemberOf(field)!.Name;
            var own = facts.Where(each => each.Constructor.Shape.Name == (isStatic ? ".cctor" : ".ctor")
                && !ChainsToThis(each.Constructor, typeName)).ToList();
            if (own.Count > 0 && own.All(each => each.AtEnd is { } atEnd && atEnd.Contains(key))) _nonZero.Add(name);
        }
    }

    private static bool ChainsToThis(MethodBody constructor, string typeName) => constructor.Instructions.Any(instruction =>
        instruction.Name == "call" && constructor.Module.MemberOf(instruction.Token) is { Name: ".ctor" } called
        && called.Owner.Name == typeName);

    private static bool IsReadonly(DeviceModule module, FieldDefinitionHandle field) =>
        (module.Reader.GetFieldDefinition(field).Attributes & FieldAttributes.InitOnly) != 0;
}
