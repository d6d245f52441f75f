using System.Net.NetworkInformation;

namespace CarbonMeter.Firmware.App;

/// <summary>Whether an interface has been given an address.</summary>
internal static class NetworkAddress
{
    private const string NoAddress = "0.0.0.0";

    /// <summary>By the interface's index; false where there is no such interface.</summary>
    public static bool IsThere(int index)
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        if (index < 0 || index >= interfaces.Length) return false;
        string address = interfaces[index].IPv4Address;
        return address != null && address.Length > 0 && address != NoAddress;
    }

    /// <summary>Index of the first interface of a type; -1 where there is none.</summary>
    public static int IndexOf(NetworkInterfaceType type)
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < interfaces.Length; i++)
            if (interfaces[i].NetworkInterfaceType == type) return i;
        return -1;
    }
}
