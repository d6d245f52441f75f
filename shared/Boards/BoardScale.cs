namespace CarbonMeter.Boards;

/// <summary>
/// Full scale of a front end's inputs from a board's analog constants: integers, rounded half up to the unit. A metering chip's
/// input is at full scale at 500 mV peak, that is 353.553390593 mV rms (ADE7953 data sheet Rev. C table 1; the ADE7880's the
/// same); an INA228's shunt input at 163.84 mV and its bus input at 102.4 V, both direct voltages.
/// </summary>
public static class BoardScale
{
    private const long RmsPicovolts = 353_553_390_593;
    private const long ShuntPicovolts = 163_840_000_000;
    private const long BusMicrovolts = 102_400_000;
    private const long PicovoltsPerMicrovolt = 1_000_000;

    /// <summary>Largest full scale a parameter set holds, mA or mV.</summary>
    public const int FullScaleMax = 1_000_000_000;

    /// <summary>Current at full scale and gain 1, mA (rms, or direct); 0 where it rounds to nothing or is above <see cref="FullScaleMax"/>.</summary>
    public static int CurrentFullScaleMilliamperes(BoardChannel channel, BoardPartKind kind)
    {
        Require.NotNull(channel, nameof(channel));
        if (channel.Sensor == BoardSensorKind.BuiltIn) return channel.RatedMilliamperes;
        long full = kind == BoardPartKind.Ina228 ? ShuntPicovolts : RmsPicovolts;
        if (channel.Sensor == BoardSensorKind.Shunt) return Rounded(full, 1000L * channel.ResistanceMicroohms);
        Require.InRange(channel.RatedMilliamperes, 1, BoardCodec.RatedMax, "rated current");
        // uA x micro-ohm are pV.
        long picovoltsAtRated = channel.Sensor == BoardSensorKind.CtVoltage
            ? channel.OutputMicrovolts * PicovoltsPerMicrovolt
            : (long)channel.OutputMicroamperes * channel.ResistanceMicroohms;
        return Rounded(full * channel.RatedMilliamperes, picovoltsAtRated);
    }

    /// <summary>Voltage at full scale, mV (rms, or direct); 0 where it rounds to nothing or is above <see cref="FullScaleMax"/>.</summary>
    public static int VoltageFullScaleMillivolts(BoardVoltageInput input, BoardPartKind kind)
    {
        Require.NotNull(input, nameof(input));
        if (input.Kind == BoardVoltageKind.BuiltIn) return input.InputMillivolts;
        Require.InRange(input.InputMillivolts, 1, BoardCodec.RatedMax, "input voltage");
        return kind == BoardPartKind.Ina228
            ? Rounded(BusMicrovolts * input.InputMillivolts, input.OutputMicrovolts)
            : Rounded(RmsPicovolts * input.InputMillivolts, input.OutputMicrovolts * PicovoltsPerMicrovolt);
    }

    private static int Rounded(long numerator, long denominator)
    {
        Require.InRange(denominator, 1, long.MaxValue, "sensor output");
        // Not numerator + denominator / 2: the sum could leave a long.
        long quotient = numerator / denominator;
        if (numerator - quotient * denominator >= denominator - denominator / 2) quotient++;
        return quotient <= FullScaleMax ? (int)quotient : 0;
    }
}
