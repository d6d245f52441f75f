using CarbonMeter.NanoSurface.Gate;

namespace CarbonMeter.NanoSurface;

/// <summary>Everything here compiles against the device's libraries and must still be refused, by the rule named.</summary>
public sealed class RefusedTests
{
    [Theory]
    [InlineData("class Box<T> { public T? Held; }")]
    [InlineData("struct Pair<T> { public T Held; }")]
    [InlineData("interface ISource<T> { T Take(); }")]
    [InlineData("delegate T Maker<T>();")]
    [InlineData("T Same<T>(T value) => value;")]
    [InlineData("int Use() { T Same<T>(T value) => value; return Same(1); }")]
    [InlineData("Func<int>? _made;")]
    [InlineData("int Use(Func<int, int> f) => f(1);")]
    [InlineData("void Use(Action<int> f) => f(1);")]
    [InlineData("event EventHandler<EventArgs>? Changed;")]
    [InlineData("object Use() { var f = (int x) => x + 1; return f(1); }")]
    public void Generics_are_refused(string members) => Refuse(members, DeviceRule.Generics);

    [Theory]
    [InlineData("int[,]? _grid;")]
    [InlineData("object Use() => new int[2, 3];")]
    [InlineData("int Use(int[,,] cube) => cube[0, 1, 2];")]
    public void Multi_dimensional_arrays_are_refused(string members) => Refuse(members, DeviceRule.MultiDimensionalArray);

    [Theory]
    [InlineData("interface IBus { bool Ready => true; }")]
    [InlineData("interface IBus { int Read() { return 1; } }")]
    [InlineData("interface IBus { static int Limit() => 3; }")]
    public void Interface_methods_with_a_body_are_refused(string members) => Refuse(members, DeviceRule.InterfaceMethodBody);

    [Theory]
    [InlineData("int Add(int a, int b) => checked(a + b);")]
    [InlineData("long Subtract(long a, long b) { checked { return a - b; } }")]
    [InlineData("uint Multiply(uint a, uint b) => checked(a * b);")]
    [InlineData("int Narrow(long a) => checked((int)a);")]
    [InlineData("byte Narrow(uint a) => checked((byte)a);")]
    [InlineData("ulong Unsign(long a) => checked((ulong)a);")]
    public void Checked_arithmetic_is_refused(string members) => Refuse(members, DeviceRule.CheckedArithmetic);

    [Theory]
    [InlineData("byte Read(byte[] a, long at) => a[at];")]
    [InlineData("byte Read(byte[] a, ulong at) => a[at];")]
    [InlineData("object Make(long count) => new byte[count];")]
    public void Long_indexes_are_refused(string members) => Refuse(members, DeviceRule.LongArrayIndex);

    [Theory]
    [InlineData("double _energy;")]
    [InlineData("float Half() => 0.5f;")]
    [InlineData("long Scale(long a) => (long)(a * 1.5);")]
    [InlineData("int Use(byte[] a) => (int)BitConverter.ToDouble(a, 0);")]
    [InlineData("string Use() => TimeSpan.FromTicks(5).ToString() + DateTime.UtcNow.AddSeconds(3);")]
    [InlineData("string Use(object o) => ((double)o).ToString();")]
    [InlineData("interface IGauge { double Read(); }")]
    [InlineData("void Use(object[] all) { foreach (double d in all) throw new Exception(); }")]
    public void Floating_point_is_refused(string members) => Refuse(members, DeviceRule.FloatingPoint);

    [Theory]
    [InlineData("int Root(int a) => (int)Math.Sqrt(a);")]
    [InlineData("int Use(int a) => (int)Math.Round(a);")]
    public void Floating_functions_of_Math_are_refused(string members) => Refuse(members, DeviceRule.SinglePrecisionMath);

