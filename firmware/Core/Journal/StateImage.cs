using CarbonMeter.Firmware.Metering;
using CarbonMeter.Records;
using CarbonMeter.Units;

namespace CarbonMeter.Firmware.Journal;

/// <summary>A <see cref="MeterState"/> as bytes. Private to one firmware version: no other program reads it.</summary>
internal static class StateImage
{
    private const int Version = 5;
    private const int FixedBytes = 324;
    private const int PerChannelBytes = 152;
    private const int PerIntervalBytes = 16;
    private const int PerIntervalChannelBytes = 48;
    private const int GasBytes = 128;
    private const int PerIntervalGasBytes = 48;

    /// <summary>Room an image may take.</summary>
    public static int SizeBytesMax(int channelCount, bool hasGas) =>
        BytesBesideIntervals(channelCount, hasGas) + RecordCodec.IntervalsThatFit(channelCount, hasGas) * BytesOfInterval(channelCount, hasGas);

    /// <summary>How many closed intervals fit an image of a size; below 1 where not even one does.</summary>
    public static int IntervalsThatFit(int channelCount, bool hasGas, int sizeBytes)
    {
        int each = BytesOfInterval(channelCount, hasGas);
        int room = sizeBytes - BytesBesideIntervals(channelCount, hasGas);
        int count = room > 0 && each > 0 ? room / each : 0;
        int countMax = RecordCodec.IntervalsThatFit(channelCount, hasGas);
        return count < countMax ? count : countMax;
    }

    private static int BytesBesideIntervals(int channelCount, bool hasGas) =>
        FixedBytes + channelCount * PerChannelBytes + (hasGas ? GasBytes : 0);

    private static int BytesOfInterval(int channelCount, bool hasGas) =>
        PerIntervalBytes + channelCount * PerIntervalChannelBytes + (hasGas ? PerIntervalGasBytes : 0);

    public static void Write(MeterState state, Image image)
    {
        image.Put(Version);
        image.Put(state.Registers.Length);
        image.Put(state.Gas == null ? 0 : 1);
        image.Put(state.BootCount);
        image.Put(state.Sequence);
        image.Put(state.PreviousHash);
        image.Put(state.EventCounter);
        image.Put(state.CommandCounter);
        image.Put(state.LastUnixMs);
        image.Put(state.LastClockTrusted ? 1 : 0);
        image.Put(state.CountersAtUnixMs);
        image.Put(state.LengthSeconds);
        image.Put(state.IntervalsPerRecord);
        image.Put(state.NextLengthSeconds);
        image.Put(state.NextIntervalsPerRecord);
        image.Put(state.FactorPlace);
        image.Put(state.NextFactorPlace);
        image.Put(state.ParameterPlace);
        image.Put(state.NextParameterPlace);
        image.Put(state.KeyPlace);
        image.Put(state.Checksum);
        image.Put(state.RingTail);
        image.Put(state.RingUsed);
        image.Put(state.OldestSequence);
        image.Put(state.RecordsOverwritten);
        image.Put(state.RecordsUnreadable);
        image.Put(state.Identity);
        image.Put(state.RingEpoch);
        image.Put(state.Erasure);
        image.Put(state.ErasedAtSequence);
        image.Put(state.RecordsErased);
        WriteChannels(state, image);
        WriteOpen(state.Open, image);
        if (state.Gas != null && state.Open.Gas != null) GasImage.Write(state.Gas, state.Open.Gas, image);
        image.Put(state.RunCount);
        image.Put(state.RunStartUnixSeconds);
        image.Put(state.RunLengthSeconds);
        image.Put(state.RunIntensity);
        for (int i = 0; i < state.RunCount; i++) WriteInterval(state.Run[i], state.Gas != null, image);
    }

