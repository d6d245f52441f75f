using System;
using CarbonMeter.Domain.Ledger;

namespace CarbonMeter.Web.Api;

/// <summary>As of which moment a request asks: only what the host had received, knew and held then counts.</summary>
internal static class AsOfRequest
{
    internal const string Description = "As of a past moment: only records the host had received, and verdicts it held, by then. Unix "
        + "seconds, a day (its beginning) or ISO 8601 with an offset; the same question gives the same answer for ever. Default: now.";

    /// <summary>The moment, unix ms; null: now.</summary>
    /// <param name="asOf">As in the request.</param>
    /// <param name="utcOffsetMinutes">The clock that cuts days.</param>
    /// <param name="clock">The host's clock.</param>
    internal static long? Of(string? asOf, int utcOffsetMinutes, TimeProvider clock)
    {
        if (asOf is null) return null;
        long moment = TimeSpanRequest.Moment("asOf", asOf, utcOffsetMinutes), now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (moment < now) return moment * 1000;
        throw RequestException.Bad("asOf is not in the past",
            $"asOf is {moment}, the host's clock says {now}. What will be known then nobody knows: give a past moment, or leave it out.");
    }
}
