using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using CarbonMeter.Certificates;
using CarbonMeter.Cli.Traceability;
using CarbonMeter.Domain.Traceability;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace CarbonMeter.Cli.Commands;

/// <summary>The calibration chain of a meter, judged.</summary>
public static class ChainCommand
{
    /// <summary>The command and its parts.</summary>
    public static Command Build() => new("chain", "Calibration chains: is what a meter measures certified, and why") { Show() };

    private static Command Show()
    {
        var data = DataFolder.Option();
        var meter = new Option<string>("--meter") { Description = "Meter id", Required = true, HelpName = "ID" };
        var at = Moment.Option("--at", "Moment of measurement (now, unless given)");
        var asOf = Moment.Option("--as-of", "Judge with what was known then (now, unless given)");
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("show", "Show the chain of a meter as a tree, with a verdict and a reason at each link") { data, meter, at, asOf, json };
        command.SetAction(parsed =>
        {
            var meterId = parsed.GetValue(meter)!;
            var moment = Moment.Seconds(parsed, at) ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            var knownAt = Moment.Ms(parsed, asOf);
            using var book = FactBook.Open(parsed.GetValue(data)!);
            if (book.Store.Registry.FindMeter(meterId) is null)
            {
                Console.Error.WriteLine($"No meter {meterId} is registered; see carbonctl meter list.");
                return Exit.No;
            }
            var knowledge = TraceabilityKnowledge.At(book.Store.Facts.Facts(knownAt), knownAt, new CertificateReader());
            var bindings = book.Store.Verdicts.Bindings().Where(numbered => numbered.Binding.MeterId == meterId).Select(numbered => numbered.Binding).ToList();
            if (bindings.Count == 0)
            {
                Console.Error.WriteLine($"No record of meter {meterId} has arrived: there is nothing a chain could certify yet.");
                return Exit.No;
            }
            var judged = bindings.Select(binding => (binding, verdict: VerdictAt(TraceabilityJudge.Judge(knowledge, binding), moment))).ToList();
            if (parsed.GetValue(json)) Terminal.PrintJson(judged.Select(one => Describe(one.binding, one.verdict, moment)));
            else foreach (var (binding, verdict) in judged) Print(binding, verdict, moment);
            return judged[^1].verdict.Outcome == Outcome.Valid ? Exit.Ok : Exit.No;
        });
        return command;
    }

    private static ChainVerdict VerdictAt(IReadOnlyList<VerdictSpan> spans, long unixSeconds) =>
        spans.First(span => span.FromUnixSeconds <= unixSeconds && unixSeconds < span.ToUnixSeconds).Verdict;

    private static void Print(RecordBinding binding, ChainVerdict verdict, long moment)
    {
        var tree = new Tree($"{Markup.Escape(binding.MeterId)} at {Moment.Text(moment)}: {Outcomes.Markup(verdict.Outcome)}");
        tree.AddNode($"[grey]firmware {Markup.Escape(binding.FirmwareId)}, parameter set {Short(binding.ParameterSetHash)}, key {Short(binding.PublicKeyHash)}[/]");
        IHasTreeNodes above = tree;
        foreach (var link in verdict.Chain)
        {
            var node = above.AddNode($"{Outcomes.Markup(link.Outcome)}  {Markup.Escape(link.CertificateId)}  [grey]{Short(link.CertificateHash)}[/]  {Markup.Escape(link.LaboratoryName)}"
                + $"  {Moment.Text(link.ValidFromUnixSeconds)} to {(link.ValidToUnixSeconds is { } to ? Moment.Text(to) : "for ever")}");
            foreach (var check in verdict.Checks.Where(check => check.Outcome != Outcome.Valid && IsAbout(check, link))) node.AddNode(Line(check));
            above = node;
        }
        foreach (var check in verdict.Checks.Where(check => check.Outcome != Outcome.Valid && !verdict.Chain.Any(link => IsAbout(check, link))))
            tree.AddNode(Line(check));
        foreach (var warning in verdict.Warnings) tree.AddNode($"[yellow]warning[/]  {Markup.Escape(ReasonWords.English(warning))}");
        AnsiConsole.Write(tree);
        var held = verdict.Checks.Count(check => check.Outcome == Outcome.Valid);
        Console.Out.WriteLine($"{held} of {verdict.Checks.Count} checks hold.");
    }

    private static bool IsAbout(CheckResult check, ChainLink link) =>
        check.CertificateHash is { } hash && hash.AsSpan().SequenceEqual(link.CertificateHash);

    private static string Line(CheckResult check) =>
        $"{Outcomes.Markup(check.Outcome)}  {(int)check.Check} {check.Check}: {Markup.Escape(ReasonWords.English(check))}";

    private static object Describe(RecordBinding binding, ChainVerdict verdict, long moment) => new
    {
        binding.MeterId,
        at = Moment.Text(moment),
        outcome = Outcomes.Word(verdict.Outcome),
        binding.FirmwareId,
        parameterSet = Convert.ToHexStringLower(binding.ParameterSetHash),
        publicKey = Convert.ToHexStringLower(binding.PublicKeyHash),
        chain = verdict.Chain.Select(link => new
        {
            link.Level, hash = Convert.ToHexStringLower(link.CertificateHash), link.CertificateId, link.LaboratoryName,
            outcome = Outcomes.Word(link.Outcome), validFrom = Moment.Text(link.ValidFromUnixSeconds),
            validTo = link.ValidToUnixSeconds is { } to ? Moment.Text(to) : null,
        }),
        checks = verdict.Checks.Select(Describe),
        warnings = verdict.Warnings.Select(Describe),
    };

    private static object Describe(CheckResult check) => new
    {
        number = (int)check.Check, check = check.Check.ToString(), outcome = Outcomes.Word(check.Outcome), check.Reason,
        english = ReasonWords.English(check), chinese = ReasonWords.Chinese(check),
        certificate = check.CertificateHash is { } hash ? Convert.ToHexStringLower(hash) : null,
    };

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash)[..12];
}
