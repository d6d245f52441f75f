using System;
using nanoFramework.Networking;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// The time by SNTP, while the network is up. The network stack sets the system clock whenever a server answers and does not
/// say when: before the first answer it shows 1970, which the meter's clock refuses.
/// </summary>
internal sealed class SntpTime : ITimeSource
{
    private readonly INetwork _network;

    /// <summary>Asks one or two servers, by name or address, each at most 64 characters.</summary>
    public SntpTime(INetwork network, string server1, string server2)
    {
        _network = network;
        Sntp.Server1 = server1;
        Sntp.Server2 = server2;
    }

    /// <inheritdoc/>
    public TimeOrigin Origin => TimeOrigin.Network;

    /// <inheritdoc/>
    public bool TryRead(out long unixMs)
    {
        unixMs = 0;
        if (_network.State != NetworkState.Up) return false;
        if (!Sntp.IsStarted) Sntp.Start();
        unixMs = (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        return unixMs >= SetSinceUnixMs;
    }

    // 2020: a system clock below it has not been set. What lies above is judged by the meter.
    private const long SetSinceUnixMs = 1_577_836_800_000;
}
