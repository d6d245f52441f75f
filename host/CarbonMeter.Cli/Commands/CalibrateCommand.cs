using System;
using System.CommandLine;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Certificates;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Cli.Bench;
using CarbonMeter.Crypto;
using CarbonMeter.DotNet;
using CarbonMeter.Domain.Calibration;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.Records;
using CarbonMeter.Web;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace CarbonMeter.Cli.Commands;

/// <summary>Calibrates a meter on a bench and issues its certificate: docs/calibrating.md.</summary>
public static class CalibrateCommand
{
    private static readonly TimeSpan PatienceVirtual = TimeSpan.FromSeconds(60), PatienceReal = TimeSpan.FromMinutes(65);

    private sealed record Asked(BenchFile File, SessionFolder Folder, bool IsVirtual, FileInfo? Authority, SigningIdentity? Laboratory, bool Json);

    /// <summary>The command.</summary>
    public static Command Build()
    {
        var file = new Option<FileInfo>("--bench") { Description = "Meter, reference, laboratory and test points (docs/formats/bench.md)", Required = true, HelpName = "FILE" };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the session; name it again to go on with one that was stopped", Required = true, HelpName = "DIR" };
        var isVirtual = new Option<bool>("--virtual") { Description = "A virtual meter and bench with the errors the file states; the certificate is a demonstration" };
        var authority = new Option<FileInfo?>("--authority") { Description = "Private key whose commands the meter obeys, PEM; needed without --virtual", HelpName = "FILE" };
        var key = new Option<FileInfo?>("--lab-key") { Description = "The laboratory's key with its X.509 certificate, PEM or PFX; without it the certificate is left unsigned", HelpName = "FILE" };
        var password = new Option<FileInfo?>("--lab-password-file") { Description = "File whose first line is the password of the laboratory's key", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "End with one JSON object" };
        var host = new HostCommandOptions(0, 1883);
        var endpoint = new EndpointOptions();
        var command = new Command("calibrate", "Calibrate a meter on a bench and issue its certificate") { file, folder, isVirtual, authority, key, password, json };
        host.AddTo(command);
        endpoint.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var bench = BenchFile.Read(parsed.GetValue(file)!.FullName);
            using var laboratory = Identity(parsed.GetValue(key), parsed.GetValue(password));
            var asked = new Asked(bench, new SessionFolder(parsed.GetValue(folder)!), parsed.GetValue(isVirtual), parsed.GetValue(authority), laboratory, parsed.GetValue(json));
            Check(asked);
            if (asked.Folder.IsFinished) return Repeat(asked);
            using var loggers = Terminal.CreateLoggers();
            var options = host.Read(parsed, new DirectoryInfo(asked.Folder.Path), loggers);
            endpoint.Apply(parsed, options.Mqtt);
            // The virtual meter is told where to find its host.
            if (asked.IsVirtual) options.Mqtt.Port = 0;
            // The ledger is for one process; whoever has it has the journal.
            await using var running = await CarbonMeterHost.StartAsync(options, stop);
            using var journal = asked.Folder.OpenJournal(bench, asked.IsVirtual);
            try
            {
                return await RunAsync(asked, journal, running, stop);
            }
            catch (Exception error) when (error is BenchException or AdjustmentException)
            {
                Terminal.Error.MarkupLineInterpolated($"[red]carbonctl:[/] {error.Message}");
                return error is AdjustmentException ? Exit.No : Exit.Failure;
            }
        });
        return command;
    }

    private static void Check(Asked asked)
    {
        if (asked.IsVirtual && asked.File.Gas.Count > 0) throw new InputException("--virtual: the virtual meter has no gas channel; leave gas out of the file.");
        Written(CertificateDraft.WithoutResults(asked.File, asked.IsVirtual, DateOnly.FromDateTime(DateTime.UtcNow)), asked.File);
        Previous(asked.File);
        if (asked.IsVirtual) return;
        if (asked.Authority is null) throw new InputException("--authority is missing: the meter obeys only commands signed with that key. For a virtual meter add --virtual.");
        if (asked.File.Meter.PublicKey is null) throw new InputException("meter.publicKey is missing in the bench file: without it nothing the meter says can be believed.");
    }

    private static byte[] Written(Certificate certificate, BenchFile file)
    {
        try
        {
            return DccWriter.Write(certificate, file.Certificate.Customer);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"the bench file asks for a certificate that cannot be written: {error.Message}");
        }
    }

    private static async Task<int> RunAsync(Asked asked, SessionJournal journal, CarbonMeterHost running, CancellationToken stop)
    {
        var plan = asked.File.Plan();
        using var authority = asked.IsVirtual
            ? KeyFile.OpenOrMake(Path.Combine(asked.Folder.FolderIn("virtual"), "authority.key.pem")) : KeyFile.Read(asked.Authority!, "--authority");
        Introduce(asked, running);
        IBenchSide side = asked.IsVirtual
            ? VirtualSide.Start(asked.File, plan, running, asked.Folder.FolderIn("virtual"), authority.PublicKey, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds())
            : new ManualSide(Console.In, Console.Error, TimeProvider.System);
        await using var bench = new WiredBench(asked.File, running, authority, side, asked.IsVirtual ? PatienceVirtual : PatienceReal);
        if (!asked.IsVirtual) Terminal.Error.MarkupLineInterpolated($"Waiting for meter {asked.File.Meter.Id} at [blue]{running.MqttEndPoint}[/].");
        await bench.BeginAsync(stop);
        var result = await new BenchSession(plan, bench, journal, new SessionReport(Terminal.Error, plan.Points)).RunAsync(stop);
        var gas = asked.File.Gas.Count > 0 && result.Faults.Count == 0 ? await new GasSession(asked.File.Gas, bench, journal).RunAsync(stop) : null;
        await bench.EndAsync(stop);
        Finish(asked, result, gas, result.Faults.Count == 0 ? Issue(asked, result, gas) : null);
        return result.Faults.Count == 0 ? Exit.Ok : Exit.No;
    }

    private static void Introduce(Asked asked, CarbonMeterHost running)
    {
        foreach (var name in asked.File.Meter.FactorSets ?? []) running.Store.FactorSets.Add(ReadNamed(asked.File, name));
        if (asked.IsVirtual) return;
        var path = asked.File.PathOf(asked.File.Meter.PublicKey!);
        try
        {
            var key = PlatformKeys.PublicKeyFromPem(File.ReadAllText(path));
            running.Store.Registry.Add(new Domain.Parks.Meter(asked.File.Meter.Id, key, "bench", asked.File.IntervalSeconds));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new InputException($"{path}: meter.publicKey is not a P-256 public key in PEM, or not the one of this session: {error.Message}");
        }
    }

    private static byte[] ReadNamed(BenchFile file, string name)
    {
        try
        {
            var bytes = File.ReadAllBytes(file.PathOf(name));
            return FactorSetCodec.Decode(bytes, out var status) is not null ? bytes : throw new InputException($"{name}: not a factor set: {status}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"meter.factorSets: {name}: {error.Message}");
        }
    }

    private static SigningIdentity? Identity(FileInfo? key, FileInfo? password)
    {
        if (EndpointOptions.Existing(key, "--lab-key") is not { } path) return null;
        try
        {
            return SigningIdentity.Read(File.ReadAllBytes(path), EndpointOptions.Existing(password, "--lab-password-file") is { } file ? EndpointOptions.FirstLine(file) : null);
        }
        catch (CertificateException error)
        {
            throw new InputException($"--lab-key {key}: {error.Message}");
        }
    }

    private static (CertificateOfResults Certificate, byte[] Bytes) Issue(Asked asked, SessionResult result, GasOutcome? gas)
    {
        var now = DateTimeOffset.UtcNow;
        var draft = CertificateDraft.Of(asked.File, result, gas, asked.IsVirtual, DateOnly.FromDateTime(now.UtcDateTime));
        var bytes = Written(draft, asked.File);
        using var made = asked.Laboratory is null && asked.IsVirtual ? DemonstrationLaboratory(asked, now) : null;
        if ((asked.Laboratory ?? made) is not { } signer) return (new CertificateOfResults(draft.Id, asked.Folder.UnsignedPath, null, false), bytes);
        var signed = CertificateSigner.Sign(bytes, signer, now.ToUnixTimeSeconds());
        return (new CertificateOfResults(draft.Id, asked.Folder.CertificatePath, Convert.ToHexStringLower(SHA256.HashData(signed)), true), signed);
    }

    // Its authority's certificate is left in the folder, for a host that is to believe the demonstration.
    private static SigningIdentity DemonstrationLaboratory(Asked asked, DateTimeOffset now)
    {
        long from = now.AddDays(-1).ToUnixTimeSeconds(), to = now.AddYears(10).ToUnixTimeSeconds();
        using var root = DemonstrationAuthority.Create("Bench root", from, to);
        SessionFolder.Write(asked.Folder.In("demonstration-root.der"), root.CertificateDer);
        return root.IssueSigner(asked.File.Laboratory.Code ?? "BENCH", asked.File.Laboratory.Name, from, to);
    }

    // The certificate's file comes last: while it is not there, nothing has been issued.
    private static void Finish(Asked asked, SessionResult result, GasOutcome? gas, (CertificateOfResults Certificate, byte[] Bytes)? issued)
    {
        var results = ResultsOfSession.Of(asked.File, result, gas, issued?.Certificate, Previous(asked.File), asked.IsVirtual);
        SessionFolder.Write(asked.Folder.ResultsPath, Terminal.JsonBytes(results));
        if (issued is { } ready)
        {
            SessionFolder.Write(asked.Folder.In("parameter-set.cbor"), ParameterSetCodec.Encode(result.Adjustment!.Set));
            SessionFolder.Write(ready.Certificate.File, ready.Bytes);
        }
        if (asked.Json) Terminal.PrintJson(results);
        foreach (var fault in result.Faults)
            Terminal.Error.MarkupLineInterpolated($"[red]{fault.Point.Name}, channel {fault.ChannelId}:[/] {SessionReport.Sentence(fault)}");
        if (issued is not { Certificate: var certificate })
        {
            Terminal.Error.WriteLine("Not calibrated. Mend what is said above and start the same command again: only those points are measured again.");
            return;
        }
        if (!asked.Json) Console.Out.WriteLine(certificate.File);
        Terminal.Error.WriteLine(certificate.IsSigned
            ? $"Certificate {certificate.Id} issued{(asked.IsVirtual ? ": a demonstration, no calibration took place" : "")}."
            : $"Certificate {certificate.Id} is written but not signed: give --lab-key, or sign it with the laboratory's own tool.");
    }

    private static Certificate? Previous(BenchFile file)
    {
        if (file.Certificate.Previous?.File is not { } name) return null;
        try
        {
            return DccReader.Read(File.ReadAllBytes(file.PathOf(name)));
        }
        catch (CertificateException error)
        {
            throw new InputException($"certificate.previous: {name}: {error.Message}");
        }
    }

    private static int Repeat(Asked asked)
    {
        Terminal.Error.WriteLine("This session is over and its certificate issued; a certificate is not issued twice. Name another folder with --out for a new session.");
        if (asked.Json) Console.Out.Write(File.ReadAllText(asked.Folder.ResultsPath));
        else Console.Out.WriteLine(File.Exists(asked.Folder.CertificatePath) ? asked.Folder.CertificatePath : asked.Folder.UnsignedPath);
        return Exit.Ok;
    }
}
