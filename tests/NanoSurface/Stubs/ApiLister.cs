using System.Globalization;
using Microsoft.CodeAnalysis;

namespace CarbonMeter.NanoSurface.Stubs;

/// <summary>
/// Reads a reference assembly back into lines of a list, without their annotations: the proof that nothing was lost or
/// added on the way from list to stub.
/// </summary>
internal static class ApiLister
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted, SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat NameFormat = TypeFormat.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None)
        .AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeVariance);

    public static IEnumerable<string> List(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => List(inner),
        INamedTypeSymbol type when IsVisible(type) => List(type).Concat(ListMembers(type)).Prepend(TypeLine(type)),
        _ => [],
    });

    private static IEnumerable<string> ListMembers(INamedTypeSymbol type) => type.TypeKind == TypeKind.Delegate ? []
        : type.GetMembers().Where(IsListed).Select(member => MemberLine(type, member));

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static bool IsListed(ISymbol member) => member switch
    {
        INamedTypeSymbol => false,
        IFieldSymbol { Name: "value__" } => false,
        // Accessors stand with their property, and every struct has a constructor without parameters.
        IMethodSymbol { AssociatedSymbol: not null } => false,
        IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true } => false,
        IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsValueType: true, Parameters.IsEmpty: true } => false,
        IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } method =>
            method.ExplicitInterfaceImplementations.All(implemented => implemented.AssociatedSymbol is null),
        IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } => true,
        _ => IsVisible(member),
    };

    private static string TypeLine(INamedTypeSymbol type)
    {
        string name = type.ToDisplayString(NameFormat);
        if (type.DelegateInvokeMethod is { } invoke)
            return $"{name}: delegate {Type(invoke.ReturnType)} ({Parameters(invoke.Parameters)})";
        if (type.EnumUnderlyingType is { } number) return $"{name}: enum : {Type(number)}";
        string mods = type.TypeKind == TypeKind.Class
            ? (type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")
            : (type.IsValueType && type.IsReadOnly ? "readonly " : "") + (type.IsRefLikeType ? "ref " : "");
        string kind = type.TypeKind switch { TypeKind.Class => "class", TypeKind.Struct => "struct", _ => "interface" };
        var bases = type.Interfaces.Select(Type).Order(StringComparer.Ordinal).ToList();
        if (!type.IsValueType && type.BaseType is { SpecialType: not SpecialType.System_Object } parent)
            bases.Insert(0, Type(parent));
        return $"{name}: {mods}{kind}" + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases));
    }

    private static string MemberLine(INamedTypeSymbol owner, ISymbol member)
    {
        string prefix = owner.ToDisplayString(NameFormat) + ".";
        string mods = Modifiers(member);
        return member switch
        {
            IFieldSymbol field => $"{prefix}{field.Name}: field {mods}{Type(field.Type)}"
                + (field.HasConstantValue ? " = " + ConstantOf(field) : ""),
            IEventSymbol declared => $"{prefix}{declared.Name}: event {mods}{Type(declared.Type)}",
            IPropertySymbol property => PropertyLine(prefix, property, mods),
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => $"{prefix}.ctor({Parameters(constructor.Parameters)}): {mods}ctor",
            IMethodSymbol method => $"{prefix}{Unqualified(method.Name)}({Parameters(method.Parameters)}): "
                + Explicit(method.ExplicitInterfaceImplementations.FirstOrDefault()) + mods + Type(method.ReturnType),
            _ => throw new NotSupportedException(member.ToDisplayString()),
        };
    }

    private static string ConstantOf(IFieldSymbol field) =>
        field.ContainingType.TypeKind == TypeKind.Enum ? $"{field.ConstantValue}" : Literal(field.ConstantValue, field.Type);

    private static string PropertyLine(string prefix, IPropertySymbol property, string mods)
    {
        string accessors = Accessor(property.GetMethod, "get; ") + Accessor(property.SetMethod, "set; ");
        string parameters = property.Parameters.IsEmpty ? "" : $"[{Parameters(property.Parameters)}]";
        string implemented = Explicit(property.ExplicitInterfaceImplementations.FirstOrDefault());
        return $"{prefix}{Unqualified(property.MetadataName)}{parameters}: {implemented}"
            + $"property {mods}{Type(property.Type)} {{ {accessors}}}";

        string Accessor(IMethodSymbol? method, string word) => method is null ? ""
            : method.DeclaredAccessibility < property.DeclaredAccessibility ? Access(method) + word : word;
    }

    private static string Explicit(ISymbol? implemented) =>
        implemented is null ? "" : $"explicit {Type(implemented.ContainingType)} ";

    // The compiler names an explicit implementation as its source does.
    private static string Unqualified(string name) => name.Replace("global::", "", StringComparison.Ordinal);

    private static string Access(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Protected => "protected ",
        Accessibility.ProtectedOrInternal => "protected internal ",
        _ => "",
    };

    private static string Modifiers(ISymbol member)
    {
        if (member is IFieldSymbol { IsConst: true }) return Access(member) + "const ";
        if (member is IFieldSymbol field) return Access(field) + (field.IsStatic ? "static " : "") + (field.IsReadOnly ? "readonly " : "");
        bool isFinalizer = member is IMethodSymbol { MethodKind: MethodKind.Destructor };
        return Access(member) + (member.IsStatic ? "static " : "") + (member.IsAbstract ? "abstract " : "")
            + (member.IsSealed ? "sealed " : "") + (member.IsOverride || isFinalizer ? "override " : member.IsVirtual ? "virtual " : "");
    }

    private static string Parameters(IEnumerable<IParameterSymbol> parameters) => string.Join(", ", parameters.Select(parameter =>
        Attributes(parameter)
        + (parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { IsExtensionMethod: true } } ? "this " : "")
        + (parameter.IsParams ? "params " : "")
        + parameter.RefKind switch { RefKind.Ref => "ref ", RefKind.Out => "out ", RefKind.In => "in ", _ => "" }
        + $"{Type(parameter.Type)} {parameter.Name}"
        + (parameter.HasExplicitDefaultValue ? " = " + Literal(parameter.ExplicitDefaultValue, parameter.Type) : "")));

    private static string Attributes(IParameterSymbol parameter) => string.Concat(parameter.GetAttributes()
        .Where(attribute => attribute.AttributeClass!.Name.StartsWith("Caller", StringComparison.Ordinal))
        .Select(attribute => $"[{attribute.AttributeClass!.ToDisplayString(NameFormat)[..^"Attribute".Length]}"
            + $"(\"{attribute.ConstructorArguments[0].Value}\")] "));

    private static string Type(ITypeSymbol type) => type.ToDisplayString(TypeFormat);

    private static string Literal(object? value, ITypeSymbol type) => value switch
    {
        null => type.IsValueType ? "default" : "null",
        _ when type.TypeKind == TypeKind.Enum => $"({Type(type)}){value}",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        char character => character is >= ' ' and <= '~' ? $"'{character}'" : $"'\\u{(int)character:x4}'",
        double.NaN => "0d / 0d",
        float.NaN => "0f / 0f",
        double.PositiveInfinity => "1d / 0d",
        double.NegativeInfinity => "-1d / 0d",
        float number when float.IsInfinity(number) => number > 0 ? "1f / 0f" : "-1f / 0f",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
