using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Mqtt.Endpoint;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarbonMeter.Mqtt;

/// <summary>
/// The running endpoint: accepts connections, gives each its session and looks after their time. Connections are Kestrel's
/// socket connections without Kestrel's HTTP server around them, which costs memory for every idle meter.
/// </summary>
public sealed partial class MqttServer : IAsyncDisposable
{
    /// <summary>How long a closing connection may take to send what is left.</summary>
    internal const int FarewellMsMax = 5000;
    private const int CheckTimeEveryMs = 250, AcceptFailurePauseMs = 100, BacklogMax = 4096;
    private const int ReadBufferBytes = 32 * 1024, WriteBufferBytes = 32 * 1024;

    private readonly Socket _listener;
    private readonly SocketConnectionContextFactory _connections;
    private readonly ConcurrentDictionary<string, MqttSession> _sessions = new();
    private readonly ConnectionSlots _slots;
    private readonly FlushQueue[] _flushQueues;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _allReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _log;
    private readonly Timer _clock;
    private readonly Task _accepting;

    private MqttServer(
        MqttOptions options, IMqttApplication application, SslServerAuthenticationOptions? tls, Socket listener, ILoggerFactory loggers)
    {
        Options = options;
        Application = application;
        Tls = tls;
        _listener = listener;
        _log = loggers.CreateLogger<MqttServer>();
        Counters.ConnectionsMax = Math.Min(options.ConnectionsMax, OpenFiles.ConnectionsMax());
        if (Counters.ConnectionsMax < options.ConnectionsMax) LogLowered(_log, options.ConnectionsMax, Counters.ConnectionsMax);
        _slots = new ConnectionSlots((int)Counters.ConnectionsMax);
        _flushQueues = new FlushQueue[Math.Max(1, Environment.ProcessorCount / 2)];
        for (int index = 0; index < _flushQueues.Length; index++) _flushQueues[index] = new FlushQueue();
        _connections = new SocketConnectionContextFactory(new SocketConnectionFactoryOptions
        {
            // No hop between socket and packet: the application does not block. An idle connection holds no buffer.
            UnsafePreferInlineScheduling = true,
            WaitForDataBeforeAllocatingBuffer = true,
            MaxReadBufferSize = ReadBufferBytes,
            MaxWriteBufferSize = WriteBufferBytes,
        }, NullLogger.Instance);
        _clock = new Timer(static server => ((MqttServer)server!).CheckTime(), this, CheckTimeEveryMs, CheckTimeEveryMs);
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, with the port the system chose if it was to choose.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>What it has seen.</summary>
    public MqttCounters Counters { get; } = new();

    internal MqttOptions Options { get; }

    internal IMqttApplication Application { get; }

    internal SslServerAuthenticationOptions? Tls { get; }

    /// <summary>Listens and serves until disposed.</summary>
    /// <exception cref="MqttException">The options cannot be used, the certificate cannot be read or the port is taken.</exception>
    public static Task<MqttServer> StartAsync(MqttOptions options, IMqttApplication application, ILoggerFactory? loggers = null)
    {
        options.Validate();
        var tls = ServerCertificate.Load(options);
        var listener = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (options.Address.Equals(IPAddress.IPv6Any)) listener.DualMode = true;
            listener.Bind(new IPEndPoint(options.Address, options.Port));
            listener.Listen(BacklogMax);
        }
        catch (SocketException fault)
        {
            listener.Dispose();
            throw new MqttException($"The MQTT endpoint cannot listen on {new IPEndPoint(options.Address, options.Port)}: {fault.Message}. "
                + "End the program that uses the port, or give another address or port; port 0 takes any free one.", fault);
        }
        var server = new MqttServer(options, application, tls, listener, loggers ?? NullLoggerFactory.Instance);
        // Said and not refused: what is in the ledger must stay readable the night a certificate runs out.
        if (tls?.ServerCertificateContext?.TargetCertificate is { } own && own.NotAfter < DateTime.Now)
            LogExpired(server._log, options.CertificateFile!, own.NotAfter.ToUniversalTime());
        return Task.FromResult(server);
    }

