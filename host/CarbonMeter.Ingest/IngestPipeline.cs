using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.DotNet;

namespace CarbonMeter.Ingest;

/// <summary>
/// From a received message to a durable outcome. Judging, signature included, runs on the caller's thread: handing a record to
/// another thread and waking it costs more than everything but the verification itself. One writer commits what was judged in
/// groups and completes each message after its commit. What does not fit is not taken: the caller stops reading.
/// </summary>
public sealed class IngestPipeline : IDisposable
{
    private readonly ConcurrentDictionary<string, MeterLane> _lanes = new(StringComparer.Ordinal);
    private readonly IRegistry _registry;
    private readonly ILedger _ledger;
    private readonly FactorSetCache _factorSets;
    private readonly GroupCommitter _committer;
    private readonly HeldMessages _held;
    private readonly int _lookAgainMs;
    private HeldWatch? _watch;

    /// <summary>A pipeline into a ledger. Nothing is committed before <see cref="Start"/>, except by <see cref="CommitWaiting"/>.</summary>
    public IngestPipeline(IRegistry registry, IFactorSets factorSets, ILedger ledger, IngestOptions? options = null)
    {
        options ??= new IngestOptions();
        options.Validate();
        _registry = registry;
        _ledger = ledger;
        _factorSets = new FactorSetCache(factorSets);
        _held = new HeldMessages(this, registry, _factorSets, ledger);
        _lookAgainMs = options.LookAgainMs;
        _committer = new GroupCommitter(ledger, options, Counters) { Quarantined = _held.Note };
    }

    /// <summary>What was done so far.</summary>
    public IngestCounters Counters { get; } = new();

    /// <summary>Whether commits succeed, and what the last failure was.</summary>
    public IngestHealth Health => _committer.Health;

    /// <summary>Messages taken in and not yet completed.</summary>
    public int InFlight => _committer.InFlight;

    /// <summary>
    /// Raised after a commit whose records say something new of what they were made with, when these are acknowledged: the moment
    /// to have it judged. On the writer's thread, so who listens must neither block nor throw.
    /// </summary>
    public event Action? BindingsAdded
    {
        add => _committer.BindingsAdded += value;
        remove => _committer.BindingsAdded -= value;
    }

    /// <summary>Makes the signature check of a public key; a benchmark leaves the signature out to measure the rest.</summary>
    internal Func<byte[], SignatureCheck> MakeSignatureCheck { get; init; } = publicKey =>
    {
        var verifier = new PlatformVerifier(publicKey);
        return message => message.IsSignedBy(verifier);
    };

    /// <summary>Starts the writer's thread, and the one that looks again at what waits in quarantine.</summary>
    public void Start()
    {
        _committer.Start();
        _watch ??= new HeldWatch(_held, Counters, _lookAgainMs);
    }

    /// <summary>
    /// Judges a message and queues it for the ledger; <see cref="IngestMessage.Complete"/> follows when its outcome is durable.
    /// False, and nothing kept, when there is no room: <see cref="IngestMessage.RoomMade"/> follows. Messages of one meter must
    /// be handed in in the order they came; different meters from any threads.
    /// </summary>
    /// <exception cref="LedgerException">The ledger could not be asked for the meter's chain; nothing was kept.</exception>
    public bool TryHandle(IngestMessage message)
    {
        if (!_committer.TryReserve(message)) return false;
        bool isQueued = false;
        try
        {
            var lane = LaneOf(message.MeterId);
            if (lane is null)
            {
                message.Outcome = new IngestOutcome(IngestResult.Quarantined, QuarantineReason.UnknownMeter);
                message.Entry = LedgerEntry.Quarantined(message.MeterId, message.Bytes, message.ReceivedAtUnixMs,
                    QuarantineReason.UnknownMeter, $"meter {message.MeterId} is not registered");
                isQueued = Queue(message);
                return true;
            }
            lock (lane.Gate)
            {
                lane.Judge(message);
                isQueued = Queue(message);
            }
            return true;
        }
        finally
        {
            if (!isQueued) _committer.Release(1);
        }
    }

    /// <summary>Hands in a message, waiting for room if need be; completes when its outcome is durable.</summary>
    public ValueTask<IngestOutcome> HandleAsync(string meterId, byte[] bytes, long receivedAtUnixMs)
    {
        var message = new AwaitedMessage(this, meterId, bytes, receivedAtUnixMs);
        message.HandIn();
        return new ValueTask<IngestOutcome>(message.Ended);
    }

    /// <summary>
    /// Commits one batch of what waits, on the caller's thread; false where nothing waited. For programs that run the pipeline
    /// step by step, without <see cref="Start"/>. After a failure the same batch is tried again by the next call.
    /// </summary>
    /// <exception cref="LedgerException">The store failed: nothing of the batch was completed.</exception>
    public bool CommitWaiting() => _committer.CommitWaiting();

    /// <summary>
    /// Judges again what lies in quarantine for want of a key, a factor set or a registration that is there now. For programs that
    /// run the pipeline step by step; <see cref="Start"/> does it from time to time. False where there was no room for all of it.
    /// </summary>
    /// <exception cref="LedgerException">The ledger could not be asked.</exception>
    public bool LookAgain() => _held.LookAgain();

    /// <summary>Commits what waits, if the store takes it at once, and ends the writer. What is then left is not acknowledged.</summary>
    public void Dispose()
    {
        _watch?.Dispose();
        _committer.Dispose();
    }

    private bool Queue(IngestMessage message)
    {
        if (message.IsUnchanged)
        {
            _held.Note(message);
            return false;
        }
        _committer.Enqueue(message);
        return true;
    }

    private MeterLane? LaneOf(string meterId)
    {
        if (_lanes.TryGetValue(meterId, out var lane)) return lane;
        var meter = _registry.FindMeter(meterId);
        return meter is null
            ? null
            : _lanes.GetOrAdd(meterId, _ => new MeterLane(meter, MakeSignatureCheck, _ledger, _factorSets));
    }

    private sealed class AwaitedMessage(IngestPipeline pipeline, string meterId, byte[] bytes, long receivedAtUnixMs)
        : IngestMessage(meterId, bytes, receivedAtUnixMs)
    {
        private readonly TaskCompletionSource<IngestOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<IngestOutcome> Ended => _outcome.Task;

        public override void Complete(IngestOutcome outcome) => _outcome.SetResult(outcome);

        public override void RoomMade() => Task.Run(HandIn);

        internal void HandIn()
        {
            try
            {
                pipeline.TryHandle(this);
            }
            catch (LedgerException failure)
            {
                _outcome.SetException(failure);
            }
        }
    }
}
