using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using CarbonMeter.NanoSurface.Product;
using Microsoft.CodeAnalysis;

namespace CarbonMeter.NanoSurface.Gate;

/// <summary>A method or field an instruction names.</summary>
internal sealed record MemberShape(
    TypeShape Owner, string Name, ImmutableArray<TypeShape> Parameters, TypeShape Result, bool IsInstance)
{
    public TypeTraits Traits => Parameters.Aggregate(Owner.Traits | Result.Traits, (traits, type) => traits | type.Traits);
    public string FullName => $"{Owner.Name}.{Name}";
}

/// <summary>A compiled assembly opened for the rules: its metadata, bodies, and the way back to the source line.</summary>
internal sealed class DeviceModule : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReaderProvider _symbolProvider;
    private readonly MetadataReader _symbols;
    private readonly Compilation _compilation;
    private readonly Lazy<Dictionary<FieldDefinitionHandle, int>> _tableSizes;

    public DeviceModule(DeviceAssembly assembly)
    {
        if (assembly.Errors.Length > 0) throw new ArgumentException("compile errors:\n" + string.Join("\n", assembly.Errors));
        _image = new PEReader(ImmutableArray.Create(assembly.Image));
        _symbolProvider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(assembly.Symbols));
        _symbols = _symbolProvider.GetMetadataReader();
        _compilation = assembly.Compilation;
        Reader = _image.GetMetadataReader();
        _tableSizes = new(MeasureTables);
        Methods = [.. Reader.MethodDefinitions.Select(handle => new MethodBody(this, handle))];
    }

    public MetadataReader Reader { get; }
    public TypeShapes Shapes { get; } = new();
    public IReadOnlyList<MethodBody> Methods { get; }

    /// <summary>The sizes in bytes of the tables kept as data, by the field that holds them.</summary>
    public IReadOnlyDictionary<FieldDefinitionHandle, int> TableSizes => _tableSizes.Value;

    public MethodBodyBlock? BodyOf(MethodDefinition method) =>
        method.RelativeVirtualAddress == 0 ? null : _image.GetMethodBody(method.RelativeVirtualAddress);

    public bool IsEnum(string typeName) => _compilation.GetTypeByMetadataName(typeName)?.TypeKind == TypeKind.Enum;

    public bool IsStruct(string typeName) => _compilation.GetTypeByMetadataName(typeName)?.IsValueType == true;

    public TypeShape TypeOf(EntityHandle handle) => handle.IsNil ? TypeShape.None : handle.Kind switch
    {
        HandleKind.TypeDefinition => Shapes.GetTypeFromDefinition(Reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => Shapes.GetTypeFromReference(Reader, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => Shapes.GetTypeFromSpecification(Reader, null, (TypeSpecificationHandle)handle, 0),
        _ => TypeShape.None,
    };

    /// <summary>The method or field behind a token; null for a type, a string or a call site.</summary>
    public MemberShape? MemberOf(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                MethodDefinition method = Reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                TypeShape owner = TypeOf(method.GetDeclaringType());
                return Method(owner, Reader.GetString(method.Name), method.DecodeSignature(Shapes, null));
            case HandleKind.FieldDefinition:
                FieldDefinition field = Reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                TypeShape type = field.DecodeSignature(Shapes, null);
                return new MemberShape(TypeOf(field.GetDeclaringType()), Reader.GetString(field.Name), [], type, false);
            case HandleKind.MemberReference:
                MemberReference member = Reader.GetMemberReference((MemberReferenceHandle)handle);
                string name = Reader.GetString(member.Name);
                return member.GetKind() == MemberReferenceKind.Field
                    ? new MemberShape(TypeOf(member.Parent), name, [], member.DecodeFieldSignature(Shapes, null), false)
                    : Method(TypeOf(member.Parent), name, member.DecodeMethodSignature(Shapes, null));
            case HandleKind.MethodSpecification:
                MemberShape generic = MemberOf(Reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method)!;
                return generic with { Owner = generic.Owner with { Traits = generic.Owner.Traits | TypeTraits.Generic } };
            default: return null;
        }
    }

    /// <summary>The name a local has in the source; null for one the compiler made.</summary>
    public string? LocalName(MethodDefinitionHandle handle, int index) => _symbols.GetLocalScopes(handle)
        .SelectMany(scope => _symbols.GetLocalScope(scope).GetLocalVariables()).Select(_symbols.GetLocalVariable)
        .Where(local => local.Index == index).Select(local => _symbols.GetString(local.Name)).FirstOrDefault();

    public (string File, int Line) SourceOfType(TypeDefinitionHandle handle) => SourceOf(Symbol(handle));

    public (string File, int Line) SourceOfMember(TypeDefinitionHandle owner, string name) =>
        SourceOf(Symbol(owner)?.GetMembers(name).FirstOrDefault() ?? Symbol(owner));

    /// <summary>Where the instruction comes from: the last sequence point at or before it, else the method's declaration.</summary>
    public (string File, int Line) SourceOf(MethodDefinitionHandle handle, int offset)
    {
        SequencePoint? best = null;
        foreach (SequencePoint point in PointsOf(handle))
            if (best is null || point.Offset <= offset) best = point;
        if (best is { } found) return (_symbols.GetString(_symbols.GetDocument(found.Document).Name), found.StartLine);
        MethodDefinition method = Reader.GetMethodDefinition(handle);
        return SourceOfMember(method.GetDeclaringType(), Reader.GetString(method.Name));
    }

    /// <summary>The offset at which the statement after <paramref name="offset"/> begins.</summary>
    public int StatementEnd(MethodDefinitionHandle handle, int offset) =>
        PointsOf(handle).Select(point => point.Offset).Where(start => start > offset).DefaultIfEmpty(int.MaxValue).Min();

    private IEnumerable<SequencePoint> PointsOf(MethodDefinitionHandle handle) =>
        _symbols.GetMethodDebugInformation(handle.ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden);

    // The compiler keeps a table as a field of a nested struct which has nothing but a size.
    private Dictionary<FieldDefinitionHandle, int> MeasureTables()
    {
        var sizes = Reader.TypeDefinitions.ToDictionary(handle => TypeShapes.NameOf(Reader, handle),
            handle => Reader.GetTypeDefinition(handle).GetLayout().Size);
        return Reader.FieldDefinitions
            .Where(handle => (Reader.GetFieldDefinition(handle).Attributes & FieldAttributes.HasFieldRVA) != 0)
            .ToDictionary(handle => handle, handle => sizes.GetValueOrDefault(MemberOf(handle)!.Result.Name, sizeof(long)));
    }

    private INamedTypeSymbol? Symbol(TypeDefinitionHandle handle) =>
        _compilation.GetTypeByMetadataName(TypeShapes.NameOf(Reader, handle));

    private static (string File, int Line) SourceOf(ISymbol? symbol)
    {
        Location? location = symbol?.Locations.FirstOrDefault(at => at.IsInSource);
        if (location is null) return ("(generated by the compiler)", 0);
        FileLinePositionSpan at = location.GetMappedLineSpan();
        return (at.Path, at.StartLinePosition.Line + 1);
    }

    private static MemberShape Method(TypeShape owner, string name, MethodSignature<TypeShape> signature) =>
        new(owner, name, signature.ParameterTypes, signature.ReturnType, signature.Header.IsInstance);

    public void Dispose()
    {
        _symbolProvider.Dispose();
        _image.Dispose();
    }
}
