namespace CarbonMeter.NanoSurface;

/// <summary>What the device's libraries do not have must fail to compile; else the generated stubs are richer than the device.</summary>
public sealed class MissingTests
{
    [Theory]
    [InlineData("System.Collections.Generic.List<int>? _list;")]
    [InlineData("System.Collections.Generic.IEnumerable<int>? _all;")]
    [InlineData("System.Collections.Generic.IEnumerable<int> Use() { yield return 1; }")]
    [InlineData("IEnumerable Use() { yield return 1; }")]
    [InlineData("object Use(int[] a) => System.Linq.Enumerable.First(a);")]
    [InlineData("async void Use() { }")]
    [InlineData("System.Threading.Tasks.Task? _task;")]
    [InlineData("decimal _money;")]
    [InlineData("Span<byte> Use(byte[] a) => a;")]
    [InlineData("void Use(ReadOnlySpan<byte> a) { }")]
    [InlineData("Memory<byte> _memory;")]
    [InlineData("object Use() => \"abc\"u8.ToArray();")]
    [InlineData("int Use(int[] a) => a[^1];")]
    [InlineData("int[] Use(int[] a) => a[1..3];")]
    [InlineData("bool Use(int[] a) => a is [1, ..];")]
    [InlineData("int? _maybe;")]
    [InlineData("(int, int) Use() => (1, 2);")]
    [InlineData("void Use(int a, int b) { (a, b) = (b, a); int[] c = [1, 2]; (c[0], c[1]) = (c[1], c[0]); var t = (a, b); }")]
    [InlineData("record Reading(int Value);")]
    [InlineData("object Use() => new { A = 1 };")]
    [InlineData("class Options { public required int Size { get; init; } }")]
    [InlineData("interface IMake { static abstract int Make(); }")]
    [InlineData("[System.Runtime.CompilerServices.InlineArray(4)] struct Four { int _first; }")]
    [InlineData("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)] struct S { [System.Runtime.InteropServices.FieldOffset(0)] public int A; }")]
    [InlineData("[System.Runtime.CompilerServices.ModuleInitializer] internal static void Start() { }")]
    [InlineData("int Use(dynamic d) => d.Size;")]
    [InlineData("volatile int _flag;")]
    [InlineData("[ThreadStatic] static int Slot;")]
    [InlineData("void Use() => ThreadPool.QueueUserWorkItem(null);")]
    [InlineData("void Use(ref long n) => Interlocked.Increment(ref n);")]
    [InlineData("void Use(ref int n) => Interlocked.Add(ref n, 2);")]
    [InlineData("DateTimeOffset _at;")]
    [InlineData("object Use() => DateTime.Now;")]
    [InlineData("object Use() => DateTime.UtcNow.AddMonths(1);")]
    [InlineData("object Use() => new OverflowException();")]
    [InlineData("object Use() => new DivideByZeroException();")]
    [InlineData("object Use() => Activator.CreateInstance(typeof(Probe));")]
    [InlineData("void Use(int[] a) => Array.Sort(a);")]
    [InlineData("void Use(int[] a) => Array.Reverse(a);")]
    [InlineData("void Use(int[] a) => Array.Resize(ref a, 3);")]
    [InlineData("void Use(int[] a) => Array.Fill(a, 3);")]
    [InlineData("int[] Use() => Array.Empty<int>();")]
    [InlineData("void Use(byte[] a) => Buffer.BlockCopy(a, 0, a, 1, 2);")]
    [InlineData("string Use(byte[] a) => Convert.ToHexString(a);")]
    [InlineData("object Use() => Enum.Parse(typeof(Kind), \"Import\");")]
    [InlineData("string Use(string s) => s.Replace(\"a\", \"b\");")]
    [InlineData("string Use(string s) => s.Remove(1);")]
    [InlineData("string Use(string s) => s.Insert(0, \"a\");")]
    [InlineData("string Use(string[] s) => string.Join(\",\", s);")]
    [InlineData("bool Use(string s) => string.IsNullOrWhiteSpace(s);")]
    [InlineData("object Use(string s) => s.Split(\"ab\");")]
    [InlineData("bool Use(char c) => char.IsDigit(c);")]
    [InlineData("bool Use(string s) => s.StartsWith(\"a\", StringComparison.Ordinal);")]
    [InlineData("object Use() => Math.BigMul(1, 2);")]
    [InlineData("object Use(StringBuilder s) => s.Insert(0, \"a\");")]
    public void Missing_features_do_not_compile(string members)
    {
        // The same text is good C# for .NET: it is the device that lacks something, not the snippet.
        Assert.Empty(Snippet.CompileForDotNet(members).Errors);
        Assert.NotEmpty(Snippet.Compile(members).Errors);
    }

    [Theory]
    [InlineData("unsafe int Call(delegate*<int> f) => f();")]
    [InlineData("unsafe int Use() { int a = 1; int* p = &a; return *p; }")]
    [InlineData("unsafe byte Use(byte[] a) { fixed (byte* p = a) return *p; }")]
    [InlineData("unsafe void Use() { byte* p = stackalloc byte[4]; }")]
    public void Pointers_do_not_compile(string members) =>
        Assert.Contains(Snippet.Compile(members).Errors, error => error.Contains("CS0227", StringComparison.Ordinal));

    [Fact]
    public void A_compile_error_names_file_line_and_reason()
    {
        string error = Assert.Single(Snippet.Compile("int Fine() => 1;\nvoid Use(int[] a) => Array.Sort(a);").Errors);
        Assert.Equal("probe.cs:2: CS0117 'Array' does not contain a definition for 'Sort'", error);
    }
}
