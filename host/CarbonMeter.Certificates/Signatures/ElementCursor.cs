using System.Collections.Generic;
using System.Xml;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>Goes through the children of an element in the order in which they must stand; anything else is a fault.</summary>
internal sealed class ElementCursor
{
    private readonly XmlElement _parent;
    private readonly List<XmlElement> _children = [];
    private int _next;

    public ElementCursor(XmlElement parent)
    {
        _parent = parent;
        foreach (XmlNode node in parent.ChildNodes)
            if (node is XmlElement element) _children.Add(element);
            else if (node is not (XmlWhitespace or XmlSignificantWhitespace or XmlComment)) throw Refused(node);
    }

    /// <summary>The next child, which must have this name.</summary>
    public XmlElement Take(string localName, string namespaceUri = SignatureNames.SignatureNamespace) =>
        TryTake(localName, namespaceUri) ?? throw (_next < _children.Count
            ? Refused(_children[_next])
            : SignatureFault.Invalid(SignatureReasons.FormRefused, $"{_parent.LocalName} without {localName}"));

    /// <summary>The next child if it has this name.</summary>
    public XmlElement? TryTake(string localName, string namespaceUri = SignatureNames.SignatureNamespace) =>
        _next < _children.Count && _children[_next].LocalName == localName && _children[_next].NamespaceURI == namespaceUri
            ? _children[_next++]
            : null;

    /// <summary>The next child, whatever it is; null at the end.</summary>
    public XmlElement? TryTakeAny() => _next < _children.Count ? _children[_next++] : null;

    /// <summary>Nothing may follow.</summary>
    public void End()
    {
        if (_next < _children.Count) throw Refused(_children[_next]);
    }

    private SignatureFault Refused(XmlNode node) => SignatureFault.Invalid(SignatureReasons.FormRefused, $"{node.Name} in {_parent.Name}");
}
