using System;
using System.Net.NetworkInformation;
using System.Threading;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// Ethernet by DHCP. The network stack brings the interface up by itself, with or without a cable; joining asks for an address
/// again, and a thread of its own looks whether one is there.
/// </summary>
internal sealed class EthernetNetwork : INetwork
{
    private const int LookPeriodMs = 1000;

    private readonly int _index;
    private readonly object _gate = new object();
    private readonly AutoResetEvent _ordered = new AutoResetEvent(false);
    private bool _mayJoin, _isJoining, _isUp;

    public EthernetNetwork()
    {
        _index = NetworkAddress.IndexOf(NetworkInterfaceType.Ethernet);
        Require.That(_index >= 0, "this firmware image has no Ethernet: flash the image the board file names");
        new Thread(Work).Start();
    }

    /// <inheritdoc/>
    public NetworkState State
    {
        get
        {
            lock (_gate) return _isUp ? NetworkState.Up : _isJoining ? NetworkState.Joining : NetworkState.Down;
        }
    }

    /// <inheritdoc/>
    public void Join()
    {
        lock (_gate)
        {
            _mayJoin = true;
            _isJoining = true;
        }
        _ordered.Set();
    }

    /// <inheritdoc/>
    public void Leave()
    {
        lock (_gate)
        {
            _mayJoin = false;
            _isJoining = false;
            _isUp = false;
        }
    }

    private void Work()
    {
        while (true)
        {
            _ordered.WaitOne(LookPeriodMs, false);
            try
            {
                bool asks;
                lock (_gate)
                {
                    asks = _mayJoin;
                    _mayJoin = false;
                }
                if (asks && !NetworkAddress.IsThere(_index)) NetworkInterface.GetAllNetworkInterfaces()[_index].EnableDhcp();
                bool hasAddress = NetworkAddress.IsThere(_index);
                lock (_gate)
                {
                    if (hasAddress) _isJoining = false;
                    _isUp = hasAddress;
                }
            }
            catch (Exception fault)
            {
                Log.Fault("ethernet", fault);
                lock (_gate) _isJoining = _isUp = false;
            }
        }
    }
}