    [Theory]
    [InlineData("long Use(long a, long b) => a / b;")]
    [InlineData("uint Use(uint a, uint b) => a % b;")]
    [InlineData("int Use(int a) => a / -1;")]
    [InlineData("long Use(long a, long b) { if (b == 0) Log(); return a / b; } void Log() { }")]
    [InlineData("long Use(long a, long b) { Require.InRange(b, 0, 9, nameof(b)); return a / b; }")]
    [InlineData("long Use(long a, long b) { Require.InRange(b, 1, 9, nameof(b)); b -= 1; return a / b; }")]
    [InlineData("long Use(long a, long b) { Require.InRange(b, 1, 9, nameof(b)); Change(ref b); return a / b; } void Change(ref long b) => b = 0;")]
    [InlineData("int Use(int a, long b) { Require.InRange(b, 1, long.MaxValue, nameof(b)); return a / (int)b; }")]
    [InlineData("int Use(int a, int[] b) => a % b.Length;")]
    [InlineData("int Use(int a, int[] b) { if (b[0] == 0) return 0; return a / b[1]; }")]
    [InlineData("int _d; int Use(int a) { if (_d == 0) return 0; Change(); return a / _d; } void Change() => _d = 0;")]
    [InlineData("readonly int _d; Probe(int d) { _d = d; } int Use(int a) => a / _d;")]
    [InlineData("readonly int _d; Probe(int d) { if (d > 0) _d = d; } int Use(int a) => a / _d;")]
    [InlineData("static readonly int D = Make(); static int Make() => 0; int Use(int a) => a / D;")]
    [InlineData("struct S { public readonly int D; public S(int d) { Require.InRange(d, 1, 9, nameof(d)); D = d; } } int Use(int a, S s) => a / s.D;")]
    [InlineData("int Use(int a, int b) { int q = 0; try { Require.InRange(b, 1, 9, nameof(b)); } catch (Exception) { q = 1; } return a / b + q; }")]
    [InlineData("int Use(int a, int b) { Require.InRange(b, 1, 9, nameof(b)); try { Other(); } finally { b = 0; } return a / b; } void Other() { }")]
    [InlineData("int Use(int a, int b) { Require.InRange(b, 1, 9, nameof(b)); ref int c = ref b; c = 0; return a / b; }")]
    [InlineData("int Use(int a, int b) { Require.InRange(b, 1, 9, nameof(b)); Case change = () => b = 0; change(); return a / b; } delegate void Case();")]
    public void Divisions_without_a_guard_are_refused(string members) => Refuse(members, DeviceRule.UnguardedDivision);

    [Theory]
    [InlineData("int Use(int a, int b) => a / b;", "b")]
    [InlineData("int _d; int Use(int a) => a / _d;", "this._d")]
    [InlineData("class W { public int Width { get; set; } } int Use(int a, W other) => a / other.Width;", "other.Width")]
    [InlineData("int Use(int a, int b) { int c = b + 1; a = a + c; return a / c; }", "c")]
    [InlineData("int Use(int a, int b) => a / (b + 1);", "a computed value")]
    public void An_unguarded_divisor_is_called_by_its_name_in_the_source(string members, string name) =>
        Assert.Equal($"the divisor ({name}) may be zero", Assert.Single(Snippet.Judge(members)).What);

    [Theory]
    [InlineData("string Use(Kind kind) => kind.ToString();")]
    [InlineData("string Use(Kind kind) => \"kind \" + kind;")]
    [InlineData("string Use(Kind kind) => $\"kind {kind}\";")]
    [InlineData("string Use(Kind kind) => string.Format(\"{0} {1}\", 1, kind);")]
    [InlineData("object Use(Kind kind) => new StringBuilder().Append((object)kind);")]
    public void Text_of_an_enum_is_refused(string members) => Refuse(members, DeviceRule.EnumText);

    [Fact]
    public void A_table_above_the_limit_is_refused()
    {
        Assert.Contains(Snippet.Judge(Table(DeviceGate.TableSizeBytesMax + 1)), finding => finding.Rule == DeviceRule.LargeTable);
        Assert.Empty(Snippet.Judge(Table(DeviceGate.TableSizeBytesMax)));
    }

    [Fact]
    public void More_than_the_image_format_can_count_is_refused()
    {
        string text = $"string Long() => \"{new string('a', ImageSize.SectionBytesMax)}\";";
        string code = string.Concat(Enumerable.Range(0, 700).Select(i => $"int M{i}(int a) => {string.Join("+", Enumerable.Repeat($"a*{i + 1000}", 20))};\n"));
        string data = string.Concat(Enumerable.Range(0, 14).Select(i => Table(5000, i)));
        string arms = $"int Arm(int a) {{ switch (a) {{ {string.Concat(Enumerable.Range(0, 256).Select(i => $"case {i}: return {i * 7919 % 256};"))} }} return 0; }}";
        foreach (string members in new[] { text, code, data, arms }) Refuse(members, DeviceRule.ImageLimit);
    }

    [Theory]
    [InlineData("int Use(int[] a) => Array.BinarySearch(a, 3, null!);")]
    [InlineData("int Use(ArrayList a) => a.BinarySearch(3, null!);")]
    public void BinarySearch_without_a_comparer_is_refused(string members) => Refuse(members, DeviceRule.BinarySearchWithoutComparer);

