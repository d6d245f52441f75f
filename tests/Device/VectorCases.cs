namespace CarbonMeter.DeviceTests;

using System;
using CarbonMeter.Boards;
using CarbonMeter.Crypto;
using CarbonMeter.Records;

/// <summary>What the bytes of a vector are: the folders of tests/vectors.</summary>
internal enum VectorFormat { Record, SignedRecord, FactorSet, ParameterSet, Command, SignedCommand, Board }

/// <summary>What judging a vector gives, as one number.</summary>
internal static class Outcome
{
    /// <summary>The envelope is sound and the signature is not its key's.</summary>
    public const int BadSignature = 2000;

    public static int Of(RecordStatus status) => (int)status;

    public static int Of(CoseStatus status) => 1000 + (int)status;
}

/// <summary>The golden vectors of tests/vectors, from the generated <see cref="VectorTable"/>.</summary>
internal sealed class VectorCases
{
    private const int WholeMax = 64;

    // RFC 6979 A.2.5, the key that signs every example.
    private const string PublicKey = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

    private readonly Runner _runner;
    private readonly byte[][] _whole = new byte[WholeMax][];
    private int _wholeCount;
    private string _folder = "";
    private VectorFormat _format;

    private VectorCases(Runner runner) { _runner = runner; }

    public static void Run(Runner runner) => VectorTable.Run(new VectorCases(runner));

    /// <summary>The vectors that follow are of this folder.</summary>
    public void Begin(string folder, VectorFormat format)
    {
        _folder = folder;
        _format = format;
        _wholeCount = 0;
    }

    /// <summary>A vector with all its bytes; those that follow refer to it by its number, from 0 in each folder.</summary>
    public void Whole(string name, int expected, string base64)
    {
        byte[] bytes = Bytes(base64);
        Require.InRange(_wholeCount, 0, WholeMax - 1, nameof(base64));
        _whole[_wholeCount] = bytes;
        _wholeCount++;
        Judge(name, expected, bytes);
    }

    /// <summary>A vector that has its first and last bytes from a whole one, and its own between them.</summary>
    public void Like(int number, string name, int expected, int firstBytes, string base64, int lastBytes)
    {
        byte[] whole = _whole[number];
        byte[] own = Bytes(base64);
        byte[] bytes = new byte[firstBytes + own.Length + lastBytes];
        Array.Copy(whole, 0, bytes, 0, firstBytes);
        Array.Copy(own, 0, bytes, firstBytes, own.Length);
        Array.Copy(whole, whole.Length - lastBytes, bytes, firstBytes + own.Length, lastBytes);
        Judge(name, expected, bytes);
    }

    private static byte[] Bytes(string base64) => base64.Length == 0 ? new byte[0] : Convert.FromBase64String(base64);

    private void Judge(string name, int expected, byte[] bytes) => _runner.Run(_folder + "." + name, () =>
    {
        byte[]? again = null;
        int outcome = _format == VectorFormat.SignedRecord || _format == VectorFormat.SignedCommand
            ? JudgeSigned(bytes, out again) : Outcome.Of(Decode(_format, bytes, out again));
        Check.Equal(expected, outcome);
        // What is accepted encodes back to the same bytes.
        if (again != null) Check.Bytes(Hex.Text(bytes), again);
    });

    private int JudgeSigned(byte[] bytes, out byte[]? again)
    {
        again = null;
        if (!CoseSign1.TryParse(bytes, out CoseSign1? message, out CoseStatus status)) return Outcome.Of(status);
        if (!message!.IsSignedBy(new ManagedVerifier(Hex.Bytes(PublicKey)))) return Outcome.BadSignature;
        VectorFormat payload = _format == VectorFormat.SignedRecord ? VectorFormat.Record : VectorFormat.Command;
        return Outcome.Of(Decode(payload, message.Payload, out byte[]? _));
    }

    private static RecordStatus Decode(VectorFormat format, byte[] bytes, out byte[]? again)
    {
        RecordStatus status;
        switch (format)
        {
            case VectorFormat.Record:
                MeterRecord? record = RecordCodec.DecodePayload(bytes, out status);
                again = record is null ? null : RecordCodec.EncodePayload(record);
                return status;
            case VectorFormat.FactorSet:
                FactorSet? factors = FactorSetCodec.Decode(bytes, out status);
                again = factors is null ? null : FactorSetCodec.Encode(factors);
                return status;
            case VectorFormat.ParameterSet:
                ParameterSet? parameters = ParameterSetCodec.Decode(bytes, out status);
                again = parameters is null ? null : ParameterSetCodec.Encode(parameters);
                return status;
            case VectorFormat.Board:
                Board? board = BoardCodec.Decode(bytes, out status);
                again = board is null ? null : BoardCodec.Encode(board);
                return status;
            default:
                // A command of an unknown code is readable too, but there is nothing to encode it from.
                Command? command = CommandCodec.DecodePayload(bytes, out status);
                again = command is null || status != RecordStatus.Ok ? null : CommandCodec.EncodePayload(command);
                return status;
        }
    }
}
