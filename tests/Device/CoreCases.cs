namespace CarbonMeter.DeviceTests;

using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Clock;
using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Metering;
using CarbonMeter.Records;

/// <summary>What of the meter's Core needs no chip: counters that wrap, the clock's rules, and a journal that is torn.</summary>
internal static class CoreCases
{
    private const int JournalBytes = 56 * 1024;

    public static void Run(Runner runner)
    {
        runner.Run("core.counter-difference", CounterDifference);
        runner.Run("core.clock-set-and-step", ClockSetAndStep);
        runner.Run("core.clock-refuses", ClockRefuses);
        runner.Run("core.clock-slews", ClockSlews);
        runner.Run("core.journal-state", JournalState);
        runner.Run("core.journal-torn", JournalTorn);
        runner.Run("core.journal-ring", JournalRing);
    }

    private static void CounterDifference()
    {
        Check.Equal(0, Counters.Difference(0x123456, 0x123456, 24));
        Check.Equal(2, Counters.Difference(0xFFFFFF, 0x000001, 24));
        Check.Equal(-2, Counters.Difference(0x000001, 0xFFFFFF, 24));
        Check.Equal(0x7FFFFF, Counters.Difference(0x800000, 0xFFFFFF, 24));
        Check.Equal(0x7FFFFF, Counters.Difference(0xFFFFFF, 0x7FFFFE, 24));
        Check.Equal(-0x800000, Counters.Difference(0x000000, 0x800000, 24));
    }

    private static void ClockSetAndStep()
    {
        WallClock clock = new WallClock(1000, 9_000_000, 0, 50);
        Check.Equal(1000, clock.UnixMs);
        Check.True(!clock.IsTrusted, "a new clock is not trusted");
        clock.Advance(150);
        Check.Equal(1100, clock.UnixMs);
        Check.Equal((int)ClockVerdict.Set, (int)clock.Offer(500_000));
        Check.True(clock.IsTrusted, "a clock that was set is trusted");
        Check.Equal(500_000, clock.UnixMs);
        Check.Equal((int)ClockVerdict.Kept, (int)clock.Judge(502_000));
        Check.Equal((int)ClockVerdict.Stepped, (int)clock.Judge(502_001));
        Check.Equal((int)ClockVerdict.Stepped, (int)clock.Offer(400_000));
        Check.Equal(400_000, clock.UnixMs);
        Check.Equal(250, clock.UptimeAt(400_100));
    }

    private static void ClockRefuses()
    {
        WallClock clock = new WallClock(1000, 9000, 5000, 0);
        Check.Equal((int)ClockVerdict.TooEarly, (int)clock.Offer(999));
        Check.Equal((int)ClockVerdict.TooLate, (int)clock.Offer(9001));
        Check.Equal(5000, clock.UnixMs);
        Check.True(!clock.IsTrusted, "refused times do not make trust");
    }

    private static void ClockSlews()
    {
        WallClock clock = new WallClock(0, 9_000_000, 0, 0);
        clock.Offer(100_000);
        clock.Offer(99_000);
        long before = clock.UnixMs;
        for (long uptime = 3; uptime < 210_000; uptime += 3)
        {
            clock.Advance(uptime);
            Check.True(clock.UnixMs >= before, "a slewed clock does not run back");
            before = clock.UnixMs;
        }
        Check.Equal(0, clock.UptimeAt(99_000));
    }

