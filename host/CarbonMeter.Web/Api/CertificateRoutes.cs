using System;
using System.ComponentModel;
using System.Linq;
using CarbonMeter.Domain.Traceability;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using CarbonMeter.Web.Knowledge;

namespace CarbonMeter.Web.Api;

/// <summary>Calibration certificates: what the host has of them, their own figures, their exact bytes.</summary>
internal static class CertificateRoutes
{
    private const string HashText = "SHA-256 of the certificate's bytes, hex.";

    internal static void Map(IEndpointRouteBuilder root)
    {
        var api = root.MapGroup("").WithTags("Calibration");
        api.MapGet("/certificates", Certificates).Describe("certificates", "Every calibration certificate the host has",
            "In the order of arrival, those after a number (default 0), at most limit (1 to 1000, default 100); also those it cannot "
            + "read, with the reason.").Refuses(400, 503);
        api.MapGet("/certificates/{hash}", Certificate).Describe("certificate", "One certificate with its own figures",
            "What its laboratory states, decimals exactly as printed, units as D-SI writes them; and what its signature is worth.")
            .Refuses(404, 503);
        api.MapGet("/certificates/{hash}.xml", Bytes).Describe("certificate-bytes", "One certificate, its bytes",
            "Exactly as received: a PTB digital calibration certificate, whose signature and hash can be checked without this "
            + "program.").ProducesBytes("application/xml").Refuses(404, 503);
    }

    private static CertificatesAnswer Certificates([Description("Number to begin after; 0 by default.")] string? after,
        [Description(Paging.LimitText)] string? limit, [Description(AsOfRequest.Description)] string? asOf, WebParts parts,
        HostOptions options)
    {
        int count = Paging.Limit(limit);
        var known = parts.Knowledge.At(AsOfRequest.Of(asOf, 0, options.Clock)).Chains.Certificates;
        long first = Paging.Number("after", after, 0, 0);
        CertificateHeadAnswer[] page = [.. known.Skip((int)Math.Min(first, known.Count)).Take(count).Select(CertificateReport.Head)];
        return new CertificatesAnswer(page, first + page.Length < known.Count ? page[^1].Number : null);
    }

    private static CertificateAnswer Certificate([Description(HashText)] string hash, WebParts parts)
    {
        var chains = parts.Knowledge.At(null).Chains;
        return CertificateReport.Of(Find(hash, chains), chains);
    }

    private static FileContentHttpResult Bytes([Description(HashText)] string hash, WebParts parts) =>
        TypedResults.File(Find(hash, parts.Knowledge.At(null).Chains).Bytes, "application/xml", $"{hash.ToLowerInvariant()}.xml");

    private static KnownCertificate Find(string hash, TraceabilityKnowledge chains)
    {
        bool isHash = hash.Length == 64 && hash.All(char.IsAsciiHexDigit);
        return (isHash ? chains.Find(Convert.FromHexString(hash)) : null) ?? throw RequestException.NotFound("No such certificate",
            $"No certificate has the hash {hash}. /api/v1/certificates lists them.");
    }
}
