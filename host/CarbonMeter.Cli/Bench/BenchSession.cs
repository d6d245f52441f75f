using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Records;

namespace CarbonMeter.Cli.Bench;

/// <summary>All points once, under one parameter set.</summary>
/// <param name="Number">0: as found; 1, 2, ...: after so many adjustments.</param>
/// <param name="Set">The set.</param>
/// <param name="Results">A row a point and channel.</param>
public sealed record Series(int Number, ParameterSet Set, IReadOnlyList<PointResult> Results)
{
    /// <summary>Whether the meter had been adjusted.</summary>
    public bool IsAsLeft => Number > 0;
}

/// <summary>What a session came to.</summary>
/// <param name="Identity">The meter as left, or as far as the session got.</param>
/// <param name="AsFound">Before anything was changed.</param>
/// <param name="AsLeft">After the last adjustment; null where a fault came before.</param>
/// <param name="Adjustment">The set as left and where it comes from; null as before.</param>
/// <param name="FromUnixSeconds">Begin of the first reading.</param>
/// <param name="ToUnixSeconds">End of the last.</param>
public sealed record SessionResult(MeterIdentity Identity, Series AsFound, Series? AsLeft, Adjustment? Adjustment, long FromUnixSeconds, long ToUnixSeconds)
{
    /// <summary>Points that gave no figures, in the last series measured; none where the meter is calibrated.</summary>
    public IReadOnlyList<PointResult> Faults { get; } = [.. (AsLeft ?? AsFound).Results.Where(result => result.Fault != PointFault.None)];
}

/// <summary>Hears how a session goes.</summary>
public interface ISessionReport
{
    /// <summary>A reading begins.</summary>
    void Reading(int series, TestPoint point, int repetition);

    /// <summary>A series is done.</summary>
    void Done(Series series);
}

/// <summary>
/// Works a plan through on a bench: as found, adjust, as left, and again where an adjusted point is not yet where its register
/// can bring it, or a point is less certain than the set states. Everything read is in the journal before it is used; what the journal holds already is not read again.
/// </summary>
public sealed class BenchSession(BenchPlan plan, IBench bench, SessionJournal journal, ISessionReport? report = null)
{
    /// <summary>Adjustments at most.</summary>
    public const int RoundsMax = 3;

    /// <summary>Windows tried for one reading.</summary>
    public const int WindowsMax = 3;

    /// <summary>Runs it, or goes on with it.</summary>
    /// <exception cref="BenchException">The meter does not answer, does not obey, or runs under another set than it should.</exception>
    /// <exception cref="AdjustmentException">What was found cannot be adjusted.</exception>
    public async Task<SessionResult> RunAsync(CancellationToken stop)
    {
        var identity = await bench.IdentifyAsync(stop);
        var (asFound, _) = await MeasureAsync(0, plan.Found, identity, stop);
        if (HasFault(asFound)) return Result(identity, asFound, null, null);
        var (last, adjustment) = (asFound, (Adjustment?)null);
        for (var number = 1; number <= RoundsMax; number++)
        {
            adjustment = Work(last);
            var bytes = journal.SetOf(number) ?? Keep(number, ParameterSetCodec.Encode(adjustment.Set));
            adjustment = adjustment with { Set = ParameterSetCodec.Decode(bytes, out _)! };
            identity = await PutIntoForceAsync(bytes, last.Set, identity, stop);
            (last, var isThere) = await MeasureAsync(number, adjustment.Set, identity, stop);
            if (isThere || HasFault(last)) break;
        }
        return Result(identity, asFound, last, adjustment);
    }

    private Adjustment Work(Series from)
    {
        var results = from.IsAsLeft ? Judge(from.Number, from.Set, isAsLeft: false) : from.Results;
        var known = from.IsAsLeft ? from.Results.Max(result => result.Figures?.Uncertainty.ExpandedPpm ?? 0) : 0;
        return Adjuster.Work(from.Set, plan.NewSetId, plan.FrontEnd, results, plan.VoltageStandardPpm, plan.CurrentStandardPpm, known);
    }

    private byte[] Keep(int number, byte[] set)
    {
        journal.Add(new JournalLine { Adjusting = new SetWorkedOut(number - 1, Convert.ToHexStringLower(set)) });
        return set;
    }

    // A session that goes on may find the set in force already, or a later one: then its series is in the journal.
    private async Task<MeterIdentity> PutIntoForceAsync(byte[] set, ParameterSet before, MeterIdentity identity, CancellationToken stop)
    {
        var hash = ParameterSetCodec.Hash(set);
        if (identity.ParameterSetHash.AsSpan().SequenceEqual(hash)) return identity;
        if (!identity.ParameterSetHash.AsSpan().SequenceEqual(ParameterSetCodec.Hash(ParameterSetCodec.Encode(before)))) return identity;
        await bench.WriteParametersAsync(set, stop);
        return await bench.IdentifyAsync(stop);
    }