    private static void JournalState()
    {
        MemoryStorage storage = new MemoryStorage(JournalBytes);
        MeterState state = NewState();
        Check.Equal((int)JournalContent.Blank, (int)new Journal(storage, 2).Open(state));
        Check.True(new Journal(storage, 2).Format(state), "format");
        state = NewState();
        Journal journal = new Journal(storage, 2);
        Check.Equal((int)JournalContent.Found, (int)journal.Open(state));
        state.CommandCounter = 0x123456789ABC;
        state.Registers[1].CarbonMilligrams = Register.Max;
        state.Open.Open(1_772_323_200, 60);
        state.Open.ExportMilliwattHours[0] = 77;
        state.Counters.ActiveCounter[1] = 0xFFFFFF;
        Check.True(journal.Commit(state), "commit");
        state = NewState();
        Check.Equal((int)JournalContent.Found, (int)new Journal(storage, 2).Open(state));
        Check.Equal(0x123456789ABC, state.CommandCounter);
        Check.Equal(Register.Max, state.Registers[1].CarbonMilligrams);
        Check.Equal(77, state.Open.ExportMilliwattHours[0]);
        Check.Equal(1_772_323_260_000, state.Open.EndUnixMs);
        Check.Equal(0xFFFFFF, state.Counters.ActiveCounter[1]);
        storage.IsAnswering = false;
        Check.Equal((int)JournalContent.NoAnswer, (int)new Journal(storage, 2).Open(NewState()));
    }

    // Every byte of the first format, and of the commits after it, at which power can fail.
    private static void JournalTorn()
    {
        const int stride = 13;
        MemoryStorage storage = new MemoryStorage(JournalBytes);
        for (int cut = 0; cut < 4000; cut += stride)
        {
            storage.Clear();
            storage.BytesUntilCut = cut;
            MeterState state = NewState();
            Journal journal = new Journal(storage, 2);
            journal.Open(state);
            long confirmed = -1;
            if (journal.Format(state)) confirmed = 0;
            for (int i = 1; i <= 4 && confirmed == i - 1; i++)
            {
                state.CommandCounter = i;
                if (journal.Commit(state)) confirmed = i;
            }
            storage.BytesUntilCut = int.MaxValue;
            MeterState found = NewState();
            JournalContent content = new Journal(storage, 2).Open(found);
            if (content == JournalContent.Blank) Check.Equal(-1, confirmed);
            else
            {
                Check.Equal((int)JournalContent.Found, (int)content);
                // The write that was cut may be whole although nobody was left to confirm it.
                Check.True(found.CommandCounter == confirmed || found.CommandCounter == confirmed + 1, "no confirmed state is lost");
            }
        }
    }

    private static void JournalRing()
    {
        MemoryStorage storage = new MemoryStorage(JournalBytes);
        MeterState state = NewState();
        Journal journal = new Journal(storage, 2);
        journal.Format(state);
        for (int i = 1; i <= 60; i++)
        {
            byte[] record = new byte[1500 + i];
            record[0] = (byte)i;
            Check.True(journal.TryAppend(state, record), "append");
            state.Sequence = i;
            Check.True(journal.Commit(state), "commit");
        }
        Check.True(state.OldestSequence > 30, "the oldest were dropped");
        Check.Equal(state.OldestSequence - 1, state.RecordsOverwritten);
        int at = state.RingTail;
        for (long sequence = state.OldestSequence; sequence <= 60; sequence++)
        {
            byte[]? record = journal.ReadRecord(at, sequence, out at);
            Check.True(record != null && record.Length == 1500 + sequence && record[0] == sequence, "the rest is there");
        }
    }

    private static MeterState NewState() => new MeterState(new int[] { 1, 2 }, false);

    private sealed class MemoryStorage : INonVolatile
    {
        private readonly byte[] _bytes;

        public MemoryStorage(int sizeBytes) { _bytes = new byte[sizeBytes]; }

        public bool IsAnswering { get; set; } = true;

        public int BytesUntilCut { get; set; } = int.MaxValue;

        public int SizeBytes => _bytes.Length;

        public void Clear()
        {
            for (int i = 0; i < _bytes.Length; i++) _bytes[i] = 0;
        }

        public bool TryRead(int address, byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count; i++) buffer[offset + i] = _bytes[address + i];
            return IsAnswering;
        }

        public bool TryWrite(int address, byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (BytesUntilCut <= 0) return false;
                BytesUntilCut--;
                _bytes[address + i] = buffer[offset + i];
            }
            return true;
        }
    }
}
