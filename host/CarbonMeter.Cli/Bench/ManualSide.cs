using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Domain.Calibration;

namespace CarbonMeter.Cli.Bench;

/// <summary>
/// A source and a reference that a person serves: told what to set, asked what the reference read. Answers come a line each, so
/// a program can give them as well.
/// </summary>
public sealed class ManualSide(TextReader answers, TextWriter questions, TimeProvider clock) : IBenchSide
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public long NowUnixMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public async Task WaitUntilAsync(long unixMs, CancellationToken stop)
    {
        var rest = unixMs - NowUnixMs;
        if (rest > 0) await Task.Delay(TimeSpan.FromMilliseconds(rest), clock, stop);
    }

    /// <inheritdoc/>
    public Task IdleAsync(CancellationToken stop) => Task.Delay(Glance, clock, stop);

    /// <inheritdoc/>
    public async Task SetAsync(TestPoint point, CancellationToken stop)
    {
        Say($"Set \"{point.Name}\": {Volts(point)}, {Amperes(point)} through every channel, {Angle(point)}, {point.FrequencyMillihertz / 1000m:0.###} Hz.");
        await AskAsync("Press Enter when the source stands.", stop);
    }

    /// <inheritdoc/>
    public void Announce(long fromUnixSeconds, long toUnixSeconds) =>
        Say($"Reading from {Clock(fromUnixSeconds)} to {Clock(toUnixSeconds)} UTC: leave everything as it is.");

    /// <inheritdoc/>
    public async Task<ReferenceReading> ReadReferenceAsync(TestPoint point, long fromUnixSeconds, long toUnixSeconds, CancellationToken stop)
    {
        if (point.IsNoLoad) return new ReferenceReading(0, point.VoltageMillivolts, 0);
        var seconds = toUnixSeconds - fromUnixSeconds;
        var energy = await AskAsync($"Reference over these {seconds} s: mean power (1150.2 W) or energy (19.17 Wh)?", text => MilliwattHours(text, seconds), stop);
        var voltage = await AskAsync($"Its voltage, V? (Enter: {Volts(point)})", text => Thousandths(text, point.VoltageMillivolts), stop);
        var current = await AskAsync($"Its current, A? (Enter: {Amperes(point)})", text => Thousandths(text, point.CurrentMilliamperes), stop);
        return new ReferenceReading(energy, voltage, current);
    }

    /// <inheritdoc/>
    public Task OpenBottleAsync(GasBottle bottle, CancellationToken stop) =>
        AskAsync($"Let gas of bottle \"{bottle.Name}\" ({bottle.FractionPpm} ppm CO2) flow, and press Enter when the indication stands.", stop);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Energy in mWh of a power (W, kW) over a time, or of an energy (Wh, kWh); null where the text is neither.</summary>
    internal static decimal? MilliwattHours(string text, long seconds)
    {
        var unitAt = text.AsSpan().IndexOfAnyExcept("0123456789.+-eE ");
        if (unitAt < 0 || !TryNumber(text[..unitAt], out var number)) return null;
        return text[unitAt..].Trim() switch
        {
            "W" => number * 1000 * seconds / 3600,
            "kW" => number * 1_000_000 * seconds / 3600,
            "Wh" => number * 1000,
            "kWh" => number * 1_000_000,
            _ => null,
        };
    }

    private static decimal? Thousandths(string text, long asSet) =>
        text.Length == 0 ? asSet : TryNumber(text, out var number) ? number * 1000 : null;

    // No number that is typed here is large; a slip of the exponent must not end the session.
    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && number is > 0 and < 1e12m;

    private async Task<decimal> AskAsync(string question, Func<string, decimal?> read, CancellationToken stop)
    {
        while (true)
        {
            if (read(await AskAsync(question, stop)) is { } value) return value;
            Say("That is not a number above 0 with the unit asked for.");
        }
    }

    private async Task<string> AskAsync(string question, CancellationToken stop)
    {
        Say(question);
        // A console cannot be asked to stop reading: the session stops, the read is left behind.
        var line = await Task.Run(answers.ReadLine, CancellationToken.None).WaitAsync(stop);
        return line?.Trim() ?? throw new BenchException("the answers have come to an end. Start the same command again to go on.");
    }

    private void Say(string text) => questions.WriteLine(text);

    private static string Volts(TestPoint point) => $"{point.VoltageMillivolts / 1000m:0.###} V";

    private static string Amperes(TestPoint point) => $"{point.CurrentMilliamperes / 1000m:0.###} A";

    private static string Angle(TestPoint point) =>
        $"power factor {point.PowerFactorPpm / 1_000_000m:0.###}{(point.PowerFactorPpm == 1_000_000 ? "" : point.IsCapacitive ? " capacitive (the current leads)" : " inductive (the current lags)")}";

    private static string Clock(long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
