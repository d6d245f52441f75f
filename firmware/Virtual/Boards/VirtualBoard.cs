using System;
using System.Collections.Generic;
using System.Linq;
using CarbonMeter.Boards;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Virtual;

/// <summary>
/// A board of register-level models, made from its data: every part at its address on its bus, and the wires and the gas it
/// measures. It has no power yet. A part without a model is refused, unless the board works without it.
/// </summary>
public sealed class VirtualBoard : IBoardBuses
{
    /// <summary>Voltage of a virtual battery or string, mV.</summary>
    public const int DirectMillivolts = 48_000;

    private const int MainsMillivolts = 230_000;

    private readonly Board _board;
    private readonly VirtualClock _clock;
    private readonly ParameterSet _parameters;
    private readonly VirtualI2cBus?[] _i2c;
    private readonly Dictionary<int, ISpiBus> _spi = [];
    private readonly List<Action<bool>> _supplies = [];
    private readonly DcCircuit?[] _direct;
    private readonly Circuit _mains;
    private readonly ThreePhaseCircuit _phases;

    /// <summary>Makes the models.</summary>
    /// <exception cref="NotSupportedException">There is no model for a part.</exception>
    public VirtualBoard(Board board, VirtualClock clock, int seed)
    {
        _board = board;
        _clock = clock;
        _parameters = BoardParameters.Default(board);
        _i2c = [.. board.Buses.Select((bus, i) => bus.Kind == BoardBusKind.I2c ? new VirtualI2cBus(new SeededRandom(seed * 100 + i)) : null)];
        _direct = new DcCircuit?[board.Channels.Length];
        _mains = new Circuit(clock.NowMs, MainsMillivolts);
        _phases = new ThreePhaseCircuit(clock.NowMs, MainsMillivolts);
        for (int i = 0; i < board.Parts.Length; i++) Add(board.Parts[i], i, new SeededRandom(seed * 1000 + i));
        Supply(false);
    }

    /// <summary>Whether it has power.</summary>
    public bool IsPowered { get; private set; }

    /// <summary>The gas round its sensors.</summary>
    public GasState Gas { get; } = new();

    /// <summary>Its FRAM; null where it has none.</summary>
    public Mb85rcChip? Fram { get; private set; }

    /// <summary>Its secure element; null where it has none.</summary>
    public Atecc608Chip? SecureElement { get; private set; }

    /// <summary>The I2C bus at a place of the board's list, with the connection of each chip, where faults can be put in.</summary>
    public VirtualI2cBus Bus(int bus) => _i2c[bus] ?? throw new ArgumentException($"bus {_board.Buses[bus].Name} is no I2C bus");

    /// <inheritdoc/>
    public II2cBus I2c(int bus) => Bus(bus);

    /// <inheritdoc/>
    public ISpiBus Spi(int bus, int chipSelectPin) => _spi[chipSelectPin];

    /// <summary>Gives power to every chip, or takes it; the clock's battery stays.</summary>
    public void Supply(bool isOn)
    {
        foreach (var supply in _supplies) supply(isOn);
        IsPowered = isOn;
    }

    /// <summary>
    /// Sets a channel's power from now on, mW, positive = import. On direct current, where a whole number of mA flows under 48 V,
    /// it is rounded to 48 mW.
    /// </summary>
    public void SetPower(int channelIndex, long milliwatts)
    {
        var channel = _board.Channels[channelIndex];
        if (_direct[channelIndex] is { } wire)
            wire.Set(DirectMillivolts, (int)Math.Round(milliwatts * 1000.0 / DirectMillivolts), _clock.NowMs);
        else if (_board.Parts[channel.Part].Kind == BoardPartKind.Ade7880) _phases.SetPower(channel.Id - 1, milliwatts, _clock.NowMs);
        else _mains.SetPower(channel.Id - 1, milliwatts, _clock.NowMs);
    }

