using System;
using System.IO;
using System.Linq;
using System.Threading;
using CarbonMeter.Cli.Serial;
using CarbonMeter.Crypto;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Wiring;
using CarbonMeter.DotNet;
using CarbonMeter.Records;
using Spectre.Console;

namespace CarbonMeter.Cli.Commissioning;

// From the wires to the label.
internal sealed partial class CommissionWizard
{
    private const decimal ClampShare = 0.05m, ClampAmperesLeast = 0.2m;

    private WiringCheck? _check;

    private void Wiring(CancellationToken stop)
    {
        Step(7, "Voltages and wiring");
        if (plan.SkipsWiring)
        {
            say.MarkupLine("  [yellow]skipped: nobody has looked whether the CTs are on their phases[/]");
            return;
        }
        _check = new WiringCheck(client);
        var flow = plan.FlowNow(_role);
        if (flow == ExpectedFlow.Unknown && !asker.IsUnattended)
            flow = asker.Choice("Which way does energy flow now?", ["consumption", "generation"]) == "generation" ? ExpectedFlow.Generation : ExpectedFlow.Consumption;
        while (true)
        {
            var set = ReadParameters(stop);
            var question = WiringCheck.Question(set, flow, plan.Rotation);
            var verdict = _check.Judge(set, question, stop);
            var words = WiringWords.Describe(verdict, question);
            var isRight = verdict.Assignment?.IsAsMeant(question) == true;
            var remaps = !isRight && verdict.Assignment is not null && (plan.Remaps || !asker.IsUnattended && AsksToRemap(words, question, verdict));
            report.Wiring.Add(new WiringStep(verdict.Finding.ToString(), verdict.Assignment?.ToString(), Math.Round(verdict.PowerWatts, 1), words,
                WiringWords.Describe(verdict, question, isChinese: true), remaps));
            say.MarkupLineInterpolated($"  {(plan.IsChinese ? WiringWords.Describe(verdict, question, isChinese: true) : words)}");
            if (isRight) return;
            if (remaps) Remap(set, verdict.Assignment!, stop);
            else if (asker.IsUnattended)
                throw new CommissionObstacle(verdict.Assignment is null ? words : $"Wiring: {words}. Then run the same command again; --remap makes up for it in the parameter set instead.");
            else if (!asker.Confirm("Measure again?")) throw new CommissionObstacle(words);
        }
    }

    private bool AsksToRemap(string words, WiringQuestion question, WiringVerdict verdict) =>
        asker.Choice(plan.IsChinese ? WiringWords.Describe(verdict, question, isChinese: true) : words,
            ["I have done it: measure again", "Make up for it in the parameter set"]).StartsWith("Make", StringComparison.Ordinal);

    private void Remap(ParameterSet set, WiringAssignment found, CancellationToken stop)
    {
        // Once only: what a remap did not put right, another would not either.
        if (report.Wiring.Count(step => step.IsRemapped) > 1) throw new CommissionObstacle("The remap did not put the wiring right. Mend it at the CTs.");
        var (inputs, directions) = WiringCheck.Remap(set, found);
        client.Tell("wiring", stop, ("inputs", inputs), ("directions", directions));
        UntilFrontEndIsReady(stop);
        say.MarkupLineInterpolated($"  remapped: voltages {inputs}, directions {directions}; measured again");
    }

    private void CompareClamp(CancellationToken stop)
    {
        if (plan.ClampAmperes.Count == 0) return;
        if (_check is null) throw new InputException("--clamp needs the wiring check: leave --skip-wiring out.");
        foreach (var (channel, clamp) in plan.ClampAmperes.OrderBy(one => one.Key))
        {
            if (channel < 1 || channel > _check.Samples[0].Channels.Count) throw new InputException($"--clamp {channel}: the meter has no such channel.");
            var meter = Math.Round((decimal)_check.Samples.Average(sample => sample.Channels[channel - 1].CurrentMilliamperes) / 1000, 3);
            var agrees = Math.Abs(meter - clamp) <= Math.Max(ClampAmperesLeast, clamp * ClampShare);
            report.Clamp.Add(new ClampComparison(channel, meter, clamp, agrees));
            say.MarkupLineInterpolated($"  channel {channel}: meter {meter} A, clamp {clamp} A");
        }
        if (report.Clamp.Find(one => !one.Agrees) is not { } wrong) return;
        throw new CommissionObstacle($"Channel {wrong.Channel}: the meter shows {wrong.MeterAmperes} A, the clamp meter {wrong.ClampAmperes} A. Is --ct the ratio on the CT's plate, and is the CT closed?");
    }

    private void Seal(CancellationToken stop)
    {
        Step(8, "Seal");
        ReadParameters(stop);
        var installer = asker.Text("--installer", "Your name, as it stands in the commissioning record", plan.Installer, null,
            text => text.Length is >= 1 and <= 64 && text.All(c => c is >= ' ' and <= '~') ? null : "1 to 64 printable ASCII characters");
        if (!asker.Confirm($"Seal {_meterId}? Nothing can be changed over this port afterwards.")) throw new CommissionObstacle("Not sealed.");
        client.Tell("seal", stop, ("parameters", report.ParameterSetHash!), ("installer", installer));
        report.IsSealed = true;
    }

