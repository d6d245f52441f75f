using CarbonMeter.Firmware.Drivers;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Drivers;

/// <summary>An ATECC608 behind a bus that can fail, with its driver.</summary>
internal sealed class AteccBench : II2cBus
{
    private int _damagedOpcode = -1, _damagesLeft, _lastOpcode = -1;

    public AteccBench()
    {
        Clock = new VirtualClock(1_800_000_000_000);
        Chip = new Atecc608Chip(Clock, new SeededRandom(3));
        Faults = new FaultyI2cBus(Chip, new SeededRandom(5));
        Delay = new VirtualDelay(Clock);
        Driver = new Atecc608(this, Atecc608.AddressUsual, Delay);
        Provisioning = new AteccProvisioning(Driver);
    }

    public VirtualClock Clock { get; }

    public Atecc608Chip Chip { get; }

    public FaultyI2cBus Faults { get; }

    public VirtualDelay Delay { get; }

    public Atecc608 Driver { get; }

    public AteccProvisioning Provisioning { get; }

    public II2cBus Bus => this;

    /// <summary>The next so many commands arrive with a bit turned.</summary>
    public int MishearCommands { get; set; }

    /// <summary>One that a person has set up and locked.</summary>
    public static AteccBench Locked()
    {
        var bench = new AteccBench();
        Assert.Equal(AteccSetUp.Prepared, bench.Provisioning.Prepare());
        Assert.Equal(AteccLockOutcome.Locked, bench.Provisioning.Lock(bench.Provisioning.Confirmation()!));
        return bench;
    }

    /// <summary>The next so many answers to an opcode arrive with a bit turned.</summary>
    public void DamageAnswerOf(int opcode, int times) => (_damagedOpcode, _damagesLeft) = (opcode, times);

    public bool TryTransfer(byte address, byte[] write, int writeCount, byte[] read, int readCount)
    {
        byte[] heard = write[..writeCount];
        if (writeCount > 2)
        {
            _lastOpcode = write[2];
            if (MishearCommands > 0)
            {
                MishearCommands--;
                heard[4] ^= 0x10;
            }
        }
        else if (address == 0x00) _lastOpcode = -1;
        bool isDone = Faults.TryTransfer(address, heard, writeCount, read, readCount);
        if (isDone && readCount > 0 && _damagesLeft > 0 && _lastOpcode == _damagedOpcode)
        {
            _damagesLeft--;
            read[readCount / 2] ^= 0x04;
        }
        return isDone;
    }
}
