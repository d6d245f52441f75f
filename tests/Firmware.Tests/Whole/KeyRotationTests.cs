using CarbonMeter.Crypto;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Tests.Whole;

/// <summary>
/// The meter changes its key by command. Whatever happens to its power or its storage on the way, there is one history, the
/// host can verify all of it from the enrolled key on, and the meter can go on signing.
/// </summary>
public sealed class KeyRotationTests
{
    private const long Load = 1_000_000_000;
    private const long SentAt = World.Start + 30_000;

    [Fact]
    public async Task A_rotation_is_announced_under_the_old_key_and_all_that_follows_is_signed_with_the_new_one()
    {
        await using var world = Fresh();
        Rotate(world, counter: 1);
        world.RunTo(World.Start + 600_000, 10_000);
        var rotation = Assert.Single(world.Events, item => item.Code == EventCode.KeyRotation);
        Assert.Equal(0, rotation.Reason);
        Assert.Equal(2, world.Keys.Keys.Count);
        Assert.NotEqual(world.Keys.Keys[0], world.Keys.Keys[1]);
        Assert.True(world.Records.Keys.Last() > rotation.Sequence + 3);
        world.AssertChain();
        Assert.Equal(0, world.Meter.Meter!.Pending);
    }

    [Fact]
    public async Task Keys_change_again_and_again_survive_restarts_and_only_the_one_in_force_is_kept()
    {
        await using var world = Fresh();
        for (int round = 1; round <= 5; round++)
        {
            Rotate(world, round);
            world.RunTo(world.Meter.Clock.NowMs + 120_000, 10_000);
            Assert.Equal([round % 2 == 0, round % 2 != 0], new[] { 0, 1 }.Select(place => Holds(world, place)));
            world.Meter.StartProcessor(RestartReason.Software);
            world.RunTo(world.Meter.Clock.NowMs + 60_000, 10_000);
        }
        Assert.Equal(6, world.Keys.Keys.Select(Convert.ToHexString).Distinct().Count());
        world.AssertChain();
    }

    [Fact]
    public async Task What_was_signed_before_a_rotation_is_sent_again_as_it_was()
    {
        await using var world = Fresh();
        world.IsReachable = world.Link!.IsReachable = false;
        world.Link.Close();
        world.RunTo(World.Start + 20_000, 1000);
        world.IsReachable = world.Link.IsReachable = true;
        world.RunTo(SentAt - 1000, 1000);
        world.Link.IsHeld = true;
        Rotate(world, counter: 1);
        world.RunTo(World.Start + 400_000, 10_000);
        // Another connection: everything unacknowledged comes again, from before and after the rotation.
        world.Link.Close();
        world.Link.IsHeld = false;
        world.RunTo(World.Start + 900_000, 10_000);
        Assert.Single(world.Events, item => item.Code == EventCode.KeyRotation);
        world.AssertChain();
        Assert.Equal(0, world.Meter.Meter!.Pending);
    }

    [Fact]
    public async Task Power_may_fail_at_any_byte_the_journal_writes_in_a_rotation()
    {
        (long bytes, _) = await BytesOfRotation();
        Assert.True(bytes > 1000, $"{bytes} bytes");
        for (long cut = 1; cut <= bytes; cut += 3) await CutAt(storage => storage.CutAfterBytes(cut), ofKeys: false);
    }

