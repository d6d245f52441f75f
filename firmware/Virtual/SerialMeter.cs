using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Identity;
using CarbonMeter.Firmware.SerialConsole;
using CarbonMeter.Firmware.Settings;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>What a virtual meter with a serial port is made of.</summary>
public sealed record SerialMeterOptions
{
    /// <summary>The board, with what it was delivered with.</summary>
    public required ConsoleBoard Board { get; init; }

    /// <summary>Its serial line, for example a <see cref="PseudoTerminal"/>.</summary>
    public required ISerialPort Port { get; init; }

    /// <summary>The key it was delivered with.</summary>
    public required ISigner Signer { get; init; }

    /// <summary>Makes the front end over chips that have power, in the meter's time.</summary>
    public required Func<VirtualClock, IFrontEnd> MakeFrontEnd { get; init; }

    /// <summary>Makes the way to the host it was told.</summary>
    public required Func<DeviceSettings, ILink> MakeLink { get; init; }

    /// <summary>Its network; null: none that could be set up.</summary>
    public INetworkSetup? Network { get; init; }

    /// <summary>Tests its parts; null: no self-test.</summary>
    public ISelfTest? Test { get; init; }
}

/// <summary>
/// A meter as it comes from the box: not commissioned, without an idea of the time, on a serial port. It runs by itself in real
/// time; once it is sealed over its console it measures and reports to the host it was told, as the loop of a real board does it.
/// </summary>
public sealed class SerialMeter : ILinkFactory, IAsyncDisposable
{
    private const int StepMs = 5;

    private readonly SerialMeterOptions _options;
    private readonly VirtualStorage _settings = new(SettingsStore.SizeBytes), _journal = new(VirtualMeterOptions.StorageBytesDefault);
    private readonly VirtualKeys _keys;
    private readonly IFrontEnd _frontEnd;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly long _startUnixMs;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Task _running;
    private Device _device;
    private ILink? _link;

    /// <summary>A meter that has just got power.</summary>
    public SerialMeter(SerialMeterOptions options)
    {
        _options = options;
        _startUnixMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        Clock = new VirtualClock(_startUnixMs);
        _keys = new VirtualKeys(options.Signer);
        _frontEnd = options.MakeFrontEnd(Clock);
        _device = MakeDevice();
        _running = Task.Factory.StartNew(Run, TaskCreationOptions.LongRunning);
    }

    /// <summary>Its time, which is that of this computer; it does not know it.</summary>
    public VirtualClock Clock { get; }

    /// <summary>Whether its commissioning is over.</summary>
    public bool IsSealed { get { lock (_gate) return _device.Console.Commissioning.IsSealed; } }

    /// <summary>Does something to its world between two steps: hangs a clamp elsewhere, changes a load.</summary>
    public void Do(Action<VirtualClock> change)
    {
        lock (_gate) change(Clock);
    }

    /// <summary>Takes the processor's power away and gives it back; chips and storages keep what they had.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            Clock.RestartUptime();
            _link?.Close();
            _device = MakeDevice();
        }
    }

    /// <inheritdoc/>
    public ILink Make(DeviceSettings settings) => _link = _options.MakeLink(settings);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        if (_link is IAsyncDisposable open) await open.DisposeAsync();
        else _link?.Close();
        _stop.Dispose();
    }

    private Device MakeDevice()
    {
        var console = new ConsoleParts(_options.Port, _settings, _keys, _frontEnd) { Network = _options.Network, Test = _options.Test };
        var parts = new DeviceParts(console, _options.Board, _journal, [], new SeededRandom(1), this) { IdentityMark = _keys };
        var device = new Device(parts, RestartReason.PowerOn, Clock.UptimeMs);
        console.Enrolment = new EnrolmentMaker(_options.Board.Name, _options.Board.FirmwareId, null, device.Console.Commissioning.Clock);
        return device;
    }

    private void Run()
    {
        while (!_stop.Token.WaitHandle.WaitOne(StepMs))
        {
            lock (_gate)
            {
                Clock.AdvanceTo(Math.Max(Clock.NowMs, _startUnixMs + _watch.ElapsedMilliseconds));
                _device.Step(Clock.UptimeMs);
            }
        }
    }
}
