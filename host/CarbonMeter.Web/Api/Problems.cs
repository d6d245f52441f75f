using System;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace CarbonMeter.Web.Api;

/// <summary>The request cannot be answered; the message says what was wrong and what to do instead.</summary>
internal sealed class RequestException(int status, string title, string detail) : Exception(detail)
{
    internal int Status { get; } = status;

    internal string Title { get; } = title;

    internal static RequestException Bad(string title, string detail) => new(StatusCodes.Status400BadRequest, title, detail);

    internal static RequestException NotFound(string title, string detail) => new(StatusCodes.Status404NotFound, title, detail);
}

/// <summary>Refusals as RFC 9457 problem details.</summary>
internal static class Problems
{
    internal static ProblemHttpResult Of(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);

    /// <summary>The problem of an answer that so far is only a status.</summary>
    internal static ProblemHttpResult OfStatus(HttpContext context)
    {
        int status = context.Response.StatusCode;
        var request = context.Request;
        string detail = status switch
        {
            StatusCodes.Status404NotFound =>
                $"There is nothing at {request.Path}. /openapi/v1.json lists every address of this host.",
            StatusCodes.Status405MethodNotAllowed =>
                $"{request.Method} is not possible at {request.Path}: this API only reads, use GET.",
            _ => $"{request.Method} {request.Path} was refused.",
        };
        return Of(status, ReasonPhrases.GetReasonPhrase(status), detail);
    }
}
