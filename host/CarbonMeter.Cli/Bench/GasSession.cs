using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Domain.Calibration;

namespace CarbonMeter.Cli.Bench;

/// <summary>A bench with a gas channel on it.</summary>
public interface IGasBench
{
    /// <summary>Lets a bottle's gas flow; completes when it has settled.</summary>
    Task SetBottleAsync(GasBottle bottle, CancellationToken stop);

    /// <summary>Reads the gas channel over a window.</summary>
    Task<GasReading> ReadGasAsync(int durationSeconds, CancellationToken stop);
}

/// <summary>Mean mole fraction of CO2 over a window, ppm.</summary>
public sealed record GasReading(long FromUnixSeconds, long ToUnixSeconds, decimal FractionPpm);

/// <summary>What the bottles showed; nothing is adjusted.</summary>
public sealed record GasOutcome(IReadOnlyList<GasResult> Results, GasCalibration Calibration);

/// <summary>Reads every bottle, keeps what was read, and works out zero and span.</summary>
public sealed class GasSession(IReadOnlyList<BottleOfBench> bottles, IGasBench bench, SessionJournal journal)
{
    /// <summary>Runs it, or goes on with it.</summary>
    /// <exception cref="BenchException">The meter has no gas channel or does not answer.</exception>
    public async Task<GasOutcome> RunAsync(CancellationToken stop)
    {
        var results = new List<GasResult>();
        foreach (var one in bottles.OrderBy(bottle => bottle.FractionPpm))
        {
            var bottle = new GasBottle(one.Name, one.FractionPpm, one.UncertaintyPpm / one.CoverageFactor);
            if (Readings(one.Name).Count < one.Repetitions) await bench.SetBottleAsync(bottle, stop);
            while (Readings(one.Name).Count < one.Repetitions)
            {
                var reading = await bench.ReadGasAsync(one.DurationSeconds, stop);
                journal.Add(new JournalLine { Gas = new GasTaken(one.Name, reading) });
            }
            results.Add(GasCalibration.Judge(bottle, Readings(one.Name)));
        }
        return new GasOutcome(results, GasCalibration.Of(results[0], results[^1]));
    }

    private List<decimal> Readings(string bottle) =>
        [.. journal.Lines.Where(line => line.Gas?.Bottle == bottle).Select(line => line.Gas!.Reading.FractionPpm)];
}
