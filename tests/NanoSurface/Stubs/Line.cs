namespace CarbonMeter.NanoSurface.Stubs;

/// <summary>One line of a list, cut at the places where brackets and literals allow it.</summary>
internal sealed record Line(string Text, string Name, string? Parameters, string What, string[] Attributes, string State)
{
    public static Line Split(string text)
    {
        int nameEnd = 0;
        while (text[nameEnd] is not '(' and not '[' && !At(text, nameEnd, ": ")) nameEnd++;
        int whatStart = nameEnd;
        string? parameters = null;
        if (text[nameEnd] is '(' or '[')
        {
            int close = MatchingClose(text, nameEnd);
            parameters = text[(nameEnd + 1)..close];
            whatStart = close + 1;
        }
        if (!At(text, whatStart, ": ")) throw new FormatException($"no ': ' in: {text}");
        whatStart += 2;
        int whatEnd = whatStart;
        while (whatEnd < text.Length && !At(text, whatEnd, "  [")) whatEnd = Skip(text, whatEnd);
        var attributes = new List<string>();
        string state = "none";
        for (int at = whatEnd; at < text.Length;)
        {
            if (text[at] == ' ') { at++; continue; }
            int close = MatchingClose(text, at);
            string annotation = text[(at + 1)..close];
            if (annotation.StartsWith("state ", StringComparison.Ordinal)) state = annotation["state ".Length..];
            else if (annotation != "native") attributes.Add(annotation);
            at = close + 1;
        }
        return new Line(text, text[..nameEnd], parameters, text[whatStart..whatEnd], [.. attributes], state);
    }

    /// <summary>The index after the token at <paramref name="at"/>: a bracketed group and a literal are one token.</summary>
    public static int Skip(string text, int at) => text[at] switch
    {
        '(' or '[' or '<' => MatchingClose(text, at) + 1,
        '"' or '\'' => LiteralEnd(text, at),
        _ => at + 1,
    };

    public static int MatchingClose(string text, int open)
    {
        char close = text[open] switch { '(' => ')', '[' => ']', _ => '>' };
        int at = open + 1;
        while (text[at] != close) at = Skip(text, at);
        return at;
    }

    private static int LiteralEnd(string text, int open)
    {
        int at = open + 1;
        while (text[at] != text[open]) at += text[at] == '\\' ? 2 : 1;
        return at + 1;
    }

    private static bool At(string text, int at, string expected) => string.CompareOrdinal(text, at, expected, 0, expected.Length) == 0;
}
