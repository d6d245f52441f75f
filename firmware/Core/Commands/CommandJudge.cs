using CarbonMeter.Crypto;
using CarbonMeter.Records;

namespace CarbonMeter.Firmware.Commands;

/// <summary>Judges commands in the order docs/formats/command.md states. Pure but for the signature's arithmetic.</summary>
public static class CommandJudge
{
    /// <summary>How far ahead of the meter's clock a command may have been issued, s.</summary>
    public const long IssuedAheadSecondsMax = 300;

    /// <summary>Judges a message. The command is given from BadSignature's successors on, since its counter is then told or used up.</summary>
    public static CommandStatus Judge(
        byte[] message, IVerifier authority, string meterId, bool clockTrusted, long nowUnixSeconds, long lastCounter, out Command? command)
    {
        command = null;
        if (!CoseSign1.TryParse(message, out CoseSign1? envelope, out CoseStatus _) || envelope == null) return CommandStatus.Unreadable;
        Command? candidate = CommandCodec.DecodePayload(envelope.Payload, out RecordStatus form);
        if (candidate == null) return CommandStatus.Unreadable;
        if (!envelope.IsSignedBy(authority)) return CommandStatus.BadSignature;
        command = candidate;
        if (candidate.MeterId != meterId) return CommandStatus.WrongMeter;
        if (!clockTrusted) return CommandStatus.ClockUntrusted;
        if (nowUnixSeconds > candidate.ExpiresAtUnixSeconds || nowUnixSeconds < candidate.IssuedAtUnixSeconds - IssuedAheadSecondsMax)
            return CommandStatus.Expired;
        if (candidate.Counter <= lastCounter) return CommandStatus.Replayed;
        if (form == RecordStatus.UnknownCode) return CommandStatus.UnknownCode;
        return form == RecordStatus.Ok ? CommandStatus.Obeyed : CommandStatus.BadArgument;
    }
}
