using System;
using System.Globalization;

namespace CarbonMeter.Cli.Commissioning;

/// <summary>A current transformer as its plate has it, or the full scale of the current input it makes.</summary>
/// <param name="Amperes">Rated current; the full scale where there is no output.</param>
/// <param name="OutputMillivolts">Its output at rated current, mV; null where the full scale was given.</param>
internal sealed record CurrentTransformer(decimal Amperes, decimal? OutputMillivolts)
{
    // Both chips take 0.5 V peak at gain 1.
    private const decimal InputMillivolts = 353.553391m;

    /// <summary>Full scale of the current input, mA rms.</summary>
    internal long FullScaleMilliamperes => (long)Math.Round(Amperes * 1000 * (OutputMillivolts is { } output ? InputMillivolts / output : 1));

    /// <summary>Reads 250A/333mV, or 265.4A for a full scale; null where it is neither.</summary>
    internal static CurrentTransformer? Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2 || Figure(parts[0], "A") is not { } amperes || amperes > 1_000_000) return null;
        if (parts.Length == 1) return new CurrentTransformer(amperes, null);
        return Figure(parts[1], "mV") is { } output and <= 10_000 ? new CurrentTransformer(amperes, output) : null;
    }

    private static decimal? Figure(string text, string unit) =>
        text.EndsWith(unit, StringComparison.Ordinal) && decimal.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0.001m
            ? value : null;
}
