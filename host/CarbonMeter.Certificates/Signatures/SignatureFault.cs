using System;
using CarbonMeter.Domain.Traceability;

namespace CarbonMeter.Certificates.Signatures;

/// <summary>Why a signature does not count; caught where the verdict is made, and nowhere else.</summary>
internal sealed class SignatureFault(Outcome outcome, string reason, params string[] arguments) : Exception(reason)
{
    public Finding Finding { get; } = new(outcome, reason, arguments);

    /// <summary>Shown not to hold.</summary>
    public static SignatureFault Invalid(string reason, params string[] arguments) => new(Outcome.Invalid, reason, arguments);
}

/// <summary>What one step of judging found.</summary>
internal sealed record Finding(Outcome Outcome, string Reason, string[] Arguments);
