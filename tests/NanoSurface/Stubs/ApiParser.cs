namespace CarbonMeter.NanoSurface.Stubs;

/// <summary>
/// Reads a list of <c>api/</c>: a header of two lines, then one type or member a line, <c>name: what  annotations</c>.
/// A line that is not understood is an error, never skipped: a member lost here would be a member refused to the firmware.
/// </summary>
internal static class ApiParser
{
    private static readonly string[] ModifierWords =
        ["protected", "internal", "static", "abstract", "virtual", "override", "sealed", "readonly", "const", "ref"];
    private static readonly string[] TypeKinds = ["class", "struct", "interface", "enum"];

    public static ApiLibrary Parse(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] title = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] references = lines[1]["# references:".Length..].Split(',', StringSplitOptions.RemoveEmptyEntries
            | StringSplitOptions.TrimEntries);
        Line[] entries = [.. lines.Skip(2).Select(Line.Split)];
        var types = entries.Where(IsType).Select(ParseType).ToDictionary(type => type.FullName);
        foreach (Line entry in entries.Where(entry => !IsType(entry))) AddMember(types, entry);
        var topLevel = new List<ApiType>();
        foreach (ApiType type in types.Values)
        {
            if (types.TryGetValue(type.Namespace, out ApiType? outer)) outer.Nested.Add(type);
            else topLevel.Add(type);
        }
        return new ApiLibrary(title[1], title[2], references, [.. topLevel]);
    }

    private static bool IsType(Line line)
    {
        if (line.What.StartsWith("delegate ", StringComparison.Ordinal)) return true;
        _ = TakeModifiers(line.What, out string rest);
        return TypeKinds.Contains(rest.Split(' ')[0]);
    }

    private static ApiType ParseType(Line line)
    {
        if (line.What.StartsWith("delegate ", StringComparison.Ordinal))
        {
            string declaration = line.What["delegate ".Length..];
            int open = declaration.IndexOf(" (", StringComparison.Ordinal);
            var signature = new ApiMember(ApiMemberKind.Method, "Invoke", [], declaration[..open])
            {
                Parameters = ParseParameters(declaration[(open + 2)..^1]),
            };
            return new ApiType(line.Name, "delegate", [], [], line.Attributes) { Signature = signature };
        }
        string[] modifiers = TakeModifiers(line.What, out string rest);
        int colon = rest.IndexOf(" : ", StringComparison.Ordinal);
        string kind = colon < 0 ? rest : rest[..colon];
        string[] bases = colon < 0 ? [] : SplitTop(rest[(colon + 3)..]);
        return new ApiType(line.Name, kind, modifiers, bases, line.Attributes) { State = line.State };
    }

    private static void AddMember(Dictionary<string, ApiType> types, Line line)
    {
        ApiMember member = ParseMember(line, out string owner);
        if (!types.TryGetValue(owner, out ApiType? type)) throw new FormatException($"no type {owner} for: {line.Text}");
        type.Members.Add(member);
    }

    private static ApiMember ParseMember(Line line, out string owner)
    {
        string what = line.What;
        string? implemented = null;
        if (what.StartsWith("explicit ", StringComparison.Ordinal))
        {
            string[] parts = what.Split(' ', 3);
            implemented = parts[1];
            what = parts[2];
        }
        string qualifier = implemented is null ? "" : "." + implemented;
        if (line.Name.EndsWith("..ctor", StringComparison.Ordinal))
        {
            owner = line.Name[..^"..ctor".Length];
            return Member(ApiMemberKind.Constructor, ".ctor", TakeModifiers(what, out _), "");
        }
        int dot = line.Name.LastIndexOf('.');
        string name = line.Name[(dot + 1)..];
        owner = line.Name[..dot];
        if (!owner.EndsWith(qualifier, StringComparison.Ordinal)) throw new FormatException($"unreadable: {line.Text}");
        owner = owner[..^qualifier.Length];
        if (TakeWord("field ", ref what))
        {
            string[] modifiers = TakeModifiers(what, out string rest);
            int equals = rest.IndexOf(" = ", StringComparison.Ordinal);
            ApiMember field = Member(ApiMemberKind.Field, name, modifiers, equals < 0 ? rest : rest[..equals]);
            return equals < 0 ? field : field with { Literal = rest[(equals + 3)..] };
        }
        if (TakeWord("property ", ref what))
        {
            string[] modifiers = TakeModifiers(what, out string rest);
            int open = rest.IndexOf(" { ", StringComparison.Ordinal);
            string[] accessors = rest[(open + 3)..^2].Split(';', StringSplitOptions.RemoveEmptyEntries
                | StringSplitOptions.TrimEntries);
            return Member(ApiMemberKind.Property, name, modifiers, rest[..open]) with { Accessors = accessors };
        }
        if (TakeWord("event ", ref what))
            return Member(ApiMemberKind.Event, name, TakeModifiers(what, out string eventType), eventType);
        if (line.Parameters is null) throw new FormatException($"unreadable: {line.Text}");
        return Member(ApiMemberKind.Method, name, TakeModifiers(what, out string returned), returned);

        ApiMember Member(ApiMemberKind kind, string memberName, string[] modifiers, string type) =>
            new(kind, memberName, modifiers, type)
            {
                Parameters = ParseParameters(line.Parameters ?? ""), Attributes = line.Attributes, Interface = implemented,
            };
    }

    private static ApiParameter[] ParseParameters(string text) => [.. SplitTop(text).Select(ParseParameter)];

    private static ApiParameter ParseParameter(string text)
    {
        var attributes = new List<string>();
        while (text.StartsWith('['))
        {
            int close = Line.MatchingClose(text, 0);
            attributes.Add(text[1..close]);
            text = text[(close + 1)..].TrimStart();
        }
        string? literal = null;
        int equals = text.IndexOf(" = ", StringComparison.Ordinal);
        if (equals >= 0) (text, literal) = (text[..equals], text[(equals + 3)..]);
        string modifiers = "";
        foreach (string word in (string[])["this ", "params ", "ref ", "out ", "in "])
            if (TakeWord(word, ref text)) modifiers += word;
        int space = text.LastIndexOf(' ');
        return new ApiParameter([.. attributes], modifiers, text[..space], text[(space + 1)..], literal);
    }

    private static string[] TakeModifiers(string text, out string rest)
    {
        var taken = new List<string>();
        rest = text;
        while (rest.Split(' ', 2) is [var word, var tail] && ModifierWords.Contains(word))
        {
            taken.Add(word);
            rest = tail;
        }
        return [.. taken];
    }

    private static bool TakeWord(string word, ref string text)
    {
        if (!text.StartsWith(word, StringComparison.Ordinal)) return false;
        text = text[word.Length..];
        return true;
    }

    /// <summary>Splits at the commas that stand outside brackets and literals.</summary>
    private static string[] SplitTop(string text)
    {
        var parts = new List<string>();
        int start = 0, at = 0;
        while (at < text.Length)
        {
            if (text[at] == ',') { parts.Add(text[start..at].Trim()); start = at + 1; }
            at = Line.Skip(text, at);
        }
        if (text[start..].Trim() is { Length: > 0 } last) parts.Add(last);
        return [.. parts];
    }
}
