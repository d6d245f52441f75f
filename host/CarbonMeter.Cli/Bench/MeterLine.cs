using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Crypto;
using CarbonMeter.Mqtt;
using CarbonMeter.Records;
using CarbonMeter.Web;

namespace CarbonMeter.Cli.Bench;

/// <summary>An interval as the meter signed it, with the parameter set it was measured under.</summary>
internal sealed record SignedInterval(Interval Interval, int LengthSeconds, byte[] ParameterSetHash, int[] ChannelIds);

/// <summary>
/// The meter's side of a bench: its signed records as the session's ledger has taken them in, and commands to it, signed by the
/// authority it obeys. Every command is waited for until a record says what came of it.
/// </summary>
internal sealed class MeterLine(CarbonMeterHost host, string meterId, ISigner authority, IBenchSide side, TimeSpan patience)
{
    private const int RecordsAtOnce = 256;
    private const long CommandLifeSeconds = 3600;

    // A question may be asked again soon. A setting that is only waiting for its interval must not be: it would come into force twice.
    private const int AskAgainSeconds = 10, SetAgainSeconds = 300;

    private const int NonceBytes = 16;

    private readonly Dictionary<long, SignedInterval> _intervals = [];
    private long _sequence = host.Store.Ledger.HeadOf(meterId)?.Sequence ?? 0;
    private long _counter;

