using System.CommandLine;

namespace CarbonMeter.Cli.Commands;

/// <summary>Runs a host and a park of virtual meters.</summary>
public static class DemoCommand
{
    /// <summary>The command.</summary>
    public static Command Build() => new("demo", "Run a host and a park of virtual meters");
}
