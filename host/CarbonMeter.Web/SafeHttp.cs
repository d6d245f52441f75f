using System;
using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace CarbonMeter.Web;

/// <summary>What holds for every answer: headers that keep a browser from doing more than show the page, and faults as
/// problems.</summary>
internal static class SafeHttp
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    internal static void Use(WebApplication app, HostOptions options)
    {
        var names = IPAddress.IsLoopback(options.HttpAddress) ? NamesOf(options) : null;
        app.Use((context, next) =>
        {
            // At the last moment: an answer that is thrown away for a problem takes its headers with it.
            context.Response.OnStarting(SetHeaders, context.Response.Headers);
            if (names is null || names.Contains(context.Request.Host.Host)) return next(context);
            return Problems.Of(StatusCodes.Status421MisdirectedRequest, "Not a name of this host",
                $"This host answers on loopback only and does not know the name {context.Request.Host.Host}. "
                + "Open it as http://127.0.0.1, or tell it the proxy's name.").ExecuteAsync(context);
        });
        app.Use((context, next) =>
        {
            // HEAD is GET without the body, which the server leaves out by itself: those who only watch may use it everywhere.
            if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
            return next(context);
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = TellAsync,
            AllowStatusCode404Response = true,
            // What a reader asked wrongly is told to the reader, it is no fault for the log.
            SuppressDiagnosticsCallback = fault => fault.Exception is RequestException or BadHttpRequestException,
        });
        app.UseStatusCodePages(page => Problems.OfStatus(page.HttpContext).ExecuteAsync(page.HttpContext));
        // Said here, since otherwise routes are chosen first of all, by the method as it came.
        app.UseRouting();
    }

    private static Task SetHeaders(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // The ledger moves on: no answer is kept. Files of the page say otherwise of themselves.
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static HashSet<string> NamesOf(HostOptions options) =>
        new(["localhost", "127.0.0.1", "[::1]", options.HttpAddress.ToString(), .. options.HttpNames],
            StringComparer.OrdinalIgnoreCase);

    private static Task TellAsync(HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = fault switch
        {
            RequestException wrong => Problems.Of(wrong.Status, wrong.Title, wrong.Message),
            LedgerException ledger =>
                Problems.Of(StatusCodes.Status503ServiceUnavailable, "The ledger cannot be read", ledger.Message),
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, "The request cannot be read", bad.Message),
            _ => Problems.Of(StatusCodes.Status500InternalServerError, "A fault of this program",
                "The host's log has the details: report it with them. Nothing in the ledger was changed."),
        };
        return problem.ExecuteAsync(context);
    }
}
