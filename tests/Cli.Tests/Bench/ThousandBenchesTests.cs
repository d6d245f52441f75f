using CarbonMeter.Cli.Bench;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Records;

namespace CarbonMeter.Tests.Cli.Bench;

public sealed class ThousandBenchesTests(ITestOutputHelper output)
{
    private const int Benches = 1000;

    private static double Between(Random random, double low, double high) => low + (high - low) * random.NextDouble();

    private static (BenchPlan Plan, VirtualErrors Errors) Draw(int seed)
    {
        var random = new Random(seed);
        var fullScale = new[] { 53_000, 106_170, 424_000, 2_000_000 }[random.Next(4)];
        var fullScaleMilliwatts = 353.55 * fullScale;
        var set = new ParameterSet
        {
            Id = "found",
            FrontEnd = "ADE7953",
            VoltageFullScaleMillivolts = 353_550,
            Channels = [.. Enumerable.Range(1, 1 + random.Next(2)).Select(id => new ChannelParameters
            {
                ChannelId = id, CurrentFullScaleMilliamperes = fullScale, NoLoadRatio = 40_000,
                ActiveGain = random.Next(4_000_000, 4_400_000), Phase = random.Next(-20, 60), ActiveOffset = random.Next(-2000, 2000),
            })],
        };
        var least = Between(random, 50, 400);
        TestPoint Point(string name, double load, int powerFactorPpm, int seconds, PointUse use = PointUse.Check, bool capacitive = false) => new()
        {
            Name = name, CurrentMilliamperes = (long)(load * fullScale), VoltageMillivolts = 230_000, PowerFactorPpm = powerFactorPpm,
            IsCapacitive = capacitive, DurationSeconds = seconds, Use = use, Repetitions = 5,
            // Larger at low loads and at a power factor, as references are; k = 2.
            ReferenceStandardUncertaintyPpm = least / 2 * (load < 0.01 ? 2 : 1) * (powerFactorPpm < 1_000_000 ? 1.5 : 1),
        };
        var plan = new BenchPlan
        {
            Points =
            [
                Point("max", 0.5, 1_000_000, 60), Point("max 0.5L", 0.5, 500_000, 60),
                Point("gain", 0.1, 1_000_000, 60, PointUse.Gain), Point("phase", 0.1, 500_000, 60, PointUse.Phase),
                Point("0.8C", 0.1, 800_000, 60, capacitive: true), Point("low 0.5L", 0.01, 500_000, 300),
                Point("low", 0.005, 1_000_000, 300), Point("offset", 0.002, 1_000_000, 900, PointUse.Offset),
                Point("none", 0, 1_000_000, 600),
            ],
            Found = set,
            NewSetId = "left",
            FrontEnd = FrontEndScale.Ade7953,
            Character = new BenchCharacter(random.Next(0, 6), Between(random, 0, 30), 1000),
        };
        var errors = new VirtualErrors
        {
            Seed = seed,
            VoltageGainErrorPpm = Between(random, -30_000, 30_000),
            Channels = [.. set.Channels.Select(_ => new VirtualChannelErrors(
                Between(random, -30_000, 30_000), Between(random, -4, 1), Between(random, -2e-5, 2e-5) * fullScaleMilliwatts, Between(random, 0, 1e-4) * fullScale))],
            ReadingNoisePpm = Between(random, 2, 150),
            OffsetNoiseMilliwatts = Between(random, 0, 1e-7) * fullScaleMilliwatts,
            DriftPpm = plan.Character.StabilityPpm,
            SourceAngleErrorDegrees = Between(random, -0.05, 0.05),
            ReferenceErrorShared = random.Next(3) / 2.0,
        };
        return (plan, errors);
    }

