using CarbonMeter.NanoSurface.Gate;
using CarbonMeter.NanoSurface.Product;
using Microsoft.CodeAnalysis;

namespace CarbonMeter.NanoSurface;

/// <summary>A piece of firmware in a test: members of a class, compiled and judged like the product.</summary>
internal static class Snippet
{
    /// <summary>What stands around the members; <c>Require</c> has the names and shapes of the product's own.</summary>
    private const string Frame = """
        #nullable enable
        using System;
        using System.Collections;
        using System.Text;
        using System.Threading;
        using CarbonMeter;
        namespace CarbonMeter
        {
            public static class Require
            {
                public static void InRange(long value, long min, long max, string name)
                {
                    if (value < min || value > max) throw new ArgumentOutOfRangeException(name);
                }
                public static void That(bool condition, string message)
                {
                    if (!condition) throw new ArgumentException(message);
                }
            }
        }
        public enum Kind { Import, Export }
        public partial class Probe
        {
        #line 1 "probe.cs"
        %MEMBERS%
        #line default
        }
        """;

    private static readonly string[] Libraries =
        ["mscorlib", "nanoFramework.System.Text", "nanoFramework.System.Collections", "System.Math", "System.Threading", "System.IO.Streams",
        "System.Device.I2c", "System.Device.Wifi", "System.Net", "nanoFramework.Runtime.Events", "nanoFramework.M2Mqtt", "nanoFramework.M2Mqtt.Core"];

    public static DeviceAssembly Compile(string members) => DeviceAssembly.FromText("snippet",
        Frame.Replace("%MEMBERS%", members, StringComparison.Ordinal), Stubs.ReferenceAssemblies.All.Select(Libraries));

    /// <summary>The same text compiled against the .NET the tests run on.</summary>
    public static DeviceAssembly CompileForDotNet(string members) => DeviceAssembly.FromText("snippet",
        Frame.Replace("%MEMBERS%", members, StringComparison.Ordinal), DotNet.Value);

    private static readonly Lazy<MetadataReference[]> DotNet = new(() =>
        [.. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(path => Path.GetFileName(path) is "mscorlib.dll" or "Microsoft.CSharp.dll"
                || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                    && !path.Contains("Native", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))]);

    public static Finding[] Judge(string members)
    {
        DeviceAssembly assembly = Compile(members);
        Assert.Empty(assembly.Errors);
        return DeviceGate.Judge(assembly, new NonZeroFields());
    }
}
