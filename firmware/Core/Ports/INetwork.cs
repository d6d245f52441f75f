namespace CarbonMeter.Firmware;

/// <summary>Whether the meter is on a network.</summary>
public enum NetworkState
{
    /// <summary>Not on it, and nothing under way.</summary>
    Down,
    /// <summary>Joining: associating, or waiting for an address.</summary>
    Joining,
    /// <summary>It has an address.</summary>
    Up,
}

/// <summary>A Wi-Fi or Ethernet interface. It never blocks: what takes time happens elsewhere, and the state tells what came of it.</summary>
public interface INetwork
{
    /// <summary>Whether the meter is on the network now.</summary>
    NetworkState State { get; }

    /// <summary>Whether it has been told what to join; until then nobody asks it to.</summary>
    bool IsSetUp { get; }

    /// <summary>Begins to join, where it is down.</summary>
    void Join();

    /// <summary>Leaves, or gives up joining, so that the next <see cref="Join"/> begins from nothing.</summary>
    void Leave();
}
