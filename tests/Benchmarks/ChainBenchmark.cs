using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Certificates;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Certificates.Signatures;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Benchmarks;

/// <summary>Ten thousand meters calibrated with one working standard, judged by a program that has judged nothing before.</summary>
internal static class ChainBenchmark
{
    private const int Meters = 10_000;
    private const int Rounds = 5;
    private const int FactsOfOneMeter = 11;

    internal static void Run(TextWriter output)
    {
        var (facts, bindings) = SignedPark();
        var cached = new CachedCertificateReader(new CertificateReader());
        output.WriteLine($"reading and verifying {Meters + 3} signed certificates: {Seconds(() => Read(facts, cached)):F2} s, once in a program's life");

        var rounds = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            // Certificates are read; what is known and all chains are worked out anew.
            double seconds = Seconds(() => Judge(facts, bindings, cached));
            output.WriteLine($"judging {Meters} meters on a common chain{(round == 0 ? ", the compiler's time included" : "")}: {seconds:F2} s, "
                + $"{seconds / Meters * 1e6:F0} us a meter");
            rounds.Add(seconds);
        }
        double one = Seconds(() => { for (int count = 0; count < 1_000; count++) Judge(facts[..FactsOfOneMeter], bindings[..1], cached); }) / 1_000;
        output.WriteLine($"one meter and its four certificates alone: {one * 1e6:F0} us, {one / (rounds.Order().ElementAt(Rounds / 2) / Meters):F1} times a meter's share");
    }

    private static void Read(List<RecordedFact> facts, CachedCertificateReader reader)
    {
        var knowledge = TraceabilityKnowledge.At(facts, null, reader);
        foreach (var known in knowledge.Certificates)
            if (knowledge.SignatureOf(known).Outcome != Outcome.Valid) throw new InvalidOperationException($"{known.Certificate?.Id} was not found genuine");
    }

    private static void Judge(List<RecordedFact> facts, List<RecordBinding> bindings, CachedCertificateReader reader)
    {
        var knowledge = TraceabilityKnowledge.At(facts, null, reader);
        foreach (var binding in bindings)
            if (!TraceabilityJudge.Judge(knowledge, binding).Any(span => span.Verdict.Outcome == Outcome.Valid))
                throw new InvalidOperationException($"{binding.MeterId} was not found certified");
    }

    // The facts of the first meter stand first, so that they are a park of one.
    private static (List<RecordedFact> Facts, List<RecordBinding> Bindings) SignedPark()
    {
        long from = TestChain.Day(2020, 1, 1), to = TestChain.Day(2031, 1, 1);
        using var authority = DemonstrationAuthority.Create("Accreditation", from, to);
        var chain = new TestChain();
        var facts = new List<TraceabilityFact> { new AnchorTrusted(authority.CertificateDer, "Accreditation"), new FirmwareApproved(chain.Binding.FirmwareId) };
        facts.AddRange(chain.Laboratories.Select(laboratory => new LaboratoryPut(laboratory)));
        var signers = chain.Laboratories.ToDictionary(laboratory => laboratory.Code, laboratory => authority.IssueSigner(laboratory.Code, laboratory.Name, from, to));
        byte[]? above = null;
        foreach (var link in new[] { chain.National, chain.Provincial, chain.Working })
        {
            byte[] signed = Sign(link, above);
            facts.Add(new CertificateAdded(SHA256.HashData(signed), signed));
            above = SHA256.HashData(signed);
        }
        var bindings = new List<RecordBinding>();
        for (int meter = 0; meter < Meters; meter++)
        {
            byte[] key = SHA512.HashData(BitConverter.GetBytes(meter));
            var one = new TestChain($"CM-{meter:D5}", key);
            one.Meter.Certificate = one.Meter.Certificate with { Id = $"WORK-2023-{meter:D5}" };
            byte[] signed = Sign(one.Meter, above);
            bindings.Add(one.Binding);
            facts.Add(new CertificateAdded(SHA256.HashData(signed), signed));
            facts.Add(new InstrumentPut(one.Instrument!));
            facts.Add(new KeyEnrolled(one.MeterId, key, 1, null));
        }
        foreach (var signer in signers.Values) signer.Dispose();
        return ([.. facts.Select((fact, index) => new RecordedFact(index + 1, TestChain.LearntAtUnixMs, fact))], bindings);

        byte[] Sign(TestChain.Link link, byte[]? hash)
        {
            var certificate = link.Certificate with
            {
                IsDemonstration = true,
                Standards = hash is null ? [] : [TestChain.Standard(link.Parent!.Certificate, hash)],
            };
            return CertificateSigner.Sign(DccWriter.Write(certificate, "Park"), signers[certificate.LaboratoryCode!], TestChain.LearntAtUnixMs / 1000);
        }
    }

    private static double Seconds(Action work)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }
}
