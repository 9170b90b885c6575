using System.Text;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Rules;

/// <summary>Each text holds one <c>¤</c>, which is taken out: the finding stands where it was.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("{\n\"id\":\"a\",\n  ¤\"x\":1,\"series\":\"li\",\"above\":1}", 3, 3)]
    [InlineData("{\r\"id\":\"a\",\r  ¤\"x\":1,\"series\":\"li\",\"above\":1}", 3, 3)]
    [InlineData("{\r\n\"id\":\"a\",\r\n  ¤\"x\":1,\"series\":\"li\",\"above\":1}", 3, 3)]
    [InlineData("{\r\n\r\n\n\r\"id\":\"a\",¤\"x\":1,\"series\":\"li\",\"above\":1}", 5, 10)]
    [InlineData("{\"id\":\"a\",\t\t¤\"x\":1,\"series\":\"li\",\"above\":1}", 1, 13)]
    [InlineData("{\"id\":\"a\",\"title\":\"锂电池\",¤\"x\":1,\"series\":\"li\",\"above\":1}", 1, 25)]
    [InlineData("{\"id\":\"a\",\"title\":\"🔋🔋\",¤\"x\":1,\"series\":\"li\",\"above\":1}", 1, 24)]
    [InlineData("{\"id\":\"a\",\"title\":\"e\u0301\",¤\"x\":1,\"series\":\"li\",\"above\":1}", 1, 24)]
    [InlineData("\uFEFF{¤\"x\":1,\"id\":\"a\",\"series\":\"li\",\"above\":1}", 1, 2)]
    [InlineData("\uFEFF\n{¤\"x\":1,\"id\":\"a\",\"series\":\"li\",\"above\":1}", 2, 2)]
    public void Lines_end_with_LF_CR_or_CRLF_and_columns_are_code_points(string text, int line, int column) =>
        AssertPlace(text, "unknown-field", line, column);

    [Theory]
    [InlineData("value > 1 and ¤rsi(14) > 1")]
    [InlineData("""v\u0061lue > 1 and ¤rsi(14) > 1""")]
    [InlineData("""value\t>\n1\r\nand ¤rsi(14) > 1""")]
    [InlineData("""count(\"电池\", 14d) > 1 and ¤rsi(14) > 1""")]
    [InlineData("""count('\ud83d\ude00 \/\\', 14d) > 1 and ¤rsi(14) > 1""")]
    [InlineData("""count('🔋\u7535', 14d) > 1 and ¤rsi(14) > 1""")]
    [InlineData("""value > 1 and ¤\u0072si(14) > 1""")]
    public void A_place_inside_a_text_is_that_in_the_file(string condition) =>
        AssertPlace($$"""{"id":"a","series":"li","ladder":[{"severity":"minor","when":"{{condition}}"}]}""", "unknown-indicator");

    [Theory]
    [InlineData("""{"id":"a","series":"li","above":¤"value"}""", "incomparable-indicators", 1)]
    [InlineData("""{"id":"a","series":"li","above":"5¤%"}""", "wrong-limit", 0)]
    [InlineData("""{"id":"a","series":"li","above":"\u0035 ¤% "}""", "wrong-limit", 0)]
    public void A_place_inside_a_threshold_is_that_in_the_file(string text, string code, int behind)
    {
        var place = text.IndexOf('¤', StringComparison.Ordinal) + 1 + behind;
        Assert.Equal((code, 1, place), Only(text.Replace("¤", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_first_byte_that_is_not_utf8_has_a_place()
    {
        byte[] bytes = [.. "{\n \"🔋"u8, 0xE7, 0x94, (byte)'"'];

        var finding = Assert.Single(RuleDocument.Parse(bytes, null, SampleCatalog.All).Findings);

        Assert.Equal(("invalid-utf8", 2, 4), (finding.Code, finding.Line, finding.Column));
    }

    [Fact]
    public void An_expression_alone_has_places_too()
    {
        var expression = IndicatorExpression.Parse("multiple(🔋, 365d)", SampleCatalog.All);

        Assert.Null(expression.Indicator);
        Assert.Equal((1, 10), (expression.Findings[0].Line, expression.Findings[0].Column));
    }

    private static void AssertPlace(string marked, string code, int? line = null, int? column = null)
    {
        var place = marked.IndexOf('¤', StringComparison.Ordinal);
        var text = marked.Replace("¤", "", StringComparison.Ordinal);
        Assert.Equal((code, line ?? 1, column ?? marked[..place].EnumerateRunes().Count() + 1), Only(text));
    }

    private static (string Code, int Line, int Column) Only(string text)
    {
        var finding = Assert.Single(RuleDocument.Parse(Encoding.UTF8.GetBytes(text), null, SampleCatalog.All).Findings);
        return (finding.Code, finding.Line, finding.Column);
    }
}
