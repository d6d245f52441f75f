using System;
using System.Globalization;
using System.Linq;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using CarbonMeter.Storage.Sqlite;

namespace CarbonMeter.Cli.Commands;

/// <summary>What a meter with a gas channel has measured: its register, and the last day of its records.</summary>
internal sealed record MeterGas(GasRegister Register, long DayFromUnixSeconds, GasSum LastDay)
{
    private const int DaySeconds = 86_400;
    private const int HourSeconds = 3_600;

    /// <summary>Of a meter; null where it has no gas channel, or no record yet.</summary>
    internal static MeterGas? Of(SqliteStore store, MeterStanding standing)
    {
        var newest = store.Queries.Records(standing.MeterId, standing.LastSequence - 1, 1).SingleOrDefault();
        if (newest is null || !CoseSign1View.TryParse(newest.Bytes, out var message, out _)
            || RecordCodec.DecodePayload(message.Payload.ToArray(), out _)?.Gas is not { } register) return null;
        long end = standing.LastIntervalEndUnixSeconds ?? 0;
        // Sums are kept by UTC hour.
        long from = Math.Max(0, end - DaySeconds);
        from -= from % HourSeconds;
        return new MeterGas(register, from, store.Queries.GasHours([standing.MeterId], from, end).Aggregate(default(GasSum), (sum, hour) => sum + hour.Sum));
    }

    /// <summary>In two lines.</summary>
    internal string Describe()
    {
        var state = string.Create(CultureInfo.InvariantCulture,
            $"{Register.Basis.ToString().ToLowerInvariant()}, {Register.ReferenceMillikelvins / 1000m:0.###} K, {Register.ReferencePascals} Pa");
        var mean = LastDay.MeanCarbonDioxidePpm is { } ppm ? $", mean {ppm} ppm CO2" : "";
        return $"  CO2 measured in gas: {Kilograms(Register.MassMilligrams)} kg in {Register.VolumeLitres} l ({state}), {Register.BackgroundPpm} ppm of background taken off\n"
            + $"  since {DateTimeOffset.FromUnixTimeSeconds(DayFromUnixSeconds):yyyy-MM-dd HH:mm} (UTC): {(LastDay.IntervalsWithMass == 0 ? "no mass measured" : Mass())}{mean}";
    }

    /// <summary>For JSON.</summary>
    internal object Told() => new
    {
        Register.MassMilligrams, Register.VolumeLitres, Register.ReferenceMillikelvins, Register.ReferencePascals,
        basis = Register.Basis.ToString().ToLowerInvariant(), Register.BackgroundPpm,
    };

    private string Mass()
    {
        bool isStated = LastDay.MassMilligrams > LastDay.MassWithoutUncertaintyMilligrams;
        // Rounded up: an uncertainty is never rounded away.
        return Kilograms(LastDay.MassMilligrams) + " kg" + (isStated ? $" +- {Kilograms(LastDay.ExpandedMilligrams + 999)} kg (k = 2)" : "")
            + (LastDay.MassWithoutUncertaintyMilligrams > 0 ? $", {Kilograms(LastDay.MassWithoutUncertaintyMilligrams)} kg of it without a stated uncertainty" : "");
    }

    private static string Kilograms(long milligrams) => (milligrams / 1000 / 1000m).ToString("0.000", CultureInfo.InvariantCulture);
}
