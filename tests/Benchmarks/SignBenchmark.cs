using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using CarbonMeter.Crypto;

namespace CarbonMeter.Benchmarks;

/// <summary>One signature by the managed P-256 that the meters run, here on .NET.</summary>
internal static class SignBenchmark
{
    private const int Rounds = 7;

    internal static void Run(TextWriter output)
    {
        var signer = new SoftwareSigner(SHA256.HashData("a benchmark's key"u8), KeyClass.Development);
        byte[] hash = SHA256.HashData("a record"u8);
        double[] rounds = [.. Enumerable.Range(0, Rounds).Select(_ => Measure(signer, hash)).Order()];
        output.WriteLine($"managed P-256, one signature on .NET: {rounds[Rounds / 2]:F0} us "
            + $"(median of {Rounds} rounds, {rounds[0]:F0} to {rounds[^1]:F0}), {AllocatedBytes(signer, hash)} bytes allocated");
    }

    private static double Measure(SoftwareSigner signer, byte[] hash)
    {
        var clock = Stopwatch.StartNew();
        int count = 0;
        for (; clock.ElapsedMilliseconds < 400; count++) signer.SignHash(hash);
        return clock.Elapsed.TotalMicroseconds / count;
    }

    private static long AllocatedBytes(SoftwareSigner signer, byte[] hash)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        signer.SignHash(hash);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
