using System;
using System.Collections.Generic;
using System.Linq;

namespace CarbonMeter.Domain.Traceability.Judging;

/// <summary>Checks 5, 8, 9 and 22 to 24: between a record and what is known at the time it was measured.</summary>
internal sealed class RecordChecks(TraceabilityKnowledge knowledge, RecordBinding binding)
{
    private const int HashDigitsShown = 12;

    private readonly KnownFirmware? _firmware = knowledge.Firmware.GetValueOrDefault(binding.FirmwareId);
    private readonly IReadOnlyList<MeterKey> _keys = knowledge.KeysOf(binding.MeterId);
    private readonly MeterOpened[] _openings = [.. knowledge.OpeningsOf(binding.MeterId).OrderBy(opened => opened.AtUnixSeconds)];

    /// <summary>When something about the meter changes, beside its certificates.</summary>
    internal IEnumerable<long> Cuts()
    {
        foreach (var opened in _openings) yield return opened.AtUnixSeconds;
        if (_firmware?.WithdrawnFromUnixSeconds is { } withdrawn) yield return withdrawn;
        if (Key()?.RevokedFromUnixSeconds is { } revoked) yield return revoked;
    }

    /// <summary>What a record says against the certificate that counts for it.</summary>
    internal void Judge(MeterChain chain, long unixSeconds, Findings findings)
    {
        var view = chain.View;
        JudgeValidity(view, unixSeconds, findings);
        JudgeOpenings(view, unixSeconds, findings);
        if (view.Certificate.Meter is not { } certified)
        {
            findings.CannotTell(ChainCheck.ParameterSetBound, Reason.BindingNotStated, view);
            return;
        }
        if (certified.FirmwareId != binding.FirmwareId)
            findings.Invalid(ChainCheck.NotOpenedSince, Reason.FirmwareChanged, view, certified.FirmwareId, binding.FirmwareId);
        if (!certified.ParameterSetHash.AsSpan().SequenceEqual(binding.ParameterSetHash))
            findings.Invalid(ChainCheck.ParameterSetBound, Reason.ParameterSetOther, view,
                Short(certified.ParameterSetHash), Short(binding.ParameterSetHash));
        JudgeCertifiedKey(view, certified, findings);
    }

    /// <summary>Whether a certificate of the chain is revoked for it.</summary>
    internal static void JudgeRevoked(MeterChain chain, long unixSeconds, Findings findings)
    {
        if (chain.Walk.RevokedAt(unixSeconds) is { } revoked)
            findings.Add(ChainCheck.NotSuperseded, Outcome.Invalid, Reason.Revoked, revoked, revoked.Certificate!.Id,
                Days.Text(revoked.RevokedFromUnixSeconds!.Value), revoked.RevokedWhy);
    }

    /// <summary>What a record says by itself.</summary>
    internal void Judge(long unixSeconds, Findings findings)
    {
        JudgeFirmware(unixSeconds, findings);
        JudgeKey(unixSeconds, findings);
    }

    /// <summary>That there is no certificate to judge.</summary>
    internal void NoCertificate(Findings findings)
    {
        findings.Add(ChainCheck.RecordInValidity, Outcome.CannotTell, Reason.NoCertificate, null, binding.MeterId);
        foreach (var check in Enum.GetValues<ChainCheck>())
            if (check < ChainCheck.FirmwareApproved) findings.NotJudged(check, ChainCheck.RecordInValidity);
    }

    private void JudgeValidity(CertificateView view, long unixSeconds, Findings findings)
    {
        string from = Days.Text(view.Certificate.PerformedTo);
        if (unixSeconds < view.From)
            findings.Add(
                ChainCheck.RecordInValidity, Outcome.Invalid, Reason.BeforeCalibration, view.Known, binding.MeterId, view.Id, from);
        else if (view.Certificate.ValidUntil is not { } until)
            findings.CannotTell(ChainCheck.RecordInValidity, Reason.ValidityNotStated, view);
        else if (unixSeconds >= view.To)
            findings.Invalid(ChainCheck.RecordInValidity, Reason.Expired, view, Days.Text(until));
        else
            findings.Valid(ChainCheck.RecordInValidity, Reason.InValidity, view.Id, from, Days.Text(until));
    }

    // An opening on the last day of performance itself is how an adjustment begins.
    private void JudgeOpenings(CertificateView view, long unixSeconds, Findings findings)
    {
        long sealedAt = Days.End(view.Certificate.PerformedTo);
        int at = Array.FindIndex(_openings, opened => opened.AtUnixSeconds >= sealedAt);
        if (at >= 0 && _openings[at].AtUnixSeconds <= unixSeconds)
            findings.Add(ChainCheck.NotOpenedSince, Outcome.Invalid, Reason.Opened, view.Known,
                binding.MeterId, Days.Text(_openings[at].AtUnixSeconds), _openings[at].Why, view.Id);
    }

