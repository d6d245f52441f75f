using CarbonMeter.Crypto;
using CarbonMeter.Firmware.Journal;

namespace CarbonMeter.Firmware.Chain;

/// <summary>
/// Changes the key that signs, so that a power cut at any moment leaves one history and a key to go on with. The order: the new
/// key is kept in the place that is free; one commit brings the record that announces it, signed with the key before, and the
/// place of the new one; when no image of the state names the old key any more, it is forgotten. Before that commit the new key
/// is nobody's, after it the old one is.
/// </summary>
internal sealed class KeyKeeper
{
    /// <summary>Places the journal writes its state to in turn: so many commits and all of them name the same key.</summary>
    private const int ImagesOfState = 2;

    private readonly MeterState _state;
    private readonly Journal.Journal _journal;
    private readonly RecordMaker _records;
    private readonly IKeyStore _keys;

    // The state this session began with names the key already.
    private int _commitsUnderKey = 1;
    private bool _otherIsForgotten;

    public KeyKeeper(MeterState state, Journal.Journal journal, RecordMaker records, IKeyStore keys)
    {
        _state = state;
        _journal = journal;
        _records = records;
        _keys = keys;
    }

    /// <summary>Makes a new key, announces it, and signs with it from then on. False: nothing was changed.</summary>
    public bool TryRotate(int reason)
    {
        // The other place may hold the key an older image of the state still names.
        for (int i = 0; i < ImagesOfState && _commitsUnderKey < ImagesOfState; i++)
        {
            if (!_journal.Commit(_state)) return false;
            _commitsUnderKey++;
        }
        int place = 1 - _state.KeyPlace;
        _otherIsForgotten = false;
        if (!_keys.TryMake(place, out byte[] publicKey)) return false;
        if (!_keys.TryOpen(place, out ISigner? signer) || signer == null) return false;
        if (!_records.TryAnnounce(publicKey, reason)) return false;
        _records.Signer = signer;
        _state.KeyPlace = place;
        _commitsUnderKey = 0;
        return true;
    }

    /// <summary>The state was committed: forgets the key that nothing names any more.</summary>
    public void Committed()
    {
        if (_commitsUnderKey < ImagesOfState) _commitsUnderKey++;
        if (_commitsUnderKey == ImagesOfState && !_otherIsForgotten) _otherIsForgotten = _keys.TryForget(1 - _state.KeyPlace);
    }
}
