using System;
using System.Security.Cryptography;
using CarbonMeter.Domain.Ledger;
using CarbonMeter.Domain.Parks;
using CarbonMeter.Domain.Traceability;
using CarbonMeter.DotNet;

namespace CarbonMeter.Ingest;

/// <summary>One key of a meter; what verifies with it is made when it is first needed and kept.</summary>
internal sealed class LaneKey(byte[] publicKey, Func<byte[], SignatureCheck> makeCheck)
{
    private SignatureCheck? _isSigned;

    /// <summary>SHA-256 of the key; the same array each time.</summary>
    internal byte[] Hash { get; } = SHA256.HashData(publicKey);

    internal bool Verifies(CoseSign1View message) => (_isSigned ??= makeCheck(publicKey))(message);
}

/// <summary>The keys of one meter as far as this host knows them: the enrolled one, then those the ledger has learnt.</summary>
internal sealed class LaneKeys
{
    private readonly string _meterId;
    private readonly Func<byte[], SignatureCheck> _makeCheck;
    private readonly ILedger _ledger;
    private readonly KeyHistory<LaneKey> _history;

    internal LaneKeys(Meter meter, Func<byte[], SignatureCheck> makeCheck, ILedger ledger)
    {
        _meterId = meter.Id;
        _makeCheck = makeCheck;
        _ledger = ledger;
        _history = new KeyHistory<LaneKey>(new LaneKey(meter.PublicKey, makeCheck));
        TryLearnMore();
    }

    /// <summary>First sequence signed with the newest key.</summary>
    internal long NewestFromSequence => _history.NewestFromSequence;

    /// <summary>How many keys the ledger had when it was last asked.</summary>
    internal int Learnt { get; private set; }

    /// <summary>The key that signs a record at a sequence.</summary>
    internal LaneKey At(long sequence) => sequence >= _history.NewestFromSequence ? _history.Newest : _history.At(sequence);

    /// <summary>A record that was just accepted announces a key; the ledger learns it when the record becomes durable.</summary>
    internal void Put(long fromSequence, byte[] publicKey)
    {
        byte[] hash = SHA256.HashData(publicKey);
        if (fromSequence <= _history.NewestFromSequence && _history.At(fromSequence).Hash.AsSpan().SequenceEqual(hash)) return;
        _history.Put(fromSequence, new LaneKey(publicKey, _makeCheck));
    }

    /// <summary>Asks the ledger; true where it has learnt keys since it was last asked.</summary>
    internal bool TryLearnMore()
    {
        var keys = _ledger.KeysOf(_meterId);
        if (keys.Count <= Learnt) return false;
        for (; Learnt < keys.Count; Learnt++) Put(keys[Learnt].FromSequence, keys[Learnt].PublicKey);
        return true;
    }
}
