using System;
using System.Globalization;
using CarbonMeter.Records;

namespace CarbonMeter.Domain.Ledger;

/// <summary>Events in plain words, as docs/formats/record.md defines them.</summary>
public static partial class EventWords
{
    /// <summary>One sentence without a full stop, for an operator.</summary>
    public static string Describe(StoredEvent happened) => (happened.Code, happened.Reason) switch
    {
        (EventCode.Boot, var reason) => $"started {Because(reason, "after power-on", "by software", "by its watchdog", "after a brown-out", "for a reason it cannot tell")}",
        (EventCode.ClockSet, var reason) => $"clock set {Because(reason, "from the network", "from the battery-backed clock", "by command", "over its console")} to {Time(happened.ToUnixMs)}",
        (EventCode.ClockStep, var reason) => $"clock stepped {Because(reason, "by the network", "by the battery-backed clock", "by command", "over its console")} from {Time(happened.FromUnixMs)} to {Time(happened.ToUnixMs)}",
        (EventCode.ClockRefused, _) => $"a time that is not credible was refused: {Time(happened.ToUnixMs)}",
        (EventCode.ParameterChange, var reason) => $"calibration parameters {Because(reason, "changed by command", "provisioned")}",
        (EventCode.FactorChange, var reason) => $"factor set {Because(reason, "changed by command", "provisioned", "moved on to its next period")}: {happened.Value} mg CO2/kWh",
        (EventCode.SettingsChange, _) => $"now {happened.Value / 1000} s intervals, {happened.Value % 1000} a record",
        (EventCode.Tamper, var reason) => $"tamper: {Because(reason, "the front end's configuration changed", "an unprotected register changed", "the enclosure was opened")}",
        (EventCode.FrontEndInitialised, var reason) => $"front end initialised {Because(reason, "after tamper", "after a reset of the chip", "after bus failure", "for new parameters")}",
        (EventCode.Gap, var reason) => $"nothing measured from {Time(happened.FromUnixMs)} to {Time(happened.ToUnixMs)}: {Because(reason, "no power", "front end silent", "clock stepped forward")}",
        (EventCode.JournalLoss, var reason) => $"{happened.Value} records lost: journal {Because(reason, "full of unacknowledged records", "unreadable", "erased")}",
        (EventCode.CommandRefused, var reason) => $"command {happened.Value} refused: {(CommandStatus)reason}",
        (EventCode.StorageFault, var reason) => $"{happened.Value} storage faults: {Because(reason, "a write failed", "a write read back differently")}",
        (EventCode.KeyRotation, var reason) => $"a new key signs from the next record on: {Because(reason, "by command", "provisioned")}",
        (EventCode.Commissioned, _) => $"commissioned by {happened.Text ?? "nobody named"}",
        (EventCode.StorageErased, var reason) => $"{Because(reason, "the ring of records", "the whole drive with the ring of records")} was erased; the chain goes on from record {happened.Value}",
        (EventCode.SensorGap, var reason) => $"{happened.Text ?? "a sensor"} gave no figure {Between(happened)}: {SensorFault(reason)}",
        var (code, reason) => $"event {(int)code}, reason {reason}, not known to this version",
    };

    /// <summary>Why a sensor gave no figure, without a full stop.</summary>
    public static string SensorFault(int reason) => reason is 0 ? "(reason 0)" : Because(reason, "", "it did not answer",
        "its answers were corrupted", "it had no new figure when one was due", "it was stuck at one figure",
        "its figure was outside what it can measure", "it had lost its settings", "it reports a fault of its own");

    // A gap that goes on is told without its end.
    private static string Between(StoredEvent happened) => happened.ToUnixMs is null
        ? $"since {Time(happened.FromUnixMs)}" : $"from {Time(happened.FromUnixMs)} to {Time(happened.ToUnixMs)}";

    private static string Because(int reason, params string[] words) =>
        reason < words.Length ? words[reason] : $"(reason {reason})";

    private static string Time(long? unixMs) => unixMs is null
        ? "an unknown time"
        : DateTimeOffset.FromUnixTimeMilliseconds(unixMs.Value).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
