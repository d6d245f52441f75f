using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace CarbonMeter.Domain.Traceability;

/// <summary>
/// What a check found, in a sentence for an operator: what is wrong, where, what to do. Every reason has one in English and in Chinese;
/// {0}, {1} stand for the result's arguments, {1:q} for an argument that is the name of a quantity.
/// </summary>
public static partial class ReasonWords
{
    private static readonly FrozenDictionary<string, (string English, string Chinese)> Sentences =
        Identity.Concat(Time).Concat(Competence).Concat(Metrology).Concat(Binding).Concat(Load).Concat(SignatureReasons.Words)
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string English, string Chinese)> QuantityNames = new Dictionary<string, (string, string)>
    {
        [Quantities.ActiveEnergy] = ("active energy", "有功电能"),
        [Quantities.CarbonDioxideFraction] = ("carbon dioxide", "二氧化碳含量"),
        [Quantities.Current] = ("current", "电流"),
        [Quantities.Voltage] = ("voltage", "电压"),
        [Quantities.PowerFactor] = ("power factor", "功率因数"),
        [Quantities.Frequency] = ("frequency", "频率"),
        [Quantities.Temperature] = ("temperature", "温度"),
        [Quantities.RelativeHumidity] = ("relative humidity", "相对湿度"),
        ["reference"] = ("the reference", "标准值"),
        ["error"] = ("the error", "误差"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All reasons there are sentences for.</summary>
    public static IEnumerable<string> Reasons => Sentences.Keys;

    /// <summary>The sentence in English.</summary>
    public static string English(CheckResult result) => Fill(Words(result).English, result.Arguments, name => name.English);

    /// <summary>The sentence in Chinese.</summary>
    public static string Chinese(CheckResult result) => Fill(Words(result).Chinese, result.Arguments, name => name.Chinese);

    /// <summary>The sentences with their places for arguments; for a reason of a later version, the key and the arguments as they are.</summary>
    public static (string English, string Chinese) Words(CheckResult result)
    {
        if (Sentences.TryGetValue(result.Reason, out var words)) return words;
        string plain = string.Join(", ", Enumerable.Range(0, result.Arguments.Count).Select(index => $"{{{index}}}").Prepend(result.Reason));
        return (plain, plain);
    }

    private static string Fill(string sentence, IReadOnlyList<string> arguments, Func<(string English, string Chinese), string> language) =>
        Place().Replace(sentence, place =>
        {
            int index = int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            if (index >= arguments.Count) return "?";
            return place.Groups[2].Success && QuantityNames.TryGetValue(arguments[index], out var name) ? language(name) : arguments[index];
        });

    [GeneratedRegex(@"\{([0-9])(:q)?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
