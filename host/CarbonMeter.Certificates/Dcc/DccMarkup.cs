using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>Elements that recur all over a certificate that is written.</summary>
internal static class DccMarkup
{
    internal static readonly XNamespace DccSpace = DccNames.Dcc;
    internal static readonly XNamespace SiSpace = DccNames.Si;

    internal static XElement Element(string name, params object?[] content) => new(DccSpace + name, content);

    internal static XElement OfKind(this XElement element, string refType)
    {
        if (refType.Length > 0) element.SetAttributeValue("refType", refType);
        return element;
    }

    internal static XElement Content(string text, string language = "") =>
        new(DccSpace + "content", language.Length > 0 ? new XAttribute("lang", language) : null, text);

    internal static XElement Name(string text) => Element("name", Content(text));

    internal static XElement Identification(Identification identification) =>
        Element("identification", Element("issuer", identification.Issuer), Element("value", identification.Value));

    internal static XElement? Identifications(IReadOnlyList<XElement> identifications) =>
        identifications.Count == 0 ? null : Element("identifications", identifications);

    internal static XElement Reference(string name, CertificateReference reference) => Element(name,
        Element("referral", Content("Digital calibration certificate")),
        Element("referralID", reference.Id),
        Element("procedure", reference.Procedure),
        Element("value", reference.Hash is { } hash ? Hex(hash) : "not stated"));

    internal static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
