using System.Collections.Generic;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// A link inside one process. The meter polls one side; a test takes from the other what arrived, acknowledges it, and
/// says what goes wrong on the way. An acknowledgement belongs to its connection: it does not survive a drop.
/// </summary>
public sealed class MemoryLink : ILink
{
    private readonly SeededRandom? _chance;
    private readonly Queue<SentRecord> _up = new();
    private readonly Queue<byte[]> _live = new(), _commands = new();
    private readonly Queue<long> _acknowledged = new();
    private int _connection, _recordsToLose, _recordsToDuplicate, _acknowledgementsToLose;

    /// <summary>A link; chances need a source of randomness.</summary>
    public MemoryLink(SeededRandom? chance = null)
    {
        _chance = chance;
    }

    /// <summary>Whether the host can be reached: where not, Open leads back to Closed.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>While true an Open stays under way: the state is Opening.</summary>
    public bool IsOpeningHeld { get; set; }

    /// <summary>While true the host's side receives nothing: records wait on the way.</summary>
    public bool IsHeld { get; set; }

    /// <summary>While true the meter receives no acknowledgement: they wait on the way.</summary>
    public bool AreAcknowledgementsHeld { get; set; }

    /// <summary>Records that may be on their way to the host at once, from 1.</summary>
    public int Capacity { get; set; } = 64;

    /// <summary>Chance that a record is lost on the way, and the connection with it, ppm.</summary>
    public int RecordLostPpm { get; set; }

    /// <summary>Chance that a record arrives twice, ppm.</summary>
    public int RecordDuplicatedPpm { get; set; }

    /// <summary>Chance that an acknowledgement is lost, and the connection with it, ppm.</summary>
    public int AcknowledgementLostPpm { get; set; }

    /// <summary>Times the meter asked to connect.</summary>
    public int Attempts { get; private set; }

    /// <summary>Connections that came to an end without the meter's doing.</summary>
    public int Drops { get; private set; }

    /// <inheritdoc/>
    public LinkState State { get; private set; }

    /// <inheritdoc/>
    public void Open()
    {
        if (State != LinkState.Closed) return;
        Attempts++;
        if (IsOpeningHeld) State = LinkState.Opening;
        else Connect();
    }

    /// <inheritdoc/>
    public void Close() => End();

    /// <summary>Lets an Open that was held go on.</summary>
    public void ReleaseOpening()
    {
        IsOpeningHeld = false;
        if (State == LinkState.Opening) Connect();
    }

    /// <summary>Breaks the connection; what is on its way arrives at the host none the less, or is lost.</summary>
    public void Drop(bool deliverWhatIsOnItsWay = false)
    {
        if (State == LinkState.Closed) return;
        var arrived = deliverWhatIsOnItsWay ? _up.ToArray() : [];
        End();
        foreach (var record in arrived) _up.Enqueue(record);
        Drops++;
    }

    /// <summary>The next records are lost, each with its connection.</summary>
    public void LoseRecords(int count) => _recordsToLose = count;

    /// <summary>The next records arrive twice.</summary>
    public void DuplicateRecords(int count) => _recordsToDuplicate = count;

    /// <summary>The next acknowledgements are lost, each with its connection.</summary>
    public void LoseAcknowledgements(int count) => _acknowledgementsToLose = count;

    /// <inheritdoc/>
    public bool TrySendRecord(long sequence, byte[] bytes)
    {
        if (State != LinkState.Open || _up.Count >= Capacity) return false;
        if (Counted(ref _recordsToLose) || Happens(RecordLostPpm))
        {
            // Sent, as far as the meter can know: TCP takes bytes and tells only later that it could not deliver them.
            Drop(deliverWhatIsOnItsWay: true);
            return true;
        }
        var record = new SentRecord(sequence, (byte[])bytes.Clone(), _connection);
        _up.Enqueue(record);
        if (Counted(ref _recordsToDuplicate) || Happens(RecordDuplicatedPpm)) _up.Enqueue(record);
        return true;
    }

    /// <inheritdoc/>
    public bool TrySendLive(byte[] bytes)
    {
        if (State != LinkState.Open || _live.Count >= Capacity) return false;
        _live.Enqueue((byte[])bytes.Clone());
        return true;
    }

    /// <inheritdoc/>
    public bool TryTakeAcknowledged(out long sequence)
    {
        sequence = 0;
        return !AreAcknowledgementsHeld && _acknowledged.TryDequeue(out sequence);
    }

    /// <inheritdoc/>
    public bool TryTakeCommand(out byte[] bytes)
    {
        bool has = _commands.TryDequeue(out byte[]? command);
        bytes = command ?? [];
        return has;
    }

    /// <summary>The host's side: takes the next record that has arrived, null where there is none.</summary>
    public SentRecord? TakeRecord() => !IsHeld && _up.TryDequeue(out var record) ? record : null;

    /// <summary>The host's side: takes the next live reading that has arrived, null where there is none.</summary>
    public byte[]? TakeLive() => !IsHeld && _live.TryDequeue(out byte[]? bytes) ? bytes : null;

    /// <summary>The host's side: acknowledges a record, over the connection it came by. False where that is gone.</summary>
    public bool Acknowledge(SentRecord record)
    {
        if (State != LinkState.Open || record.Connection != _connection) return false;
        if (Counted(ref _acknowledgementsToLose) || Happens(AcknowledgementLostPpm))
        {
            Drop(deliverWhatIsOnItsWay: true);
            return false;
        }
        _acknowledged.Enqueue(record.Sequence);
        return true;
    }

    /// <summary>The host's side: sends a command. False where there is no connection.</summary>
    public bool SendCommand(byte[] bytes)
    {
        if (State != LinkState.Open) return false;
        _commands.Enqueue((byte[])bytes.Clone());
        return true;
    }

    private void Connect()
    {
        State = IsReachable ? LinkState.Open : LinkState.Closed;
        if (IsReachable) _connection++;
    }

    private void End()
    {
        State = LinkState.Closed;
        _up.Clear();
        _live.Clear();
        _commands.Clear();
        _acknowledged.Clear();
    }

    private static bool Counted(ref int left)
    {
        if (left <= 0) return false;
        left--;
        return true;
    }

    private bool Happens(int ppm) => _chance is not null && _chance.Happens(ppm);
}
