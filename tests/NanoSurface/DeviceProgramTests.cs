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
        var (lines, exitCode) = Ran.Value;
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
        string[] names = [.. Ran.Value.Lines[..^1].Select(line => CaseName().Match(line).Value)];
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
    public void Every_vector_a_meter_reads_but_the_longest_is_a_case_of_the_program()
    {
        string[] expected = [.. VectorFile.ReadAll(Repository.PathOf("tests/vectors"))
            .Where(vector => vector.Bytes.Length <= VectorTableSource.VectorBytesMax && !VectorTableSource.HostAreas.Contains(vector.Folder)).Select(vector => $"ok {vector.Folder}.{vector.Name}")];
        Assert.Subset(Ran.Value.Lines.ToHashSet(), expected.ToHashSet());
    }

    [Fact]
    public void A_vector_is_written_whole_or_as_its_difference()
    {
        string bytes = string.Concat(Enumerable.Range(0, 100).Select(i => $"{i:x2}"));
        string source = Generate(("record/a.txt", $"# why\nname: a\nexpect: Ok\nbytes: {bytes[..100]}\n       {bytes[100..]}\n"),
            ("record/b.txt", $"name: b\nexpect: WrongType\nbytes: {bytes[..60]}ffff{bytes[62..]}\n"),
            ("signed-record/c.txt", "name: c\nexpect: TrailingBytes\nbytes:\n"));
        Assert.Contains("cases.Whole(\"a\", Outcome.Of(RecordStatus.Ok),\n", source, StringComparison.Ordinal);
        Assert.Contains("cases.Like(0, \"b\", Outcome.Of(RecordStatus.WrongType), 30,\n            \"//8=\", 69);", source, StringComparison.Ordinal);
        Assert.Contains("cases.Whole(\"c\", Outcome.Of(CoseStatus.TrailingBytes),\n            \"\");", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unheard-of/a.txt", "name: a\nexpect: Ok\nbytes: 00\n")]
    [InlineData("record/a.txt", "name: a\nexpect: Fine\nbytes: 00\n")]
    [InlineData("record/a.txt", "name: a\nbytes: 00\n")]
    [InlineData("record/a.txt", "name: a\nexpect: Ok\nbites: 00\n")]
    public void A_vector_that_is_not_understood_is_an_error(string file, string text) =>
        Assert.Throws<FormatException>(() => Generate((file, text)));

    [Fact]
    public void No_vectors_give_an_empty_table() => Assert.DoesNotContain("cases.", Generate(), StringComparison.Ordinal);

    private static string Generate(params (string File, string Text)[] files)
    {
        string folder = Directory.CreateTempSubdirectory("vectors").FullName;
        try
        {
            foreach (var (file, text) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
                File.WriteAllText(Path.Combine(folder, file), text);
            }
            return VectorTableSource.Generate(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static readonly Lazy<(string[] Lines, int ExitCode)> Ran = new(RunProgram);

    private static (string[] Lines, int ExitCode) RunProgram()
    {
        // The program is built beside these tests, in the same configuration.
        string output = Path.GetRelativePath(Repository.PathOf("tests/NanoSurface"), AppContext.BaseDirectory);
        string program = Path.Combine(Repository.PathOf("tests/Device"), output, "carbonmeter-device-tests.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(program);
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), process.ExitCode);
    }

    [GeneratedRegex(@"(?<=^(ok|FAIL) )[^\s:]+")]
    private static partial Regex CaseName();
}
