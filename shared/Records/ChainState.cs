namespace CarbonMeter.Records;

/// <summary>What must be kept of a meter's newest record to judge the next one.</summary>
public sealed class ChainState
{
    /// <summary>Its sequence.</summary>
    public long Sequence { get; set; }

    /// <summary>Its hash, 32 bytes.</summary>
    public byte[] Hash { get; set; } = new byte[32];

    /// <summary>Its boot count.</summary>
    public long BootCount { get; set; }

    /// <summary>Its event counter.</summary>
    public long EventCounter { get; set; }

    /// <summary>Its registers.</summary>
    public Register[] Registers { get; set; } = new Register[0];

    /// <summary>Its gas register, null where the meter has no gas channel.</summary>
    public GasRegister? Gas { get; set; }

    /// <summary>Hash of the parameter set it was made with, 32 bytes.</summary>
    public byte[] ParameterSetHash { get; set; } = new byte[32];

    /// <summary>The state after a record whose payload has this hash. Copies the registers: a meter's go on counting.</summary>
    public static ChainState After(MeterRecord record, byte[] hash)
    {
        ChainState state = new ChainState();
        state.Advance(record, hash);
        return state;
    }

    /// <summary>
    /// Becomes the state after a newer record, for whoever holds the only reference: its registers are written over where there
    /// are as many. Its hashes are not, they are replaced.
    /// </summary>
    public void Advance(MeterRecord record, byte[] hash)
    {
        Require.NotNull(record, nameof(record));
        Require.Length(hash, RecordCodec.HashBytes, nameof(hash));
        Sequence = record.Sequence;
        Hash = hash;
        BootCount = record.BootCount;
        EventCounter = record.EventCounter;
        if (Registers.Length != record.Registers.Length) Registers = new Register[record.Registers.Length];
        for (int index = 0; index < Registers.Length; index++) (Registers[index] ??= new Register()).Set(record.Registers[index]);
        Gas = record.Gas?.Copy();
        ParameterSetHash = record.ParameterSetHash;
    }
}
