namespace CarbonMeter.Budgets;

/// <summary>
/// What the firmware may cost on the device, counted in the compiled code itself and not in time: 2 million interpreted
/// instructions a second are planned with, 60 KB of managed heap. The report is written beside the tests.
/// </summary>
public sealed class BudgetTests : IClassFixture<BudgetTests.Report>
{
    private const long InstructionsPerSecond = 2_000_000, SignatureMax = 1_000_000, HeapBytesMax = 60_000;

    private readonly Report _report;

    public BudgetTests(Report report)
    {
        _report = report;
    }

    [Fact]
    public void One_signature_takes_at_most_a_million_instructions()
    {
        long[] signature = _report.World.Run(nameof(Scenarios.Signature));
        long[] own = _report.World.Run(nameof(Scenarios.SignatureWithOwnHmac));
        long block = _report.World.Run(nameof(Scenarios.HashBlock))[0];
        _report.Say($"one signature: {signature[0]:N0} to {signature[1]:N0} IL instructions (at most {SignatureMax:N0}); "
            + $"without a native HMAC {own[1]:N0}; SHA-256: {block:N0} a block of 64 bytes");
        // The same steps for every key, nonce and digest.
        Assert.InRange(signature[1] - signature[0], 0, signature[1] / 1000);
        Assert.InRange(signature[1], 100_000, SignatureMax);
        Assert.InRange(block, 2_000, 20_000);
    }

    [Fact]
    public void A_second_without_a_record_allocates_nothing()
    {
        long[] quiet = _report.World.Run(nameof(Scenarios.QuietSeconds));
        _report.Say($"one sample of two channels: {quiet[0]:N0} IL instructions, {quiet[1]} allocations in 56 seconds");
        Assert.InRange(quiet[0], 1_000, InstructionsPerSecond / 4);
        Assert.Equal(0, quiet[1]);
    }

    [Fact]
    public void The_state_is_kept_within_the_second()
    {
        long[] kept = _report.World.Run(nameof(Scenarios.CheckpointSeconds));
        _report.Say($"one sample with the state kept: {kept[0]:N0} IL instructions, {kept[1]} allocations in 56 seconds");
        Assert.InRange(kept[0], 1_000, InstructionsPerSecond / 2);
    }

    [Fact]
    public void A_record_is_closed_signed_and_kept_within_the_second()
    {
        long[] record = _report.World.Run(nameof(Scenarios.RecordSeconds));
        _report.Say($"the second in which a record of 15 intervals is made, signed and kept: {record[0]:N0} IL instructions (at most {InstructionsPerSecond:N0})");
        Assert.InRange(record[0], 500_000, InstructionsPerSecond);
    }

    [Fact]
    public void The_heap_in_use_stays_below_that_of_a_small_board()
    {
        long[] heap = _report.World.Run(nameof(Scenarios.LiveHeap));
        _report.Say($"alive with a full window: {heap[0]:N0} objects, {heap[1]:N0} bytes on the device (estimated; at most {HeapBytesMax:N0}), the largest {heap[2]:N0}");
        Assert.InRange(heap[1], 5_000, HeapBytesMax);
    }

    /// <summary>One instrumented world for all, and the lines to print.</summary>
    public sealed class Report : IDisposable
    {
        private readonly List<string> _lines = [];

        internal Instrumented World { get; } = new();

        internal void Say(string line) => _lines.Add(line);

        public void Dispose() => File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "budgets.txt"), _lines.Order(StringComparer.Ordinal));
    }
}
