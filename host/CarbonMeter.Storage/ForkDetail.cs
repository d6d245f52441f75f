using System;

namespace CarbonMeter.Storage;

/// <summary>The words for a fork found at commit.</summary>
internal static class ForkDetail
{
    internal static string Of(long sequence, byte[] kept, byte[] found) =>
        $"sequence {sequence} is kept with hash {Convert.ToHexStringLower(kept)}, this one has {Convert.ToHexStringLower(found)}";
}
