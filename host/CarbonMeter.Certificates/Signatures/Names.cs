using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>Names in X.509 certificates, and whether one belongs to a laboratory.</summary>
internal static class Names
{
    private const int LengthMax = 300;
    private const string CommonName = "2.5.4.3";

    // Attributes in which a subject may name a laboratory's code: common name, organizational unit, organization identifier, serial number.
    private static readonly string[] CodeAttributes = [CommonName, "2.5.4.11", "2.5.4.97", "2.5.4.5"];

    /// <summary>The subject as text.</summary>
    public static string Of(X509Certificate2 certificate) => Printable(certificate.Subject);

    /// <summary>A moment as ISO 8601 in UTC.</summary>
    public static string Time(long unixSeconds) =>
        DateTimeOffset.FromUnixTimeSeconds(unixSeconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time of an X.509 certificate as ISO 8601 in UTC.</summary>
    public static string Time(DateTime time) => Time(new DateTimeOffset(time.ToUniversalTime()).ToUnixTimeSeconds());

    /// <summary>Text from outside, made fit for a terminal: without control characters, cut where it is long.</summary>
    public static string Printable(string text)
    {
        var cut = text.Length > LengthMax ? text[..LengthMax] + "..." : text;
        return string.Create(cut.Length, cut, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
    }

    /// <summary>
    /// Whether a signer signs for a laboratory. With signer names: one of them is the whole subject (written with <c>=</c>,
    /// attributes in any order) or its only common name. Without: the laboratory's code is, exactly, one of the subject's common
    /// names, organizational units, organization identifiers or serial numbers.
    /// </summary>
    public static bool SignsFor(X509Certificate2 signer, Laboratory laboratory)
    {
        var subject = Attributes(signer.SubjectName);
        if (subject is null) return false;
        if (laboratory.SignerNames.Count == 0)
            return laboratory.Code.Length > 0 && subject.Exists(part => Array.IndexOf(CodeAttributes, part.Type) >= 0 && part.Value == laboratory.Code);
        var commonNames = subject.FindAll(static part => part.Type == CommonName);
        foreach (var name in laboratory.SignerNames)
            if (name.Contains('=', StringComparison.Ordinal) ? IsSame(subject, name) : commonNames.Count == 1 && commonNames[0].Value == name)
                return true;
        return false;
    }

    private static bool IsSame(List<(string Type, string Value)> subject, string name)
    {
        try
        {
            return Attributes(new X500DistinguishedName(name)) is { } wanted && Sorted(wanted).SequenceEqual(Sorted(subject));
        }
        catch (CryptographicException)
        {
            // The register holds something that is no name; it is nobody's.
            return false;
        }
    }

    private static IEnumerable<(string, string)> Sorted(List<(string Type, string Value)> parts) =>
        parts.OrderBy(static part => part.Type, StringComparer.Ordinal).ThenBy(static part => part.Value, StringComparer.Ordinal);

    // Null where the name has parts this program does not read: several attributes in one, or values that are no text.
    private static List<(string Type, string Value)>? Attributes(X500DistinguishedName name)
    {
        try
        {
            var parts = new List<(string, string)>();
            foreach (var part in name.EnumerateRelativeDistinguishedNames())
            {
                if (part.HasMultipleElements || part.GetSingleElementValue() is not { } value) return null;
                parts.Add((part.GetSingleElementType().Value ?? "", value));
            }
            return parts;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
