using System.Net.NetworkInformation;

namespace CarbonMeter.Firmware.App;

/// <summary>The address an interface has been given.</summary>
internal static class NetworkAddress
{
    private const string NoAddress = "0.0.0.0";

    /// <summary>By the interface's index; empty where it has none, or there is no such interface.</summary>
    public static string Of(int index)
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        if (index < 0 || index >= interfaces.Length) return "";
        string address = interfaces[index].IPv4Address;
        return address == null || address == NoAddress ? "" : address;
    }

    /// <summary>Index of the first interface of a type; -1 where there is none.</summary>
    public static int IndexOf(NetworkInterfaceType type)
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < interfaces.Length; i++)
            if (interfaces[i].NetworkInterfaceType == type) return i;
        return -1;
    }

    /// <summary>The hardware address of the first interface of a type: the chip's own, the same at every start.</summary>
    public static byte[] OfChip(NetworkInterfaceType type)
    {
        int index = IndexOf(type);
        Require.That(index >= 0, "this firmware image has not the network the board file names: flash the image it names");
        byte[] address = NetworkInterface.GetAllNetworkInterfaces()[index].PhysicalAddress;
        int known = 0;
        for (int i = 0; i < address.Length; i++) known |= address[i];
        Require.That(known != 0, "the network interface has no hardware address: keys cannot be tied to this chip");
        return address;
    }
}