    private void JudgeFirmware(long unixSeconds, Findings findings)
    {
        if (knowledge.Firmware.Count == 0)
            findings.Add(ChainCheck.FirmwareApproved, Outcome.CannotTell, Reason.FirmwareRegisterEmpty, null, binding.FirmwareId);
        else if (_firmware is null)
            findings.Add(ChainCheck.FirmwareApproved, Outcome.Invalid, Reason.FirmwareNotApproved, null, binding.FirmwareId);
        else if (_firmware.WithdrawnFromUnixSeconds <= unixSeconds)
            findings.Add(ChainCheck.FirmwareApproved, Outcome.Invalid, Reason.FirmwareWithdrawn, null, binding.FirmwareId,
                Days.Text(_firmware.WithdrawnFromUnixSeconds!.Value), _firmware.WithdrawnWhy);
    }

    private void JudgeKey(long unixSeconds, Findings findings)
    {
        string? other = knowledge.Index.KeysWithHash(binding.PublicKeyHash).Find(key => key.MeterId != binding.MeterId)?.MeterId;
        if (other is not null)
            findings.Add(ChainCheck.KeyRegistered, Outcome.Invalid, Reason.KeyOfOtherMeter, null, binding.MeterId, other);
        else if (_keys.Count == 0)
            findings.Add(ChainCheck.KeyRegistered, Outcome.CannotTell, Reason.KeyRegisterEmpty, null, binding.MeterId);
        else if (Key() is not { } key)
            findings.Add(ChainCheck.KeyRegistered, Outcome.Invalid, Reason.KeyNotRegistered, null,
                binding.MeterId, Short(binding.PublicKeyHash));
        else if (key.RevokedFromUnixSeconds <= unixSeconds)
            findings.Add(ChainCheck.KeyRegistered, Outcome.Invalid, Reason.KeyRevoked, null, binding.MeterId,
                Days.Text(key.RevokedFromUnixSeconds!.Value), key.RevokedWhy);
    }

    // A key may change under a certificate if each new one was announced by the one before it.
    private void JudgeCertifiedKey(CertificateView view, MeterBinding certified, Findings findings)
    {
        int own = IndexOf(binding.PublicKeyHash), then = IndexOf(certified.PublicKeyHash);
        if (own < 0 || certified.PublicKeyHash.AsSpan().SequenceEqual(binding.PublicKeyHash)) return;
        if (then < 0)
            findings.Invalid(ChainCheck.KeyRegistered, Reason.KeyNotCertified, view, Short(certified.PublicKeyHash), binding.MeterId);
        else if (_keys.Skip(Math.Min(own, then) + 1).Take(Math.Abs(own - then)).Any(key => key.ByRecordHash is null))
            findings.Add(ChainCheck.KeyRegistered, Outcome.CannotTell, Reason.KeyReplacedUnconfirmed, view.Known,
                binding.MeterId, view.Id);
        else if (RevokedAnnouncer(Math.Min(own, then), Math.Max(own, then)) is { } announcer)
            findings.Add(ChainCheck.KeyRegistered, Outcome.CannotTell, Reason.KeyAnnouncedByRevoked, view.Known, binding.MeterId,
                Days.Text(announcer.RevokedFromUnixSeconds!.Value), announcer.RevokedWhy, view.Id);
    }

    // Who holds a stolen key can announce one of his own, and date the record as he likes: what counts is when it arrived here.
    private MeterKey? RevokedAnnouncer(int from, int to)
    {
        for (int index = from; index < to; index++)
            if (_keys[index].RevokedFromUnixSeconds <= _keys[index + 1].LearntAtUnixMs / 1000) return _keys[index];
        return null;
    }

    private MeterKey? Key() => IndexOf(binding.PublicKeyHash) is >= 0 and var at ? _keys[at] : null;

    private int IndexOf(byte[] publicKeyHash)
    {
        for (int index = 0; index < _keys.Count; index++)
            if (_keys[index].PublicKeyHash.AsSpan().SequenceEqual(publicKeyHash)) return index;
        return -1;
    }

    private static string Short(byte[] hash)
    {
        string digits = Convert.ToHexStringLower(hash);
        return digits.Length == 0 ? "—" : digits.Length <= HashDigitsShown ? digits : digits[..HashDigitsShown] + "…";
    }
}
