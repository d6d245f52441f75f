using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace CarbonMeter.TestSupport;

/// <summary>What a mutation does.</summary>
internal enum XmlMutation
{
    FlipBits,
    Truncate,
    RemoveElement,
    DuplicateElement,
    SwapElements,
    WrapElement,
    NestElement,
    CopyText,
    EditText,
    EditNumber,
    EditAttribute,
    RemoveAttribute,
    AddAttributes,
    InsertMarkup,
}

/// <summary>
/// Makes damaged and hostile documents from a good one. The same seed gives the same document for ever, and one seed does not
/// depend on another. Bytes are treated as Latin-1 characters, one each, so that every offset is one of bytes.
/// </summary>
internal sealed partial class XmlMutator
{
    private static readonly XmlMutation[] Mutations = Enum.GetValues<XmlMutation>();

    private static readonly string[] Numbers =
    [
        "NaN", "INF", "-INF", "0", "-0", "-1", "1e400", "1e-400", "1e-3", "9E27", "1e2147483648", "-79228162514264337593543950335",
        "79228162514264337593543950336", "0.00000000000000000000000000001", "1.5.5", "1,5", "0x10", "+", ".", "1 2 3", "1e",
        "2024-02-30", "9999-12-31", "P9999Y",
    ];

    private static readonly string[] Markup =
    [
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", "&b;", "&#0;", "&#x1F600;", "&amp;", "<![CDATA[1]]>", "]]>",
        "<!-- - -->", "<!--", "<?a b?>", "<?xml version='1.0'?>", "<a/>", "</a>", "<", ">", "\"", "\0", "\u00FF", "\u00C3\u00A9",
        "\u00EF\u00BB\u00BF", "<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='a'/>", " xmlns=''",
        "<a xmlns='https://ptb.de/dcc'/>",
    ];

    private readonly string _original;
    private readonly List<Element> _elements;
    private readonly List<Span> _texts;
    private readonly List<Span> _numbers;
    private readonly List<Span> _attributes;

    /// <param name="original">A well-formed document in UTF-8, without a marked section.</param>
    internal XmlMutator(byte[] original)
    {
        _original = Encoding.Latin1.GetString(original);
        _elements = Elements(_original);
        _texts = [.. TextPattern().Matches(_original).Select(match => new Span(match.Index, match.Length))];
        _numbers = [.. NumberPattern().Matches(_original).Select(match => new Span(match.Index, match.Length))];
        _attributes = [.. AttributePattern().Matches(_original).Select(match => new Span(match.Index, match.Length))];
    }

    /// <summary>The document after one to three mutations, with the first of them.</summary>
    internal (byte[] Bytes, XmlMutation First) Mutate(int seed)
    {
        var random = new Random(seed);
        var first = Mutations[random.Next(Mutations.Length)];
        var edits = new List<Edit>(Edits(first, random));
        for (int more = random.Next(3); more > 0; more--) edits.AddRange(Edits(Mutations[random.Next(Mutations.Length)], random));
        return (Apply(edits), first);
    }

    private IEnumerable<Edit> Edits(XmlMutation mutation, Random random) => mutation switch
    {
        XmlMutation.FlipBits => FlipBits(random),
        XmlMutation.Truncate => Truncate(random.Next(_original.Length)),
        XmlMutation.RemoveElement => [new Edit(Pick(_elements, random).Whole, "")],
        XmlMutation.DuplicateElement => Duplicate(Pick(_elements, random).Whole, random.Next(1, 4)),
        XmlMutation.SwapElements => Swap(Pick(_elements, random).Whole, Pick(_elements, random).Whole),
        XmlMutation.WrapElement => Wrap(Pick(_elements, random), Pick(_elements, random), 1),
        XmlMutation.NestElement => NestInItself(Pick(_elements, random), random.Next(1, 80)),
        XmlMutation.CopyText => [new Edit(Pick(_texts, random), Text(Pick(_texts, random)))],
        XmlMutation.EditText => [new Edit(Pick(_texts, random), new string(" x"[random.Next(2)], random.Next(2) * random.Next(3000)))],
        XmlMutation.EditNumber => [new Edit(Pick(_numbers, random), Pick(Numbers, random))],
        XmlMutation.EditAttribute => [new Edit(Pick(_attributes, random), Text(Pick(_attributes, random)))],
        XmlMutation.RemoveAttribute => [new Edit(Pick(_attributes, random), "")],
        XmlMutation.AddAttributes => [new Edit(Pick(_attributes, random) with { Length = 0 }, ManyAttributes(random.Next(1, 80)))],
        _ => [new Edit(new Span(random.Next(_original.Length), 0), Pick(Markup, random))],
    };

