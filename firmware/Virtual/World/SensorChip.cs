using System;
using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// What the models of sensor chips have in common: an address, power, a time in which they answer nothing, noise from a seed,
/// and the fault of a chip that lives on and gives the same figure for ever.
/// </summary>
public abstract class SensorChip : II2cBus
{
    private readonly byte _address;
    private readonly SeededRandom _random;
    private readonly int _startUpMs;
    private long _deafUntilMs;
    private int[]? _lastFigure;

    /// <summary>A chip on a bus, in a gas; it gets its power now.</summary>
    protected SensorChip(VirtualClock clock, GasState gas, byte address, SeededRandom random, int startUpMs, int noiseSteps)
    {
        Clock = clock;
        Gas = gas;
        _address = address;
        _random = random;
        _startUpMs = startUpMs;
        NoiseSteps = noiseSteps;
        IsPowered = true;
        _deafUntilMs = clock.NowMs + startUpMs;
    }

    /// <summary>Whether it has power.</summary>
    public bool IsPowered { get; private set; }

    /// <summary>While true its converter gives what it gave last, to the last bit.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Noise of every raw word of a figure: evenly up to so many steps either way; 0 = exact.</summary>
    public int NoiseSteps { get; set; }

    /// <summary>The gas it is in.</summary>
    protected GasState Gas { get; }

    /// <summary>The true time.</summary>
    protected VirtualClock Clock { get; }

    /// <summary>Takes its power: it answers nothing, and what it does not keep is gone.</summary>
    public void PowerOff() => IsPowered = false;

    /// <summary>Gives it power.</summary>
    public void PowerOn()
    {
        if (IsPowered) return;
        IsPowered = true;
        BrownOut();
    }

    /// <summary>A dip of its supply too short for anybody to see: it starts anew with what it keeps without power.</summary>
    public void BrownOut()
    {
        Forget();
        _deafUntilMs = Clock.NowMs + _startUpMs;
    }

    /// <inheritdoc/>
    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        if (address != _address || !IsPowered || Clock.NowMs < _deafUntilMs) return false;
        return TryTransfer(write.AsSpan(0, writeCount), read.AsSpan(0, readCount));
    }

    /// <summary>A transfer that reached a chip that listens.</summary>
    protected abstract bool TryTransfer(ReadOnlySpan<byte> write, Span<byte> read);

    /// <summary>What was not kept without power is as after a start.</summary>
    protected abstract void Forget();

    /// <summary>Acknowledges nothing for a time.</summary>
    protected void BeBusy(int ms) => _deafUntilMs = Clock.NowMs + ms;

    /// <summary>The raw words of a new figure with their noise, within the range of a word; those before where it is frozen.</summary>
    protected int[] Convert(int min, int max, params ReadOnlySpan<double> exact)
    {
        if (IsFrozen && _lastFigure is not null) return _lastFigure;
        var words = new int[exact.Length];
        for (int i = 0; i < words.Length; i++)
            words[i] = (int)Math.Clamp(Math.Round(exact[i]) + Noise(), min, max);
        return _lastFigure = words;
    }

    /// <summary>Something nobody has defined.</summary>
    protected int Undefined(int limit) => _random.Next(limit);

    private int Noise() => NoiseSteps == 0 ? 0 : _random.Next(2 * NoiseSteps + 1) - NoiseSteps;
}
