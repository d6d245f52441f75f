using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Tests.Signatures;

/// <summary>Parts of the signed certificate to be tampered with, and what must come of it.</summary>
internal static class Forgery
{
    public const string RootEnd = "</dcc:digitalCalibrationCertificate>";

    public static string Signature => Workshop.Part("<ds:Signature ", "</ds:Signature>");

    public static string SignatureId => Workshop.Part(" Id=\"signature-", "\"")[5..^1];

    public static string PropertiesReference => Workshop.Part("<ds:Reference Type=", "</ds:Reference>");

    public static string KeyInfo => Workshop.Part("<ds:KeyInfo>", "</ds:KeyInfo>");

    public static string Properties => Workshop.Part("<xades:SignedProperties ", "</xades:SignedProperties>");

    public static string Method(string algorithm) => $"<ds:SignatureMethod Algorithm=\"{algorithm}\" />";

    /// <summary>Signed by the laboratory as edited, and still refused.</summary>
    public static void RefusedThoughSigned(string reason, string from, string to) =>
        Workshop.AssertInvalid(reason, Workshop.Judge(Workshop.Resign(Workshop.Replaced(from, to), Workshop.Signer.Certificate)));

    public static void Refused(string reason, string from, string to) => Workshop.AssertInvalid(reason, Workshop.Judge(Workshop.Replaced(from, to)));
}