    /// <summary>Asks the meter, now, what it is: a spot check answered with a fresh nonce.</summary>
    internal async Task<MeterIdentity> IdentifyAsync(CancellationToken stop)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var (answer, bindingNumber) = await CommandAsync(
            new Command { Code = CommandCode.SpotCheck, Bytes = nonce },
            record => record is SpotCheckRecord spot && spot.Nonce.AsSpan().SequenceEqual(nonce), "a spot check", stop);
        var binding = host.Store.Verdicts.Bindings(bindingNumber - 1)[0].Binding;
        return new MeterIdentity(answer.ParameterSetHash, answer.FirmwareId, binding.PublicKeyHash, answer.MadeAtUnixMs);
    }

    /// <summary>Sets interval length and intervals per record; completes when the meter has told so.</summary>
    internal Task SetIntervalsAsync(int seconds, int perRecord, CancellationToken stop) => CommandAsync(
        new Command { Code = CommandCode.SetIntervals, LengthSeconds = seconds, IntervalsPerRecord = perRecord },
        record => record is EventRecord { Code: EventCode.SettingsChange } told && told.Value.Value == seconds * 1000L + perRecord, "the interval length", stop);

    /// <summary>Writes a parameter set; completes when the meter has told that it is in force.</summary>
    internal Task SetParametersAsync(byte[] set, CancellationToken stop)
    {
        var hash = ParameterSetCodec.Hash(set);
        return CommandAsync(new Command { Code = CommandCode.SetParameterSet, Bytes = set },
            record => record is EventRecord { Code: EventCode.ParameterChange } told && told.Subject.AsSpan().SequenceEqual(hash), "the parameter set", stop);
    }

    /// <summary>The intervals of a window, once the meter has delivered them.</summary>
    /// <exception cref="ReadingException">One is missing, of another length, marked, or measured under another set.</exception>
    internal async Task<IReadOnlyList<SignedInterval>> IntervalsAsync(long fromUnixSeconds, long toUnixSeconds, int lengthSeconds, byte[] parameterSetHash, CancellationToken stop)
    {
        var last = toUnixSeconds - lengthSeconds;
        await UntilAsync(_ => _intervals.Keys.Any(start => start >= last), $"the interval that ends at {Clock(toUnixSeconds)}", stop);
        var window = new List<SignedInterval>();
        for (var start = fromUnixSeconds; start < toUnixSeconds; start += lengthSeconds)
        {
            if (!_intervals.TryGetValue(start, out var interval)) throw new ReadingException($"the interval of {Clock(start)} is missing");
            if (interval.LengthSeconds != lengthSeconds) throw new ReadingException($"the interval of {Clock(start)} is {interval.LengthSeconds} s long");
            // A sample that failed is made up for by the next: the counters run on.
            var marks = interval.Interval.Flags & ~IntervalFlags.BusErrors;
            if (marks != IntervalFlags.None) throw new ReadingException($"the interval of {Clock(start)} is marked: {marks}");
            if (!interval.ParameterSetHash.AsSpan().SequenceEqual(parameterSetHash)) throw new ReadingException($"the interval of {Clock(start)} was measured under another parameter set");
            window.Add(interval);
        }
        foreach (var old in _intervals.Keys.Where(start => start < fromUnixSeconds).ToList()) _intervals.Remove(old);
        return window;
    }

    private async Task<(MeterRecord Record, int BindingNumber)> CommandAsync(Command command, Func<MeterRecord, bool> isAnswer, string what, CancellationToken stop)
    {
        (MeterRecord, int)? answer = null;
        var sent = Stopwatch.StartNew();
        var isSent = false;
        await UntilAsync(Ask, what, stop);
        return answer!.Value;

        bool Ask(IReadOnlyList<(MeterRecord Record, int BindingNumber)> arrived)
        {
            foreach (var (record, bindingNumber) in arrived)
            {
                if (isAnswer(record)) answer = (record, bindingNumber);
                if (record is not EventRecord { Code: EventCode.CommandRefused } refused || refused.Value.Value != _counter) continue;
                if (!MayTryAgain((CommandStatus)refused.Reason))
                    throw new BenchException($"the meter refused {what}: {(CommandStatus)refused.Reason}. docs/formats/command.md says when it does.");
                isSent = false;
            }
            if (answer is not null) return true;
            if (isSent && sent.Elapsed.TotalSeconds < (command.Code == CommandCode.SpotCheck ? AskAgainSeconds : SetAgainSeconds)) return false;
            isSent = Send(command);
            sent.Restart();
            return false;
        }
    }

    // A meter that has just started or been configured has no clock or no sample yet.
    private static bool MayTryAgain(CommandStatus status) => status is CommandStatus.ClockUntrusted or CommandStatus.NotStored;

    private bool Send(Command command)
    {
        if (host.Ingress.PresenceOf(meterId) is not { IsConnected: true }) return false;
        var now = side.NowUnixMs / 1000;
        _counter = Math.Max(_counter + 1, now);
        command.MeterId = meterId;
        command.Counter = _counter;
        command.IssuedAtUnixSeconds = now;
        command.ExpiresAtUnixSeconds = now + CommandLifeSeconds;
        var delivery = host.Ingress.SendCommandAsync(meterId, CoseSign1.Encode(CommandCodec.EncodePayload(command), authority));
        return !delivery.IsCompleted || delivery.Result == MqttDelivery.Delivered;
    }

    private async Task UntilAsync(Func<IReadOnlyList<(MeterRecord Record, int BindingNumber)>, bool> isDone, string what, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (!isDone(TakeArrived()))
        {
            if (waited.Elapsed > patience) throw new BenchException(Silence(what));
            await side.IdleAsync(stop);
        }
    }

    private List<(MeterRecord Record, int BindingNumber)> TakeArrived()
    {
        var arrived = new List<(MeterRecord, int)>();
        foreach (var stored in host.Store.Queries.Records(meterId, _sequence, RecordsAtOnce))
        {
            CoseSign1.TryParse(stored.Bytes, out var message, out _);
            var record = RecordCodec.DecodePayload(message!.Payload, out _)!;
            _sequence = stored.Sequence;
            arrived.Add((record, stored.BindingNumber));
            if (record is not IntervalRecord run) continue;
            var channelIds = run.Registers.Select(register => register.ChannelId).ToArray();
            for (var i = 0; i < run.Intervals.Length; i++)
                _intervals[run.FirstStartUnixSeconds + (long)i * run.LengthSeconds] = new SignedInterval(run.Intervals[i], run.LengthSeconds, run.ParameterSetHash, channelIds);
        }
        return arrived;
    }

    private string Silence(string what)
    {
        var presence = host.Ingress.PresenceOf(meterId);
        var refused = host.Store.Queries.Quarantine(long.MaxValue, RecordsAtOnce).FirstOrDefault(message => message.MeterId == meterId);
        var why = presence is null ? $"it has not connected to {host.MqttEndPoint}"
            : !presence.IsConnected ? "it is not connected"
            : refused is not null ? $"its messages go to quarantine: {refused.Reason}, {refused.Detail}"
            : "it is connected; does it obey the authority's key?";
        return $"meter {meterId} has not answered about {what} within {patience.TotalSeconds:0} s: {why}.";
    }

    private static string Clock(long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
