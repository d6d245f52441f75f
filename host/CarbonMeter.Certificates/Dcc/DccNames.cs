using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Dcc;

/// <summary>Namespaces and kind words (refType) of a certificate.</summary>
internal static class DccNames
{
    internal const string Dcc = "https://ptb.de/dcc";
    internal const string Si = "https://ptb.de/si";

    internal const string Root = "digitalCalibrationCertificate";

    /// <summary>The version that is written.</summary>
    internal const string WrittenVersion = "3.2.0";

    internal const string ReferenceValue = "basic_referenceValue";
    internal const string MeasuredValue = "basic_measuredValue";
    internal const string MeasurementError = "basic_measurementError";
    internal const string Recalibration = "basic_recalibration";

    /// <summary>Kind words of our own begin so.</summary>
    internal const string Own = "carbonmeter_";
    internal const string OwnChannel = Own + "channel";
    internal const string OwnAdjustment = Own + "adjustment";
    internal const string OwnValidUntil = Own + "validUntil";
    internal const string OwnDemonstration = Own + "demonstration";
    internal const string OwnMeterId = Own + "meterId";
    internal const string OwnParameterSet = Own + "parameterSet";
    internal const string OwnPublicKey = Own + "publicKey";
    internal const string OwnFirmware = Own + "firmware";

    internal const string BeforeAdjustment = "beforeAdjustment";
    internal const string AfterAdjustment = "afterAdjustment";

    private const string HumidityRelative = "humidityRelative";

    /// <summary>The quantity a kind word names: what stands after its first underscore.</summary>
    internal static string Quantity(string refType)
    {
        var stem = refType[(refType.IndexOf('_', StringComparison.Ordinal) + 1)..];
        return stem == HumidityRelative ? Quantities.RelativeHumidity : stem;
    }

    /// <summary>The kind word of a surrounding condition.</summary>
    internal static string Surrounding(string quantity) => quantity switch
    {
        Quantities.Temperature => "basic_temperature",
        Quantities.RelativeHumidity => "basic_" + HumidityRelative,
        _ => Own + quantity,
    };

    internal static bool IsOwn(string refType) => refType.StartsWith(Own, StringComparison.Ordinal);

    internal static bool Has(this DccElement element, string refType) => element.RefTypes.Contains(refType, StringComparer.Ordinal);

    /// <summary>The DCC elements of that name and kind word in it; more than one is refused.</summary>
    internal static DccElement? MaybeOfKind(this IEnumerable<DccElement> elements, string refType)
    {
        DccElement? found = null;
        foreach (var element in elements)
        {
            if (!element.Has(refType)) continue;
            if (found is not null) throw element.Error($"is a second {refType}, but there may be one");
            found = element;
        }
        return found;
    }
}
