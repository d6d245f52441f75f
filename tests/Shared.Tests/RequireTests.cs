using CarbonMeter;

namespace Shared.Tests;

public class RequireTests
{
    [Theory]
    [InlineData(-1, "load is -1, below 0")]
    [InlineData(11, "load is 11, above 10")]
    public void Range_failures_name_argument_value_and_bound(long value, string message)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Require.InRange(value, 0, 10, "load"));
        Assert.Contains(message, thrown.Message);
        Assert.Equal("load", thrown.ParamName);
    }

    [Fact]
    public void Both_bounds_are_inside()
    {
        Require.InRange(0, 0, 10, "load");
        Require.InRange(10, 0, 10, "load");
        Require.InRange(long.MinValue, long.MinValue, long.MaxValue, "load");
    }

    [Fact]
    public void Missing_and_wrongly_sized_arrays_are_named()
    {
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => Require.NotNull(null, "key")).ParamName);
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => Require.Length(null, 2, "key")).ParamName);
        Assert.Contains("key holds 3 bytes, not 2", Assert.Throws<ArgumentException>(() => Require.Length(new byte[3], 2, "key")).Message);
        Require.Length(new byte[2], 2, "key");
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    [InlineData(1, int.MaxValue)]
    public void Segments_outside_the_array_are_refused(int offset, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Require.Segment(new byte[3], offset, count, "bytes"));

    [Fact]
    public void Segments_inside_the_array_are_accepted()
    {
        Require.Segment(new byte[3], 0, 3, "bytes");
        Require.Segment(new byte[3], 3, 0, "bytes");
    }

    [Fact]
    public void Broken_invariants_throw_with_their_message() =>
        Assert.Equal("the chain has a gap", Assert.Throws<ArgumentException>(() => Require.That(false, "the chain has a gap")).Message);
}