    /// <summary>Fills a state; false where the image is not one of this version and these channels.</summary>
    public static bool Read(MeterState state, Image image)
    {
        if (image.TakeInt() != Version || image.TakeInt() != state.Registers.Length) return false;
        bool hasGas = image.TakeInt() == 1;
        if (hasGas != (state.Gas != null)) return false;
        state.BootCount = image.TakeLong();
        state.Sequence = image.TakeLong();
        state.PreviousHash = image.TakeBytes(32);
        state.EventCounter = image.TakeLong();
        state.CommandCounter = image.TakeLong();
        state.LastUnixMs = image.TakeLong();
        state.LastClockTrusted = image.TakeInt() == 1;
        state.CountersAtUnixMs = image.TakeLong();
        state.LengthSeconds = image.TakeInt();
        state.IntervalsPerRecord = image.TakeInt();
        state.NextLengthSeconds = image.TakeInt();
        state.NextIntervalsPerRecord = image.TakeInt();
        state.FactorPlace = image.TakeInt();
        state.NextFactorPlace = image.TakeInt();
        state.ParameterPlace = image.TakeInt();
        state.NextParameterPlace = image.TakeInt();
        state.KeyPlace = image.TakeInt();
        state.Checksum = image.TakeLong();
        state.RingTail = image.TakeInt();
        state.RingUsed = image.TakeInt();
        state.OldestSequence = image.TakeLong();
        state.RecordsOverwritten = image.TakeLong();
        state.RecordsUnreadable = image.TakeLong();
        state.Identity = image.TakeLong();
        state.RingEpoch = image.TakeInt();
        state.Erasure = image.TakeInt();
        state.ErasedAtSequence = image.TakeLong();
        state.RecordsErased = image.TakeLong();
        if (!ReadChannels(state, image)) return false;
        ReadOpen(state.Open, image);
        if (state.Gas != null && state.Open.Gas != null) GasImage.Read(state.Gas, state.Open.Gas, image);
        state.RunCount = image.TakeInt();
        state.RunStartUnixSeconds = image.TakeLong();
        state.RunLengthSeconds = image.TakeInt();
        state.RunIntensity = image.TakeLong();
        if (state.RunCount < 0 || state.RunCount > IntervalRecord.IntervalsMax) return false;
        if (state.RunIntensity < 0 || state.RunIntensity > CarbonIntensity.MilligramsPerKilowattHourMax) return false;
        var intensity = CarbonIntensity.FromMilligramsPerKilowattHour(state.RunIntensity);
        for (int i = 0; i < state.RunCount; i++) state.Run[i] = ReadInterval(state.Registers.Length, hasGas, intensity, image);
        return image.IsAtEnd;
    }

    private static void WriteChannels(MeterState state, Image image)
    {
        Accumulator counters = state.Counters;
        image.Put(counters.HasBaseline ? 1 : 0);
        for (int i = 0; i < state.Registers.Length; i++)
        {
            Register register = state.Registers[i];
            image.Put(register.ChannelId);
            image.Put(register.ImportMilliwattHours);
            image.Put(register.ExportMilliwattHours);
            image.Put(register.ReactiveMillivarHours);
            image.Put(register.CarbonMilligrams);
            image.Put(register.CarbonRemainderNanograms);
            image.Put(counters.ActiveCounter[i]);
            image.Put(counters.ReactiveCounter[i]);
            image.Put(counters.ImportCarry[i]);
            image.Put(counters.ExportCarry[i]);
            image.Put(counters.ReactiveCarry[i]);
        }
    }

    private static bool ReadChannels(MeterState state, Image image)
    {
        Accumulator counters = state.Counters;
        counters.HasBaseline = image.TakeInt() == 1;
        for (int i = 0; i < state.Registers.Length; i++)
        {
            Register register = state.Registers[i];
            if (image.TakeInt() != register.ChannelId) return false;
            register.ImportMilliwattHours = image.TakeLong();
            register.ExportMilliwattHours = image.TakeLong();
            register.ReactiveMillivarHours = image.TakeLong();
            register.CarbonMilligrams = image.TakeLong();
            register.CarbonRemainderNanograms = image.TakeLong();
            counters.ActiveCounter[i] = image.TakeInt();
            counters.ReactiveCounter[i] = image.TakeInt();
            counters.ImportCarry[i] = image.TakeLong();
            counters.ExportCarry[i] = image.TakeLong();
            counters.ReactiveCarry[i] = image.TakeLong();
        }
        return true;
    }

