using CarbonMeter.Firmware.Drivers;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>Locking cannot be undone: it takes a person who has read the chip's serial number.</summary>
public class AteccProvisioningTests
{
    private readonly AteccBench _bench = new();

    [Fact]
    public void A_new_chip_is_prepared_then_locked_by_a_confirmation()
    {
        Assert.Equal(AteccSetUp.New, _bench.Provisioning.Look());
        Assert.Equal(AteccSetUp.Prepared, _bench.Provisioning.Prepare());
        Assert.Equal("8320832033003300", Convert.ToHexString([.. _bench.Chip.Configuration[20..24], .. _bench.Chip.Configuration[96..100]]));
        Assert.Equal((false, false), (_bench.Chip.IsConfigurationLocked, _bench.Chip.IsDataLocked));
        string confirmation = _bench.Provisioning.Confirmation()!;
        Assert.Matches("^LOCK 0123[0-9A-F]{12}EE$", confirmation);
        Assert.Equal(AteccLockOutcome.Locked, _bench.Provisioning.Lock(confirmation));
        Assert.Equal((true, true), (_bench.Chip.IsConfigurationLocked, _bench.Chip.IsDataLocked));
        Assert.Equal(AteccSetUp.Locked, _bench.Provisioning.Look());
        Assert.Equal(AteccSetUp.Locked, _bench.Provisioning.Prepare());
        Assert.Equal(AteccLockOutcome.Locked, _bench.Provisioning.Lock(confirmation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("LOCK")]
    [InlineData("yes")]
    [InlineData("LOCK 012300000000000000EE")]
    public void What_is_not_typed_exactly_locks_nothing(string typed)
    {
        _bench.Provisioning.Prepare();
        Assert.Equal(AteccLockOutcome.NotConfirmed, _bench.Provisioning.Lock(typed));
        Assert.Equal(AteccLockOutcome.NotConfirmed, _bench.Provisioning.Lock(_bench.Provisioning.Confirmation()!.ToLowerInvariant()));
        Assert.Equal((false, false), (_bench.Chip.IsConfigurationLocked, _bench.Chip.IsDataLocked));
    }

    [Fact]
    public void A_chip_that_is_not_prepared_is_not_locked()
    {
        Assert.Equal(AteccLockOutcome.NotPrepared, _bench.Provisioning.Lock(_bench.Provisioning.Confirmation()!));
        Assert.False(_bench.Chip.IsConfigurationLocked);
    }

    [Fact]
    public void Using_a_chip_never_locks_it()
    {
        _bench.Provisioning.Prepare();
        var store = new AteccKeyStore(_bench.Driver);
        Assert.False(store.TryMake(0, out _));
        Assert.True(store.TryOpen(0, out var signer));
        Assert.Null(signer);
        Assert.True(store.TryForget(1));
        Assert.Equal((false, false), (_bench.Chip.IsConfigurationLocked, _bench.Chip.IsDataLocked));
    }

    [Fact]
    public void A_lock_that_breaks_off_anywhere_can_be_gone_on_with()
    {
        int seenHalf = 0;
        for (int fault = 0; fault < 120; fault++)
        {
            var bench = new AteccBench();
            bench.Provisioning.Prepare();
            string confirmation = bench.Provisioning.Confirmation()!;
            bench.Faults.FailAt(fault, Virtual.BusFault.LostReply);
            var outcome = bench.Provisioning.Lock(confirmation);
            if (bench.Provisioning.Look() == AteccSetUp.HalfLocked) seenHalf++;
            if (outcome != AteccLockOutcome.Locked) Assert.Equal(AteccLockOutcome.Locked, bench.Provisioning.Lock(confirmation));
            Assert.True(bench.Chip.IsDataLocked);
        }
        Assert.InRange(seenHalf, 0, 10);
    }

    [Fact]
    public void A_silent_chip_is_not_known_and_not_locked()
    {
        string confirmation = _bench.Provisioning.Confirmation()!;
        _bench.Chip.PowerOff();
        Assert.Equal(AteccSetUp.Unknown, _bench.Provisioning.Look());
        Assert.Null(_bench.Provisioning.Confirmation());
        Assert.Equal(AteccLockOutcome.Failed, _bench.Provisioning.Lock(confirmation));
    }
}