    [Fact]
    public async Task Power_may_fail_at_any_byte_the_key_store_writes_in_a_rotation()
    {
        (_, long bytes) = await BytesOfRotation();
        Assert.True(bytes > 64, $"{bytes} bytes");
        for (long cut = 1; cut <= bytes; cut++) await CutAt(storage => storage.CutAfterBytes(cut), ofKeys: true);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_write_that_fails_in_either_form_leaves_the_key_or_changes_it_whole(bool ofKeys, bool happens)
    {
        int refusals = 0;
        // The next write of a second after the command: of making and announcing at first, later of forgetting.
        for (int second = 0; second < 12; second++)
        {
            await using var world = Fresh();
            world.RunTo(SentAt, 1000);
            var storage = ofKeys ? world.Meter.Keys.Storage : world.Meter.Storage;
            world.Link!.SendCommand(world.Signed(Command(1)));
            world.RunTo(SentAt + second * 1000, 1000);
            if (happens) storage.DenyWrites(1);
            else storage.RefuseWrites(1);
            world.RunTo(World.Start + 300_000, 10_000);
            world.AssertChain();
            bool rotated = world.Events.Any(item => item.Code == EventCode.KeyRotation);
            var refusal = world.Events.Where(item => item.Code == EventCode.CommandRefused).ToList();
            Assert.Equal(rotated ? [] : [(int)CommandStatus.NotStored], refusal.Select(item => item.Reason));
            refusals += refusal.Count;
            storage.DenyWrites(0);
            storage.RefuseWrites(0);
            Rotate(world, counter: 2);
            world.RunTo(World.Start + 600_000, 10_000);
            world.AssertChain();
            Assert.Equal(rotated ? 3 : 2, world.Keys.Keys.Count);
            Assert.Equal(1, new[] { 0, 1 }.Count(place => Holds(world, place)));
        }
        Assert.True(refusals > 0);
    }

    [Fact]
    public async Task A_meter_whose_key_is_gone_signs_nothing_and_says_so()
    {
        await using var world = Fresh();
        Rotate(world, counter: 1);
        world.RunTo(World.Start + 120_000, 10_000);
        long sequence = world.Meter.Meter!.State.Sequence;
        world.Meter.StopProcessor();
        world.Meter.Keys.Storage.FlipBits(60, 1);
        world.Meter.StartProcessor(RestartReason.PowerOn);
        world.RunTo(World.Start + 240_000, 10_000);
        Assert.Equal(MeterHealth.KeyMissing, world.Meter.Meter!.Health);
        Assert.Equal(sequence, world.Records.Keys.Last());
        world.AssertChain();
    }

    [Fact]
    public async Task A_key_store_that_does_not_answer_is_asked_again()
    {
        await using var world = Fresh();
        world.RunTo(World.Start + 60_000, 10_000);
        world.Meter.Keys.Storage.RefuseReads(3);
        world.Meter.StartProcessor(RestartReason.Watchdog);
        world.RunTo(World.Start + 180_000, 10_000);
        Assert.Equal(MeterHealth.Running, world.Meter.Meter!.Health);
        world.AssertChain();
    }

    private static async Task CutAt(Action<Virtual.VirtualStorage> order, bool ofKeys)
    {
        await using var world = Fresh();
        world.RunTo(SentAt, 1000);
        order(ofKeys ? world.Meter.Keys.Storage : world.Meter.Storage);
        world.Link!.SendCommand(world.Signed(Command(1)));
        for (long at = SentAt; world.Meter.Meter is not null && at < SentAt + 60_000; at += 1000) world.RunTo(at, 1000);
        Assert.Null(world.Meter.Meter);
        world.Meter.AdvanceTo(world.Meter.Clock.NowMs + 3000);
        world.Meter.StartProcessor(RestartReason.BrownOut);
        world.RunTo(World.Start + 180_000, 10_000);
        Assert.Equal(MeterHealth.Running, world.Meter.Meter!.Health);
        world.AssertChain();
        int keys = world.Keys.Keys.Count;
        Assert.InRange(keys, 1, 2);
        // Either way it can be told again, and then has one key and no other.
        Rotate(world, counter: 2);
        world.RunTo(World.Start + 400_000, 10_000);
        world.AssertChain();
        Assert.Equal(keys + 1, world.Keys.Keys.Count);
        Assert.Equal(1, new[] { 0, 1 }.Count(place => Holds(world, place)));
        Assert.Equal(0, world.Meter.Meter!.Pending);
    }

    // What a rotation writes until the old key is forgotten.
    private static async Task<(long Journal, long Keys)> BytesOfRotation()
    {
        await using var world = Fresh();
        world.RunTo(SentAt, 1000);
        long journal = world.Meter.Storage.BytesWritten, keys = world.Meter.Keys.Storage.BytesWritten;
        world.Link!.SendCommand(world.Signed(Command(1)));
        for (long at = SentAt; at < SentAt + 60_000 && (Holds(world, 0) || !Holds(world, 1)); at += 1000) world.RunTo(at, 1000);
        Assert.False(Holds(world, 0));
        return (world.Meter.Storage.BytesWritten - journal, world.Meter.Keys.Storage.BytesWritten - keys);
    }

    private static World Fresh()
    {
        var world = new World(settings => { settings.IntervalsPerRecord = 2; settings.PollPeriodMs = 5000; });
        world.Meter.Circuit.SetPower(0, Load, World.Start - 1000);
        world.Meter.PowerOn();
        world.RunTo(World.Start, 1000);
        return world;
    }

    private static void Rotate(World world, long counter)
    {
        Assert.True(world.Link!.SendCommand(world.Signed(Command(counter))));
        world.RunTo(world.Meter.Clock.NowMs + 5000, 1000);
    }

    private static Command Command(long counter) => new() { Code = CommandCode.RotateKey, Counter = counter };

    private static bool Holds(World world, int place)
    {
        Assert.True(world.Meter.Keys.TryOpen(place, out ISigner? signer));
        return signer is not null;
    }
}
