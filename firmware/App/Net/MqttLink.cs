using System;
using System.Collections;
using System.Threading;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// The link to the host over MQTT 3.1.1. One worker thread connects and closes, one attempt at a time, each with a new
/// <see cref="MqttConnection"/>; the meter's loop only looks. A call into the network stack that never comes back keeps the
/// state at Opening, which the watchdog sees.
/// </summary>
internal sealed class MqttLink : ILink
{
    private readonly MqttLinkOptions _options;
    private readonly object _gate = new object();
    private readonly AutoResetEvent _ordered = new AutoResetEvent(false);
    private readonly ArrayList _toRetire = new ArrayList();
    private MqttConnection? _connection;
    private bool _isOpening;
    private bool _mayConnect;

    public MqttLink(MqttLinkOptions options)
    {
        _options = options;
        new Thread(Work).Start();
    }

    /// <inheritdoc/>
    public LinkState State
    {
        get
        {
            lock (_gate)
            {
                if (_connection != null && _connection.HasEnded) Leave();
                return _connection != null ? LinkState.Open : _isOpening ? LinkState.Opening : LinkState.Closed;
            }
        }
    }

    /// <inheritdoc/>
    public void Open()
    {
        lock (_gate)
        {
            if (_connection != null || _isOpening) return;
            _isOpening = true;
            _mayConnect = true;
        }
        _ordered.Set();
    }

    /// <inheritdoc/>
    public void Close()
    {
        lock (_gate)
        {
            // An attempt under way cannot be called off: its worker finds out when it comes back.
            _mayConnect = false;
            _isOpening = false;
            Leave();
        }
    }

    /// <inheritdoc/>
    public bool TrySendRecord(long sequence, byte[] bytes)
    {
        MqttConnection? connection = Current();
        return connection != null && connection.TrySendRecord(sequence, bytes);
    }

    /// <inheritdoc/>
    public bool TrySendLive(byte[] bytes)
    {
        MqttConnection? connection = Current();
        return connection != null && connection.TrySendLive(bytes);
    }

    /// <inheritdoc/>
    public bool TryTakeAcknowledged(out long sequence)
    {
        sequence = 0;
        MqttConnection? connection = Current();
        return connection != null && connection.TryTakeAcknowledged(out sequence);
    }

    /// <inheritdoc/>
    public bool TryTakeCommand(out byte[] bytes)
    {
        bytes = new byte[0];
        MqttConnection? connection = Current();
        return connection != null && connection.TryTakeCommand(out bytes);
    }

    private MqttConnection? Current()
    {
        lock (_gate) return _connection;
    }

    // Under the gate.
    private void Leave()
    {
        if (_connection == null) return;
        _toRetire.Add(_connection);
        _connection = null;
        _ordered.Set();
    }

    private void Work()
    {
        while (true)
        {
            _ordered.WaitOne();
            RetireAll();
            bool connects;
            lock (_gate)
            {
                connects = _mayConnect;
                _mayConnect = false;
            }
            if (connects) Attempt();
        }
    }

    private void RetireAll()
    {
        while (true)
        {
            MqttConnection left;
            lock (_gate)
            {
                if (_toRetire.Count == 0) return;
                left = (MqttConnection)_toRetire[0];
                _toRetire.RemoveAt(0);
            }
            left.Retire();
        }
    }

    private void Attempt()
    {
        MqttConnection? attempt = null;
        bool isOpen = false;
        try
        {
            attempt = new MqttConnection(_options);
            isOpen = attempt.TryConnect();
        }
        catch (Exception fault)
        {
            Log.Fault("mqtt connect", fault);
        }
        lock (_gate)
        {
            if (isOpen && _isOpening && !_mayConnect) _connection = attempt;
            // Ordered anew in the meantime: the next round sees to it.
            if (!_mayConnect) _isOpening = false;
        }
        if (attempt != null && Current() != attempt) attempt.Retire();
    }
}
