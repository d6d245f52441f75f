using System;
using System.Collections.Generic;
using System.IO;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Wiring;

namespace CarbonMeter.Cli.Commissioning;

/// <summary>What an installer said on the command line; null is asked for, or left as it is.</summary>
internal sealed record CommissionPlan
{
    internal required string Port { get; init; }
    internal required DirectoryInfo Data { get; init; }
    internal required DirectoryInfo Out { get; init; }
    internal string? Board { get; init; }
    internal string? MeterId { get; init; }
    internal string? Park { get; init; }
    internal NodeRole? Role { get; init; }
    internal string? Place { get; init; }
    internal string? Broker { get; init; }
    internal int? BrokerPort { get; init; }
    internal bool IsPlain { get; init; }
    internal string? Ssid { get; init; }
    internal FileInfo? WifiPassword { get; init; }
    internal FileInfo? Authority { get; init; }
    internal FileInfo? Parameters { get; init; }
    /// <summary>Id of a factor set this program has, or the path of one.</summary>
    internal string? Factors { get; init; }
    internal int? IntervalSeconds { get; init; }
    internal int? IntervalsPerRecord { get; init; }
    internal string? Installer { get; init; }

    /// <summary>What was typed to lock a new secure element for ever; null: it is asked for.</summary>
    internal string? LockElement { get; init; }

    /// <summary>The CTs by channel; channel 0 is all of them.</summary>
    internal IReadOnlyDictionary<int, CurrentTransformer> Transformers { get; init; } = new Dictionary<int, CurrentTransformer>();

    /// <summary>What a clamp meter shows now, A, by channel.</summary>
    internal IReadOnlyDictionary<int, decimal> ClampAmperes { get; init; } = new Dictionary<int, decimal>();

    internal ExpectedFlow? Flow { get; init; }
    internal PhaseRotation Rotation { get; init; }
    internal bool Remaps { get; init; }
    internal bool SkipsWiring { get; init; }
    internal bool AcceptsFaults { get; init; }
    internal bool Registers { get; init; }
    internal int UtcOffsetMinutes { get; init; }
    internal string? VerifyUrl { get; init; }
    internal bool IsChinese { get; init; }

    /// <summary>Nothing is asked: what is missing is an error, and what would be asked to be confirmed is.</summary>
    internal bool IsUnattended { get; init; }

    /// <summary>Which way energy flows while the wiring is checked: as said, else as the role has it.</summary>
    internal ExpectedFlow FlowNow(NodeRole? role) => Flow ?? role switch
    {
        NodeRole.Load or NodeRole.Feeder => ExpectedFlow.Consumption,
        NodeRole.Pv or NodeRole.Wind or NodeRole.Chp => ExpectedFlow.Generation,
        _ => ExpectedFlow.Unknown,
    };
}

/// <summary>What came of a commissioning, for people and as JSON.</summary>
internal sealed record CommissionReport
{
    public string? MeterId { get; set; }
    public string? Board { get; set; }
    public string? FirmwareId { get; set; }
    public int KeyClass { get; set; }
    public string? KeyFingerprint { get; set; }
    public string? ParameterSetHash { get; set; }
    public List<WiringStep> Wiring { get; } = [];
    public List<ClampComparison> Clamp { get; } = [];
    public bool IsSealed { get; set; }
    public long? EventCounter { get; set; }
    public long? CommissioningSequence { get; set; }
    public string? CommissioningRecordFile { get; set; }
    public string? EnrolmentFile { get; set; }
    public bool IsRegistered { get; set; }
    public string? LabelSvg { get; set; }
    public string? LabelPng { get; set; }
    public string? VerifyAddress { get; set; }

    /// <summary>Why it did not come to its end; null where it did.</summary>
    public string? Obstacle { get; set; }
}

/// <summary>One look at the wiring.</summary>
internal sealed record WiringStep(string Finding, string? Assignment, double PowerWatts, string Words, string WordsChinese, bool IsRemapped);

/// <summary>A channel's current beside a clamp meter's.</summary>
internal sealed record ClampComparison(int Channel, decimal MeterAmperes, decimal ClampAmperes, bool Agrees);

/// <summary>Something has to be done at the meter before the same command goes on. The message says what.</summary>
internal sealed class CommissionObstacle(string message) : Exception(message);
