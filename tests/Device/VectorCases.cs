namespace CarbonMeter.DeviceTests;

using CarbonMeter.Records;

/// <summary>What the bytes of a vector are.</summary>
internal enum VectorFormat
{
    /// <summary>The payload of a record.</summary>
    Record,
    /// <summary>A factor set.</summary>
    FactorSet,
    /// <summary>A calibration parameter set.</summary>
    ParameterSet,
    /// <summary>The payload of a command.</summary>
    Command,
}

/// <summary>The golden vectors of tests/vectors, from the generated <see cref="VectorTable"/>.</summary>
internal static class VectorCases
{
    public static void Run(Runner runner) => VectorTable.Run(runner);

    /// <summary>The bytes are refused for the stated reason, or accepted and encoded back to the same bytes.</summary>
    public static void Run(Runner runner, string name, VectorFormat format, RecordStatus expected, string hex) =>
        runner.Run("vector." + name, () =>
        {
            byte[]? again = DecodeAndEncode(format, Hex.Bytes(hex), out RecordStatus status);
            Check.Equal((int)expected, (int)status);
            if (again != null) Check.Bytes(hex, again);
        });

    private static byte[]? DecodeAndEncode(VectorFormat format, byte[] bytes, out RecordStatus status)
    {
        switch (format)
        {
            case VectorFormat.Record:
                MeterRecord? record = RecordCodec.DecodePayload(bytes, out status);
                return record is null ? null : RecordCodec.EncodePayload(record);
            case VectorFormat.FactorSet:
                FactorSet? factors = FactorSetCodec.Decode(bytes, out status);
                return factors is null ? null : FactorSetCodec.Encode(factors);
            case VectorFormat.ParameterSet:
                ParameterSet? parameters = ParameterSetCodec.Decode(bytes, out status);
                return parameters is null ? null : ParameterSetCodec.Encode(parameters);
            default:
                Command? command = CommandCodec.DecodePayload(bytes, out status);
                // A command this version has no name for is readable, but there is nothing to encode it from.
                return command is null || status != RecordStatus.Ok ? null : CommandCodec.EncodePayload(command);
        }
    }
}
