using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace CarbonMeter.Boards;

/// <summary>A board file as it is written; docs/formats/board.md, where meanings and ranges stand.</summary>
public sealed record BoardOfFile
{
    [JsonPropertyName("$schema")]
    public required string Schema { get; init; }
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Target { get; init; }
    public required string Chip { get; init; }
    public required int FlashBytes { get; init; }
    public required string DeployAddress { get; init; }
    public required NetworkOfFile Network { get; init; }
    public required IReadOnlyList<BusOfFile> Buses { get; init; }
    public required IReadOnlyList<PartOfFile> Parts { get; init; }
    public IReadOnlyList<VoltageInputOfFile> VoltageInputs { get; init; } = [];
    public IReadOnlyList<ChannelOfFile> Channels { get; init; } = [];
    public GasOfFile? Gas { get; init; }
    public PinsOfFile Pins { get; init; } = new();
    public string? Console { get; init; }
}

/// <summary>The way to the host.</summary>
public sealed record NetworkOfFile
{
    public required string Kind { get; init; }
    public IReadOnlyList<int>? Pins { get; init; }
}

/// <summary>A bus.</summary>
public sealed record BusOfFile
{
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required int Port { get; init; }
    public required int DataPin { get; init; }
    public int? InputPin { get; init; }
    public int? ClockPin { get; init; }
    public required int SpeedHertz { get; init; }
}

/// <summary>A part.</summary>
public sealed record PartOfFile
{
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required string Bus { get; init; }
    public string? Address { get; init; }
    public int? ChipSelectPin { get; init; }
    public int? ResetPin { get; init; }
    public int? InterruptPin { get; init; }
    public int? BinaryGas { get; init; }
    public string? Mode { get; init; }
    public bool Optional { get; init; }
}

/// <summary>A voltage input.</summary>
public sealed record VoltageInputOfFile
{
    public required string Kind { get; init; }
    public required int InputMillivolts { get; init; }
    public int? OutputMicrovolts { get; init; }
}

/// <summary>A channel.</summary>
public sealed record ChannelOfFile
{
    public required int Id { get; init; }
    public required string Label { get; init; }
    public required string Part { get; init; }
    public required SensorOfFile Sensor { get; init; }
    public required int Gain { get; init; }
    public required int VoltageInput { get; init; }
    public required string Phase { get; init; }
    public string? Role { get; init; }
}

/// <summary>What turns a channel's current into a voltage.</summary>
public sealed record SensorOfFile
{
    public required string Kind { get; init; }
    public int? RatedMilliamperes { get; init; }
    public int? OutputMicrovolts { get; init; }
    public int? OutputMicroamperes { get; init; }
    public int? BurdenMicroohms { get; init; }
    public int? ShuntMicroohms { get; init; }
}

/// <summary>The gas channel.</summary>
public sealed record GasOfFile
{
    public int? DuctAreaSquareMillimetres { get; init; }
    public int? CoefficientPpm { get; init; }
    public required int BackgroundPpm { get; init; }
    public required int ReferenceTemperatureMillikelvins { get; init; }
    public required int ReferencePressurePascals { get; init; }
    public required string Basis { get; init; }
}

/// <summary>Pins of their own.</summary>
public sealed record PinsOfFile
{
    public int? Watchdog { get; init; }
    public int? Tamper { get; init; }
    public int? StatusLed { get; init; }
}
