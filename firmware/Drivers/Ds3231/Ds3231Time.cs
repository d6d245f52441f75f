namespace CarbonMeter.Firmware.Drivers;

/// <summary>
/// The seven time registers of a DS3231: BCD, hours of 24 or 12, and a century bit that the chip turns over after year 99.
/// Clear means 20xx here, set 21xx.
/// </summary>
internal static class Ds3231Time
{
    /// <summary>Registers a time takes, from address 0.</summary>
    public const int RegisterCount = 7;

    /// <summary>2000-01-01, unix s.</summary>
    public const long UnixSecondsMin = 946_684_800;

    /// <summary>The last second of 2199, unix s.</summary>
    public const long UnixSecondsMax = 7_258_118_399;

    private const int Seconds = 0, Minutes = 1, Hours = 2, Weekday = 3, Day = 4, Month = 5, Year = 6;
    private const int TwelveHours = 0x40, Afternoon = 0x20, Century = 0x80;
    private const long SecondsPerDay = 86_400;

    /// <summary>The moment in the registers, unix s. False where they hold no time: no BCD, or no day of the calendar.</summary>
    public static bool TryDecode(byte[] registers, out long unixSeconds)
    {
        unixSeconds = 0;
        int second = Bcd(registers[Seconds]), minute = Bcd(registers[Minutes]), hour = Hour(registers[Hours]);
        int day = Bcd(registers[Day]), month = Bcd(registers[Month] & ~Century), year = Bcd(registers[Year]);
        if (second < 0 || second > 59 || minute < 0 || minute > 59 || hour < 0 || month < 1 || month > 12 || year < 0) return false;
        if (registers[Weekday] < 1 || registers[Weekday] > 7) return false;
        year += (registers[Month] & Century) != 0 ? 2100 : 2000;
        if (day < 1 || day > DaysIn(month, year)) return false;
        unixSeconds = DaysBefore(year, month, day) * SecondsPerDay + hour * 3600 + minute * 60 + second;
        return true;
    }

    /// <summary>Puts a moment into the registers, hours of 24. Monday is day 1.</summary>
    public static void Encode(long unixSeconds, byte[] registers, int offset)
    {
        Require.InRange(unixSeconds, UnixSecondsMin, UnixSecondsMax, nameof(unixSeconds));
        long days = unixSeconds / SecondsPerDay;
        int rest = (int)(unixSeconds - days * SecondsPerDay);
        int year = 2000, month = 1;
        while (DaysBefore(year + 1, 1, 1) <= days) year++;
        while (month < 12 && DaysBefore(year, month + 1, 1) <= days) month++;
        int day = (int)(days - DaysBefore(year, month, 1)) + 1;
        registers[offset + Seconds] = ToBcd(rest % 60);
        registers[offset + Minutes] = ToBcd(rest / 60 % 60);
        registers[offset + Hours] = ToBcd(rest / 3600);
        registers[offset + Weekday] = (byte)((days + 3) % 7 + 1); // 1970-01-01 was a Thursday
        registers[offset + Day] = ToBcd(day);
        registers[offset + Month] = (byte)(ToBcd(month) | (year >= 2100 ? Century : 0));
        registers[offset + Year] = ToBcd(year % 100);
    }

    // Days from 1970-01-01 to a date of the Gregorian calendar. From 2000 on: 30 years before it with 7 leap days.
    private static long DaysBefore(int year, int month, int day)
    {
        int years = year - 2000;
        long days = 10_957 + years * 365L + (years + 3) / 4;
        if (year > 2100) days--;
        for (int i = 1; i < month; i++) days += DaysIn(i, year);
        return days + day - 1;
    }

    private static int DaysIn(int month, int year)
    {
        if (month == 2) return year % 4 == 0 && year != 2100 ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static int Hour(int register)
    {
        int hour;
        if ((register & TwelveHours) == 0)
        {
            hour = Bcd(register);
            return hour <= 23 ? hour : -1;
        }
        hour = Bcd(register & 0x1F);
        if (hour < 1 || hour > 12 || (register & 0x80) != 0) return -1;
        if (hour == 12) hour = 0;
        return (register & Afternoon) != 0 ? hour + 12 : hour;
    }

    // -1 where a digit is above 9.
    private static int Bcd(int register) => (register & 0x0F) > 9 || register > 0x99 ? -1 : (register >> 4) * 10 + (register & 0x0F);

    private static byte ToBcd(int value) => (byte)(value / 10 << 4 | value % 10);
}