    /// <summary>The open session of a client, if it has one.</summary>
    public bool TryGetSession(string clientId, [NotNullWhen(true)] out MqttSession? session) =>
        _sessions.TryGetValue(clientId, out session);

    /// <summary>Stops listening, closes every connection and returns after the last Closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        foreach (var session in _slots.All()) session.Close(MqttCloseReason.ServerStopping);
        if (_slots.Count > 0) await _allReleased.Task;
        await _clock.DisposeAsync();
        _connections.Dispose();
        _stop.Dispose();
    }

    /// <summary>Makes the session its client's; returns the older one that has to go first, if there is one.</summary>
    internal MqttSession? Admit(MqttSession session)
    {
        var current = _sessions.GetOrAdd(session.ClientId, session);
        return current == session ? null : current;
    }

    internal void Forget(MqttSession session) => _sessions.TryRemove(new KeyValuePair<string, MqttSession>(session.ClientId, session));

    internal void Release(MqttSession session)
    {
        _slots.Free(session.Slot);
        Interlocked.Decrement(ref Counters.ConnectionsNowValue);
        if (_stop.IsCancellationRequested && _slots.Count == 0) _allReleased.TrySetResult();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Open(await _listener.AcceptAsync(_stop.Token));
            }
            catch (OperationCanceledException)
            {
                return; // stopping
            }
            catch (SocketException fault)
            {
                // Out of descriptors, most likely: the connection stays in the backlog, and asking again at once would only spin.
                Interlocked.Increment(ref Counters.AcceptFailuresValue);
                LogAcceptFailure(_log, fault.Message);
                await Task.Delay(AcceptFailurePauseMs);
            }
        }
    }

    private void Open(Socket socket)
    {
        Interlocked.Increment(ref Counters.ConnectionsAcceptedValue);
        if (!_slots.TryTake(out int slot))
        {
            Counters.CountEnd(MqttCloseReason.ConnectionLimit, admitted: false);
            socket.Dispose();
            return;
        }
        ConnectionContext connection;
        try
        {
            socket.NoDelay = true;
            connection = _connections.Create(socket);
        }
        catch (SocketException)
        {
            // Reset by its peer while it was still in the backlog.
            socket.Dispose();
            _slots.Free(slot);
            Counters.CountEnd(MqttCloseReason.PeerClosed, admitted: false);
            return;
        }
        Interlocked.Increment(ref Counters.ConnectionsNowValue);
        var session = new MqttSession(this, connection, slot, _flushQueues[slot % _flushQueues.Length]);
        _slots.Set(slot, session);
        ThreadPool.UnsafeQueueUserWorkItem(static session => _ = session.RunAsync(), session, preferLocal: false);
    }

    private void CheckTime()
    {
        long nowMs = Environment.TickCount64;
        foreach (var session in _slots.All()) session.CheckTime(nowMs);
    }

    internal void LogTransportFault(MqttSession session, Exception fault) => LogTransport(_log, session.ClientId, fault.Message);

    internal void LogApplicationFault(MqttSession session, Exception fault) => LogApplication(_log, session.ClientId, fault);

    [LoggerMessage(LogLevel.Debug, "MQTT client {ClientId}: {Fault}")]
    private static partial void LogTransport(ILogger log, string clientId, string fault);

    [LoggerMessage(LogLevel.Error, "The application failed for MQTT client {ClientId}; its connection is closed")]
    private static partial void LogApplication(ILogger log, string clientId, Exception fault);

    [LoggerMessage(LogLevel.Warning, "MQTT: the certificate {File} expired at {NotAfter:u}; meters will refuse it. Give a new one and start again")]
    private static partial void LogExpired(ILogger log, string file, DateTime notAfter);

    [LoggerMessage(LogLevel.Warning, "MQTT: a connection could not be accepted: {Fault}")]
    private static partial void LogAcceptFailure(ILogger log, string fault);

    [LoggerMessage(LogLevel.Warning, "MQTT: {Wanted} connections are configured, but the limit of open files leaves room for {Possible}")]
    private static partial void LogLowered(ILogger log, int wanted, long possible);
}
