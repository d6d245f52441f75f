using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>A storage over small files is one storage, and a state on flash is treated as what wears.</summary>
public class FileStorageTests
{
    private const int FileBytes = 4096, FileCount = 10;

    [Fact]
    public void Files_laid_end_to_end_read_as_one_storage()
    {
        var files = new MemoryFiles();
        var storage = new FileStorage(files, FileCount, FileBytes);
        Assert.Equal(FileCount * FileBytes, storage.SizeBytes);
        var random = new Random(5);
        byte[] expected = new byte[storage.SizeBytes], found = new byte[storage.SizeBytes];
        for (int i = 0; i < 300; i++)
        {
            int at = random.Next(storage.SizeBytes), count = random.Next(1, Math.Min(10_000, storage.SizeBytes - at) + 1);
            byte[] bytes = new byte[count + 3];
            random.NextBytes(bytes);
            Assert.True(storage.TryWrite(at, bytes, 2, count));
            bytes.AsSpan(2, count).CopyTo(expected.AsSpan(at));
            Assert.True(storage.TryRead(at, found, at, count));
        }
        Assert.True(storage.TryRead(0, found, 0, found.Length));
        Assert.Equal(expected, found);
        Assert.Throws<ArgumentOutOfRangeException>(() => storage.TryWrite(storage.SizeBytes - 1, found, 0, 2));
    }

    [Fact]
    public void A_drive_that_does_not_answer_is_told_and_what_was_before_it_is_there()
    {
        var files = new MemoryFiles { LastThatAnswers = 1 };
        var storage = new FileStorage(files, FileCount, FileBytes);
        byte[] bytes = [.. Enumerable.Repeat((byte)7, 3 * FileBytes)];
        Assert.False(storage.TryWrite(100, bytes, 0, bytes.Length));
        Assert.False(storage.TryRead(2 * FileBytes - 1, bytes, 0, 2));
        Assert.True(storage.TryRead(2 * FileBytes - 1, bytes, 0, 1));
        Assert.Equal(7, bytes[0]);
    }

    /// <summary>The block of one image must not be rewritten, and lost, with that of the other.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_commit_to_one_place_of_a_state_on_flash_touches_no_file_of_the_other(int channels)
    {
        var files = new MemoryFiles();
        var journal = new Journal.Journal(
            new FileStorage(files, DriveLayout.StateFiles, DriveLayout.FileBytes), new VirtualStorage(64 * 1024), channels, hasGas: false, isStateOnFlash: true);
        var state = new MeterState([.. Enumerable.Range(1, channels)], hasGas: false) { Identity = 1 };
        Assert.True(journal.Format(state));
        var touched = new HashSet<int>[2];
        for (int commit = 0; commit < 2; commit++)
        {
            files.Written.Clear();
            Assert.True(journal.Commit(state));
            touched[commit] = [.. files.Written];
        }
        Assert.NotEmpty(touched[0]);
        Assert.Empty(touched[0].Intersect(touched[1]));
    }

    [Fact]
    public void A_state_on_flash_without_a_checkpoint_period_is_refused()
    {
        Assert.Contains("checkpoint period must be at least 60000 ms", Assert.Throws<ArgumentException>(() => Start(59_999)).Message);
        Assert.Equal(MeterHealth.Starting, Start(60_000).Meter.Meter!.Health);
    }

    private static MeterBench Start(int checkpointPeriodMs)
    {
        var bench = new MeterBench(settings => settings.CheckpointPeriodMs = checkpointPeriodMs);
        bench.Meter.OnParts = parts => parts.IsStateOnFlash = true;
        bench.Meter.PowerOn();
        return bench;
    }

    private sealed class MemoryFiles : IFiles
    {
        private readonly Dictionary<int, byte[]> _files = [];

        public int LastThatAnswers { get; init; } = int.MaxValue;

        public HashSet<int> Written { get; } = [];

        public bool TryRead(int number, int position, byte[] buffer, int offset, int count)
        {
            byte[] file = _files.GetValueOrDefault(number) ?? new byte[FileBytes];
            file.AsSpan(position, count).CopyTo(buffer.AsSpan(offset));
            return number <= LastThatAnswers;
        }

        public bool TryWrite(int number, int position, byte[] buffer, int offset, int count)
        {
            if (number > LastThatAnswers) return false;
            if (!_files.TryGetValue(number, out byte[]? file)) _files[number] = file = new byte[FileBytes];
            buffer.AsSpan(offset, count).CopyTo(file.AsSpan(position));
            Written.Add(number);
            return true;
        }
    }
}
