using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Cli.Traceability;

/// <summary>The three outcomes as words and colours.</summary>
public static class Outcomes
{
    /// <summary>The word.</summary>
    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Valid => "valid",
        Outcome.Invalid => "invalid",
        _ => "cannot tell",
    };

    /// <summary>The word in its colour.</summary>
    public static string Markup(Outcome outcome) => outcome switch
    {
        Outcome.Valid => "[green]valid[/]",
        Outcome.Invalid => "[red]invalid[/]",
        _ => "[yellow]cannot tell[/]",
    };
}
