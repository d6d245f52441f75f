using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Serialization;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Json;
using CarbonMeter.Records;

namespace CarbonMeter.Cli.Bench;

/// <summary>A bench file as it is written; docs/formats/bench.md, where meanings and ranges stand.</summary>
public sealed record BenchFile
{
    public required MeterOfBench Meter { get; init; }
    public int IntervalSeconds { get; init; } = 10;
    public LeaveOfBench Leave { get; init; } = new();
    public int SettleSeconds { get; init; } = 10;
    public double SpreadLimitPpm { get; init; } = 500;
    public required ReferenceOfBench Reference { get; init; }
    public required LaboratoryOfBench Laboratory { get; init; }
    public required CertificateOfBench Certificate { get; init; }
    public IReadOnlyList<EnvironmentOfBench> Environment { get; init; } = [];
    public required IReadOnlyList<PointOfBench> Points { get; init; }
    public IReadOnlyList<BottleOfBench> Gas { get; init; } = [];
    public VirtualErrors? Virtual { get; init; }

    /// <summary>SHA-256 of the file: a session belongs to one.</summary>
    [JsonIgnore]
    public byte[] Hash { get; private init; } = [];

    /// <summary>Folder of the file, which paths in it start from.</summary>
    [JsonIgnore]
    public string Folder { get; private init; } = "";

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="JsonFileException">It is no bench file, or cannot be used; the message says what is wrong and where.</exception>
    public static BenchFile Read(string path)
    {
        var text = JsonText.Load(path);
        var file = text.Read<BenchFile>("a bench file", "docs/formats/bench.md");
        // A fault begins with its place where that is one member; otherwise the line is the first.
        if (BenchFileCheck.FirstFault(file) is { } fault) throw new JsonFileException(text.Fault("$." + fault.Split(' ', ':')[0], fault));
        return file with { Hash = text.Sha256(), Folder = Path.GetDirectoryName(Path.GetFullPath(path))! };
    }

    /// <summary>The path of a file this one names.</summary>
    public string PathOf(string named) => Path.Combine(Folder, named);

    /// <summary>What a session needs of it.</summary>
    public BenchPlan Plan() => new()
    {
        Points = [.. Points.Select(point => point.ToPoint(Reference.CoverageFactor))],
        Found = Meter.ParameterSet.ToSet(),
        NewSetId = Meter.NewSetId,
        FrontEnd = FrontEndScale.Find(Meter.ParameterSet.FrontEnd)!,
        Character = new BenchCharacter(Meter.TimingMilliseconds, Meter.StabilityPpm, SpreadLimitPpm),
        VoltageStandardPpm = Reference.VoltageUncertaintyPpm / Reference.CoverageFactor,
        CurrentStandardPpm = Reference.CurrentUncertaintyPpm / Reference.CoverageFactor,
    };
}

/// <summary>The meter under test.</summary>
public sealed record MeterOfBench(string Id, string Serial, string Manufacturer, string Model, SetOfBench ParameterSet, string NewSetId,
    double TimingMilliseconds, double StabilityPpm, string? PublicKey = null, IReadOnlyList<string>? FactorSets = null);

/// <summary>What the meter is set to afterwards.</summary>
public sealed record LeaveOfBench(int IntervalSeconds = 60, int IntervalsPerRecord = 15);

/// <summary>The reference instrument.</summary>
public sealed record ReferenceOfBench(string Name, string Manufacturer, string Model, string Serial, CitedCertificate Certificate,
    double CoverageFactor = 2, double VoltageUncertaintyPpm = 1000, double CurrentUncertaintyPpm = 1000);

/// <summary>A certificate named by a file or by its hash.</summary>
public sealed record CitedCertificate(string Id, string? File = null, string? Sha256 = null);

/// <summary>Who calibrates.</summary>
public sealed record LaboratoryOfBench(string Name, string CountryCode, IReadOnlyList<string> Persons, string? Code = null, IReadOnlyList<string>? Methods = null);

/// <summary>The certificate to issue.</summary>
public sealed record CertificateOfBench(
    string Id, string Customer, int ValidMonths = 24, CitedCertificate? Previous = null, ConformityOfBench? Conformity = null);

/// <summary>A class the meter is to be judged by.</summary>
public sealed record ConformityOfBench(string Norm, int LimitPpm, ConformityRule Rule = ConformityRule.SimpleAcceptance);

/// <summary>How error and uncertainty are held against a limit; docs/formats/chain.md, check 17.</summary>
public enum ConformityRule
{
    /// <summary>The error is at most the limit.</summary>
    SimpleAcceptance = 0,
    /// <summary>The error and its expanded uncertainty together are at most the limit.</summary>
    GuardBand = 1,
}

