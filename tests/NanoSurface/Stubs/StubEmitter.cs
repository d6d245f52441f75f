using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace CarbonMeter.NanoSurface.Stubs;

/// <summary>
/// Writes a list as C# whose bodies are <c>throw null</c>. Every qualified name begins with <c>global::</c>, because the
/// libraries contain a namespace <c>nanoFramework.System</c> which would otherwise hide <c>System</c>.
/// </summary>
internal sealed partial class StubEmitter(IReadOnlyDictionary<string, ApiType> knownTypes)
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_UnaryNegation"] = "-", ["op_UnaryPlus"] = "+",
        ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_GreaterThan"] = ">", ["op_LessThan"] = "<",
        ["op_GreaterThanOrEqual"] = ">=", ["op_LessThanOrEqual"] = "<=",
    };

    private readonly StringBuilder _text = new();

    public string Emit(ApiLibrary library)
    {
        _text.Clear();
        Write($"[assembly: global::System.Reflection.AssemblyVersionAttribute(\"{library.Version}\")]");
        foreach (ApiType type in library.Types)
        {
            Write($"namespace {type.Namespace} {{");
            EmitType(type);
            Write("}");
        }
        return _text.ToString();
    }

    private void EmitType(ApiType type)
    {
        EmitAttributes(type.Attributes);
        string modifiers = Access(type.Modifiers);
        if (type.Signature is { } signature)
        {
            Write($"{modifiers} delegate {Qualify(signature.Type)} {type.SimpleName}({Parameters(signature)});");
            return;
        }
        string bases = type.Bases.Length == 0 ? "" : " : " + string.Join(", ", type.Bases.Select(Qualify));
        Write($"{modifiers} {type.Kind} {type.SimpleName}{bases} {{");
        foreach (ApiMember member in type.Members)
        {
            EmitAttributes(member.Attributes);
            Write(type.Kind == "enum" ? $"{Name(member.Name)} = {member.Literal}," : Member(type, member));
        }
        // A class that lists no constructor has none that others can see; C# would add a public one.
        if (type.Kind == "class" && !type.Modifiers.Contains("static") && !HasConstructor(type))
            Write($"internal {type.SimpleName}(){BaseCall(type)} => throw null;");
        if (type.State != "none")
        {
            string field = type.State == "managed" ? "object" : "int";
            Write($"private {(type.Modifiers.Contains("readonly") ? "readonly " : "")}{field} _state;");
        }
        foreach (ApiType nested in type.Nested) EmitType(nested);
        Write("}");
    }

    private string Member(ApiType type, ApiMember member)
    {
        string modifiers = type.IsInterface || member.Interface is not null ? "" : Access(member.Modifiers);
        string prefix = member.Interface is { } implemented ? Qualify(implemented) + "." : "";
        bool bodiless = type.IsInterface || member.Is("abstract");
        return member.Kind switch
        {
            ApiMemberKind.Field => $"{modifiers} {Qualify(member.Type)} {Name(member.Name)}"
                + (member.Literal is { } literal ? $" = {Qualify(literal)};" : ";"),
            ApiMemberKind.Property => Property(member, modifiers, prefix, bodiless),
            ApiMemberKind.Event => $"{modifiers} event {Qualify(member.Type)} {prefix}{Name(member.Name)}"
                + (bodiless ? ";" : " { add => throw null; remove => throw null; }"),
            ApiMemberKind.Constructor => $"{modifiers} {type.SimpleName}({Parameters(member)}){BaseCall(type)} => throw null;",
            _ => Method(type, member, modifiers, prefix, bodiless),
        };
    }

    private static string Property(ApiMember member, string modifiers, string prefix, bool bodiless)
    {
        string accessors = string.Join(" ", member.Accessors.Select(accessor => bodiless ? accessor + ";" : accessor + " => throw null;"));
        bool indexer = member.Parameters.Length > 0;
        string name = indexer ? $"this[{Parameters(member)}]" : Name(member.Name);
        // String's indexer is called Chars; any other name than Item has to be said.
        string rename = indexer && member.Name != "Item"
            ? $"[global::System.Runtime.CompilerServices.IndexerName(\"{member.Name}\")] " : "";
        return $"{rename}{modifiers} {Qualify(member.Type)} {prefix}{name} {{ {accessors} }}";
    }

    private static string Method(ApiType type, ApiMember member, string modifiers, string prefix, bool bodiless)
    {
        if (member.Name == "Finalize" && member.Is("override")) return $"~{type.SimpleName}() {{ }}";
        string returned = Qualify(member.Type);
        string parameters = Parameters(member);
        if (member.Name is "op_Implicit" or "op_Explicit")
            return $"{modifiers} {member.Name["op_".Length..].ToLowerInvariant()} operator {returned}({parameters}) => throw null;";
        if (Operators.TryGetValue(member.Name, out string? sign))
            return $"{modifiers} {returned} operator {sign}({parameters}) => throw null;";
        return $"{modifiers} {returned} {prefix}{Name(member.Name)}({parameters}){(bodiless ? ";" : " => throw null;")}";
    }

    private static bool HasConstructor(ApiType type) => type.Members.Any(member => member.Kind == ApiMemberKind.Constructor);

    /// <summary>Names the base constructor where the base class has none without parameters.</summary>
    private string BaseCall(ApiType type)
    {
        if (type.Kind != "class" || type.Bases.Length == 0) return "";
        if (!knownTypes.TryGetValue(type.Bases[0], out ApiType? parent) || !HasConstructor(parent)) return "";
        var constructors = parent.Members.Where(member => member.Kind == ApiMemberKind.Constructor).ToList();
        if (constructors.Any(constructor => constructor.Parameters.Length == 0)) return "";
        return $" : base({string.Join(", ", constructors[0].Parameters.Select(parameter => $"default({Qualify(parameter.Type)})"))})";
    }

    private static string Access(string[] modifiers)
    {
        string words = string.Join(" ", modifiers);
        return modifiers.Contains("protected") || modifiers.Contains("internal") ? words : $"public {words}".TrimEnd();
    }

    private static string Parameters(ApiMember member) => string.Join(", ", member.Parameters.Select(parameter =>
        string.Concat(parameter.Attributes.Select(attribute => $"[{Qualify(attribute)}] "))
        + $"{parameter.Modifiers}{Qualify(parameter.Type)} {Name(parameter.Name)}"
        + (parameter.Literal is { } literal ? $" = {Qualify(literal)}" : "")));

    private void EmitAttributes(string[] attributes)
    {
        foreach (string attribute in attributes) Write($"[{Qualify(attribute)}]");
    }

    private static string Name(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>Puts <c>global::</c> before every dotted name outside literals.</summary>
    private static string Qualify(string code) => LiteralOrDottedName().Replace(code,
        match => match.Value[0] is '"' or '\'' ? match.Value : "global::" + match.Value);

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""|'(?:[^'\\]|\\.)*'|(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")]
    private static partial Regex LiteralOrDottedName();

    private void Write(string line) => _text.Append(line).Append('\n');
}
