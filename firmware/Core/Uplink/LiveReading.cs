using System.Text;
using CarbonMeter.Firmware.Gas;
using CarbonMeter.Firmware.Health;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Uplink;

/// <summary>The unsigned live reading of docs/formats/topics.md.</summary>
internal static class LiveReading
{
    private const int CharactersExpected = 768;

    /// <summary>JSON with integers only; a figure that is missing is left out.</summary>
    public static byte[] Write(MeterState state, FrontEndSample? sample, GasMoment? gas, long atUnixMs, HealthReading health)
    {
        var json = new StringBuilder(CharactersExpected);
        json.Append("{\"at\":").Append(atUnixMs.ToString());
        json.Append(",\"seq\":").Append(state.Sequence.ToString());
        json.Append(",\"channels\":[");
        for (int i = 0; i < state.Registers.Length; i++)
        {
            if (i > 0) json.Append(",");
            WriteChannel(json, state, sample, i);
        }
        json.Append("]");
        if (sample != null && sample.HasFrequency) Member(json, "frequencyMillihertz", sample.FrequencyMillihertz);
        if (gas != null && state.Gas != null && state.Open.Gas != null) WriteGas(json, state, state.Gas, state.Open.Gas, gas);
        Member(json, "pending", state.Sequence - state.OldestSequence + 1);
        health.Write(json);
        json.Append("}");
        return Ascii(json.ToString());
    }

    private static void WriteChannel(StringBuilder json, MeterState state, FrontEndSample? sample, int index)
    {
        long import = state.Registers[index].ImportMilliwattHours + state.Open.ImportMilliwattHours[index];
        long export = state.Registers[index].ExportMilliwattHours + state.Open.ExportMilliwattHours[index];
        for (int i = 0; i < state.RunCount; i++)
        {
            import += state.Run[i].Channels[index].ImportMilliwattHours;
            export += state.Run[i].Channels[index].ExportMilliwattHours;
        }
        json.Append("{\"id\":").Append(state.Registers[index].ChannelId.ToString());
        if (sample != null)
        {
            Member(json, "powerMilliwatts", sample.ActivePowerMilliwatts[index]);
            Member(json, "voltageMillivolts", sample.VoltageMillivolts[index]);
            Member(json, "currentMilliamperes", sample.CurrentMilliamperes[index]);
            if (sample.HasPowerFactor) Member(json, "powerFactorPpm", sample.PowerFactorPpm[index]);
        }
        Member(json, "importMilliwattHours", import);
        Member(json, "exportMilliwattHours", export);
        json.Append("}");
    }

    private static void WriteGas(StringBuilder json, MeterState state, GasRegister register, GasSums open, GasMoment gas)
    {
        long mass = register.MassMilligrams + open.MassMilligrams, volume = register.VolumeLitres + open.VolumeLitres;
        for (int i = 0; i < state.RunCount; i++)
        {
            GasInterval? closed = state.Run[i].Gas;
            if (closed == null || !closed.MassMilligrams.IsPresent) continue;
            mass += closed.MassMilligrams.Value;
            volume += closed.VolumeLitres.Value;
        }
        json.Append(",\"gas\":{\"massMilligrams\":").Append(mass.ToString());
        Member(json, "volumeLitres", volume);
        Member(json, "carbonDioxidePpm", gas.CarbonDioxidePpm);
        Member(json, "waterPpm", gas.WaterPpm);
        Member(json, "differentialPressureMillipascals", gas.DifferentialPressureMillipascals);
        Member(json, "pressurePascals", gas.PressurePascals);
        Member(json, "temperatureMillikelvins", gas.TemperatureMillikelvins);
        if (gas.HasFlow) Member(json, "massMicrogramsPerSecond", gas.MassNanogramsPerSecond / 1000);
        json.Append("}");
    }

    private static void Member(StringBuilder json, string name, Reading figure)
    {
        if (figure.IsPresent) Member(json, name, figure.Value);
    }

    private static void Member(StringBuilder json, string name, long value) =>
        json.Append(",\"").Append(name).Append("\":").Append(value.ToString());

    private static byte[] Ascii(string text)
    {
        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)text[i];
        return bytes;
    }
}