/// <summary>A condition of the surroundings.</summary>
public sealed record EnvironmentOfBench(string Quantity, decimal From, decimal To, string Unit);

/// <summary>A bottle of reference gas.</summary>
public sealed record BottleOfBench(string Name, decimal FractionPpm, double UncertaintyPpm, CitedCertificate Certificate, int DurationSeconds,
    double CoverageFactor = 2, int Repetitions = 5);

/// <summary>A test point.</summary>
public sealed record PointOfBench
{
    public required string Name { get; init; }
    public required long CurrentMilliamperes { get; init; }
    public required long VoltageMillivolts { get; init; }
    public int PowerFactorPpm { get; init; } = 1_000_000;
    public bool Capacitive { get; init; }
    public int FrequencyMillihertz { get; init; } = 50_000;
    public int Repetitions { get; init; } = 5;
    public required int DurationSeconds { get; init; }
    public double? ReferenceUncertaintyPpm { get; init; }
    public PointUse Use { get; init; }

    /// <summary>The point, with the reference's standard uncertainty.</summary>
    public TestPoint ToPoint(double coverageFactor) => new()
    {
        Name = Name,
        CurrentMilliamperes = CurrentMilliamperes,
        VoltageMillivolts = VoltageMillivolts,
        PowerFactorPpm = PowerFactorPpm,
        IsCapacitive = Capacitive,
        FrequencyMillihertz = FrequencyMillihertz,
        Repetitions = Repetitions,
        DurationSeconds = DurationSeconds,
        ReferenceStandardUncertaintyPpm = (ReferenceUncertaintyPpm ?? 0) / coverageFactor,
        Use = Use,
    };
}

/// <summary>A parameter set as text.</summary>
public sealed record SetOfBench
{
    public required string Id { get; init; }
    public required string FrontEnd { get; init; }
    public required int VoltageFullScaleMillivolts { get; init; }
    public int VoltageRmsOffset { get; init; }
    public int? UncertaintyPpm { get; init; }
    public required IReadOnlyList<ChannelOfBench> Channels { get; init; }

    /// <summary>The set itself.</summary>
    public ParameterSet ToSet() => new()
    {
        Id = Id,
        FrontEnd = FrontEnd,
        VoltageFullScaleMillivolts = VoltageFullScaleMillivolts,
        VoltageRmsOffset = VoltageRmsOffset,
        UncertaintyPpm = UncertaintyPpm is { } ppm ? Units.Reading.Of(ppm) : Units.Reading.Missing,
        Channels = [.. Channels.Select(channel => channel.ToChannel())],
    };
}

/// <summary>A channel of a parameter set as text.</summary>
public sealed record ChannelOfBench
{
    public required int Id { get; init; }
    public required int CurrentFullScaleMilliamperes { get; init; }
    public int Pga { get; init; }
    public int ActiveGain { get; init; } = ParameterSet.UnityGain;
    public int ReactiveGain { get; init; } = ParameterSet.UnityGain;
    public int ApparentGain { get; init; } = ParameterSet.UnityGain;
    public int ActiveOffset { get; init; }
    public int ReactiveOffset { get; init; }
    public int CurrentRmsOffset { get; init; }
    public int Phase { get; init; }
    public required int NoLoadRatio { get; init; }

    /// <summary>The channel itself.</summary>
    public ChannelParameters ToChannel() => new()
    {
        ChannelId = Id,
        CurrentFullScaleMilliamperes = CurrentFullScaleMilliamperes,
        Pga = Pga,
        ActiveGain = ActiveGain,
        ReactiveGain = ReactiveGain,
        ApparentGain = ApparentGain,
        ActiveOffset = ActiveOffset,
        ReactiveOffset = ReactiveOffset,
        CurrentRmsOffset = CurrentRmsOffset,
        Phase = Phase,
        NoLoadRatio = NoLoadRatio,
    };
}

/// <summary>What is wrong with a virtual meter's front end and its bench, on purpose.</summary>
public sealed record VirtualErrors
{
    public int Seed { get; init; } = 1;
    public double VoltageGainErrorPpm { get; init; }
    public IReadOnlyList<VirtualChannelErrors> Channels { get; init; } = [];
    public double ReadingNoisePpm { get; init; }
    public double OffsetNoiseMilliwatts { get; init; }
    public double SourceAngleErrorDegrees { get; init; }
    public double DriftPpm { get; init; }
    public double? ReferenceErrorPpm { get; init; }
    public double ReferenceErrorShared { get; init; } = 1;
}

/// <summary>Errors of one input.</summary>
public sealed record VirtualChannelErrors(
    double CurrentGainErrorPpm = 0, double CurrentLagErrorDegrees = 0, double ActiveOffsetMilliwatts = 0, double CurrentNoiseMilliamperes = 0);