    private async Task<(Series Series, bool IsThere)> MeasureAsync(int number, ParameterSet set, MeterIdentity identity, CancellationToken stop)
    {
        if (!IsComplete(number)) RequireInForce(set, identity);
        foreach (var point in plan.Points) await MeasureAsync(number, point, set, stop);
        var results = Judge(number, set, isAsLeft: number > 0);
        var isThere = number > 0 && Judge(number, set, isAsLeft: false).All(IsWhereRegistersBringIt) && results.All(result => IsWithinStated(result, set));
        if (number == RoundsMax) results = [.. results.Select(result => IsWithinStated(result, set) ? result : WorseThanStated(result, set))];
        var series = new Series(number, set, results);
        foreach (var failed in series.Results.Where(result => result.Fault != PointFault.None).DistinctBy(result => result.Point.Name))
            journal.Add(new JournalLine { Discarded = new PointDiscarded(number, failed.Point.Name, $"{failed.Fault}: {failed.Detail}") });
        report?.Done(series);
        return (series, isThere);
    }

    private async Task MeasureAsync(int number, TestPoint point, ParameterSet set, CancellationToken stop)
    {
        var count = journal.Readings(number, point.Name).Count;
        if (count >= point.Repetitions) return;
        await bench.SetPointAsync(point, stop);
        for (var failures = 0; count < point.Repetitions;)
        {
            try
            {
                report?.Reading(number, point, count + 1);
                var reading = await bench.ReadMeterAsync(point, stop);
                journal.Add(new JournalLine { Reading = new ReadingTaken(number, point.Name, reading) });
                count++;
            }
            catch (ReadingException) when (++failures < WindowsMax)
            {
                // Told by the last one, should all of them fail.
            }
            catch (ReadingException error)
            {
                throw new BenchException($"point \"{point.Name}\": {error.Message}");
            }
        }
    }

    private List<PointResult> Judge(int number, ParameterSet set, bool isAsLeft)
    {
        var results = new List<PointResult>();
        foreach (var point in plan.Points)
        {
            var readings = journal.Readings(number, point.Name);
            for (var i = 0; i < set.Channels.Length; i++)
            {
                var compared = readings.Select(reading => reading.Compare(reading.Channels[i])).ToList();
                results.Add(PointJudge.Judge(point, compared, new ChannelScale(set, i, plan.FrontEnd), plan.Character, isAsLeft));
            }
        }
        return results;
    }

    // The records state the set's figure; a certificate that says more would contradict them.
    private static bool IsWithinStated(PointResult result, ParameterSet set) =>
        result.Figures is not { } figures || figures.Uncertainty.ExpandedPpm <= set.UncertaintyPpm.Value;

    private static PointResult WorseThanStated(PointResult result, ParameterSet set) => result with
    {
        Fault = PointFault.WorseThanStated,
        Detail = $"as left uncertain by {result.Figures!.Uncertainty.ExpandedPpm:0} ppm; by the readings before it should be within {set.UncertaintyPpm.Value} ppm",
        Figures = null,
    };

    private bool IsWhereRegistersBringIt(PointResult result)
    {
        if (result.Figures is not { } figures || result.Point.Use == PointUse.Check) return true;
        // Half a step of the phase register; the other registers' steps are below a ppm.
        var step = 180.0 * result.Point.FrequencyMillihertz / 1000 / plan.FrontEnd.PhaseStepsPerSecond * Math.PI / 180;
        var reach = figures.Uncertainty.ExpandedPpm + (double)Math.Abs(result.Point.TangentOfLag) * step * 1e6;
        return (double)Math.Abs(figures.ErrorPpm) <= reach;
    }

    private static void RequireInForce(ParameterSet set, MeterIdentity identity)
    {
        var hash = ParameterSetCodec.Hash(ParameterSetCodec.Encode(set));
        if (identity.ParameterSetHash.AsSpan().SequenceEqual(hash)) return;
        throw new BenchException(
            $"the meter runs under parameter set {Convert.ToHexStringLower(identity.ParameterSetHash)[..16]}..., the session expects {Convert.ToHexStringLower(hash)[..16]}... "
            + $"(\"{set.Id}\"). State the set the meter has under meter.parameterSet of the bench file.");
    }

    private bool IsComplete(int number) => plan.Points.All(point => journal.Readings(number, point.Name).Count >= point.Repetitions);

    private static bool HasFault(Series series) => series.Results.Any(result => result.Fault != PointFault.None);

    private SessionResult Result(MeterIdentity identity, Series asFound, Series? asLeft, Adjustment? adjustment)
    {
        var readings = journal.Lines.Select(line => line.Reading?.Reading).OfType<BenchReading>().ToList();
        return new SessionResult(identity, asFound, asLeft, adjustment, readings.Min(one => one.FromUnixSeconds), readings.Max(one => one.ToUnixSeconds));
    }
}
