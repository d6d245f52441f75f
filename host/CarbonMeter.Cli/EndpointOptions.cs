using System.CommandLine;
using System.IO;
using System.Net;
using CarbonMeter.Mqtt;

namespace CarbonMeter.Cli;

/// <summary>The options by which real meters reach a host: address and TLS.</summary>
public sealed class EndpointOptions
{
    private readonly Option<string> _address = new("--mqtt-address") { Description = "Address meters connect to; other than loopback it needs --tls-cert", DefaultValueFactory = _ => "127.0.0.1", HelpName = "IP" };
    private readonly Option<FileInfo?> _certificate = new("--tls-cert") { Description = "Certificate for meters: PEM or PFX", HelpName = "FILE" };
    private readonly Option<FileInfo?> _key = new("--tls-key") { Description = "Its private key, PEM, where it is not in the certificate's file", HelpName = "FILE" };
    private readonly Option<FileInfo?> _password = new("--tls-password-file") { Description = "File whose first line is the password of the PFX or of the encrypted key", HelpName = "FILE" };
    private readonly Option<bool> _plain = new("--allow-plain-mqtt") { Description = "Accept the risk of MQTT without TLS beyond loopback" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _address, _certificate, _key, _password, _plain }) command.Options.Add(option);
    }

    /// <summary>Puts what the command line says into the endpoint's options.</summary>
    /// <exception cref="InputException">An address is none, a file does not exist, or TLS is missing where it is needed.</exception>
    public void Apply(ParseResult parsed, MqttOptions mqtt)
    {
        mqtt.Address = HostCommandOptions.Address(parsed.GetValue(_address)!, "--mqtt-address");
        mqtt.AllowPlainTcpFromNetwork = parsed.GetValue(_plain);
        mqtt.CertificateFile = Existing(parsed.GetValue(_certificate), "--tls-cert");
        mqtt.CertificateKeyFile = Existing(parsed.GetValue(_key), "--tls-key");
        if (Existing(parsed.GetValue(_password), "--tls-password-file") is { } file) mqtt.CertificatePassword = FirstLine(file);
        RequireTlsWhereNeeded(mqtt);
    }

    /// <summary>The path of a file that was named; null where none was.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    public static string? Existing(FileInfo? file, string option)
    {
        if (file is { Exists: false }) throw new InputException($"{option} {file}: there is no such file.");
        return file?.FullName;
    }

    /// <summary>The first line of a file, where a password stands.</summary>
    public static string FirstLine(string file)
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
}
