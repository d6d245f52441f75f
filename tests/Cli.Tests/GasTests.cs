using CarbonMeter.DotNet;
using CarbonMeter.Records;
using CarbonMeter.Storage.Sqlite;
using CarbonMeter.TestSupport;
using CarbonMeter.Units;

namespace CarbonMeter.Tests.Cli;

/// <summary>What the terminal tells of a meter that measures gas.</summary>
public sealed class GasTests : IDisposable
{
    private readonly CarbonCtl _ctl = new();

    public void Dispose() => _ctl.Dispose();

    [Fact]
    public async Task A_stack_meter_is_shown_with_its_mass_its_reference_state_and_its_sensor_gaps()
    {
        var stack = new TestMeter("stack", channels: 0);
        stack.MeasureGas(GasBasis.Dry);
        await KeepAsync(stack, stack.Run(2, run =>
        {
            (run.Intervals[0].Gas!.MassMilligrams, run.Intervals[0].Gas!.CarbonDioxidePpm) = (Reading.Of(9_000_000), Reading.Of(120_000));
            (run.Intervals[1].Gas!.MassMilligrams, run.Intervals[1].Gas!.CarbonDioxidePpm) = (Reading.Of(1_234_567), Reading.Of(110_000));
            run.Intervals[1].Gas!.MassUncertaintyPpm = Reading.Missing;
        }), stack.Event(EventCode.SensorGap, "SCD30", gap => gap.Reason = 2));
        var shown = await _ctl.RunAsync("meter", "show", "stack", "--data", "data");
        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.Contains("CO2 measured in gas: 10.234 kg in ", shown.Output, StringComparison.Ordinal);
        Assert.Contains("(dry, 273.15 K, 101325 Pa), 0 ppm of background taken off", shown.Output, StringComparison.Ordinal);
        Assert.Contains("10.234 kg +- 1.386 kg (k = 2), 1.234 kg of it without a stated uncertainty, mean 115000 ppm CO2", shown.Output, StringComparison.Ordinal);
        Assert.Contains("SCD30 gave no figure since 2023-11-15 00:02:00 UTC: its answers were corrupted", shown.Output, StringComparison.Ordinal);
        var json = await _ctl.RunAsync("meter", "show", "stack", "--data", "data", "--json");
        Assert.Contains("\"massMilligrams\": 10234567", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meter_without_gas_is_shown_without()
    {
        var meter = new TestMeter("m1");
        await KeepAsync(meter, meter.Run());
        Assert.DoesNotContain("CO2 measured", (await _ctl.RunAsync("meter", "show", "m1", "--data", "data")).Output, StringComparison.Ordinal);
    }

    private async Task KeepAsync(TestMeter meter, params SignedRecord[] records)
    {
        _ctl.Write("key.pem", PlatformKeys.PublicKeyToPem(meter.PublicKey));
        Assert.Equal(0, (await _ctl.RunAsync("meter", "add", meter.Id, "--data", "data", "--key", "key.pem")).ExitCode);
        using var store = SqliteStore.Open(_ctl.PathOf("data/ledger.db"));
        store.Ledger.Commit([.. records.Select(record => record.Entry())]);
    }
}
