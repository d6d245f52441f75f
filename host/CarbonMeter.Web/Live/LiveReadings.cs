using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CarbonMeter.Web.Api;
using CarbonMeter.Web.Ingress;

namespace CarbonMeter.Web.Live;

/// <summary>The latest live reading of each meter that has connected since the host started: unsigned, never evidence.</summary>
public sealed class LiveReadings(MqttIngestApplication ingress)
{
    /// <summary>Every meter that has connected, by id.</summary>
    public IReadOnlyList<LiveMeter> All() =>
        [.. ingress.Presences.OrderBy(presence => presence.MeterId, StringComparer.Ordinal).Select(Of)];

    private static LiveMeter Of(MeterPresence presence)
    {
        var reading = Read(presence.Live, out bool isReadable);
        return new LiveMeter(presence.MeterId, presence.IsConnected, presence.ChangedAtUnixMs, presence.LiveAtUnixMs, isReadable,
            reading);
    }

    // Anybody with the meter's id can send this: what is not a live reading is said to be none, and harms nothing.
    private static LiveReading? Read(byte[]? json, out bool isReadable)
    {
        isReadable = true;
        if (json is null) return null;
        try
        {
            var reading = JsonSerializer.Deserialize<LiveReading>(json, JsonSerializerOptions.Web);
            isReadable = reading is not null && IsWhole(reading);
            return isReadable ? reading : null;
        }
        catch (JsonException)
        {
            isReadable = false;
            return null;
        }
    }

    private static bool IsWhole(LiveReading reading) =>
        reading.Channels is not null
        && IsExact(reading.At, reading.Seq, reading.FrequencyMillihertz, reading.Pending)
        && reading.Channels.All(channel => channel is not null
            && IsExact(channel.PowerMilliwatts, channel.VoltageMillivolts, channel.CurrentMilliamperes, channel.PowerFactorPpm,
                channel.ImportMilliwattHours, channel.ExportMilliwattHours))
        && (reading.Gas is not { } gas || IsExact(gas.MassMilligrams, gas.VolumeLitres, gas.CarbonDioxidePpm, gas.WaterPpm,
            gas.DifferentialPressureMillipascals, gas.PressurePascals, gas.TemperatureMillikelvins, gas.MassMicrogramsPerSecond))
        && (reading.Health is not { } health || IsExact(health.UptimeMs, health.Boots, health.SampleFaults, health.StorageFaults,
            health.EventsLost, health.LinkFailures, health.CommandsNotBelieved, health.NetworkLosses, health.NetworkFailures,
            health.FreeHeapBytes, health.FreeNativeBytes, health.LargestNativeBlockBytes, health.BusFaults, health.BusRecoveries));

    private static bool IsExact(params ReadOnlySpan<long?> figures)
    {
        foreach (long? figure in figures)
        {
            if (!Exact.IsNumber(figure)) return false;
        }
        return true;
    }
}

/// <summary>What a meter said last, and whether it is connected.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="IsConnected">Whether it is connected now.</param>
/// <param name="ConnectionChangedAtUnixMs">When that changed last, unix ms, host's clock.</param>
/// <param name="ReceivedAtUnixMs">When the reading came, unix ms, host's clock; null where none came.</param>
/// <param name="IsReadable">False where what came last is not a live reading.</param>
/// <param name="Reading">The reading; null where none came or it is not readable.</param>
public sealed record LiveMeter(string MeterId, bool IsConnected, long ConnectionChangedAtUnixMs, long? ReceivedAtUnixMs,
    bool IsReadable, LiveReading? Reading);

