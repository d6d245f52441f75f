using CarbonMeter.Domain.Traceability;
using CarbonMeter.Domain.Uncertainty;

namespace CarbonMeter.Tests.Domain.Uncertainty;

/// <summary>Short ways to say certificates and what they add.</summary>
internal static class Sources
{
    /// <summary>The hash of a certificate that stands for a number.</summary>
    public static byte[] Hash(int number)
    {
        var hash = new byte[32];
        hash[3] = (byte)number;
        return hash;
    }

    public static UncertaintySource Source(int number) => UncertaintySource.OfCertificate(Hash(number));

    /// <summary>An amount with relative parts: source, ppb.</summary>
    public static UncertainAmount Amount(Int128 value, params (int Source, long Ppb)[] parts) =>
        new(value, [.. parts.Select(part => new UncertainPart(Source(part.Source), value * part.Ppb))]);

    public static UncertainSum Sum(params UncertainAmount[] amounts)
    {
        var sum = new UncertainSum();
        foreach (var amount in amounts) sum.Add(amount);
        return sum;
    }

    /// <summary>A point of load with the parts of certificates 1, 2, ...; ppb.</summary>
    public static LoadPoint Point(long currentMilliamperes, int powerFactorPpm, params long[] ppb) =>
        new(currentMilliamperes, powerFactorPpm, [.. ppb.Select((value, index) => new UncertaintyPart(Hash(index + 1), value))]);
}
