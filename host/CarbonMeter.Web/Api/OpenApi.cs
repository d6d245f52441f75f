using System.Threading.Tasks;
using Microsoft.AspNetCore.OpenApi;

namespace CarbonMeter.Web.Api;

/// <summary>What the OpenAPI document says of the API as a whole.</summary>
internal static class OpenApi
{
    internal static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "CarbonMeter";
        document.Info.Description = "Parks, meters and the signed records behind their figures. All of it only reads. "
            + "Integers with the unit in their name; numbers stay within 2^53, so that no reader loses digits, and what may be "
            + "larger (ng, registers) is text of decimal digits. Refusals are problem details (RFC 9457) that say what was wrong "
            + "and what to do.";
        // The address is the one the reader has fetched this from.
        document.Servers?.Clear();
        return Task.CompletedTask;
    });
}
