using System;
using System.IO;
using System.Security.Cryptography;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;

namespace CarbonMeter.Cli.Bench;

/// <summary>Private keys in files, P-256, PEM.</summary>
internal static class KeyFile
{
    /// <summary>Reads a private key.</summary>
    /// <exception cref="InputException">There is no such file, or it holds no such key.</exception>
    internal static PlatformSigner Read(FileInfo file, string option)
    {
        if (!file.Exists) throw new InputException($"{option} {file}: there is no such file.");
        try
        {
            return PlatformSigner.FromPem(File.ReadAllText(file.FullName), KeyClass.Development);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{option} {file}: not a P-256 private key in PEM: {error.Message}");
        }
    }

    /// <summary>Reads the key of a file, or makes it with a new one that only its owner can read.</summary>
    internal static PlatformSigner OpenOrMake(string path)
    {
        if (File.Exists(path)) return Read(new FileInfo(path), "key");
        var signer = PlatformSigner.Create(KeyClass.Development);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(signer.ToPem());
        return signer;
    }
}
