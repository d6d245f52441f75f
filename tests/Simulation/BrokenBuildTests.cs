using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Firmware;
using CarbonMeter.Firmware.Virtual;
using CarbonMeter.Records;
using CarbonMeter.Storage.Memory;

namespace CarbonMeter.Simulation.Tests;

/// <summary>The simulation has teeth: builds that are broken on purpose, each in one place, are caught by it.</summary>
public sealed class BrokenBuildTests(ITestOutputHelper output)
{
    private const int SeedCount = 24;
    private const int StepsPerSeed = 400;

    [Fact]
    public Task A_host_that_acknowledges_before_it_commits_is_caught() =>
        AssertCaught(new WorldOptions { Host = new HostOptions { AcknowledgesBeforeCommit = true } });

    [Fact]
    public Task A_ledger_that_counts_a_batch_again_is_caught() =>
        AssertCaught(new WorldOptions { Host = new HostOptions { AroundMemoryLedger = ledger => new LedgerThatCountsTwice(ledger) } });

    [Fact]
    public Task A_storage_that_confirms_what_it_does_not_keep_is_caught() =>
        AssertCaught(new WorldOptions { AroundStorage = (storage, random) => new StorageWithForgetfulCache(storage, random) });

    private async Task AssertCaught(WorldOptions broken)
    {
        var faults = new Faults
        {
            ProcessorResetPpm = 30_000,
            AcknowledgementLostPpm = 100_000,
            CommitDeniedPpm = 100_000,
            HostSlowPpm = 500_000,
            KillBeforeCommitPpm = 100_000,
            KillAfterCommitPpm = 50_000,
        };
        var seeds = Enumerable.Range(1, SeedCount);
        var sound = await Worlds.RunAll(seeds, seed => Worlds.Run(seed, StepsPerSeed, faults: faults));
        sound.AssertAllGood();
        var results = await Worlds.RunAll(seeds, seed => Worlds.Run(seed, StepsPerSeed, broken, faults));
        int wrong = results.Bad.Values.Count(verdict => verdict.IsEnergyWrong);
        output.WriteLine($"{results.Bad.Count} of {results.Seeds} seeds fail, {wrong} with wrong energy, for example {results.Bad.Values.FirstOrDefault()}");
        Assert.InRange(wrong, 1, SeedCount);
    }

    /// <summary>Says "written" when bytes are in its cache; what the cache holds at a restart is gone.</summary>
    private sealed class StorageWithForgetfulCache : INonVolatile
    {
        private const int WriteBackPpm = 20_000;

        private readonly VirtualStorage _inner;
        private readonly SeededRandom _random;
        private readonly byte[] _cache;

        public StorageWithForgetfulCache(VirtualStorage inner, SeededRandom random)
        {
            _inner = inner;
            _random = random;
            _cache = inner.Content.ToArray();
        }

        public int SizeBytes => _cache.Length;

        public bool TryRead(int address, byte[] buffer, int offset, int count)
        {
            Array.Copy(_cache, address, buffer, offset, count);
            return _inner.IsPowered;
        }

        public bool TryWrite(int address, byte[] buffer, int offset, int count)
        {
            Array.Copy(buffer, offset, _cache, address, count);
            return !_random.Happens(WriteBackPpm) ? _inner.IsPowered : _inner.TryWrite(0, _cache, 0, _cache.Length);
        }
    }

    /// <summary>Keeps a record once, but adds up what it is given: a batch that is tried again counts twice in its totals.</summary>
    private sealed class LedgerThatCountsTwice(MemoryLedger inner) : ILedger, ILedgerQueries
    {
        private readonly HashSet<(string, long)> _known = [];
        private readonly Dictionary<(string, int), long> _tooMuch = [];

        public void Commit(IReadOnlyList<LedgerEntry> batch)
        {
            foreach (var entry in batch)
            {
                if (entry.Summary is null || _known.Add((entry.MeterId, entry.Summary.Sequence))) continue;
                foreach (var hour in entry.Summary.Hours)
                    _tooMuch[(entry.MeterId, hour.ChannelId)] = _tooMuch.GetValueOrDefault((entry.MeterId, hour.ChannelId)) + hour.ImportMilliwattHours;
            }
            inner.Commit(batch);
        }

        public IReadOnlyList<EnergyTotals> Totals(
            IReadOnlyList<string> meterIds, long fromUnixSeconds, long toUnixSeconds, long? receivedByUnixMs = null) =>
            [.. inner.Totals(meterIds, fromUnixSeconds, toUnixSeconds, receivedByUnixMs).Select(row => row with
            {
                ImportMilliwattHours = row.ImportMilliwattHours + _tooMuch.GetValueOrDefault((row.MeterId, row.ChannelId)),
            })];

        public int BindingCount => inner.BindingCount;

        public ChainState? HeadOf(string meterId) => inner.HeadOf(meterId);

        public StoredRecord? Find(string meterId, long sequence) => inner.Find(meterId, sequence);

        public IReadOnlyList<KeyEnrolled> KeysOf(string meterId) => inner.KeysOf(meterId);

        public IReadOnlyList<QuarantinedMessage> Quarantined(QuarantineReason reason, string? meterId, long afterId, int limit) =>
            inner.Quarantined(reason, meterId, afterId, limit);

        public IReadOnlyList<EnergySlot> Series(IReadOnlyList<string> meterIds, SlotLength length, long fromUnixSeconds,
            long toUnixSeconds, long? receivedByUnixMs = null) =>
            inner.Series(meterIds, length, fromUnixSeconds, toUnixSeconds, receivedByUnixMs);

        public IReadOnlyList<GasSlot> GasHours(
            IReadOnlyList<string> meterIds, long fromUnixSeconds, long toUnixSeconds, long? receivedByUnixMs = null) =>
            inner.GasHours(meterIds, fromUnixSeconds, toUnixSeconds, receivedByUnixMs);

        public (long FromUnixSeconds, long ToUnixSeconds)? Span(IReadOnlyList<string> meterIds) => inner.Span(meterIds);

        public IReadOnlyList<MeterStanding> Standings() => inner.Standings();

        public IReadOnlyList<StoredRecord> Records(string meterId, long afterSequence, int limit) => inner.Records(meterId, afterSequence, limit);

        public IReadOnlyList<StoredEvent> Events(string? meterId, int limit) => inner.Events(meterId, limit);

        public IReadOnlyList<QuarantinedMessage> Quarantine(long beforeId, int limit) => inner.Quarantine(beforeId, limit);

        public (long Records, long Quarantined) Counts() => inner.Counts();
    }
}
