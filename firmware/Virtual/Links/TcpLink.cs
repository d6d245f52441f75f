using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Mqtt;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>How a virtual meter reaches its host.</summary>
public sealed class TcpLinkOptions
{
    /// <summary>The meter's id, which is its client id and stands in its topics.</summary>
    public required string MeterId { get; init; }

    /// <summary>Name or address of the host.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>TCP port.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>Speak TLS.</summary>
    public bool UseTls { get; init; }

    /// <summary>PEM file of the only authority trusted; null trusts the machine's own.</summary>
    public string? CaFile { get; init; }

    /// <summary>Keep-alive, s, 0 to 65535; 0 = none.</summary>
    public int KeepAliveSeconds { get; init; } = 60;

    /// <summary>Time for connecting and subscribing, s.</summary>
    public int ConnectTimeoutSeconds { get; init; } = 15;

    /// <summary>Records that may wait for their acknowledgement, or acknowledgements for being taken, from 1.</summary>
    public int InFlightMax { get; init; } = 64;

    /// <summary>Commands that may wait for being taken, from 1; more are dropped and counted.</summary>
    public int CommandsMax { get; init; } = 16;
}

/// <summary>
/// The link over a real socket (docs/formats/topics.md). The meter polls it and is never made to wait: connecting, sending
/// and receiving happen in the background. Every attempt has a client of its own, so nothing of one connection reaches
/// into the next. The members of <see cref="ILink"/> are for one poller at a time.
/// </summary>
public sealed class TcpLink : ILink, IAsyncDisposable
{
    private static readonly byte[] Online = "online"u8.ToArray(), Offline = "offline"u8.ToArray();

    private readonly TcpLinkOptions _options;
    private readonly string _recordTopic, _liveTopic, _statusTopic, _commandTopic;
    private readonly ConcurrentQueue<long> _acknowledged = new();
    private readonly ConcurrentQueue<byte[]> _commands = new();
    private readonly Lock _gate = new();
    private CancellationTokenSource? _attempt; // of the connection that counts; under the gate
    private MqttClient? _client;
    private Task _running = Task.CompletedTask;
    private volatile LinkState _state;
    private volatile string _lastFailure = "";
    private int _attempts, _connections, _failures, _commandsDropped;

    /// <summary>A link that is closed.</summary>
    public TcpLink(TcpLinkOptions options)
    {
        Require.InRange(options.InFlightMax, 1, 4096, nameof(options.InFlightMax));
        Require.InRange(options.CommandsMax, 1, 4096, nameof(options.CommandsMax));
        _options = options;
        string prefix = "cm/v1/" + options.MeterId;
        _recordTopic = prefix + "/record";
        _liveTopic = prefix + "/live";
        _statusTopic = prefix + "/status";
        _commandTopic = prefix + "/command";
    }

    /// <inheritdoc/>
    public LinkState State => _state;

    /// <summary>Times it tried to connect.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>Times it was connected.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Attempts and connections that ended without being closed from this side.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>Why the last of them did; empty where there was none.</summary>
    public string LastFailure => _lastFailure;

    /// <summary>Commands that came while too many were waiting, and were dropped.</summary>
    public int CommandsDropped => Volatile.Read(ref _commandsDropped);

    /// <inheritdoc/>
    public void Open()
    {
        lock (_gate)
        {
            if (_state != LinkState.Closed) return;
            _state = LinkState.Opening;
            _attempt = new CancellationTokenSource();
            _attempts++;
            var (attempt, before) = (_attempt, _running);
            // Off the caller's thread from the start: resolving a name can take its time.
            _running = Task.Run(() => RunAsync(attempt, before));
        }
    }

    /// <inheritdoc/>
    public void Close() => Leave()?.Cancel();

    /// <inheritdoc/>
    public bool TrySendRecord(long sequence, byte[] bytes)
    {
        // Acknowledgements nobody takes count as in flight, so that neither queue grows.
        if (_acknowledged.Count >= _options.InFlightMax || OpenClient() is not { } client) return false;
        return client.TryPublish(_recordTopic, bytes, MqttQos.AtLeastOnce, acknowledged: TakeAcknowledgement, state: sequence);
    }

