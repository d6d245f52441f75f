using System.Text.Json;
using System.Text.Json.Serialization;
using CarbonMeter.Web.Page;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CarbonMeter.Web.Api;

/// <summary>Every address of the API.</summary>
internal static class ApiRoutes
{
    internal static void AddServices(IServiceCollection services, HostOptions options, WebParts parts)
    {
        services.AddSingleton(options).AddSingleton(parts);
        services.AddSingleton(new SummaryReport(parts, new RecordRuns<AppliedFactor>(parts.Store.Queries, AppliedFactor.Of), options.Rules));
        services.AddSingleton(new GasReport(parts));
        services.AddRouting();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.RespectNullableAnnotations = true;
        });
        services.AddOpenApi("v1", OpenApi.Configure);
    }

    internal static void Map(WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        ParkRoutes.Map(api);
        GasRoutes.Map(api);
        MeterRoutes.Map(api);
        EvidenceRoutes.Map(api);
        ChainRoutes.Map(api);
        CertificateRoutes.Map(api);
        SystemRoutes.Map(app);
        PageFiles.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json");
    }
}
