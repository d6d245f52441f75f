using System;
using System.Net.NetworkInformation;
using System.Threading;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// Ethernet by DHCP. The network stack brings the interface up by itself, with or without a cable; joining asks for an address
/// again, and a thread of its own looks whether one is there.
/// </summary>
internal sealed class EthernetNetwork : INetwork, INetworkSetup
{
    private const int LookPeriodMs = 1000;

    private readonly int _index;
    private readonly object _gate = new object();
    private readonly AutoResetEvent _ordered = new AutoResetEvent(false);
    private string _address = "";
    private bool _mayJoin, _isJoining;

    public EthernetNetwork()
    {
        _index = NetworkAddress.IndexOf(NetworkInterfaceType.Ethernet);
        Require.That(_index >= 0, "this firmware image has no Ethernet: flash the image the board file names");
        new Thread(Work).Start();
    }

    /// <inheritdoc/>
    public NetworkKind Kind => NetworkKind.Ethernet;

    /// <inheritdoc/>
    public bool IsSetUp => true;

    /// <inheritdoc cref="INetwork.State"/>
    public NetworkState State
    {
        get
        {
            lock (_gate) return _address.Length > 0 ? NetworkState.Up : _isJoining ? NetworkState.Joining : NetworkState.Down;
        }
    }

    /// <inheritdoc/>
    public bool HasFailed => false;

    /// <inheritdoc/>
    public string Address
    {
        get
        {
            lock (_gate) return _address;
        }
    }

    /// <inheritdoc/>
    public int Count => 0;

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
            _address = "";
        }
    }

    /// <inheritdoc/>
    public bool TryJoin(string ssid, string password) => false;

    /// <inheritdoc/>
    public bool TryScan() => false;

    /// <inheritdoc/>
    public ScannedNetwork Network(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    private void Work()
    {
        while (true)
        {
            _ordered.WaitOne(LookPeriodMs, false);
            try
            {
                if (TakeOrder() && NetworkAddress.Of(_index).Length == 0) NetworkInterface.GetAllNetworkInterfaces()[_index].EnableDhcp();
                Look(NetworkAddress.Of(_index));
            }
            catch (Exception fault)
            {
                Log.Fault("ethernet", fault);
                Look("");
            }
        }
    }

    private bool TakeOrder()
    {
        lock (_gate)
        {
            bool isOrdered = _mayJoin;
            _mayJoin = false;
            return isOrdered;
        }
    }

    private void Look(string address)
    {
        lock (_gate)
        {
            _address = address;
            if (address.Length > 0) _isJoining = false;
        }
    }
}