    /// <inheritdoc/>
    public bool TrySendLive(byte[] bytes) => OpenClient() is { } client && client.TryPublish(_liveTopic, bytes, MqttQos.AtMostOnce);

    /// <inheritdoc/>
    public bool TryTakeAcknowledged(out long sequence) => _acknowledged.TryDequeue(out sequence);

    /// <inheritdoc/>
    public bool TryTakeCommand(out byte[] bytes)
    {
        bool has = _commands.TryDequeue(out byte[]? command);
        bytes = command ?? [];
        return has;
    }

    /// <summary>Closes and waits until nothing runs in the background any more.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        Task running;
        lock (_gate) running = _running;
        await running;
    }

    /// <summary>One connection from its first byte to its end, after the one before. It sees to every failure itself.</summary>
    private async Task RunAsync(CancellationTokenSource attempt, Task before)
    {
        string failure;
        try
        {
            await before;
            await using var client = await ConnectAsync(attempt.Token);
            if (!Enter(attempt, client)) return;
            var cause = await client.Ended.WaitAsync(attempt.Token);
            failure = cause is null ? "The connection was closed." : Explain(cause);
        }
        catch (OperationCanceledException) when (attempt.IsCancellationRequested)
        {
            return; // closed from this side: not a failure
        }
        catch (TimeoutException)
        {
            failure = $"{_options.Host}:{_options.Port} did not answer the subscription within {_options.ConnectTimeoutSeconds} s.";
        }
        catch (Exception fault)
        {
            failure = Explain(fault);
        }
        lock (_gate)
        {
            if (_attempt != attempt) return;
            _lastFailure = failure; // before the state, so that whoever sees Closed can read why
            _failures++;
            Leave();
        }
    }

    private async Task<MqttClient> ConnectAsync(CancellationToken stop)
    {
        var client = await MqttClient.ConnectAsync(new MqttClientOptions
        {
            Host = _options.Host,
            Port = _options.Port,
            ClientId = _options.MeterId,
            Will = new MqttWill(_statusTopic, Offline, MqttQos.AtLeastOnce, Retain: false),
            KeepAliveSeconds = _options.KeepAliveSeconds,
            UseTls = _options.UseTls,
            CaFile = _options.CaFile,
            ConnectTimeoutSeconds = _options.ConnectTimeoutSeconds,
            InFlightMax = _options.InFlightMax,
            OnMessage = TakeMessage,
        }, stop);
        try
        {
            await client.SubscribeAsync(_commandTopic, MqttQos.AtLeastOnce)
                .WaitAsync(TimeSpan.FromSeconds(_options.ConnectTimeoutSeconds), stop);
            client.TryPublish(_statusTopic, Online, MqttQos.AtMostOnce);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private bool Enter(CancellationTokenSource attempt, MqttClient client)
    {
        lock (_gate)
        {
            if (_attempt != attempt) return false;
            _client = client;
            _state = LinkState.Open;
            _connections++;
            return true;
        }
    }

    /// <summary>Gives up the connection that counts; null where there is none.</summary>
    private CancellationTokenSource? Leave()
    {
        lock (_gate)
        {
            var left = _attempt;
            _attempt = null;
            _client = null;
            _state = LinkState.Closed;
            return left;
        }
    }

    private MqttClient? OpenClient()
    {
        lock (_gate) return _client;
    }

    private void TakeAcknowledgement(object? state, bool isAcknowledged)
    {
        // False: the connection ended first. The state says so too, and the meter sends again.
        if (isAcknowledged) _acknowledged.Enqueue((long)state!);
    }

    private void TakeMessage(string topic, ReadOnlySpan<byte> payload)
    {
        if (topic != _commandTopic || _commands.Count >= _options.CommandsMax) Interlocked.Increment(ref _commandsDropped);
        else _commands.Enqueue(payload.ToArray());
    }

    private static string Explain(Exception fault) => fault.InnerException is { } inner && !fault.Message.Contains(inner.Message, StringComparison.Ordinal)
        ? $"{fault.Message} ({inner.Message})" : fault.Message;
}
