using System;
using System.CommandLine;
using Command = System.CommandLine.Command;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Mqtt;
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
        var mqttAddress = new Option<string>("--mqtt-address") { Description = "Address meters connect to; other than loopback it needs --tls-cert", DefaultValueFactory = _ => "127.0.0.1", HelpName = "IP" };
        var certificate = new Option<FileInfo?>("--tls-cert") { Description = "Certificate for meters: PEM or PFX", HelpName = "FILE" };
        var key = new Option<FileInfo?>("--tls-key") { Description = "Its private key, PEM, where it is not in the certificate's file", HelpName = "FILE" };
        var password = new Option<FileInfo?>("--tls-password-file") { Description = "File whose first line is the password of the PFX or of the encrypted key", HelpName = "FILE" };
        var plain = new Option<bool>("--allow-plain-mqtt") { Description = "Accept the risk of MQTT without TLS beyond loopback" };
        var command = new Command("serve", "Run the host: MQTT ingress, ledger, API and page") { data, httpAddress, mqttAddress, certificate, key, password, plain };
        host.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            using var loggers = Terminal.CreateLoggers();
            var options = host.Read(parsed, parsed.GetValue(data)!, loggers);
            options.HttpAddress = HostCommandOptions.Address(parsed.GetValue(httpAddress)!, "--http-address");
            options.Mqtt.Address = HostCommandOptions.Address(parsed.GetValue(mqttAddress)!, "--mqtt-address");
            options.Mqtt.AllowPlainTcpFromNetwork = parsed.GetValue(plain);
            options.Mqtt.CertificateFile = Existing(parsed.GetValue(certificate), "--tls-cert");
            options.Mqtt.CertificateKeyFile = Existing(parsed.GetValue(key), "--tls-key");
            if (Existing(parsed.GetValue(password), "--tls-password-file") is { } file) options.Mqtt.CertificatePassword = FirstLine(file);
            RequireTlsWhereNeeded(options.Mqtt);
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

    private static string? Existing(FileInfo? file, string option)
    {
        if (file is { Exists: false }) throw new InputException($"{option} {file}: there is no such file.");
        return file?.FullName;
    }

    private static string FirstLine(string file)
    {
        using var lines = File.OpenText(file);
        return lines.ReadLine() ?? "";
    }

    private static void RequireTlsWhereNeeded(MqttOptions mqtt)
    {
        if (!mqtt.UsesTls && (mqtt.CertificateKeyFile is not null || mqtt.CertificatePassword is not null))
            throw new InputException("--tls-key and --tls-password-file belong to a certificate: give it with --tls-cert.");
        if (!mqtt.UsesTls && !mqtt.AllowPlainTcpFromNetwork && !IPAddress.IsLoopback(mqtt.Address))
            throw new InputException(
                $"--mqtt-address {mqtt.Address}: other machines can reach it, so it needs TLS. Give a certificate with --tls-cert, "
                + "listen on 127.0.0.1, or accept the risk with --allow-plain-mqtt.");
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
