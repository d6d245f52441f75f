using System.CommandLine;

namespace CarbonMeter.Cli.Commands;

/// <summary>Runs the host: MQTT ingress, ledger, API and page.</summary>
public static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Build() => new("serve", "Run the host: MQTT ingress, ledger, API and page");
}
