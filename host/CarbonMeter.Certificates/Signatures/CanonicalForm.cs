using System.IO;
using System.Security.Cryptography.Xml;
using System.Xml;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>
/// Canonical XML, the bytes that are hashed and signed. Canonical XML 1.1 differs from 1.0 only in how a part of a document
/// inherits attributes of the <c>xml:</c> namespace from outside the part; where nothing is inherited they are the same, and
/// where something is, the signature is refused instead of guessed at. Comments are never part of it.
/// </summary>
internal static class CanonicalForm
{
    /// <summary>The canonical bytes of a whole document.</summary>
    public static byte[] OfDocument(XmlDocument document, string form)
    {
        Transform transform = form == SignatureNames.Exclusive ? new XmlDsigExcC14NTransform() : new XmlDsigC14NTransform();
        transform.LoadInput(document);
        using var output = (Stream)transform.GetOutput(typeof(Stream));
        using var bytes = new MemoryStream();
        output.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The canonical bytes of one element in the namespaces that surround it.</summary>
    public static byte[] OfPart(XmlElement part, string form)
    {
        var alone = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var apex = (XmlElement)alone.ImportNode(part, deep: true);
        alone.AppendChild(apex);
        for (var outer = part.ParentNode as XmlElement; outer is not null; outer = outer.ParentNode as XmlElement)
            foreach (XmlAttribute attribute in outer.Attributes)
            {
                if (attribute.NamespaceURI == "http://www.w3.org/XML/1998/namespace" && form != SignatureNames.Exclusive)
                    throw SignatureFault.Invalid(SignatureReasons.AttributeInherited, attribute.Name);
                // The nearest declaration of a prefix is the one in force.
                if (attribute.NamespaceURI == "http://www.w3.org/2000/xmlns/" && !apex.HasAttribute(attribute.Name))
                    apex.SetAttributeNode((XmlAttribute)alone.ImportNode(attribute, deep: true));
            }
        return OfDocument(alone, form);
    }
}
