using System;
using System.CommandLine;
using Command = System.CommandLine.Command;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Web;

namespace CarbonMeter.Cli.Commands;

/// <summary>Runs the host: MQTT ingress, ledger, API and page.</summary>
public static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Build()
    {
        var data = DataFolder.Option();
        var host = new HostCommandOptions(8080, 1883);
        var httpAddress = new Option<string>("--http-address") { Description = "Address of page and API; there is no sign-in, so beyond this machine put a proxy with one in front", DefaultValueFactory = _ => "127.0.0.1", HelpName = "IP" };
        var endpoint = new EndpointOptions();
        var command = new Command("serve", "Run the host: MQTT ingress, ledger, API and page") { data, httpAddress };
        host.AddTo(command);
        endpoint.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            using var loggers = Terminal.CreateLoggers();
            var options = host.Read(parsed, parsed.GetValue(data)!, loggers);
            options.HttpAddress = HostCommandOptions.Address(parsed.GetValue(httpAddress)!, "--http-address");
            endpoint.Apply(parsed, options.Mqtt);
            DataFolder.Make(parsed.GetValue(data)!);
            await using var running = await CarbonMeterHost.StartAsync(options, stop);
            Console.Out.WriteLine($"Page and API  {running.HttpUri}");
            Console.Out.WriteLine($"Meters        {(options.Mqtt.UsesTls ? "mqtts" : "mqtt")}://{running.MqttEndPoint}");
            Console.Out.WriteLine($"Ledger        {running.Store.Path}");
            Console.Out.WriteLine("Ctrl-C ends it.");
            await UntilStopped(stop);
            return Exit.Ok;
        });
        return command;
    }

    private static async Task UntilStopped(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopping: what was received is being committed.");
        }
    }
}
