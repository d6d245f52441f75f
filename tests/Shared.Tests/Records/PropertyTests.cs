using System.Collections;
using System.Text;
using CarbonMeter.Cbor;
using CarbonMeter.Units;

namespace CarbonMeter.Records;

/// <summary>What holds for every record, set and command, over random ones; a failure names its seed.</summary>
public class PropertyTests
{
    private const int SeedCount = 400;

    [Fact]
    public void Whatever_is_encoded_decodes_to_the_same()
    {
        for (var seed = 0; seed < SeedCount; seed++)
        {
            var random = new RandomRecords(seed);
            foreach (var codec in Codecs(random))
            {
                var bytes = codec.Encode(codec.Sample);
                Assert.Equal(CborStatus.Ok, CborCheck.Canonical(bytes));
                var (decoded, status) = codec.Decode(bytes);
                Assert.True(status == RecordStatus.Ok, $"seed {seed}: {status}");
                string before = Describe(codec.Sample), after = Describe(decoded);
                Assert.True(before == after, $"seed {seed}: {before}\nbecame {after}");
                Assert.Equal(bytes, codec.Encode(decoded!));
            }
        }
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_encode_back_to_themselves()
    {
        int accepted = 0, refused = 0;
        var reasons = new HashSet<RecordStatus>();
        for (var seed = 0; seed < SeedCount; seed++)
        {
            var random = new RandomRecords(seed);
            foreach (var codec in Codecs(random))
            {
                var valid = codec.Encode(codec.Sample);
                for (var i = 0; i < 25; i++)
                {
                    var damaged = random.Mutate(valid);
                    var (decoded, status) = codec.Decode(damaged);
                    reasons.Add(status);
                    if (status != RecordStatus.Ok) { refused++; continue; }
                    accepted++;
                    Assert.True(damaged.AsSpan().SequenceEqual(codec.Encode(decoded!)), $"seed {seed}, damage {i}");
                }
            }
        }
        // Both happen, and for many reasons, or the test would say nothing.
        Assert.True(accepted > 500 && refused > 10_000 && reasons.Count > 20,
            $"{accepted} accepted, {refused} refused, {reasons.Count} reasons");
    }

    [Fact]
    public void A_record_read_over_a_used_one_is_the_record_read_anew()
    {
        int accepted = 0, refused = 0;
        var used = new IntervalRecord();
        for (var seed = 0; seed < SeedCount; seed++)
        {
            var random = new RandomRecords(seed);
            var valid = RecordCodec.EncodePayload(random.Next());
            for (var i = 0; i < 10; i++)
            {
                var bytes = i % 3 == 0 ? valid : random.Mutate(valid);
                var anew = RecordCodec.DecodePayload(bytes, out var expected);
                // Whatever was refused before has left its traces in the used one; the bytes around do not matter.
                var over = RecordCodec.DecodePayload([1, .. bytes, 2, 3], 1, bytes.Length, used, out var status);
                Assert.Equal(expected, status);
                Assert.True(Describe(anew) == Describe(over), $"seed {seed}, message {i}");
                if (over is IntervalRecord) Assert.Same(used, over);
                if (status == RecordStatus.Ok) accepted++;
                else refused++;
            }
        }
        Assert.True(accepted > 1_600 && refused > 1_000, $"{accepted} accepted, {refused} refused");
    }

    [Fact]
    public void What_was_taken_from_a_used_record_never_changes()
    {
        var used = new IntervalRecord();
        var taken = new List<(byte[] Array, byte[] AsItWas)>();
        foreach (var (_, payload) in new RandomRecords(1).Chain("M", 12, 2, hasGas: false))
        {
            if (RecordCodec.DecodePayload(payload, 0, payload.Length, used, out _) is not IntervalRecord) continue;
            byte[][] arrays = [used.PreviousHash, used.FactorSetHash, used.ParameterSetHash];
            string[] texts = [used.MeterId, used.FirmwareId];
            RecordCodec.DecodePayload(payload, 0, payload.Length, used, out _);
            Assert.Equal(arrays, [used.PreviousHash, used.FactorSetHash, used.ParameterSetHash], ReferenceEqualityComparer.Instance);
            Assert.Equal(texts, [used.MeterId, used.FirmwareId], ReferenceEqualityComparer.Instance);
            taken.AddRange(arrays.Select(array => (array, (byte[])array.Clone())));
        }
        Assert.True(taken.Count > 6);
        Assert.All(taken, one => Assert.Equal(one.AsItWas, one.Array));
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(1);
        var bytes = new byte[200];
        for (var i = 0; i < 5000; i++)
        {
            random.NextBytes(bytes);
            foreach (var codec in Codecs(new RandomRecords(1))) Assert.NotEqual(RecordStatus.Ok, codec.Decode(bytes).Status);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Carbon_register_is_exactly_the_sum_of_import_times_intensity(int seed)
    {
        var random = new RandomRecords(seed);
        var register = new Register { ChannelId = 1 };
        Int128 nanograms = 0, import = 0, export = 0, reactive = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var intensity = random.Intensity();
            var interval = random.Channel(intensity);
            nanograms += (Int128)interval.ImportMilliwattHours * intensity.MilligramsPerKilowattHour;
            import += interval.ImportMilliwattHours;
            export += interval.ExportMilliwattHours;
            reactive += interval.ReactiveMillivarHours;
            register.Add(interval);
            Assert.InRange(register.CarbonRemainderNanograms, 0, Register.NanogramsPerMilligram - 1);
            Assert.Equal(nanograms, NanogramsOf(register));
        }
        Assert.Equal(import, register.ImportMilliwattHours);
        Assert.Equal(export, register.ExportMilliwattHours);
        Assert.Equal(reactive, register.ReactiveMillivarHours);
    }

    [Theory]
    [InlineData(Energy.MilliwattHoursMax, CarbonIntensity.MilligramsPerKilowattHourMax)]
    [InlineData(Energy.MilliwattHoursMax, 0)]
    [InlineData(0, CarbonIntensity.MilligramsPerKilowattHourMax)]
    [InlineData(1, 1)]
    [InlineData(999_999, 1)]
    [InlineData(Energy.MilliwattHoursMax - 1, CarbonIntensity.MilligramsPerKilowattHourMax - 1)]
    public void Carbon_register_is_exact_at_the_bounds(long importMilliwattHours, long milligramsPerKilowattHour)
    {
        var intensity = CarbonIntensity.FromMilligramsPerKilowattHour(milligramsPerKilowattHour);
        var interval = new ChannelInterval
        {
            ImportMilliwattHours = importMilliwattHours,
            CarbonNanograms = intensity.NanogramsOf(Energy.FromMilliwattHours(importMilliwattHours)),
        };
        var register = new Register();
        for (var i = 0; i < 1000; i++) register.Add(interval);
        Assert.Equal((Int128)1000 * importMilliwattHours * milligramsPerKilowattHour, NanogramsOf(register));
    }

    [Fact]
    public void Random_chains_are_linked_by_both_forms_of_the_judge()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            MeterRecord? previous = null;
            byte[]? previousHash = null;
            ChainState? state = null, advanced = null;
            foreach (var (record, payload) in new RandomRecords(seed).Chain("M", 12, seed % 9, hasGas: seed % 9 == 0 || seed % 2 == 0))
            {
                var decoded = RecordCodec.DecodePayload(payload, out _)!;
                var expected = previous is null ? ChainVerdict.First : ChainVerdict.Linked;
                Assert.Equal(expected, ChainJudge.Judge(previous, previousHash, decoded));
                Assert.Equal(expected, ChainJudge.Judge(state, decoded));
                Assert.Equal(expected, ChainJudge.Judge(advanced, decoded));
                (previous, previousHash) = (record, RecordHash.Of(payload));
                state = ChainState.After(record, previousHash);
                if (advanced is null) advanced = ChainState.After(decoded, previousHash);
                else advanced.Advance(decoded, previousHash);
                Assert.Equal(Describe(state), Describe(advanced));
            }
        }
    }

