using System.Text.Json.Nodes;
using CarbonMeter.Cli;
using CarbonMeter.Cli.Bench;

namespace CarbonMeter.Tests.Cli.Bench;

public sealed class BenchFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-file-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private BenchFile Read(JsonNode file)
    {
        var path = Path.Combine(_folder, "bench.json");
        File.WriteAllText(path, file.ToJsonString());
        return BenchFile.Read(path);
    }

    [Fact]
    public void The_example_can_be_worked_through()
    {
        var plan = Read(BenchText.Example()).Plan();
        Assert.Equal(8, plan.Points.Count);
        Assert.Equal(100, plan.Points[0].ReferenceStandardUncertaintyPpm);
        Assert.Equal(2, plan.Found.Channels.Length);
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "$.meter.id", "\"a b\"", "meter.id \"a b\" is not" },
        { "$.meter.parameterSet.frontEnd", "\"ADE7880\"", "frontEnd \"ADE7880\" is not known" },
        { "$.meter.parameterSet.channels[1].id", "1", "outside docs/formats/parameter-set.md" },
        { "$.meter.newSetId", "\"with space\"", "outside docs/formats/parameter-set.md" },
        { "$.meter.timingMilliseconds", "-1", "timingMilliseconds is -1" },
        { "$.intervalSeconds", "7", "intervalSeconds is 7" },
        { "$.leave", "{\"intervalsPerRecord\":61}", "leave.intervalsPerRecord is 61" },
        { "$.settleSeconds", "-1", "settleSeconds is -1" },
        { "$.spreadLimitPpm", "0", "spreadLimitPpm is 0" },
        { "$.reference.coverageFactor", "0.5", "coverageFactor is 0.5" },
        { "$.reference.certificate", "{\"id\":\"x\"}", "give either file or sha256" },
        { "$.reference.certificate.sha256", "\"00\"", "not 64 hexadecimal digits" },
        { "$.certificate.customer", "\" \"", "certificate.customer is empty" },
        { "$.certificate.validMonths", "0", "validMonths is 0" },
        { "$.certificate.conformity.limitPpm", "0", "limitPpm is 0" },
        { "$.laboratory.countryCode", "\"cn\"", "not two capital letters" },
        { "$.laboratory.persons", "[]", "persons is empty" },
        { "$.points[0].name", "\"10 A\"", "point \"10 A\" stands twice" },
        { "$.points[0].powerFactorPpm", "0", "powerFactorPpm is 0" },
        { "$.points[0].repetitions", "2", "repetitions is 2" },
        { "$.points[0].durationSeconds", "65", "durationSeconds is 65" },
        { "$.points[0].referenceUncertaintyPpm", "null", "referenceUncertaintyPpm is missing" },
        { "$.points[0].use", "\"gain\"", "2 points have the use gain" },
        { "$.points[7].use", "\"offset\"", "without current it can only be check" },
        { "$.points[2].powerFactorPpm", "900000", "gain is set at a power factor of 1" },
        { "$.points[3].powerFactorPpm", "900000", "phase is set at a power factor of 0.8 or less" },
        { "$.points[6].currentMilliamperes", "3000", "at most a fifth of the current of \"10 A\"" },
        { "$.points[3].frequencyMillihertz", "60000", "one voltage and one frequency" },
        { "$.gas", "[{\"name\":\"zero\",\"fractionPpm\":0,\"uncertaintyPpm\":1,\"certificate\":{\"id\":\"b\",\"file\":\"b.xml\"},\"durationSeconds\":60}]", "zero and span are two" },
        { "$.points[0].currant", "1", "currant" },
        { "$.points[0].use", "\"best\"", "$.points[0].use" },
    };

    [Theory, MemberData(nameof(Faults))]
    public void A_file_that_cannot_be_used_is_refused_with_what_and_where(string path, string value, string says)
    {
        var file = BenchText.Example();
        Set(file, path, JsonNode.Parse(value));
        Assert.Contains(says, Assert.Throws<Json.JsonFileException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    private static void Set(JsonNode at, string path, JsonNode? value)
    {
        var steps = path[2..].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1]) at = int.TryParse(step, out var index) ? at[index]! : at[step]!;
        at[steps[^1]] = value;
    }
}
