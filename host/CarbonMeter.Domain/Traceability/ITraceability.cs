using System.Collections.Generic;

namespace CarbonMeter.Domain.Traceability;

/// <summary>What a certificate's bytes say and what its signature is worth; owned here, implemented where XML is known.</summary>
public interface ICertificateReader
{
    /// <summary>Reads a certificate.</summary>
    /// <exception cref="CertificateException">It is not one; the message names the element and what to do.</exception>
    Certificate Read(byte[] bytes);

    /// <summary>
    /// Judges the signature under what is trusted. Pure and total: the same arguments give the same answer for ever, and bytes
    /// that are no certificate give a verdict.
    /// </summary>
    /// <param name="bytes">The certificate as it arrived.</param>
    /// <param name="laboratory">Who must have signed it; null where the laboratory is not known.</param>
    /// <param name="trust">What is trusted.</param>
    /// <param name="receivedAtUnixSeconds">
    /// When the host first had these bytes. A signature is not younger than that, which the time the signer states cannot prove.
    /// </param>
    SignatureVerdict JudgeSignature(byte[] bytes, Laboratory? laboratory, TrustStore trust, long receivedAtUnixSeconds);
}

/// <summary>Authorities and revocation lists known at a moment. Keep one instance as long as nothing changes: what is read from it is kept with it.</summary>
/// <param name="Anchors">Trusted authorities or signers, X.509 DER; those above them need not be known.</param>
/// <param name="RevocationLists">Revocation lists, DER; old ones too, as each tells of the time it was issued for.</param>
public sealed record TrustStore(IReadOnlyList<byte[]> Anchors, IReadOnlyList<byte[]> RevocationLists)
{
    /// <summary>SHA-256 of the DER of authorities trusted no more: nothing below them is, also where a trusted one stands above.</summary>
    public IReadOnlyList<byte[]> Distrusted { get; init; } = [];

    /// <summary>Whether an authority without any revocation list makes a signature below it a case of cannot tell.</summary>
    public bool RequiresRevocationLists { get; init; }
}

/// <summary>A file is not a certificate this program can read. The message says what is wrong, in which element, and what to do.</summary>
public sealed class CertificateException(string message, System.Exception? cause = null) : System.Exception(message, cause);

/// <summary>The facts, in the order of knowing, kept for ever.</summary>
public interface ITraceabilityFacts
{
    /// <summary>
    /// Adds facts, durably, all or none, at a moment of the host's clock. It is moved forward where it would run backwards, or
    /// not lie after a moment that was asked about already.
    /// </summary>
    /// <returns>Number of the last one.</returns>
    long Append(IReadOnlyList<TraceabilityFact> facts, long nowUnixMs);

    /// <summary>Facts known at a moment (null: now) with a number above one, in order.</summary>
    IReadOnlyList<RecordedFact> Facts(long? knownAtUnixMs = null, long afterNumber = 0);

    /// <summary>Number of the newest fact; 0 where there is none.</summary>
    long NewestNumber();
}

/// <summary>A binding as the ledger numbers it.</summary>
/// <param name="Number">Its number in the ledger: 1, 2, 3, ... in the order in which they occurred.</param>
/// <param name="Binding">The binding.</param>
public sealed record NumberedBinding(int Number, RecordBinding Binding);

/// <summary>A verdict as it is kept, with the span of time during which the host held it.</summary>
/// <param name="BindingNumber">What it is about.</param>
/// <param name="Span">Where it holds in the time of measurement.</param>
/// <param name="DecidedAtUnixMs">From when on the host held it.</param>
/// <param name="SupersededAtUnixMs">Until when; null: still.</param>
public sealed record KeptVerdict(int BindingNumber, VerdictSpan Span, long DecidedAtUnixMs, long? SupersededAtUnixMs);

/// <summary>How far judging has come.</summary>
/// <param name="JudgedThroughFact">All bindings reflect the facts up to this number, unless a run is under way.</param>
/// <param name="RunningForFact">The number a run works towards; null: none is under way.</param>
/// <param name="BindingsDone">Bindings, from number 1 on, that reflect these facts: the next is judged next.</param>
/// <param name="BindingsTotal">Bindings there are.</param>
public sealed record JudgingProgress(long JudgedThroughFact, long? RunningForFact, int BindingsDone, int BindingsTotal);

/// <summary>Verdicts, beside the records and never in them; history is kept.</summary>
public interface IVerdicts
{
    /// <summary>Bindings that occur in records, by number, at most so many after a number.</summary>
    IReadOnlyList<NumberedBinding> Bindings(int afterNumber = 0, int limit = int.MaxValue);

    /// <summary>
    /// The verdicts on bindings as held at a moment (null: now), by binding and span. None for a binding not judged by then.
    /// Asking as of a moment settles it, as it does for the ledger.
    /// </summary>
    IReadOnlyList<KeptVerdict> Verdicts(IReadOnlyList<int> bindingNumbers, long? asOfUnixMs = null);

    /// <summary>
    /// Replaces the verdicts of bindings, durably and all at once, together with how far judging has come; what is unchanged is
    /// not written, what is replaced is kept as history. The moment is moved forward as that of facts is.
    /// </summary>
    /// <param name="verdicts">Timelines: spans in order that cover all time.</param>
    /// <param name="progress">How far judging has come with them; <see cref="JudgingProgress.BindingsTotal"/> is not kept.</param>
    /// <param name="nowUnixMs">The host's clock.</param>
    void Decide(IReadOnlyList<(int BindingNumber, IReadOnlyList<VerdictSpan> Spans)> verdicts, JudgingProgress progress, long nowUnixMs);

    /// <summary>How far judging has come.</summary>
    JudgingProgress Progress();

    /// <summary>Every verdict ever held on a binding, oldest decision first.</summary>
    IReadOnlyList<KeptVerdict> History(int bindingNumber);
}
