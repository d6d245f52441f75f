using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using CarbonMeter.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CarbonMeter.Web;

/// <summary>
/// The HTTP side: Kestrel with nothing read from environment or files, so that it listens where it was told and nowhere else.
/// </summary>
internal static class WebServer
{
    private const int RequestBodyBytesMax = 64 * 1024;
    private const int ConnectionsMax = 1_000;
    private const int StopSeconds = 3;

    internal static async Task<WebApplication> StartAsync(HostOptions options, WebParts parts, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBodyBytesMax;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            kestrel.Listen(options.HttpAddress, options.HttpPort);
        });
        builder.Services.AddSingleton(options.Loggers);
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(StopSeconds));
        ApiRoutes.AddServices(builder.Services, options, parts);
        var app = builder.Build();
        SafeHttp.Use(app, options);
        ApiRoutes.Map(app);
        try
        {
            await app.StartAsync(stop);
            return app;
        }
        catch (Exception cause)
        {
            await app.DisposeAsync();
            if (cause is not (IOException or System.Net.Sockets.SocketException)) throw;
            var address = new IPEndPoint(options.HttpAddress, options.HttpPort);
            throw new IOException($"API and page cannot listen on {address}: {cause.Message.TrimEnd('.')}. "
                + "End the program that uses the port, or give another address or port; port 0 takes any free one.", cause);
        }
    }

    /// <summary>Where a browser on this machine finds it: nobody can open the address that stands for all of them.</summary>
    internal static Uri UriOf(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var listening = new Uri(addresses.First());
        if (!IPAddress.TryParse(listening.DnsSafeHost, out var address)) return listening;
        if (!address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)) return listening;
        return new UriBuilder(listening) { Host = "localhost" }.Uri;
    }

    // Whoever started the host ends it: signals are its business, not the web server's.
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
