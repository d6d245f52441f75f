namespace CarbonMeter.NanoSurface.Stubs;

/// <summary>One class library of the device, as its list in <c>api/</c> states it.</summary>
internal sealed record ApiLibrary(string Name, string Version, string[] References, ApiType[] Types);

/// <summary>A type with its members; nested types are members of <see cref="Nested"/>.</summary>
internal sealed record ApiType(string FullName, string Kind, string[] Modifiers, string[] Bases, string[] Attributes)
{
    /// <summary>The fields a struct must pretend to have: none, <c>unmanaged</c> or <c>managed</c>.</summary>
    public string State { get; init; } = "none";

    /// <summary>Only for delegates: what a call returns and takes.</summary>
    public ApiMember? Signature { get; init; }

    public List<ApiMember> Members { get; } = [];
    public List<ApiType> Nested { get; } = [];

    public bool IsInterface => Kind == "interface";

    public string Namespace => FullName.LastIndexOf('.', NameEnd) is var dot and >= 0 ? FullName[..dot] : "";

    /// <summary>The name without namespace or outer type, generic parameters included.</summary>
    public string SimpleName => FullName[(FullName.LastIndexOf('.', NameEnd) + 1)..];

    private int NameEnd => (FullName.IndexOf('<') is var bracket and >= 0 ? bracket : FullName.Length) - 1;
}

internal enum ApiMemberKind { Field, Property, Event, Method, Constructor }

/// <summary>A member; <see cref="Type"/> is what it holds or returns, empty for a constructor.</summary>
internal sealed record ApiMember(ApiMemberKind Kind, string Name, string[] Modifiers, string Type)
{
    public ApiParameter[] Parameters { get; init; } = [];
    public string[] Attributes { get; init; } = [];
    public string[] Accessors { get; init; } = [];
    public string? Literal { get; init; }

    /// <summary>The interface of an explicit implementation.</summary>
    public string? Interface { get; init; }

    public bool Is(string modifier) => Modifiers.Contains(modifier);
}

internal sealed record ApiParameter(string[] Attributes, string Modifiers, string Type, string Name, string? Literal);
