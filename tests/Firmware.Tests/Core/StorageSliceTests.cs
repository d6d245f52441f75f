using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Core;

public class StorageSliceTests
{
    [Fact]
    public void A_slice_writes_and_reads_its_own_bytes_and_no_others()
    {
        var storage = new VirtualStorage(64);
        var slice = new StorageSlice(storage, 16, 32);
        byte[] bytes = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        Assert.True(slice.TryWrite(0, bytes, 0, 32));
        Assert.True(storage.Content[..16].ToArray().All(value => value == storage.Content[0]));
        Assert.Equal(bytes, storage.Content[16..48].ToArray());
        Assert.True(storage.Content[48..].ToArray().All(value => value == storage.Content[0]));
        byte[] read = new byte[4];
        Assert.True(slice.TryRead(28, read, 0, 4));
        Assert.Equal(bytes[28..], read);
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.TryRead(29, read, 0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.TryWrite(-1, read, 0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StorageSlice(storage, 40, 32));
    }
}
