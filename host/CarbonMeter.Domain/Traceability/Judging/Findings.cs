using System;
using System.Collections.Generic;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>What the checks found: one result each, the worst; of equal ones the first, that nearest to the meter.</summary>
internal sealed class Findings
{
    internal const int CheckCount = 24;

    private static readonly CheckResult[] Sound = [.. Array.ConvertAll(
        Enum.GetValues<ChainCheck>(), check => new CheckResult(check, Outcome.Valid, Reason.WhereAllIsWell(check), [], null))];

    private readonly CheckResult?[] _worst = new CheckResult?[CheckCount];

    /// <summary>The worst of all.</summary>
    internal Outcome Outcome { get; private set; }

    internal Outcome Of(ChainCheck check) => _worst[(int)check - 1]?.Outcome ?? Outcome.Valid;

    internal void Add(CheckResult result)
    {
        ref var worst = ref _worst[(int)result.Check - 1];
        if (worst is not null && worst.Outcome >= result.Outcome) return;
        worst = result;
        if (result.Outcome > Outcome) Outcome = result.Outcome;
    }

    internal void Add(ChainCheck check, Outcome outcome, string reason, KnownCertificate? about, params string[] arguments) =>
        Add(new CheckResult(check, outcome, reason, arguments, about?.Hash));

    /// <summary>Something about a certificate, whose id is the first argument.</summary>
    internal void Invalid(ChainCheck check, string reason, CertificateView about, params string[] further) =>
        Add(check, Outcome.Invalid, reason, about.Known, [about.Id, .. further]);

    /// <summary>Something about a certificate, whose id is the first argument.</summary>
    internal void CannotTell(ChainCheck check, string reason, CertificateView about, params string[] further) =>
        Add(check, Outcome.CannotTell, reason, about.Known, [about.Id, .. further]);

    internal void Valid(ChainCheck check, string reason, params string[] arguments) =>
        Add(check, Outcome.Valid, reason, null, arguments);

    /// <summary>A check that cannot be made because another one fails, which has to be among the findings too.</summary>
    internal void NotJudged(ChainCheck check, ChainCheck because) => Valid(check, Reason.NotJudged, Number(because));

    internal void Add(Findings others)
    {
        foreach (var result in others._worst)
            if (result is not null) Add(result);
    }

    /// <summary>All 24 in their order; those nobody added found nothing wrong.</summary>
    internal IReadOnlyList<CheckResult> All()
    {
        var all = new CheckResult[CheckCount];
        for (int index = 0; index < CheckCount; index++) all[index] = _worst[index] ?? Sound[index];
        return all;
    }

    private static string Number(ChainCheck check) => ((int)check).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
