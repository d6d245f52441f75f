using CarbonMeter.Firmware.Virtual;

namespace Firmware.Tests.Virtual;

public class VirtualStorageTests
{
    private static readonly byte[] Eight = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void A_cut_tears_the_write_at_every_byte()
    {
        for (int cut = 0; cut <= 16; cut++)
        {
            using var storage = new VirtualStorage(32);
            storage.CutAfterBytes(cut);
            bool first = storage.TryWrite(4, Eight, 0, 8), second = storage.TryWrite(20, Eight, 0, 8);
            Assert.Equal(cut > 8, first);
            Assert.False(second);
            Assert.False(storage.IsPowered);
            Assert.Equal(cut, storage.BytesWritten);
            byte[] expected = new byte[32];
            for (int i = 0; i < cut; i++) expected[i < 8 ? 4 + i : 20 + i - 8] = Eight[i % 8];
            Assert.Equal(expected, storage.Content);
            byte[] read = new byte[32];
            Assert.False(storage.TryRead(0, read, 0, 32));
            storage.PowerOn();
            Assert.True(storage.TryRead(0, read, 0, 32));
            Assert.Equal(expected, read);
            Assert.True(storage.TryWrite(0, Eight, 0, 8));
        }
    }

    [Fact]
    public void Failures_come_in_both_forms()
    {
        using var storage = new VirtualStorage(8);
        storage.RefuseWrites(1);
        Assert.False(storage.TryWrite(0, Eight, 0, 8));
        Assert.Equal(new byte[8], storage.Content);
        storage.DenyWrites(1);
        Assert.False(storage.TryWrite(0, Eight, 0, 8));
        Assert.Equal(Eight, storage.Content);
        storage.RefuseReads(1);
        byte[] read = new byte[8];
        Assert.False(storage.TryRead(0, read, 0, 8));
        Assert.Equal(new byte[8], read);
        Assert.True(storage.TryRead(0, read, 0, 8));
        Assert.Equal((3L, 2L, 2L), (storage.Faults, storage.Writes, storage.Reads));
    }

    [Fact]
    public void Chances_are_repeated_by_the_seed()
    {
        static long Faults()
        {
            using var storage = new VirtualStorage(8) { Chance = new SeededRandom(3), WriteRefusedPpm = 100_000, WriteDeniedPpm = 100_000, ReadRefusedPpm = 100_000 };
            byte[] read = new byte[8];
            for (int i = 0; i < 1000; i++)
            {
                storage.TryWrite(0, Eight, 0, 8);
                storage.TryRead(0, read, 0, 8);
            }
            return storage.Faults;
        }
        Assert.InRange(Faults(), 230, 350);
        Assert.Equal(Faults(), Faults());
    }

    [Fact]
    public void A_file_keeps_what_was_written_torn_writes_included()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var storage = new VirtualStorage(16, path))
            {
                Assert.True(storage.TryWrite(0, Eight, 0, 8));
                storage.CutAfterBytes(3);
                Assert.False(storage.TryWrite(8, Eight, 0, 8));
            }
            using (var again = new VirtualStorage(16, path)) Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 0, 0, 0, 0, 0], again.Content.ToArray());
            Assert.Throws<InvalidDataException>(() => new VirtualStorage(17, path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Outside_its_size_is_our_mistake()
    {
        using var storage = new VirtualStorage(8);
        Assert.Throws<ArgumentOutOfRangeException>(() => storage.TryWrite(1, Eight, 0, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => storage.TryRead(-1, new byte[8], 0, 1));
    }
}