    private static Int128 NanogramsOf(Register register) =>
        (Int128)register.CarbonMilligrams * Register.NanogramsPerMilligram + register.CarbonRemainderNanograms;

    private sealed record Codec(object Sample, Func<object, byte[]> Encode, Func<byte[], (object?, RecordStatus Status)> Decode);

    private static Codec[] Codecs(RandomRecords random) =>
    [
        new(random.Next(), x => RecordCodec.EncodePayload((MeterRecord)x),
            b => (RecordCodec.DecodePayload(b, out var status), status)),
        new(random.FactorSet(), x => FactorSetCodec.Encode((FactorSet)x),
            b => (FactorSetCodec.Decode(b, out var status), status)),
        new(random.ParameterSet(), x => ParameterSetCodec.Encode((ParameterSet)x),
            b => (ParameterSetCodec.Decode(b, out var status), status)),
        new(random.Command(), x => CommandCodec.EncodePayload((Command)x),
            b => (CommandCodec.DecodePayload(b, out var status), status)),
    ];

    /// <summary>Everything an object holds, as text: two objects are the same where their texts are.</summary>
    private static string Describe(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case string or bool or int or long or Enum: text.Append(value); break;
            case byte[] bytes: text.Append(Convert.ToHexString(bytes)); break;
            case Reading reading: text.Append(reading.IsPresent ? "present " + reading.Value : "missing"); break;
            case IEnumerable items:
                foreach (var item in items) Append(text.Append('['), item);
                text.Append(']');
                break;
            default:
                text.Append('{').Append(value.GetType().Name);
                foreach (var property in value.GetType().GetProperties())
                    Append(text.Append(' ').Append(property.Name).Append('='), property.GetValue(value));
                text.Append('}');
                break;
        }
    }
}
