using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// Wi-Fi by DHCP; name and password live in the firmware's own configuration block. Connecting takes seconds and asking for the
/// address goes into the network stack: a thread of its own does both, one order at a time.
/// </summary>
internal sealed class WifiNetwork : INetwork, INetworkSetup
{
    private const int LookPeriodMs = 1000;
    private const int ScanMs = 8000;
    private const int NetworksMax = 20;

    private readonly WifiAdapter _adapter;
    private readonly object _gate = new object();
    private readonly AutoResetEvent _ordered = new AutoResetEvent(false);
    private WifiAvailableNetwork[] _found = new WifiAvailableNetwork[0];
    private string _ssid, _password;
    private string _address = "";
    private bool _mayJoin, _mayLeave, _isJoining, _isUp, _hasFailed;

    public WifiNetwork()
    {
        _adapter = WifiAdapter.FindAllAdapters()[0];
        Wireless80211Configuration kept = Kept();
        _ssid = kept.Ssid ?? "";
        _password = kept.Password ?? "";
        new Thread(Work).Start();
    }

    /// <inheritdoc/>
    public NetworkKind Kind => NetworkKind.Wifi;

    /// <inheritdoc/>
    public bool IsSetUp
    {
        get
        {
            lock (_gate) return _ssid.Length > 0;
        }
    }

    /// <inheritdoc cref="INetwork.State"/>
    public NetworkState State
    {
        get
        {
            lock (_gate) return _isUp ? NetworkState.Up : _isJoining ? NetworkState.Joining : NetworkState.Down;
        }
    }

    /// <inheritdoc/>
    public bool HasFailed
    {
        get
        {
            lock (_gate) return _hasFailed;
        }
    }

    /// <inheritdoc/>
    public string Address
    {
        get
        {
            lock (_gate) return _isUp ? _address : "";
        }
    }

    /// <inheritdoc/>
    public int Count => _found.Length < NetworksMax ? _found.Length : NetworksMax;

    /// <inheritdoc/>
    public void Join()
    {
        lock (_gate)
        {
            _mayJoin = true;
            _isJoining = true;
            _hasFailed = false;
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

    /// <inheritdoc/>
    public bool TryJoin(string ssid, string password)
    {
        lock (_gate)
        {
            _ssid = ssid;
            _password = password;
        }
        Leave();
        Join();
        return true;
    }

    /// <inheritdoc/>
    public bool TryScan()
    {
        try
        {
            _adapter.ScanAsync();
            Thread.Sleep(ScanMs);
            _found = _adapter.NetworkReport.AvailableNetworks;
            return true;
        }
        catch (Exception fault)
        {
            Log.Fault("wifi scan", fault);
            return false;
        }
    }

    /// <summary>
    /// One that was found. The runtime gives the strength as floating point, which the firmware keeps out, so it is that of the
    /// bars; and it does not say whether a password is asked for, so one is expected.
    /// </summary>
    public ScannedNetwork Network(int index) => new ScannedNetwork(_found[index].Ssid, -100 + 12 * _found[index].SignalBars, true);

    private static Wireless80211Configuration Kept() => Wireless80211Configuration.GetAllWireless80211Configurations()[0];

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
        string ssid, password;
        lock (_gate)
        {
            ssid = _ssid;
            password = _password;
        }
        // Automatic also keeps name and password in the configuration block.
        WifiConnectionResult result = _adapter.Connect(ssid, WifiReconnectionKind.Automatic, password);
        if (result.ConnectionStatus == WifiConnectionStatus.Success) return;
        Log.Line("wifi: not joined, " + ((int)result.ConnectionStatus).ToString());
        Ended();
    }

    // An address is what makes the network worth anything, and losing it is what a loss looks like.
    private void Look()
    {
        string address = NetworkAddress.Of(_adapter.NetworkInterface);
        lock (_gate)
        {
            if (_mayLeave) return;
            _address = address;
            _isUp = address.Length > 0;
            if (_isUp) _isJoining = false;
        }
    }

    private void Ended()
    {
        lock (_gate)
        {
            _isJoining = _mayJoin;
            _isUp = false;
            _hasFailed = true;
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
