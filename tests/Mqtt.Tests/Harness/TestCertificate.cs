using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mqtt.Tests.Harness;

/// <summary>A certificate for the loopback addresses, its own authority, written to files that vanish with this object.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("carbonmeter-mqtt-");

    public TestCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(BothFile, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(PfxFile, certificate.Export(X509ContentType.Pfx, "secret"));
    }

    public string CertificateFile => Path.Combine(_folder.FullName, "server.crt");
    public string KeyFile => Path.Combine(_folder.FullName, "server.key");
    public string BothFile => Path.Combine(_folder.FullName, "server.pem");
    public string PfxFile => Path.Combine(_folder.FullName, "server.pfx");

    public void Dispose() => _folder.Delete(recursive: true);
}
