using System.Security.Cryptography;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Drivers;

public class Atecc608Tests
{
    private static readonly byte[] s_digest = SHA256.HashData("a record"u8);
    private readonly AteccBench _bench = AteccBench.Locked();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Its_signatures_are_verified_by_either_verifier(int clockMode)
    {
        _bench.Chip.ClockMode = clockMode;
        byte[] publicKey = new byte[64], read = new byte[64], signature = new byte[64];
        Assert.Equal(AteccStatus.Ok, _bench.Driver.MakeKey(0, publicKey));
        Assert.Equal(AteccStatus.Ok, _bench.Driver.ReadPublicKey(0, read));
        Assert.Equal(publicKey, read);
        long before = _bench.Delay.WaitedMs;
        Assert.Equal(AteccStatus.Ok, _bench.Driver.Sign(0, s_digest, signature));
        Assert.InRange(_bench.Delay.WaitedMs - before, 100, new[] { 160, 260, 700 }[clockMode]);
        Assert.True(new ManagedVerifier(publicKey).VerifyHash(s_digest, signature));
        using var platform = new PlatformVerifier(publicKey);
        Assert.True(platform.VerifyHash(s_digest, signature));
        Assert.False(platform.VerifyHash(SHA256.HashData("another"u8), signature));
        Assert.Equal((0L, 0L), (_bench.Driver.FaultCount, _bench.Chip.WatchdogSleeps));
    }

    [Fact]
    public void It_says_who_it_is()
    {
        Assert.Equal(AteccStatus.Ok, _bench.Driver.ReadRevision(out int revision));
        Assert.Equal(0x6002, revision);
        byte[] serial = new byte[9], configuration = new byte[128], random = new byte[32], again = new byte[32];
        Assert.Equal(AteccStatus.Ok, _bench.Driver.ReadSerial(serial));
        Assert.Equal((0x01, 0x23, 0xEE), (serial[0], serial[1], serial[8]));
        Assert.Equal(AteccStatus.Ok, _bench.Driver.ReadConfiguration(configuration));
        Assert.Equal(_bench.Chip.Configuration, configuration);
        Assert.Equal([.. configuration[..4], .. configuration[8..13]], serial);
        Assert.Equal(AteccStatus.Ok, _bench.Driver.ReadRandom(random));
        Assert.Equal(AteccStatus.Ok, _bench.Driver.ReadRandom(again));
        Assert.NotEqual(random, again);
    }

    [Fact]
    public void An_ecc_fault_is_tried_again_and_given_up_in_the_end()
    {
        byte[] publicKey = new byte[64];
        _bench.Chip.EccFaults = 2;
        Assert.Equal(AteccStatus.Ok, _bench.Driver.MakeKey(0, publicKey));
        Assert.Equal(2, _bench.Driver.FaultCount);
        _bench.Chip.EccFaults = 3;
        Assert.Equal(AteccStatus.EccFault, _bench.Driver.Sign(0, s_digest, new byte[64]));
        Assert.Equal(0, _bench.Chip.EccFaults);
    }

    [Fact]
    public void A_damaged_answer_is_read_again_without_doing_it_again()
    {
        byte[] publicKey = new byte[64], read = new byte[64];
        _bench.DamageAnswerOf(0x40, times: 4);
        Assert.Equal(AteccStatus.Ok, _bench.Driver.MakeKey(0, publicKey));
        Assert.Equal(0, _bench.Driver.FaultCount);
        _bench.DamageAnswerOf(0x40, times: 15);
        Assert.Equal(AteccStatus.Garbled, _bench.Driver.ReadPublicKey(0, read));
        Assert.Equal(3, _bench.Driver.FaultCount);
        Assert.Equal(AteccStatus.Ok, _bench.Driver.ReadPublicKey(0, read));
        Assert.Equal(publicKey, read);
    }

    [Fact]
    public void A_damaged_command_is_sent_again()
    {
        _bench.MishearCommands = 1;
        Assert.Equal(AteccStatus.Ok, _bench.Driver.ReadRevision(out _));
        Assert.Equal(1, _bench.Driver.FaultCount);
        _bench.MishearCommands = 3;
        Assert.Equal(AteccStatus.Misheard, _bench.Driver.ReadRevision(out _));
    }

