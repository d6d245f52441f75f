using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Records;

namespace CarbonMeter.Cli.Bench;

/// <summary>Whether a bench file can be worked through; each fault says what, where and what it may be.</summary>
internal static class BenchFileCheck
{
    private const int Sha256HexLength = 64;

    /// <summary>The first fault; null where there is none.</summary>
    internal static string? FirstFault(BenchFile file) =>
        MeterFault(file.Meter) ?? TimesFault(file) ?? ReferenceFault(file) ?? PointsFault(file) ?? GasFault(file);

    private static string? MeterFault(MeterOfBench meter)
    {
        if (!MeterId.IsValid(meter.Id)) return $"meter.id \"{meter.Id}\" is not 1 to 32 printable ASCII characters without space, / + #.";
        if (FrontEndScale.Find(meter.ParameterSet.FrontEnd) is null)
            return $"meter.parameterSet.frontEnd \"{meter.ParameterSet.FrontEnd}\" is not known here; ADE7953 is.";
        if (meter.TimingMilliseconds is not (>= 0 and <= 1000)) return $"meter.timingMilliseconds is {meter.TimingMilliseconds}; it must be 0 to 1000.";
        if (meter.StabilityPpm is not (>= 0 and <= 10_000)) return $"meter.stabilityPpm is {meter.StabilityPpm}; it must be 0 to 10000.";
        try
        {
            var set = meter.ParameterSet.ToSet();
            ParameterSetCodec.Encode(set);
            set.Id = meter.NewSetId;
            ParameterSetCodec.Encode(set);
        }
        catch (ArgumentException error)
        {
            return $"meter.parameterSet or newSetId is outside docs/formats/parameter-set.md: {error.Message}.";
        }
        return null;
    }

    private static string? TimesFault(BenchFile file)
    {
        if (!IsIntervalLength(file.IntervalSeconds)) return $"intervalSeconds is {file.IntervalSeconds}; it must be 10 to 3600 and divide 3600.";
        if (!IsIntervalLength(file.Leave.IntervalSeconds)) return $"leave.intervalSeconds is {file.Leave.IntervalSeconds}; it must be 10 to 3600 and divide 3600.";
        if (file.Leave.IntervalsPerRecord is < 1 or > IntervalRecord.IntervalsMax)
            return $"leave.intervalsPerRecord is {file.Leave.IntervalsPerRecord}; it must be 1 to {IntervalRecord.IntervalsMax}.";
        if (file.SettleSeconds is < 0 or > 3600) return $"settleSeconds is {file.SettleSeconds}; it must be 0 to 3600.";
        return file.SpreadLimitPpm > 0 ? null : $"spreadLimitPpm is {file.SpreadLimitPpm}; it must be above 0.";
    }

    private static string? ReferenceFault(BenchFile file)
    {
        if (file.Reference.CoverageFactor is not (>= 1 and <= 10)) return $"reference.coverageFactor is {file.Reference.CoverageFactor}; it must be 1 to 10.";
        if (file.Reference.VoltageUncertaintyPpm < 0 || file.Reference.CurrentUncertaintyPpm < 0) return "reference: an uncertainty is negative.";
        if (CitationFault(file.Reference.Certificate, "reference.certificate") is { } fault) return fault;
        if (file.Certificate.Previous is { } previous && CitationFault(previous, "certificate.previous") is { } other) return other;
        if (file.Certificate.Id.Trim().Length == 0 || file.Certificate.Customer.Trim().Length == 0) return "certificate.id or certificate.customer is empty.";
        if (file.Certificate.Conformity is { LimitPpm: < 1 or > 1_000_000 } conformity) return $"certificate.conformity.limitPpm is {conformity.LimitPpm}; it must be 1 to 1000000.";
        if (file.Certificate.ValidMonths is < 1 or > 120) return $"certificate.validMonths is {file.Certificate.ValidMonths}; it must be 1 to 120.";
        if (file.Laboratory.CountryCode is not { Length: 2 } code || !code.All(char.IsAsciiLetterUpper))
            return $"laboratory.countryCode \"{file.Laboratory.CountryCode}\" is not two capital letters, for example CN.";
        return file.Laboratory.Persons.Count == 0 ? "laboratory.persons is empty: somebody answers for a certificate." : null;
    }

    private static string? CitationFault(CitedCertificate cited, string where)
    {
        if (cited.File is null == cited.Sha256 is null) return $"{where}: give either file or sha256.";
        return cited.Sha256 is { } hex && (hex.Length != Sha256HexLength || !hex.All(char.IsAsciiHexDigit))
            ? $"{where}.sha256 is not 64 hexadecimal digits." : null;
    }

