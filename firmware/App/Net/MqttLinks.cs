using System.Security.Cryptography.X509Certificates;
using CarbonMeter.Firmware.Settings;

namespace CarbonMeter.Firmware.App;

/// <summary>Makes the MQTT link a meter was commissioned for; certificates and keys are PEM files on the internal drive.</summary>
internal sealed class MqttLinks : ILinkFactory
{
    /// <inheritdoc/>
    public ILink Make(DeviceSettings settings)
    {
        var options = new MqttLinkOptions(settings.Id, settings.Broker, settings.Port);
        if (settings.IsTls)
        {
            options.CaCertificate = new X509Certificate(DriveFile.ReadText(DriveFile.Ca));
            if (DriveFile.IsThere(DriveFile.ClientCertificate))
                options.ClientCertificate = new X509Certificate2(DriveFile.ReadText(DriveFile.ClientCertificate), DriveFile.ReadText(DriveFile.ClientKey), "");
        }
        return new MqttLink(options);
    }
}
