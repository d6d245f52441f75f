using System.IO;
using CarbonMeter.Json;

namespace CarbonMeter.Cli.Traceability;

/// <summary>Reads what an operator wrote down as JSON: strict about names, and clear about what is wrong.</summary>
public static class JsonFile
{
    /// <summary>One value of a file.</summary>
    /// <exception cref="JsonFileException">No such file, or not what is wanted; the message names file and line.</exception>
    public static T Read<T>(FileInfo file, string what, string format) where T : class => JsonText.Load(file.ToString()).Read<T>(what, format);
}
