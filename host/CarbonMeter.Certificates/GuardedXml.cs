using System;
using System.Collections.Generic;
using System.IO;
using System.Xml;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates;

/// <summary>
/// The one door through which XML comes in: no document type, no entity of its own, nothing fetched, and bounds on everything
/// that later work grows with. What is read and what is checked for its signature pass the same door, so both see the same tree.
/// </summary>
internal static class GuardedXml
{
    /// <summary>Largest file. A certificate with a human-readable PDF inside stays below it.</summary>
    public const int SizeBytesMax = 16 * 1024 * 1024;

    /// <summary>Deepest nesting of elements. A DCC needs about 30.</summary>
    public const int DepthMax = 64;

    /// <summary>Most elements.</summary>
    public const int ElementsMax = 200_000;

    /// <summary>Most attributes, namespace declarations among them, of one element.</summary>
    public const int AttributesOfElementMax = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = SizeBytesMax,
        MaxCharactersFromEntities = SizeBytesMax,
        CloseInput = true,
    };

    /// <summary>Reads a document with every white space and comment where it stood.</summary>
    /// <param name="bytes">The file.</param>
    /// <exception cref="CertificateException">It is not well-formed, has a document type, or is beyond a bound.</exception>
    public static XmlDocument Load(byte[] bytes)
    {
        if (bytes.Length > SizeBytesMax)
            throw new CertificateException($"The file has {bytes.Length} bytes; at most {SizeBytesMax} are read.");
        try
        {
            CheckBounds(bytes);
            using var reader = Open(bytes);
            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(reader);
            return document;
        }
        catch (XmlException fault)
        {
            throw new CertificateException(
                $"The file is not XML this program reads: {fault.Message} A certificate is well-formed XML without a document type.", fault);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // What the platform throws for an encoding it does not know.
            throw new CertificateException($"The file is in an encoding this program does not read: {fault.Message} Use UTF-8.", fault);
        }
    }

    private static XmlReader Open(byte[] bytes) => XmlReader.Create(new MemoryStream(bytes, writable: false), Settings);

    // Before a tree is built, so that what is too deep or too wide costs no more than reading it once.
    private static void CheckBounds(byte[] bytes)
    {
        using var reader = Open(bytes);
        var elementCount = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (++elementCount > ElementsMax) throw Beyond(reader, $"more than {ElementsMax} elements");
            if (reader.Depth >= DepthMax) throw Beyond(reader, $"elements nested more than {DepthMax} deep");
            if (reader.AttributeCount > AttributesOfElementMax) throw Beyond(reader, $"more than {AttributesOfElementMax} attributes in one element");
        }
    }

    private static CertificateException Beyond(XmlReader reader, string what)
    {
        var at = (IXmlLineInfo)reader;
        return new CertificateException($"The file has {what} (element {reader.Name}, line {at.LineNumber}); no certificate needs that.");
    }
}
