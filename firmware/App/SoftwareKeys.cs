using System;
using System.Net.NetworkInformation;
using CarbonMeter.Firmware.Identity;

namespace CarbonMeter.Firmware.App;

/// <summary>Keys of a board without a secure element: the processor's randomness, its own id, and where the wrap's secret lies.</summary>
internal static class SoftwareKeys
{
    /// <summary>The store over its storage, under a secret that lies in another. The radio has to be on by now: it makes the randomness.</summary>
    public static SoftwareKeyStore Open(INonVolatile keys, INonVolatile secrets)
    {
        byte[] chipId = ChipId();
        var drawer = new KeyDrawer(new EspEntropy(), chipId);
        Require.That(WrapSecret.TryOpen(secrets, drawer, out byte[] secret),
            DriveFile.SecretFolder + " cannot be read or made: without it the meter's key is lost; nothing was overwritten");
        return new SoftwareKeyStore(keys, chipId, secret, drawer);
    }

    // The address of the radio, which is burnt into the chip.
    private static byte[] ChipId()
    {
        int index = NetworkAddress.IndexOf(NetworkInterfaceType.Wireless80211);
        Require.That(index >= 0, "no radio: keys are kept in software on boards with Wi-Fi alone, whose radio makes the randomness");
        return NetworkInterface.GetAllNetworkInterfaces()[index].PhysicalAddress;
    }

    private sealed class EspEntropy : IEntropy
    {
        private readonly Random _random = new Random();

        public bool TryFill(byte[] random)
        {
            _random.NextBytes(random);
            return true;
        }
    }
}
