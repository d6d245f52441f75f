namespace CarbonMeter.Certificates.Dcc;

/// <summary>How large a certificate may be; docs/formats/certificate.md.</summary>
public static class XmlLimits
{
    /// <summary>Bytes of a document.</summary>
    public const int SizeBytesMax = 8 * 1024 * 1024;

    /// <summary>Elements within each other, the root counted.</summary>
    public const int DepthMax = 64;

    /// <summary>Elements of a document.</summary>
    public const int ElementCountMax = 100_000;

    /// <summary>Attributes of an element, namespace declarations counted.</summary>
    public const int AttributeCountMax = 64;

    /// <summary>Namespace declarations on an element and on those around it: the canonical form looks through them for every name.</summary>
    public const int DeclarationCountMax = 256;

    /// <summary>Characters of an attribute.</summary>
    public const int AttributeLengthMax = 4096;

    /// <summary>Characters of an element's own text, <c>dataBase64</c> excepted.</summary>
    public const int TextLengthMax = 1024 * 1024;

    /// <summary>Calibration points of a certificate.</summary>
    public const int PointCountMax = 10_000;

    /// <summary>Conditions of a calibration point.</summary>
    public const int ConditionCountMax = 16;
}
