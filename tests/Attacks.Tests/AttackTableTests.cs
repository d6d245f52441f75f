using System.Reflection;

namespace CarbonMeter.Attacks.Tests;

public sealed class AttackTableTests
{
    [Fact]
    public void The_table_names_every_attack_that_is_tested_and_no_other()
    {
        var tests = typeof(AttackTableTests).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Attacks", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
            .Select(method => method.Name);
        Assert.Equal(tests.Order(StringComparer.Ordinal), AttackTable.SeenByTest.Keys.Order(StringComparer.Ordinal));
    }
}