    private void Conclude(CancellationToken stop)
    {
        var status = UntilRunning(stop);
        report.ParameterSetHash = status["parameters"];
        report.EventCounter = status.Number("events");
        KeepRecord(stop);
        say.MarkupLineInterpolated($"  parameter set {report.ParameterSetHash}, event counter {report.EventCounter}: write both beside the seal of the cover");
        Step(9, "Registration and label");
        var request = ReadEnrolment(stop);
        var settings = client.Ask("settings", stop).Lines;
        string? Setting(string name) => settings.Select(line => line.Find(name)).FirstOrDefault(value => value is not null);
        if (plan.Registers)
        {
            var role = Setting("role") is { } word ? Enum.Parse<NodeRole>(word, ignoreCase: true) : (NodeRole?)null;
            MeterRegistration.Register(plan.Data, new NewMeter(_meterId, _publicKey)
            {
                Place = Setting("place"), IntervalSeconds = int.Parse(Setting("interval")!, System.Globalization.CultureInfo.InvariantCulture),
                ParkId = Setting("park"), Role = role, Request = request, FactorSet = plan.Factors is { } factors ? ReadFactors(factors) : null, UtcOffsetMinutes = plan.UtcOffsetMinutes,
            });
            report.IsRegistered = true;
            say.MarkupLineInterpolated($"  {_meterId} is registered in {plan.Data}");
        }
        else
        {
            File.WriteAllText(PathOf("pub.pem"), PlatformKeys.PublicKeyToPem(_publicKey));
            var file = request is null ? $"{_meterId} --key {PathOf("pub.pem")}" : $"--request {report.EnrolmentFile}";
            say.MarkupLineInterpolated($"  not registered: on the host, carbonctl meter add {file}");
        }
        var label = new MeterLabel(_meterId, _publicKey, plan.VerifyUrl);
        (report.LabelSvg, report.LabelPng, report.VerifyAddress) = (PathOf("label.svg"), PathOf("label.png"), label.VerifyAddress);
        label.Write(report.LabelSvg, report.LabelPng);
        say.WriteLine(label.Terminal());
        say.MarkupLineInterpolated($"  {_meterId}  {label.Fingerprint}  {label.VerifyAddress ?? ""}");
    }

    private ConsoleFields UntilRunning(CancellationToken stop)
    {
        var until = DateTime.UtcNow + s_startPatience;
        while (true)
        {
            var status = client.Ask("status", stop).End;
            if (status["state"] == "running" && status.Number("events") >= 4) return status;
            if (status["state"] == "service") throw new CommissionObstacle("The meter is sealed and cannot begin its chain: its storage or its key is at fault. It needs service.");
            if (DateTime.UtcNow > until) throw new CommissionObstacle("The meter is sealed and has not begun to measure. See its self-test; this command may be run again.");
            Wait(stop);
        }
    }

    // Nothing is believed because the meter said it over a cable: signature, kind and meter are looked at.
    private void KeepRecord(CancellationToken stop)
    {
        byte[] bytes;
        try
        {
            bytes = client.Ask("record", stop).Blob();
        }
        catch (ConsoleRefusal refusal) when (refusal.Code == "not-yet")
        {
            say.MarkupLine("  the meter has started again since it was sealed: the host has the commissioning record, or will get it");
            return;
        }
        using var verifier = new PlatformVerifier(_publicKey);
        if (!CoseSign1.TryParse(bytes, out var message, out _) || RecordCodec.DecodePayload(message!.Payload, out _) is not EventRecord record
            || record.Code != EventCode.Commissioned || record.MeterId != _meterId || !message.IsSignedBy(verifier))
            throw new IOException("the commissioning record is not what it should be: it does not verify under the meter's key. Do not use this meter.");
        report.CommissioningSequence = record.Sequence;
        report.CommissioningRecordFile = PathOf("commissioning.cose");
        File.WriteAllBytes(report.CommissioningRecordFile, bytes);
        say.MarkupLineInterpolated($"  commissioning record {record.Sequence}, signed, by {record.Text}: {report.CommissioningRecordFile}");
    }

    // The meter's own word, under the key it is registered with; null where its firmware makes none.
    private EnrolmentRequest? ReadEnrolment(CancellationToken stop)
    {
        byte[] bytes;
        try
        {
            bytes = client.Ask("enrol", stop).Blob();
        }
        catch (ConsoleRefusal refusal) when (refusal.Code == "absent")
        {
            say.MarkupLine("  this firmware makes no enrolment request; its key is the one it told at the beginning");
            return null;
        }
        if (EnrolmentRequest.Read(bytes, out var refused) is not { } request || request.Content.MeterId != _meterId || !request.Content.PublicKey.AsSpan().SequenceEqual(_publicKey))
            throw new IOException($"the enrolment request is not what it should be ({(refused.Length > 0 ? refused : "another meter or key")}). Do not use this meter.");
        report.EnrolmentFile = PathOf("enrolment.cose");
        File.WriteAllBytes(report.EnrolmentFile, bytes);
        return request;
    }

    private string PathOf(string kind) => Path.Combine(plan.Out.FullName, $"{_meterId}.{kind}");
}