    [Theory]
    [InlineData("int Use(System.Device.I2c.I2cDevice d) => d.ReadByte();")]
    [InlineData("void Use(System.Device.I2c.I2cDevice d, byte[] a) => d.Write(a);")]
    [InlineData("void Use(System.Device.I2c.I2cDevice d) { d.WriteByte(3); }")]
    [InlineData("byte Use(System.Device.I2c.I2cDevice d, byte[] a) { var result = d.Read(a); return a[0]; }")]
    [InlineData("bool Use(System.Device.I2c.I2cDevice d, byte[] a) => d.Read(a).BytesTransferred == 2;")]
    [InlineData("void Use(System.Device.I2c.I2cDevice d, byte[] a, bool writes) { var result = writes ? d.Write(a) : d.Read(a); }")]
    [InlineData("System.Device.I2c.I2cTransferResult Send(System.Device.I2c.I2cDevice d, byte[] a) => d.Write(a); void Use(System.Device.I2c.I2cDevice d, byte[] a) => Send(d, a);")]
    public void Transfers_nobody_looks_at_are_refused(string members) => Refuse(members, DeviceRule.UncheckedTransfer);

    [Fact]
    public void A_device_at_the_default_speed_is_refused() =>
        Refuse("object Use() => new System.Device.I2c.I2cConnectionSettings(1, 0x38);", DeviceRule.DefaultBusSpeed);

    [Theory]
    [InlineData("void Use(nanoFramework.M2Mqtt.MqttClient c) => c.ConnectionClosed += (sender, e) => c.Connect(\"m\");")]
    [InlineData("void Use(nanoFramework.M2Mqtt.MqttClient c) => c.ConnectionClosed += OnClosed; void OnClosed(object sender, EventArgs e) => Again(); void Again() => new nanoFramework.M2Mqtt.MqttClient(\"h\").Connect(\"m\");")]
    [InlineData("static nanoFramework.M2Mqtt.MqttClient? C; void Use() => C!.MqttMsgPublished += (sender, e) => C.Connect(\"m\");")]
    [InlineData("void Use() => System.Net.NetworkInformation.NetworkChange.NetworkAddressChanged += OnChange; void OnChange(object sender, EventArgs e) => nanoFramework.Networking.WifiNetworkHelper.Reconnect();")]
    [InlineData("void Use(System.Device.Wifi.WifiAdapter w) => w.AvailableNetworksChanged += (sender, e) => w.Connect(\"s\", System.Device.Wifi.WifiReconnectionKind.Manual, \"p\");")]
    public void Connecting_in_an_event_handler_is_refused(string members) => Refuse(members, DeviceRule.ConnectInHandler);

    [Fact]
    public void A_refusal_names_file_and_line_and_says_what_to_write_instead()
    {
        Finding finding = Assert.Single(Snippet.Judge("int Fine() => 1;\nlong Use(long a, long b) =>\n    a / b;"));
        Assert.Equal(("probe.cs", 3), (finding.File, finding.Line));
        string text = finding.ToString();
        Assert.StartsWith("probe.cs:3: UnguardedDivision: the divisor (b) may be zero", text, StringComparison.Ordinal);
        Assert.Contains("why: ", text, StringComparison.Ordinal);
        Assert.Contains("instead: ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int Fine;\ndouble Wrong;", 2)]
    [InlineData("int Fine;\n\ndelegate T Maker<T>();", 3)]
    [InlineData("int Fine;\ninterface IGauge\n{\n  double Read();\n}", 4)]
    public void What_has_no_body_is_found_on_its_line_too(string members, int line) =>
        Assert.All(Snippet.Judge(members), finding => Assert.Equal(("probe.cs", line), (finding.File, finding.Line)));

    [Fact]
    public void Every_rule_says_why_and_what_instead() => Assert.All(Enum.GetValues<DeviceRule>(), rule =>
    {
        Assert.NotEmpty(Advice.Why(rule));
        Assert.NotEmpty(Advice.Instead(rule));
    });

    private static void Refuse(string members, DeviceRule rule) =>
        Assert.Contains(Snippet.Judge(members), finding => finding.Rule == rule);

    private static string Table(int sizeBytes, int number = 0) =>
        $"static readonly byte[] Table{number} = [{string.Join(",", Enumerable.Range(number, sizeBytes).Select(i => i % 251))}];";
}
