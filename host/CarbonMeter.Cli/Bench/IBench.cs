using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Domain.Calibration;

namespace CarbonMeter.Cli.Bench;

/// <summary>What a session needs of a bench: a meter, a source that can be set, and a reference beside the meter.</summary>
public interface IBench : IAsyncDisposable
{
    /// <summary>What the meter says of itself now, signed.</summary>
    Task<MeterIdentity> IdentifyAsync(CancellationToken stop);

    /// <summary>Sets the source; completes when everything has settled.</summary>
    Task SetPointAsync(TestPoint point, CancellationToken stop);

    /// <summary>Reads meter and reference over the same window, while the point is set.</summary>
    Task<BenchReading> ReadMeterAsync(TestPoint point, CancellationToken stop);

    /// <summary>Writes a parameter set; completes when the meter has told in its chain that it is in force.</summary>
    Task WriteParametersAsync(byte[] set, CancellationToken stop);
}

/// <summary>What a meter says of itself.</summary>
/// <param name="ParameterSetHash">Parameter set in force.</param>
/// <param name="FirmwareId">Firmware.</param>
/// <param name="PublicKeyHash">SHA-256 of the public key its record verified under.</param>
/// <param name="AtUnixMs">When, by its clock.</param>
public sealed record MeterIdentity(byte[] ParameterSetHash, string FirmwareId, byte[] PublicKeyHash, long AtUnixMs);

/// <summary>What meter and reference read over one window.</summary>
/// <param name="FromUnixSeconds">Begin of the window.</param>
/// <param name="ToUnixSeconds">End of it.</param>
/// <param name="Reference">The reference.</param>
/// <param name="Channels">The meter, a row a channel.</param>
public sealed record BenchReading(long FromUnixSeconds, long ToUnixSeconds, ReferenceReading Reference, IReadOnlyList<ChannelReading> Channels)
{
    /// <summary>One channel beside the reference.</summary>
    public Comparison Compare(ChannelReading channel) => new(channel.MilliwattHours, channel.Millivolts, channel.Milliamperes,
        Reference.MilliwattHours, Reference.Millivolts, Reference.Milliamperes);
}

/// <summary>What the reference read.</summary>
public sealed record ReferenceReading(decimal MilliwattHours, decimal Millivolts, decimal Milliamperes);

/// <summary>What one channel of the meter read: import less export, and means of the rms figures.</summary>
public sealed record ChannelReading(int ChannelId, long MilliwattHours, decimal Millivolts, decimal Milliamperes);

/// <summary>A window gave no reading: the meter's records do not cover it or are marked. Another window may.</summary>
public sealed class ReadingException(string message) : Exception(message);

/// <summary>The bench cannot go on: the meter does not answer or does not obey. The message says what to look at.</summary>
public sealed class BenchException(string message) : Exception(message);
