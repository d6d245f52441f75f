using System;

namespace CarbonMeter.Cli;

/// <summary>Something the user gave cannot be used. The message says what, where and what to do, and is all that is printed.</summary>
public sealed class InputException(string message) : Exception(message);
