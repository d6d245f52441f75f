using System;
using System.CommandLine;
using System.Linq;
using CarbonMeter.Cli.Traceability;
using CarbonMeter.Domain;
using CarbonMeter.Domain.Factors;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace CarbonMeter.Cli.Commands;

/// <summary>Lists the built-in grid factors, and lets the operator state how uncertain a set is.</summary>
public static class FactorsCommand
{
    /// <summary>The command.</summary>
    public static Command Build()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("factors", "List the built-in grid emission factors with their sources") { json, State() };
        command.SetAction(parsed =>
        {
            var sets = GridFactors.All;
            if (parsed.GetValue(json))
            {
                Terminal.PrintJson(sets.Select(set => new
                {
                    set.Id, set.Region, set.ReferenceYear, set.Published, set.Source,
                    gasBasis = set.IsEquivalent ? "CO2e" : "CO2",
                    intensityMilligramsPerKilowattHour = set.Periods[0].Intensity.MilligramsPerKilowattHour,
                }));
                return Exit.Ok;
            }
            var table = new Table().AddColumns("Id", "Region", "Year", "mg/kWh", "Published", "Source");
            table.Columns[3].RightAligned();
            foreach (var set in sets)
                table.AddRow(
                    Markup.Escape(set.Id), Markup.Escape(set.Region), set.ReferenceYear.ToString(),
                    set.Periods[0].Intensity.MilligramsPerKilowattHour.ToString("N0"), set.Published, Markup.Escape(set.Source));
            AnsiConsole.Write(table);
            return Exit.Ok;
        });
        return command;
    }

    // Announcements print no uncertainty, and a factor set has no place for one: whoever states it answers for it.
    private static Command State()
    {
        var data = DataFolder.Option();
        var set = new Argument<string>("SET") { Description = "Id of the factor set, or the first eight or more digits of its hash" };
        var percent = new Option<decimal>("--percent")
        {
            Description = "Relative standard uncertainty (k = 1) of its figures, percent", Required = true, HelpName = "PERCENT",
        };
        var source = new Option<string>("--source") { Description = "Where that comes from", Required = true, HelpName = "TEXT" };
        var command = new Command("state", "State how uncertain a factor set is: carbon carries it from then on") { data, set, percent, source };
        command.SetAction(parsed =>
        {
            int ppm = PpmOf(parsed.GetValue(percent));
            var text = parsed.GetValue(source)!.Trim();
            if (text.Length == 0) throw new InputException("--source: must not be empty, since nobody could check the figure.");
            using var book = FactBook.OpenOrMake(parsed.GetValue(data)!);
            var (id, hash) = Find(parsed.GetValue(set)!, book);
            book.Add(new FactorUncertaintyStated(hash, ppm, text));
            Console.Out.WriteLine($"{id}: standard uncertainty {parsed.GetValue(percent)} % kept, {Convert.ToHexStringLower(hash)}.");
            return Exit.Ok;
        });
        return command;
    }

    private static int PpmOf(decimal percent)
    {
        const int ppmPerPercent = 10_000;
        decimal ppm = percent * ppmPerPercent;
        if (ppm is >= 0 and <= Ppm.Whole && decimal.IsInteger(ppm)) return (int)ppm;
        throw new InputException($"--percent: {percent} has to be 0 to 100 with at most four decimals.");
    }

    private static (string Id, byte[] Hash) Find(string text, FactBook book)
    {
        var known = book.Store.FactorSets.All().Select(stored => (stored.Set.Id, stored.Hash))
            .Concat(GridFactors.All.Select(set => (set.Id, Hash: FactorSetCodec.Hash(FactorSetCodec.Encode(set)))))
            .DistinctBy(set => Convert.ToHexString(set.Hash)).ToList();
        var named = known.Where(set => set.Id == text).ToList();
        if (named.Count > 1)
            throw new InputException($"{text}: {named.Count} sets have this id; give the hash of one, see /api/v1/factor-sets of the host.");
        if (named.Count == 1) return named[0];
        if (!text.All(char.IsAsciiHexDigit)) throw new InputException($"{text}: no factor set has this id; see carbonctl factors.");
        var hash = HashText.Find(text, [.. known.Select(set => set.Hash)], "factor set", "/api/v1/factor-sets of the host");
        return (known.First(set => set.Hash.AsSpan().SequenceEqual(hash)).Id, hash);
    }
}
