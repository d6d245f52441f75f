using System.Collections.Concurrent;
using CarbonMeter.Certificates.Dcc;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Certificates.Tests.Dcc;

/// <summary>Whatever a file holds, reading it ends in a certificate or in a <see cref="CertificateException"/>.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int RunCount = 100_000;
    private const long AllocatedBytesMax = 16 * 1024 * 1024;

    [Fact]
    public void A_hundred_thousand_mutated_certificates_end_in_a_certificate_or_a_refusal()
    {
        var mutator = new XmlMutator(SmallDcc.Bytes);
        var counts = new ConcurrentDictionary<(XmlMutation, bool IsAccepted), int>();
        long mostAllocated = 0;
        Parallel.For(0, RunCount, seed =>
        {
            var (bytes, first) = mutator.Mutate(seed);
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isAccepted = IsAccepted(bytes, seed);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            counts.AddOrUpdate((first, isAccepted), 1, (_, count) => count + 1);
            for (long most = mostAllocated; allocated > most; most = mostAllocated) Interlocked.CompareExchange(ref mostAllocated, allocated, most);
        });
        foreach (var mutation in Enum.GetValues<XmlMutation>())
        {
            int accepted = counts.GetValueOrDefault((mutation, true)), refused = counts.GetValueOrDefault((mutation, false));
            output.WriteLine($"{mutation,-18} accepted {accepted,6}  refused {refused,6}");
            Assert.True(accepted > 100 || mutation == XmlMutation.Truncate, $"{mutation}: {accepted} accepted");
            Assert.True(refused > 1000, $"{mutation}: {refused} refused");
        }
        output.WriteLine($"most allocated by one: {mostAllocated} bytes");
        Assert.Equal(RunCount, counts.Values.Sum());
        Assert.InRange(mostAllocated, 1, AllocatedBytesMax);
    }

    [Fact]
    public void Mutated_certificates_of_others_end_the_same_way()
    {
        var mutator = new XmlMutator(File.ReadAllBytes(OutsideData.Require("dcc/dcc_gp_temperature_typical_v12_v3.2.0_signed.xml")));
        int accepted = Enumerable.Range(0, 3000).Count(seed => IsAccepted(mutator.Mutate(seed).Bytes, seed));
        Assert.InRange(accepted, 300, 2700);
    }

    [Fact]
    public void Mutated_certificates_are_valid_or_not_by_the_schemas_or_refused()
    {
        var schemas = DccSchemas.Load(OutsideData.Require("dcc"));
        var mutator = new XmlMutator(SmallDcc.Bytes);
        int valid = 0, invalid = 0, refused = 0;
        for (var seed = 0; seed < 5000; seed++)
        {
            try
            {
                if (schemas.Validate(mutator.Mutate(seed).Bytes).Count == 0) valid++;
                else invalid++;
            }
            catch (CertificateException)
            {
                refused++;
            }
        }
        output.WriteLine($"{valid} valid, {invalid} invalid, {refused} refused");
        Assert.True(valid > 100 && invalid > 500 && refused > 500);
    }

    private static bool IsAccepted(byte[] bytes, int seed)
    {
        try
        {
            var certificate = DccReader.Read(bytes);
            Assert.NotEmpty(certificate.Items);
            Assert.All(certificate.Tables, table => Assert.InRange(table.Points.Count, 1, XmlLimits.PointCountMax));
            Assert.All(certificate.Tables.SelectMany(table => table.Points), point =>
                Assert.True(point is { ExpandedUncertainty: > 0, CoverageFactor: >= 1 and <= 100, Conditions.Count: <= XmlLimits.ConditionCountMax }));
            return true;
        }
        catch (CertificateException fault)
        {
            Assert.InRange(fault.Message.Length, 10, 4096);
            return false;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"seed {seed}: {fault.Message}", fault);
        }
    }
}
