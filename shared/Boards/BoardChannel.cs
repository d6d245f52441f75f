namespace CarbonMeter.Boards;

/// <summary>What stands between the mains and a voltage input.</summary>
public enum BoardVoltageKind
{
    /// <summary>Resistors: NOT isolated from the mains.</summary>
    Divider = 1,
    /// <summary>A transformer: isolated.</summary>
    Transformer = 2,
    /// <summary>Nothing, or resistors, on direct current.</summary>
    Direct = 3,
    /// <summary>A module that measures and scales by itself.</summary>
    BuiltIn = 4,
}

/// <summary>A voltage input.</summary>
public sealed class BoardVoltageInput
{
    /// <summary>What stands in between.</summary>
    public BoardVoltageKind Kind { get; set; }

    /// <summary>A voltage at the terminals, mV; of a module, its full scale.</summary>
    public int InputMillivolts { get; set; }

    /// <summary>What the front end sees of it, uV; 0 of a module.</summary>
    public int OutputMicrovolts { get; set; }
}

/// <summary>What turns a current into a voltage.</summary>
public enum BoardSensorKind
{
    /// <summary>Current transformer with its burden built in.</summary>
    CtVoltage = 1,
    /// <summary>Current transformer with the burden on the board.</summary>
    CtCurrent = 2,
    /// <summary>Shunt.</summary>
    Shunt = 3,
    /// <summary>A module that measures and scales by itself.</summary>
    BuiltIn = 4,
}

/// <summary>What the energy of a channel is to the park; the values are those of the host's node roles.</summary>
public enum BoardRole { None = 0, GridConnection = 1, Pv = 2, Wind = 3, Chp = 4, Storage = 5, Load = 6, Feeder = 7 }

/// <summary>A channel: one current, measured against one voltage. Fields that its sensor does not have are 0.</summary>
public sealed class BoardChannel
{
    /// <summary>Id, 1 to 8. ADE7953: 1 is its input A, 2 its input B. ADE7880: 1, 2, 3 are phases A, B, C.</summary>
    public int Id { get; set; }

    /// <summary>Label for people, 1 to 32 printable ASCII characters.</summary>
    public string Label { get; set; } = "";

    /// <summary>Index of the part that measures it.</summary>
    public int Part { get; set; }

    /// <summary>What turns its current into a voltage.</summary>
    public BoardSensorKind Sensor { get; set; }

    /// <summary>Rated current of a transformer, full scale of a module, mA.</summary>
    public int RatedMilliamperes { get; set; }

    /// <summary>Output of a transformer with burden at its rated current, uV.</summary>
    public int OutputMicrovolts { get; set; }

    /// <summary>Output of a transformer without burden at its rated current, uA.</summary>
    public int OutputMicroamperes { get; set; }

    /// <summary>Burden or shunt, micro-ohm.</summary>
    public int ResistanceMicroohms { get; set; }

    /// <summary>Gain setting of the front end, 0 to 5: x1, 2, 4, 8, 16, 22.</summary>
    public int Pga { get; set; }

    /// <summary>Voltage input it is measured against, 1 to 3.</summary>
    public int VoltageInput { get; set; }

    /// <summary>Phase 1 to 3; 0 on direct current.</summary>
    public int Phase { get; set; }

    /// <summary>What it is to the park, unless the installer says otherwise.</summary>
    public BoardRole Role { get; set; }
}

/// <summary>The gas channel of a board.</summary>
public sealed class BoardGas
{
    /// <summary>Cross-section of the duct, mm2; 0 where only the concentration is measured.</summary>
    public int AreaSquareMillimetres { get; set; }

    /// <summary>Coefficient of the probe and the velocity profile, ppm of 1; 0 where only the concentration is measured.</summary>
    public int CoefficientPpm { get; set; }

    /// <summary>CO2 of the intake air that is subtracted, ppm.</summary>
    public int BackgroundPpm { get; set; }

    /// <summary>Temperature of the reference state, mK.</summary>
    public int ReferenceTemperatureMillikelvins { get; set; }

    /// <summary>Pressure of the reference state, Pa.</summary>
    public int ReferencePressurePascals { get; set; }

    /// <summary>Whether volumes are dry gas.</summary>
    public bool IsDry { get; set; }
}
