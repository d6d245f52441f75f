using System;
using System.CommandLine;
using System.IO;
using System.Threading.Tasks;
using CarbonMeter.Cli.Commands;
using Spectre.Console;

namespace CarbonMeter.Cli;

/// <summary>carbonctl: everything an engineer, an installer or an operator does from a terminal.</summary>
public static class Program
{
    /// <summary>Runs one command line and returns its exit code (<see cref="Exit"/>).</summary>
    public static async Task<int> Main(string[] args)
    {
        var root = new RootCommand(
            "CarbonMeter: meters measure, sign and send; the host verifies, keeps, and tells the green share and the carbon.")
        {
            DemoCommand.Build(), ServeCommand.Build(), MeterCommand.Build(), VerifyCommand.Build(), ExportCommand.Build(),
            FactorsCommand.Build(), CertCommand.Build(), LabCommand.Build(), ChainCommand.Build(),
            MeterFactCommands.Firmware(), CalibrateCommand.Build(), FlashCommand.Build(), CommissionCommand.Build(), BoardCommand.Build(),
        };
        Terminal.SuitRedirection();
        var parsed = root.Parse(args);
        try
        {
            // A host that is told to stop first commits what it has received, and a demo's meters deliver what they have signed.
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromMinutes(2),
            });
            return parsed.Errors.Count > 0 ? Exit.Input : code;
        }
        catch (Exception error) when (error is InputException or Json.JsonFileException or Mqtt.MqttOptionsException)
        {
            return Say(error.Message, Exit.Input);
        }
        catch (OperationCanceledException)
        {
            return Say("stopped", Exit.Failure);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or Domain.Ledger.LedgerException or Mqtt.MqttException)
        {
            return Say(error.Message, Exit.Failure);
        }
    }

    private static int Say(string message, int code)
    {
        Terminal.Error.MarkupLineInterpolated($"[red]carbonctl:[/] {message}");
        return code;
    }
}
