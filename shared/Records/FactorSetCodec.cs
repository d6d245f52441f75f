using System;
using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>Factor sets as bytes, docs/formats/factor-set.md. What decodes, encodes to the same bytes.</summary>
public static class FactorSetCodec
{
    /// <summary>Largest factor set, in bytes.</summary>
    public const int SizeBytesMax = 2048;

    private const int Kind = 65;
    private const int KeyCount = 9;
    private const int IdLengthMax = 32;
    private const int RegionLengthMax = 32;
    private const int SourceLengthMax = 200;
    private const int DateLength = 10;
    private const int YearMin = 1990;
    private const int YearMax = 2100;

    /// <summary>The factor set's name in records: SHA-256 of its bytes.</summary>
    public static byte[] Hash(byte[] bytes) => RecordHash.Of(bytes);

    /// <summary>The bytes of a factor set.</summary>
    /// <exception cref="ArgumentException">A field is outside its range, or a rule is broken.</exception>
    public static byte[] Encode(FactorSet set)
    {
        Require.NotNull(set, nameof(set));
        PayloadWriter writer = new PayloadWriter(256);
        writer.Head(KeyCount, Kind);
        writer.Cbor.WriteInteger(3);
        writer.Text(set.Id, IdLengthMax, false, "id");
        writer.Cbor.WriteInteger(4);
        writer.Text(set.Region, RegionLengthMax, true, "region");
        writer.Integer(5, set.IsEquivalent ? 1 : 0, 0, 1, "gas basis");
        writer.Integer(6, set.ReferenceYear, YearMin, YearMax, "reference year");
        writer.Cbor.WriteInteger(7);
        writer.Text(set.Published, DateLength, false, "published");
        writer.Cbor.WriteInteger(8);
        writer.Text(set.Source, SourceLengthMax, true, "source");
        writer.Cbor.WriteInteger(9);
        writer.List(set.Periods.Length, FactorSet.PeriodsMax, "periods");
        for (int index = 0; index < set.Periods.Length; index++)
        {
            writer.Cbor.WriteArray(2);
            writer.Integer(set.Periods[index].FromUnixSeconds, 0, RecordCodec.UnixSecondsMax, "period from");
            writer.Cbor.WriteInteger(set.Periods[index].Intensity.MilligramsPerKilowattHour);
        }
        return writer.ToArray(Judge(set), SizeBytesMax);
    }

    /// <summary>The factor set these bytes are, or null and the first reason to refuse them.</summary>
    public static FactorSet? Decode(byte[] bytes, out RecordStatus status)
    {
        Require.NotNull(bytes, nameof(bytes));
        PayloadReader reader = new PayloadReader(bytes, SizeBytesMax);
        int keyCount = reader.ReadHead(out long kind);
        if (kind != Kind) reader.Fail(RecordStatus.UnknownKind);
        if (keyCount != KeyCount) reader.Fail(RecordStatus.WrongCount);
        FactorSet set = new FactorSet();
        reader.Cbor.ReadKey(3);
        set.Id = reader.Text(IdLengthMax, false);
        reader.Cbor.ReadKey(4);
        set.Region = reader.Text(RegionLengthMax, true);
        set.IsEquivalent = reader.Integer(5, 0, 1) == 1;
        set.ReferenceYear = (int)reader.Integer(6, YearMin, YearMax);
        reader.Cbor.ReadKey(7);
        set.Published = reader.Text(DateLength, false);
        reader.Cbor.ReadKey(8);
        set.Source = reader.Text(SourceLengthMax, true);
        reader.Cbor.ReadKey(9);
        FactorPeriod[] periods = new FactorPeriod[reader.List(FactorSet.PeriodsMax)];
        for (int index = 0; index < periods.Length; index++)
        {
            reader.Array(2);
            periods[index] = new FactorPeriod
            {
                FromUnixSeconds = reader.Cbor.ReadInteger(0, RecordCodec.UnixSecondsMax),
                Intensity = CarbonIntensity.FromMilligramsPerKilowattHour(
                    reader.Cbor.ReadInteger(0, CarbonIntensity.MilligramsPerKilowattHourMax)),
            };
        }
        set.Periods = periods;
        reader.Cbor.End();
        status = reader.Status;
        if (status == RecordStatus.Ok) status = Judge(set);
        return status == RecordStatus.Ok ? set : null;
    }

    private static RecordStatus Judge(FactorSet set)
    {
        if (!IsDate(set.Published)) return RecordStatus.BadDate;
        if (set.Periods[0].FromUnixSeconds != 0) return RecordStatus.PeriodOrder;
        for (int index = 1; index < set.Periods.Length; index++)
        {
            if (set.Periods[index].FromUnixSeconds <= set.Periods[index - 1].FromUnixSeconds) return RecordStatus.PeriodOrder;
        }
        return RecordStatus.Ok;
    }

    private static bool IsDate(string text)
    {
        if (text.Length != DateLength || text[4] != '-' || text[7] != '-') return false;
        int year = Number(text, 0, 4), month = Number(text, 5, 2), day = Number(text, 8, 2);
        if (year < YearMin || year > YearMax || month < 1 || month > 12) return false;
        return day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    // The number these digits write, or less than zero where one of them is no digit.
    private static int Number(string text, int start, int count)
    {
        int number = 0;
        for (int index = start; index < start + count; index++)
        {
            if (text[index] < '0' || text[index] > '9') return -1;
            number = number * 10 + (text[index] - '0');
        }
        return number;
    }
}
