using System;
using System.CommandLine;
using Command = System.CommandLine.Command;
using System.CommandLine.Parsing;
using System.IO;
using System.Net;
using CarbonMeter.Mqtt;
using CarbonMeter.Web;
using Microsoft.Extensions.Logging;

namespace CarbonMeter.Cli;

/// <summary>The options with which a command starts a host.</summary>
public sealed class HostCommandOptions
{
    private readonly Option<int> _httpPort = new("--http-port") { Description = "TCP port of page and API; 0 takes a free one", HelpName = "PORT" };
    private readonly Option<int> _mqttPort = new("--mqtt-port") { Description = "TCP port for meters; 0 takes a free one", HelpName = "PORT" };

    /// <summary>Options with these ports as defaults.</summary>
    public HostCommandOptions(int httpPort, int mqttPort)
    {
        _httpPort.DefaultValueFactory = _ => httpPort;
        _mqttPort.DefaultValueFactory = _ => mqttPort;
        _httpPort.Validators.Add(RequirePort);
        _mqttPort.Validators.Add(RequirePort);
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_httpPort);
        command.Options.Add(_mqttPort);
    }

    /// <summary>What the command line says.</summary>
    public HostOptions Read(ParseResult parsed, DirectoryInfo data, ILoggerFactory loggers) => new()
    {
        DataFolder = data.FullName,
        HttpPort = parsed.GetValue(_httpPort),
        Mqtt = new MqttOptions { Port = parsed.GetValue(_mqttPort) },
        Loggers = loggers,
    };

    private static void RequirePort(OptionResult result)
    {
        if (result.GetValueOrDefault<int>() is < 0 or > 65535) result.AddError($"{result.Option.Name}: a port is 0 to 65535.");
    }

    /// <summary>An address as the user wrote it; throws where it is none.</summary>
    public static IPAddress Address(string text, string option) =>
        IPAddress.TryParse(text, out var address) ? address : throw new InputException($"{option} {text}: not an IP address, for example 127.0.0.1 or 0.0.0.0.");
}