    /// <summary>
    /// Simulated, from a seed a bench: voltage and current gains up to 3 % off, a current up to 4 degrees early or 1 late, power
    /// leaking in up to 20 ppm of full scale, noise of the current's rms, gain and offset noise of each reading, drift between
    /// points, sampling beside the boundary, a source 0.05 degrees off its angle, and at each point a reference whose error is drawn
    /// from its uncertainty, the same for all points in a third of the benches, independent in another, half of both in the rest.
    /// The meter is the register-level chip under the real driver and the Core's accumulator (<see cref="ChipBench"/> says what is
    /// left out); the session, its judge and its arithmetic are those of carbonctl.
    /// </summary>
    [Fact]
    public async Task As_left_errors_lie_within_what_is_stated_and_what_is_stated_is_no_larger_than_it_has_to_be()
    {
        var (found, left) = await RunAsync(Benches, 1, tellsFound: true);
        Assert.True(Inside(left) >= 0.95, $"{Inside(left):P2} of {left.Count} errors as left are inside");
        Assert.True(Inside(found) >= 0.95, $"{Inside(found):P2} of {found.Count} errors as found are inside");
        Assert.True(Quantile(left) > 0.5, $"95 % of the errors as left are below {Quantile(left):0.000} of what is stated");
        Assert.True(Quantile(found) > 0.5, $"95 % of the errors as found are below {Quantile(found):0.000} of what is stated");
    }

    [Fact]
    public async Task A_reference_that_is_worse_than_it_says_would_show()
    {
        var (_, left) = await RunAsync(100, 3, tellsFound: false);
        Assert.True(Inside(left) < 0.9, $"{Inside(left):P2} inside, although the reference is three times as wrong as stated");
    }

    private static double Inside(List<double> shares) => shares.Count(share => share <= 1) / (double)shares.Count;

    private static double Quantile(List<double> shares) => shares.Order().ElementAt(shares.Count * 95 / 100);

    // True errors over expanded uncertainties: as found of what was stated, as left of the indication as it is.
    private async Task<(List<double> Found, List<double> Left)> RunAsync(int benches, double referenceIsWorse, bool tellsFound)
    {
        List<double> found = [], left = [];
        var rounds = 0;
        for (var seed = 1; seed <= benches; seed++)
        {
            var (plan, errors) = Draw(seed);
            var stated = plan with { Points = [.. plan.Points.Select(point => point with { ReferenceStandardUncertaintyPpm = point.ReferenceStandardUncertaintyPpm / referenceIsWorse })] };
            await using var bench = new ChipBench(plan, errors);
            var before = tellsFound ? TrueErrors(bench, plan) : [];
            using var journal = new SessionJournal();
            var result = await new BenchSession(stated, bench, journal).RunAsync(CancellationToken.None);
            Assert.True(result.Faults.Count == 0, $"bench {seed}: {result.Faults.FirstOrDefault()}");
            rounds += result.AsLeft!.Number;
            found.AddRange(result.AsFound.Results.Where(one => tellsFound && one.Figures is not null).Select(one =>
                Math.Abs(before[(one.Point.Name, one.ChannelId)] - (double)one.Figures!.ErrorPpm) / one.Figures.Uncertainty.ExpandedPpm));
            var after = TrueErrors(bench, plan);
            left.AddRange(result.AsLeft.Results.Where(one => one.Figures is not null).Select(one =>
                Math.Abs(after[(one.Point.Name, one.ChannelId)]) / one.Figures!.Uncertainty.ExpandedPpm));
            RequireNoSmallerThanTheReference(result.AsLeft);
        }
        output.WriteLine($"{benches} benches, {rounds} adjustments, {left.Count} points: {Inside(left):P2} inside as left, 95 % below {Quantile(left):0.000} of what is stated");
        if (tellsFound) output.WriteLine($"as found {Inside(found):P2}, {Quantile(found):0.000}");
        return (found, left);
    }

    private static Dictionary<(string, int), double> TrueErrors(ChipBench bench, BenchPlan plan) =>
        plan.Points.Where(point => !point.IsNoLoad)
            .SelectMany(point => plan.Found.Channels.Select((channel, i) => (Key: (point.Name, channel.ChannelId), Error: bench.TrueErrorPpm(point, i))))
            .ToDictionary(one => one.Key, one => one.Error);

    private static void RequireNoSmallerThanTheReference(Series series)
    {
        foreach (var one in series.Results.Where(one => one.Figures is not null))
            Assert.True(one.Figures!.Uncertainty.StandardPpm >= one.Point.ReferenceStandardUncertaintyPpm);
    }
}
