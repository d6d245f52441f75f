using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CarbonMeter.Web.Page;

/// <summary>
/// The page's files. They are part of the assembly, so that they are there however the program is started: from a build, from
/// tests, published or copied. A browser asks each time whether a file has changed and gets it only if it has.
/// </summary>
internal static class PageFiles
{
    private const string Prefix = "page/";
    private const string Start = "index.html";

    // Below this a compressed answer is hardly smaller.
    private const int CompressBytesMin = 1_024;

    /// <summary>Paths of all files, without a leading slash.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. Resources().Keys];

    internal static void Map(WebApplication app)
    {
        foreach (var (name, resource) in Resources())
        {
            var file = new PageFile(name, resource);
            app.MapMethods("/" + name, [HttpMethods.Get, HttpMethods.Head], file.Answer).ExcludeFromDescription();
            if (name == Start) app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], file.Answer).ExcludeFromDescription();
        }
    }

    // Names come from paths, whose separator differs between the systems this is built on.
    private static Dictionary<string, string> Resources() => typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(resource => resource[Prefix.Length..].Replace('\\', '/'), StringComparer.Ordinal);

    private sealed class PageFile
    {
        private readonly string _contentType;
        private readonly byte[] _plain;
        private readonly Lazy<byte[]> _compressed;
        private readonly EntityTagHeaderValue _plainTag, _compressedTag;

        internal PageFile(string name, string resource)
        {
            _contentType = ContentTypeOf(Path.GetExtension(name));
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
            _plain = new byte[stream.Length];
            stream.ReadExactly(_plain);
            string hash = Convert.ToHexStringLower(SHA256.HashData(_plain))[..32];
            _plainTag = new EntityTagHeaderValue($"\"{hash}\"");
            _compressedTag = new EntityTagHeaderValue($"\"{hash}-gzip\"");
            _compressed = new Lazy<byte[]>(() => Compress(_plain));
        }

        internal IResult Answer(HttpContext context)
        {
            var headers = context.Response.Headers;
            headers.CacheControl = "no-cache";
            headers.Vary = HeaderNames.AcceptEncoding;
            if (_plain.Length < CompressBytesMin || !TakesGzip(context.Request))
                return TypedResults.Bytes(_plain, _contentType, entityTag: _plainTag);
            headers.ContentEncoding = "gzip";
            return TypedResults.Bytes(_compressed.Value, _contentType, entityTag: _compressedTag);
        }

        private static bool TakesGzip(HttpRequest request) => request.GetTypedHeaders().AcceptEncoding
            .Any(encoding => encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)
                && encoding.Quality is null or > 0);

        private static byte[] Compress(byte[] plain)
        {
            using var compressed = new MemoryStream();
            using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize)) gzip.Write(plain);
            return compressed.ToArray();
        }

        private static string ContentTypeOf(string extension) => extension switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" or ".mjs" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".json" => "application/json",
            ".webmanifest" => "application/manifest+json",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".ico" => "image/x-icon",
            ".woff2" => "font/woff2",
            ".txt" or ".md" or "" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
    }
}
