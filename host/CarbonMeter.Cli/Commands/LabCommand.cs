using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Cli.Traceability;
using CarbonMeter.Domain.Traceability;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace CarbonMeter.Cli.Commands;

/// <summary>Who may calibrate what, and whose signatures are trusted.</summary>
public static class LabCommand
{
    private const string Format = "docs/formats/laboratory.md";

    /// <summary>The command and its parts.</summary>
    public static Command Build() => new("lab", "Laboratories: who may calibrate what, and whose signatures are trusted")
    {
        Put(), List(), Show(), Trust(), Distrust(), AddRevocationList(),
    };

    private static Command Put()
    {
        var data = DataFolder.Option();
        var file = new Argument<FileInfo>("FILE") { Description = $"The laboratory and its accredited scopes, JSON ({Format})" };
        var command = new Command("put", "Add a laboratory, or replace what is known of it from now on") { data, file };
        command.SetAction(parsed =>
        {
            var laboratory = JsonFile.Read<Laboratory>(parsed.GetValue(file)!, "a laboratory", Format);
            CheckScopes(parsed.GetValue(file)!, laboratory);
            using var book = FactBook.OpenOrMake(parsed.GetValue(data)!);
            book.Add(new LaboratoryPut(laboratory));
            Console.Out.WriteLine($"Laboratory {laboratory.Code} kept with {laboratory.Scopes.Count} scopes.");
            return Exit.Ok;
        });
        return command;
    }

    private static void CheckScopes(FileInfo file, Laboratory laboratory)
    {
        if (laboratory.Code.Length is 0 or > 64) throw new InputException($"{file}: code: 1 to 64 characters, as certificates name it.");
        if (laboratory.Name.Length == 0) throw new InputException($"{file}: name: must not be empty.");
        foreach (var scope in laboratory.Scopes)
        {
            if (scope.RangeFrom > scope.RangeTo) throw new InputException($"{file}: scope {scope.Quantity}: rangeFrom is above rangeTo.");
            if (scope.CapabilityPpm <= 0) throw new InputException($"{file}: scope {scope.Quantity}: capabilityPpm must be more than 0.");
            if (scope.AccreditedFrom > scope.AccreditedTo) throw new InputException($"{file}: scope {scope.Quantity}: accreditedFrom is after accreditedTo.");
        }
    }

