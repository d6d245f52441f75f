using System;
using System.IO;
using System.Text;
using CarbonMeter.Crypto;
using QRCoder;

namespace CarbonMeter.Cli.Commissioning;

/// <summary>The label on a meter: id, fingerprint of its key, and where to verify, in words and as a QR code.</summary>
internal sealed class MeterLabel
{
    private const int Pixels = 10;
    private readonly QRCodeData _code;

    /// <summary>A label; the address is the host's page for verifying, or null where none is known.</summary>
    internal MeterLabel(string meterId, byte[] publicKey, string? verifyUrl)
    {
        MeterId = meterId;
        Fingerprint = Convert.ToHexStringLower(KeyFingerprint.Of(publicKey));
        VerifyAddress = verifyUrl is null ? null : $"{verifyUrl.TrimEnd('/')}/api/v1/meters/{Uri.EscapeDataString(meterId)}/key.pem";
        Content = $"{VerifyAddress ?? "carbonmeter:" + Uri.EscapeDataString(meterId)}#sha256={Fingerprint}";
        _code = QRCodeGenerator.GenerateQrCode(Content, QRCodeGenerator.ECCLevel.M);
    }

    internal string MeterId { get; }

    /// <summary>Fingerprint of the key (docs/formats/enrolment.md), 64 hexadecimal digits.</summary>
    internal string Fingerprint { get; }

    /// <summary>Where the host gives the key it holds for the meter.</summary>
    internal string? VerifyAddress { get; }

    /// <summary>What the QR code says: the address, with the fingerprint behind a #, which no browser sends.</summary>
    internal string Content { get; }

    /// <summary>The code for a terminal of any background: dark on light, by its own colours.</summary>
    internal string Terminal() => new AsciiQRCode(_code).GetGraphicSmall();

    /// <summary>The code as a picture.</summary>
    internal byte[] Png() => new PngByteQRCode(_code).GetGraphic(Pixels);

    /// <summary>The whole label, 60 mm wide, to be printed.</summary>
    internal byte[] Svg()
    {
        var modules = _code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < modules.Count; y++)
            for (var x = 0; x < modules.Count; x++)
                if (modules[y][x]) path.Append(FormattableString.Invariant($"M{x} {y}h1v1h-1z"));
        var scale = FormattableString.Invariant($"{28.0 / modules.Count:0.####}");
        string Line(double y, double size, string text) => FormattableString.Invariant(
            $"""<text x="31" y="{y}" font-size="{size}">{System.Net.WebUtility.HtmlEncode(text)}</text>""");
        var lines = new StringBuilder(Line(6, 4, MeterId)).Append(Line(11, 2.2, "key SHA-256"));
        for (var row = 0; row < 4; row++) lines.Append(Line(14.2 + row * 3, 2.4, string.Join(' ', Split(Fingerprint.Substring(row * 16, 16)))));
        if (VerifyAddress is not null) lines.Append(Line(28, 1.6, VerifyAddress));
        return Encoding.UTF8.GetBytes($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="30mm" viewBox="0 0 60 30" font-family="monospace">
            <rect width="60" height="30" fill="#fff"/><path transform="translate(1 1) scale({scale})" d="{path}"/>
            {lines}
            </svg>

            """);
    }

    private static string[] Split(string digits) => [digits[..4], digits[4..8], digits[8..12], digits[12..]];

    internal void Write(string svgPath, string pngPath)
    {
        File.WriteAllBytes(svgPath, Svg());
        File.WriteAllBytes(pngPath, Png());
    }
}
