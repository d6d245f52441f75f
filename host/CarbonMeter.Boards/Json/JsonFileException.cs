using System;

namespace CarbonMeter.Json;

/// <summary>A JSON file cannot be used. The message says which file, which line, what is wrong and what to do, and is all that need be printed.</summary>
public sealed class JsonFileException(string message) : Exception(message);
