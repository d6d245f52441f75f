using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace CarbonMeter.NanoSurface.Gate;

[Flags]
internal enum TypeTraits { None = 0, Floating = 1, Generic = 2, MultiDimensional = 4 }

/// <summary>A type as a signature names it, with what the rules want to know about it and its parts.</summary>
internal sealed record TypeShape(string Name, TypeTraits Traits = TypeTraits.None)
{
    public static readonly TypeShape None = new("");
}

/// <summary>Decodes signatures into <see cref="TypeShape"/>.</summary>
internal sealed class TypeShapes : ISignatureTypeProvider<TypeShape, object?>
{
    public TypeShape GetPrimitiveType(PrimitiveTypeCode code) => Named("System." + code);

    public TypeShape GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Named(NameOf(reader, handle));

    public TypeShape GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Named(NameOf(reader, handle));

    public TypeShape GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    public TypeShape GetSZArrayType(TypeShape element) => element with { Name = element.Name + "[]" };

    public TypeShape GetArrayType(TypeShape element, ArrayShape shape) =>
        new($"{element.Name}[{new string(',', shape.Rank - 1)}]", element.Traits | TypeTraits.MultiDimensional);

    public TypeShape GetByReferenceType(TypeShape element) => element with { Name = element.Name + "&" };

    public TypeShape GetPointerType(TypeShape element) => element with { Name = element.Name + "*" };

    public TypeShape GetPinnedType(TypeShape element) => element;

    public TypeShape GetFunctionPointerType(MethodSignature<TypeShape> signature) =>
        new("function pointer");

    public TypeShape GetGenericInstantiation(TypeShape genericType, ImmutableArray<TypeShape> arguments) =>
        new($"{genericType.Name}<{string.Join(", ", arguments.Select(argument => argument.Name))}>",
            arguments.Aggregate(TypeTraits.Generic, (traits, argument) => traits | argument.Traits));

    public TypeShape GetGenericMethodParameter(object? context, int index) => new("!!" + index, TypeTraits.Generic);

    public TypeShape GetGenericTypeParameter(object? context, int index) => new("!" + index, TypeTraits.Generic);

    public TypeShape GetModifiedType(TypeShape modifier, TypeShape unmodified, bool isRequired) => unmodified;

    public static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer) return NameOf(reader, outer) + "+" + name;
        return Join(reader.GetString(type.Namespace), name);
    }

    public static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf(reader, (TypeReferenceHandle)type.ResolutionScope) + "+" + name
            : Join(reader.GetString(type.Namespace), name);
    }

    private static TypeShape Named(string name) =>
        new(name, name is "System.Single" or "System.Double" or "System.Decimal" ? TypeTraits.Floating : TypeTraits.None);

    private static string Join(string space, string name) => space.Length == 0 ? name : space + "." + name;
}
