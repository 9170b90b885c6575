using Notifier.Sources;

namespace Notifier.Tests.Sources;

/// <summary>Values as sources write them: a number that can be read one way only, a missing value, or an error.</summary>
public sealed class ValueTextTests
{
    [Theory]
    [InlineData("90500", 90500)]
    [InlineData(" 90500.5\u00A0", 90500.5)]
    [InlineData("-36.98", -36.98)]
    [InlineData("\u221236.98", -36.98)]
    [InlineData("+5", 5)]
    [InlineData("1e3", 1000)]
    [InlineData("1e308", 1e308)]
    [InlineData("0", 0)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("12,345,678", 12345678)]
    [InlineData("-1,234,567.25", -1234567.25)]
    public void A_number(string text, double value)
    {
        Assert.True(ValueText.TryRead(text, out var read));
        Assert.Equal(value, read);
        Assert.False(ValueText.IsMissing(text));
    }

    [Theory]
    [InlineData("1,234")]
    [InlineData("12,34")]
    [InlineData("1.234,5")]
    [InlineData("1 234")]
    [InlineData("1'234")]
    [InlineData("12,34,567.5")]
    [InlineData("1e309")]
    [InlineData("-1e309")]
    [InlineData("Infinity")]
    [InlineData("∞")]
    [InlineData("0x10")]
    [InlineData("(5)")]
    [InlineData("5%")]
    [InlineData("¥5")]
    [InlineData("５")]
    [InlineData("true")]
    public void What_can_be_read_two_ways_or_none_is_an_error(string text)
    {
        Assert.False(ValueText.TryRead(text, out _));
        Assert.False(ValueText.IsMissing(text));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("..")]
    [InlineData("…")]
    [InlineData("NaN")]
    [InlineData("-")]
    [InlineData("暂无数据")]
    public void A_marker_is_a_missing_value_and_never_a_zero(string text)
    {
        Assert.True(ValueText.IsMissing(text));
        Assert.False(ValueText.TryRead(text, out _));
    }
}
