namespace CarbonMeter.Firmware;

/// <summary>What kind of network a board has.</summary>
public enum NetworkKind { None = 0, Wifi = 1, Ethernet = 2 }

/// <summary>The network as the console sets it up. Nothing waits; name and password are kept by the network itself.</summary>
public interface INetworkSetup
{
    /// <summary>What it is.</summary>
    NetworkKind Kind { get; }

    /// <summary>Whether the board is in it.</summary>
    NetworkState State { get; }

    /// <summary>Whether the last attempt to join failed: wrong name or password, out of reach, no address.</summary>
    bool HasFailed { get; }

    /// <summary>Its address, dotted; empty where it has none.</summary>
    string Address { get; }

    /// <summary>Begins to join a Wi-Fi network and keeps name and password; false where this board has no Wi-Fi or could not begin.</summary>
    bool TryJoin(string ssid, string password);

    /// <summary>Looks for Wi-Fi networks, at most 20; false where it could not. May take a few seconds.</summary>
    bool TryScan();

    /// <summary>How many the last scan found.</summary>
    int Count { get; }

    /// <summary>One that the last scan found, the strongest first.</summary>
    ScannedNetwork Network(int index);
}

/// <summary>A Wi-Fi network in reach.</summary>
public sealed class ScannedNetwork
{
    /// <summary>A network.</summary>
    public ScannedNetwork(string ssid, int rssiDecibelMilliwatts, bool isSecured)
    {
        Ssid = ssid;
        RssiDecibelMilliwatts = rssiDecibelMilliwatts;
        IsSecured = isSecured;
    }

    /// <summary>Its name.</summary>
    public string Ssid { get; }

    /// <summary>Its strength here, dBm.</summary>
    public int RssiDecibelMilliwatts { get; }

    /// <summary>Whether it asks for a password.</summary>
    public bool IsSecured { get; }
}
