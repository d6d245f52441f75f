using CarbonMeter.Benchmarks.Load;

namespace CarbonMeter.Ingest.Tests;

/// <summary>The whole host, endpoint, pipeline and ledger, in a process of its own that is killed under load.</summary>
public sealed class KilledHostTests
{
    [Fact]
    public async Task A_host_killed_under_a_thousand_connections_loses_nothing_acknowledged_and_counts_nothing_twice()
    {
        const int meters = 1_000, recordsPerMeter = 24, kills = 2;
        var report = await KillRun.RunAsync(meters, recordsPerMeter, kills);
        Assert.Equal(kills, report.Kills);
        Assert.All(report.AcknowledgedAtKills, count => Assert.InRange(count, 1, report.Records - 1));
        Assert.Equal(0, report.MissingAtKills);
        Assert.Equal(0, report.Missing);
        Assert.Equal(0, report.Surplus);
        Assert.Equal(0, report.Quarantined);
        Assert.Equal(report.Records * Fleet.IntervalsPerRecord, report.IntervalsCounted);
    }
}
