using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Schema;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>Where and why a certificate does not follow its schema.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Element">Path of the element.</param>
/// <param name="Message">What is wrong.</param>
public sealed record SchemaFinding(int Line, string Element, string Message);

/// <summary>
/// The official schemas of a folder: DCC in any versions, D-SI and XML signature. Nothing else is ever read, least of all from
/// the places the schemas and certificates name. For one thread at a time.
/// </summary>
public sealed class DccSchemas
{
    private const int FindingCountMax = 20;

    private readonly string _folder;
    private readonly List<SchemaFile> _files;
    private readonly Dictionary<string, XmlSchemaSet> _sets = new(StringComparer.Ordinal);

    private DccSchemas(string folder)
    {
        _folder = folder;
        _files = [.. Directory.EnumerateFiles(folder, "*.xsd").Order(StringComparer.Ordinal).Select(SchemaFile.Read)];
    }

    /// <summary>Versions of the DCC that can be validated.</summary>
    public IReadOnlyList<string> Versions => [.. Of(DccNames.Dcc).Select(file => file.Version).Order(StringComparer.Ordinal)];

    /// <summary>Takes the schemas of a folder: all its files ending in .xsd.</summary>
    /// <exception cref="CertificateException">A file cannot be read, is not a schema, or there is none of the DCC.</exception>
    public static DccSchemas Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw new CertificateException($"There is no folder {folder}; name the one that holds the DCC's .xsd files.");
        var schemas = new DccSchemas(folder);
        return schemas.Versions.Count > 0 ? schemas
            : throw new CertificateException($"The folder {folder} holds no schema of {DccNames.Dcc}; download dcc.xsd into it.");
    }

    /// <summary>What in a certificate does not follow the schema of its version, at most the first 20; empty: it is valid.</summary>
    /// <exception cref="CertificateException">It cannot be read at all, or there is no schema for it.</exception>
    public IReadOnlyList<SchemaFinding> Validate(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var version = DccReader.SchemaVersion(SafeXml.Parse(bytes));
        var findings = new List<SchemaFinding>();
        var news = new List<XmlSchemaException>();
        var path = new List<string>();
        using var plain = SafeXml.Open(bytes);
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            // Left out on purpose: what follows the schema locations and the schemas that stand in the certificate, and warnings,
            // which are all about parts that the schema leaves open.
            ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.AllowXmlAttributes,
            Schemas = SetOf(version),
            XmlResolver = null,
        };
        settings.ValidationEventHandler += (_, found) => news.Add(found.Exception);
        using var reader = XmlReader.Create(plain, settings);
        bool isMore = true;
        while (isMore && findings.Count < FindingCountMax)
        {
            // What is found while reading a node is about it: its place in the parent, its attributes, its content at its end.
            isMore = reader.Read();
            if (reader.NodeType == XmlNodeType.Element) path.Add(reader.LocalName);
            findings.AddRange(news.Select(found => new SchemaFinding(found.LineNumber,
                string.Join('/', path.Select(name => DccElement.Short(name))), DccElement.Short(found.Message, 500))));
            news.Clear();
            if (reader.NodeType == XmlNodeType.EndElement || (reader.NodeType == XmlNodeType.Element && reader.IsEmptyElement))
                path.RemoveAt(path.Count - 1);
        }
        return [.. findings.Take(FindingCountMax)];
    }

    private XmlSchemaSet SetOf(string version)
    {
        if (_sets.TryGetValue(version, out var kept)) return kept;
        var dcc = Of(DccNames.Dcc).FirstOrDefault(file => file.Version == version) ?? throw new CertificateException(
            $"The certificate is of DCC {version}; {_folder} holds the schemas of {string.Join(", ", Versions)}. "
            + "Download dcc.xsd of that version.");
        try
        {
            var set = new XmlSchemaSet { XmlResolver = null };
            foreach (var file in dcc.Imports.Select(Imported).Prepend(dcc)) set.Add(SchemaFile.Read(file.Path).Schema);
            set.Compile();
            if (!set.GlobalElements.Contains(new XmlQualifiedName(DccNames.Root, DccNames.Dcc)))
                throw new CertificateException($"{dcc.Path} has no element {DccNames.Root}; download dcc.xsd of DCC {version} anew.");
            return _sets[version] = set;
        }
        catch (XmlSchemaException fault)
        {
            throw new CertificateException($"The schemas of DCC {version} in {_folder} do not fit together: {fault.Message}", fault);
        }
    }

    /// <summary>The schema of the folder that another asks for: of its namespace, and of the version in the place it names.</summary>
    private SchemaFile Imported(XmlSchemaImport import)
    {
        var candidates = Of(import.Namespace ?? "").ToList();
        return candidates.Find(file => import.SchemaLocation?.Contains($"/v{file.Version}/", StringComparison.Ordinal) ?? false)
            ?? (candidates.Count == 1 ? candidates[0] : null)
            ?? throw new CertificateException(
                $"{_folder} has to hold one schema of {import.Namespace}; download {import.SchemaLocation} into it.");
    }

    private IEnumerable<SchemaFile> Of(string nameSpace) => _files.Where(file => file.Schema.TargetNamespace == nameSpace);

    private sealed record SchemaFile(string Path, XmlSchema Schema)
    {
        internal string Version => Schema.Version ?? "";

        internal IEnumerable<XmlSchemaImport> Imports => Schema.Includes.OfType<XmlSchemaImport>();

        internal static SchemaFile Read(string path)
        {
            // The W3C's own schema of signatures has a document type; it is passed over.
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
            try
            {
                using var stream = File.OpenRead(path);
                using var reader = XmlReader.Create(stream, settings);
                return new SchemaFile(path, XmlSchema.Read(reader, null)!);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or XmlException or XmlSchemaException)
            {
                throw new CertificateException($"{path} is not a schema that can be read: {fault.Message}", fault);
            }
        }
    }
}
