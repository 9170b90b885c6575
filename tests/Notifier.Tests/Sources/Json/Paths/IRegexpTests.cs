using Notifier.Sources.Json.Paths;

namespace Notifier.Tests.Sources.Json.Paths;

public sealed class IRegexpTests
{
    [Theory]
    [InlineData("a.c", "a𝄞c", true)]
    [InlineData("a..c", "a𝄞c", false)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("[^b]", "𝄞", true)]
    [InlineData("[𝄀-𝄾]+", "𝄞𝄢", true)]
    [InlineData("[^𝄀-𝄾]", "𝄞", false)]
    [InlineData(@"\p{Lu}\p{Ll}+", "Éa", true)]
    [InlineData(@"\p{L}{2}", "锂𠮷", true)]
    [InlineData(@"\P{L}", "𠮷", false)]
    [InlineData(@"[\p{Nd}.]+", "1.5", true)]
    [InlineData(@"[^\p{Nd}]", "7", false)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[-a]", "-", true)]
    [InlineData(@"[\-\]\[]+", "]-[", true)]
    [InlineData(@"\(\)\.\*\+\?\[\]\{\}\|\^\\\n\r\t", "().*+?[]{}|^\\\n\r\t", true)]
    [InlineData("a{2,3}|b{2}|c{1,}", "ccc", true)]
    [InlineData("", "", true)]
    [InlineData("(|a)b", "b", true)]
    [InlineData("#x y", "#x y", true)]
    public void An_expression_matches_code_points(string pattern, string text, bool expected) =>
        Assert.Equal(expected, IRegexp.Parse(pattern, whole: true)!.Matches(text));

    [Theory]
    [InlineData(@"\d")]
    [InlineData(@"\w+")]
    [InlineData(@"\bword")]
    [InlineData(@"(?=a)")]
    [InlineData(@"(?:a)")]
    [InlineData(@"(a)\1")]
    [InlineData("a*?")]
    [InlineData("a**")]
    [InlineData("*a")]
    [InlineData("a{2")]
    [InlineData("a{,2}")]
    [InlineData("[]")]
    [InlineData("[z-a]")]
    [InlineData("[a-b-c]")]
    [InlineData("[[:alpha:]]")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData(@"\p{Xx}")]
    [InlineData(@"\p{Latin}")]
    [InlineData(@"\p{Cs}")]
    [InlineData(@"a\")]
    public void What_is_not_of_the_grammar_is_no_expression(string pattern) => Assert.Null(IRegexp.Parse(pattern, whole: false));
}
