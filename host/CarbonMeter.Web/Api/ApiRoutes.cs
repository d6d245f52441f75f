using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CarbonMeter.Web.Api;

/// <summary>Every address of the API.</summary>
internal static class ApiRoutes
{
    internal static void AddServices(IServiceCollection services)
    {
        services.AddRouting();
        services.AddProblemDetails();
    }

    internal static void Map(WebApplication app)
    {
        app.MapGet("/healthz", () => "starting");
    }
}