    private static Command List()
    {
        var data = DataFolder.Option();
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("list", "List the laboratories and the trusted authorities") { data, json };
        command.SetAction(parsed =>
        {
            using var book = FactBook.Open(parsed.GetValue(data)!);
            var laboratories = book.All<LaboratoryPut>().Select(put => put.Laboratory).GroupBy(laboratory => laboratory.Code)
                .Select(versions => versions.Last()).OrderBy(laboratory => laboratory.Code, StringComparer.Ordinal).ToList();
            var distrusted = book.All<AnchorDistrusted>().Select(fact => Convert.ToHexStringLower(fact.CertificateHash)).ToHashSet();
            var authorities = book.All<AnchorTrusted>().Select(fact => new
            {
                fact.Name, hash = Convert.ToHexStringLower(SHA256.HashData(fact.CertificateDer)),
            }).Select(authority => new { authority.Name, authority.hash, isTrusted = !distrusted.Contains(authority.hash) }).ToList();
            if (parsed.GetValue(json))
            {
                Terminal.PrintJson(new { laboratories, authorities });
                return Exit.Ok;
            }
            var table = new Table().AddColumns("Code", "Laboratory", "Chains may end here", "Scopes");
            foreach (var laboratory in laboratories)
                table.AddRow(Markup.Escape(laboratory.Code), Markup.Escape(laboratory.Name), laboratory.IsNationalInstitute ? "yes" : "no",
                    Markup.Escape(string.Join('\n', laboratory.Scopes.Select(Line))));
            AnsiConsole.Write(table);
            foreach (var authority in authorities)
                Console.Out.WriteLine($"{(authority.isTrusted ? "trusted   " : "distrusted")}  {authority.hash}  {authority.Name}");
            return Exit.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var data = DataFolder.Option();
        var code = new Argument<string>("CODE") { Description = "The laboratory's code" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("show", "Show one laboratory with its scopes") { data, code, json };
        command.SetAction(parsed =>
        {
            using var book = FactBook.Open(parsed.GetValue(data)!);
            var laboratory = book.All<LaboratoryPut>().LastOrDefault(put => put.Laboratory.Code == parsed.GetValue(code))?.Laboratory;
            if (laboratory is null)
            {
                Console.Error.WriteLine($"No laboratory {parsed.GetValue(code)} is known; see carbonctl lab list.");
                return Exit.No;
            }
            if (parsed.GetValue(json))
            {
                Terminal.PrintJson(laboratory);
                return Exit.Ok;
            }
            Console.Out.WriteLine($"{laboratory.Code}  {laboratory.Name}{(laboratory.IsNationalInstitute ? "  (national institute)" : "")}");
            foreach (var name in laboratory.SignerNames) Console.Out.WriteLine($"  signs as {name}");
            foreach (var scope in laboratory.Scopes)
            {
                Console.Out.WriteLine($"  {Line(scope)}");
                if (scope.Methods.Count > 0) Console.Out.WriteLine($"    by {string.Join(", ", scope.Methods)}");
            }
            return Exit.Ok;
        });
        return command;
    }

    private static string Line(LaboratoryScope scope) => FormattableString.Invariant(
        $"{scope.Quantity} {scope.RangeFrom} to {scope.RangeTo} {scope.Unit}, U >= {scope.CapabilityPpm} ppm, {scope.AccreditedFrom:yyyy-MM-dd} to {scope.AccreditedTo:yyyy-MM-dd}");

    private static Command Trust()
    {
        var data = DataFolder.Option();
        var file = new Argument<FileInfo>("FILE") { Description = "Certificate of an authority or a signer, X.509, PEM or DER" };
        var command = new Command("trust", "Trust an authority: what is signed below it counts from now on") { data, file };
        command.SetAction(parsed =>
        {
            using var authority = ReadAuthority(parsed.GetValue(file)!);
            using var book = FactBook.OpenOrMake(parsed.GetValue(data)!);
            book.Add(new AnchorTrusted(authority.RawData, authority.Subject));
            Console.Out.WriteLine($"Trusted: {authority.Subject}\n  SHA-256 {Convert.ToHexStringLower(SHA256.HashData(authority.RawData))}");
            return Exit.Ok;
        });
        return command;
    }

    private static Command Distrust()
    {
        var data = DataFolder.Option();
        var hash = new Argument<string>("HASH") { Description = "SHA-256 of the authority's certificate, as carbonctl lab list prints it" };
        var why = WhyOption();
        var command = new Command("distrust", "Trust an authority no more") { data, hash, why };
        command.SetAction(parsed =>
        {
            using var book = FactBook.Open(parsed.GetValue(data)!);
            var known = book.All<AnchorTrusted>().Select(fact => SHA256.HashData(fact.CertificateDer)).ToList();
            var meant = HashText.Find(parsed.GetValue(hash)!, known, "trusted authority", "carbonctl lab list");
            book.Add(new AnchorDistrusted(meant, parsed.GetValue(why)!));
            Console.Out.WriteLine("Trusted no more. Verdicts that were held before stay in the history.");
            return Exit.Ok;
        });
        return command;
    }

    private static Command AddRevocationList()
    {
        var data = DataFolder.Option();
        var file = new Argument<FileInfo>("FILE") { Description = "Revocation list of an authority, X.509 CRL, PEM or DER" };
        var command = new Command("crl", "Add a revocation list") { data, file };
        command.SetAction(parsed =>
        {
            // Checked here: a list that nobody can read would leave every signature open for ever.
            var bytes = Read(parsed.GetValue(file)!, PemFiles.ReadRevocationList);
            var list = RevocationList.Read(bytes);
            using var book = FactBook.OpenOrMake(parsed.GetValue(data)!);
            book.Add(new RevocationListAdded(bytes));
            Console.Out.WriteLine($"Revocation list kept: {list.IssuerName}, {list.Count} revoked, of {Day(list.IssuedAtUnixSeconds)}"
                + (list.NextAtUnixSeconds is { } next ? $", good until {Day(next)}." : "."));
            return Exit.Ok;
        });
        return command;
    }

    internal static Option<string> WhyOption() => new("--why") { Description = "Why, in words: it is shown with the verdict", Required = true, HelpName = "TEXT" };

    internal static X509Certificate2 ReadAuthority(FileInfo file) => X509CertificateLoader.LoadCertificate(Read(file, PemFiles.ReadCertificate));

    private static byte[] Read(FileInfo file, Func<byte[], byte[]> read)
    {
        if (!file.Exists) throw new InputException($"{file}: there is no such file.");
        try
        {
            return read(File.ReadAllBytes(file.FullName));
        }
        catch (CertificateException error)
        {
            throw new InputException($"{file}: {error.Message}");
        }
    }

    private static string Day(long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
