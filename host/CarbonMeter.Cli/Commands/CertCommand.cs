using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using CarbonMeter.Certificates;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Cli.Traceability;
using CarbonMeter.Domain.Traceability;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace CarbonMeter.Cli.Commands;

/// <summary>Calibration certificates (PTB DCC) from the terminal.</summary>
public static class CertCommand
{
    private const int SizeBytesMax = 8_388_608;

    private static readonly CertificateReader Reader = new();

    /// <summary>The command and its parts.</summary>
    public static Command Build() => new("cert", "Calibration certificates (PTB DCC): add, list, show, verify, revoke")
    {
        Add(), List(), Show(), Verify(), Revoke(),
    };

    private static Command Add()
    {
        var data = DataFolder.Option();
        var files = new Argument<FileInfo[]>("FILE") { Description = "Certificates, DCC XML", Arity = ArgumentArity.OneOrMore };
        var command = new Command("add", "Keep certificates; the verdicts they bear on are judged anew") { data, files };
        command.SetAction(parsed =>
        {
            var read = parsed.GetValue(files)!.Select(file => (bytes: Bytes(file), certificate: Read(file))).ToList();
            using var book = FactBook.OpenOrMake(parsed.GetValue(data)!);
            var known = book.All<CertificateAdded>().Select(fact => Convert.ToHexStringLower(fact.Hash)).ToHashSet();
            var fresh = read.Where(one => known.Add(Convert.ToHexStringLower(one.certificate.Hash))).ToList();
            if (fresh.Count > 0) book.Add([.. fresh.Select(one => new CertificateAdded(one.certificate.Hash, one.bytes))]);
            foreach (var (_, certificate) in read)
                Console.Out.WriteLine($"{Convert.ToHexStringLower(certificate.Hash)}  {certificate.Id}  {certificate.LaboratoryName}{Mark(certificate)}");
            if (fresh.Count < read.Count) Console.Out.WriteLine($"{read.Count - fresh.Count} were kept already.");
            return Exit.Ok;
        });
        return command;
    }