    [Fact]
    public void A_chip_that_hangs_costs_a_bounded_time_and_comes_back_by_its_watchdog()
    {
        byte[] publicKey = new byte[64];
        Assert.Equal(AteccStatus.Ok, _bench.Driver.MakeKey(0, publicKey));
        long before = _bench.Delay.WaitedMs;
        _bench.Chip.Hangs = 1;
        var status = _bench.Driver.Sign(0, s_digest, new byte[64]);
        Assert.Contains(status, new[] { AteccStatus.Silent, AteccStatus.NoAnswer });
        Assert.InRange(_bench.Delay.WaitedMs - before, 1, 2500);
        _bench.Clock.Advance(Atecc608Chip.WatchdogMs);
        Assert.Equal(AteccStatus.Ok, _bench.Driver.Sign(0, s_digest, new byte[64]));
        Assert.Equal(1, _bench.Chip.WatchdogSleeps);
    }

    [Fact]
    public void A_chip_that_is_not_there_is_silent()
    {
        var driver = new Atecc608(_bench.Bus, 0x35, _bench.Delay);
        long before = _bench.Delay.WaitedMs;
        Assert.Equal(AteccStatus.Silent, driver.ReadRevision(out int revision));
        Assert.Equal(0, revision);
        Assert.InRange(_bench.Delay.WaitedMs - before, 1, 100);
    }

    [Fact]
    public void Above_100_kHz_it_cannot_be_woken()
    {
        _bench.Chip.BusKilohertz = 400;
        Assert.Equal(AteccStatus.Silent, _bench.Driver.ReadRevision(out _));
    }

    [Fact]
    public void A_chip_left_awake_by_a_reset_of_the_processor_is_found_all_the_same()
    {
        // As if the processor had stopped after waking it: its answer is still there, and so it is taken for one.
        byte[] write = [0x00], read = new byte[4];
        Assert.False(_bench.Bus.TryTransfer(0x00, write, 1, read, 0));
        _bench.Clock.Advance(5);
        Assert.Equal(AteccStatus.Ok, _bench.Driver.ReadRevision(out _));
        // And after a command whose answer nobody took.
        Assert.False(_bench.Bus.TryTransfer(0x00, write, 1, read, 0));
        _bench.Clock.Advance(5);
        Assert.True(_bench.Bus.TryTransfer(0x60, Convert.FromHexString("03071B00000024CD"), 8, read, 0));
        _bench.Clock.Advance(30);
        Assert.Equal(AteccStatus.Ok, _bench.Driver.ReadRevision(out _));
        Assert.Equal(0, _bench.Driver.FaultCount);
    }

    [Fact]
    public void Whatever_the_bus_does_a_signature_given_is_right()
    {
        var random = new SeededRandom(7);
        byte[] publicKey = new byte[64];
        Assert.Equal(AteccStatus.Ok, _bench.Driver.MakeKey(0, publicKey));
        using var verifier = new PlatformVerifier(publicKey);
        _bench.Faults.NackPpm = _bench.Faults.LostReplyPpm = _bench.Faults.PhantomPpm = 20_000;
        _bench.Faults.CorruptedPpm = 100_000;
        int good = 0;
        for (int i = 0; i < 200; i++)
        {
            byte[] digest = SHA256.HashData(BitConverter.GetBytes(i)), signature = new byte[64];
            if (_bench.Driver.Sign(0, digest, signature) != AteccStatus.Ok)
            {
                Assert.Equal(new byte[64], signature);
                _bench.Clock.Advance(random.Next(2000));
                continue;
            }
            good++;
            Assert.True(verifier.VerifyHash(digest, signature));
        }
        Assert.InRange(good, 150, 200);
        Assert.True(_bench.Driver.FaultCount > 0);
    }

    [Fact]
    public void Nothing_can_be_signed_or_made_before_it_is_locked()
    {
        var bench = new AteccBench();
        Assert.Equal(AteccStatus.NotNow, bench.Driver.MakeKey(0, new byte[64]));
        Assert.Equal(AteccStatus.NotNow, bench.Driver.Sign(0, s_digest, new byte[64]));
        byte[] random = new byte[32];
        Assert.Equal(AteccStatus.Ok, bench.Driver.ReadRandom(random));
        Assert.Equal([0xFF, 0xFF, 0x00, 0x00], random[..4]); // no randomness yet
    }
}
