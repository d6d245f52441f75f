using System;
using System.CommandLine;
using System.Linq;
using CarbonMeter.Domain.Factors;
using Spectre.Console;

namespace CarbonMeter.Cli.Commands;

/// <summary>Lists the built-in grid factors.</summary>
public static class FactorsCommand
{
    /// <summary>The command.</summary>
    public static Command Build()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("factors", "List the built-in grid emission factors with their sources") { json };
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
}