    private static Command List()
    {
        var data = DataFolder.Option();
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("list", "List the certificates") { data, json };
        command.SetAction(parsed =>
        {
            using var book = FactBook.Open(parsed.GetValue(data)!);
            var revoked = book.All<CertificateRevoked>().GroupBy(fact => Convert.ToHexStringLower(fact.Hash))
                .ToDictionary(facts => facts.Key, facts => facts.Min(fact => fact.FromUnixSeconds));
            var rows = book.All<CertificateAdded>().Select(fact => Reader.Read(fact.Bytes)).Select(certificate => new
            {
                hash = Convert.ToHexStringLower(certificate.Hash), certificate.Id, certificate.LaboratoryName,
                item = ItemText(certificate), certificate.PerformedTo, certificate.ValidUntil, certificate.IsDemonstration,
                revokedFrom = revoked.TryGetValue(Convert.ToHexStringLower(certificate.Hash), out var from) ? Moment.Text(from) : null,
            }).ToList();
            if (parsed.GetValue(json))
            {
                Terminal.PrintJson(rows);
                return Exit.Ok;
            }
            var table = new Table().AddColumns("Hash", "Certificate", "Laboratory", "Item", "Calibrated", "Valid until", "");
            foreach (var row in rows)
                table.AddRow(row.hash[..12], Markup.Escape(row.Id), Markup.Escape(row.LaboratoryName), Markup.Escape(row.item),
                    $"{row.PerformedTo:yyyy-MM-dd}", row.ValidUntil is { } until ? $"{until:yyyy-MM-dd}" : "not stated",
                    (row.IsDemonstration ? "[yellow]demonstration[/] " : "") + (row.revokedFrom is null ? "" : $"[red]revoked from {row.revokedFrom}[/]"));
            AnsiConsole.Write(table);
            return Exit.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var data = DataFolder.Option();
        var which = new Argument<string>("CERTIFICATE") { Description = "Id, or the first digits of its hash, or a file" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("show", "Show a certificate: item, laboratory, standards, results") { data, which, json };
        command.SetAction(parsed =>
        {
            var certificate = File.Exists(parsed.GetValue(which)) ? Read(new FileInfo(parsed.GetValue(which)!)) : Find(parsed.GetValue(data)!, parsed.GetValue(which)!);
            if (parsed.GetValue(json)) Terminal.PrintJson(certificate);
            else Print(certificate);
            return Exit.Ok;
        });
        return command;
    }

    private static Command Verify()
    {
        var data = DataFolder.Option();
        var file = new Argument<FileInfo>("FILE") { Description = "A certificate, DCC XML" };
        var schemas = new Option<DirectoryInfo?>("--schemas") { Description = "Folder with the official schemas (dcc_*.xsd, dsi_*.xsd): validates against them too", HelpName = "DIR" };
        var trust = new Option<FileInfo[]>("--trust") { Description = "Trust this authority and nothing of the ledger: tells whose signature it is, not for which laboratory (may be given several times)", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("verify", "Verify one certificate file: form, schema, signature, signer") { data, file, schemas, trust, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var bytes = Bytes(path);
            if (parsed.GetValue(schemas) is { } folder) CheckSchema(path, bytes, folder);
            var certificate = Read(path);
            var verdict = parsed.GetValue(trust) is { Length: > 0 } authorities
                ? JudgeBare(bytes, authorities)
                : JudgeByLedger(bytes, certificate, parsed.GetValue(data)!);
            if (parsed.GetValue(json)) Terminal.PrintJson(new { certificate.Id, hash = Convert.ToHexStringLower(certificate.Hash), verdict, sentence = Sentence(verdict) });
            else
            {
                Console.Out.WriteLine($"{certificate.Id}  {certificate.LaboratoryName}{Mark(certificate)}");
                Console.Out.WriteLine($"  SHA-256 {Convert.ToHexStringLower(certificate.Hash)}");
                if (verdict.SignerName is { } signer) Console.Out.WriteLine($"  signed by {signer}{(verdict.SignedAtUnixSeconds is { } at ? $" at {Moment.Text(at)}" : "")}");
                AnsiConsole.MarkupLine($"  {Outcomes.Markup(verdict.Outcome)}: {Spectre.Console.Markup.Escape(Sentence(verdict))}");
            }
            return verdict.Outcome == Outcome.Valid ? Exit.Ok : Exit.No;
        });
        return command;
    }

    private static Command Revoke()
    {
        var data = DataFolder.Option();
        var which = new Argument<string>("CERTIFICATE") { Description = "Id, or the first digits of its hash" };
        var from = Moment.Option("--from", "From when on it is not to be used (now, unless given)");
        var why = LabCommand.WhyOption();
        var command = new Command("revoke", "Revoke a certificate from a moment on; all verdicts that rest on it are judged anew") { data, which, from, why };
        command.SetAction(parsed =>
        {
            var at = Moment.Seconds(parsed, from) ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            using var book = FactBook.Open(parsed.GetValue(data)!);
            var certificate = Find(book, parsed.GetValue(which)!);
            book.Add(new CertificateRevoked(certificate.Hash, at, parsed.GetValue(why)!));
            Console.Out.WriteLine($"{certificate.Id} is revoked from {Moment.Text(at)}. What was held before stays in the history.");
            return Exit.Ok;
        });
        return command;
    }

    private static Certificate Find(DirectoryInfo folder, string text)
    {
        using var book = FactBook.Open(folder);
        return Find(book, text);
    }

    // Two bodies may bear one id; only the hash names one of them then.
    private static Certificate Find(FactBook book, string text)
    {
        var all = book.All<CertificateAdded>().Select(fact => Reader.Read(fact.Bytes)).ToList();
        var named = all.Where(certificate => certificate.Id == text).ToList();
        if (named.Count > 1) throw new InputException($"{text}: {named.Count} certificates bear this id; name one by its hash (carbonctl cert list).");
        if (named.Count == 1) return named[0];
        var hash = HashText.Find(text, [.. all.Select(certificate => certificate.Hash)], "certificate", "carbonctl cert list");
        return all.First(certificate => certificate.Hash.AsSpan().SequenceEqual(hash));
    }

    private static void CheckSchema(FileInfo file, byte[] bytes, DirectoryInfo folder)
    {
        try
        {
            var faults = DccSchemas.Load(folder.FullName).Validate(bytes);
            if (faults.Count > 0) throw new InputException($"{file}: not valid against its schema:\n  {string.Join("\n  ", faults.Select(fault => $"line {fault.Line}, {fault.Element}: {fault.Message}"))}");
        }
        catch (CertificateException error)
        {
            throw new InputException(error.Message);
        }
    }

    // With --trust the question is whose signature it is, not whether that signer may speak for the laboratory.
    private static SignatureVerdict JudgeBare(byte[] bytes, FileInfo[] authorities)
    {
        var trust = new TrustStore([.. authorities.Select(file => LabCommand.ReadAuthority(file).RawData)], []);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var verdict = Reader.JudgeSignature(bytes, null, trust, now);
        return verdict.SignerName is { } signer
            ? Reader.JudgeSignature(bytes, new Laboratory("", signer, false, [signer], []), trust, now)
            : verdict;
    }

    // Without a ledger nothing is trusted, and the verdict says so.
    private static SignatureVerdict JudgeByLedger(byte[] bytes, Certificate certificate, DirectoryInfo data)
    {
        var facts = File.Exists(Path.Combine(data.FullName, DataFolder.LedgerFile)) ? Facts(data) : [];
        var knowledge = TraceabilityKnowledge.At(facts, null, Reader);
        return Reader.JudgeSignature(bytes, knowledge.LaboratoryOf(certificate), knowledge.Trust, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    }

    private static IReadOnlyList<RecordedFact> Facts(DirectoryInfo data)
    {
        using var book = FactBook.Open(data);
        return book.Store.Facts.Facts();
    }

    private static Certificate Read(FileInfo file)
    {
        try
        {
            return Reader.Read(Bytes(file));
        }
        catch (CertificateException error)
        {
            throw new InputException($"{file}: {error.Message}");
        }
    }

    private static byte[] Bytes(FileInfo file)
    {
        if (!file.Exists) throw new InputException($"{file}: there is no such file.");
        if (file.Length > SizeBytesMax) throw new InputException($"{file}: {file.Length} bytes; a certificate has at most {SizeBytesMax}.");
        return File.ReadAllBytes(file.FullName);
    }

    private static void Print(Certificate certificate)
    {
        Console.Out.WriteLine($"{certificate.Id}{Mark(certificate)}");
        Console.Out.WriteLine($"  SHA-256      {Convert.ToHexStringLower(certificate.Hash)}");
        Console.Out.WriteLine($"  laboratory   {certificate.LaboratoryName} {certificate.LaboratoryCode}");
        Console.Out.WriteLine($"  item         {ItemText(certificate)}");
        Console.Out.WriteLine($"  calibrated   {certificate.PerformedFrom:yyyy-MM-dd} to {certificate.PerformedTo:yyyy-MM-dd}, issued {Text(certificate.IssuedOn)}, valid until {Text(certificate.ValidUntil)}");
        if (certificate.Meter is { } meter)
            Console.Out.WriteLine($"  meter        {meter.MeterId}, firmware {meter.FirmwareId}, parameter set {Convert.ToHexStringLower(meter.ParameterSetHash)}");
        foreach (var standard in certificate.Standards)
            Console.Out.WriteLine($"  traced by    {standard.Name}: {standard.Certificate?.Id ?? "no certificate named"} {(standard.Certificate?.Hash is { } hash ? Convert.ToHexStringLower(hash) : "")}");
        foreach (var table in certificate.Tables)
        {
            Console.Out.WriteLine($"  {(table.Quantity.Length > 0 ? table.Quantity : "quantity not named")}{(table.ChannelId > 0 ? $", channel {table.ChannelId}" : "")}, {Status(table.Status)}");
            var figures = new Table().AddColumns($"reference {Markup.Escape(table.Unit)}", $"error {Markup.Escape(table.ErrorUnit)}", "U", "k", "at");
            foreach (var point in table.Points)
                figures.AddRow(Number(point.Reference), Number(point.Error), Number(point.ExpandedUncertainty), Number(point.CoverageFactor),
                    Markup.Escape(string.Join(", ", point.Conditions.Select(Text))));
            AnsiConsole.Write(figures);
        }
    }

    private static string ItemText(Certificate certificate) => string.Join("; ", certificate.Items.Select(item =>
        $"{item.Manufacturer} {item.Model} {string.Join(", ", item.Identifications.Select(identification => identification.Value))}".Trim()));

    private static string Status(AdjustmentStatus status) => status switch
    {
        AdjustmentStatus.AsFound => "as found",
        AdjustmentStatus.AsLeft => "as left",
        _ => "not adjusted",
    };

    private static string Text(Condition condition) => condition.From == condition.To
        ? $"{condition.Quantity} {Number(condition.From)} {condition.Unit}"
        : $"{condition.Quantity} {Number(condition.From)} to {Number(condition.To)} {condition.Unit}";

    private static string Text(DateOnly? date) => date is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "not stated";

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Sentence(SignatureVerdict verdict) =>
        string.Format(CultureInfo.InvariantCulture, SignatureReasons.Words[verdict.Reason].English, [.. verdict.Arguments]);

    private static string Mark(Certificate certificate) => certificate.IsDemonstration ? "  DEMONSTRATION, no calibration took place" : "";
}
