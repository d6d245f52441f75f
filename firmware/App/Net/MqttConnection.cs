using System;
using System.Collections;
using CarbonMeter.Firmware.Uplink;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace CarbonMeter.Firmware.App;

/// <summary>
/// One connection to the host, from its first byte to its end, with a client object of its own: nothing of it reaches into the
/// next. Its callbacks only write down what came; they neither connect nor close.
/// </summary>
internal sealed class MqttConnection
{
    private const int CommandsMax = 16;
    private const int QueueSlack = 8;
    private const int SubscribeTimeoutMs = 30_000;

    private readonly MqttLinkOptions _options;
    private readonly object _gate = new object();
    private readonly InFlight _inFlight = new InFlight(MeterSettings.WindowMax);
    private readonly Queue _commands = new Queue();
    private readonly System.Threading.AutoResetEvent _subscribed = new System.Threading.AutoResetEvent(false);
    private readonly MqttClient _client;
    private bool _isGranted;

    public MqttConnection(MqttLinkOptions options)
    {
        _options = options;
        _client = new MqttClient(options.Host, options.Port, options.UsesTls, options.CaCertificate, options.ClientCertificate,
            options.UsesTls ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None)
        {
            ProtocolVersion = MqttProtocolVersion.Version_3_1_1,
        };
        _client.Settings.ValidateServerCertificate = true;
        _client.Settings.InflightQueueSize = MeterSettings.WindowMax + QueueSlack;
        _client.MqttMsgPublished += OnPublished;
        _client.MqttMsgPublishReceived += OnReceived;
        _client.MqttMsgSubscribed += OnSubscribed;
        _client.ConnectionClosed += OnClosed;
    }

    /// <summary>Whether it has ended, from whichever side.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Commands that came while too many were waiting, and were dropped.</summary>
    public long CommandsDropped { get; private set; }

    /// <summary>Connects and subscribes; takes as long as it takes. False where the host refused, with the reason written down.</summary>
    public bool TryConnect()
    {
        MqttReasonCode answer = _client.Connect(_options.MeterId, null, null, false, MqttQoSLevel.AtLeastOnce, true,
            _options.StatusTopic, "offline", true, _options.KeepAliveSeconds);
        if (answer != MqttReasonCode.Success)
        {
            Log.Line("mqtt: refused with " + ((int)answer).ToString());
            return false;
        }
        _client.Subscribe(new string[] { _options.CommandTopic }, new MqttQoSLevel[] { MqttQoSLevel.AtLeastOnce });
        if (!_subscribed.WaitOne(SubscribeTimeoutMs, false) || !_isGranted)
        {
            Log.Line("mqtt: not subscribed to " + _options.CommandTopic);
            return false;
        }
        _client.Publish(_options.StatusTopic, MqttLinkOptions.Online);
        return !HasEnded;
    }

    /// <summary>Hands a record over for sending; false where there is no room or the client does not take it.</summary>
    public bool TrySendRecord(long sequence, byte[] bytes)
    {
        // Under the lock: the acknowledgement must not be looked at before the id is known.
        lock (_gate)
        {
            if (HasEnded || _inFlight.IsFull) return false;
            try
            {
                _inFlight.Add(_client.Publish(_options.RecordTopic, bytes, null, null, MqttQoSLevel.AtLeastOnce, false), sequence);
                return true;
            }
            catch (Exception fault)
            {
                Log.Fault("mqtt publish", fault);
                return false;
            }
        }
    }

    /// <summary>Hands a live reading over for sending, at most once.</summary>
    public bool TrySendLive(byte[] bytes)
    {
        if (HasEnded) return false;
        try
        {
            _client.Publish(_options.LiveTopic, bytes);
            return true;
        }
        catch (Exception fault)
        {
            Log.Fault("mqtt publish", fault);
            return false;
        }
    }

    public bool TryTakeAcknowledged(out long sequence)
    {
        lock (_gate) return _inFlight.TryTakeAcknowledged(out sequence);
    }

    public bool TryTakeCommand(out byte[] bytes)
    {
        lock (_gate)
        {
            bool has = _commands.Count > 0;
            bytes = has ? (byte[])_commands.Dequeue() : new byte[0];
            return has;
        }
    }

    /// <summary>Ends the client's threads and its socket. Only the link's worker calls it: on a dead network it may take long.</summary>
    public void Retire()
    {
        HasEnded = true;
        try
        {
            if (_client.IsConnected) _client.Disconnect();
            _client.Close();
            _client.Dispose();
        }
        catch (Exception fault)
        {
            Log.Fault("mqtt close", fault);
        }
    }

    private void OnPublished(object sender, MqttMsgPublishedEventArgs e)
    {
        lock (_gate)
        {
            // Not published: the client has given up sending it. The connection is no good, and everything is sent again.
            if (!e.IsPublished) HasEnded = true;
            else _inFlight.TryAcknowledge(e.MessageId);
        }
    }

    private void OnReceived(object sender, MqttMsgPublishEventArgs e)
    {
        lock (_gate)
        {
            if (e.Topic != _options.CommandTopic || _commands.Count >= CommandsMax) CommandsDropped++;
            else _commands.Enqueue(e.Message);
        }
    }

    private void OnSubscribed(object sender, MqttMsgSubscribedEventArgs e)
    {
        MqttQoSLevel[] granted = e.GrantedQoSLevels;
        _isGranted = granted != null && granted.Length == 1 && granted[0] != MqttQoSLevel.GrantedFailure;
        _subscribed.Set();
    }

    private void OnClosed(object sender, EventArgs e) => HasEnded = true;
}
