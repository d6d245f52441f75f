using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>An element of a certificate, with what is needed to say where it stands.</summary>
internal sealed class DccElement(string nameSpace, string name, DccElement? parent, int line)
{
    private readonly StringBuilder _text = new(0);

    internal string Namespace { get; } = nameSpace;
    internal string Name { get; } = name;
    internal DccElement? Parent { get; } = parent;
    internal int Line { get; } = line;
    internal List<DccElement> Children { get; } = [];

    /// <summary>Kind words of the element, separated by white space; null where it has none.</summary>
    internal string? RefType { get; set; }

    /// <summary>Version of the schema; on a root element only.</summary>
    internal string? SchemaVersion { get; set; }

    /// <summary>Namespace declarations on it and on what surrounds it.</summary>
    internal int DeclarationCount { get; set; } = parent?.DeclarationCount ?? 0;

    internal int TextLength => _text.Length;

    internal void Append(string text) => _text.Append(text);

    internal bool Is(string nameSpace, string name) => Name == name && Namespace == nameSpace;

    /// <summary>Its words of kind, in their order.</summary>
    internal string[] RefTypes => RefType is null ? [] : RefType.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The DCC elements of that name in it.</summary>
    internal IEnumerable<DccElement> All(string name) => Children.Where(child => child.Is(DccNames.Dcc, name));

    /// <summary>The DCC elements of that name in it, at least one.</summary>
    internal List<DccElement> Some(string name)
    {
        var all = All(name).ToList();
        return all.Count > 0 ? all : throw Lacks(name);
    }

    /// <summary>The one element of that name; null where there is none.</summary>
    internal DccElement? Maybe(string name, string nameSpace = DccNames.Dcc)
    {
        DccElement? found = null;
        foreach (var child in Children)
        {
            if (!child.Is(nameSpace, name)) continue;
            if (found is not null) throw child.Error("stands a second time, but may stand once");
            found = child;
        }
        return found;
    }

    /// <summary>The one element of that name.</summary>
    internal DccElement One(string name, string nameSpace = DccNames.Dcc) => Maybe(name, nameSpace) ?? throw Lacks(name);

    /// <summary>Its text without white space at either end; never empty.</summary>
    internal string Text
    {
        get
        {
            if (Children.Count > 0) throw Children[0].Error("stands where text is expected");
            var text = _text.ToString().Trim();
            return text.Length > 0 ? text : throw Error("is empty");
        }
    }

    /// <summary>The first of its texts, which may be in several languages.</summary>
    internal string FirstContent => Some("content")[0].Text;

    /// <summary>What is wrong with this element; the sentence goes on from its name.</summary>
    internal CertificateException Error(string what, Exception? cause = null) => new($"{Path} (line {Line}) {what}.", cause);

    /// <summary>Text of a stranger as it may stand in a message: short, and on one line.</summary>
    internal static string Quote(string text) => $"\"{new string([.. Short(text).Select(c => char.IsControl(c) ? ' ' : c)])}\"";

    /// <summary>At most so much of a stranger's text as belongs into a message.</summary>
    internal static string Short(string text, int lengthMax = 60) =>
        text.Length <= lengthMax ? text : string.Concat(text.AsSpan(0, lengthMax), "...");

    private CertificateException Lacks(string name) => Error($"has no element {name}, which it needs");

    private string Path
    {
        get
        {
            var path = "";
            for (var at = this; at is not null; at = at.Parent) path = $"/{Short(at.Name)}{at.Position}{path}";
            return path[1..];
        }
    }

    /// <summary>Which of several of the same name it is, from 1.</summary>
    private string Position
    {
        get
        {
            if (Parent is null || Parent.Children.Count(Like) < 2) return "";
            return $"[{Parent.Children.TakeWhile(sibling => sibling != this).Count(Like) + 1}]";
        }
    }

    private bool Like(DccElement sibling) => sibling.Is(Namespace, Name);
}