/// <summary>A live reading as docs/formats/topics.md has it; what is missing is null.</summary>
/// <param name="At">Meter's clock, unix ms.</param>
/// <param name="Seq">Last record made.</param>
/// <param name="Channels">One entry a channel.</param>
/// <param name="FrequencyMillihertz">Mains frequency, mHz.</param>
/// <param name="Pending">Records not yet acknowledged.</param>
/// <param name="Health">How the meter itself is; null where it does not say.</param>
/// <param name="Gas">What its gas channel reads; null where it has none.</param>
public sealed record LiveReading(
    long? At, long? Seq, IReadOnlyList<LiveChannel>? Channels, long? FrequencyMillihertz, long? Pending, LiveHealth? Health = null,
    LiveGas? Gas = null);

/// <summary>The gas channel of a live reading; what is missing is null.</summary>
/// <param name="MassMilligrams">Register of the mass of CO2, mg.</param>
/// <param name="VolumeLitres">Register of the volume at the reference state, litres.</param>
/// <param name="CarbonDioxidePpm">Mole fraction of CO2, ppm.</param>
/// <param name="WaterPpm">Mole fraction of water, ppm.</param>
/// <param name="DifferentialPressureMillipascals">Differential pressure, mPa.</param>
/// <param name="PressurePascals">Absolute pressure, Pa.</param>
/// <param name="TemperatureMillikelvins">Temperature, mK.</param>
/// <param name="MassMicrogramsPerSecond">Flow of CO2 above the background, ug/s.</param>
public sealed record LiveGas(long? MassMilligrams, long? VolumeLitres, long? CarbonDioxidePpm, long? WaterPpm,
    long? DifferentialPressureMillipascals, long? PressurePascals, long? TemperatureMillikelvins, long? MassMicrogramsPerSecond);

/// <summary>A meter's health as docs/formats/topics.md has it: counts since boot but for the boots; what is missing is null.</summary>
/// <param name="UptimeMs">Time since its processor started, ms.</param>
/// <param name="Boots">Starts of the processor, from 1.</param>
/// <param name="SampleFaults">Readings of the front end that failed or found it changed.</param>
/// <param name="StorageFaults">Writes of the journal that failed or read back differently.</param>
/// <param name="EventsLost">Events that could not be kept.</param>
/// <param name="LinkFailures">Connections to the host that were lost or never came about.</param>
/// <param name="CommandsNotBelieved">Messages on the command topic that no authority signed.</param>
/// <param name="NetworkLosses">Networks lost.</param>
/// <param name="NetworkFailures">Attempts to join a network that failed.</param>
/// <param name="FreeHeapBytes">Free bytes of the managed heap.</param>
/// <param name="FreeNativeBytes">Free bytes outside it.</param>
/// <param name="LargestNativeBlockBytes">The largest free block outside it, bytes.</param>
/// <param name="BusFaults">Transfers on its I2C buses that failed.</param>
/// <param name="BusRecoveries">Times a bus had to be freed by clocking.</param>
public sealed record LiveHealth(long? UptimeMs, long? Boots, long? SampleFaults, long? StorageFaults, long? EventsLost,
    long? LinkFailures, long? CommandsNotBelieved, long? NetworkLosses, long? NetworkFailures, long? FreeHeapBytes,
    long? FreeNativeBytes, long? LargestNativeBlockBytes, long? BusFaults, long? BusRecoveries);

/// <summary>One channel of a live reading.</summary>
/// <param name="Id">Channel, 1 to 8.</param>
/// <param name="PowerMilliwatts">Active power, mW, positive = import.</param>
/// <param name="VoltageMillivolts">Rms voltage, mV.</param>
/// <param name="CurrentMilliamperes">Rms current, mA.</param>
/// <param name="PowerFactorPpm">Power factor, ppm.</param>
/// <param name="ImportMilliwattHours">Import register, mWh.</param>
/// <param name="ExportMilliwattHours">Export register, mWh.</param>
public sealed record LiveChannel(int Id, long? PowerMilliwatts, long? VoltageMillivolts, long? CurrentMilliamperes,
    long? PowerFactorPpm, long? ImportMilliwattHours, long? ExportMilliwattHours);
