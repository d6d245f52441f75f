namespace CarbonMeter.Boards;

/// <summary>
/// What a board is made of: buses, parts, analog constants, channels, pins. Data only; docs/formats/board.md, where the ranges
/// and the meaning of every field stand.
/// </summary>
public sealed class Board
{
    /// <summary>There is no such pin, or no such bus.</summary>
    public const int None = -1;

    /// <summary>Name, 1 to 24 lower-case letters, digits and hyphens; the name of its folder.</summary>
    public string Name { get; set; } = "";

    /// <summary>Title for people, 1 to 64 printable ASCII characters.</summary>
    public string Title { get; set; } = "";

    /// <summary>Name of the firmware image, as nanoff lists it.</summary>
    public string Target { get; set; } = "";

    /// <summary>Family of the microcontroller.</summary>
    public BoardChip Chip { get; set; }

    /// <summary>Size of the flash, bytes.</summary>
    public int FlashBytes { get; set; }

    /// <summary>Where in the flash the application goes; 0 on the virtual board.</summary>
    public int DeployAddress { get; set; }

    /// <summary>The way to the host.</summary>
    public BoardNetwork Network { get; set; }

    /// <summary>Pins the network takes for itself: those of RMII, the clock, the PHY's reset.</summary>
    public int[] NetworkPins { get; set; } = new int[0];

    /// <summary>Buses; parts name them by their place in this list.</summary>
    public BoardBus[] Buses { get; set; } = new BoardBus[0];

    /// <summary>Parts; channels name them by their place in this list.</summary>
    public BoardPart[] Parts { get; set; } = new BoardPart[0];

    /// <summary>Voltage inputs 1 to 3, in this order.</summary>
    public BoardVoltageInput[] VoltageInputs { get; set; } = new BoardVoltageInput[0];

    /// <summary>Channels, ids ascending; none on a board that measures gas alone.</summary>
    public BoardChannel[] Channels { get; set; } = new BoardChannel[0];

    /// <summary>The gas channel; null where there is none.</summary>
    public BoardGas? Gas { get; set; }

    /// <summary>Output that feeds the external watchdog, or <see cref="None"/>.</summary>
    public int WatchdogPin { get; set; } = None;

    /// <summary>Input of the tamper switch, or <see cref="None"/>: low while the case is shut.</summary>
    public int TamperPin { get; set; } = None;

    /// <summary>Output of the status LED, or <see cref="None"/>: high lights it.</summary>
    public int StatusLedPin { get; set; } = None;

    /// <summary>Index of the UART that carries the console, or <see cref="None"/>.</summary>
    public int ConsoleBus { get; set; } = None;
}

/// <summary>Family of a microcontroller.</summary>
public enum BoardChip
{
    /// <summary>No hardware: the board of the virtual meter.</summary>
    Virtual = 0,
    /// <summary>ESP32.</summary>
    Esp32 = 1,
    /// <summary>ESP32-S2.</summary>
    Esp32S2 = 2,
    /// <summary>ESP32-S3.</summary>
    Esp32S3 = 3,
    /// <summary>ESP32-C3.</summary>
    Esp32C3 = 4,
    /// <summary>ESP32-C6.</summary>
    Esp32C6 = 5,
}

/// <summary>How a board reaches the host.</summary>
public enum BoardNetwork
{
    /// <summary>By what the process it runs in has; the virtual board alone.</summary>
    Virtual = 0,
    /// <summary>Wi-Fi.</summary>
    Wifi = 1,
    /// <summary>Ethernet.</summary>
    Ethernet = 2,
}

/// <summary>Kind of a bus.</summary>
public enum BoardBusKind
{
    /// <summary>I2C: data and clock.</summary>
    I2c = 1,
    /// <summary>SPI: data out, data in and clock; each part has its own chip select.</summary>
    Spi = 2,
    /// <summary>UART: transmit (data) and receive (input).</summary>
    Uart = 3,
}

/// <summary>A bus: its pins and the one speed everything on it runs at.</summary>
public sealed class BoardBus
{
    /// <summary>Name, 1 to 16 printable ASCII characters without space.</summary>
    public string Name { get; set; } = "";

    /// <summary>Kind.</summary>
    public BoardBusKind Kind { get; set; }

    /// <summary>Number of the controller, from 1: I2C1, SPI1, COM1.</summary>
    public int Port { get; set; }

    /// <summary>SDA, MOSI or TX.</summary>
    public int DataPin { get; set; }

    /// <summary>MISO or RX; <see cref="Board.None"/> on I2C.</summary>
    public int InputPin { get; set; } = Board.None;

    /// <summary>SCL or SCK; <see cref="Board.None"/> on a UART.</summary>
    public int ClockPin { get; set; } = Board.None;

    /// <summary>Speed, Hz or baud.</summary>
    public int SpeedHertz { get; set; }
}

/// <summary>Kind of a part: which driver runs it.</summary>
public enum BoardPartKind
{
    /// <summary>Metering chip, one voltage and two currents; I2C or SPI.</summary>
    Ade7953 = 1,
    /// <summary>Metering chip, three phases.</summary>
    Ade7880 = 2,
    /// <summary>DC power monitor.</summary>
    Ina228 = 3,
    /// <summary>M5Stack Unit AC Measure.</summary>
    M5AcMeasure = 4,
    /// <summary>CO2, temperature, humidity.</summary>
    Scd30 = 5,
    /// <summary>CO2, temperature, humidity.</summary>
    Scd4x = 6,
    /// <summary>CO2 in a binary mixture by thermal conductivity; its option is the binary gas argument.</summary>
    Stc31 = 7,
    /// <summary>Differential pressure, SDP3x and SDP8xx; option 0: differential pressure mode, 1: mass flow mode.</summary>
    Sdp3x = 8,
    /// <summary>Temperature, humidity.</summary>
    Sht4x = 9,
    /// <summary>Pressure, temperature (BME280: humidity too).</summary>
    Bmx280 = 10,
    /// <summary>Secure element ATECC608.</summary>
    Atecc608 = 11,
    /// <summary>Battery-backed clock.</summary>
    Ds3231 = 12,
    /// <summary>FRAM MB85RC256V, 32 KiB.</summary>
    Mb85rc256 = 13,
    /// <summary>Display.</summary>
    Ssd1306 = 14,
}

/// <summary>A part on a bus.</summary>
public sealed class BoardPart
{
    /// <summary>Name, 1 to 16 printable ASCII characters without space.</summary>
    public string Name { get; set; } = "";

    /// <summary>Kind.</summary>
    public BoardPartKind Kind { get; set; }

    /// <summary>Index of its bus.</summary>
    public int Bus { get; set; }

    /// <summary>Address on I2C, 7 bits; 0 elsewhere.</summary>
    public int Address { get; set; }

    /// <summary>Chip select on SPI; <see cref="Board.None"/> elsewhere.</summary>
    public int ChipSelectPin { get; set; } = Board.None;

    /// <summary>Output to its reset input, low resets it; or <see cref="Board.None"/>.</summary>
    public int ResetPin { get; set; } = Board.None;

    /// <summary>Input from its interrupt output; or <see cref="Board.None"/>.</summary>
    public int InterruptPin { get; set; } = Board.None;

    /// <summary>What its kind says; 0 where it says nothing.</summary>
    public int Option { get; set; }

    /// <summary>Whether the board works without it.</summary>
    public bool IsOptional { get; set; }
}
