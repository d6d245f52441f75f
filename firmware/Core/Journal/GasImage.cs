using CarbonMeter.Firmware.Gas;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Journal;

/// <summary>The gas part of the image of a state. What the register means is not in it: the parameter set in force says that.</summary>
internal static class GasImage
{
    private const long Missing = long.MinValue;

    /// <summary>The register and the open sums: 128 bytes.</summary>
    public static void Write(GasRegister register, GasSums open, Image image)
    {
        image.Put(register.MassMilligrams);
        image.Put(register.VolumeLitres);
        image.Put(open.MeasuredMs);
        image.Put(open.FlowMs);
        Write(open.CarbonDioxide, image);
        Write(open.Water, image);
        Write(open.DifferentialPressure, image);
        Write(open.Pressure, image);
        Write(open.Temperature, image);
        image.Put(open.MassMilligrams);
        image.Put(open.MassPicograms);
        image.Put(open.VolumeLitres);
        image.Put(open.VolumePicolitres);
        image.Put(open.HasReverseFlow ? 1 : 0);
    }

    public static void Read(GasRegister register, GasSums open, Image image)
    {
        register.MassMilligrams = image.TakeLong();
        register.VolumeLitres = image.TakeLong();
        open.MeasuredMs = image.TakeLong();
        open.FlowMs = image.TakeLong();
        Read(open.CarbonDioxide, image);
        Read(open.Water, image);
        Read(open.DifferentialPressure, image);
        Read(open.Pressure, image);
        Read(open.Temperature, image);
        open.MassMilligrams = image.TakeLong();
        open.MassPicograms = image.TakeLong();
        open.VolumeLitres = image.TakeLong();
        open.VolumePicolitres = image.TakeLong();
        open.HasReverseFlow = image.TakeInt() == 1;
    }

    /// <summary>The figures of a closed interval: at most 48 bytes.</summary>
    public static void Write(GasInterval? gas, Image image)
    {
        image.Put(gas == null ? -1 : gas.MeasuredMs);
        if (gas == null) return;
        StateImage.Write(gas.CarbonDioxidePpm, image);
        StateImage.Write(gas.CarbonDioxideUncertaintyPpm, image);
        StateImage.Write(gas.WaterPpm, image);
        StateImage.Write(gas.DifferentialPressureMillipascals, image);
        StateImage.Write(gas.PressurePascals, image);
        StateImage.Write(gas.TemperatureMillikelvins, image);
        image.Put(gas.VolumeLitres.IsPresent ? gas.VolumeLitres.Value : Missing);
        image.Put(gas.MassMilligrams.IsPresent ? gas.MassMilligrams.Value : Missing);
        StateImage.Write(gas.MassUncertaintyPpm, image);
    }

    public static GasInterval? Read(Image image)
    {
        int measuredMs = image.TakeInt();
        if (measuredMs < 0) return null;
        return new GasInterval
        {
            MeasuredMs = measuredMs,
            CarbonDioxidePpm = StateImage.TakeReading(image),
            CarbonDioxideUncertaintyPpm = StateImage.TakeReading(image),
            WaterPpm = StateImage.TakeReading(image),
            DifferentialPressureMillipascals = StateImage.TakeReading(image),
            PressurePascals = StateImage.TakeReading(image),
            TemperatureMillikelvins = StateImage.TakeReading(image),
            VolumeLitres = TakeLongReading(image),
            MassMilligrams = TakeLongReading(image),
            MassUncertaintyPpm = StateImage.TakeReading(image),
        };
    }

    private static void Write(MeanSum sum, Image image)
    {
        image.Put(sum.Sum);
        image.Put(sum.Count);
    }

    private static void Read(MeanSum sum, Image image)
    {
        sum.Sum = image.TakeLong();
        sum.Count = image.TakeInt();
    }

    private static Reading TakeLongReading(Image image)
    {
        long value = image.TakeLong();
        return value == Missing ? Reading.Missing : Reading.Of(value);
    }
}
