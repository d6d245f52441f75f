using System.Collections.Generic;
using CarbonMeter.Domain.Parks;

namespace CarbonMeter.Web.Api;

/// <summary>A meter and how it stands.</summary>
/// <param name="Id">Meter id.</param>
/// <param name="IsRegistered">False for an id that sent something without being registered.</param>
/// <param name="Place">Where it hangs, in words; null where it is not registered.</param>
/// <param name="ExpectedIntervalSeconds">Interval length it was set to, s; null where it is not registered.</param>
/// <param name="IsConnected">Whether it is connected now.</param>
/// <param name="LastReceivedAtUnixMs">When its last record came, unix ms, host's clock; null: never.</param>
/// <param name="LastIntervalEndUnixSeconds">End of its last interval, unix s; null: none.</param>
/// <param name="Records">Records in the ledger.</param>
/// <param name="LastSequence">Sequence of the newest; 0: none.</param>
/// <param name="ChainGaps">Records whose predecessor is missing.</param>
/// <param name="QuarantinedMessages">Its messages in quarantine.</param>
/// <param name="Forks">Of these, second records for a known sequence.</param>
/// <param name="QuarantineDropped">Messages refused when its quarantine was full: they are not kept.</param>
/// <param name="Nodes">Where it is used.</param>
public sealed record MeterAnswer(string Id, bool IsRegistered, string? Place, int? ExpectedIntervalSeconds, bool IsConnected,
    long? LastReceivedAtUnixMs, long? LastIntervalEndUnixSeconds, long Records, long LastSequence, long ChainGaps,
    long QuarantinedMessages, long Forks, long QuarantineDropped, IReadOnlyList<MeterUseAnswer> Nodes);

/// <summary>A node that a meter measures.</summary>
/// <param name="ParkId">The park.</param>
/// <param name="NodeId">The node.</param>
/// <param name="Role">What the node does with energy.</param>
/// <param name="ChannelId">The meter's channel, 1 to 8.</param>
/// <param name="IsGreen">Whether the node's generation counts as green.</param>
public sealed record MeterUseAnswer(string ParkId, string NodeId, NodeRole Role, int ChannelId, bool IsGreen);

/// <summary>A meter with what a verifier asks for first.</summary>
/// <param name="Meter">How it stands.</param>
/// <param name="PublicKeyPem">The key its records verify under; null where it is not registered.</param>
/// <param name="Events">Its newest events, at most 200, newest first.</param>
/// <param name="Gaps">Of its newest 10 000 events those that speak of unmeasured or lost time, newest first.</param>
public sealed record MeterDetailAnswer(MeterAnswer Meter, string? PublicKeyPem, IReadOnlyList<EventAnswer> Events,
    IReadOnlyList<EventAnswer> Gaps);

/// <summary>An event record.</summary>
/// <param name="Sequence">Its place in the chain.</param>
/// <param name="AtUnixMs">When it was made, unix ms, meter's clock.</param>
/// <param name="Code">Code, docs/formats/record.md.</param>
/// <param name="Name">The code's name; null for a code this version does not know.</param>
/// <param name="Reason">Reason, by code.</param>
/// <param name="FromUnixMs">Beginning of what it speaks of, unix ms.</param>
/// <param name="ToUnixMs">End of what it speaks of, unix ms.</param>
/// <param name="Value">A number, by code; decimal digits.</param>
/// <param name="SubjectHex">A hash or other bytes, hex.</param>
/// <param name="Text">Text.</param>
public sealed record EventAnswer(long Sequence, long AtUnixMs, int Code, string? Name, int Reason, long? FromUnixMs,
    long? ToUnixMs, string? Value, string? SubjectHex, string? Text);

/// <summary>Records of a meter, ascending.</summary>
/// <param name="MeterId">The meter.</param>
/// <param name="Records">The records.</param>
/// <param name="NextAfter">What to give as after for the next page; null at the end.</param>
public sealed record RecordsAnswer(string MeterId, IReadOnlyList<RecordHeadAnswer> Records, long? NextAfter);

/// <summary>A record as listed.</summary>
/// <param name="Sequence">Its place in the chain.</param>
/// <param name="Hash">SHA-256 of its payload, hex.</param>
/// <param name="Kind">intervals, event or spotCheck.</param>
/// <param name="MadeAtUnixMs">When it was made, unix ms, meter's clock.</param>
/// <param name="ReceivedAtUnixMs">When it came, unix ms, host's clock.</param>
/// <param name="GapBefore">Whether its predecessor is missing.</param>
/// <param name="SizeBytes">Size of the signed bytes.</param>
/// <param name="FirstStartUnixSeconds">Start of its first interval, unix s; null where it has none.</param>
/// <param name="Intervals">Intervals in it.</param>
public sealed record RecordHeadAnswer(long Sequence, string Hash, string Kind, long MadeAtUnixMs, long ReceivedAtUnixMs,
    bool GapBefore, int SizeBytes, long? FirstStartUnixSeconds, int Intervals);