    /// <summary>Energy that flowed through a channel since the beginning, exact, mWh rounded down.</summary>
    public (long ImportMilliwattHours, long ExportMilliwattHours) Truth(int channelIndex)
    {
        const long perHour = 3_600_000;
        var channel = _board.Channels[channelIndex];
        if (_direct[channelIndex] is { } wire)
            return ((long)(wire.ImportMicrowattMs(_clock.NowMs) / 1000 / perHour), (long)(wire.ExportMicrowattMs(_clock.NowMs) / 1000 / perHour));
        bool isThreePhase = _board.Parts[channel.Part].Kind == BoardPartKind.Ade7880;
        Int128 import = isThreePhase ? _phases.ImportMilliwattMs(channel.Id - 1, _clock.NowMs) : _mains.ImportMilliwattMs(channel.Id - 1, _clock.NowMs);
        Int128 export = isThreePhase ? _phases.ExportMilliwattMs(channel.Id - 1, _clock.NowMs) : _mains.ExportMilliwattMs(channel.Id - 1, _clock.NowMs);
        return ((long)(import / perHour), (long)(export / perHour));
    }

    private void Add(BoardPart part, int index, SeededRandom random)
    {
        byte address = (byte)part.Address;
        switch (part.Kind)
        {
            case BoardPartKind.Ade7953: AddAde7953(part); break;
            case BoardPartKind.Ade7880:
                var three = new Ade7880Chip(_clock, _phases, ThreePhaseInputs.Matching(_parameters));
                Attach(part, three, isOn => { if (isOn) three.PowerOn(); else three.PowerOff(); });
                break;
            case BoardPartKind.Ina228: AddIna228(part, index); break;
            case BoardPartKind.M5AcMeasure:
                var unit = new M5AcMeasureUnit(_clock, _mains, address);
                Attach(part, unit, isOn => { if (isOn) unit.PowerOn(); else unit.PowerOff(); });
                break;
            case BoardPartKind.Scd30: Attach(part, new Scd30Chip(_clock, Gas, random)); break;
            case BoardPartKind.Scd4x: Attach(part, new Scd4xChip(_clock, Gas, random)); break;
            case BoardPartKind.Stc31: Attach(part, new Stc31Chip(_clock, Gas, random, part.Option >= (int)Stc31Gas.CInNitrogenTo100, address)); break;
            case BoardPartKind.Sdp3x: Attach(part, new SdpChip(_clock, Gas, random, address: address)); break;
            case BoardPartKind.Sht4x: Attach(part, new Sht4xChip(_clock, Gas, random, address)); break;
            case BoardPartKind.Bmx280: Attach(part, new Bmx280Chip(_clock, Gas, random, hasHumidity: false, address)); break;
            case BoardPartKind.Atecc608:
                var element = SecureElement = new Atecc608Chip(_clock, random);
                Attach(part, element, isOn => { if (isOn) element.PowerOn(); else element.PowerOff(); });
                break;
            case BoardPartKind.Ds3231:
                var clock = new Ds3231Chip(_clock);
                Attach(part, clock, isOn => clock.IsPowered = isOn);
                break;
            case BoardPartKind.Mb85rc256:
                var fram = Fram = new Mb85rcChip(address);
                Attach(part, fram, isOn => { if (isOn) fram.Storage.PowerOn(); else fram.Storage.PowerOff(); });
                break;
            default:
                if (!part.IsOptional) throw new NotSupportedException($"board {_board.Name}: there is no model for part {part.Name}.");
                break;
        }
    }

    private void AddAde7953(BoardPart part)
    {
        var chip = new Ade7953Chip(_clock, _mains, AnalogInputs.Matching(_parameters));
        _supplies.Add(isOn => { if (isOn) chip.PowerOn(); else chip.PowerOff(); });
        if (_i2c[part.Bus] is { } bus) bus.Attach((byte)part.Address, chip);
        else _spi.Add(part.ChipSelectPin, new Ade7953SpiPort(chip));
    }

    private void AddIna228(BoardPart part, int index)
    {
        int channel = Array.FindIndex(_board.Channels, one => one.Part == index);
        var wire = new DcCircuit(_clock.NowMs);
        _direct[channel] = wire;
        var chip = new Ina228Chip(_clock, wire, (byte)part.Address, _parameters.Channels[channel].CurrentFullScaleMilliamperes);
        Attach(part, chip, isOn => { if (isOn) chip.PowerOn(); else chip.PowerOff(); });
    }

    private void Attach(BoardPart part, SensorChip chip) => Attach(part, chip, isOn => { if (isOn) chip.PowerOn(); else chip.PowerOff(); });

    private void Attach(BoardPart part, II2cBus chip, Action<bool> supply)
    {
        Bus(part.Bus).Attach((byte)part.Address, chip);
        _supplies.Add(supply);
    }
}
