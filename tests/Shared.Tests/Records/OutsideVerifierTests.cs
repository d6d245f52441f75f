using System.Diagnostics;
using System.Security.Cryptography;
using CarbonMeter.Crypto;

namespace CarbonMeter.Records;

/// <summary>docs/formats/verify.py shares no code with this project; it accepts our records and refuses altered ones.</summary>
public sealed class OutsideVerifierTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly string _folder = Directory.CreateTempSubdirectory("carbonmeter-verify-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string meter, int sequence) =>
        Path.Combine(_folder, "records", meter, sequence.ToString("D15") + ".cose");

    [Fact]
    public void Records_of_ours_are_verified_by_a_stranger()
    {
        Export("CM-0001", seed: 1, count: 30);
        Export("CM-0002", seed: 2, count: 10);
        var (exitCode, output) = Verify();
        Assert.True(exitCode == 0, output);
        Assert.Contains("CM-0001: 30 records, 0 gaps", output);
        Assert.Contains("2 meters, 40 records: all verified", output);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Gas_of_ours_is_verified_by_a_stranger(int channelCount)
    {
        var chain = Export("CM-0001", seed: 10, count: 30, channelCount: channelCount, hasGas: true);
        var (exitCode, output) = Verify();
        Assert.True(exitCode == 0, output);
        Assert.Contains($"gas: {chain[^1].Record.Gas!.MassMilligrams} mg CO2, {chain[^1].Record.Gas!.VolumeLitres} l", output);
    }

    public static TheoryData<string, Action<MeterRecord>> GasLies => new()
    {
        { "gas register is not that before", record => record.Gas!.MassMilligrams++ },
        { "gas register is not that before", record => record.Gas!.VolumeLitres++ },
        { "what the gas register means has changed", record => record.Gas!.Basis = 1 - record.Gas.Basis },
    };

    [Theory(DisableDiscoveryEnumeration = true), MemberData(nameof(GasLies))]
    public void Gas_register_that_lies_under_a_good_signature_is_refused(string reason, Action<MeterRecord> lie)
    {
        var chain = Export("CM-0001", seed: 11, count: 6, channelCount: 1, hasGas: true);
        var record = chain[5].Record;
        (record.ParameterSetHash, record.PreviousHash) = (chain[4].Record.ParameterSetHash, RecordHash.Of(chain[4].Payload));
        lie(record);
        File.WriteAllBytes(PathOf("CM-0001", 6), Sign(RecordCodec.EncodePayload(record)));
        AssertRefused(reason);
    }

    [Fact]
    public void Missing_record_is_shown_as_a_gap()
    {
        Export("CM-0001", seed: 3, count: 6);
        File.Delete(PathOf("CM-0001", 4));
        var (exitCode, output) = Verify();
        Assert.True(exitCode == 0, output);
        Assert.Contains("CM-0001: 5 records, 1 gaps", output);
    }

    [Fact]
    public void Altered_record_is_refused()
    {
        Export("CM-0001", seed: 4, count: 6);
        var bytes = File.ReadAllBytes(PathOf("CM-0001", 3));
        bytes[^200] ^= 1;
        File.WriteAllBytes(PathOf("CM-0001", 3), bytes);
        AssertRefused("000000000000003.cose");
    }

    [Fact]
    public void Register_that_lies_under_a_good_signature_is_refused()
    {
        var chain = Export("CM-0001", seed: 5, count: 6);
        var record = chain[5].Record;
        record.Registers[0].ImportMilliwattHours++;
        File.WriteAllBytes(PathOf("CM-0001", 6), Sign(RecordCodec.EncodePayload(record)));
        AssertRefused("registers");
    }

    [Fact]
    public void Predecessor_exchanged_under_a_good_signature_is_refused()
    {
        var chain = Export("CM-0001", seed: 6, count: 6);
        var record = chain[3].Record;
        record.MadeAtUnixMs = record.MadeAtUnixMs == 0 ? 1 : record.MadeAtUnixMs - 1;
        File.WriteAllBytes(PathOf("CM-0001", 4), Sign(RecordCodec.EncodePayload(record)));
        AssertRefused("previous hash");
    }

    [Fact]
    public void Record_under_another_name_is_refused()
    {
        Export("CM-0001", seed: 7, count: 3);
        File.Move(PathOf("CM-0001", 3), PathOf("CM-0001", 4));
        AssertRefused("another meter or sequence");
    }

    [Fact]
    public void Nothing_to_verify_is_no_success()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "records"));
        AssertRefused("no records");
    }

    [Fact]
    public void Key_is_followed_from_the_enrolled_one_through_a_rotation()
    {
        ExportRotated(count: 8, rotationAt: 4);
        var (exitCode, output) = Verify();
        Assert.True(exitCode == 0, output);
        Assert.Contains("CM-0001: 8 records, 0 gaps", output);
    }

    [Fact]
    public void Record_signed_with_the_key_before_its_rotation_is_refused()
    {
        var chain = ExportRotated(count: 8, rotationAt: 4);
        File.WriteAllBytes(PathOf("CM-0001", 6), Sign(chain[5].Payload));
        AssertRefused("000000000000006.cose: REFUSED: InvalidSignature");
    }

    [Fact]
    public void Records_after_a_rotation_that_is_missing_are_refused()
    {
        ExportRotated(count: 8, rotationAt: 4);
        File.Delete(PathOf("CM-0001", 4));
        AssertRefused("000000000000005.cose: REFUSED: InvalidSignature");
    }

    [Theory]
    [InlineData(4, 3, "not a compressed point")]
    [InlineData(3, 1, "not on the curve")]
    public void Rotation_to_no_key_is_refused(long prefix, byte x, string reason)
    {
        Export("CM-0001", seed: 9, count: 3);
        var rotation = (EventRecord)new RandomRecords(9).Chain("CM-0001", 1, 2, (1, [.. new byte[63], x]))[0].Record;
        (rotation.Value, rotation.Subject) = (Units.Reading.Of(prefix), [.. new byte[31], x]);
        File.WriteAllBytes(PathOf("CM-0001", 1), Sign(RecordCodec.EncodePayload(rotation)));
        AssertRefused(reason);
    }

    private List<(MeterRecord Record, byte[] Payload)> ExportRotated(int count, int rotationAt)
    {
        var next = new SoftwareSigner([.. new byte[31], 7], KeyClass.Development);
        var chain = Export("CM-0001", seed: 8, count, (rotationAt, next.PublicKey));
        foreach (var (record, payload) in chain.Skip(rotationAt))
            File.WriteAllBytes(PathOf("CM-0001", (int)record.Sequence), CoseSign1.Encode(payload, next));
        return chain;
    }

    private List<(MeterRecord Record, byte[] Payload)> Export(
        string meter, int seed, int count, (int Sequence, byte[] PublicKey)? rotation = null, int channelCount = 2, bool hasGas = false)
    {
        var chain = new RandomRecords(seed).Chain(meter, count, channelCount, rotation, hasGas);
        Directory.CreateDirectory(Path.Combine(_folder, "records", meter));
        Directory.CreateDirectory(Path.Combine(_folder, "keys"));
        foreach (var (record, payload) in chain) File.WriteAllBytes(PathOf(meter, (int)record.Sequence), Sign(payload));
        var point = VectorTests.ExampleSigner.PublicKey;
        var q = new ECPoint { X = point[..32], Y = point[32..] };
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = q });
        File.WriteAllText(Path.Combine(_folder, "keys", meter + ".pem"), key.ExportSubjectPublicKeyInfoPem());
        return chain;
    }

    private static byte[] Sign(byte[] payload) => CoseSign1.Encode(payload, VectorTests.ExampleSigner);

    private void AssertRefused(string reason)
    {
        var (exitCode, output) = Verify();
        Assert.True(exitCode == 1, output);
        Assert.Contains(reason, output);
    }

    private (int ExitCode, string Output) Verify()
    {
        Assert.SkipUnless(File.Exists(Python) && Run("-c", "import cbor2, cryptography").ExitCode == 0,
            "needs /usr/bin/python3 with python3-cbor2 and python3-cryptography");
        var script = Path.Combine(Vector.Root, "docs", "formats", "verify.py");
        return Run(script, Path.Combine(_folder, "records"), Path.Combine(_folder, "keys"));
    }

    private static (int ExitCode, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)), "the verifier did not end");
        return (process.ExitCode, output + errors.Result);
    }
}
