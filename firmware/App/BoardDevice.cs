using System.Device.Gpio;
using System.Device.Spi;
using System.Net.NetworkInformation;
using CarbonMeter.Boards;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Identity;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.SerialConsole;
using CarbonMeter.Firmware.Settings;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.App;

/// <summary>Puts together what a board file names: buses, parts, storage, network, pins.</summary>
internal sealed class BoardDevice : IBoardBuses
{
    private const int SensorPeriodMs = 1000;
    private const int SettingsFiles = SettingsStore.SizeBytes / DriveLayout.FileBytes;

    private readonly Board _board;
    private readonly byte[] _boardBytes;
    private readonly GpioController _gpio = new GpioController();
    private readonly I2cPort?[] _buses;
    private readonly BoardAssembly _parts;

    private BoardDevice(Board board, byte[] boardBytes)
    {
        _board = board;
        _boardBytes = boardBytes;
        _buses = new I2cPort?[board.Buses.Length];
        for (int i = 0; i < _buses.Length; i++)
            if (board.Buses[i].Kind == BoardBusKind.I2c) _buses[i] = new I2cPort(board.Buses[i], _gpio);
        _parts = new BoardAssembly(board, this, new ThreadDelay(), SensorPeriodMs);
        Require.That(_parts.Fault == null, _parts.Fault!);
    }

    /// <inheritdoc/>
    public II2cBus I2c(int bus)
    {
        I2cPort? port = _buses[bus];
        Require.That(port != null, _board.Buses[bus].Name + " is no I2C bus");
        return port!;
    }

    /// <inheritdoc/>
    public ISpiBus Spi(int bus, int chipSelectPin) => new SpiPort(_board.Buses[bus], chipSelectPin, SpiMode.Mode3);

    /// <summary>The device of the board whose file lies on the drive.</summary>
    public static Device Make(RestartMark mark, RestartReason reason, long uptimeMs)
    {
        byte[] bytes = DriveFile.ReadBytes(DriveFile.Board);
        Board? board = BoardCodec.Decode(bytes, out RecordStatus status);
        Require.That(board != null, DriveFile.Board + " is no board file, status " + ((int)status).ToString());
        return new Device(new BoardDevice(board!, bytes).Parts(mark), reason, uptimeMs);
    }

    private DeviceParts Parts(RestartMark mark)
    {
        bool isWifi = _board.Network == BoardNetwork.Wifi;
        WifiNetwork? wifi = isWifi ? new WifiNetwork() : null;
        EthernetNetwork? ethernet = isWifi ? null : new EthernetNetwork();
        INetwork network = wifi != null ? wifi : ethernet!;
        INonVolatile? framStorage = _parts.Fram;
        var ring = new DriveFiles(DriveFile.RingFolder, DriveLayout.FileBytes);
        INonVolatile settings = framStorage != null ? new StorageSlice(framStorage, 0, SettingsStore.SizeBytes) : Files(DriveFile.SettingsFolder, SettingsFiles);
        // Keys in software lie behind the state, in the FRAM where there is one: apart from the drive with the secret that wraps them.
        Atecc608? element = _parts.SecureElement;
        int keyBytes = element == null ? SoftwareKeyStore.SizeBytes : 0;
        INonVolatile state = framStorage != null
            ? new StorageSlice(framStorage, SettingsStore.SizeBytes, framStorage.SizeBytes - SettingsStore.SizeBytes - keyBytes)
            : Files(DriveFile.StateFolder, DriveLayout.StateFiles);
        SoftwareKeys? software = element == null ? KeysInSoftware(framStorage) : null;
        ITimeSource[] clocks = TimeSources(network);
        var console = new ConsoleParts(_board.ConsoleBus == Board.None ? new DeafPort() : new UartPort(_board.Buses[_board.ConsoleBus]),
            settings, software != null ? software : new AteccKeyStore(element!), _parts.FrontEnd)
        {
            Network = wifi != null ? wifi : ethernet!,
            Test = _parts.Test,
            Element = element != null ? new AteccElement(element) : null,
            Enrolment = new EnrolmentMaker(_board.Name, new MeterSettings().FirmwareId, element, clocks[clocks.Length - 1]),
        };
        var delivered = new ConsoleBoard(_board.Name, BoardCodec.Hash(_boardBytes), ParameterSet(), FactorSet())
        {
            Chip = _board.Target,
        };
        return new DeviceParts(console, delivered, state, clocks, new EspRandom(), new MqttLinks())
        {
            RingStorage = new FileStorage(ring, DriveLayout.RingFiles(_board.FlashBytes), DriveLayout.FileBytes),
            IsStateOnFlash = framStorage == null,
            IsDriveFresh = ring.WasMissing,
            IdentityMark = software,
            Processor = new Esp32Board(_buses, mark),
            Watchdog = _board.WatchdogPin == Board.None ? null : new WatchdogPin(_gpio, _board.WatchdogPin),
            Enclosure = _board.TamperPin == Board.None ? null : new EnclosurePin(_gpio, _board.TamperPin),
            Network = network,
            GasSensors = _parts.Sensors,
            Display = _parts.Display,
        };
    }

    private SoftwareKeys KeysInSoftware(INonVolatile? fram)
    {
        Require.That(_board.Network == BoardNetwork.Wifi, "the board file names neither a secure element nor Wi-Fi: no key made here could be trusted");
        INonVolatile keys = fram == null ? Files(DriveFile.KeyFolder, 1) : new StorageSlice(fram, fram.SizeBytes - SoftwareKeyStore.SizeBytes, SoftwareKeyStore.SizeBytes);
        byte[] chipId = NetworkAddress.OfChip(NetworkInterfaceType.Wireless80211);
        return new SoftwareKeys(keys, Files(DriveFile.SecretFolder, 1), chipId, new EspEntropy(), new NativeHmac());
    }

    // Calibrated before it was delivered, or with the full scales that follow from its parts.
    private byte[] ParameterSet() => DriveFile.IsThere(DriveFile.Parameters)
        ? DriveFile.ReadBytes(DriveFile.Parameters) : ParameterSetCodec.Encode(BoardParameters.Default(_board));

    private static byte[] FactorSet() => DriveFile.IsThere(DriveFile.Factors)
        ? DriveFile.ReadBytes(DriveFile.Factors) : FactorSetCodec.Encode(DeliveredFactors.Make());

    private ITimeSource[] TimeSources(INetwork network)
    {
        var sntp = new SntpTime(network, "pool.ntp.org", "time.cloudflare.com");
        return _parts.Clock == null ? new ITimeSource[] { sntp } : new ITimeSource[] { sntp, _parts.Clock };
    }

    private static INonVolatile Files(string folder, int count) =>
        new FileStorage(new DriveFiles(folder, DriveLayout.FileBytes), count, DriveLayout.FileBytes);
}
