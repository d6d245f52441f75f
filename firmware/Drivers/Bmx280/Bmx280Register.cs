namespace CarbonMeter.Firmware.Drivers;

/// <summary>Registers of BMP280 and BME280; the comments keep the data sheets' names.</summary>
internal enum Bmx280Register
{
    /// <summary>calib00, dig_T1 to dig_P9 and, at its end, dig_H1.</summary>
    Calibration = 0x88,
    /// <summary>id.</summary>
    Identity = 0xD0,
    /// <summary>reset.</summary>
    Reset = 0xE0,
    /// <summary>calib26, dig_H2 to dig_H6; BME280 alone.</summary>
    HumidityCalibration = 0xE1,
    /// <summary>ctrl_hum; BME280 alone. Taken over with the next write to ctrl_meas.</summary>
    HumidityControl = 0xF2,
    /// <summary>status.</summary>
    Status = 0xF3,
    /// <summary>ctrl_meas.</summary>
    Control = 0xF4,
    /// <summary>config.</summary>
    Filter = 0xF5,
    /// <summary>press_msb, and on to hum_lsb.</summary>
    Data = 0xF7,
}
