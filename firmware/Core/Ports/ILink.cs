namespace CarbonMeter.Firmware;

/// <summary>Whether the host can be talked to.</summary>
public enum LinkState
{
    /// <summary>Not connected, and nothing under way.</summary>
    Closed,
    /// <summary>Connecting.</summary>
    Opening,
    /// <summary>Connected and subscribed to the meter's commands.</summary>
    Open,
}

/// <summary>The way to the host (docs/formats/topics.md). It is polled and never blocks.</summary>
public interface ILink
{
    /// <summary>Whether the host can be talked to now.</summary>
    LinkState State { get; }

    /// <summary>Begins to connect; the state tells what comes of it.</summary>
    void Open();

    /// <summary>Drops the connection. What was sent and not acknowledged may or may not have arrived.</summary>
    void Close();

    /// <summary>Sends a signed record at QoS 1; false, and nothing sent, where there is no room or no connection.</summary>
    bool TrySendRecord(long sequence, byte[] bytes);

    /// <summary>Sends a live reading at QoS 0; false, and nothing sent, where there is no room or no connection.</summary>
    bool TrySendLive(byte[] bytes);

    /// <summary>Takes one acknowledgement: the host has that record durably.</summary>
    bool TryTakeAcknowledged(out long sequence);

    /// <summary>Takes one command message that has arrived; empty where there is none.</summary>
    bool TryTakeCommand(out byte[] bytes);
}
