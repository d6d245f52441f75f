using System;
using System.Collections.Generic;
using System.Threading;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Ingest;

/// <summary>A message from quarantine that is judged again.</summary>
internal sealed class HeldMessage(QuarantinedMessage kept, Action roomMade) : IngestMessage(kept.MeterId, kept.Bytes, kept.ReceivedAtUnixMs)
{
    internal override QuarantineReason? HeldFor => kept.Reason;

    public override void Complete(IngestOutcome outcome)
    {
        // Its sender was answered when it was put into quarantine.
    }

    public override void RoomMade() => roomMade();
}

/// <summary>
/// What lies in quarantine for want of something the host may yet learn: a meter's registration, the record that announces its
/// key, a factor set. It is looked at again when that is there, whoever brought it, this process or another; and once at the
/// start, for what came in between.
/// </summary>
internal sealed class HeldMessages(IngestPipeline pipeline, IRegistry registry, FactorSetCache factorSets, ILedger ledger)
{
    private const int PageSize = 256;

    private readonly Lock _gate = new();
    // Meters whose key is missing, with how many were known when the first of their messages was judged.
    private readonly Dictionary<string, int> _keyless = new(StringComparer.Ordinal);
    private readonly HashSet<string> _strangers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _factorSets = new(StringComparer.Ordinal);
    private bool _hasLookedAtAll;

    /// <summary>Called when there is room again after <see cref="LookAgain"/> returned false.</summary>
    internal Action RoomMade { get; set; } = () => { };

    /// <summary>A message lies in quarantine, durably; remembers what it waits for.</summary>
    internal void Note(IngestMessage message)
    {
        lock (_gate)
        {
            switch (message.Outcome.Reason)
            {
                case QuarantineReason.UnknownMeter:
                    _strangers.Add(message.MeterId);
                    break;
                case QuarantineReason.UnknownKey:
                    _keyless[message.MeterId] = Math.Min(message.KeysKnown, _keyless.GetValueOrDefault(message.MeterId, int.MaxValue));
                    break;
                case QuarantineReason.UnknownFactorSet:
                    _factorSets.TryAdd(Convert.ToHexString(message.MissingFactorSet!), message.MissingFactorSet!);
                    break;
            }
        }
    }

    /// <summary>Judges again what can be judged better now; false where there was no room for all of it: call again.</summary>
    internal bool LookAgain()
    {
        if (!_hasLookedAtAll)
        {
            if (!(Judge(QuarantineReason.UnknownMeter) && Judge(QuarantineReason.UnknownKey) && Judge(QuarantineReason.UnknownFactorSet)))
                return false;
            _hasLookedAtAll = true;
        }
        return LookForMeters() && LookForKeys() && LookForFactorSets();
    }

    // What still waits after it was judged is noted anew, so it is forgotten first.
    private bool LookForMeters()
    {
        foreach (string meterId in Copy(_strangers))
        {
            if (registry.FindMeter(meterId) is null) continue;
            lock (_gate) _strangers.Remove(meterId);
            if (Judge(QuarantineReason.UnknownMeter, meterId)) continue;
            lock (_gate) _strangers.Add(meterId);
            return false;
        }
        return true;
    }

    private bool LookForKeys()
    {
        foreach (var (meterId, known) in Copy(_keyless))
        {
            if (ledger.KeysOf(meterId).Count <= known) continue;
            lock (_gate) _keyless.Remove(meterId);
            if (Judge(QuarantineReason.UnknownKey, meterId)) continue;
            lock (_gate) _keyless[meterId] = 0;
            return false;
        }
        return true;
    }

    private bool LookForFactorSets()
    {
        foreach (var (key, hash) in Copy(_factorSets))
        {
            if (factorSets.Find(hash) is null) continue;
            lock (_gate) _factorSets.Remove(key);
            if (Judge(QuarantineReason.UnknownFactorSet)) continue;
            lock (_gate) _factorSets[key] = hash;
            return false;
        }
        return true;
    }

    // What stays in quarantine for the same reason is passed over by its id, so this comes to an end.
    private bool Judge(QuarantineReason reason, string? meterId = null)
    {
        long after = 0;
        while (true)
        {
            var page = ledger.Quarantined(reason, meterId, after, PageSize);
            foreach (var kept in page)
                if (!pipeline.TryHandle(new HeldMessage(kept, RoomMade))) return false;
            if (page.Count < PageSize) return true;
            after = page[^1].Id;
        }
    }

    private List<T> Copy<T>(IEnumerable<T> from)
    {
        lock (_gate) return [.. from];
    }
}
