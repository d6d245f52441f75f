namespace CarbonMeter.Firmware.Virtual;

/// <summary>A record on its way over a <see cref="MemoryLink"/>, as the host's side takes it.</summary>
public sealed class SentRecord
{
    internal SentRecord(long sequence, byte[] bytes, int connection)
    {
        Sequence = sequence;
        Bytes = bytes;
        Connection = connection;
    }

    /// <summary>Its sequence number, as the meter said.</summary>
    public long Sequence { get; }

    /// <summary>The signed record.</summary>
    public byte[] Bytes { get; }

    /// <summary>Which connection it came over, from 1.</summary>
    internal int Connection { get; }
}
