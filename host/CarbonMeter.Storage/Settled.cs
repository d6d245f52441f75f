using System;
using System.Globalization;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Storage;

/// <summary>What stores that answer as of a moment have in common.</summary>
internal static class Settled
{
    internal static void RequirePast(long unixMs, TimeProvider clock)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (unixMs > now)
            throw new LedgerException(string.Create(CultureInfo.InvariantCulture,
                $"Nothing can be said as of {unixMs} (unix ms): it lies {unixMs - now} ms in the future. Ask as of a moment that has passed."));
    }
}
