using CarbonMeter.Cbor;
using FsCheck;
using FsCheck.Fluent;

namespace Shared.Tests.Cbor;

public class CborPropertyTests
{
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(500);

    [Fact]
    public void What_is_written_is_canonical_and_reads_back()
    {
        int maps = 0;
        Check.One(Quiet, Prop.ForAll(CborTree.Arbitrary(), tree =>
        {
            byte[] bytes = CborTree.Encode(tree);
            if (tree is CborTree.Map { Pairs.Length: > 1 }) maps++;
            return CborCheck.Canonical(bytes) == CborStatus.Ok
                && CborTree.Decode(bytes) is { } read && CborTree.Encode(read).AsSpan().SequenceEqual(bytes);
        }));
        Assert.True(maps > 10, $"only {maps} maps were tried");
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_are_another_canonical_item()
    {
        int refused = 0, accepted = 0;
        Arbitrary<CborTree> trees = CborTree.Arbitrary();
        Gen<byte[]> damaged =
            from tree in trees.Generator
            let bytes = CborTree.Encode(tree)
            from at in Gen.Choose(0, bytes.Length - 1)
            from value in Gen.Choose(0, 255)
            from length in Gen.Choose(0, bytes.Length)
            from cut in Gen.Elements(false, false, true)
            select cut ? bytes[..length] : [.. bytes[..at], (byte)value, .. bytes[(at + 1)..]];
        Check.One(Quiet.WithMaxTest(3000), Prop.ForAll(Arb.From(damaged), bytes => Judge(bytes, ref refused, ref accepted)));
        Assert.True(refused > 300 && accepted > 300, $"{refused} refused, {accepted} accepted");
    }

    [Fact]
    public void Random_bytes_are_refused_or_canonical()
    {
        int refused = 0, accepted = 0;
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = new byte[random.Next(0, 6)];
            random.NextBytes(bytes);
            Assert.True(Judge(bytes, ref refused, ref accepted), Convert.ToHexString(bytes));
        }
        Assert.True(refused > 100 && accepted > 100, $"{refused} refused, {accepted} accepted");
    }

    // Accepted bytes must be what writing the item gives. The reader leaves the order of keys to codecs, the check does not.
    private static bool Judge(byte[] bytes, ref int refused, ref int accepted)
    {
        CborStatus status = CborCheck.Canonical(bytes);
        CborTree? tree = CborTree.Decode(bytes);
        if (status == CborStatus.Ok) accepted++;
        else refused++;
        if (tree is not null && !CborTree.Encode(tree).AsSpan().SequenceEqual(bytes)) return false;
        // Only tags other than 18 and integers beyond a long are canonical and yet not read into a tree.
        return tree is null || status is CborStatus.Ok or CborStatus.KeyOrder or CborStatus.TooLong;
    }
}
