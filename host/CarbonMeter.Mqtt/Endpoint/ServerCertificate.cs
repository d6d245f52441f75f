using System;
using System.IO;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CarbonMeter.Mqtt.Endpoint;

/// <summary>Reads the endpoint's certificate from its file.</summary>
internal static class ServerCertificate
{
    /// <summary>Null when none is configured.</summary>
    public static SslServerAuthenticationOptions? Load(MqttOptions options)
    {
        if (options.CertificateFile is not { } file) return null;
        try
        {
            var chain = new X509Certificate2Collection();
            var own = IsPem(file)
                ? LoadPem(file, options, chain)
                : X509CertificateLoader.LoadPkcs12FromFile(file, options.CertificatePassword);
            if (!own.HasPrivateKey) throw new MqttOptionsException($"The certificate file {file} holds no private key: give a file that does, or the key's own.");
            return new SslServerAuthenticationOptions
            {
                // Offline: starting must not depend on fetching intermediate certificates.
                ServerCertificateContext = SslStreamCertificateContext.Create(own, chain, offline: true),
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new MqttOptionsException($"The certificate file {file} cannot be used: {fault.Message}", fault);
        }
    }

    private static X509Certificate2 LoadPem(string file, MqttOptions options, X509Certificate2Collection chain)
    {
        chain.ImportFromPemFile(file);
        string? keyFile = options.CertificateKeyFile;
        return options.CertificatePassword is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(file, password, keyFile)
            : X509Certificate2.CreateFromPemFile(file, keyFile);
    }

    private static bool IsPem(string file) => File.ReadAllBytes(file).AsSpan().IndexOf("-----BEGIN "u8) >= 0;
}
