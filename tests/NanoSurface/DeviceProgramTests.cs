using System.Diagnostics;
using System.Text.RegularExpressions;
using CarbonMeter.NanoSurface.Device;

namespace CarbonMeter.NanoSurface;

/// <summary>The device's own test program, run on .NET.</summary>
public sealed partial class DeviceProgramTests
{
    [Fact]
    public void The_program_passes_on_this_runtime()
    {
        string[] lines = RunProgram(out int exitCode);
        string[] failures = [.. lines.Where(line => line.StartsWith("FAIL ", StringComparison.Ordinal))];
        Assert.True(failures.Length == 0, string.Join("\n", failures));
        int passed = lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal));
        Assert.True(passed > 20, $"only {passed} cases ran");
        Assert.Equal($"{passed} passed, 0 failed", lines[^1]);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void No_two_cases_have_one_name()
    {
        string[] names = [.. RunProgram(out _)[..^1].Select(line => CaseName().Match(line).Value)];
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void The_vector_table_says_what_the_files_say()
    {
        string table = Repository.PathOf("tests/Device/VectorTable.cs");
        string expected = VectorTableSource.Generate(Repository.PathOf("tests/vectors"));
        if (Environment.GetEnvironmentVariable("CARBONMETER_RENEW") == "1") File.WriteAllText(table, expected);
        Assert.True(expected == File.ReadAllText(table),
            "tests/Device/VectorTable.cs differs from tests/vectors: run these tests once with CARBONMETER_RENEW=1 and commit it");
    }

    [Fact]
    public void A_vector_becomes_one_line_of_the_table()
    {
        string folder = Directory.CreateTempSubdirectory("vectors").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "command"));
            File.WriteAllText(Path.Combine(folder, "a.txt"), "# why\nname: first\nexpect: Ok\nbytes: A1 02\nbytes: 03\n");
            File.WriteAllText(Path.Combine(folder, "command", "b.txt"), "expect: TooLong\nbytes:\n");
            string source = VectorTableSource.Generate(folder);
            Assert.Contains("VectorCases.Run(runner, \"first\", VectorFormat.Record, RecordStatus.Ok,\n            \"a10203\");", source, StringComparison.Ordinal);
            Assert.Contains("VectorCases.Run(runner, \"b\", VectorFormat.Command, RecordStatus.TooLong,\n            \"\");", source, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] RunProgram(out int exitCode)
    {
        // The program is built beside these tests, in the same configuration.
        string output = Path.GetRelativePath(Repository.PathOf("tests/NanoSurface"), AppContext.BaseDirectory);
        string program = Path.Combine(Repository.PathOf("tests/Device"), output, "carbonmeter-device-tests.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet")
        {
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(program);
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        exitCode = process.ExitCode;
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    [GeneratedRegex(@"(?<=^(ok|FAIL) )[^\s:]+")]
    private static partial Regex CaseName();
}
