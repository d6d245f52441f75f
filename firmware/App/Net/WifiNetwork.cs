using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// Wi-Fi by DHCP. Connecting takes seconds and asking for the address goes into the network stack: a thread of its own does
/// both, one order at a time.
/// </summary>
internal sealed class WifiNetwork : INetwork
{
    private const int LookPeriodMs = 1000;

    private readonly string _ssid, _password;
    private readonly WifiAdapter _adapter;
    private readonly object _gate = new object();
    private readonly AutoResetEvent _ordered = new AutoResetEvent(false);
    private bool _mayJoin, _mayLeave, _isJoining, _isUp;

    public WifiNetwork(string ssid, string password)
    {
        _ssid = ssid;
        _password = password;
        _adapter = WifiAdapter.FindAllAdapters()[0];
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
            _mayLeave = true;
            _isJoining = false;
            _isUp = false;
        }
        _ordered.Set();
    }

    private void Work()
    {
        while (true)
        {
            _ordered.WaitOne(LookPeriodMs, false);
            try
            {
                if (Take(ref _mayLeave)) _adapter.Disconnect();
                if (Take(ref _mayJoin)) Connect();
                Look();
            }
            catch (Exception fault)
            {
                Log.Fault("wifi", fault);
                Ended();
            }
        }
    }

    private void Connect()
    {
        WifiConnectionResult result = _adapter.Connect(_ssid, WifiReconnectionKind.Manual, _password);
        if (result.ConnectionStatus == WifiConnectionStatus.Success) return;
        Log.Line("wifi: " + ((int)result.ConnectionStatus).ToString());
        Ended();
    }

    // An address is what makes the network worth anything, and losing it is what a loss looks like.
    private void Look()
    {
        bool hasAddress = NetworkAddress.IsThere(_adapter.NetworkInterface);
        lock (_gate)
        {
            if (_mayLeave) return;
            if (hasAddress) _isJoining = false;
            _isUp = hasAddress;
        }
    }

    private void Ended()
    {
        lock (_gate)
        {
            _isJoining = _mayJoin;
            _isUp = false;
        }
    }

    private bool Take(ref bool order)
    {
        lock (_gate)
        {
            bool isOrdered = order;
            order = false;
            return isOrdered;
        }
    }
}
