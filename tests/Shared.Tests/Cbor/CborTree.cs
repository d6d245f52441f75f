using System.Text;
using CarbonMeter.Cbor;
using FsCheck;
using FsCheck.Fluent;

namespace Shared.Tests.Cbor;

/// <summary>Any item our CBOR can hold, so that writer and reader can be tested against each other on all of them.</summary>
public abstract record CborTree
{
    public sealed record Integer(long Value) : CborTree;
    public sealed record Bytes(byte[] Value) : CborTree;
    public sealed record Text(string Value) : CborTree;
    public sealed record Array(CborTree[] Items) : CborTree;
    public sealed record Map((CborTree Key, CborTree Value)[] Pairs) : CborTree;
    public sealed record Tagged(long Tag, CborTree Content) : CborTree;
    public sealed record Boolean(bool Value) : CborTree;
    public sealed record Null : CborTree;

    public static byte[] Encode(CborTree tree)
    {
        var writer = new CborWriter(1);
        tree.Write(writer);
        return writer.ToArray();
    }

    /// <summary>The item in the bytes; null where the reader refuses them.</summary>
    public static CborTree? Decode(byte[] bytes)
    {
        var reader = new CborReader(bytes);
        CborTree tree = Read(reader, bytes.Length);
        reader.End();
        return reader.Status == CborStatus.Ok ? tree : null;
    }

    /// <summary>Trees with their map keys in order, as the writer asks for.</summary>
    public static Arbitrary<CborTree> Arbitrary() => Arb.From(Generator(4));

    private void Write(CborWriter writer)
    {
        switch (this)
        {
            case Integer integer: writer.WriteInteger(integer.Value); break;
            case Bytes bytes: writer.WriteBytes(bytes.Value); break;
            case Text text: writer.WriteText(text.Value); break;
            case Boolean boolean: writer.WriteBoolean(boolean.Value); break;
            case Null: writer.WriteNull(); break;
            case Tagged tagged:
                writer.WriteTag(tagged.Tag);
                tagged.Content.Write(writer);
                break;
            case Array array:
                writer.WriteArray(array.Items.Length);
                foreach (CborTree item in array.Items) item.Write(writer);
                break;
            case Map map:
                writer.WriteMap(map.Pairs.Length);
                foreach ((CborTree key, CborTree value) in map.Pairs)
                {
                    key.Write(writer);
                    value.Write(writer);
                }
                break;
        }
    }

    // The public reader names the tag it expects; a tree takes any, so the test reads the tag's number as an integer.
    private static CborTree Read(CborReader reader, int bytesMax)
    {
        switch (reader.PeekType())
        {
            case CborType.Unsigned:
            case CborType.Negative: return new Integer(reader.ReadInteger(long.MinValue, long.MaxValue));
            case CborType.Bytes: return new Bytes(reader.ReadBytes(0, bytesMax));
            case CborType.Text: return new Text(reader.ReadText(bytesMax));
            case CborType.Array:
                int count = reader.ReadArray(bytesMax);
                var items = new CborTree[count];
                for (int i = 0; i < count; i++) items[i] = Read(reader, bytesMax);
                return new Array(items);
            case CborType.Map:
                int pairCount = reader.ReadMap(bytesMax);
                var pairs = new (CborTree, CborTree)[pairCount];
                for (int i = 0; i < pairCount; i++) pairs[i] = (Read(reader, bytesMax), Read(reader, bytesMax));
                return new Map(pairs);
            case CborType.Simple: return reader.TryReadNull() ? new Null() : new Boolean(reader.ReadBoolean());
            default:
                reader.ReadTag(18);
                return new Tagged(18, reader.Status == CborStatus.Ok ? Read(reader, bytesMax) : new Null());
        }
    }

    private static Gen<CborTree> Generator(int depth)
    {
        // Values near the places where heads grow, on both sides of zero.
        Gen<long> edges = from power in Gen.Elements(0, 3, 5, 8, 16, 32, 63)
                          from offset in Gen.Choose(-3, 3)
                          from negative in Gen.Elements(false, true)
                          let value = power == 63 ? long.MaxValue - offset - 3 : (1L << power) + offset
                          select negative ? ~value : value;
        Gen<CborTree> leaf = Gen.OneOf(
            edges.Select(value => (CborTree)new Integer(value)),
            Gen.Choose(0, 300).SelectMany(count => Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf(count), (_, bytes) => (CborTree)new Bytes(bytes)),
            Gen.Elements("", "a", "kWh", "\u00e9", "\u6c34", "\ud83d\udd0c", new string('m', 24), new string('\u00b5', 200))
                .Select(text => (CborTree)new Text(text)),
            Gen.Elements(false, true).Select(value => (CborTree)new Boolean(value)),
            Gen.Constant((CborTree)new Null()));
        if (depth == 0) return leaf;
        Gen<CborTree> child = Generator(depth - 1);
        Gen<CborTree[]> children = Gen.Choose(0, 5).SelectMany(count => child.ArrayOf(count));
        return Gen.OneOf(
            leaf,
            leaf,
            child.Select(content => (CborTree)new Tagged(18, content)),
            children.Select(items => (CborTree)new Array(items)),
            from keys in children from values in children select (CborTree)new Map(InOrder(keys, values)));
    }

    private static (CborTree, CborTree)[] InOrder(CborTree[] keys, CborTree[] values) =>
        [.. keys.Zip(values).DistinctBy(pair => Hex(pair.First)).OrderBy(pair => Hex(pair.First), StringComparer.Ordinal)];

    private static string Hex(CborTree tree) => Convert.ToHexString(Encode(tree));
}