    private static void WriteOpen(OpenInterval open, Image image)
    {
        image.Put(open.IsOpen ? 1 : 0);
        image.Put(open.StartUnixSeconds);
        image.Put(open.LengthSeconds);
        image.Put((int)open.Flags);
        image.Put(open.MeasuredMs);
        image.Put(open.SampleCount);
        image.Put(open.FrequencyCount);
        image.Put(open.FrequencySumMillihertz);
        image.Put(open.PowerFactorCount);
        for (int i = 0; i < open.ImportMilliwattHours.Length; i++)
        {
            image.Put(open.ImportMilliwattHours[i]);
            image.Put(open.ExportMilliwattHours[i]);
            image.Put(open.ReactiveMillivarHours[i]);
            image.Put(open.CurrentSumMilliamperes[i]);
            image.Put(open.PowerFactorSumPpm[i]);
            image.Put(open.VoltageSumMillivolts[i]);
        }
    }

    private static void ReadOpen(OpenInterval open, Image image)
    {
        open.IsOpen = image.TakeInt() == 1;
        open.StartUnixSeconds = image.TakeLong();
        open.LengthSeconds = image.TakeInt();
        open.Flags = (IntervalFlags)image.TakeInt();
        open.MeasuredMs = image.TakeLong();
        open.SampleCount = image.TakeInt();
        open.FrequencyCount = image.TakeInt();
        open.FrequencySumMillihertz = image.TakeLong();
        open.PowerFactorCount = image.TakeInt();
        for (int i = 0; i < open.ImportMilliwattHours.Length; i++)
        {
            open.ImportMilliwattHours[i] = image.TakeLong();
            open.ExportMilliwattHours[i] = image.TakeLong();
            open.ReactiveMillivarHours[i] = image.TakeLong();
            open.CurrentSumMilliamperes[i] = image.TakeLong();
            open.PowerFactorSumPpm[i] = image.TakeLong();
            open.VoltageSumMillivolts[i] = image.TakeLong();
        }
    }

    private static void WriteInterval(Interval interval, bool hasGas, Image image)
    {
        image.Put((int)interval.Flags);
        image.Put(interval.MeasuredMs);
        Write(interval.FrequencyMillihertz, image);
        if (hasGas) GasImage.Write(interval.Gas, image);
        for (int i = 0; i < interval.Channels.Length; i++)
        {
            ChannelInterval channel = interval.Channels[i];
            image.Put(channel.ImportMilliwattHours);
            image.Put(channel.ExportMilliwattHours);
            image.Put(channel.ReactiveMillivarHours);
            Write(channel.VoltageMillivolts, image);
            Write(channel.CurrentMilliamperes, image);
            Write(channel.PowerFactorPpm, image);
        }
    }

    private static Interval ReadInterval(int channelCount, bool hasGas, CarbonIntensity intensity, Image image)
    {
        var interval = new Interval
        {
            Flags = (IntervalFlags)image.TakeInt(),
            MeasuredMs = image.TakeInt(),
            FrequencyMillihertz = TakeReading(image),
            Gas = hasGas ? GasImage.Read(image) : null,
            Channels = new ChannelInterval[channelCount],
        };
        for (int i = 0; i < channelCount; i++)
        {
            var channel = new ChannelInterval
            {
                ImportMilliwattHours = image.TakeLong(),
                ExportMilliwattHours = image.TakeLong(),
                ReactiveMillivarHours = image.TakeLong(),
                VoltageMillivolts = TakeReading(image),
                CurrentMilliamperes = TakeReading(image),
                PowerFactorPpm = TakeReading(image),
            };
            channel.CarbonNanograms = intensity.NanogramsOf(Energy.FromMilliwattHours(channel.ImportMilliwattHours));
            interval.Channels[i] = channel;
        }
        return interval;
    }

    // Every figure that may be missing fits 32 bits less one value, which says that it is.
    internal static void Write(Reading reading, Image image) => image.Put(reading.IsPresent ? (int)reading.Value : int.MinValue);

    internal static Reading TakeReading(Image image)
    {
        int value = image.TakeInt();
        return value == int.MinValue ? Reading.Missing : Reading.Of(value);
    }
}
