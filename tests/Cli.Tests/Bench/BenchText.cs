using System.Text.Json.Nodes;
using CarbonMeter.TestSupport;

namespace CarbonMeter.Tests.Cli.Bench;

/// <summary>The example bench file, as JSON a test can change.</summary>
internal static class BenchText
{
    internal static JsonObject Example()
    {
        var text = File.ReadAllText(Path.Combine(OutsideData.RepositoryRoot, "boards/virtual/bench.json"));
        return JsonNode.Parse(text, null, new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();
    }

    /// <summary>The points gain, phase and offset alone, three short readings each, and no noise.</summary>
    internal static JsonObject Short()
    {
        var file = Example();
        var points = file["points"]!.AsArray();
        for (var i = points.Count - 1; i >= 0; i--)
        {
            var point = points[i]!.AsObject();
            if (point["use"] is null) points.RemoveAt(i);
            point["repetitions"] = 3;
            point["durationSeconds"] = 60;
        }
        foreach (var name in new[] { "readingNoisePpm", "offsetNoiseMilliwatts", "driftPpm", "sourceAngleErrorDegrees" }) file["virtual"]![name] = 0;
        file["virtual"]!["referenceErrorPpm"] = 0;
        return file;
    }

    /// <summary>The point of a name.</summary>
    internal static JsonObject Point(this JsonObject file, string name) =>
        file["points"]!.AsArray().Single(point => (string)point!["name"]! == name)!.AsObject();
}
