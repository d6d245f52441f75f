using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Xml;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>
/// XML from strangers. Whoever reads a certificate, its content or its signature, opens it here, so that all see the same
/// text under the same limits: UTF-8, no document type, no entities, nothing fetched from anywhere.
/// </summary>
internal static class SafeXml
{
    private const string Declarations = "http://www.w3.org/2000/xmlns/";
    private const string XInclude = "http://www.w3.org/2001/XInclude";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The document as the platform's signature code needs it, with every white space and comment where it stood; checked
    /// like <see cref="Parse"/> does.
    /// </summary>
    /// <exception cref="CertificateException">It is not well-formed or breaks a limit; the message says where.</exception>
    internal static XmlDocument Load(byte[] bytes)
    {
        Parse(bytes);
        using var reader = Open(bytes);
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.Load(reader);
        return document;
    }

    /// <summary>The elements of the document, checked against every limit.</summary>
    /// <exception cref="CertificateException">It is not well-formed or breaks a limit; the message says where.</exception>
    internal static DccElement Parse(byte[] bytes)
    {
        using var reader = Open(bytes);
        try
        {
            return new TreeBuilder(reader).Build();
        }
        catch (XmlException fault)
        {
            throw new CertificateException($"The certificate is not XML that can be read: {DccElement.Short(fault.Message, 300)}", fault);
        }
    }

    /// <summary>
    /// A reader that refuses document types as it meets them, over a text whose size and encoding are checked. The other
    /// limits are those of <see cref="Parse"/>, which therefore comes first.
    /// </summary>
    internal static XmlReader Open(byte[] bytes)
    {
        var text = Decode(bytes);
        CheckAttributeCounts(text);
        return XmlReader.Create(new StringReader(text),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true });
    }

    private static string Decode(byte[] bytes)
    {
        if (bytes.Length > XmlLimits.SizeBytesMax)
            throw new CertificateException($"The certificate has {bytes.Length} bytes; at most {XmlLimits.SizeBytesMax} are read.");
        int start = bytes.AsSpan().StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
        try
        {
            return StrictUtf8.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException fault)
        {
            throw new CertificateException($"The certificate is not UTF-8 at byte {start + fault.Index}; ask for it in UTF-8.", fault);
        }
    }

    /// <summary>
    /// Refuses an element of too many attributes before the platform sees it, which needs many seconds for one of some hundred
    /// thousand. As long as the text is well-formed this sees the same tags; where it no longer is, the parser stops.
    /// </summary>
    private static void CheckAttributeCounts(string text)
    {
        for (int at = text.IndexOf('<'); at >= 0; at = at < text.Length ? text.IndexOf('<', at) : -1)
        {
            var rest = text.AsSpan(at);
            if (rest.StartsWith("<!--")) at = After(text, at + 4, "-->");
            else if (rest.StartsWith("<![CDATA[")) at = After(text, at, "]]>");
            else if (rest.StartsWith("<?")) at = After(text, at, "?>");
            else at = AfterTag(text, at);
        }
    }

    private static int After(string text, int at, string end) =>
        at <= text.Length && text.IndexOf(end, at, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length : text.Length;

    private static int AfterTag(string text, int start)
    {
        int count = 0;
        for (int at = start + 1; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '>': return at + 1;
                case '"' or '\'':
                    at = text.IndexOf(text[at], at + 1);
                    if (at < 0) return text.Length;
                    break;
                case '=' when ++count > XmlLimits.AttributeCountMax:
                    throw new CertificateException($"The certificate has an element of more than {XmlLimits.AttributeCountMax} attributes "
                        + $"(line {text.AsSpan(0, start).Count('\n') + 1}); no certificate needs so many.");
            }
        }
        return text.Length;
    }

    private sealed class TreeBuilder(XmlReader reader)
    {
        private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
        private readonly Stack<DccElement> _open = new();
        private DccElement? _root;
        private int _elementCount;

        internal DccElement Build()
        {
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.XmlDeclaration: CheckEncoding(); break;
                    case XmlNodeType.Element: Begin(); break;
                    case XmlNodeType.EndElement: _open.Pop(); break;
                    case XmlNodeType.Text or XmlNodeType.CDATA: AddText(); break;
                }
            }
            return _root!;
        }

        private void CheckEncoding()
        {
            var declared = reader.GetAttribute("encoding");
            if (declared is not null && !declared.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                throw new CertificateException($"The certificate declares the encoding {DccElement.Quote(declared)}; ask for it in UTF-8.");
        }

        private void Begin()
        {
            _open.TryPeek(out var parent);
            var element = new DccElement(reader.NamespaceURI, reader.LocalName, parent, ((IXmlLineInfo)reader).LineNumber);
            if (parent is null) _root = element;
            else parent.Children.Add(element);
            if (++_elementCount > XmlLimits.ElementCountMax)
                throw element.Error($"is one element too many: at most {XmlLimits.ElementCountMax} are read");
            if (_open.Count >= XmlLimits.DepthMax) throw element.Error($"lies too deep: at most {XmlLimits.DepthMax} levels are read");
            if (element.Namespace == XInclude) throw element.Error("includes another document; a certificate has to be whole");
            bool isEmpty = reader.IsEmptyElement;
            AddAttributes(element);
            if (!isEmpty) _open.Push(element);
        }

        private void AddAttributes(DccElement element)
        {
            while (reader.MoveToNextAttribute())
            {
                var value = reader.Value;
                if (value.Length > XmlLimits.AttributeLengthMax)
                    throw element.Error($"has an attribute of {value.Length} characters; at most {XmlLimits.AttributeLengthMax} are read");
                if (reader.NamespaceURI == Declarations && ++element.DeclarationCount > XmlLimits.DeclarationCountMax)
                    throw element.Error($"stands under more than {XmlLimits.DeclarationCountMax} namespace declarations; no certificate needs so many");
                switch (reader.LocalName)
                {
                    case "refType" when reader.NamespaceURI.Length == 0: element.RefType = value; break;
                    case "schemaVersion" when reader.NamespaceURI.Length == 0: element.SchemaVersion = value; break;
                    // Two elements of one id are how a signature is made to cover another element than the one that is read.
                    case "id" or "Id" or "ID" when !_ids.Add(value.Trim()):
                        throw element.Error($"bears the id {DccElement.Quote(value)} a second time; ids have to be unique");
                }
            }
        }

        private void AddText()
        {
            var element = _open.Peek();
            if (element.Is(DccNames.Dcc, "dataBase64")) return;
            var text = reader.Value;
            if (element.TextLength + text.Length > XmlLimits.TextLengthMax)
                throw element.Error($"has too much text: at most {XmlLimits.TextLengthMax} characters are read");
            element.Append(text);
        }
    }
}
