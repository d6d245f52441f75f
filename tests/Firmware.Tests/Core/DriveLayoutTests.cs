using CarbonMeter.Firmware.Journal;
using CarbonMeter.Firmware.Settings;
using CarbonMeter.Firmware.Virtual;

namespace CarbonMeter.Firmware.Tests.Core;

/// <summary>A board's storage holds what the firmware puts on it.</summary>
public class DriveLayoutTests
{
    [Theory]
    [InlineData(4, 128)]
    [InlineData(8, 1024)]
    [InlineData(16, 1536)]
    public void The_ring_takes_half_of_the_drive(int flashMebibytes, int ringKibibytes) =>
        Assert.Equal(ringKibibytes * 1024, DriveLayout.RingFiles(flashMebibytes << 20) * DriveLayout.FileBytes);

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(8, false)]
    [InlineData(0, true)]
    [InlineData(3, true)]
    public void A_journals_state_fits_into_the_fram_beside_the_settings_and_into_its_files(int channels, bool hasGas)
    {
        var fram = new StorageSlice(new VirtualStorage(32 * 1024), SettingsStore.SizeBytes, 32 * 1024 - SettingsStore.SizeBytes);
        var files = new VirtualStorage(DriveLayout.StateFiles * DriveLayout.FileBytes);
        foreach (INonVolatile state in new INonVolatile[] { fram, files })
        {
            var journal = new Journal.Journal(state, new VirtualStorage(DriveLayout.RingFiles(4 << 20) * DriveLayout.FileBytes),
                channels, hasGas, isStateOnFlash: state == files);
            Assert.InRange(journal.IntervalsMax, 15, 60);
        }
    }
}