    private static string? PointsFault(BenchFile file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var point in file.Points)
        {
            if (point is null) return "points holds a null.";
            if (!seen.Add(point.Name)) return $"point \"{point.Name}\" stands twice.";
            if (PointFault(point, file.IntervalSeconds) is { } fault) return $"point \"{point.Name}\": {fault}";
        }
        PointOfBench[] Used(PointUse use) => [.. file.Points.Where(point => point.Use == use)];
        PointOfBench[] gain = Used(PointUse.Gain), phase = Used(PointUse.Phase), offset = Used(PointUse.Offset);
        if (gain.Length != 1) return $"{gain.Length} points have the use gain; exactly one must.";
        if (phase.Length > 1 || offset.Length > 1) return "more than one point has the use phase, or offset.";
        if (gain[0].PowerFactorPpm != 1_000_000) return $"point \"{gain[0].Name}\": gain is set at a power factor of 1.";
        if (phase.Any(point => point.PowerFactorPpm > 800_000)) return $"point \"{phase[0].Name}\": phase is set at a power factor of 0.8 or less.";
        if (offset.Any(point => point.PowerFactorPpm != 1_000_000 || point.CurrentMilliamperes * 5 > gain[0].CurrentMilliamperes))
            return $"point \"{offset[0].Name}\": offset is set at a power factor of 1 and at most a fifth of the current of \"{gain[0].Name}\".";
        return phase.Concat(offset).Any(point => point.VoltageMillivolts != gain[0].VoltageMillivolts || point.FrequencyMillihertz != gain[0].FrequencyMillihertz)
            ? "gain, phase and offset must have one voltage and one frequency." : null;
    }

    private static string? PointFault(PointOfBench point, int intervalSeconds)
    {
        if (point.CurrentMilliamperes is < 0 or > 1_000_000_000) return $"currentMilliamperes is {point.CurrentMilliamperes}; it must be 0 to 1000000000.";
        if (point.VoltageMillivolts is < 1 or > 1_000_000_000) return $"voltageMillivolts is {point.VoltageMillivolts}; it must be 1 to 1000000000.";
        if (point.PowerFactorPpm is < 100_000 or > 1_000_000) return $"powerFactorPpm is {point.PowerFactorPpm}; it must be 100000 to 1000000.";
        if (point.FrequencyMillihertz is < 40_000 or > 70_000) return $"frequencyMillihertz is {point.FrequencyMillihertz}; it must be 40000 to 70000.";
        if (point.Repetitions is < 3 or > 50) return $"repetitions is {point.Repetitions}; it must be 3 to 50.";
        if (point.DurationSeconds is < 1 or > 3600 || point.DurationSeconds % intervalSeconds != 0)
            return $"durationSeconds is {point.DurationSeconds}; it must be a multiple of intervalSeconds ({intervalSeconds}), at most 3600.";
        if (point.CurrentMilliamperes == 0) return point.Use == PointUse.Check ? null : "without current it can only be check.";
        return point.ReferenceUncertaintyPpm is > 0 and <= 100_000 ? null : "referenceUncertaintyPpm is missing or not above 0 to 100000.";
    }

    private static string? GasFault(BenchFile file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var bottle in file.Gas)
        {
            if (bottle is null) return "gas holds a null.";
            if (!seen.Add(bottle.Name)) return $"bottle \"{bottle.Name}\" stands twice.";
            if (bottle.FractionPpm is < 0 or > 1_000_000) return $"bottle \"{bottle.Name}\": fractionPpm is {bottle.FractionPpm}; it must be 0 to 1000000.";
            if (bottle.UncertaintyPpm is not > 0 || bottle.CoverageFactor is not (>= 1 and <= 10))
                return $"bottle \"{bottle.Name}\": uncertaintyPpm must be above 0, coverageFactor 1 to 10.";
            if (bottle.Repetitions is < 3 or > 50) return $"bottle \"{bottle.Name}\": repetitions is {bottle.Repetitions}; it must be 3 to 50.";
            if (bottle.DurationSeconds < 1 || bottle.DurationSeconds > 3600 || bottle.DurationSeconds % file.IntervalSeconds != 0)
                return $"bottle \"{bottle.Name}\": durationSeconds must be a multiple of intervalSeconds, at most 3600.";
            if (CitationFault(bottle.Certificate, $"bottle \"{bottle.Name}\": certificate") is { } fault) return fault;
        }
        if (file.Gas.Count == 1) return "gas has one bottle: zero and span are two.";
        return file.Gas.Select(bottle => bottle.FractionPpm).Distinct().Count() == file.Gas.Count ? null : "two bottles hold the same fraction.";
    }

    private static bool IsIntervalLength(int seconds) =>
        seconds is >= IntervalRecord.LengthSecondsMin and <= IntervalRecord.LengthSecondsMax && 3600 % seconds == 0;
}
