using System;
using System.Device.Gpio;
using System.Device.Spi;
using CarbonMeter.Boards;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.SerialConsole;
using CarbonMeter.Firmware.Settings;

namespace CarbonMeter.Firmware.App;

/// <summary>Puts together what a board file names: buses, parts, storage, network, pins.</summary>
internal sealed class BoardDevice
{
    private const int SettingsFiles = SettingsStore.SizeBytes / RingFile.Bytes;
    private const int StateFiles = 10;

    private readonly Board _board;
    private readonly byte[] _boardBytes;
    private readonly GpioController _gpio = new GpioController();
    private readonly I2cPort?[] _buses;

    private BoardDevice(Board board, byte[] boardBytes)
    {
        _board = board;
        _boardBytes = boardBytes;
        _buses = new I2cPort?[board.Buses.Length];
        for (int i = 0; i < _buses.Length; i++)
            if (board.Buses[i].Kind == BoardBusKind.I2c) _buses[i] = new I2cPort(board.Buses[i], _gpio);
    }

    /// <summary>The device of the board whose file lies on the drive.</summary>
    public static Device Make(RestartMark mark, RestartReason reason, long uptimeMs)
    {
        byte[] bytes = DriveFile.ReadBytes(DriveFile.Board);
        Board? board = BoardCodec.Decode(bytes, out Records.RecordStatus status);
        Require.That(board != null, DriveFile.Board + " is no board file, status " + ((int)status).ToString());
        return new Device(new BoardDevice(board!, bytes).Parts(mark), reason, uptimeMs);
    }

    private DeviceParts Parts(RestartMark mark)
    {
        bool isWifi = _board.Network == BoardNetwork.Wifi;
        WifiNetwork? wifi = isWifi ? new WifiNetwork() : null;
        EthernetNetwork? ethernet = isWifi ? null : new EthernetNetwork();
        INetwork network = wifi != null ? wifi : ethernet!;
        BoardPart? fram = PartOf(BoardPartKind.Mb85rc256);
        INonVolatile? framStorage = fram == null ? null : new Mb85rc256(BusOf(fram), (byte)fram.Address);
        var ring = new DriveFiles(DriveFile.RingFolder, RingFile.Bytes);
        INonVolatile settings = framStorage != null ? new StorageSlice(framStorage, 0, SettingsStore.SizeBytes) : Files(DriveFile.SettingsFolder, SettingsFiles);
        INonVolatile state = framStorage != null
            ? new StorageSlice(framStorage, SettingsStore.SizeBytes, framStorage.SizeBytes - SettingsStore.SizeBytes) : Files(DriveFile.StateFolder, StateFiles);
        var console = new ConsoleParts(_board.ConsoleBus == Board.None ? new DeafPort() : new UartPort(_board.Buses[_board.ConsoleBus]),
            settings, Keys(), FrontEnd()) { Network = wifi != null ? wifi : ethernet! };
        var delivered = new ConsoleBoard(_board.Name, BoardCodec.Hash(_boardBytes), DriveFile.ReadBytes(DriveFile.Parameters), DriveFile.ReadBytes(DriveFile.Factors))
        {
            Chip = _board.Target,
        };
        return new DeviceParts(console, delivered, state, TimeSources(network), new EspRandom(), new MqttLinks())
        {
            RingStorage = new FileStorage(ring, RingFile.CountFor(_board.FlashBytes), RingFile.Bytes),
            IsStateOnFlash = framStorage == null,
            IsDriveFresh = ring.WasMissing,
            Processor = new Esp32Board(_buses, mark),
            Watchdog = _board.WatchdogPin == Board.None ? null : new WatchdogPin(_gpio, _board.WatchdogPin),
            Enclosure = _board.TamperPin == Board.None ? null : new EnclosurePin(_gpio, _board.TamperPin),
            Network = network,
        };
    }

    private IFrontEnd FrontEnd()
    {
        for (int i = 0; i < _board.Parts.Length; i++)
        {
            BoardPart part = _board.Parts[i];
            BoardBus bus = _board.Buses[part.Bus];
            switch (part.Kind)
            {
                case BoardPartKind.Ade7953:
                    return bus.Kind == BoardBusKind.Spi ? new Ade7953(new SpiPort(bus, part.ChipSelectPin, SpiMode.Mode0)) : new Ade7953(BusOf(part));
                case BoardPartKind.Ina228: return new Ina228(BusOf(part), (byte)part.Address);
                case BoardPartKind.M5AcMeasure: return new M5AcMeasure(BusOf(part), (byte)part.Address);
                default: break;
            }
        }
        throw new ArgumentException("the board file names no front end this firmware has a driver for");
    }

    private IKeyStore Keys()
    {
        BoardPart? element = PartOf(BoardPartKind.Atecc608);
        Require.That(element != null, "the board file names no secure element: this firmware keeps keys nowhere else");
        return new AteccKeyStore(new Atecc608(BusOf(element!), (byte)element!.Address, new ThreadDelay()));
    }

    private ITimeSource[] TimeSources(INetwork network)
    {
        var sntp = new SntpTime(network, "pool.ntp.org", "time.cloudflare.com");
        BoardPart? clock = PartOf(BoardPartKind.Ds3231);
        return clock == null ? new ITimeSource[] { sntp } : new ITimeSource[] { sntp, new Ds3231(BusOf(clock)) };
    }

    private static INonVolatile Files(string folder, int count) =>
        new FileStorage(new DriveFiles(folder, RingFile.Bytes), count, RingFile.Bytes);

    private BoardPart? PartOf(BoardPartKind kind)
    {
        for (int i = 0; i < _board.Parts.Length; i++)
            if (_board.Parts[i].Kind == kind) return _board.Parts[i];
        return null;
    }

    private II2cBus BusOf(BoardPart part)
    {
        I2cPort? bus = _buses[part.Bus];
        Require.That(bus != null, part.Name + " is on no I2C bus");
        return bus!;
    }
}
