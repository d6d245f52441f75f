using System.Diagnostics;

namespace CarbonMeter.Firmware.Tests.Whole;

/// <summary>
/// Ten thousand power cuts at bytes that chance chooses: of the state's FRAM or the ring's drive, both losing power together, or
/// the drive coming back blank. Not a milliwatt-hour is lost or counted twice, and no sequence has two contents. Firmware that is
/// broken in one line is caught by the same.
/// </summary>
public sealed class TenThousandCutsTests(ITestOutputHelper output)
{
    private const int Worlds = 20, CutsPerWorld = 500;

    [Fact]
    public void Ten_thousand_cuts_lose_nothing_double_nothing_and_repeat_no_sequence()
    {
        var watch = Stopwatch.StartNew();
        int cuts = 0, ringCuts = 0, erasures = 0, overruns = 0;
        long records = 0;
        Parallel.For(1, Worlds + 1, seed =>
        {
            using var world = new CutWorld(seed, LosesRecords(seed));
            world.Begin();
            world.CutAgain(CutsPerWorld);
            world.End();
            Assert.True(world.Wrong is null, $"seed {seed}, after {world.Cuts} cuts: {world.Wrong}");
            Interlocked.Add(ref cuts, world.Cuts);
            Interlocked.Add(ref ringCuts, world.RingCuts);
            Interlocked.Add(ref erasures, world.Erasures);
            Interlocked.Add(ref overruns, world.Overruns);
            Interlocked.Add(ref records, world.RecordsKept);
        });
        output.WriteLine($"{cuts} cuts, {ringCuts} of them in the ring, {erasures} erasures, {overruns} overruns told, {records} records in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(Worlds * CutsPerWorld, cuts);
        Assert.InRange(ringCuts, 1000, cuts);
        Assert.InRange(erasures, 50, cuts);
        Assert.InRange(overruns, 50, cuts);
        Assert.InRange(records, 10_000, long.MaxValue);
    }

    /// <summary>File, line, and what stands there instead.</summary>
    public static TheoryData<string, string, string> BrokenLines => new()
    {
        // Room of the ring is used again before a commit has said that it is free.
        { "Journal.cs", "if (GivenUpBytes(state) + state.RingUsed + need > RingBytes && !Commit(state)) return false;", "" },
        // A place of the state says that it is complete before it is.
        { "StatePlaces.cs", "        if (!_storage.TryWrite(at + HeadBytes,", "        if (!TryWriteOuter(at, generation, length, crc) || !_storage.TryWrite(at + HeadBytes," },
        // There is one place for the state.
        { "StatePlaces.cs", "=> _at + (int)(generation & 1) * _placeBytes;", "=> _at;" },
        // Nobody looks whose ring it is.
        { "Journal.cs", "IsRingOurs = state.RingEpoch > 0 && identity == state.Identity && epoch == state.RingEpoch;", "IsRingOurs = true;" },
        // What the open interval holds is not durable.
        { "StateImage.cs", "image.Put(open.ImportMilliwattHours[i]);", "image.Put(0L);" },
    };

    [Theory]
    [MemberData(nameof(BrokenLines))]
    public void Firmware_broken_in_one_line_is_caught(string file, string line, string instead)
    {
        string? wrong = BrokenFirmware.FirstWrong(file, line, instead, Enumerable.Range(1, Worlds), CutsPerWorld);
        output.WriteLine(wrong ?? "nothing went wrong");
        Assert.NotNull(wrong);
    }

    /// <summary>The same firmware, built the same way, with nothing changed in what it does.</summary>
    [Fact]
    public void Firmware_that_is_not_broken_is_not_caught() =>
        Assert.Null(BrokenFirmware.FirstWrong("Journal.cs", "return Commit(state) && Mark();", "return Commit(state) && Mark() ;", [1, 2], CutsPerWorld));

    private static bool LosesRecords(int seed) => seed % 2 == 0;
}