    private List<Edit> FlipBits(Random random) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
    {
        int at = random.Next(_original.Length);
        return new Edit(new Span(at, 1), ((char)(_original[at] ^ (1 << random.Next(8)))).ToString());
    })];

    private Edit[] Truncate(int length) => [new Edit(new Span(length, _original.Length - length), "")];

    private Edit[] Duplicate(Span element, int count) =>
        [new Edit(element with { Start = element.End, Length = 0 }, string.Concat(Enumerable.Repeat(Text(element), count)))];

    private Edit[] Swap(Span one, Span other) => [new Edit(one, Text(other)), new Edit(other, Text(one))];

    private Edit[] NestInItself(Element element, int depth) => Wrap(element, element, depth);

    private Edit[] Wrap(Element inner, Element outer, int depth)
    {
        if (outer.StartTag.Length == outer.Whole.Length) return [];
        return
        [
            new Edit(inner.Whole with { Length = 0 }, string.Concat(Enumerable.Repeat(Text(outer.StartTag), depth))),
            new Edit(new Span(inner.Whole.End, 0), string.Concat(Enumerable.Repeat(Text(outer.EndTag), depth))),
        ];
    }

    private static string ManyAttributes(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $" a{i}='x'"));

    private string Text(Span span) => _original.Substring(span.Start, span.Length);

    private static T Pick<T>(IReadOnlyList<T> all, Random random) => all[random.Next(all.Count)];

    /// <summary>Applies edits from front to back; one that begins within what another replaced is left out.</summary>
    private byte[] Apply(List<Edit> edits)
    {
        var text = new StringBuilder(_original.Length + 4096);
        int at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Where.Start))
        {
            if (edit.Where.Start < at) continue;
            text.Append(_original, at, edit.Where.Start - at).Append(edit.Now);
            at = edit.Where.End;
        }
        return Encoding.Latin1.GetBytes(text.Append(_original, at, _original.Length - at).ToString());
    }

    private static List<Element> Elements(string text)
    {
        var elements = new List<Element>();
        var open = new Stack<Span>();
        foreach (Match tag in TagPattern().Matches(text))
        {
            var span = new Span(tag.Index, tag.Length);
            if (tag.Value.EndsWith("/>", StringComparison.Ordinal)) elements.Add(new Element(span, span, span));
            else if (!tag.Value.StartsWith("</", StringComparison.Ordinal)) open.Push(span);
            else
            {
                var start = open.Pop();
                elements.Add(new Element(new Span(start.Start, span.End - start.Start), start, span));
            }
        }
        return elements;
    }

    private readonly record struct Span(int Start, int Length)
    {
        internal int End => Start + Length;
    }

    private readonly record struct Element(Span Whole, Span StartTag, Span EndTag);

    private readonly record struct Edit(Span Where, string Now);

    [GeneratedRegex("""</?[A-Za-z_][^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")]
    private static partial Regex TagPattern();

    [GeneratedRegex("(?<=>)[^<>]*[^<>\\s][^<>]*(?=</)")]
    private static partial Regex TextPattern();

    [GeneratedRegex("[-+]?[0-9]+([-.][0-9]+)*(?=[ <])")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(""" [A-Za-z_:][-\w:.]*="[^"]*"(?=[ />])""")]
    private static partial Regex AttributePattern();
}
