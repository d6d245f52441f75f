using System;
using System.IO;
using System.Text;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Cli;

/// <summary>Enrolment requests as files, and in words.</summary>
internal static class RequestFile
{
    private const int BytesMax = 4096;

    /// <summary>Reads a request, as bytes or as base64 text.</summary>
    /// <exception cref="InputException">There is no such file, or it holds no request a host may take.</exception>
    internal static EnrolmentRequest Read(FileInfo file)
    {
        byte[] bytes;
        try
        {
            if (!file.Exists) throw new InputException($"--request {file}: there is no such file.");
            if (file.Length > BytesMax) throw new InputException($"--request {file}: {file.Length} bytes are too many for an enrolment request.");
            bytes = File.ReadAllBytes(file.FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--request {file}: {error.Message}");
        }
        return EnrolmentRequest.Read(FromText(bytes) ?? bytes, out var refused)
            ?? throw new InputException($"--request {file}: {refused}. Nothing was registered. Have the meter make it again (@1 enrol on its console).");
    }

    /// <summary>Who a request is for, on what, with which key.</summary>
    internal static string Describe(EnrolmentRequest request)
    {
        var content = request.Content;
        var kept = content.KeyClass switch
        {
            KeyClass.SecureElement => $"in secure element {Convert.ToHexStringLower(content.SecureElementSerial!)}",
            KeyClass.SoftwareWrapped => "in software, wrapped at rest",
            _ => "a development key: good for tests only",
        };
        return $"board {content.BoardName}, firmware {content.FirmwareId}, key {kept}\n  fingerprint {request.Fingerprint}";
    }

    // A message begins with the byte D2, which no base64 text does.
    private static byte[]? FromText(byte[] bytes)
    {
        if (bytes.Length == 0 || bytes[0] >= 0x80) return null;
        try
        {
            return Convert.FromBase64String(Encoding.ASCII.GetString(bytes));
        }
        catch (FormatException)
        {
            return null; // then it is neither, and judged as it came
        }
    }
}
