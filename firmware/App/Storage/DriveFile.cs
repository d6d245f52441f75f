using System.IO;

namespace CarbonMeter.Firmware.App;

/// <summary>The files that are put onto the internal drive when the board is flashed.</summary>
internal static class DriveFile
{
    public const string Board = "I:\\board.cbor";
    public const string Parameters = "I:\\parameters.cbor";
    public const string Factors = "I:\\factors.cbor";
    public const string Ca = "I:\\ca.pem";
    public const string ClientCertificate = "I:\\client.pem";
    public const string ClientKey = "I:\\client.key";
    public const string RestartMark = "I:\\restart";
    public const string SettingsFolder = "I:\\settings";
    public const string StateFolder = "I:\\state";
    public const string KeyFolder = "I:\\keys";
    public const string SecretFolder = "I:\\wrap";
    public const string RingFolder = "I:\\ring";

    public static bool IsThere(string path) => File.Exists(path);

    /// <summary>All of a file; one that is missing is named, with what to do.</summary>
    public static byte[] ReadBytes(string path)
    {
        Require.That(File.Exists(path), path + " is missing: put the board's files onto the drive again");
        return File.ReadAllBytes(path);
    }

    /// <summary>All of a text file; one that is missing is named, with what to do.</summary>
    public static string ReadText(string path)
    {
        Require.That(File.Exists(path), path + " is missing: put the board's files onto the drive again");
        return File.ReadAllText(path);
    }
}
